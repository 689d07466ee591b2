// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/vault/in_order.h"
#include "core/vault/leaf_hasher.h"
#include "core/vault/record.h"
#include "core/vault/verifier.h"
#include "core/vault/wal.h"

/// The part of a verification that goes through segments and log files.

namespace inferno::vault {
namespace {

std::string segmentName(std::uint64_t number) {
    return "segments/" + segmentPath({}, number).filename().string();
}

std::string walName(std::uint64_t number) {
    return "wal/" + walPath({}, number).filename().string();
}

constexpr std::uint64_t kMaxWalFile = 1ULL << 30;

/// Errors that say something of the vault, and not of the machine that reads it.
bool isFinding(const Error& error) {
    return error.code == ErrorCode::VaultAltered || error.code == ErrorCode::KeyUnavailable ||
           error.code == ErrorCode::CryptoFailed || error.code == ErrorCode::InputTooLarge;
}

/// Reads a log file's frames without opening them: order, numbers and checksums.
Result<WalScan> scanWal(Vfs& vfs, const std::filesystem::path& path, const Uuid& vault,
                        const std::function<Result<void>(const storage::LogFrame&, std::uint64_t offset)>& each,
                        std::uint64_t limit) {
    WalScan result;
    INFERNO_TRY(const auto header, readWalHeader(vfs, path, vault));
    INFERNO_TRY(const Bytes content, readFile(vfs, path, kMaxWalFile));
    if (!header) {
        result.noHeader = true;
        return result;
    }
    result.header = *header;
    const std::string name = path.filename().string();
    if (walPath({}, header->number).filename() != name)
        return fail(ErrorCode::VaultAltered, name + ", offset 0: the file holds log " + std::to_string(header->number));
    bool callers = false;
    auto scan = storage::scanLog(content, kWalMagic,
                                 [&](const storage::LogFrame& frame, std::uint64_t offset, ByteView) -> Result<void> {
                                     INFERNO_TRY(const bool mine, counts(frame.firstSeq, frame.count, limit));
                                     if (!mine)
                                         return {};
                                     auto taken = each(frame, offset);
                                     callers = !taken;
                                     return taken;
                                 });
    if (!scan && callers)
        return std::unexpected(std::move(scan).error());
    if (!scan) {
        const std::string why = scan.error().detail;
        return failBecause(std::move(scan).error(), ErrorCode::VaultAltered, why);
    }
    result.frames = scan->frames;
    result.end = scan->end;
    if (scan->state == storage::LogEnd::Torn && limit != kNoLimit)
        return result; // the frame whose writing failed: the next file has what was in it
    result.state = scan->state;
    result.rest = std::move(scan->rest);
    return result;
}

} // namespace

void Verifier::makeCheckers() {
    checkers_.clear();
    for (unsigned thread = 0; thread < std::max(1U, options_.threads); ++thread)
        checkers_.emplace_back(keys_.get());
}

Result<bool> Verifier::checkSegments(TreeCheck& tree) {
    INFERNO_TRY(const auto files, listSealed(vfs_, folder_));
    INFERNO_CHECK(refreshKeys()); // after the list: whatever is on it is under a key that is known now
    makeCheckers();
    if (progress_.bytesTotal == 0)
        for (const SealedFile& file : files)
            if (const auto info = vfs_.stat(segmentPath(folder_, file.number)))
                progress_.bytesTotal += info->size;
    bool any = false;
    for (const auto& [number, isSegment, isStub] : files) {
        if (number < nextSegment_)
            continue;
        any = true;
        for (; nextSegment_ < number; ++nextSegment_) {
            problem({Verdict::Missing, tree.size(), segmentName(nextSegment_), std::nullopt,
                     "the segment is not there, and a later one is"});
            chainKnown_ = false;
        }
        INFERNO_CHECK(isSegment ? checkSegment(tree, number) : checkStub(tree, number));
        nextSegment_ = number + 1;
        leave(tree);
    }
    return any;
}

Result<void> Verifier::checkSegment(TreeCheck& tree, std::uint64_t number) {
    file_ = segmentName(number);
    const auto path = segmentPath(folder_, number);
    auto opened = SegmentReader::open(vfs_, path, public_.vault, public_.verifiers);
    if (!opened && opened.error().code == ErrorCode::IoNotFound && options_.live)
        return checkStub(tree, number); // pruned since it was listed
    if (!opened) {
        Problem item = problemOf(opened.error(), tree.size());
        item.file = file_;
        // The version stands in a header that nothing vouches for until the trailer is read.
        if (opened.error().code == ErrorCode::VaultVersion)
            item.detail = "its header does not say a version that is known (" + item.detail + ")";
        else if (!isFinding(opened.error()))
            return std::unexpected(std::move(opened).error());
        problem(std::move(item));
        chainKnown_ = false;
        return {};
    }
    SegmentReader& segment = **opened;
    checkChain(tree, segment.header(), segment.chainHash());
    INFERNO_CHECK(checkStubBeside(segment));
    INFERNO_CHECK(checkSegmentKeys(segment));
    noteThinned(segment);
    tree.beginSegment(segment.footer());
    INFERNO_CHECK(checkBlocks(tree, segment));
    tree.endSegment(segment.trailer());
    sealed_ = segment.footer().nextSeq;
    return {};
}

void Verifier::checkChain(TreeCheck& tree, const SegmentHeader& header, const Hash& trailerHash) {
    const std::uint64_t first = header.firstSeq;
    if (first > tree.size() || first < tree.size()) {
        // After a segment that is missing or cannot be read this is said already.
        if (chainKnown_)
            problem({Verdict::Altered, tree.size(), file_, 0,
                     "it begins with event " + std::to_string(first) + ", and the one before ends with " +
                         std::to_string(tree.size())});
        tree.lose(first);
    } else if (chainKnown_ && header.previous != previousTrailer_) {
        problem({Verdict::Altered, first, file_, 0, "it does not follow the segment before it"});
    }
    previousTrailer_ = trailerHash;
    chainKnown_ = true;
}

Result<void> Verifier::checkSegmentKeys(SegmentReader& segment) {
    // It may have been thinned, under a key that was made since the keys were read.
    if (options_.live && segment.thinned() && std::ranges::any_of(segment.header().keys, [&](const SegmentKey& key) {
            return std::ranges::find(public_.table.rows, key.id, &KeyRow::id) == public_.table.rows.end();
        })) {
        INFERNO_CHECK(refreshKeys());
        makeCheckers();
    }
    for (const SegmentKey& key : segment.header().keys) {
        const auto row = std::ranges::find(public_.table.rows, key.id, &KeyRow::id);
        if (auto newer = tooNewKey(key.id, segment.header().firstSeq))
            problem(*std::move(newer));
        else if (row == public_.table.rows.end())
            problem({Verdict::KeyUnavailable, segment.header().firstSeq, file_, 0,
                     "data key " + std::to_string(static_cast<std::uint32_t>(key.id)) + " is not in the key table"});
        else if (row->month != key.month || row->retention != key.retention)
            problem({Verdict::Altered, segment.header().firstSeq, file_, 0,
                     "it names a data key of another class or month"});
    }
    if (!keys_)
        return {};
    if (const auto unlocked = segment.unlock(*keys_); !unlocked) {
        Problem item = problemOf(unlocked.error(), segment.header().firstSeq);
        item.file = file_;
        if (!names(item.file) && !names("keys.tbl"))
            problem(std::move(item));
    }
    return {};
}

bool Verifier::holdsAnchor(const BlockEntry& entry) const {
    return anchor_ && keys_ && anchor_->size % kGroupSize != 0 &&
           entry.firstSeq / kGroupSize == anchor_->size / kGroupSize;
}

Result<void> Verifier::checkBlocks(TreeCheck& tree, SegmentReader& segment) {
    const auto& blocks = segment.footer().blocks;
    const bool structure = level_ == VerifyLevel::Structure;
    if (structure && std::ranges::none_of(blocks, [&](const BlockEntry& entry) { return holdsAnchor(entry); })) {
        tree.skip(segment.footer().nextSeq - segment.header().firstSeq);
        step(segment.fileBytes());
        return {};
    }
    const auto leftOut = [&](const BlockEntry& entry) {
        if (structure || options_.since)
            if (holdsAnchor(entry))
                return false;
        return structure || (options_.since && entry.lastNs < options_.since->time_since_epoch().count());
    };
    const bool records = full() && segment.keys() != nullptr;
    const bool whole = std::ranges::none_of(blocks, leftOut);
    std::uint64_t left = segment.fileBytes();
    std::array<std::uint64_t, 5> byLevel{};
    bool blamed = false; ///< a block was named: the tree over all need not be
    bool allRead = records && whole;
    std::map<std::uint64_t, ThinnedFrom::Removal> removals; ///< by the event that decided them
    CompactRange ciphertext;
    TreeHasher hasher;
    const auto work = [&](std::size_t i, unsigned thread) -> Result<BlockFacts> {
        if (leftOut(blocks[i]))
            return BlockFacts{};
        return checkers_[thread].check(segment, i, records || (segment.keys() && holdsAnchor(blocks[i])));
    };
    const auto take = [&](std::size_t i, Result<BlockFacts> facts) -> Result<void> {
        INFERNO_CHECK(stopped());
        if (!facts)
            return std::unexpected(std::move(facts).error());
        takeBlock(tree, segment, blocks[i], *facts);
        if (facts->opened)
            witnessBlock(segment, i);
        blamed = blamed || facts->stored;
        allRead = allRead && facts->opened;
        for (const BlockHoles::Run& run : facts->holes ? facts->holes->runs : std::vector<BlockHoles::Run>()) {
            auto& removal = removals.try_emplace(run.prunedBy, run.prunedBy, run.first, run.next, 0).first->second;
            removal.nextSeq = run.next;
            removal.count += run.next - run.first;
        }
        ciphertext.append(facts->headerLeaf, hasher);
        for (std::size_t level = 0; level < byLevel.size(); ++level)
            byLevel[level] += facts->byLevel[level];
        left -= blocks[i].bytes;
        result_.skipped += leftOut(blocks[i]) ? blocks[i].count : 0;
        step(blocks[i].bytes, blocks[i].count);
        return {};
    };
    INFERNO_CHECK((inOrder<Result<BlockFacts>>(blocks.size(), options_.threads, work, take)));
    if (whole && !blamed && ciphertext.root(hasher) != segment.trailer().ciphertext)
        problem(
            {Verdict::Altered, segment.header().firstSeq, file_, 0, "the blocks are not those that the trailer signs"});
    if (allRead)
        checkRemovals(segment, removals);
    INFERNO_CHECK(checkParts(segment, allRead ? &byLevel : nullptr));
    step(left);
    return {};
}

void Verifier::takeBlock(TreeCheck& tree, const SegmentReader& segment, const BlockEntry& entry,
                         const BlockFacts& facts) {
    const bool noKey = facts.unreadable && facts.unreadable->code == ErrorCode::KeyUnavailable;
    if (facts.stored)
        problem(*facts.stored, entry.firstSeq);
    else if (facts.unreadable && !noKey)
        problem(*facts.unreadable, entry.firstSeq);
    else if (noKey && result_.problems.empty()) // said once: it concerns every block of the month
        problem({Verdict::KeyUnavailable, entry.firstSeq, file_, entry.offset, facts.unreadable->detail});
    clock_.join(facts.clock);
    if (subjects_) {
        subjects_->add(facts.subjects);
        subjects_->pass(entry.removed);
    }
    holds_.add(facts.holds);
    result_.rawBytes += facts.rawBytes;
    if (facts.group) {
        tree.group(*facts.group, facts.leaves);
    } else if (facts.holes) {
        takeHoles(tree, segment, facts);
    } else if (facts.opened) {
        for (const Hash& leaf : facts.leaves)
            tree.leaf(leaf);
    } else {
        tree.skip(entry.count);
    }
}

/// The sealed parts of the footer, and what the first of them counts; `byLevel`: what was counted, if all was read.
Result<void> Verifier::checkParts(SegmentReader& segment, const std::array<std::uint64_t, 5>* byLevel) {
    for (std::size_t i = 0; i < segment.footer().parts.size(); ++i) {
        INFERNO_CHECK(stopped());
        Result<void> part;
        if (full() && segment.keys()) {
            if (auto opened = segment.readPart(i); !opened)
                part = std::unexpected(std::move(opened).error());
        } else {
            part = segment.checkPart(i);
        }
        if (!part && !isFinding(part.error()))
            return std::unexpected(part.error());
        if (!part) {
            problem(part.error(), segment.header().firstSeq);
            return {};
        }
    }
    if (!full() || !segment.keys())
        return {};
    const auto secrets = segment.readSecrets();
    if (!secrets)
        problem(secrets.error(), segment.header().firstSeq);
    else if (byLevel && secrets->byLevel != *byLevel)
        problem({Verdict::Altered, segment.header().firstSeq, file_, segment.trailer().footerOffset,
                 "the footer counts other levels than the records have"});
    return {};
}

Result<Verifier::LogPass> Verifier::checkLog(TreeCheck& tree, std::vector<Problem>& found) {
    INFERNO_TRY(const auto numbers, listWal(vfs_, folder_));
    INFERNO_CHECK(refreshKeys());
    const auto limits = walLimits(vfs_, folder_, public_.vault, numbers);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        auto pass = checkLogFile(tree, found, numbers[i], limits[i], i + 1 == numbers.size());
        if (!pass && pass.error().code == ErrorCode::IoNotFound && options_.live)
            return LogPass::Gap; // sealed and deleted meanwhile
        if (!pass)
            return pass;
        if (*pass == LogPass::Gap)
            return pass;
    }
    // In a live vault what the checkpoint covers is in the log or was sealed while we read.
    const bool incomplete = pinned_.newest && pinned_.newest->size > tree.size();
    return options_.live && incomplete ? LogPass::Gap : LogPass::Done;
}

/// Reads a log file on from where the tree stands. `reach` is told where each frame begins, and may stop the reading.
Result<WalScan> Verifier::readLog(TreeCheck& tree, const std::filesystem::path& path, std::uint64_t limit,
                                  const Reach& reach) {
    if (!full())
        return scanWal(
            vfs_, path, public_.vault,
            [&](const storage::LogFrame& frame, std::uint64_t offset) -> Result<void> {
                INFERNO_CHECK(reach(frame.firstSeq, offset));
                const std::uint64_t end = frame.firstSeq + frame.count;
                if (end > tree.size())
                    tree.skip(end - tree.size());
                return {};
            },
            limit);
    LeafHasher hasher(*keys_);
    return readWal(
        vfs_, path, *keys_,
        [&](const WalBatch& batch, std::uint64_t offset) -> Result<void> {
            INFERNO_CHECK(reach(batch.firstSeq, offset));
            witness(batch.firstSeq, batch.records);
            for (std::size_t i = 0; i < batch.records.size(); ++i) {
                INFERNO_TRY(const RecordHead head, decodeHead(batch.records[i]));
                if (head.seq != batch.firstSeq + i)
                    return fail(ErrorCode::VaultAltered, path.filename().string() + ", offset " +
                                                             std::to_string(offset) + ": it holds event " +
                                                             std::to_string(head.seq) + " where " +
                                                             std::to_string(batch.firstSeq + i) + " belongs");
                if (head.seq < tree.size())
                    continue; // sealed
                INFERNO_TRY(const Hash leaf, hasher.hash(batch.records[i]));
                tree.leaf(leaf);
                if (subjects_)
                    subjects_->take(head.seq, batch.records[i]);
                holds_.take(head.seq, batch.records[i]);
            }
            return {};
        },
        limit);
}

Result<Verifier::LogPass> Verifier::checkLogFile(TreeCheck& tree, std::vector<Problem>& found, std::uint64_t number,
                                                 std::uint64_t limit, bool last) {
    file_ = walName(number);
    const auto path = walPath(folder_, number);
    if (const auto header = readWalHeader(vfs_, path, public_.vault); header && *header)
        if (auto newer = tooNewKey((*header)->key, (*header)->firstSeq)) {
            found.push_back(*std::move(newer));
            return LogPass::Done;
        }
    bool gap = false;
    auto scan = readLog(tree, path, limit, [&](std::uint64_t firstSeq, std::uint64_t offset) -> Result<void> {
        gap = firstSeq > tree.size();
        if (!gap)
            return {};
        if (!namedAt(tree.size()))
            found.push_back({Verdict::Missing, tree.size(), file_, offset,
                             "the log goes on with event " + std::to_string(firstSeq) + "; events from " +
                                 std::to_string(tree.size()) + " are not there"});
        if (options_.live)
            return fail(ErrorCode::VaultChanged, "what came before was sealed meanwhile");
        tree.lose(firstSeq);
        return {};
    });
    if (!scan && gap && options_.live)
        return LogPass::Gap;
    if (!scan && isFinding(scan.error())) {
        Problem item = problemOf(scan.error(), tree.size());
        item.file = file_;
        found.push_back(std::move(item));
        return LogPass::Done;
    }
    if (!scan)
        return std::unexpected(std::move(scan).error());
    if (scan->noHeader) { // all zero, unless somebody or a crash cut into the header
        INFERNO_TRY(const Bytes content, readFile(vfs_, path, kMaxWalFile));
        if (std::ranges::any_of(content, [](std::uint8_t byte) { return byte != 0; }))
            scan->rest = content;
    }
    step(0);
    checkLogEnd(tree, found, *scan, last);
    return LogPass::Done;
}

/// The last frame may be incomplete: torn by a crash, if no checkpoint covers what was in it.
void Verifier::checkLogEnd(const TreeCheck& tree, std::vector<Problem>& found, const WalScan& scan, bool last) {
    if (scan.state == storage::LogEnd::Clean && (!scan.noHeader || scan.rest.empty()))
        return; // a file whose making failed has nothing in it
    if (options_.live && last)
        return; // it is being written
    const bool covered = pinned_.newest && pinned_.newest->size > tree.size();
    if (scan.state == storage::LogEnd::Damaged || !last || (covered && !scan.noHeader)) {
        found.push_back(
            {Verdict::Altered, tree.size(), file_, scan.end,
             "a frame is damaged; the nearest good checkpoint is of size " + std::to_string(tree.lastGood())});
        return;
    }
    if (scan.state == storage::LogEnd::Torn || !scan.rest.empty())
        found.push_back({Verdict::TornTail, tree.size(), file_, scan.end,
                         "the last frame is incomplete, " + std::to_string(scan.rest.size()) +
                             " bytes; nothing in it was acknowledged"});
}

} // namespace inferno::vault
