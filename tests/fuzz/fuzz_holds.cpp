// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/holds.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/sample.h"

/// Legal holds: ranges as people write them, and the file, signed whatever it says. A hold that was taken is still
/// there, the same, when the file is read again.

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::fuzz;

namespace {

Result<std::unique_ptr<Holds>> openHolds(bool fresh) {
    Sample& sample = Sample::get();
    return Holds::open(sample.vfs, sample.folder, sample.verifiers, sample.keys->origin(), sample.signer.get(), fresh);
}

void readRange(std::string_view text) {
    const auto range = HoldRange::parse(text);
    if (!range)
        return;
    markTaken();
    FUZZ_REQUIRE(range->numbers.has_value() != range->times.has_value());
    FUZZ_REQUIRE(HoldRange::parse(range->text()) == *range);
    Sample& sample = Sample::get();
    (void)sample.vfs.remove(holdsPath(sample.folder));
    const auto holds = must(openHolds(true));
    const Hold added = must(holds->add(*range, "a case", "ada", sample.clock.now()));
    const auto again = openHolds(false);
    FUZZ_REQUIRE(again && (*again)->list().size() == 1 && (*again)->list().front().range == added.range);
    FUZZ_REQUIRE((*again)->find(range->text()));
}

void readFile(std::string_view file) {
    Sample& sample = Sample::get();
    sample.vfs.put(holdsPath(sample.folder), asBytes(file));
    const auto holds = openHolds(false);
    if (!holds)
        return;
    markTaken();
    for (const Hold& hold : (*holds)->list()) {
        (void)hold.covers({0, 1, {}, {}});
        FUZZ_REQUIRE((*holds)->find(std::to_string(hold.id)));
    }
    (void)(*holds)->check({3, 9, WallTime{}, WallTime{}});
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Input input(data, size);
    switch (input.number<std::uint8_t>() % 3) {
    case 0: readRange(input.text()); break;
    case 1: readFile(input.text()); break;
    default: readFile(Sample::get().note(input.text()));
    }
    return 0;
}
