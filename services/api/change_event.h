// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "services/api/route.h"

namespace inferno::api {

struct Context;

/// The event of a change that was made, or that failed half-way: durable when this returns.
Result<void> recordChange(const Call& call, std::string_view type, std::string_view action, const std::string& resource,
                          const nlohmann::json& details, bool success = true);
/// The same where there is no call of the API.
Result<void> recordChange(const Context& context, const Caller& caller, std::string_view type, std::string_view action,
                          const std::string& resource, const nlohmann::json& details, bool success);

} // namespace inferno::api
