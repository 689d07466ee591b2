// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace inferno::cli {

/// `.inferno.toml` of a folder, if it may count as --config: file and folder belong to the caller or root, and nobody
/// else can write them. Where it exists and may not, `tell` says why.
std::optional<std::filesystem::path> folderConfig(const std::filesystem::path& folder,
                                                  const std::function<void(const std::string&)>& tell);

} // namespace inferno::cli
