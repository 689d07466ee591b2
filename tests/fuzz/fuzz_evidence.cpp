// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/evidence.h"
#include "tests/fuzz/bundle.h"
#include "tests/fuzz/input.h"

/// Bundles of evidence, as inferno-verify takes them from anybody: the whole bundle, and one with a checkpoint and keys
/// that hold, so that the events are looked at.

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Input input(data, size);
    Sample& sample = Sample::get();
    const std::filesystem::path folder = "/bundle";
    const bool keysHold = input.number<std::uint8_t>() % 2 == 1;
    static const BundleFiles kTrue = sampleBundle();
    for (const char* name : kBundleFiles) {
        const ByteView part = input.part();
        const bool keep = keysHold && (name == std::string_view(evidence::kCheckpoint) ||
                                       name == std::string_view(evidence::kVerifiers));
        sample.vfs.put(folder / name, keep ? ByteView(kTrue.at(name)) : part);
    }
    const auto result = checkEvidence(sample.vfs, folder, {});
    if (!result)
        return 0;
    if (result->events > 0)
        markTaken();
    FUZZ_REQUIRE((result->verdict == Verdict::Ok) == result->problems.empty());
    if (result->verdict == Verdict::Ok) // nothing but the true events of the sample can be shown
        FUZZ_REQUIRE(result->events <= sampleRecords().size());
    return 0;
}
