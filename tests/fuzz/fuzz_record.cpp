// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/block_records.h"
#include "core/vault/crypto.h"
#include "core/vault/record.h"
#include "core/vault/record_fields.h"
#include "core/vault/record_set.h"
#include "tests/fuzz/input.h"

/// Records, lists of records with their blobs, and event ids: what can be read is written again bit for bit.

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::fuzz;

namespace {

constexpr std::size_t kBlobRefBytes = 4 + 32;

void readRecord(ByteView record, ByteView blob) {
    (void)decodeHead(record);
    (void)namesOf(record);
    const auto fields = RecordFields::of(record, blob);
    const auto blobHolds = checkBlob(record, blob);
    const auto decoded = decodeRecord(record, blob);
    if (!decoded)
        return;
    markTaken();
    FUZZ_REQUIRE(blobHolds);
    const RecordBytes again = encodeWithBlob(*decoded);
    FUZZ_REQUIRE(std::ranges::equal(again.record, record) && std::ranges::equal(again.blob, blob));
    FUZZ_REQUIRE(fields && fields->texts == RecordFields::of(*decoded).texts);
    const Uuid vault{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    FUZZ_REQUIRE(seqOfEventId(vault, eventId(vault, decoded->seq)) == decoded->seq);
    (void)toJson(*decoded, vault);
}

/// As it is, and with the length and hash of the blob that lies beside it.
void readWithBlob(Input input) {
    const ByteView record = input.part();
    const ByteView blob = input.rest();
    readRecord(record, blob);
    const auto ref = blobRefOf(record);
    if (!ref || !*ref || blob.empty())
        return;
    Bytes mended(record.begin(), record.end() - kBlobRefBytes);
    putLe(mended, static_cast<std::uint32_t>(blob.size()));
    const Hash hash = sha256(blob);
    mended.insert(mended.end(), hash.begin(), hash.end());
    readRecord(mended, blob);
}

void readSet(Input input) {
    const std::size_t count = input.number<std::uint16_t>();
    const auto firstSeq = input.number<std::uint64_t>();
    const ByteView bytes = input.part();
    auto set = RecordSet::parse(bytes, count);
    if (const auto block = BlockRecords::parse(Bytes(bytes.begin(), bytes.end()), firstSeq, count)) {
        FUZZ_REQUIRE(set && block->size() == set->size());
        for (std::size_t i = 0; i < block->size(); ++i)
            FUZZ_REQUIRE(std::ranges::equal((*block)[i], (*set)[i]));
        (void)block->bytes();
    }
    if (!set)
        return;
    FUZZ_REQUIRE(set->size() == count);
    Bytes again;
    set->serializeTo(again);
    FUZZ_REQUIRE(std::ranges::equal(again, bytes));
    if (!set->takeBlobs(input.rest()) || !set->checkBlobs())
        return;
    markTaken();
    Bytes blobs;
    set->serializeBlobsTo(blobs);
    auto other = RecordSet::parse(bytes, count);
    FUZZ_REQUIRE(other->takeBlobs(blobs) && other->checkBlobs() && other->blobs() == set->blobs());
    for (std::size_t i = 0; i < set->size(); ++i)
        FUZZ_REQUIRE(std::ranges::equal(other->blob(i), set->blob(i)));
}

void readId(Input input) {
    const Uuid vault{};
    const std::string_view text = input.text();
    const auto seq = seqOfEventId(vault, text);
    if (!seq)
        return;
    markTaken();
    FUZZ_REQUIRE(eventId(vault, *seq) == text);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Input input(data, size);
    switch (input.number<std::uint8_t>() % 3) {
    case 0: readWithBlob(input); break;
    case 1: readSet(input); break;
    default: readId(input);
    }
    return 0;
}
