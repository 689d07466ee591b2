// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/base/error.h"

namespace inferno::inference {

/// Reads the JSON object in a file that may lie beside a model. Null: there is no such file. Error: model.invalid (it
/// cannot be read, is no JSON object, or has over 256 MiB, which would take ten times as much memory).
Result<nlohmann::json> readJsonFile(const std::filesystem::path& file);

} // namespace inferno::inference
