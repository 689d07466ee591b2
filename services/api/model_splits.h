// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

#include <nlohmann/json.hpp>

#include "services/api/model_traffic.h"

/// Changes of who answers the requests to a model, as /api/v1 and TorchServe's management port take them.
namespace inferno::api {

/// The body of a change. Errors: input.invalid, with the field.
Result<SplitChange> splitChangeOf(SplitChange::Kind kind, const nlohmann::json& body);

/// Makes an event durable: config_change, with these details.
using RecordDetails = std::function<Result<void>(const nlohmann::json& details, bool success)>;
/// Makes the change, and its event before it: {"change","old","new","reason"}. One that then cannot be kept is told
/// with a second event. Errors: those of ModelTraffic::change and of `record`.
Result<client::ModelSplit> changeSplit(ModelTraffic& traffic, const std::string& model, const SplitChange& change,
                                       const RecordDetails& record);

} // namespace inferno::api
