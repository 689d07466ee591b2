// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <optional>

#include "core/vault/segment.h"

namespace inferno::vault {

/// How blocks are packed.
struct PackOptions {
    storage::Codec codec = storage::Codec::Zstd;
    int level = 1;
    std::size_t threshold = 4096; ///< frames of fewer bytes are stored plain
};

/// Writes one segment under a temporary name ("….seg.tmp"), block by block, and gives it its name when it is whole and
/// synced. What is written can be read at once. Until `finish`, the log is what counts: after a crash or
/// an error the file is rubbish, to be removed. addBlock and finish belong to one thread; reading is safe from any.
/// Memory: the index, about 8 bytes a record.
class SegmentWriter final : public BlockSource {
public:
    static Result<std::shared_ptr<SegmentWriter>> create(Vfs& vfs, const Clock& clock,
                                                         const std::filesystem::path& vaultFolder, const KeyStore& keys,
                                                         std::uint64_t number, std::uint64_t firstSeq,
                                                         const Hash& previous, const DataKey& key, PackOptions options);
    /// One that takes the place of this segment: of the same number and place in the chain, under another key of the
    /// same month. Removes what an attempt before has left.
    static Result<std::shared_ptr<SegmentWriter>> createThinned(Vfs& vfs, const Clock& clock, const KeyStore& keys,
                                                                const SegmentReader& original, const DataKey& key,
                                                                PackOptions options);

    /// Appends a block. REQUIRES the records to follow the last block's and not to cross a multiple of 1,024.
    Result<void> addBlock(std::uint64_t firstSeq, const RecordSet& records);
    /// The same in a thinned segment, for the block that `was` there: it keeps the times that were said of it.
    Result<void> addThinned(const BlockEntry& was, const RecordSet& records);
    Result<RecordSet> readBlock(std::size_t index) override;
    Result<BlockRecords> readRecords(std::size_t index, storage::BlockCodec& codec) override;
    std::uint64_t number() const override { return header_.number; }
    std::size_t chapters() const override;
    Result<Bytes> readIndex(std::size_t chapter, std::size_t part) override;

    /// Footer, trailer, sync, rename. `footer.blocks`, `footer.parts` and `secrets.byLevel` are filled in here; `root`
    /// is the record tree's at footer.nextSeq.
    Result<void> finish(SegmentFooter footer, SegmentSecrets secrets, const Hash& root, const NoteSigner& signer);

    const SegmentHeader& header() const { return header_; }
    std::size_t blocks() const { return entries_.size(); }
    /// Removes the file. For who gives up before `finish`.
    void discard();
    const BlockEntry& lastBlock() const { return entries_.back(); }
    std::uint64_t bytes() const { return end_; }
    /// Of the index, in memory until the segment is finished.
    std::size_t indexBytes() const { return indexBytes_; }
    std::uint64_t nextSeq() const { return nextSeq_; }

private:
    /// A frame before it is sealed: what is stored of it, and how.
    struct Packed {
        Bytes bytes;
        BlockFrame row;
    };

    explicit SegmentWriter(Vfs& vfs) : vfs_(vfs) {}
    /// A part of the footer as it is stored.
    Result<Bytes> sealPart(std::size_t index, const SegmentPart& part);
    Result<Packed> pack(FrameKind kind, std::size_t count, ByteView raw);
    /// The index of the blocks since the last chapter.
    void endChapter();
    static Result<std::shared_ptr<SegmentWriter>> begin(Vfs& vfs, const std::filesystem::path& path,
                                                        const KeyStore& keys, SegmentHeader header, const DataKey& key,
                                                        PackOptions options);
    Result<void> write(BlockHeader header, const RecordSet& records);
    Result<std::vector<Packed>> packAll(const BlockHeader& header, const RecordSet& records);
    /// A block's header and its stored frames.
    Result<std::pair<BlockHeader, Bytes>> stored(std::size_t index);

    Vfs& vfs_;
    std::filesystem::path path_;
    std::filesystem::path temporary_;
    PackOptions options_;
    SegmentHeader header_;
    Hash headerHash_{};
    std::shared_ptr<const SegmentKeys> keys_;
    std::unique_ptr<File> file_;
    std::unique_ptr<File> reading_;
    std::optional<GcmCipher> cipher_;
    storage::BlockCodec codec_;
    CompactRange ciphertext_;
    TreeHasher hasher_;
    Sha256 sha_;
    std::array<std::uint64_t, 5> byLevel_{};
    std::uint64_t end_ = 0;
    std::uint64_t synced_ = 0;
    std::uint64_t nextSeq_ = 0;
    std::size_t indexBytes_ = 0;
    ChapterBuilder chapter_;
    mutable std::mutex mutex_; ///< guards what follows against readers
    std::vector<SegmentPart> index_;
    std::vector<BlockEntry> entries_;
    std::vector<BlockHeader> headers_;
};

} // namespace inferno::vault
