// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/stub_maker.h"

#include <algorithm>
#include <charconv>

#include "core/vault/checkpoint_log.h"
#include "core/vault/leaf_hasher.h"
#include "core/vault/record.h"
#include "core/vault/signed_note.h"

namespace inferno::vault {
namespace {

constexpr std::uint64_t kChunk = 1 << 20;
constexpr std::uint64_t kLongestEntry = 64 * 1024;

/// The file of checkpoints as a list of sizes by offset. An entry is a note and an empty line; its second line is the
/// size; the note's text ends with an empty line too.
class CheckpointFile {
public:
    static Result<CheckpointFile> open(Vfs& vfs, const std::filesystem::path& folder) {
        INFERNO_TRY(auto file, vfs.open(checkpointsPath(folder), OpenMode::Read));
        INFERNO_TRY(const std::uint64_t size, file->size());
        return CheckpointFile(std::move(file), size);
    }

    struct Entry {
        std::uint64_t size = 0;
        std::uint64_t offset = 0;
        std::uint64_t end = 0;
    };
    /// The first entry that begins at or behind `offset`; `exact`: one begins there. Nothing behind the last.
    Result<std::optional<Entry>> at(std::uint64_t offset, bool exact) {
        INFERNO_TRY(const std::string_view text, textAt(offset));
        std::size_t begin = 0;
        if (!exact) { // behind the empty line that follows signatures: the line before it begins with a dash
            const std::size_t signature = text.find("\n— ");
            begin = signature == text.npos ? text.npos : text.find("\n\n", signature);
            if (begin == text.npos)
                return std::nullopt;
            begin += 2;
        }
        const std::string_view entry = text.substr(begin);
        const std::size_t body = entry.find("\n\n");
        const std::size_t end = body == entry.npos ? entry.npos : entry.find("\n\n", body + 2);
        if (end == entry.npos)
            return std::nullopt; // the last one, incomplete
        const std::size_t line = entry.find('\n') + 1;
        Entry found{0, offset + begin, offset + begin + end + 2};
        const char* const digits = entry.data() + line;
        const auto [behind, error] = std::from_chars(digits, entry.data() + entry.size(), found.size);
        if (error != std::errc{} || *behind != '\n')
            return fail(ErrorCode::VaultAltered,
                        "checkpoints, offset " + std::to_string(found.offset) + ": a checkpoint cannot be read",
                        "run inferno audit verify");
        return found;
    }
    std::uint64_t bytes() const { return bytes_; }

private:
    CheckpointFile(std::unique_ptr<File> file, std::uint64_t bytes) : file_(std::move(file)), bytes_(bytes) {}

    /// The file's text from `offset` on, long enough for two entries wherever there are so many.
    Result<std::string_view> textAt(std::uint64_t offset) {
        const std::uint64_t end = bufferAt_ + buffer_.size();
        if (offset < bufferAt_ || (end < bytes_ && offset + 2 * kLongestEntry > end)) {
            buffer_.resize(std::min(kChunk, bytes_ - std::min(offset, bytes_)));
            bufferAt_ = offset;
            INFERNO_TRY(const std::size_t got, file_->read(offset, buffer_));
            buffer_.resize(got);
        }
        return asText(ByteView(buffer_).subspan(offset - bufferAt_));
    }

    std::unique_ptr<File> file_;
    std::uint64_t bytes_;
    Bytes buffer_;
    std::uint64_t bufferAt_ = 0;
};

/// Adds the leaf hashes of records [first, next) of the segment, which lie in one group that it completes, and what it
/// keeps of those that were removed.
Result<void> addNodes(KeptNodes& nodes, SegmentReader& segment, LeafHasher& hasher, std::uint64_t first,
                      std::uint64_t next) {
    INFERNO_TRY(const auto footer, segment.index());
    const auto& blocks = footer->blocks;
    auto block = std::ranges::upper_bound(blocks, first, {}, &BlockEntry::firstSeq) - 1;
    for (; block != blocks.end() && block->firstSeq < next; ++block) {
        INFERNO_TRY(const RecordSet records, segment.readBlock(static_cast<std::size_t>(block - blocks.begin())));
        INFERNO_TRY(const auto leaves, hasher.hashAll(records));
        for (std::size_t i = 0; i < leaves.size(); ++i)
            if (!records[i].empty())
                nodes.add({{0, block->firstSeq + i}, leaves[i]});
        if (records.holes())
            for (const KeptNodes::Entry& entry : records.holes()->kept)
                nodes.add(entry);
    }
    return {};
}

} // namespace

Result<std::vector<std::uint64_t>> checkpointedSizes(Vfs& vfs, const std::filesystem::path& vaultFolder,
                                                     std::uint64_t first, std::uint64_t next) {
    INFERNO_TRY(auto file, CheckpointFile::open(vfs, vaultFolder));
    std::uint64_t low = 0; // an entry begins here, and those before are below `first`
    for (std::uint64_t high = file.bytes(); high - low > kLongestEntry;) {
        const std::uint64_t middle = low + (high - low) / 2;
        INFERNO_TRY(const auto entry, file.at(middle, false));
        if (entry && entry->size < first && entry->offset > low)
            low = entry->offset;
        else
            high = middle;
    }
    std::vector<std::uint64_t> sizes;
    while (low < file.bytes()) {
        INFERNO_TRY(const auto entry, file.at(low, true));
        if (!entry || entry->size > next)
            break;
        if (entry->size >= first && (sizes.empty() || sizes.back() != entry->size))
            sizes.push_back(entry->size);
        low = entry->end;
    }
    return sizes;
}

Result<ReceivedSpan> receivedSpan(SegmentReader& segment) {
    if (const auto& thinned = segment.thinned()) // its first and last record may be gone
        return ReceivedSpan{thinned->firstReceivedNs, thinned->lastReceivedNs};
    INFERNO_TRY(const RecordSet first, segment.readBlock(0));
    INFERNO_TRY(const RecordHead oldest, decodeHead(first[0]));
    INFERNO_TRY(const auto footer, segment.index());
    INFERNO_TRY(const RecordSet last, segment.readBlock(footer->blocks.size() - 1));
    INFERNO_TRY(const RecordHead newest, decodeHead(last[last.size() - 1]));
    return ReceivedSpan{oldest.receivedNs, newest.receivedNs};
}

namespace {

/// The stub's part that is of the segment as it was sealed.
Result<SegmentStub> originalOf(const SegmentReader& segment) {
    SegmentStub stub;
    if (const auto& thinned = segment.thinned()) {
        stub.headerBytes = thinned->headerBytes;
        stub.trailerNote = thinned->trailerNote;
        stub.bytes = thinned->bytes;
        stub.copies = thinned->copies;
        std::size_t length = 0;
        INFERNO_TRY(stub.header, SegmentHeader::parse(stub.headerBytes, length));
        INFERNO_TRY(const SignedNote note, SignedNote::parse(stub.trailerNote));
        INFERNO_TRY(stub.trailer, SegmentTrailer::parse(note.text));
    } else {
        stub.header = segment.header();
        stub.headerBytes = segment.header().encoded();
        stub.trailer = segment.trailer();
        INFERNO_TRY(stub.trailerNote, segment.readTrailerNote());
        stub.bytes = segment.fileBytes();
    }
    stub.headerHash = sha256(stub.headerBytes);
    stub.trailerHash = segment.chainHash();
    return stub;
}

} // namespace

Result<SegmentStub> stubOf(SegmentReader& segment, const KeyStore& keys, std::span<const std::uint64_t> sizes) {
    INFERNO_TRY(const auto index, segment.index());
    const SegmentFooter& footer = *index;
    INFERNO_TRY(SegmentStub stub, originalOf(segment));
    stub.nextWal = footer.nextWal;
    stub.groups = footer.groups;
    stub.leaves = footer.leaves;
    stub.firstNs = std::ranges::min(footer.blocks, {}, &BlockEntry::firstNs).firstNs;
    stub.lastNs = std::ranges::max(footer.blocks, {}, &BlockEntry::lastNs).lastNs;
    INFERNO_TRY(const ReceivedSpan received, receivedSpan(segment));
    stub.firstReceivedNs = received.firstNs;
    stub.lastReceivedNs = received.lastNs;

    LeafHasher hasher(keys);
    const std::uint64_t next = footer.nextSeq;
    for (std::uint64_t begin = segment.header().firstSeq; begin < next;) {
        const std::uint64_t end = (begin / kGroupSize + 1) * kGroupSize;
        if (end > next)
            break; // the footer has its leaf hashes
        const auto inner = std::ranges::upper_bound(sizes, begin);
        const bool cut = inner != sizes.end() && *inner < end;
        if (cut || begin % kGroupSize != 0) {
            KeptNodes nodes;
            INFERNO_CHECK(addNodes(nodes, segment, hasher, begin, end));
            const auto kept = keptOf(begin, end, nodes, std::span(inner, std::ranges::upper_bound(sizes, end)));
            if (!kept)
                return fail(ErrorCode::VaultAltered,
                            segment.path().filename().string() + ", offset 0: blocks do not fit their groups",
                            "run inferno audit verify");
            if (kept->front().id.level < kGroupLevel) // the footer has a whole group's
                stub.kept.insert(stub.kept.end(), kept->begin(), kept->end());
        }
        begin = end;
    }
    return stub;
}

} // namespace inferno::vault
