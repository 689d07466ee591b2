// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/vault.h"
#include "services/api/feed.h"
#include "services/api/model_events.h"
#include "services/api/model_splits.h"
#include "services/api/models.h"
#include "services/api/support.h"

namespace inferno::api {
namespace {

using nlohmann::json;
using Kind = SplitChange::Kind;

Result<ModelTraffic*> trafficOf(const Call& call) {
    ModelTraffic* const traffic = call.context.models ? call.context.models->traffic() : nullptr;
    if (!traffic)
        return fail(ErrorCode::EngineMissing, "this service was built without inference",
                    "build it with INFERNO_ENGINE=ON");
    return traffic;
}

Result<http::Response> shown(const Call& call) {
    INFERNO_TRY(ModelTraffic* const traffic, trafficOf(call));
    INFERNO_TRY(const client::ModelSplit split, traffic->split(call.capture("model")));
    return answer(split);
}

Result<http::Response> changed(const Call& call, Kind kind) {
    INFERNO_TRY(ModelTraffic* const traffic, trafficOf(call));
    INFERNO_TRY(const json body, objectOf(call));
    INFERNO_TRY(const SplitChange change, splitChangeOf(kind, body));
    const std::string& model = call.capture("model");
    INFERNO_TRY(
        const client::ModelSplit split, changeSplit(*traffic, model, change, [&](const json& details, bool success) {
            return recordModelChange(call.context, call.caller, vault::actions::kConfigChange, model, details, success);
        }));
    call.context.feed.modelsChanged();
    return answer(split);
}

} // namespace

void addSplitRoutes(std::vector<Route>& routes) {
    const std::string one = "/api/v1/models/{model}";
    const auto changes = [](Kind kind) { return [kind](const Call& call) { return changed(call, kind); }; };
    routes.push_back({"GET",
                      one + "/split",
                      "models:read",
                      "How requests are split among the versions, and figures of each",
                      {},
                      "",
                      "ModelSplit",
                      200,
                      false,
                      shown});
    routes.push_back({"PUT",
                      one + "/split",
                      "models:write",
                      "Split the requests that name no version; what is not said stays",
                      {},
                      "SplitRequest",
                      "ModelSplit",
                      200,
                      false,
                      changes(Kind::Split)});
    routes.push_back({"PUT",
                      one + "/default",
                      "models:write",
                      "Send all requests that name no version to one",
                      {},
                      "DefaultRequest",
                      "ModelSplit",
                      200,
                      false,
                      changes(Kind::Default)});
    routes.push_back({"POST",
                      one + "/rollback",
                      "models:write",
                      "Go back to how it was before the last change",
                      {},
                      "Reason",
                      "ModelSplit",
                      200,
                      false,
                      changes(Kind::Rollback)});
}

} // namespace inferno::api
