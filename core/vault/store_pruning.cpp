// SPDX-License-Identifier: GPL-3.0-or-later
// Store: what was pruned, and what the tree still knows of it.
#include <algorithm>

#include "core/vault/store.h"

namespace inferno::vault {
namespace {

/// Where a tree can be cut inside of what this stub is of: at each end of what it keeps, and between groups.
std::vector<std::uint64_t> cutsOf(const SegmentStub& stub) {
    std::vector<std::uint64_t> cuts{stub.trailer.firstSeq, stub.trailer.nextSeq};
    for (const KeptNodes::Entry& entry : stub.kept) {
        cuts.push_back(entry.id.index << entry.id.level);
        cuts.push_back((entry.id.index + 1) << entry.id.level);
    }
    std::ranges::sort(cuts);
    return cuts;
}

} // namespace

Error thinnedError(const BlockHoles::Run& run, bool archived) {
    return Error{ErrorCode::ProofPruned,
                 (run.next - run.first == 1
                      ? "event " + std::to_string(run.first) + " was"
                      : "events " + std::to_string(run.first) + " to " + std::to_string(run.next - 1) + " were") +
                     " pruned, as event " + std::to_string(run.prunedBy) + " records",
                 archived ? "inferno audit archive restore brings them back" : "", nullptr};
}

void Store::addStub(std::shared_ptr<const SegmentStub> stub) {
    const std::lock_guard lock(mutex_);
    spans_.push_back({stub->trailer.firstSeq, static_cast<std::uint32_t>(stub->records()), stub->firstNs, stub->lastNs,
                      nullptr, 0, stub, nullptr});
    addTree(stub->footer());
    sealed_[stub->header.number].stub = std::move(stub);
}

void Store::knowStub(std::shared_ptr<const SegmentStub> stub) {
    const std::lock_guard lock(mutex_);
    sealed_[stub->header.number].stub = std::move(stub);
}

void Store::prune(std::shared_ptr<const SegmentStub> stub) {
    const std::lock_guard lock(mutex_);
    const std::uint64_t first = stub->trailer.firstSeq;
    const std::uint64_t next = stub->trailer.nextSeq;
    const auto begin = std::ranges::lower_bound(spans_, first, {}, &Span::firstSeq);
    const auto end = std::ranges::lower_bound(spans_, next, {}, &Span::firstSeq);
    *begin = {first,  static_cast<std::uint32_t>(stub->records()), stub->firstNs, stub->lastNs, nullptr, 0, stub,
              nullptr};
    spans_.erase(begin + 1, end);
    forget(first, next);
    setSealed(stub->header.number, nullptr);
    sealed_[stub->header.number].stub = std::move(stub);
}

void Store::forget(std::uint64_t firstSeq, std::uint64_t nextSeq) {
    std::erase_if(cache_, [&](const auto& entry) { return entry.first >= firstSeq && entry.first < nextSeq; });
    std::erase_if(leafCache_, [&](const auto& entry) {
        return entry.first >= firstSeq / kGroupSize && entry.first <= (nextSeq - 1) / kGroupSize;
    });
}

void Store::replace(const std::shared_ptr<SegmentReader>& segment) {
    const std::lock_guard lock(mutex_);
    const auto span = std::ranges::lower_bound(spans_, segment->header().firstSeq, {}, &Span::firstSeq);
    if (span->whole)
        std::erase(indexed_, span->whole);
    *span = spanOf(segment);
    forget(segment->header().firstSeq, segment->trailer().nextSeq);
    setSealed(segment->header().number, segment);
}

void Store::setSealed(std::uint64_t number, const std::shared_ptr<SegmentReader>& segment) {
    auto& place = sealed_[number].segment;
    if (place && place->thinned()) {
        --removed_.segments;
        removed_.events -= place->thinned()->removed();
    }
    place = segment;
    if (place && place->thinned()) {
        ++removed_.segments;
        removed_.events += place->thinned()->removed();
    }
}

Store::Removed Store::removed() const {
    const std::lock_guard lock(mutex_);
    return removed_;
}

std::map<std::uint64_t, Store::Sealed> Store::sealedSegments() const {
    const std::lock_guard lock(mutex_);
    return sealed_;
}

std::vector<std::shared_ptr<const SegmentStub>> Store::stubsIn(std::uint64_t first, std::uint64_t next) const {
    const std::lock_guard lock(mutex_);
    std::vector<std::shared_ptr<const SegmentStub>> stubs;
    auto span = std::ranges::upper_bound(spans_, first, {}, &Span::firstSeq);
    if (span != spans_.begin())
        --span;
    for (; span != spans_.end() && span->firstSeq < next; ++span)
        if (span->stub && span->firstSeq + span->count > first)
            stubs.push_back(span->stub);
    return stubs;
}

Result<KeptNodes> Store::keptNodes(std::uint64_t group) const {
    const std::uint64_t first = group * kGroupSize;
    const std::uint64_t end = std::min(first + kGroupSize, size());
    KeptNodes nodes;
    for (const auto& stub : stubsIn(first, end))
        stub->addNodes(nodes, group);
    LeafHasher hasher(keys_);
    for (std::uint64_t seq = first; seq < end;) {
        const auto view = viewAt(seq);
        if (!view->span.stub)
            INFERNO_CHECK(addNodes(nodes, *view, hasher));
        seq = view->span.firstSeq + view->span.count;
    }
    return nodes;
}

Result<void> Store::addNodes(KeptNodes& nodes, const View& view, LeafHasher& hasher) const {
    INFERNO_TRY(const auto records, load(view));
    INFERNO_TRY(const auto leaves, hasher.hashAll(*records));
    const std::uint64_t first = view.span.firstSeq;
    for (std::size_t i = 0; i < leaves.size(); ++i)
        if (!(*records)[i].empty())
            nodes.add({{0, first + i}, leaves[i]});
    if (!records->holes())
        return {};
    for (const KeptNodes::Entry& entry : records->holes()->kept)
        nodes.add(entry);
    // In the group that its segment ends in, the footer has them.
    const auto* segment = dynamic_cast<const SegmentReader*>(view.span.source.get());
    if (!records->holes()->kept.empty() || !segment)
        return {};
    INFERNO_TRY(const auto footer, segment->index());
    for (const BlockHoles::Run& run : records->holes()->runs)
        for (std::uint64_t seq = run.first; seq < run.next && seq % kGroupSize < footer->leaves.size(); ++seq)
            nodes.add({{0, seq}, footer->leaves[seq % kGroupSize]});
    return {};
}

Store::Sizes Store::provableSizes(std::uint64_t size) const {
    const auto stubs = stubsIn(size, size + 1);
    if (size % kGroupSize == 0)
        return {size, size};
    if (stubs.empty())
        return provableInThinned(size);
    const std::uint64_t group = size / kGroupSize * kGroupSize;
    const auto& trailer = stubs.front()->trailer;
    if (group >= trailer.nextSeq / kGroupSize * kGroupSize) // its leaf hashes are all there
        return {size, size};
    Sizes near{std::max(group, trailer.firstSeq), std::min(group + kGroupSize, trailer.nextSeq)};
    for (const std::uint64_t cut : cutsOf(*stubs.front())) {
        if (cut <= size)
            near.below = std::max(near.below, cut);
        if (cut >= size)
            near.above = std::min(near.above, cut);
    }
    return near;
}

Store::Sizes Store::provableInThinned(std::uint64_t size) const {
    const auto view = viewAt(size);
    if (!view || view->span.removed == 0)
        return {size, size};
    const auto records = load(*view);
    if (records && (*records)->holes()) // what cannot be read says so when the proof is made
        for (const KeptNodes::Entry& entry : (*records)->holes()->kept)
            if (entry.id.index << entry.id.level < size && (entry.id.index + 1) << entry.id.level > size)
                return {entry.id.index << entry.id.level, (entry.id.index + 1) << entry.id.level};
    return {size, size};
}

} // namespace inferno::vault
