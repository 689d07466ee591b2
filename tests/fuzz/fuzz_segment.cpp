// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/segment.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/sample.h"

/// Segments: each part by itself, what is in a sealed block, and whole files that are signed after they were changed.

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::fuzz;

namespace {

constexpr std::size_t kEndBytes = 4 + kSegmentEnd.size();

bool same(ByteView a, ByteView b) {
    return std::ranges::equal(a, b);
}

void readHeader(ByteView bytes) {
    std::size_t length = 0;
    const auto header = SegmentHeader::parse(bytes, length);
    if (!header)
        return;
    markTaken();
    FUZZ_REQUIRE(length <= bytes.size() && same(header->encoded(), bytes.first(length)));
}

void readBlockHeader(ByteView bytes) {
    const auto header = BlockHeader::parse(bytes);
    if (!header)
        return;
    markTaken();
    FUZZ_REQUIRE(same(header->encoded(), bytes));
    FUZZ_REQUIRE(header->count > 0 && header->count <= kGroupSize && header->storedBytes() <= 2 * kMaxBlockBytes);
}

void readFooter(ByteView bytes) {
    const auto footer = parseFooter(bytes);
    if (!footer)
        return;
    markTaken();
    FUZZ_REQUIRE(same(encodeFooter(*footer), bytes));
}

void readTrailer(ByteView bytes) {
    const auto trailer = SegmentTrailer::parse(asText(bytes));
    if (!trailer)
        return;
    markTaken();
    FUZZ_REQUIRE(trailer->body() == asText(bytes));
}

void readSummary(ByteView bytes) {
    const auto summary = ChapterSummary::parse(bytes);
    if (!summary)
        return;
    markTaken();
    FUZZ_REQUIRE(same(summary->encoded(), bytes));
    FUZZ_REQUIRE(summary->memoryBytes() <= sizeof *summary + 64 * bytes.size());
}

void readShard(ByteView bytes) {
    const auto shard = FilterShard::parse(Bytes(bytes.begin(), bytes.end()));
    if (!shard)
        return;
    markTaken();
    for (std::size_t block = 0; block < 4; ++block)
        for (const std::uint64_t hash : std::array<std::uint64_t, 3>{1, 0x123456789ABCDEF0, ~0ULL})
            (void)shard->mayContain(block, hash);
}

void readFacts(ByteView bytes) {
    const auto facts = parseSecrets(bytes);
    if (!facts)
        return;
    markTaken();
    FUZZ_REQUIRE(same(encodeSecrets(*facts), bytes));
}

/// A block whose owner sealed it, whatever is in its frames and whatever its header says of them.
void readSealedBlock(Input input) {
    Sample& sample = Sample::get();
    SegmentHeader header{sample.vault(), 1, 0, 0, storage::Codec::Zstd, {}, {}, {}};
    const DerivedKey derived = must(deriveKey(sample.key->dek, sample.vault(), 1, KeyKind::Segment, header.salt));
    header.keys.push_back({sample.key->id, sample.key->retention, sample.key->month, derived.commitment});
    const auto keys = must(SegmentKeys::of(header, {}, *sample.keys));

    BlockHeader block;
    block.count = input.number<std::uint16_t>();
    block.firstSeq = input.number<std::uint64_t>();
    std::vector<Bytes> contents;
    storage::BlockCodec codec;
    for (std::size_t frames = 1 + input.number<std::uint8_t>() % 3; frames > 0; --frames) {
        BlockFrame frame;
        const auto how = input.number<std::uint8_t>();
        frame.codec = static_cast<storage::Codec>(how % 4);
        frame.kind = static_cast<FrameKind>(how / 4 % 2);
        frame.key = how / 8 % 8 == 7 ? 1 : 0;
        const bool packedAsItIs = how >= 128;
        frame.count = input.number<std::uint16_t>();
        frame.rawBytes = input.number<std::uint32_t>();
        const ByteView content = input.part();
        contents.emplace_back(content.begin(), content.end());
        if (!packedAsItIs) {
            frame.rawBytes = static_cast<std::uint32_t>(content.size());
            contents.back() = must(codec.compress(frame.codec, 1, content));
        }
        frame.storedBytes = static_cast<std::uint32_t>(contents.back().size() + GcmCipher::kTagSize);
        block.frames.push_back(frame);
    }
    if (!BlockHeader::parse(block.encoded()))
        return;
    Bytes stored;
    GcmCipher cipher(derived.key);
    for (std::size_t i = 0; i < contents.size(); ++i) {
        Bytes sealed(block.frames[i].storedBytes);
        must(cipher.seal(derived.nonce(blockCounter(0, i)), keys->blockAad(block, i), contents[i], sealed));
        stored.insert(stored.end(), sealed.begin(), sealed.end());
    }
    block.ciphertext = sha256(stored);
    const auto records = keys->openBlock(block, stored);
    const auto scanned = keys->openRecords(block, stored, codec);
    if (!records)
        return;
    FUZZ_REQUIRE(records->size() == block.count);
    markTaken();
    if (!scanned)
        return;
    FUZZ_REQUIRE(scanned->size() == records->size());
    for (std::size_t i = 0; i < records->size(); ++i)
        FUZZ_REQUIRE(same((*scanned)[i], (*records)[i]) && same(scanned->blob(i), records->blob(i)));
}

/// The hash over the headers of all blocks that the footer names, as far as they are there.
Hash ciphertextRoot(ByteView file, const SegmentFooter& footer) {
    TreeHasher hasher;
    CompactRange tree;
    for (const BlockEntry& entry : footer.blocks)
        if (entry.offset <= file.size() && entry.headerBytes <= file.size() - entry.offset)
            tree.append(hasher.leaf(file.subspan(entry.offset, entry.headerBytes)), hasher);
    return tree.root(hasher);
}

/// The file with a trailer that signs what is in it now.
Bytes signedAnew(ByteView file) {
    Bytes out(file.begin(), file.end());
    if (file.size() < kEndBytes)
        return out;
    const std::size_t noteBytes = getLe<std::uint32_t>(file.last(kEndBytes));
    if (noteBytes > file.size() - kEndBytes)
        return out;
    const ByteView body = file.first(file.size() - kEndBytes - noteBytes);
    const auto note = SignedNote::parse(asText(file.subspan(body.size(), noteBytes)));
    auto trailer = note ? SegmentTrailer::parse(note->text)
                        : Result<SegmentTrailer>(std::unexpected(Error{ErrorCode::VaultAltered, "", "", nullptr}));
    if (!trailer)
        return out;
    std::size_t headerBytes = 0;
    if (const auto header = SegmentHeader::parse(body, headerBytes)) {
        trailer->header = sha256(body.first(headerBytes));
        trailer->number = header->number;
        trailer->firstSeq = header->firstSeq;
    }
    if (trailer->footerOffset <= body.size() && trailer->footerBytes <= body.size() - trailer->footerOffset) {
        const ByteView footerBytes = body.subspan(trailer->footerOffset, trailer->footerBytes);
        trailer->footer = sha256(footerBytes);
        if (const auto footer = parseFooter(footerBytes)) {
            trailer->nextSeq = footer->nextSeq;
            trailer->ciphertext = ciphertextRoot(body, *footer);
        }
    }
    const std::string again = Sample::get().note(trailer->body());
    out.assign(body.begin(), body.end());
    out.insert(out.end(), again.begin(), again.end());
    putLe(out, static_cast<std::uint32_t>(again.size()));
    out.insert(out.end(), kSegmentEnd.begin(), kSegmentEnd.end());
    return out;
}

void readFile(ByteView file) {
    Sample& sample = Sample::get();
    std::size_t length = 0;
    const auto header = SegmentHeader::parse(file, length);
    const auto path = segmentPath(sample.folder, header ? header->number : 1);
    sample.vfs.put(path, file);
    const auto opened = SegmentReader::open(sample.vfs, path, sample.vault(), sample.verifiers);
    (void)sample.vfs.remove(path);
    if (!opened)
        return;
    markTaken();
    SegmentReader& reader = **opened;
    (void)reader.checkCiphertextTree();
    (void)reader.readTrailerNote();
    const bool unlocked = reader.unlock(*sample.keys).has_value();
    storage::BlockCodec codec;
    for (std::size_t i = 0; i < std::min<std::size_t>(reader.footer().blocks.size(), 8); ++i) {
        (void)reader.readBlockHeader(i);
        (void)reader.checkCiphertext(i);
        if (unlocked) {
            (void)reader.readBlock(i);
            (void)reader.readRecords(i, codec);
        }
    }
    for (std::size_t i = 0; i < std::min<std::size_t>(reader.footer().parts.size(), 8); ++i) {
        (void)reader.checkPart(i);
        if (unlocked)
            (void)reader.readPart(i);
    }
    if (unlocked)
        (void)reader.readSecrets();
    (void)reader.chapters();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Input input(data, size);
    switch (input.number<std::uint8_t>() % 10) {
    case 0: readHeader(input.rest()); break;
    case 1: readBlockHeader(input.rest()); break;
    case 2: readFooter(input.rest()); break;
    case 3: readTrailer(input.rest()); break;
    case 4: readSummary(input.rest()); break;
    case 5: readShard(input.rest()); break;
    case 6: readFacts(input.rest()); break;
    case 7: readSealedBlock(input); break;
    case 8: readFile(input.rest()); break;
    default: readFile(signedAnew(input.rest()));
    }
    return 0;
}
