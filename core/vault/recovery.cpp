// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/recovery.h"

#include "core/vault/leaf_hasher.h"
#include "core/vault/record.h"
#include "core/vault/sequencer.h"
#include "core/vault/wal.h"

namespace inferno::vault {
namespace {

std::unexpected<Error> altered(const std::string& what) {
    return fail(ErrorCode::VaultAltered, what, "run inferno audit verify");
}

/// Opening must not take longer with each segment: keys of requests that are older than these are not repeated.
constexpr std::size_t kMarkedSegments = 500;

/// Opens what lies in the folder of segments, each behind the one before.
class SegmentLoader {
public:
    explicit SegmentLoader(const RecoveryParts& parts) : parts_(parts) {}

    Result<Sealer::Start> load() {
        INFERNO_TRY(const auto files, listSealed(parts_.vfs, parts_.folder));
        for (const SealedFile& file : files) {
            if (file.number != start_.nextNumber)
                return altered("segment " + std::to_string(start_.nextNumber) + " is missing");
            std::shared_ptr<const SegmentStub> stub;
            if (file.stub) {
                INFERNO_TRY(auto read, SegmentStub::read(parts_.vfs, stubPath(parts_.folder, file.number),
                                                         parts_.keys.vaultId(), parts_.keys.verifiers()));
                stub = std::make_shared<const SegmentStub>(std::move(read));
                if (stub->marks)
                    newestMarks_ = stub;
            }
            INFERNO_CHECK(file.segment ? takeSegment(file.number, stub) : takeStub(stub));
        }
        INFERNO_CHECK(takeMarks());
        if (start_.nextNumber > 1)
            parts_.files.startAt(nextWal_);
        return std::move(start_);
    }

private:
    Result<void> takeSegment(std::uint64_t number, const std::shared_ptr<const SegmentStub>& stub) {
        INFERNO_TRY(const auto segment, SegmentReader::open(parts_.vfs, segmentPath(parts_.folder, number),
                                                            parts_.keys.vaultId(), parts_.keys.verifiers()));
        const std::string name = segment->path().filename().string();
        INFERNO_CHECK(follows(name, segment->header()));
        if (stub && stub->trailerHash != segment->chainHash())
            return altered(name + ", offset 0: it is not the segment of its stub");
        INFERNO_CHECK(segment->unlock(parts_.keys));
        INFERNO_TRY(const auto footer, segment->index()); // the store lets it go
        parts_.store.addSegment(segment);
        if (stub)
            parts_.store.knowStub(stub);
        INFERNO_CHECK(advance(name, *footer, segment->trailer(), segment->chainHash()));
        segment->closeFile();
        segments_.push_back(segment);
        return {};
    }

    Result<void> takeStub(const std::shared_ptr<const SegmentStub>& stub) {
        const std::string name = stubPath({}, stub->header.number).filename().string();
        INFERNO_CHECK(follows(name, stub->header));
        parts_.store.addStub(stub);
        return advance(name, stub->footer(), stub->trailer, stub->trailerHash);
    }

    Result<void> follows(const std::string& name, const SegmentHeader& header) const {
        if (header.firstSeq != start_.sealed || header.previous != start_.previous)
            return altered(name + ", offset 0: it does not follow the segment before");
        return {};
    }

    Result<void> advance(const std::string& name, const SegmentFooter& footer, const SegmentTrailer& trailer,
                         const Hash& trailerHash) {
        for (const Hash& group : footer.groups)
            start_.groups.appendSubtree(kGroupLevel, group, hasher_);
        start_.leaves = footer.leaves;
        start_.sealed = footer.nextSeq;
        start_.previous = trailerHash;
        nextWal_ = footer.nextWal;
        ++start_.nextNumber;
        if (parts_.store.root() != trailer.root)
            return altered(name + ", offset " + std::to_string(trailer.footerOffset) +
                           ": the tree in the footer does not have the root that the trailer signs");
        return {};
    }

    /// Newest first, until there are enough idempotency keys or segments; taken oldest first. What was pruned is
    /// remembered by the newest stub.
    Result<void> takeMarks() {
        std::vector<Marks> marks;
        std::size_t keys = 0;
        for (auto segment = segments_.rbegin();
             segment != segments_.rend() && keys < MarksBook::kMaxKeys && marks.size() < kMarkedSegments; ++segment) {
            INFERNO_TRY(auto secrets, (*segment)->readSecrets());
            (*segment)->dropIndex();
            keys += secrets.marks.idempotency.size();
            marks.push_back(std::move(secrets.marks));
        }
        if (newestMarks_ && keys < MarksBook::kMaxKeys) {
            INFERNO_TRY(auto pruned, newestMarks_->openMarks(parts_.keys));
            marks.push_back(std::move(*pruned));
        }
        for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark)
            parts_.book.take(*mark);
        return {};
    }

    const RecoveryParts& parts_;
    Sealer::Start start_;
    TreeHasher hasher_;
    std::uint64_t nextWal_ = 1;
    std::vector<std::shared_ptr<SegmentReader>> segments_;
    std::shared_ptr<const SegmentStub> newestMarks_;
};

/// Takes what of a log frame is not sealed yet.
Result<void> takeBatch(const RecoveryParts& parts, LeafHasher& hasher, const WalBatch& batch,
                       const std::shared_ptr<const DataKey>& key) {
    RecordSet fresh;
    std::uint64_t seq = batch.firstSeq;
    for (std::size_t i = 0; i < batch.records.size(); ++i, ++seq) {
        INFERNO_TRY(const RecordHead head, decodeHead(batch.records[i]));
        if (head.seq != seq)
            return altered("record " + std::to_string(head.seq) + " stands in the log where " + std::to_string(seq) +
                           " belongs");
        if (seq >= parts.store.size())
            fresh.add(batch.records[i], batch.records.blob(i));
    }
    INFERNO_TRY(const auto leaves, hasher.hashAll(fresh));
    parts.store.append(fresh, leaves, key);
    parts.book.take(batch.marks);
    return {};
}

struct TornTail {
    std::uint64_t file = 0;
    std::uint64_t offset = 0;
    std::uint64_t bytes = 0;
};

Result<std::optional<TornTail>> loadLog(const RecoveryParts& parts) {
    std::optional<TornTail> torn;
    LeafHasher hasher(parts.keys);
    INFERNO_TRY(const auto numbers, listWal(parts.vfs, parts.folder));
    const auto limits = walLimits(parts.vfs, parts.folder, parts.keys.vaultId(), numbers);
    std::optional<std::uint64_t> next; // the seq with which the log goes on
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto path = walPath(parts.folder, numbers[i]);
        const std::string name = path.filename().string();
        std::shared_ptr<const DataKey> key;
        INFERNO_TRY(const auto header, readWalHeader(parts.vfs, path, parts.keys.vaultId()));
        if (header) {
            const std::uint64_t expected = next.value_or(parts.store.size());
            if (header->firstSeq > expected || (next && header->firstSeq != expected))
                return altered(name + ", offset 0: the log goes on with record " + std::to_string(header->firstSeq) +
                               ", after " + std::to_string(expected) + " records");
            next = header->firstSeq;
            INFERNO_TRY(key, parts.keys.key(header->key));
        }
        INFERNO_TRY(const WalScan scan,
                    readWal(
                        parts.vfs, path, parts.keys,
                        [&](const WalBatch& batch, std::uint64_t offset) {
                            if (batch.firstSeq != *next)
                                return Result<void>(altered(name + ", offset " + std::to_string(offset) +
                                                            ": a frame of record " + std::to_string(batch.firstSeq) +
                                                            " where " + std::to_string(*next) + " belongs"));
                            *next += batch.records.size();
                            return takeBatch(parts, hasher, batch, key);
                        },
                        limits[i]));
        const bool last = i + 1 == numbers.size();
        // A file whose making failed has nothing in it; what is missing shows in where the next one begins.
        if (scan.state == storage::LogEnd::Damaged || (!last && scan.state != storage::LogEnd::Clean))
            return altered(name + ", offset " + std::to_string(scan.end) +
                           ": a damaged frame, with acknowledged events behind it");
        parts.files.closed(numbers[i], next.value_or(0));
        if (scan.state != storage::LogEnd::Torn)
            continue;
        const auto folder = parts.folder / "wal" / "torn";
        if (!exists(parts.vfs, folder))
            INFERNO_CHECK(parts.vfs.makeFolder(folder));
        INFERNO_CHECK(writeFileAtomically(
            parts.vfs, folder / (path.stem().string() + "-" + std::to_string(scan.end) + ".bin"), scan.rest));
        torn = TornTail{numbers[i], scan.end, scan.rest.size()};
    }
    return torn;
}

/// What was signed must be here.
Result<void> checkAgainst(const std::optional<StoredCheckpoint>& newest, const RecoveryParts& parts) {
    const std::uint64_t size = parts.store.size();
    if (!newest) {
        if (size > 0 || !parts.keys.keyIds().empty())
            return altered("the file of checkpoints is missing");
        return {};
    }
    const Checkpoint& checkpoint = newest->checkpoint;
    // One that cannot be read says no more than one that was taken away: verification names it.
    const auto alive = heartbeatSize(parts.vfs, parts.folder, parts.keys.origin(), parts.keys.verifiers());
    if (alive && *alive && **alive > checkpoint.size)
        return altered("a signed heartbeat names a checkpoint of " + std::to_string(**alive) +
                       " events, and the newest that is here covers " + std::to_string(checkpoint.size));
    if (checkpoint.size > size)
        return altered("the newest checkpoint covers " + std::to_string(checkpoint.size) + " events, and only " +
                       std::to_string(size) + " are here: events from " + std::to_string(size) + " are missing");
    INFERNO_TRY(const Hash root, parts.store.rootAt(checkpoint.size));
    if (root != checkpoint.root)
        return altered("the first " + std::to_string(checkpoint.size) +
                       " events do not have the root that the newest checkpoint signs");
    return {};
}

/// The event that tells of the cut.
Result<void> recordTorn(const RecoveryParts& parts, const TornTail& torn) {
    Record record;
    record.seq = parts.store.size();
    record.received = parts.clock.now();
    record.timestamp = record.received;
    record.monoNs = static_cast<std::uint64_t>(parts.clock.monotonic().time_since_epoch().count());
    record.bootId = currentBootId();
    record.level = Level::Warn;
    record.severity = Severity::Medium;
    record.event.eventType = "vault";
    record.event.action = actions::kWalTruncated;
    record.event.details = "{\"frames\":1,\"bytes\":" + std::to_string(torn.bytes) +
                           ",\"next_seq\":" + std::to_string(record.seq) + ",\"file\":" + std::to_string(torn.file) +
                           ",\"offset\":" + std::to_string(torn.offset) + "}";
    INFERNO_TRY(const auto key, parts.keys.currentKey(RetentionClass::Default, monthOf(record.received)));
    RecordSet records;
    records.add(encodeRecord(record));
    LeafHasher hasher(parts.keys);
    INFERNO_TRY(const auto leaves, hasher.hashAll(records));
    parts.store.append(records, leaves, key);
    return {};
}

} // namespace

Result<Recovered> recover(const RecoveryParts& parts) {
    Recovered result;
    INFERNO_TRY(result.sealed, SegmentLoader(parts).load());
    INFERNO_TRY(result.newest, newestCheckpoint(parts.vfs, parts.folder, parts.keys.origin(), parts.keys.verifiers()));
    INFERNO_TRY(const auto torn, loadLog(parts));
    INFERNO_CHECK(checkAgainst(result.newest, parts));
    if (torn) {
        INFERNO_CHECK(recordTorn(parts, *torn));
        result.tornTails = 1;
    }
    parts.store.cut();
    return result;
}

} // namespace inferno::vault
