// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/inference/model_archive.h"
#include "services/inference/model_registry.h"
#include "tests/fuzz/input.h"

/// What an archive of a model says: its manifest and its model-config.yaml.

using namespace inferno;
using namespace inferno::serving;
using namespace inferno::fuzz;

namespace {

const std::vector<std::string> kFiles = {"MAR-INF/MANIFEST.json", "index_to_name.json", "model-config.yaml", "model.pt",
                                         "other/serve.yaml"};

bool isThere(const std::string& file) {
    return std::ranges::find(kFiles, file) != kFiles.end();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Input input(data, size);
    (void)input.number<std::uint8_t>();
    const std::string manifest(asText(input.part()));
    const std::string config(input.text());
    const auto contents = contentsOf(kFiles, [&](const std::string& file) -> Result<std::string> {
        FUZZ_REQUIRE(isThere(file));
        return file == kFiles.front() ? manifest : config;
    });
    if (!contents) {
        FUZZ_REQUIRE(contents.error().code == ErrorCode::ModelInvalid);
        return 0;
    }
    markTaken();
    FUZZ_REQUIRE(isThere(contents->serializedFile));
    FUZZ_REQUIRE(contents->manifest == manifest && isUtf8(manifest)); // the registry keeps it as JSON
    for (const std::string& warning : contents->config.warnings)
        FUZZ_REQUIRE(isUtf8(warning));
    ModelInfo model;
    if (apply(contents->config.options, model))
        FUZZ_REQUIRE(model.batchSize >= 1 && model.queueSize >= 1 && model.minWorkers >= 0 &&
                     model.minWorkers <= model.maxWorkers && model.responseTimeout.count() > 0);
    return 0;
}
