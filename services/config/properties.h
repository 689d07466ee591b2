// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "services/config/toml_layer.h"

namespace inferno::config {

/// A line of a Java properties file (java.util.Properties.load): key and value without the escapes.
struct Property {
    std::string key;
    std::string value;
    int line = 0; ///< where it begins
};
/// Reads comments (# and !), the separators = : and space, escapes, and lines that a backslash continues. Pure.
std::vector<Property> readProperties(std::string_view text);

/// What a `config.properties` of TorchServe sets of Inferno's keys.
struct TorchServeSettings {
    std::vector<Setting> settings;
    std::vector<std::string> warnings; ///< of keys that are unknown or have no effect here: "FILE:LINE: …"
};
/// Relative paths are those of the file's folder. Error: config.invalid with file and line for a value that cannot be.
Result<TorchServeSettings> readTorchServeConfig(std::string_view text, const std::filesystem::path& file);

/// The layers with that file among them: below <data>/inferno.toml. `named`: the one that was asked for; empty: the one
/// in the data root, if it is there.
std::vector<Layer> withTorchServeConfig(std::vector<Layer> layers, const std::filesystem::path& dataDir,
                                        const std::filesystem::path& named);

} // namespace inferno::config
