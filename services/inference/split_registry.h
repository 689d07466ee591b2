// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "core/base/vfs.h"
#include "services/inference/version_split.h"

namespace inferno::serving {

using SplitMap = std::map<std::string, ModelSplit, std::less<>>; ///< by model

/// The rows of "splits" in the registry's file (docs/formats/models-registry.md). What the default version is now is
/// with the models.
nlohmann::json splitRows(const SplitMap& splits);
/// None where there is no file, or one of a format without them. Errors: config.invalid, io.*.
Result<SplitMap> readSplits(Vfs& vfs, const std::filesystem::path& file);

} // namespace inferno::serving
