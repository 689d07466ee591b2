// SPDX-License-Identifier: GPL-3.0-or-later
// Pruner: events that go by their type.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/vault/pruner.h"

namespace inferno::vault {

using nlohmann::json;

Result<std::set<std::string>> Pruner::eventTypesIn(std::uint64_t number) {
    const auto sealed = parts_.store.sealedSegments();
    const auto found = sealed.find(number);
    if (found == sealed.end())
        return fail(ErrorCode::InputInvalid, "there is no sealed segment " + std::to_string(number));
    if (!found->second.segment)
        return std::set<std::string>{};
    const std::uint64_t content = found->second.segment->content();
    {
        const std::lock_guard lock(mutex_);
        if (const auto known = types_.find(number); known != types_.end() && known->second.first == content)
            return known->second.second;
    }
    INFERNO_TRY(auto types, vault::eventTypesIn(*found->second.segment));
    found->second.segment->dropIndex();
    const std::lock_guard lock(mutex_);
    types_[number] = {content, types};
    return types;
}

Result<Thinned> Pruner::thin(const ThinRequest& request) {
    const std::lock_guard changing(changing_);
    const auto sealed = parts_.store.sealedSegments();
    for (const ThinRequest::Part& part : request.parts) {
        const auto found = sealed.find(part.segment);
        if (found == sealed.end())
            return fail(ErrorCode::InputInvalid, "there is no sealed segment " + std::to_string(part.segment));
        if (std::ranges::find(part.types, kEvidenceType) != part.types.end())
            return fail(ErrorCode::InputInvalid, "events of type vault are the vault's own evidence",
                        "they go with their whole segment, by audit.retention.max_age_days");
        INFERNO_TRY(const SealedSegment segment, describe(part.segment, found->second));
        INFERNO_CHECK(
            parts_.holds.check({segment.firstSeq, segment.nextSeq, segment.firstReceived, segment.lastReceived}));
    }
    Thinned done;
    FreshKeys fresh;
    for (const ThinRequest::Part& part : request.parts) {
        const auto& segment = sealed.at(part.segment).segment;
        if (!segment)
            continue;
        INFERNO_TRY(const std::uint64_t events, thinOne(request, part, segment, fresh));
        done.events += events;
        done.segments += events > 0 ? 1 : 0;
    }
    return done;
}

Result<std::uint64_t> Pruner::record(const ThinRequest& request, const ThinRequest::Part& part,
                                     const SegmentReader& segment, const Thinner::Plan& plan) {
    Event event;
    event.action = actions::kAuditPruned;
    event.details = json{{"segments", json::array({part.segment})},
                         {"first_seq", plan.firstSeq},
                         {"next_seq", plan.nextSeq},
                         {"event_types", part.types},
                         {"count", plan.count},
                         {"root", toHex(segment.trailer().root)},
                         {"why", request.why},
                         {"archived", request.archived}}
                        .dump();
    INFERNO_TRY(const Receipt receipt, parts_.append(requestFor(std::move(event), request.by)));
    return receipt.seqs.front();
}

namespace {

/// From its making on a segment's reader reads the file that lies there now, whatever takes its place.
class Holding {
public:
    explicit Holding(SegmentReader& segment) : segment_(&segment) {}
    Holding(const Holding&) = delete;
    Holding& operator=(const Holding&) = delete;
    ~Holding() {
        if (!segment_)
            return;
        segment_->closeFile();
        segment_->dropIndex();
    }
    /// For good: it was replaced.
    void keep() { segment_ = nullptr; }

private:
    SegmentReader* segment_;
};

} // namespace

Result<std::uint64_t> Pruner::thinOne(const ThinRequest& request, const ThinRequest::Part& part,
                                      const std::shared_ptr<SegmentReader>& segment, FreshKeys& fresh) {
    INFERNO_CHECK(segment->holdFile());
    Holding holding(*segment);
    Thinner thinner({parts_.vfs, parts_.clock, parts_.keys, parts_.pack}, *segment, part.types);
    INFERNO_TRY(const Thinner::Plan plan, thinner.plan());
    if (plan.count == 0)
        return 0;
    INFERNO_TRY(const auto sizes,
                checkpointedSizes(parts_.vfs, parts_.folder, segment->header().firstSeq, segment->trailer().nextSeq));
    Thinner::Decision decision;
    decision.sizes = sizes;
    if (segment->thinned())
        decision.copies = segment->thinned()->copies;
    if (request.archived && decision.copies.empty())
        for (const SegmentKey& key : segment->header().keys)
            decision.copies.push_back(key.id);
    const Month month = segment->header().keys.front().month;
    if (!fresh[month]) {
        INFERNO_TRY(fresh[month], parts_.keys.rotateDataKey(RetentionClass::Default, month));
    }
    decision.key = fresh[month];
    INFERNO_TRY(decision.prunedBy, record(request, part, *segment, plan));
    auto written = thinner.write(decision);
    holding.keep();
    // Also after an error: the new file may lie in its place already.
    auto taken = takeReplaced(part.segment);
    INFERNO_CHECK(written);
    INFERNO_CHECK(taken);
    return plan.count;
}

} // namespace inferno::vault
