// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/inference/handler.h"

namespace inferno::inference {

/// How long a model took for batches of one size when it was warmed up. The first are the slow ones: LibTorch compiles
/// for the shapes that it sees.
struct WarmRun {
    int size = 1;
    std::vector<std::chrono::microseconds> times;
};

/// What a model is warmed up with where nobody says: the bytes of the file beside it that ends in `.warmup`
/// ("model.pt", "model.warmup"), as a request has them, else what its handler knows of it; nothing where neither is
/// there. Errors: io.*, those of reading the input.
Result<std::optional<Input>> warmUpInput(const Handler& handler, const std::filesystem::path& model);

/// Computes the input three times in each of the batches of 1, 2, 4 … that requests come in, up to `batchSize` and at
/// most 32; alone where batches are of no use. Returns the times, the smallest batch first. Errors: those of the
/// handler.
Result<std::vector<WarmRun>> warmUp(Handler& handler, const Input& input, int batchSize);

/// {"batches":[{"size":1,"us":[3100,420,400]}, …]}.
std::string toJson(const std::vector<WarmRun>& runs);

} // namespace inferno::inference
