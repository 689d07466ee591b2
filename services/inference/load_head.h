// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>

#include "services/inference/model_info.h"

namespace inferno::serving {

/// An engine computes at least one batch of a model at once.
inline int workersOf(const ModelInfo& model) {
    return std::max(1, model.minWorkers);
}

/// The head of the frame that tells an engine to load `path` as this model (docs/formats/engine-frames.md).
std::string loadHeadOf(const ModelInfo& model, const std::filesystem::path& path);

} // namespace inferno::serving
