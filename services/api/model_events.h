// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "core/base/error.h"
#include "services/api/auditor.h"
#include "services/api/context.h"
#include "services/api/torchserve/frontend.h"

namespace inferno::api {

/// A change of the models and its event, which is durable when this returns; what shows models is told of it.
/// Errors: vault.*.
Result<void> recordModelChange(const Context& context, const Caller& caller, std::string_view action,
                               const std::string& model, const nlohmann::json& details, bool success);

/// The event of a request to a model, by `[audit] inference`: all, one in a hundred, none. Never waits.
void recordInference(const Context& context, const Caller& caller, const torchserve::InferenceRequest& request);

} // namespace inferno::api
