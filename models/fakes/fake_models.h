// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "services/client/model_types.h"
#include "services/client/types.h"

/// The models of the sample, for FakeBackend: what is served, who answers, and answers that are made up from the
/// request. The same at each call.
namespace inferno::models::fakes {

struct SampleModels {
    std::vector<client::Model> models;
    std::map<std::string, client::ModelSplit> splits; ///< of models; without figures and series
    std::string reason{};                             ///< that was given for the last change
};
SampleModels makeModels();

/// With the figures of each version and its last half hour. Error: model.unknown.
Result<client::ModelSplit> splitOf(const SampleModels& sample, const std::string& model);
Result<client::ModelSplit> changeSplit(SampleModels& sample, const std::string& model,
                                       const client::SplitRequest& request);
Result<client::ModelSplit> changeDefault(SampleModels& sample, const std::string& model, const std::string& version);
Result<client::ModelSplit> rollBack(SampleModels& sample, const std::string& model);

Result<client::Model> registerModel(SampleModels& sample, const nlohmann::json& request);
Result<void> unregisterModel(SampleModels& sample, const std::string& name, const std::string& version);

/// How a model answers. Errors: model.unknown, model.input.
Result<std::string> answerOf(const SampleModels& sample, const std::string& name, const std::string& version,
                             const std::string& body);
/// How long that takes, in seconds.
double latencyOf(const std::string& version);

} // namespace inferno::models::fakes
