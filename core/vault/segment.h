// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/vfs.h"
#include "core/storage/block_codec.h"
#include "core/vault/block_index.h"
#include "core/vault/block_records.h"
#include "core/vault/crypto.h"
#include "core/vault/key_store.h"
#include "core/vault/marks.h"
#include "core/vault/merkle.h"
#include "core/vault/record_set.h"

/// A segment: a sealed file of consecutive records (docs/formats/segment.md). Header, blocks, footer, trailer; every
/// byte is under a GCM tag, a hash or the trailer's signature, and nothing lies between the parts. A thinned segment
/// was written anew without the events of some types (thinner.h): it has holes, and keeps what the tree and the next
/// segment need of the original. These are the parts as values, and reading. Values; a SegmentReader is safe from any
/// thread.

namespace inferno::vault {

constexpr std::uint16_t kSegmentVersion = 1;
/// Of a thinned segment: who knows only whole ones must not take it for one.
constexpr std::uint16_t kThinnedVersion = 2;
/// No block holds more bytes of records and blobs, no frame more bytes on disk: what a damaged length can cost.
/// Writers stay far below: a block is closed at kChunkBytes (store.h).
constexpr std::uint64_t kMaxBlockBytes = kGroupSize * (64 * 1024 + 4);

/// One key that frames of the segment are under.
struct SegmentKey {
    DataKeyId id{};
    RetentionClass retention{};
    Month month{};
    Hash commitment{};

    friend bool operator==(const SegmentKey&, const SegmentKey&) = default;
};

struct SegmentHeader {
    Uuid vault{};
    std::uint64_t number = 0; ///< from 1
    std::uint64_t firstSeq = 0;
    std::int64_t createdNs = 0;
    storage::Codec codec = storage::Codec::Zstd; ///< a frame may be stored plain all the same
    Hash salt{};
    Hash previous{}; ///< SHA-256 of the trailer before; zero in the first
    std::vector<SegmentKey> keys;
    bool thinned = false; ///< by the version

    Bytes encoded() const;
    /// Reads the header at the start of `bytes`; `length` gets its size. Errors: vault.altered, vault.version.
    static Result<SegmentHeader> parse(ByteView bytes, std::size_t& length);
};

/// What a frame holds. The number is stored.
enum class FrameKind : std::uint8_t {
    Records = 0,
    Blobs = 1,
    Holes = 2 ///< where records were removed (block_holes.h); exactly one where fewer are there than the block counts
};

/// The part of a block's records that is of one class and month, under one key, or the blobs of these.
struct BlockFrame {
    std::uint16_t key = 0; ///< index into the header's keys
    storage::Codec codec = storage::Codec::None;
    std::uint32_t count = 0; ///< records, blobs, or runs of removed records
    std::uint32_t rawBytes = 0;
    std::uint32_t storedBytes = 0; ///< with the tag
    FrameKind kind = FrameKind::Records;

    friend bool operator==(const BlockFrame&, const BlockFrame&) = default;
};

struct BlockHeader {
    std::uint64_t number = 0; ///< from 0 in each segment
    std::uint64_t firstSeq = 0;
    std::uint32_t count = 0;  ///< those that were removed included
    std::int64_t firstNs = 0; ///< earliest timestamp; of a thinned segment, that of the original
    std::int64_t lastNs = 0;  ///< latest timestamp
    Hash ciphertext{};        ///< SHA-256 of all frames as stored
    std::vector<BlockFrame> frames;

    Bytes encoded() const;
    std::uint64_t storedBytes() const;
    /// Records that are there.
    std::uint32_t records() const;
    /// Whether all of it is one frame of records.
    bool plain() const { return frames.size() == 1 && frames.front().kind == FrameKind::Records; }
    static Result<BlockHeader> parse(ByteView bytes);
    friend bool operator==(const BlockHeader&, const BlockHeader&) = default;
};

/// A row of the block index.
struct BlockEntry {
    std::uint64_t offset = 0; ///< of the block's header
    std::uint32_t headerBytes = 0;
    std::uint64_t bytes = 0; ///< of header and frames
    std::uint64_t firstSeq = 0;
    std::uint32_t count = 0;
    std::int64_t firstNs = 0;
    std::int64_t lastNs = 0;
    std::uint32_t removed = 0; ///< of `count`

    friend bool operator==(const BlockEntry&, const BlockEntry&) = default;
};

/// What a sealed part of the footer holds. The number is stored.
enum class PartKind : std::uint8_t {
    Facts = 1,  ///< marks and counts (SegmentSecrets); exactly one, the first
    Search = 2, ///< the index of the blocks: for each chapter its kChapterParts parts (block_index.h)
};

/// Where a sealed part lies: behind the open part and the parts before it.
struct FooterPart {
    PartKind kind{};
    std::uint32_t bytes = 0; ///< as stored, with the tag
    Hash hash{};             ///< SHA-256 of the stored bytes

    friend bool operator==(const FooterPart&, const FooterPart&) = default;
};

/// What a thinned segment says of itself, and keeps of the original.
struct ThinnedFrom {
    Bytes headerBytes;                ///< the original's, as they were
    std::string trailerNote;          ///< the original's, as it was
    std::uint64_t bytes = 0;          ///< that the original had
    std::int64_t firstReceivedNs = 0; ///< when the original's first and last record were received
    std::int64_t lastReceivedNs = 0;
    std::vector<DataKeyId> copies; ///< what copies in the archive are under, of what this was before; none: no copy
    /// What one event removed.
    struct Removal {
        std::uint64_t prunedBy = 0; ///< seq of the `audit_pruned` record
        std::uint64_t firstSeq = 0; ///< of the first that is gone
        std::uint64_t nextSeq = 0;  ///< behind the last
        std::uint64_t count = 0;

        friend bool operator==(const Removal&, const Removal&) = default;
    };
    std::vector<Removal> removals; ///< by prunedBy, rising

    std::uint64_t removed() const;
};

/// The open part of the footer: an auditor without keys reads it, and who opens a segment reads no more.
struct SegmentFooter {
    std::uint64_t nextSeq = 0; ///< behind the last record
    std::uint64_t nextWal = 0; ///< the number that the next new log file would have got when this was written
    std::vector<BlockEntry> blocks;
    std::vector<Hash> groups; ///< roots of the groups of 1,024 that were completed here, from group firstSeq / 1,024
    std::vector<Hash> leaves; ///< leaf hashes of the group that nextSeq lies in, from the group's first record
    std::vector<FooterPart> parts;
    std::shared_ptr<const ThinnedFrom> thinned; ///< null: it is as it was sealed
};

/// A part before it is sealed.
struct SegmentPart {
    PartKind kind{};
    Bytes plain;
};

/// The part `Facts`.
struct SegmentSecrets {
    Marks marks;
    std::array<std::uint64_t, 5> byLevel{};
};

/// What the trailer's note says, each on a line of its own.
struct SegmentTrailer {
    std::string origin; ///< "inferno.local/<vault-id>/segment"
    std::uint64_t number = 0;
    std::uint64_t firstSeq = 0;
    std::uint64_t nextSeq = 0;
    Hash header{};     ///< SHA-256 of the header
    Hash ciphertext{}; ///< RFC 6962 root over the block headers, in their order
    std::uint64_t footerOffset = 0;
    std::uint64_t footerBytes = 0; ///< of its open part
    Hash footer{};                 ///< SHA-256 of its open part
    Hash root{};                   ///< of the record tree at nextSeq

    std::string body() const;
    /// Error: vault.altered.
    static Result<SegmentTrailer> parse(std::string_view body);
    friend bool operator==(const SegmentTrailer&, const SegmentTrailer&) = default;
};

/// "0000000007.seg" in the folder `segments` of the vault.
std::filesystem::path segmentPath(const std::filesystem::path& vaultFolder, std::uint64_t number);
/// The numbers of the segments there are, rising. None if there is no folder.
Result<std::vector<std::uint64_t>> listSegments(Vfs& vfs, const std::filesystem::path& vaultFolder);

/// Opens the frames of one segment. Safe from any thread.
class SegmentKeys {
public:
    /// Derives the segment's keys and checks their commitments. Errors: key.unavailable, vault.altered.
    static Result<std::shared_ptr<const SegmentKeys>> of(const SegmentHeader& header, const Hash& headerHash,
                                                         const KeyStore& keys);
    /// Checks hash and tags and unpacks: the block's records in the order of their seq, which are checked to be
    /// gap-free but for the holes that the block tells of, each with the blob that it names. `stored` are the block's
    /// frames as they lie in the file. Errors: vault.altered, input.too_large.
    Result<RecordSet> openBlock(const BlockHeader& header, ByteView stored) const;
    /// The same for a scan: checks the tags, not the hash. `codec` keeps its contexts.
    Result<BlockRecords> openRecords(const BlockHeader& header, ByteView stored, storage::BlockCodec& codec) const;
    /// A sealed part of the footer. Error: vault.altered.
    Result<Bytes> openPart(std::size_t index, const FooterPart& part, Bytes sealed) const;

    /// For the writer: what the frames are bound to, and the derived keys in the order of the header's.
    Bytes blockAad(const BlockHeader& header, std::size_t frame) const;
    Bytes partAad(std::size_t index, PartKind kind) const;
    const DerivedKey& derived(std::size_t key) const { return derived_.at(key); }
    const SegmentHeader& header() const { return header_; }

private:
    Result<Bytes> openFrame(const BlockHeader& header, std::size_t frame, ByteView stored,
                            storage::BlockCodec& codec) const;
    SegmentKeys(const SegmentHeader& header, const Hash& headerHash) : header_(header), headerHash_(headerHash) {}

    SegmentHeader header_;
    Hash headerHash_{};
    std::vector<DerivedKey> derived_; ///< same order as the header's keys
};

/// Where blocks can be read from: a sealed segment, or the one that is being written. Safe from any thread.
class BlockSource {
public:
    virtual ~BlockSource() = default;
    virtual Result<RecordSet> readBlock(std::size_t index) = 0;
    /// The same for a scan. `codec` keeps its contexts.
    virtual Result<BlockRecords> readRecords(std::size_t index, storage::BlockCodec& codec) = 0;

    virtual std::uint64_t number() const = 0;
    /// Tells apart what one segment was before and after it was thinned: what is read of a number and a content does
    /// not change. 0 as it was sealed.
    virtual std::uint64_t content() const { return 0; }
    /// Chapters of the index (block_index.h) that there are, so far.
    virtual std::size_t chapters() const = 0;
    /// A part of a chapter: 0 the summaries, then the shards.
    virtual Result<Bytes> readIndex(std::size_t chapter, std::size_t part) = 0;
};

/// A sealed segment. Opening checks header, signature, footer and the index, and needs no key. Borrows the Vfs.
class SegmentReader final : public BlockSource {
public:
    /// Errors: vault.altered naming file and offset, vault.version, io.*
    static Result<std::shared_ptr<SegmentReader>> open(Vfs& vfs, const std::filesystem::path& path, const Uuid& vault,
                                                       std::span<const VerifierKey> verifiers);

    const SegmentHeader& header() const { return header_; }
    /// The open part of the footer. REQUIRES that dropIndex was never called.
    const SegmentFooter& footer() const { return index_->footer; }
    /// The same, read again if it was let go. Errors: vault.altered, io.*
    Result<std::shared_ptr<const SegmentFooter>> index() const;
    /// Lets the open part of the footer go, 80 bytes for each block; `index` reads it again. For who keeps many
    /// segments. Safe from any thread.
    void dropIndex() const;
    const SegmentTrailer& trailer() const { return trailer_; }
    /// SHA-256 of the whole signed trailer: names what this file holds.
    const Hash& trailerHash() const { return trailerHash_; }
    /// The next segment's `previous`: the hash of the trailer with which this segment was sealed.
    const Hash& chainHash() const { return thinned_ ? originalTrailerHash_ : trailerHash_; }
    /// Null: it is as it was sealed. Its original header and trailer were checked.
    const std::shared_ptr<const ThinnedFrom>& thinned() const { return thinned_; }
    std::uint64_t fileBytes() const { return fileBytes_; }
    const std::filesystem::path& path() const { return path_; }

    /// Lets the file go; each later read opens it again. For who keeps many segments.
    void closeFile() {
        const std::lock_guard lock(fileMutex_);
        file_.reset();
    }
    /// Opens it for as long as this lives: another file is about to take its place, and who reads this one goes on.
    Result<void> holdFile();
    /// Needed before records can be read; may be called again. Errors as SegmentKeys::of.
    Result<void> unlock(const KeyStore& keys);
    /// REQUIRES unlock.
    Result<RecordSet> readBlock(std::size_t index) override;
    Result<BlockRecords> readRecords(std::size_t index, storage::BlockCodec& codec) override;
    std::uint64_t number() const override { return header_.number; }
    std::uint64_t content() const override { return thinned_ ? getLe<std::uint64_t>(trailerHash_) : 0; }
    std::size_t chapters() const override {
        const auto held = index();
        return held ? ((*held)->parts.size() - 1) / kChapterParts : 0;
    }
    Result<Bytes> readIndex(std::size_t chapter, std::size_t part) override {
        return readPart(1 + chapter * kChapterParts + part);
    }
    Result<SegmentSecrets> readSecrets() const;
    /// A sealed part of the footer, opened; `index` is that in footer().parts. REQUIRES unlock.
    Result<Bytes> readPart(std::size_t index) const;
    /// Checks a sealed part's stored bytes. Needs no key. Error: vault.altered.
    Result<void> checkPart(std::size_t index) const;

    /// The block's header, checked against the index. Needs no key. Error: vault.altered with the offset.
    Result<BlockHeader> readBlockHeader(std::size_t index) const;
    /// The same with one read, of all of the block: `buffer` gets header and frames.
    Result<BlockHeader> readWholeBlock(std::size_t index, Bytes& buffer) const;
    /// None before unlock.
    const std::shared_ptr<const SegmentKeys>& keys() const { return keys_; }
    /// An error that names this file.
    std::unexpected<Error> altered(std::uint64_t offset, const std::string& what) const;
    /// Checks the block's ciphertext against its header. Needs no key.
    Result<void> checkCiphertext(std::size_t index) const;
    /// The signed trailer as it lies in the file. Error: vault.altered.
    Result<std::string> readTrailerNote() const;
    /// Recomputes the ciphertext tree over all block headers and compares it with the trailer. Needs no key.
    Result<void> checkCiphertextTree() const;

private:
    SegmentReader(Vfs& vfs, std::filesystem::path path) : vfs_(vfs), path_(std::move(path)) {}
    struct Index {
        SegmentFooter footer;
        std::vector<std::uint64_t> partOffsets;
    };
    Result<std::shared_ptr<const Index>> loaded() const;
    Result<Bytes> storedPart(const Index& index, std::size_t part) const;
    Result<void> readTrailer(const Uuid& vault, std::span<const VerifierKey> verifiers);
    Result<void> takeOriginal(std::span<const VerifierKey> verifiers);
    /// Whether another genuine-looking file lies in its place now.
    bool replaced() const;
    std::shared_ptr<File> heldFile() const;
    Result<std::shared_ptr<const Index>> readFooter() const;
    Result<Bytes> bytesAt(std::uint64_t offset, std::uint64_t count) const;
    Result<void> fill(std::uint64_t offset, std::span<std::uint8_t> out) const;
    Result<BlockHeader> parseBlock(std::size_t index, const BlockEntry& entry, ByteView bytes) const;

    Vfs& vfs_;
    std::filesystem::path path_;
    mutable std::mutex fileMutex_;
    std::shared_ptr<File> file_; ///< none: let go
    std::uint64_t fileBytes_ = 0;
    std::size_t headerBytes_ = 0;
    SegmentHeader header_;
    Hash headerHash_{};
    SegmentTrailer trailer_;
    Hash trailerHash_{};
    std::shared_ptr<const ThinnedFrom> thinned_;
    Hash originalTrailerHash_{};
    std::uint64_t noteOffset_ = 0;
    mutable std::mutex indexMutex_;
    mutable std::shared_ptr<const Index> index_; ///< none: let go
    std::shared_ptr<const SegmentKeys> keys_;
};

/// The counters of the nonces in a segment: a block has at most 65,535 frames, a segment fewer than 2^47 blocks.
constexpr std::uint64_t blockCounter(std::uint64_t block, std::size_t frame) {
    return block << 16 | frame;
}
constexpr std::uint64_t partCounter(std::size_t part) {
    return ~static_cast<std::uint64_t>(part);
}

/// Encoding of the footer's open part; the writer and the reader share it.
Bytes encodeFooter(const SegmentFooter& footer);
/// Error: vault.altered.
Result<SegmentFooter> parseFooter(ByteView bytes);
Bytes encodeSecrets(const SegmentSecrets& secrets);
Result<SegmentSecrets> parseSecrets(ByteView bytes);
/// The last eight bytes of a segment, behind the trailer and its length (u32).
constexpr std::array<std::uint8_t, 8> kSegmentEnd = {'I', 'N', 'F', 'S', 'E', 'G', 'E', '\n'};

} // namespace inferno::vault
