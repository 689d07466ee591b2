// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "services/config/config.h"

namespace inferno::config {

/// A key that a file sets, checked against the schema.
struct Setting {
    std::string key;
    Value value;
    int line = 0;
};

/// Reads a file's text. Error: config.invalid with file, line and what would be right. Pure; safe from any thread.
Result<std::vector<Setting>> readLayer(std::string_view text, const std::filesystem::path& file);

} // namespace inferno::config
