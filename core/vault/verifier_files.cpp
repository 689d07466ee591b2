// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

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
                        const std::function<Result<void>(const storage::LogFrame&, std::uint64_t offset)>& each) {
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
    result.state = scan->state;
    result.rest = std::move(scan->rest);
    return result;
}

} // namespace

Result<bool> Verifier::checkSegments(TreeCheck& tree) {
    INFERNO_TRY(const auto numbers, listSegments(vfs_, folder_));
    INFERNO_CHECK(refreshKeys()); // after the list: whatever is on it is under a key that is known now
    if (nextSegment_ == 1)
        for (const std::uint64_t number : numbers)
            if (const auto info = vfs_.stat(segmentPath(folder_, number)))
                progress_.bytesTotal += info->size;
    bool any = false;
    for (const std::uint64_t number : numbers) {
        if (number < nextSegment_)
            continue;
        any = true;
        for (; nextSegment_ < number; ++nextSegment_) {
            problem({Verdict::Missing, tree.size(), segmentName(nextSegment_), std::nullopt,
                     "the segment is not there, and a later one is"});
            chainKnown_ = false;
        }
        INFERNO_CHECK(checkSegment(tree, number));
        nextSegment_ = number + 1;
    }
    return any;
}

Result<void> Verifier::checkSegment(TreeCheck& tree, std::uint64_t number) {
    file_ = segmentName(number);
    const auto path = segmentPath(folder_, number);
    auto opened = SegmentReader::open(vfs_, path, public_.vault, public_.verifiers);
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
    const std::uint64_t first = segment.header().firstSeq;
    if (first > tree.size() || first < tree.size()) {
        // After a segment that is missing or cannot be read this is said already.
        if (chainKnown_)
            problem({Verdict::Altered, tree.size(), file_, 0,
                     "it begins with event " + std::to_string(first) + ", and the one before ends with " +
                         std::to_string(tree.size())});
        tree.lose(first);
    } else if (chainKnown_ && segment.header().previous != previousTrailer_) {
        problem({Verdict::Altered, first, file_, 0, "it does not follow the segment before it"});
    }
    previousTrailer_ = segment.trailerHash();
    chainKnown_ = true;
    checkSegmentKeys(segment);
    tree.beginSegment(segment.footer());
    INFERNO_CHECK(checkBlocks(tree, segment));
    tree.endSegment(segment.trailer());
    sealed_ = segment.footer().nextSeq;
    return {};
}

void Verifier::checkSegmentKeys(SegmentReader& segment) {
    for (const SegmentKey& key : segment.header().keys) {
        const auto row = std::ranges::find(public_.table.rows, key.id, &KeyRow::id);
        if (row == public_.table.rows.end())
            problem({Verdict::KeyUnavailable, segment.header().firstSeq, file_, 0,
                     "data key " + std::to_string(static_cast<std::uint32_t>(key.id)) + " is not in the key table"});
        else if (row->month != key.month || row->retention != key.retention)
            problem({Verdict::Altered, segment.header().firstSeq, file_, 0,
                     "it names a data key of another class or month"});
    }
    if (!keys_)
        return;
    if (const auto unlocked = segment.unlock(*keys_); !unlocked) {
        Problem item = problemOf(unlocked.error(), segment.header().firstSeq);
        item.file = file_;
        if (std::ranges::find(result_.problems, item.file, &Problem::file) == result_.problems.end())
            problem(std::move(item));
    }
}

Result<void> Verifier::checkBlocks(TreeCheck& tree, SegmentReader& segment) {
    const auto& blocks = segment.footer().blocks;
    if (level_ == VerifyLevel::Structure) {
        tree.skip(segment.footer().nextSeq - segment.header().firstSeq);
        step(segment.fileBytes());
        return {};
    }
    bool blamed = false; ///< a block was named: the tree over all need not be
    std::uint64_t left = segment.fileBytes();
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        INFERNO_CHECK(stopped());
        if (full() && checkRecords(tree, segment, i)) {
            step(blocks[i].bytes, blocks[i].count);
            left -= blocks[i].bytes;
            continue;
        }
        if (const auto stored = segment.checkCiphertext(i); !stored) {
            if (!isFinding(stored.error()))
                return std::unexpected(stored.error());
            problem(stored.error(), blocks[i].firstSeq);
            blamed = true;
        }
        tree.skip(blocks[i].count);
        step(blocks[i].bytes, blocks[i].count);
        left -= blocks[i].bytes;
    }
    if (const auto whole = segment.checkCiphertextTree(); !whole && !blamed) {
        if (!isFinding(whole.error()))
            return std::unexpected(whole.error());
        problem(whole.error(), segment.header().firstSeq);
    }
    if (full())
        if (const auto secrets = segment.readSecrets(); !secrets && secrets.error().code == ErrorCode::VaultAltered)
            problem(secrets.error(), segment.header().firstSeq);
    step(left);
    return {};
}

/// Opens a block and hashes its records. False if that could not be done; the stored bytes are looked at then, and if
/// they are what was signed, this says that they do not open.
bool Verifier::checkRecords(TreeCheck& tree, SegmentReader& segment, std::size_t block) {
    const auto records = segment.readBlock(block);
    if (!records) {
        if (records.error().code != ErrorCode::KeyUnavailable && segment.checkCiphertext(block))
            problem(records.error(), segment.footer().blocks[block].firstSeq);
        return false;
    }
    LeafHasher hasher(*keys_);
    const auto leaves = hasher.hashAll(*records);
    if (!leaves) {
        Problem item = problemOf(leaves.error(), segment.footer().blocks[block].firstSeq);
        item.file = file_;
        item.offset = segment.footer().blocks[block].offset;
        problem(std::move(item));
        return false;
    }
    for (const Hash& leaf : *leaves)
        tree.leaf(leaf);
    return true;
}

Result<Verifier::LogPass> Verifier::checkLog(TreeCheck& tree, std::vector<Problem>& found) {
    INFERNO_TRY(const auto numbers, listWal(vfs_, folder_));
    INFERNO_CHECK(refreshKeys());
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        auto pass = checkLogFile(tree, found, numbers[i], i + 1 == numbers.size());
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
Result<WalScan> Verifier::readLog(TreeCheck& tree, const std::filesystem::path& path, const Reach& reach) {
    if (!full())
        return scanWal(vfs_, path, public_.vault,
                       [&](const storage::LogFrame& frame, std::uint64_t offset) -> Result<void> {
                           INFERNO_CHECK(reach(frame.firstSeq, offset));
                           const std::uint64_t end = frame.firstSeq + frame.count;
                           if (end > tree.size())
                               tree.skip(end - tree.size());
                           return {};
                       });
    LeafHasher hasher(*keys_);
    return readWal(vfs_, path, *keys_, [&](const WalBatch& batch, std::uint64_t offset) -> Result<void> {
        INFERNO_CHECK(reach(batch.firstSeq, offset));
        for (std::size_t i = 0; i < batch.records.size(); ++i) {
            INFERNO_TRY(const RecordHead head, decodeHead(batch.records[i]));
            if (head.seq != batch.firstSeq + i)
                return fail(ErrorCode::VaultAltered, path.filename().string() + ", offset " + std::to_string(offset) +
                                                         ": it holds event " + std::to_string(head.seq) + " where " +
                                                         std::to_string(batch.firstSeq + i) + " belongs");
            if (head.seq < tree.size())
                continue; // sealed
            INFERNO_TRY(const Hash leaf, hasher.hash(batch.records[i]));
            tree.leaf(leaf);
        }
        return {};
    });
}

Result<Verifier::LogPass> Verifier::checkLogFile(TreeCheck& tree, std::vector<Problem>& found, std::uint64_t number,
                                                 bool last) {
    file_ = walName(number);
    const auto path = walPath(folder_, number);
    bool gap = false;
    auto scan = readLog(tree, path, [&](std::uint64_t firstSeq, std::uint64_t offset) -> Result<void> {
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
    if (scan.state == storage::LogEnd::Clean && !scan.noHeader)
        return;
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
