// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/inference/load_head.h"

#include <nlohmann/json.hpp>

namespace inferno::serving {

std::string loadHeadOf(const ModelInfo& model, const std::filesystem::path& path) {
    return nlohmann::json{{"op", "load"},
                          {"name", model.name},
                          {"version", model.version},
                          {"path", path.string()},
                          {"handler", model.handler},
                          {"batch_size", model.batchSize},
                          {"max_batch_delay_ms", model.maxBatchDelay.count()},
                          {"workers", workersOf(model)},
                          {"queue_size", model.queueSize},
                          {"response_timeout_ms", model.responseTimeout.count()}}
        .dump();
}

} // namespace inferno::serving
