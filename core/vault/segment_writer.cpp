// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/segment_writer.h"

#include <algorithm>

#include "core/vault/record.h"

namespace inferno::vault {
namespace {

constexpr std::uint64_t kSyncBytes = 32ULL << 20;

} // namespace

Result<std::shared_ptr<SegmentWriter>> SegmentWriter::create(Vfs& vfs, const Clock& clock,
                                                             const std::filesystem::path& vaultFolder,
                                                             const KeyStore& keys, std::uint64_t number,
                                                             std::uint64_t firstSeq, const Hash& previous,
                                                             const DataKey& key, PackOptions options) {
    auto writer = std::shared_ptr<SegmentWriter>(new SegmentWriter(vfs));
    const WallTime now = clock.now();
    SegmentHeader& header = writer->header_;
    header = {keys.vaultId(), number,         firstSeq, now.time_since_epoch().count(),
              options.codec,  freshSalt(now), previous, {}};
    INFERNO_TRY(const auto derived, deriveKey(key.dek, header.vault, number, KeyKind::Segment, header.salt));
    header.keys.push_back({key.id, key.retention, key.month, derived.commitment});
    const Bytes encoded = header.encoded();
    writer->headerHash_ = sha256(encoded);
    INFERNO_TRY(writer->keys_, SegmentKeys::of(header, writer->headerHash_, keys));
    writer->cipher_.emplace(derived.key);
    writer->options_ = options;
    writer->path_ = segmentPath(vaultFolder, number);
    writer->temporary_ = writer->path_;
    writer->temporary_ += ".tmp";
    INFERNO_TRY(writer->file_, vfs.open(writer->temporary_, OpenMode::CreateExclusive));
    INFERNO_TRY(writer->reading_, vfs.open(writer->temporary_, OpenMode::Read));
    INFERNO_CHECK(writer->file_->write(0, encoded));
    writer->end_ = encoded.size();
    writer->nextSeq_ = firstSeq;
    return writer;
}

Result<void> SegmentWriter::addBlock(std::uint64_t firstSeq, const RecordSet& records) {
    if (firstSeq != nextSeq_ || records.empty() || firstSeq % kGroupSize + records.size() > kGroupSize)
        return fail(ErrorCode::Internal, "a block that does not follow the last one");
    BlockHeader header;
    header.number = entries_.size();
    header.firstSeq = firstSeq;
    header.count = static_cast<std::uint32_t>(records.size());
    for (std::size_t i = 0; i < records.size(); ++i) {
        INFERNO_TRY(const RecordHead head, decodeHead(records[i]));
        header.firstNs = i == 0 ? head.timestampNs : std::min(header.firstNs, head.timestampNs);
        header.lastNs = i == 0 ? head.timestampNs : std::max(header.lastNs, head.timestampNs);
        ++byLevel_[static_cast<std::size_t>(head.level)];
    }
    std::vector<Packed> frames;
    Bytes raw;
    records.serializeTo(raw);
    INFERNO_TRY(frames.emplace_back(), pack(FrameKind::Records, records.size(), raw));
    if (records.blobs() > 0) {
        raw.clear();
        records.serializeBlobsTo(raw);
        INFERNO_TRY(frames.emplace_back(), pack(FrameKind::Blobs, records.blobs(), raw));
    }
    for (const Packed& frame : frames)
        header.frames.push_back(frame.row);
    Bytes sealed(header.storedBytes());
    std::span<std::uint8_t> rest(sealed);
    for (std::size_t i = 0; i < frames.size(); ++i) {
        const std::size_t bytes = frames[i].row.storedBytes;
        INFERNO_CHECK(cipher_->seal(keys_->derived(0).nonce(blockCounter(header.number, i)), keys_->blockAad(header, i),
                                    frames[i].bytes, rest.first(bytes)));
        rest = rest.subspan(bytes);
    }
    sha_.begin();
    sha_.update(sealed);
    header.ciphertext = sha_.finish();

    Bytes block = header.encoded();
    const auto headerBytes = static_cast<std::uint32_t>(block.size());
    ciphertext_.append(hasher_.leaf(block), hasher_);
    block.insert(block.end(), sealed.begin(), sealed.end());
    INFERNO_CHECK(file_->write(end_, block));
    // So that the last sync has little left to do: while it lasts, nothing is put into blocks.
    if (end_ + block.size() - synced_ >= kSyncBytes) {
        INFERNO_CHECK(file_->sync());
        synced_ = end_ + block.size();
    }
    {
        const std::lock_guard lock(mutex_);
        entries_.push_back({end_, headerBytes, block.size(), firstSeq, header.count, header.firstNs, header.lastNs});
        headers_.push_back(std::move(header));
    }
    end_ += block.size();
    nextSeq_ += records.size();
    for (std::size_t i = 0; i < records.size(); ++i) {
        INFERNO_TRY(const RecordFields fields, RecordFields::of(records[i], records.blob(i)));
        chapter_.add(fields);
    }
    chapter_.endBlock();
    if (chapter_.full())
        endChapter();
    return {};
}

void SegmentWriter::endChapter() {
    std::vector<Bytes> parts = chapter_.finish();
    const std::lock_guard lock(mutex_);
    for (Bytes& part : parts)
        index_.push_back({PartKind::Search, std::move(part)});
}

Result<SegmentWriter::Packed> SegmentWriter::pack(FrameKind kind, std::size_t count, ByteView raw) {
    storage::Codec codec = raw.size() < options_.threshold ? storage::Codec::None : options_.codec;
    INFERNO_TRY(Bytes packed, codec_.compress(codec, options_.level, raw));
    if (packed.size() >= raw.size() && codec != storage::Codec::None) {
        codec = storage::Codec::None;
        packed.assign(raw.begin(), raw.end());
    }
    const BlockFrame row{0,
                         codec,
                         static_cast<std::uint32_t>(count),
                         static_cast<std::uint32_t>(raw.size()),
                         static_cast<std::uint32_t>(packed.size() + GcmCipher::kTagSize),
                         kind};
    return Packed{std::move(packed), row};
}

Result<std::pair<BlockHeader, Bytes>> SegmentWriter::stored(std::size_t index) {
    BlockEntry entry;
    BlockHeader header;
    {
        const std::lock_guard lock(mutex_);
        entry = entries_.at(index);
        header = headers_.at(index);
    }
    Bytes stored(entry.bytes - entry.headerBytes);
    INFERNO_TRY(const std::size_t got, reading_->read(entry.offset + entry.headerBytes, stored));
    stored.resize(got);
    return std::pair(std::move(header), std::move(stored));
}

Result<RecordSet> SegmentWriter::readBlock(std::size_t index) {
    INFERNO_TRY(const auto block, stored(index));
    return keys_->openBlock(block.first, block.second);
}

Result<BlockRecords> SegmentWriter::readRecords(std::size_t index, storage::BlockCodec& codec) {
    INFERNO_TRY(const auto block, stored(index));
    return keys_->openRecords(block.first, block.second, codec);
}

std::size_t SegmentWriter::chapters() const {
    const std::lock_guard lock(mutex_);
    return index_.size() / kChapterParts;
}

Result<Bytes> SegmentWriter::readIndex(std::size_t chapter, std::size_t part) {
    const std::lock_guard lock(mutex_);
    return index_.at(chapter * kChapterParts + part).plain;
}

Result<Bytes> SegmentWriter::sealParts(SegmentFooter& footer, std::span<const SegmentPart> parts) {
    Bytes all;
    for (const SegmentPart& part : parts) {
        const std::size_t index = footer.parts.size();
        Bytes sealed(part.plain.size() + GcmCipher::kTagSize);
        INFERNO_CHECK(cipher_->seal(keys_->derived(0).nonce(partCounter(index)), keys_->partAad(index, part.kind),
                                    part.plain, sealed));
        footer.parts.push_back({part.kind, static_cast<std::uint32_t>(sealed.size()), sha256(sealed)});
        all.insert(all.end(), sealed.begin(), sealed.end());
    }
    return all;
}

Result<void> SegmentWriter::finish(SegmentFooter footer, SegmentSecrets secrets, const Hash& root,
                                   const NoteSigner& signer) {
    if (footer.nextSeq != nextSeq_ || entries_.empty())
        return fail(ErrorCode::Internal, "a footer that does not fit the blocks");
    footer.blocks = entries_;
    secrets.byLevel = byLevel_;
    if (chapter_.blocks() > 0)
        endChapter();
    INFERNO_TRY(Bytes sealed, sealParts(footer, {{{PartKind::Facts, encodeSecrets(secrets)}}}));
    INFERNO_TRY(const Bytes index, sealParts(footer, index_));
    sealed.insert(sealed.end(), index.begin(), index.end());
    Bytes bytes = encodeFooter(footer);

    SegmentTrailer trailer;
    trailer.origin = originOf(header_.vault) + "/segment";
    trailer.number = header_.number;
    trailer.firstSeq = header_.firstSeq;
    trailer.nextSeq = nextSeq_;
    trailer.header = headerHash_;
    trailer.ciphertext = ciphertext_.root(hasher_);
    trailer.footerOffset = end_;
    trailer.footerBytes = bytes.size();
    trailer.footer = sha256(bytes);
    trailer.root = root;
    bytes.insert(bytes.end(), sealed.begin(), sealed.end());
    INFERNO_TRY(const std::string note, signer.signedNote(trailer.body()));
    bytes.insert(bytes.end(), note.begin(), note.end());
    putLe(bytes, static_cast<std::uint32_t>(note.size()));
    bytes.insert(bytes.end(), kSegmentEnd.begin(), kSegmentEnd.end());
    INFERNO_CHECK(file_->write(end_, bytes));
    INFERNO_CHECK(file_->sync());
    INFERNO_CHECK(vfs_.rename(temporary_, path_));
    return vfs_.syncFolder(path_.parent_path());
}

} // namespace inferno::vault
