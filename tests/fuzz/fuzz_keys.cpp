// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/key_table.h"
#include "core/vault/subject_table.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/sample.h"

/// The tables of keys and of subjects: as they are, and with a signature or checksums that hold.

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::fuzz;

namespace {

void readTable(ByteView file) {
    const Sample& sample = Sample::get();
    const auto table = KeyTable::parse(file, sample.verifiers);
    if (!table)
        return;
    markTaken();
    const bool ours = getLe<std::uint32_t>(file.subspan(8)) == 1; // the version, and what is not used yet
    FUZZ_REQUIRE(!ours || std::ranges::equal(table->serialized(sample.signer->key), file));
}

void readSignedTable(ByteView content) {
    Bytes file(content.begin(), content.end());
    const Signature signature = Sample::get().signer->key.sign(content);
    file.insert(file.end(), signature.begin(), signature.end());
    readTable(file);
}

/// Frames of rows with true checksums.
void readSubjects(ByteView file, bool mend) {
    constexpr std::size_t kHeader = 96;
    Sample& sample = Sample::get();
    Bytes bytes(file.begin(), file.end());
    for (std::size_t pos = kHeader; mend && pos + 8 <= bytes.size();) {
        const std::size_t length = getLe<std::uint32_t>(ByteView(bytes).subspan(pos));
        if (length > bytes.size() - pos - 8)
            break;
        const std::uint32_t sum = crc32c(ByteView(bytes).subspan(pos + 8, length));
        for (std::size_t i = 0; i < 4; ++i)
            bytes[pos + 4 + i] = static_cast<std::uint8_t>(sum >> (8 * i));
        pos += 8 + length;
    }
    sample.vfs.put(SubjectTable::pathIn(sample.folder), bytes);
    if (auto table = SubjectTable::load(sample.vfs, sample.folder, *sample.keys); table && !table->rows().empty())
        markTaken();
    (void)sample.vfs.remove(SubjectTable::pathIn(sample.folder));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Input input(data, size);
    switch (input.number<std::uint8_t>() % 4) {
    case 0: readTable(input.rest()); break;
    case 1: readSignedTable(input.rest()); break;
    case 2: readSubjects(input.rest(), false); break;
    default: readSubjects(input.rest(), true);
    }
    return 0;
}
