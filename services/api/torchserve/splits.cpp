// SPDX-License-Identifier: GPL-3.0-or-later
// The management door: how requests are split among the versions of a model.
#include "core/vault/event.h"
#include "services/api/torchserve/frontend.h"

namespace inferno::api::torchserve {
namespace {

Refusal splitRefusal(const Error& error, const std::string& model) {
    if (error.code == ErrorCode::ModelUnknown)
        return {404, "ModelVersionNotFoundException",
                error.detail.empty() ? "Model not found: " + model : error.detail};
    return refusalOf(error);
}

std::unexpected<Refusal> noTraffic() {
    return std::unexpected(refusalOf(
        fail(ErrorCode::EngineMissing, "requests cannot be split here", "build the service with INFERNO_ENGINE=ON")
            .error()));
}

Json documentOf(const client::ModelSplit& split) {
    return Json::parse(nlohmann::json(split).dump());
}

} // namespace

Reply Frontend::split(const Ask& ask) const {
    INFERNO_TRY(const ModelVersion model, find(ask.to.model, ""));
    if (!parts_.traffic)
        return noTraffic();
    const auto split = parts_.traffic->split(model.name);
    if (!split)
        return std::unexpected(splitRefusal(split.error(), model.name));
    return jsonReply(documentOf(*split));
}

std::expected<client::ModelSplit, Error> Frontend::change(const std::string& model, const SplitChange& change,
                                                          const Caller& caller) {
    return changeSplit(*parts_.traffic, model, change, [&](const nlohmann::json& details, bool success) {
        return parts_.recordChange({vault::actions::kConfigChange, model, details, success}, caller);
    });
}

Reply Frontend::changedSplit(const Ask& ask, SplitChange::Kind kind) {
    INFERNO_TRY(const ModelVersion model, find(ask.to.model, ""));
    if (!parts_.traffic)
        return noTraffic();
    nlohmann::json body = nlohmann::json::object();
    if (!ask.request.body.empty())
        body = nlohmann::json::parse(ask.request.body, nullptr, false);
    if (!body.is_object())
        return badRequest("the body is not a JSON object");
    const auto wanted = splitChangeOf(kind, body);
    if (!wanted)
        return std::unexpected(refusalOf(wanted.error()));
    const auto split = change(model.name, *wanted, ask.caller);
    if (!split)
        return std::unexpected(splitRefusal(split.error(), model.name));
    return jsonReply(documentOf(*split));
}

} // namespace inferno::api::torchserve
