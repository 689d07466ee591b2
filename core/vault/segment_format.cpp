// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>

#include "core/vault/byte_reader.h"
#include "core/vault/segment.h"

namespace inferno::vault {
namespace {

constexpr std::array<std::uint8_t, 8> kSegmentMagic = {'I', 'N', 'F', 'S', 'E', 'G', 'M', '\n'};
constexpr std::uint32_t kBlockMagic = 0x314B4C42; // "BLK1"
constexpr std::size_t kHeaderFixed = 8 + 2 + 4 + 16 + 8 + 8 + 8 + 1 + 32 + 32 + 2;
constexpr std::size_t kHeaderKey = 4 + 1 + 4 + 32;
constexpr std::size_t kMaxKeys = 256;
constexpr std::size_t kBlockFrame = 2 + 1 + 1 + 4 + 4 + 4;
constexpr std::size_t kEntryBytes = 8 + 4 + 8 + 8 + 4 + 8 + 8;
constexpr std::size_t kRemovalBytes = 4 * 8;
constexpr std::size_t kPartBytes = 1 + 4 + 32;
constexpr std::uint16_t kFooterVersion = 1;
constexpr std::uint16_t kThinnedFooterVersion = 2;

std::unexpected<Error> altered(const char* what) {
    return fail(ErrorCode::VaultAltered, what, "run inferno audit verify");
}

template <std::size_t N>
void putArray(Bytes& out, const std::array<std::uint8_t, N>& value) {
    out.insert(out.end(), value.begin(), value.end());
}

bool knownCodec(std::uint8_t value) {
    return value <= static_cast<std::uint8_t>(storage::Codec::Gzip);
}

/// The number in decimal without leading zeros, or nothing.
std::optional<std::uint64_t> decimal(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || std::to_string(value) != text)
        return std::nullopt;
    return value;
}

std::optional<Hash> hashOf(std::string_view hex) {
    const auto bytes = fromHex(hex);
    Hash hash{};
    if (!bytes || bytes->size() != hash.size() || toHex(*bytes) != hex)
        return std::nullopt;
    std::ranges::copy(*bytes, hash.begin());
    return hash;
}

} // namespace

Bytes SegmentHeader::encoded() const {
    Bytes out;
    putArray(out, kSegmentMagic);
    putLe(out, thinned ? kThinnedVersion : kSegmentVersion);
    putLe(out, static_cast<std::uint32_t>(kHeaderFixed + keys.size() * kHeaderKey));
    putArray(out, vault);
    putLe(out, number);
    putLe(out, firstSeq);
    putLe(out, createdNs);
    putLe(out, static_cast<std::uint8_t>(codec));
    putArray(out, salt);
    putArray(out, previous);
    putLe(out, static_cast<std::uint16_t>(keys.size()));
    for (const SegmentKey& key : keys) {
        putLe(out, static_cast<std::uint32_t>(key.id));
        putLe(out, static_cast<std::uint8_t>(key.retention));
        putLe(out, static_cast<std::uint32_t>(key.month));
        putArray(out, key.commitment);
    }
    return out;
}

Result<SegmentHeader> SegmentHeader::parse(ByteView bytes, std::size_t& length) {
    ByteReader start(bytes);
    if (start.array<8>() != kSegmentMagic)
        return altered("it is no segment");
    const auto version = start.number<std::uint16_t>();
    if (start.ok() && version != kSegmentVersion && version != kThinnedVersion)
        return fail(ErrorCode::VaultVersion, "a segment of version " + std::to_string(version),
                    "read it with the Inferno that wrote it, or a newer one");
    length = start.number<std::uint32_t>();
    if (!start.ok() || length > bytes.size() || length > kHeaderFixed + kMaxKeys * kHeaderKey)
        return altered("the segment's header is cut off");
    ByteReader reader(bytes.first(length));
    reader.take(14);
    SegmentHeader header;
    header.thinned = version == kThinnedVersion;
    header.vault = reader.array<16>();
    header.number = reader.number<std::uint64_t>();
    header.firstSeq = reader.number<std::uint64_t>();
    header.createdNs = reader.number<std::int64_t>();
    const auto codec = reader.number<std::uint8_t>();
    header.codec = static_cast<storage::Codec>(codec);
    header.salt = reader.array<32>();
    header.previous = reader.array<32>();
    header.keys.resize(reader.count<std::uint16_t>(kHeaderKey));
    for (SegmentKey& key : header.keys) {
        key.id = DataKeyId{reader.number<std::uint32_t>()};
        key.retention = static_cast<RetentionClass>(reader.number<std::uint8_t>());
        key.month = Month{reader.number<std::uint32_t>()};
        key.commitment = reader.array<32>();
    }
    if (!reader.atEnd() || header.keys.empty() || !knownCodec(codec))
        return altered("the segment's header cannot be read");
    return header;
}

Bytes BlockHeader::encoded() const {
    Bytes out;
    putLe(out, kBlockMagic);
    putLe(out, number);
    putLe(out, firstSeq);
    putLe(out, count);
    putLe(out, firstNs);
    putLe(out, lastNs);
    putArray(out, ciphertext);
    putLe(out, static_cast<std::uint16_t>(frames.size()));
    for (const BlockFrame& frame : frames) {
        putLe(out, frame.key);
        putLe(out, static_cast<std::uint8_t>(frame.kind));
        putLe(out, static_cast<std::uint8_t>(frame.codec));
        putLe(out, frame.count);
        putLe(out, frame.rawBytes);
        putLe(out, frame.storedBytes);
    }
    return out;
}

std::uint64_t BlockHeader::storedBytes() const {
    std::uint64_t total = 0;
    for (const BlockFrame& frame : frames)
        total += frame.storedBytes;
    return total;
}

std::uint32_t BlockHeader::records() const {
    std::uint32_t total = 0;
    for (const BlockFrame& frame : frames)
        total += frame.kind == FrameKind::Records ? frame.count : 0;
    return total;
}

Result<BlockHeader> BlockHeader::parse(ByteView bytes) {
    ByteReader reader(bytes);
    const auto magic = reader.number<std::uint32_t>();
    BlockHeader header;
    header.number = reader.number<std::uint64_t>();
    header.firstSeq = reader.number<std::uint64_t>();
    header.count = reader.number<std::uint32_t>();
    header.firstNs = reader.number<std::int64_t>();
    header.lastNs = reader.number<std::int64_t>();
    header.ciphertext = reader.array<32>();
    header.frames.resize(reader.count<std::uint16_t>(kBlockFrame));
    std::uint64_t records = 0;
    std::uint64_t raw = 0;
    std::size_t holes = 0;
    bool known = true;
    for (BlockFrame& frame : header.frames) {
        frame.key = reader.number<std::uint16_t>();
        const auto kind = reader.number<std::uint8_t>();
        const auto codec = reader.number<std::uint8_t>();
        known = known && knownCodec(codec) && kind <= static_cast<std::uint8_t>(FrameKind::Holes);
        frame.kind = static_cast<FrameKind>(kind);
        frame.codec = static_cast<storage::Codec>(codec);
        frame.count = reader.number<std::uint32_t>();
        frame.rawBytes = reader.number<std::uint32_t>();
        frame.storedBytes = reader.number<std::uint32_t>();
        known = known && frame.storedBytes >= GcmCipher::kTagSize;
        records += frame.kind == FrameKind::Records ? frame.count : 0;
        holes += frame.kind == FrameKind::Holes ? 1 : 0;
        raw += frame.rawBytes;
    }
    if (!reader.atEnd() || !known || magic != kBlockMagic || header.count == 0 || header.count > kGroupSize ||
        records > header.count || holes != (records < header.count ? 1 : 0) || raw > kMaxBlockBytes ||
        header.storedBytes() > 2 * kMaxBlockBytes)
        return altered("a block's header cannot be read");
    return header;
}

std::uint64_t ThinnedFrom::removed() const {
    std::uint64_t total = 0;
    for (const Removal& removal : removals)
        total += removal.count;
    return total;
}

namespace {

void putThinned(Bytes& out, const ThinnedFrom& thinned) {
    putLe(out, static_cast<std::uint32_t>(thinned.headerBytes.size()));
    out.insert(out.end(), thinned.headerBytes.begin(), thinned.headerBytes.end());
    putLe(out, static_cast<std::uint32_t>(thinned.trailerNote.size()));
    out.insert(out.end(), thinned.trailerNote.begin(), thinned.trailerNote.end());
    putLe(out, thinned.bytes);
    putLe(out, thinned.firstReceivedNs);
    putLe(out, thinned.lastReceivedNs);
    putLe(out, static_cast<std::uint16_t>(thinned.copies.size()));
    for (const DataKeyId id : thinned.copies)
        putLe(out, static_cast<std::uint32_t>(id));
    putLe(out, static_cast<std::uint32_t>(thinned.removals.size()));
    for (const ThinnedFrom::Removal& removal : thinned.removals)
        for (const std::uint64_t number : {removal.prunedBy, removal.firstSeq, removal.nextSeq, removal.count})
            putLe(out, number);
}

ThinnedFrom readThinned(ByteReader& reader) {
    ThinnedFrom thinned;
    const ByteView header = reader.take(reader.count<std::uint32_t>(1));
    thinned.headerBytes.assign(header.begin(), header.end());
    thinned.trailerNote = asText(reader.take(reader.count<std::uint32_t>(1)));
    thinned.bytes = reader.number<std::uint64_t>();
    thinned.firstReceivedNs = reader.number<std::int64_t>();
    thinned.lastReceivedNs = reader.number<std::int64_t>();
    thinned.copies.resize(reader.count<std::uint16_t>(4));
    for (DataKeyId& id : thinned.copies)
        id = DataKeyId{reader.number<std::uint32_t>()};
    thinned.removals.resize(reader.count<std::uint32_t>(kRemovalBytes));
    for (ThinnedFrom::Removal& removal : thinned.removals)
        for (std::uint64_t* number : {&removal.prunedBy, &removal.firstSeq, &removal.nextSeq, &removal.count})
            *number = reader.number<std::uint64_t>();
    return thinned;
}

/// Whether blocks and removals speak of the same number of records.
bool adds(const SegmentFooter& footer) {
    std::uint64_t removed = 0;
    for (const BlockEntry& entry : footer.blocks) {
        if (entry.removed > entry.count)
            return false;
        removed += entry.removed;
    }
    return removed == (footer.thinned ? footer.thinned->removed() : 0);
}

} // namespace

Bytes encodeFooter(const SegmentFooter& footer) {
    Bytes out;
    putLe(out, footer.thinned ? kThinnedFooterVersion : kFooterVersion);
    putLe(out, footer.nextSeq);
    putLe(out, footer.nextWal);
    putLe(out, static_cast<std::uint32_t>(footer.blocks.size()));
    for (const BlockEntry& entry : footer.blocks) {
        putLe(out, entry.offset);
        putLe(out, entry.headerBytes);
        putLe(out, entry.bytes);
        putLe(out, entry.firstSeq);
        putLe(out, entry.count);
        putLe(out, entry.firstNs);
        putLe(out, entry.lastNs);
        if (footer.thinned)
            putLe(out, entry.removed);
    }
    for (const std::vector<Hash>* hashes : {&footer.groups, &footer.leaves}) {
        putLe(out, static_cast<std::uint32_t>(hashes->size()));
        for (const Hash& hash : *hashes)
            putArray(out, hash);
    }
    putLe(out, static_cast<std::uint32_t>(footer.parts.size()));
    for (const FooterPart& part : footer.parts) {
        putLe(out, static_cast<std::uint8_t>(part.kind));
        putLe(out, part.bytes);
        putArray(out, part.hash);
    }
    if (footer.thinned)
        putThinned(out, *footer.thinned);
    return out;
}

Result<SegmentFooter> parseFooter(ByteView bytes) {
    ByteReader reader(bytes);
    const auto version = reader.number<std::uint16_t>();
    SegmentFooter footer;
    footer.nextSeq = reader.number<std::uint64_t>();
    footer.nextWal = reader.number<std::uint64_t>();
    const bool thinned = version == kThinnedFooterVersion;
    footer.blocks.resize(reader.count<std::uint32_t>(kEntryBytes));
    for (BlockEntry& entry : footer.blocks) {
        entry.offset = reader.number<std::uint64_t>();
        entry.headerBytes = reader.number<std::uint32_t>();
        entry.bytes = reader.number<std::uint64_t>();
        entry.firstSeq = reader.number<std::uint64_t>();
        entry.count = reader.number<std::uint32_t>();
        entry.firstNs = reader.number<std::int64_t>();
        entry.lastNs = reader.number<std::int64_t>();
        if (thinned)
            entry.removed = reader.number<std::uint32_t>();
    }
    for (std::vector<Hash>* hashes : {&footer.groups, &footer.leaves}) {
        hashes->resize(reader.count<std::uint32_t>(32));
        for (Hash& hash : *hashes)
            hash = reader.array<32>();
    }
    footer.parts.resize(reader.count<std::uint32_t>(kPartBytes));
    bool known = !footer.parts.empty();
    for (FooterPart& part : footer.parts) {
        part.kind = static_cast<PartKind>(reader.number<std::uint8_t>());
        part.bytes = reader.number<std::uint32_t>();
        part.hash = reader.array<32>();
        const bool first = &part == footer.parts.data();
        known = known && part.bytes >= GcmCipher::kTagSize && part.kind == (first ? PartKind::Facts : PartKind::Search);
    }
    if (thinned)
        footer.thinned = std::make_shared<const ThinnedFrom>(readThinned(reader));
    if (!reader.atEnd() || !known || (version != kFooterVersion && !thinned) || !adds(footer))
        return altered("the segment's footer cannot be read");
    return footer;
}

Bytes encodeSecrets(const SegmentSecrets& secrets) {
    Bytes out;
    secrets.marks.serializeTo(out);
    for (const std::uint64_t count : secrets.byLevel)
        putLe(out, count);
    return out;
}

Result<SegmentSecrets> parseSecrets(ByteView bytes) {
    ByteReader reader(bytes);
    SegmentSecrets secrets;
    secrets.marks = Marks::read(reader);
    for (std::uint64_t& count : secrets.byLevel)
        count = reader.number<std::uint64_t>();
    if (!reader.atEnd())
        return altered("the encrypted part of a segment's footer cannot be read");
    return secrets;
}

std::string SegmentTrailer::body() const {
    return origin + "\nsegment " + std::to_string(number) + "\nrecords " + std::to_string(firstSeq) + " " +
           std::to_string(nextSeq) + "\nheader " + toHex(header) + "\nciphertext " + toHex(ciphertext) + "\nfooter " +
           std::to_string(footerOffset) + " " + std::to_string(footerBytes) + " " + toHex(footer) + "\nroot " +
           toHex(root) + "\n";
}

Result<SegmentTrailer> SegmentTrailer::parse(std::string_view body) {
    std::vector<std::string_view> words;
    for (std::size_t pos = 0; pos < body.size();) {
        const std::size_t end = std::min(body.find_first_of(" \n", pos), body.size());
        words.push_back(body.substr(pos, end - pos));
        pos = end + 1;
    }
    SegmentTrailer trailer;
    if (words.size() == 16) {
        trailer.origin = words[0];
        const auto number = decimal(words[2]);
        const auto first = decimal(words[4]);
        const auto next = decimal(words[5]);
        const auto header = hashOf(words[7]);
        const auto ciphertext = hashOf(words[9]);
        const auto offset = decimal(words[11]);
        const auto bytes = decimal(words[12]);
        const auto footer = hashOf(words[13]);
        const auto root = hashOf(words[15]);
        if (number && first && next && header && ciphertext && offset && bytes && footer && root) {
            trailer.number = *number;
            trailer.firstSeq = *first;
            trailer.nextSeq = *next;
            trailer.header = *header;
            trailer.ciphertext = *ciphertext;
            trailer.footerOffset = *offset;
            trailer.footerBytes = *bytes;
            trailer.footer = *footer;
            trailer.root = *root;
        }
    }
    if (trailer.body() != body)
        return altered("the segment's trailer cannot be read");
    return trailer;
}

std::filesystem::path segmentPath(const std::filesystem::path& vaultFolder, std::uint64_t number) {
    std::string digits = std::to_string(number);
    digits.insert(0, digits.size() < 10 ? 10 - digits.size() : 0, '0');
    return vaultFolder / "segments" / (digits + ".seg");
}

Result<std::vector<std::uint64_t>> listSegments(Vfs& vfs, const std::filesystem::path& vaultFolder) {
    std::vector<std::uint64_t> numbers;
    if (!exists(vfs, vaultFolder / "segments"))
        return numbers;
    INFERNO_TRY(const auto entries, vfs.list(vaultFolder / "segments"));
    for (const FileInfo& entry : entries) {
        std::uint64_t number = 0;
        const char* begin = entry.name.data();
        const auto [end, error] = std::from_chars(begin, begin + entry.name.size(), number);
        if (!entry.directory && error == std::errc{} && segmentPath(vaultFolder, number).filename() == entry.name)
            numbers.push_back(number);
    }
    std::ranges::sort(numbers);
    return numbers;
}

} // namespace inferno::vault
