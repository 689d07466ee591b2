// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/segment.h"

#include <algorithm>

#include "core/vault/record.h"
#include "core/vault/signed_note.h"

namespace inferno::vault {
namespace {

/// A footer of the largest segment is far smaller.
constexpr std::uint64_t kMaxFooterBytes = 256ULL << 20;
constexpr std::uint64_t kMaxTrailerBytes = 1ULL << 20;
constexpr std::size_t kMaxHeaderBytes = 64 * 1024;

std::unexpected<Error> alteredBlock(const BlockHeader& header, const std::string& what) {
    return fail(ErrorCode::VaultAltered,
                "block " + std::to_string(header.number) + " of records from " + std::to_string(header.firstSeq) +
                    ": " + what,
                "run inferno audit verify");
}

/// The records of all frames by their own numbers: frames partition the block by key. Where one is missing, `holes`
/// must say so.
Result<RecordSet> inOrder(const BlockHeader& header, std::vector<RecordSet>& parts,
                          const std::shared_ptr<const BlockHoles>& holes) {
    std::vector<ByteView> views(header.count);
    for (const RecordSet& part : parts) {
        for (std::size_t i = 0; i < part.size(); ++i) {
            INFERNO_TRY(const RecordHead head, decodeHead(part[i]));
            if (head.seq < header.firstSeq || head.seq - header.firstSeq >= header.count ||
                !views[head.seq - header.firstSeq].empty())
                return alteredBlock(header, "it holds a record of number " + std::to_string(head.seq));
            views[head.seq - header.firstSeq] = part[i];
        }
    }
    for (std::size_t i = 0; i < views.size(); ++i)
        if (views[i].empty() != (holes && holes->at(header.firstSeq + i)))
            return alteredBlock(header, "record " + std::to_string(header.firstSeq + i) +
                                            (holes ? " is not what its list of removed records says" : " is missing"));
    if (!holes && parts.size() == 1 && std::ranges::is_sorted(views, {}, [](ByteView view) { return view.data(); }))
        return std::move(parts.front());
    RecordSet records;
    for (const ByteView record : views)
        records.add(record);
    records.setHoles(holes);
    return records;
}

} // namespace

Result<std::shared_ptr<const SegmentKeys>> SegmentKeys::of(const SegmentHeader& header, const Hash& headerHash,
                                                           const KeyStore& keys) {
    auto result = std::shared_ptr<SegmentKeys>(new SegmentKeys(header, headerHash));
    for (const SegmentKey& key : header.keys) {
        INFERNO_TRY(const auto data, keys.key(key.id));
        INFERNO_TRY(auto derived, deriveKey(data->dek, header.vault, header.number, KeyKind::Segment, header.salt));
        if (!equalConstantTime(derived.commitment, key.commitment) || data->month != key.month ||
            data->retention != key.retention)
            return fail(ErrorCode::VaultAltered,
                        "segment " + std::to_string(header.number) + " was not written under the key that it names");
        result->derived_.push_back(std::move(derived));
    }
    return result;
}

Bytes SegmentKeys::blockAad(const BlockHeader& header, std::size_t frame) const {
    Bytes aad(headerHash_.begin(), headerHash_.end());
    putLe(aad, header.number);
    putLe(aad, header.firstSeq);
    putLe(aad, header.count);
    putLe(aad, header.firstNs);
    putLe(aad, header.lastNs);
    putLe(aad, static_cast<std::uint16_t>(frame));
    putLe(aad, static_cast<std::uint16_t>(header.frames.size()));
    const BlockFrame& entry = header.frames[frame];
    putLe(aad, entry.key);
    putLe(aad, static_cast<std::uint8_t>(entry.kind));
    putLe(aad, static_cast<std::uint8_t>(entry.codec));
    putLe(aad, entry.count);
    putLe(aad, entry.rawBytes);
    putLe(aad, entry.storedBytes);
    return aad;
}

Result<Bytes> SegmentKeys::openFrame(const BlockHeader& header, std::size_t frame, ByteView stored,
                                     storage::BlockCodec& codec) const {
    const BlockFrame& row = header.frames[frame];
    if (row.key >= derived_.size())
        return alteredBlock(header, "it names a key that the segment does not have");
    const DerivedKey& derived = derived_[row.key];
    GcmCipher cipher(derived.key);
    Bytes packed(row.storedBytes - GcmCipher::kTagSize);
    if (auto opened =
            cipher.open(derived.nonce(blockCounter(header.number, frame)), blockAad(header, frame), stored, packed);
        !opened)
        return alteredBlock(header, "it does not decrypt");
    auto raw = codec.decompress(row.codec, packed, row.rawBytes);
    if (!raw)
        return alteredBlock(header, raw.error().detail);
    return raw;
}

Result<BlockRecords> SegmentKeys::openRecords(const BlockHeader& header, ByteView stored,
                                              storage::BlockCodec& codec) const {
    if (!header.plain()) { // several keys, blobs, or removed records: rare
        INFERNO_TRY(RecordSet records, openBlock(header, stored));
        return BlockRecords(std::make_shared<const RecordSet>(std::move(records)));
    }
    if (stored.size() != header.storedBytes())
        return alteredBlock(header, "it is cut off");
    INFERNO_TRY(Bytes raw, openFrame(header, 0, stored, codec));
    return BlockRecords::parse(std::move(raw), header.firstSeq, header.count);
}

Result<RecordSet> SegmentKeys::openBlock(const BlockHeader& header, ByteView stored) const {
    if (stored.size() != header.storedBytes() || sha256(stored) != header.ciphertext)
        return alteredBlock(header, "its bytes do not have the hash that its header names");
    std::vector<RecordSet> parts;
    std::vector<Bytes> blobs;
    std::shared_ptr<const BlockHoles> holes;
    storage::BlockCodec codec;
    for (std::size_t i = 0; i < header.frames.size(); ++i) {
        const BlockFrame& frame = header.frames[i];
        INFERNO_TRY(Bytes raw, openFrame(header, i, stored.first(frame.storedBytes), codec));
        stored = stored.subspan(frame.storedBytes);
        if (frame.kind == FrameKind::Blobs) {
            blobs.push_back(std::move(raw));
            continue;
        }
        if (frame.kind == FrameKind::Holes) {
            auto list = BlockHoles::parse(raw, header.firstSeq, header.count);
            if (!list)
                return alteredBlock(header, list.error().detail);
            holes = std::make_shared<const BlockHoles>(std::move(*list));
            continue;
        }
        INFERNO_TRY(auto part, RecordSet::parse(raw, frame.count));
        parts.push_back(std::move(part));
    }
    INFERNO_TRY(RecordSet records, inOrder(header, parts, holes));
    for (const Bytes& list : blobs)
        INFERNO_CHECK(records.takeBlobs(list));
    INFERNO_CHECK(records.checkBlobs());
    return records;
}

Bytes SegmentKeys::partAad(std::size_t index, PartKind kind) const {
    Bytes aad(headerHash_.begin(), headerHash_.end());
    putLe(aad, static_cast<std::uint32_t>(index));
    putLe(aad, static_cast<std::uint8_t>(kind));
    return aad;
}

Result<Bytes> SegmentKeys::openPart(std::size_t index, const FooterPart& part, Bytes sealed) const {
    const DerivedKey& derived = derived_.front();
    GcmCipher cipher(derived.key);
    const std::span plain = std::span(sealed).first(sealed.size() - GcmCipher::kTagSize);
    if (!cipher.open(derived.nonce(partCounter(index)), partAad(index, part.kind), sealed, plain))
        return fail(ErrorCode::VaultAltered, "a sealed part of the footer does not decrypt");
    sealed.resize(plain.size());
    return sealed;
}

std::unexpected<Error> SegmentReader::altered(std::uint64_t offset, const std::string& what) const {
    if (replaced())
        return fail(ErrorCode::VaultChanged, path_.filename().string() + " was thinned or restored while it was read",
                    "read again");
    return fail(ErrorCode::VaultAltered, path_.filename().string() + ", offset " + std::to_string(offset) + ": " + what,
                "run inferno audit verify");
}

Result<Bytes> SegmentReader::bytesAt(std::uint64_t offset, std::uint64_t count) const {
    if (offset > fileBytes_ || count > fileBytes_ - offset)
        return altered(offset, "the file ends before this part does");
    Bytes bytes(count);
    INFERNO_CHECK(fill(offset, bytes));
    return bytes;
}

std::shared_ptr<File> SegmentReader::heldFile() const {
    const std::lock_guard lock(fileMutex_);
    return file_;
}

Result<void> SegmentReader::holdFile() {
    INFERNO_TRY(std::shared_ptr<File> file, vfs_.open(path_, OpenMode::Read));
    const std::lock_guard lock(fileMutex_);
    if (!file_)
        file_ = std::move(file);
    return {};
}

Result<void> SegmentReader::fill(std::uint64_t offset, std::span<std::uint8_t> out) const {
    auto file = heldFile();
    if (!file) {
        INFERNO_TRY(file, vfs_.open(path_, OpenMode::Read));
        // Another file may have taken its place between the two. It was held before: then that is the right one.
        if (auto held = heldFile())
            file = std::move(held);
    }
    INFERNO_TRY(const std::size_t got, file->read(offset, out));
    if (got != out.size())
        return altered(offset, "the file ends before this part does");
    return {};
}

bool SegmentReader::replaced() const {
    if (heldFile() || headerBytes_ == 0)
        return false; // it reads the file that it opened
    const auto file = vfs_.open(path_, OpenMode::Read);
    Bytes start(kMaxHeaderBytes);
    const auto got = file ? (*file)->read(0, start) : 0;
    std::size_t length = 0;
    const auto header = SegmentHeader::parse(ByteView(start).first(got ? *got : 0), length);
    return header && header->vault == header_.vault && header->number == header_.number && header->salt != header_.salt;
}

Result<std::shared_ptr<SegmentReader>> SegmentReader::open(Vfs& vfs, const std::filesystem::path& path,
                                                           const Uuid& vault, std::span<const VerifierKey> verifiers) {
    auto reader = std::shared_ptr<SegmentReader>(new SegmentReader(vfs, path));
    INFERNO_TRY(reader->file_, vfs.open(path, OpenMode::Read));
    INFERNO_TRY(reader->fileBytes_, reader->file_->size());
    INFERNO_TRY(const Bytes start, reader->bytesAt(0, std::min<std::uint64_t>(kMaxHeaderBytes, reader->fileBytes_)));
    auto header = SegmentHeader::parse(start, reader->headerBytes_);
    if (!header && header.error().code == ErrorCode::VaultAltered)
        return reader->altered(0, header.error().detail);
    if (!header)
        return std::unexpected(std::move(header).error());
    reader->header_ = std::move(*header);
    reader->headerHash_ = sha256(ByteView(start).first(reader->headerBytes_));
    if (reader->header_.vault != vault)
        return reader->altered(0, "the segment belongs to another vault");
    if (segmentPath({}, reader->header_.number).filename() != path.filename())
        return reader->altered(0, "the file holds segment " + std::to_string(reader->header_.number));
    INFERNO_CHECK(reader->readTrailer(vault, verifiers));
    INFERNO_TRY(reader->index_, reader->readFooter());
    INFERNO_CHECK(reader->takeOriginal(verifiers));
    return reader;
}

/// What a thinned segment keeps of the original must be the original's, and of this place in the chain and the tree.
Result<void> SegmentReader::takeOriginal(std::span<const VerifierKey> verifiers) {
    const auto& thinned = index_->footer.thinned;
    if (!thinned)
        return {};
    const auto wrong = [&](const std::string& what) { return altered(trailer_.footerOffset, what); };
    const auto note = openNote(thinned->trailerNote, verifiers);
    if (!note || note->verified.size() != 1 || !note->unverified.empty())
        return wrong("the signature of the trailer that it keeps does not hold");
    const auto trailer = SegmentTrailer::parse(note->text);
    std::size_t length = 0;
    const auto header = SegmentHeader::parse(thinned->headerBytes, length);
    if (!trailer || !header)
        return wrong("what it keeps of the original cannot be read");
    if (header->thinned || length != thinned->headerBytes.size() || sha256(thinned->headerBytes) != trailer->header ||
        header->vault != header_.vault || header->number != header_.number || header->firstSeq != header_.firstSeq ||
        header->previous != header_.previous || trailer->origin != trailer_.origin ||
        trailer->number != trailer_.number || trailer->firstSeq != trailer_.firstSeq ||
        trailer->nextSeq != trailer_.nextSeq || trailer->root != trailer_.root)
        return wrong("what it keeps is not of the segment that was here");
    for (const ThinnedFrom::Removal& removal : thinned->removals)
        if (removal.firstSeq < header_.firstSeq || removal.nextSeq > trailer_.nextSeq ||
            removal.firstSeq >= removal.nextSeq || removal.count > removal.nextSeq - removal.firstSeq)
            return wrong("it says that events were removed which it never had");
    thinned_ = thinned;
    originalTrailerHash_ = sha256(asBytes(thinned->trailerNote));
    return {};
}

Result<void> SegmentReader::readTrailer(const Uuid& vault, std::span<const VerifierKey> verifiers) {
    constexpr std::size_t kEndBytes = 4 + kSegmentEnd.size();
    if (fileBytes_ < kEndBytes)
        return altered(0, "the file is too short");
    const std::uint64_t endOffset = fileBytes_ - kEndBytes;
    INFERNO_TRY(const Bytes end, bytesAt(endOffset, kEndBytes));
    if (!std::ranges::equal(ByteView(end).subspan(4), kSegmentEnd))
        return altered(endOffset, "the segment's end is missing");
    const std::uint64_t noteBytes = getLe<std::uint32_t>(end);
    if (noteBytes > kMaxTrailerBytes || noteBytes > endOffset)
        return altered(endOffset, "the length of the trailer is wrong");
    const std::uint64_t noteOffset = endOffset - noteBytes;
    INFERNO_TRY(const Bytes note, bytesAt(noteOffset, noteBytes));
    const auto verified = openNote(asText(note), verifiers);
    if (!verified)
        return altered(noteOffset, "the trailer's signature does not hold (" + verified.error().detail + ")");
    auto trailer = SegmentTrailer::parse(verified->text);
    if (!trailer)
        return altered(noteOffset, trailer.error().detail);
    trailer_ = std::move(*trailer);
    trailerHash_ = sha256(note);
    noteOffset_ = noteOffset;
    if (verified->verified.size() != 1 || !verified->unverified.empty())
        return altered(noteOffset, "the trailer carries a signature that the vault did not write");
    if (trailer_.origin != originOf(vault) + "/segment" || trailer_.number != header_.number ||
        trailer_.firstSeq != header_.firstSeq || trailer_.header != headerHash_)
        return altered(0, "the header is not the one that the trailer signs");
    if (trailer_.footerOffset < headerBytes_ || trailer_.footerOffset > noteOffset ||
        trailer_.footerBytes > noteOffset - trailer_.footerOffset || trailer_.footerBytes > kMaxFooterBytes)
        return altered(noteOffset, "the footer is not where the trailer says");
    return {};
}

Result<std::shared_ptr<const SegmentReader::Index>> SegmentReader::readFooter() const {
    INFERNO_TRY(const Bytes bytes, bytesAt(trailer_.footerOffset, trailer_.footerBytes));
    if (sha256(bytes) != trailer_.footer)
        return altered(trailer_.footerOffset, "the footer is not the one that the trailer signs");
    auto footer = parseFooter(bytes);
    if (!footer)
        return altered(trailer_.footerOffset, footer.error().detail);
    auto index = std::make_shared<Index>();
    index->footer = std::move(*footer);
    std::uint64_t part = trailer_.footerOffset + trailer_.footerBytes;
    for (const FooterPart& entry : index->footer.parts) {
        index->partOffsets.push_back(part);
        part += entry.bytes;
    }
    if (part != noteOffset_)
        return altered(trailer_.footerOffset, "the parts of the footer do not reach the trailer");
    std::uint64_t offset = headerBytes_;
    std::uint64_t seq = header_.firstSeq;
    for (const BlockEntry& entry : index->footer.blocks) {
        if (entry.offset != offset || entry.firstSeq != seq || entry.count == 0 || entry.headerBytes > entry.bytes ||
            entry.bytes > trailer_.footerOffset - offset)
            return altered(trailer_.footerOffset, "the block index has a gap");
        offset += entry.bytes;
        seq += entry.count;
    }
    if ((index->footer.thinned != nullptr) != header_.thinned)
        return altered(trailer_.footerOffset, "header and footer are of different versions");
    if (offset != trailer_.footerOffset || seq != index->footer.nextSeq || seq != trailer_.nextSeq ||
        index->footer.leaves.size() != seq % kGroupSize ||
        index->footer.groups.size() != seq / kGroupSize - header_.firstSeq / kGroupSize)
        return altered(trailer_.footerOffset, "the footer does not fit the blocks");
    return std::shared_ptr<const Index>(std::move(index));
}

Result<std::shared_ptr<const SegmentReader::Index>> SegmentReader::loaded() const {
    {
        const std::lock_guard lock(indexMutex_);
        if (index_)
            return index_;
    }
    INFERNO_TRY(auto index, readFooter()); // without the lock: two who come at once both read
    const std::lock_guard lock(indexMutex_);
    index_ = index;
    return index;
}

Result<std::shared_ptr<const SegmentFooter>> SegmentReader::index() const {
    INFERNO_TRY(auto index, loaded());
    const SegmentFooter* const footer = &index->footer;
    return std::shared_ptr<const SegmentFooter>(std::move(index), footer);
}

void SegmentReader::dropIndex() const {
    const std::lock_guard lock(indexMutex_);
    index_.reset();
}

Result<void> SegmentReader::unlock(const KeyStore& keys) {
    if (keys_)
        return {};
    INFERNO_TRY(keys_, SegmentKeys::of(header_, headerHash_, keys));
    return {};
}

Result<BlockHeader> SegmentReader::readBlockHeader(std::size_t index) const {
    INFERNO_TRY(const auto held, loaded());
    const BlockEntry& entry = held->footer.blocks.at(index);
    if (entry.headerBytes > kMaxHeaderBytes)
        return altered(entry.offset, "a block's header is too long");
    INFERNO_TRY(const Bytes bytes, bytesAt(entry.offset, entry.headerBytes));
    return parseBlock(index, entry, bytes);
}

Result<BlockHeader> SegmentReader::readWholeBlock(std::size_t index, Bytes& buffer) const {
    INFERNO_TRY(const auto held, loaded());
    const BlockEntry& entry = held->footer.blocks.at(index);
    buffer.clear();
    if (entry.headerBytes > kMaxHeaderBytes || entry.bytes > kMaxHeaderBytes + 2 * kMaxBlockBytes)
        return altered(entry.offset, "a block is too long");
    buffer.resize(entry.bytes);
    INFERNO_CHECK(fill(entry.offset, buffer));
    return parseBlock(index, entry, ByteView(buffer).first(entry.headerBytes));
}

Result<BlockHeader> SegmentReader::parseBlock(std::size_t index, const BlockEntry& entry, ByteView bytes) const {
    auto header = BlockHeader::parse(bytes);
    if (!header)
        return altered(entry.offset, header.error().detail);
    if (header->number != index || header->firstSeq != entry.firstSeq || header->count != entry.count ||
        header->count - header->records() != entry.removed || header->firstNs != entry.firstNs ||
        header->lastNs != entry.lastNs || entry.headerBytes + header->storedBytes() != entry.bytes)
        return altered(entry.offset, "a block's header does not fit the index");
    return header;
}

Result<RecordSet> SegmentReader::readBlock(std::size_t index) {
    if (!keys_)
        return fail(ErrorCode::KeyUnavailable, "segment " + std::to_string(header_.number) + " is not unlocked");
    INFERNO_TRY(const auto held, loaded());
    const BlockEntry& entry = held->footer.blocks.at(index);
    Bytes whole;
    INFERNO_TRY(const BlockHeader header, readWholeBlock(index, whole));
    auto records = keys_->openBlock(header, ByteView(whole).subspan(entry.headerBytes));
    if (!records && records.error().code == ErrorCode::VaultAltered)
        return altered(entry.offset, records.error().detail);
    return records;
}

Result<BlockRecords> SegmentReader::readRecords(std::size_t index, storage::BlockCodec& codec) {
    if (!keys_)
        return fail(ErrorCode::KeyUnavailable, "segment " + std::to_string(header_.number) + " is not unlocked");
    Bytes bytes;
    INFERNO_TRY(const BlockHeader header, readWholeBlock(index, bytes));
    auto records = keys_->openRecords(header, ByteView(bytes).last(header.storedBytes()), codec);
    if (!records && records.error().code == ErrorCode::VaultAltered && replaced())
        return altered(0, records.error().detail);
    return records;
}

Result<void> SegmentReader::checkCiphertext(std::size_t index) const {
    INFERNO_TRY(const auto held, loaded());
    const BlockEntry& entry = held->footer.blocks.at(index);
    Bytes whole;
    INFERNO_TRY(const BlockHeader header, readWholeBlock(index, whole));
    if (sha256(ByteView(whole).subspan(entry.headerBytes)) != header.ciphertext)
        return altered(entry.offset + entry.headerBytes,
                       "the block's bytes do not have the hash that its header names");
    return {};
}

Result<std::string> SegmentReader::readTrailerNote() const {
    const std::uint64_t offset = noteOffset_;
    INFERNO_TRY(const Bytes note, bytesAt(offset, fileBytes_ - 4 - kSegmentEnd.size() - offset));
    if (sha256(note) != trailerHash_)
        return altered(offset, "the trailer is no longer the one that was there");
    return std::string(asText(note));
}

Result<void> SegmentReader::checkCiphertextTree() const {
    CompactRange tree;
    TreeHasher hasher;
    INFERNO_TRY(const auto held, loaded());
    for (const BlockEntry& entry : held->footer.blocks) {
        if (entry.headerBytes > kMaxHeaderBytes)
            return altered(entry.offset, "a block's header is too long");
        INFERNO_TRY(const Bytes bytes, bytesAt(entry.offset, entry.headerBytes));
        tree.append(hasher.leaf(bytes), hasher);
    }
    if (tree.root(hasher) != trailer_.ciphertext)
        return altered(headerBytes_, "the blocks are not those that the trailer signs");
    return {};
}

Result<Bytes> SegmentReader::storedPart(const Index& index, std::size_t part) const {
    const FooterPart& entry = index.footer.parts.at(part);
    INFERNO_TRY(Bytes stored, bytesAt(index.partOffsets[part], entry.bytes));
    if (sha256(stored) != entry.hash)
        return altered(index.partOffsets[part], "a sealed part of the footer does not have the hash that is signed");
    return stored;
}

Result<void> SegmentReader::checkPart(std::size_t index) const {
    INFERNO_TRY(const auto held, loaded());
    INFERNO_CHECK(storedPart(*held, index));
    return {};
}

Result<Bytes> SegmentReader::readPart(std::size_t index) const {
    if (!keys_)
        return fail(ErrorCode::KeyUnavailable, "segment " + std::to_string(header_.number) + " is not unlocked");
    INFERNO_TRY(const auto held, loaded());
    INFERNO_TRY(Bytes stored, storedPart(*held, index));
    auto plain = keys_->openPart(index, held->footer.parts[index], std::move(stored));
    if (!plain && plain.error().code == ErrorCode::VaultAltered)
        return altered(held->partOffsets[index], plain.error().detail);
    return plain;
}

Result<SegmentSecrets> SegmentReader::readSecrets() const {
    INFERNO_TRY(const Bytes plain, readPart(0));
    auto secrets = parseSecrets(plain);
    if (!secrets)
        return altered(trailer_.footerOffset, secrets.error().detail);
    return secrets;
}

} // namespace inferno::vault
