// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/pruner.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/vault/wal.h"

namespace inferno::vault {
namespace {

using nlohmann::json;

/// Segments that one record tells of.
constexpr std::size_t kRun = 64;

constexpr std::string_view kKeysDestroyed = "keys_destroyed";

WallTime instant(std::int64_t ns) {
    return WallTime{std::chrono::nanoseconds{ns}};
}

HeldPart partOf(const SegmentStub& stub) {
    return {stub.trailer.firstSeq, stub.trailer.nextSeq, instant(stub.firstReceivedNs), instant(stub.lastReceivedNs)};
}

} // namespace

AppendRequest Pruner::requestFor(Event event, const Provenance& by) {
    AppendRequest request;
    event.eventType = "vault";
    event.resource = "segments";
    event.user = by.principal;
    event.sourceIp = by.peer;
    event.result = "success";
    request.events.push_back(std::move(event));
    request.recordedBy = by;
    request.recordedBy.origin = Origin::Service;
    return request;
}

std::filesystem::path restoreFolder(const std::filesystem::path& vaultFolder) {
    return vaultFolder / "restore";
}

Result<SealedSegment> Pruner::describe(std::uint64_t number, const Store::Sealed& sealed) {
    SealedSegment out;
    out.number = number;
    out.pruned = !sealed.segment;
    out.archived = sealed.stub && sealed.stub->archived;
    out.originalTrailer = out.pruned ? sealed.stub->trailerHash : sealed.segment->chainHash();
    out.file = segmentPath(parts_.folder, number);
    if (out.pruned) {
        const SegmentStub& stub = *sealed.stub;
        out.firstSeq = stub.trailer.firstSeq;
        out.nextSeq = stub.trailer.nextSeq;
        out.bytes = ByteSize{stub.bytes};
        out.firstReceived = instant(stub.firstReceivedNs);
        out.lastReceived = instant(stub.lastReceivedNs);
        out.trailerHash = stub.trailerHash;
        return out;
    }
    out.firstSeq = sealed.segment->header().firstSeq;
    out.nextSeq = sealed.segment->trailer().nextSeq;
    out.bytes = ByteSize{sealed.segment->fileBytes()};
    if (const auto& thinned = sealed.segment->thinned()) {
        out.removed = thinned->removed();
        out.archived = !thinned->copies.empty();
    }
    out.trailerHash = sealed.segment->trailerHash();
    std::optional<ReceivedSpan> received;
    {
        const std::lock_guard lock(mutex_);
        if (const auto known = received_.find(number); known != received_.end())
            received = known->second;
    }
    if (!received) {
        INFERNO_TRY(received, receivedSpan(*sealed.segment));
        const std::lock_guard lock(mutex_);
        received_[number] = *received;
    }
    out.firstReceived = instant(received->firstNs);
    out.lastReceived = instant(received->lastNs);
    return out;
}

Result<std::vector<SealedSegment>> Pruner::segments() {
    std::vector<SealedSegment> out;
    for (const auto& [number, sealed] : parts_.store.sealedSegments()) {
        auto segment = describe(number, sealed);
        if (!segment && segment.error().code == ErrorCode::IoNotFound) // pruned since
            segment = describe(number, parts_.store.sealedSegments()[number]);
        if (!segment)
            return std::unexpected(std::move(segment).error());
        out.push_back(*std::move(segment));
    }
    return out;
}

Result<Pruner::Prepared> Pruner::prepare(const std::shared_ptr<SegmentReader>& segment) {
    INFERNO_TRY(const auto sizes,
                checkpointedSizes(parts_.vfs, parts_.folder, segment->header().firstSeq, segment->trailer().nextSeq));
    INFERNO_TRY(auto stub, stubOf(*segment, parts_.keys, sizes));
    return Prepared{segment, std::move(stub)};
}

Result<std::uint64_t> Pruner::prune(const PruneRequest& request) {
    const std::lock_guard changing(changing_);
    const auto sealed = parts_.store.sealedSegments();
    std::vector<Prepared> prepared;
    for (const std::uint64_t number : request.segments) {
        const auto found = sealed.find(number);
        if (found == sealed.end())
            return fail(ErrorCode::InputInvalid, "there is no sealed segment " + std::to_string(number));
        if (!found->second.segment)
            continue;
        INFERNO_TRY(Prepared one, prepare(found->second.segment));
        INFERNO_CHECK(parts_.holds.check(partOf(one.stub)));
        one.stub.archived = request.archived || !one.stub.copies.empty();
        if (request.archived && one.stub.copies.empty() && one.segment->thinned())
            for (const SegmentKey& key : one.segment->header().keys)
                one.stub.copies.push_back(key.id);
        prepared.push_back(std::move(one));
    }
    std::ranges::sort(prepared, {}, [](const Prepared& one) { return one.stub.header.number; });
    for (std::size_t begin = 0; begin < prepared.size();) {
        std::size_t end = begin + 1;
        while (end < prepared.size() && end - begin < kRun &&
               prepared[end].stub.header.number == prepared[end - 1].stub.header.number + 1)
            ++end;
        INFERNO_CHECK(pruneRun(request, std::span(prepared).subspan(begin, end - begin)));
        begin = end;
    }
    return prepared.size();
}

Result<std::uint64_t> Pruner::record(const PruneRequest& request, std::span<const Prepared> run) {
    json numbers = json::array();
    for (const Prepared& one : run)
        numbers.push_back(one.stub.header.number);
    const SegmentTrailer& last = run.back().stub.trailer;
    Event event;
    event.action = actions::kAuditPruned;
    event.details = json{{"segments", numbers},      {"first_seq", run.front().stub.trailer.firstSeq},
                         {"next_seq", last.nextSeq}, {"root", toHex(last.root)},
                         {"why", request.why},       {"archived", request.archived}}
                        .dump();
    INFERNO_TRY(const Receipt receipt, parts_.append(requestFor(std::move(event), request.by)));
    return receipt.seqs.front();
}

Result<void> Pruner::pruneRun(const PruneRequest& request, std::span<Prepared> run) {
    INFERNO_TRY(const std::uint64_t seq, record(request, run));
    // The last stub carries the marks of all that went before: only its key is needed, and it is written first.
    SegmentStub& last = run.back().stub;
    INFERNO_TRY(const auto key, parts_.keys.currentKey(RetentionClass::Default, monthOf(parts_.clock.now())));
    INFERNO_CHECK(last.sealMarks(parts_.book.of(0, last.trailer.nextSeq), *key, freshSalt(parts_.clock.now())));
    std::vector<std::shared_ptr<const SegmentStub>> stubs;
    for (auto one = run.rbegin(); one != run.rend(); ++one) {
        one->stub.prunedBy = seq;
        INFERNO_TRY(const Bytes file, one->stub.serialized(*parts_.keys.signer()));
        INFERNO_CHECK(writeFileAtomically(parts_.vfs, stubPath(parts_.folder, one->stub.header.number), file));
        stubs.push_back(std::make_shared<const SegmentStub>(std::move(one->stub)));
    }
    for (const auto& stub : stubs) {
        parts_.store.prune(stub);
        INFERNO_CHECK(parts_.vfs.remove(segmentPath(parts_.folder, stub->header.number)));
    }
    return parts_.vfs.syncFolder(parts_.folder / "segments");
}

Result<std::set<DataKeyId>> Pruner::neededKeys() const {
    static const std::vector<DataKeyId> kNone;
    std::set<DataKeyId> needed;
    std::optional<DataKeyId> marks; // of the newest stub that carries any
    for (const auto& [number, sealed] : parts_.store.sealedSegments()) {
        if (sealed.stub && sealed.stub->marks)
            marks = sealed.stub->marks->key;
        if (!sealed.segment && !sealed.stub->archived)
            continue;
        const auto& thinned = sealed.segment ? sealed.segment->thinned() : nullptr;
        const auto& copies = thinned ? thinned->copies : sealed.segment ? kNone : sealed.stub->copies;
        needed.insert(copies.begin(), copies.end());
        if (sealed.segment || copies.empty())
            for (const SegmentKey& key : sealed.segment ? sealed.segment->header().keys : sealed.stub->header.keys)
                needed.insert(key.id);
    }
    if (marks)
        needed.insert(*marks);
    INFERNO_TRY(const auto logs, listWal(parts_.vfs, parts_.folder));
    for (const std::uint64_t number : logs) {
        const auto header = readWalHeader(parts_.vfs, walPath(parts_.folder, number), parts_.keys.vaultId());
        if (header && *header)
            needed.insert((*header)->key);
        else if (!header && header.error().code != ErrorCode::IoNotFound) // sealed since: its segment is of this month
            return std::unexpected(header.error());
    }
    return needed;
}

Result<std::size_t> Pruner::destroyKeys(const Provenance& by) {
    const std::lock_guard changing(changing_);
    // What is written now is under this month's keys, and what lies in queues and is being sealed at most under the
    // last one's.
    const Month kept = monthOf(parts_.clock.now() - std::chrono::days{31});
    INFERNO_TRY(const auto needed, neededKeys());
    std::vector<DataKeyId> doomed;
    json ids = json::array();
    for (const DataKeyId id : parts_.keys.keyIds()) {
        INFERNO_TRY(const auto key, parts_.keys.key(id));
        if (key->retention != RetentionClass::Default || key->month >= kept || needed.contains(id))
            continue;
        doomed.push_back(id);
        ids.push_back(static_cast<std::uint32_t>(id));
    }
    if (doomed.empty())
        return 0;
    Event event;
    event.action = kKeysDestroyed;
    event.details = json{{"keys", ids}, {"why", "no segment needs them"}}.dump();
    INFERNO_CHECK(parts_.append(requestFor(std::move(event), by)));
    INFERNO_CHECK(parts_.keys.destroy(doomed));
    return doomed.size();
}

Result<void> Pruner::restore(std::uint64_t number, const std::filesystem::path& file, const Provenance& by) {
    const std::lock_guard changing(changing_);
    const auto sealed = parts_.store.sealedSegments();
    const auto found = sealed.find(number);
    const auto here = found == sealed.end() ? nullptr : found->second.segment;
    if (found == sealed.end() || (here && !here->thinned()))
        return fail(ErrorCode::InputInvalid, "segment " + std::to_string(number) + " was not pruned");
    INFERNO_TRY(const auto segment,
                SegmentReader::open(parts_.vfs, file, parts_.keys.vaultId(), parts_.keys.verifiers()));
    if (segment->chainHash() != (here ? here->chainHash() : found->second.stub->trailerHash))
        return fail(ErrorCode::VaultAltered,
                    file.filename().string() + ", offset 0: it is not the segment that was pruned");
    if (here && segment->thinned() && segment->thinned()->removed() >= here->thinned()->removed())
        return fail(ErrorCode::InputInvalid,
                    "the copy of segment " + std::to_string(number) + " holds no more than what is here");
    for (std::size_t i = 0; i < segment->footer().blocks.size(); ++i)
        INFERNO_CHECK(segment->checkCiphertext(i));
    INFERNO_CHECK(segment->checkCiphertextTree());
    INFERNO_CHECK(segment->unlock(parts_.keys));
    Event event;
    event.action = actions::kAuditRestored;
    event.details = json{{"segments", json::array({number})},
                         {"first_seq", segment->trailer().firstSeq},
                         {"next_seq", segment->trailer().nextSeq}}
                        .dump();
    INFERNO_CHECK(parts_.append(requestFor(std::move(event), by)));
    const auto path = segmentPath(parts_.folder, number);
    if (here)
        INFERNO_CHECK(here->holdFile());
    INFERNO_CHECK(parts_.vfs.rename(file, path));
    INFERNO_CHECK(parts_.vfs.syncFolder(path.parent_path()));
    return takeReplaced(number);
}

Result<void> Pruner::takeReplaced(std::uint64_t number) {
    const auto path = segmentPath(parts_.folder, number);
    INFERNO_TRY(const auto back, SegmentReader::open(parts_.vfs, path, parts_.keys.vaultId(), parts_.keys.verifiers()));
    INFERNO_CHECK(back->unlock(parts_.keys));
    back->closeFile();
    parts_.store.replace(back);
    return {};
}

} // namespace inferno::vault
