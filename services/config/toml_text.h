// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "services/config/config.h"

namespace inferno::config {

/// A value as TOML writes it on one line: texts quoted and escaped, lists and tables inline. Pure; safe from any
/// thread.
std::string tomlText(const Value& value);
/// The same of JSON, as it came: what a key does not take is left for the reader to refuse. Null is "".
std::string tomlText(const nlohmann::json& value);
/// A file of these settings, a table for each group, sorted.
std::string tomlFile(const std::map<std::string, Value>& settings, std::string_view head);

} // namespace inferno::config
