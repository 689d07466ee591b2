// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "app/cli/context.h"

namespace inferno::cli {

/// Text from the command line as the value of this key. Errors: config.invalid (no such key, or not of its type).
Result<nlohmann::json> settingOf(const std::string& key, const std::string& text);
/// Asks the service to change these settings, and tells what came of it.
Result<int> changeSettings(Context& context, const nlohmann::json& changes);

} // namespace inferno::cli
