// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/wal.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/sample.h"

/// The write-ahead log: its frames as they lie in a file, with true checksums, and what is in a frame once it opened.

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::fuzz;

namespace {

constexpr std::size_t kFixedHeader = 36;

void putAt(Bytes& bytes, std::size_t at, std::uint32_t value) {
    for (std::size_t i = 0; i < 4; ++i)
        bytes[at + i] = static_cast<std::uint8_t>(value >> (8 * i));
}

/// With checksums that hold, as far as the lengths go.
Bytes mended(ByteView file) {
    Bytes out(file.begin(), file.end());
    if (out.size() < kFixedHeader)
        return out;
    std::size_t pos = kFixedHeader + getLe<std::uint16_t>(file.subspan(10));
    if (pos + 4 > out.size())
        return out;
    putAt(out, pos, crc32c(file.first(pos)));
    for (pos += 4; pos + storage::kLogFrameHeaderBytes <= out.size();) {
        const std::size_t payload = getLe<std::uint32_t>(file.subspan(pos + 4));
        const std::size_t begin = pos + storage::kLogFrameHeaderBytes;
        if (payload > out.size() - begin)
            break;
        const std::uint32_t head = crc32c(ByteView(out).subspan(pos, storage::kLogFrameHeaderBytes - 4));
        putAt(out, begin - 4, crc32c(ByteView(out).subspan(begin, payload), head));
        pos = begin + payload;
    }
    return out;
}

void scan(ByteView file) {
    Bytes again;
    const auto head = storage::readLogHeader(file, kWalMagic);
    if (head)
        again = head->header.encoded();
    const auto found = storage::scanLog(
        file, kWalMagic, [&](const storage::LogFrame& frame, std::uint64_t offset, ByteView payload) -> Result<void> {
            FUZZ_REQUIRE(offset == again.size());
            Bytes bytes = storage::frameBinding(head->header, frame, payload.size());
            putLe(bytes, crc32c(payload, crc32c(bytes)));
            again.insert(again.end(), bytes.begin(), bytes.end());
            again.insert(again.end(), payload.begin(), payload.end());
            return {};
        });
    if (!found)
        return;
    FUZZ_REQUIRE(head && found->end == again.size());
    FUZZ_REQUIRE(std::ranges::equal(again, file.first(again.size())));
    FUZZ_REQUIRE(found->rest.size() <= file.size() - found->end);
    FUZZ_REQUIRE((found->state == storage::LogEnd::Clean) == found->rest.empty());
    if (found->frames > 0)
        markTaken();
}

void readFile(ByteView file) {
    Sample& sample = Sample::get();
    const auto head = storage::readLogHeader(file, kWalMagic);
    const auto path = walPath(sample.folder, head ? head->header.number : 1);
    sample.vfs.put(path, file);
    (void)readWalHeader(sample.vfs, path, sample.vault());
    const std::array<std::uint64_t, 1> numbers = {head ? head->header.number : 1};
    (void)walLimits(sample.vfs, sample.folder, sample.vault(), numbers);
    std::size_t batches = 0;
    const auto found = readWal(sample.vfs, path, *sample.keys, [&](const WalBatch&, std::uint64_t) -> Result<void> {
        ++batches;
        return {};
    });
    (void)sample.vfs.remove(path);
    if (!found)
        return;
    FUZZ_REQUIRE(found->frames == batches && found->end <= file.size());
    if (batches > 0)
        markTaken();
}

/// A frame that its owner sealed, whatever is in it.
void readSealed(Input input) {
    Sample& sample = Sample::get();
    const bool packedAsItIs = input.number<std::uint8_t>() % 2 == 1;
    const auto count = input.number<std::uint32_t>();
    auto rawBytes = input.number<std::uint32_t>();
    const ByteView content = input.rest();

    WalHeader header{1, 0, sample.key->id, 0, {}, {}, false};
    const DerivedKey derived = must(deriveKey(sample.key->dek, sample.vault(), 1, KeyKind::Log, header.salt));
    header.commitment = derived.commitment;
    const storage::LogFileHeader framed = header.framed(sample.vault());
    Bytes file = framed.encoded();
    storage::BlockCodec codec;
    Bytes packed(content.begin(), content.end());
    if (!packedAsItIs) {
        packed = must(codec.compress(storage::Codec::Lz4, 0, content));
        rawBytes = static_cast<std::uint32_t>(content.size());
    }
    Bytes payload;
    putLe(payload, rawBytes);
    payload.resize(4 + packed.size() + GcmCipher::kTagSize);
    const storage::LogFrame frame{0, 5, count, 0};
    const Hash headerHash = sha256(file);
    Bytes aad(headerHash.begin(), headerHash.end());
    Bytes binding = storage::frameBinding(framed, frame, payload.size());
    aad.insert(aad.end(), binding.begin(), binding.end());
    aad.insert(aad.end(), payload.begin(), payload.begin() + 4);
    must(GcmCipher(derived.key).seal(derived.nonce(0), aad, packed, std::span(payload).subspan(4)));
    putLe(binding, crc32c(payload, crc32c(binding)));
    file.insert(file.end(), binding.begin(), binding.end());
    file.insert(file.end(), payload.begin(), payload.end());

    const auto path = walPath(sample.folder, 1);
    sample.vfs.put(path, file);
    const auto found =
        readWal(sample.vfs, path, *sample.keys, [&](const WalBatch& batch, std::uint64_t) -> Result<void> {
            markTaken();
            FUZZ_REQUIRE(batch.records.size() == count && batch.firstSeq == 5);
            if (packedAsItIs || batch.records.blobs() > 1) // blobs may come in any order
                return {};
            Bytes marks;
            batch.marks.serializeTo(marks);
            Bytes blobs;
            batch.records.serializeBlobsTo(blobs);
            Bytes again;
            putPart(again, marks);
            putPart(again, blobs);
            batch.records.serializeTo(again);
            FUZZ_REQUIRE(std::ranges::equal(again, content));
            return {};
        });
    FUZZ_REQUIRE(found || found.error().code == ErrorCode::VaultAltered);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Input input(data, size);
    switch (input.number<std::uint8_t>() % 5) {
    case 0: scan(input.rest()); break;
    case 1: scan(mended(input.rest())); break;
    case 2: readFile(input.rest()); break;
    case 3: readFile(mended(input.rest())); break;
    default: readSealed(input);
    }
    return 0;
}
