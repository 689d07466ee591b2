// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/byte_reader.h"
#include "core/vault/segment_stub.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/sample.h"

/// What stays of a pruned segment: as it is, and signed after it was changed, the trailer in it and the whole.

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::fuzz;

namespace {

constexpr std::size_t kEndBytes = 4 + 8;

Bytes signedAnew(ByteView file) {
    Bytes out(file.begin(), file.end());
    if (file.size() < kEndBytes)
        return out;
    const std::size_t noteBytes = getLe<std::uint32_t>(file.last(kEndBytes));
    if (noteBytes > file.size() - kEndBytes)
        return out;
    const ByteView body = file.first(file.size() - kEndBytes - noteBytes);
    ByteReader reader(body);
    const ByteView start = reader.take(8 + 2);
    const ByteView headerBytes = reader.take(reader.count<std::uint32_t>(1));
    const ByteView trailerNote = reader.take(reader.count<std::uint32_t>(1));
    const auto note = SignedNote::parse(asText(trailerNote));
    std::size_t length = 0;
    const auto header = SegmentHeader::parse(headerBytes, length);
    if (!reader.ok() || !note || !header)
        return out;
    auto trailer = SegmentTrailer::parse(note->text);
    if (!trailer)
        return out;
    const Sample& sample = Sample::get();
    trailer->header = sha256(headerBytes);
    trailer->number = header->number;
    trailer->firstSeq = header->firstSeq;
    Bytes again(start.begin(), start.end());
    putPart(again, headerBytes);
    putPart(again, asBytes(sample.note(trailer->body())));
    const ByteView rest = body.last(body.size() - start.size() - 8 - headerBytes.size() - trailerNote.size());
    again.insert(again.end(), rest.begin(), rest.end());
    const std::string whole = sample.note(sample.keys->origin() + "/stub\nsegment " + std::to_string(trailer->number) +
                                          "\nrecords " + std::to_string(trailer->firstSeq) + " " +
                                          std::to_string(trailer->nextSeq) + "\nstub " + toHex(sha256(again)) + "\n");
    again.insert(again.end(), whole.begin(), whole.end());
    putLe(again, static_cast<std::uint32_t>(whole.size()));
    const ByteView end = file.last(8);
    again.insert(again.end(), end.begin(), end.end());
    return again;
}

void read(ByteView file) {
    const Sample& sample = Sample::get();
    std::string name = "0000000001.stub";
    ByteReader reader(file);
    reader.take(8 + 2);
    std::size_t length = 0;
    if (const auto header = SegmentHeader::parse(reader.take(reader.count<std::uint32_t>(1)), length))
        name = stubPath({}, header->number).filename().string();
    const auto stub = SegmentStub::parse(file, name, sample.vault(), sample.verifiers);
    if (!stub)
        return;
    markTaken();
    const auto again = stub->serialized(*sample.signer);
    FUZZ_REQUIRE(again && std::ranges::equal(*again, file));
    KeptNodes nodes;
    TreeHasher hasher;
    for (const std::uint64_t group : {stub->trailer.firstSeq / kGroupSize, stub->trailer.nextSeq / kGroupSize}) {
        stub->addNodes(nodes, group);
        (void)nodes.node({kGroupLevel, group}, hasher);
    }
    (void)stub->footer();
    (void)stub->openMarks(*sample.keys);
    (void)prunedError(*stub);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Input input(data, size);
    if (input.number<std::uint8_t>() % 2 == 0)
        read(input.rest());
    else
        read(signedAnew(input.rest()));
    return 0;
}
