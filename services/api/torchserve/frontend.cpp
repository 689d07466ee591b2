// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/torchserve/frontend.h"

#include <algorithm>

#include "services/api/torchserve/description.h"

namespace inferno::api::torchserve {

std::optional<http::Response> Frontend::unrouted(const http::Request& head) {
    const Place place = destinationOf(head.listener, head.method, head.path).place;
    if (place == Place::Unknown)
        return refused(head, fail(ErrorCode::RouteUnknown, "").error(), 404);
    if (place == Place::WrongMethod)
        return refused(head, fail(ErrorCode::MethodRefused, "").error(), 405);
    return std::nullopt;
}

http::Response Frontend::refused(const http::Request& request, const Error& error, int status) {
    Refusal refusal = refusalOf(error, status);
    if (refusal.type == kInvalidKey &&
        destinationOf(request.listener, request.method, request.path).place == Place::Token)
        refusal.message = kWrongKey;
    return sent(errorReply(refusal, request.path));
}

http::Response Frontend::handle(const http::Request& request, const Caller& caller) {
    auto reply = answer({request, caller, destinationOf(request.listener, request.method, request.path)});
    return sent(reply ? *std::move(reply) : errorReply(reply.error(), request.path));
}

http::Response Frontend::sent(http::Response response) {
    metrics_.answered(response.status);
    return finished(std::move(response));
}

Reply Frontend::answer(const Ask& ask) {
    if (parts_.maxRequestBytes > 0 && ask.request.body.size() > parts_.maxRequestBytes)
        return std::unexpected(
            refusalOf(fail(ErrorCode::InputTooLarge,
                           "the request's body is larger than " + std::to_string(parts_.maxRequestBytes) + " bytes")
                          .error()));
    switch (ask.to.place) {
    case Place::Unknown: return std::unexpected(refusalOf(fail(ErrorCode::RouteUnknown, "").error()));
    case Place::WrongMethod: return std::unexpected(refusalOf(fail(ErrorCode::MethodRefused, "").error()));
    case Place::Description:
    case Place::ModelDescription: return described(ask);
    case Place::Ping: return ping();
    case Place::Predict: return predict(ask);
    case Place::Invoke: return invoke(ask);
    case Place::KServe: return kservePredict(ask);
    case Place::Server: return serverMetadata();
    case Place::Live: return jsonReply({{"live", true}});
    case Place::Ready: return serverReady();
    case Place::ModelMetadata: return modelMetadata(ask);
    case Place::ModelReady: return modelReady(ask);
    case Place::Infer: return infer(ask);
    case Place::ListModels: return listModels(ask);
    case Place::Register: return registerModel(ask);
    case Place::Describe: return describeModel(ask);
    case Place::Scale: return scaleModel(ask);
    case Place::SetDefault: return setDefault(ask);
    case Place::Split: return split(ask);
    case Place::SetSplit: return changedSplit(ask, SplitChange::Kind::Split);
    case Place::Rollback: return changedSplit(ask, SplitChange::Kind::Rollback);
    case Place::Unregister: return unregisterModel(ask);
    case Place::KServeReady: return kserveReady(ask);
    case Place::Token: return renewKey(ask);
    case Place::Metrics: return metrics(ask);
    }
    return refuse(500, "InternalServerException", "no such place");
}

Reply Frontend::described(const Ask& ask) {
    if (ask.to.place == Place::Description)
        return jsonReply(descriptionOf(ask.request.listener));
    INFERNO_TRY(const ModelVersion model, find(ask.to.model, ask.to.version));
    return jsonReply(descriptionOf(ask.request.listener, model.name));
}

Reply Frontend::ping() const {
    const auto lacks = [](const ModelVersion& model) {
        return static_cast<int>(model.workers.size()) < model.minWorkers;
    };
    if (std::ranges::any_of(parts_.models.list(), lacks))
        return statusReply("Unhealthy", 500);
    return statusReply("Healthy");
}

Reply Frontend::metrics(const Ask& ask) const {
    return http::Response::text(200,
                                metrics_.text(parts_.host(), valuesOf(ask.request, "name[]"),
                                              parts_.traffic ? parts_.traffic->counts() : std::vector<VersionCounts>()),
                                "text/plain; version=0.0.4; charset=utf-8");
}

std::expected<ModelVersion, Refusal> Frontend::find(const std::string& name, const std::string& version) const {
    for (ModelVersion& one : parts_.models.list())
        if (one.name == name && (version.empty() ? one.isDefault : one.version == version))
            return std::move(one);
    return std::unexpected(absent(name, version));
}

Refusal Frontend::absent(const std::string& name, const std::string& version) const {
    const auto all = parts_.models.list();
    if (!version.empty() && std::ranges::find(all, name, &ModelVersion::name) != all.end())
        return {404, "ModelVersionNotFoundException",
                "Model version: " + version + " does not exist for model: " + name};
    return {404, "ModelNotFoundException", "Model not found: " + name};
}

} // namespace inferno::api::torchserve
