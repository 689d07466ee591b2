// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/segment_writer.h"

#include <algorithm>

#include "core/vault/record.h"

namespace inferno::vault {
namespace {

constexpr std::uint64_t kSyncBytes = 32ULL << 20;
constexpr std::size_t kFooterPiece = 1U << 20; ///< written at once

} // namespace

Result<std::shared_ptr<SegmentWriter>> SegmentWriter::create(Vfs& vfs, const Clock& clock,
                                                             const std::filesystem::path& vaultFolder,
                                                             const KeyStore& keys, std::uint64_t number,
                                                             std::uint64_t firstSeq, const Hash& previous,
                                                             const DataKey& key, PackOptions options) {
    const WallTime now = clock.now();
    SegmentHeader header{keys.vaultId(), number,         firstSeq, now.time_since_epoch().count(),
                         options.codec,  freshSalt(now), previous, {}};
    return begin(vfs, segmentPath(vaultFolder, number), keys, std::move(header), key, options);
}

Result<std::shared_ptr<SegmentWriter>> SegmentWriter::createThinned(Vfs& vfs, const Clock& clock, const KeyStore& keys,
                                                                    const SegmentReader& original, const DataKey& key,
                                                                    PackOptions options) {
    SegmentHeader header = original.header();
    header.thinned = true;
    header.salt = freshSalt(clock.now());
    header.codec = options.codec;
    header.keys.clear();
    auto left = original.path();
    left += ".tmp";
    if (exists(vfs, left))
        INFERNO_CHECK(vfs.remove(left));
    return begin(vfs, original.path(), keys, std::move(header), key, options);
}

Result<std::shared_ptr<SegmentWriter>> SegmentWriter::begin(Vfs& vfs, const std::filesystem::path& path,
                                                            const KeyStore& keys, SegmentHeader given,
                                                            const DataKey& key, PackOptions options) {
    auto writer = std::shared_ptr<SegmentWriter>(new SegmentWriter(vfs));
    SegmentHeader& header = writer->header_;
    header = std::move(given);
    INFERNO_TRY(const auto derived, deriveKey(key.dek, header.vault, header.number, KeyKind::Segment, header.salt));
    header.keys.push_back({key.id, key.retention, key.month, derived.commitment});
    const Bytes encoded = header.encoded();
    writer->headerHash_ = sha256(encoded);
    INFERNO_TRY(writer->keys_, SegmentKeys::of(header, writer->headerHash_, keys));
    writer->cipher_.emplace(derived.key);
    writer->options_ = options;
    writer->path_ = path;
    writer->temporary_ = path;
    writer->temporary_ += ".tmp";
    INFERNO_TRY(writer->file_, vfs.open(writer->temporary_, OpenMode::CreateExclusive));
    INFERNO_TRY(writer->reading_, vfs.open(writer->temporary_, OpenMode::Read));
    INFERNO_CHECK(writer->file_->write(0, encoded));
    writer->end_ = encoded.size();
    writer->nextSeq_ = header.firstSeq;
    return writer;
}

void SegmentWriter::discard() {
    file_.reset();
    reading_.reset();
    (void)vfs_.remove(temporary_); // what is left is removed when the vault is opened
}

Result<void> SegmentWriter::addBlock(std::uint64_t firstSeq, const RecordSet& records) {
    BlockHeader header;
    header.firstSeq = firstSeq;
    for (std::size_t i = 0; i < records.size(); ++i) {
        INFERNO_TRY(const RecordHead head, decodeHead(records[i]));
        header.firstNs = i == 0 ? head.timestampNs : std::min(header.firstNs, head.timestampNs);
        header.lastNs = i == 0 ? head.timestampNs : std::max(header.lastNs, head.timestampNs);
    }
    return write(std::move(header), records);
}

Result<void> SegmentWriter::addThinned(const BlockEntry& was, const RecordSet& records) {
    BlockHeader header;
    header.firstSeq = was.firstSeq;
    header.firstNs = was.firstNs;
    header.lastNs = was.lastNs;
    return write(std::move(header), records);
}

Result<std::vector<SegmentWriter::Packed>> SegmentWriter::packAll(const BlockHeader& header, const RecordSet& records) {
    std::vector<Packed> frames;
    Bytes raw;
    if (records.present() > 0) {
        records.serializeTo(raw);
        INFERNO_TRY(frames.emplace_back(), pack(FrameKind::Records, records.present(), raw));
    }
    if (records.blobs() > 0) {
        raw.clear();
        records.serializeBlobsTo(raw);
        INFERNO_TRY(frames.emplace_back(), pack(FrameKind::Blobs, records.blobs(), raw));
    }
    if (records.holes()) {
        raw.clear();
        records.holes()->serializeTo(raw, header.firstSeq);
        INFERNO_TRY(frames.emplace_back(), pack(FrameKind::Holes, records.holes()->runs.size(), raw));
    }
    return frames;
}

Result<void> SegmentWriter::write(BlockHeader header, const RecordSet& records) {
    const std::uint64_t firstSeq = header.firstSeq;
    if (firstSeq != nextSeq_ || records.empty() || firstSeq % kGroupSize + records.size() > kGroupSize)
        return fail(ErrorCode::Internal, "a block that does not follow the last one");
    header.number = entries_.size();
    header.count = static_cast<std::uint32_t>(records.size());
    INFERNO_TRY(const std::vector<Packed> frames, packAll(header, records));
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
        entries_.push_back({end_, headerBytes, block.size(), firstSeq, header.count, header.firstNs, header.lastNs,
                            header.count - header.records()});
        headers_.push_back(std::move(header));
    }
    end_ += block.size();
    nextSeq_ += records.size();
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (records[i].empty())
            continue;
        INFERNO_TRY(const RecordFields fields, RecordFields::of(records[i], records.blob(i)));
        ++byLevel_[static_cast<std::size_t>(fields.head.level)];
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
    for (Bytes& part : parts) {
        indexBytes_ += part.size();
        index_.push_back({PartKind::Search, std::move(part)});
    }
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

Result<Bytes> SegmentWriter::sealPart(std::size_t index, const SegmentPart& part) {
    Bytes sealed(part.plain.size() + GcmCipher::kTagSize);
    INFERNO_CHECK(cipher_->seal(keys_->derived(0).nonce(partCounter(index)), keys_->partAad(index, part.kind),
                                part.plain, sealed));
    return sealed;
}

Result<void> SegmentWriter::finish(SegmentFooter footer, SegmentSecrets secrets, const Hash& root,
                                   const NoteSigner& signer) {
    if (footer.nextSeq != nextSeq_ || entries_.empty())
        return fail(ErrorCode::Internal, "a footer that does not fit the blocks");
    footer.blocks = entries_;
    secrets.byLevel = byLevel_;
    if (chapter_.blocks() > 0)
        endChapter();
    const SegmentPart facts{PartKind::Facts, encodeSecrets(secrets)};
    const auto part = [&](std::size_t i) -> const SegmentPart& { return i == 0 ? facts : index_[i - 1]; };
    for (std::size_t i = 0; i <= index_.size(); ++i) {
        INFERNO_TRY(const Bytes sealed, sealPart(i, part(i)));
        footer.parts.push_back({part(i).kind, static_cast<std::uint32_t>(sealed.size()), sha256(sealed)});
    }
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
    // Sealed once more, to the same bytes: the open part names them all, and they need not lie in memory together.
    for (std::size_t i = 0; i < footer.parts.size(); ++i) {
        INFERNO_TRY(const Bytes sealed, sealPart(i, part(i)));
        bytes.insert(bytes.end(), sealed.begin(), sealed.end());
        if (bytes.size() < kFooterPiece)
            continue;
        INFERNO_CHECK(file_->write(end_, bytes));
        end_ += bytes.size();
        bytes.clear();
    }
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
