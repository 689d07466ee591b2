// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/vfs.h"
#include "services/inference/engine_supervisor.h"
#include "services/inference/split_registry.h"

namespace inferno::serving {

using ModelKey = std::pair<std::string, std::string>; ///< name, version
using ModelMap = std::map<ModelKey, ModelInfo>;

/// "fraud_detection 1.0".
std::string textOf(const ModelKey& key);

/// The registry's file, `registry.json`: what was registered, no state. Writes format 3, reads 1 and 2 too; what else
/// it holds: readSplits. Errors: config.invalid for what cannot be read, io.*. No file: an empty map.
Result<ModelMap> readRegistry(Vfs& vfs, const std::filesystem::path& file);
/// Replaces it atomically. REQUIRES names, versions and paths that the checks below have passed.
Result<void> writeRegistry(Vfs& vfs, const std::filesystem::path& file, const ModelMap& models,
                           const SplitMap& splits = {});

/// Names are the letters, digits and _ - . of TorchServe, begin with a letter, and are none of its routes.
/// Error: model.invalid.
Result<void> checkName(std::string_view name);
Result<void> checkVersion(std::string_view version);
bool isUtf8(std::string_view text);
/// Paths are written into JSON, so they have to be UTF-8. Error: model.invalid.
Result<void> checkPath(const std::filesystem::path& path);

/// What is in a model's file: size and SHA-256, lower-case hex. Reads it whole, 1 MiB at a time. Of a folder: the bytes
/// of its files together, and the SHA-256 of what `sha256sum` prints of them, sorted by path. Errors: model.invalid
/// (there is nothing; a folder with links, see filesBelow), io.*.
struct FileFacts {
    ByteSize size{0};
    std::string sha256;
};
Result<FileFacts> factsOf(Vfs& vfs, const std::filesystem::path& path);

} // namespace inferno::serving
