// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/torchserve/host_models.h"

#include <chrono>
#include <optional>

namespace inferno::api::torchserve {
namespace {

/// TorchServe's default is not a wish: the archive may say something else.
template <typename T>
std::optional<T> wished(const T& asked, const T& usual) {
    return asked == usual ? std::nullopt : std::optional(asked);
}

} // namespace

HostModels::HostModels(ModelHost* host) : host_(host) {}

Result<ModelHost*> HostModels::host() const {
    if (!host_)
        return fail(ErrorCode::EngineMissing, "this service was built without inference",
                    "build it with INFERNO_ENGINE=ON");
    return host_;
}

Result<ModelVersion> HostModels::find(const std::string& name, const std::string& version) const {
    for (ModelVersion& one : list())
        if (one.name == name && (version.empty() ? one.isDefault : one.version == version))
            return std::move(one);
    return fail(ErrorCode::ModelUnknown, "no model is called '" + name + "'");
}

std::vector<ModelVersion> HostModels::list() const {
    std::vector<ModelVersion> out;
    if (!host_)
        return out;
    for (const ServedModel& served : host_->list()) {
        ModelVersion& one = out.emplace_back();
        one.name = served.model.name;
        one.version = served.model.version;
        one.url = served.url;
        one.handler = served.handler;
        one.isDefault = served.model.is_default;
        one.loadedAtStartup = served.loadedAtStartup || atStart_.contains({one.name, one.version});
        one.minWorkers = served.minWorkers;
        one.maxWorkers = served.maxWorkers;
        one.batchSize = served.batchSize;
        one.maxBatchDelay = served.maxBatchDelay;
        one.responseTimeout = std::chrono::ceil<std::chrono::seconds>(served.responseTimeout);
        one.startupTimeout = std::chrono::ceil<std::chrono::seconds>(served.startupTimeout);
        one.queueCapacity = served.queueSize;
        one.queued = std::min(served.waiting, served.queueSize);
        one.gpu = served.model.device.starts_with("cuda");
        one.input = served.input;
        one.output = served.output;
        if (served.model.status != "ready")
            continue;
        const auto registered = parseRfc3339(served.model.registered);
        for (int i = 0; i < served.minWorkers; ++i)
            one.workers.push_back(
                {std::to_string(9000 + i), registered.value_or(WallTime{}), served.pid, one.gpu, served.memoryBytes});
    }
    return out;
}

Result<Registered> HostModels::add(const Registration& registration) {
    INFERNO_TRY(ModelHost* const host, host());
    const Registration usual;
    ModelRequest request{registration.file, registration.name, registration.version, registration.handler};
    request.batchSize = wished(registration.batchSize, usual.batchSize);
    request.maxBatchDelay = wished(registration.maxBatchDelay, usual.maxBatchDelay);
    request.responseTimeout = registration.responseTimeout;
    request.startupTimeout = registration.startupTimeout;
    request.workers = registration.initialWorkers;
    const std::string name = registration.name.empty() ? registration.file.stem().string() : registration.name;
    const std::string version = registration.version.empty() ? "1.0" : registration.version;
    if (find(name, version))
        return fail(ErrorCode::ModelExists, "Model version " + version + " is already registered for model " + name);
    INFERNO_TRY(const client::Model model, host->load(request));
    if (registration.atStartup)
        atStart_.emplace(model.name, model.version);
    INFERNO_TRY(const ModelVersion now, find(model.name, model.version));
    return Registered{model.name,   model.version,   static_cast<int>(now.workers.size()),
                      model.sha256, model.signature, host->warnings(model.name, model.version)};
}

Result<Scaled> HostModels::scale(const Scaling& scaling) {
    INFERNO_TRY(ModelHost* const host, host());
    INFERNO_TRY(const ModelVersion model, find(scaling.name, scaling.version));
    INFERNO_CHECK(host->scale(model.name, model.version, scaling.minWorkers, scaling.maxWorkers));
    INFERNO_TRY(const ModelVersion now, find(model.name, model.version));
    return Scaled{static_cast<int>(now.workers.size()) == scaling.minWorkers};
}

Result<void> HostModels::setDefault(const std::string& name, const std::string& version) {
    INFERNO_TRY(ModelHost* const host, host());
    return host->setDefault(name, version);
}

Result<void> HostModels::remove(const std::string& name, const std::string& version) {
    INFERNO_TRY(ModelHost* const host, host());
    return host->unload(name, version);
}

Result<void> HostModels::mayRemove(const std::string& name, const std::string& version) const {
    INFERNO_TRY(ModelHost* const host, host());
    return host->mayUnload(name, version);
}

namespace {

Result<Prediction> predictionOf(Result<ModelAnswer> answer) {
    if (!answer)
        return std::unexpected(std::move(answer).error());
    Prediction prediction;
    prediction.body = std::move(answer->body);
    prediction.version = std::move(answer->version);
    prediction.waited = answer->waited;
    if (prediction.body.starts_with("\x93NUMPY")) // numpy.save's, as the request was
        prediction.contentType = "application/octet-stream";
    return prediction;
}

std::string versionOf(const Query& query) {
    return std::string(query.version.empty() ? query.chosen : query.version);
}

} // namespace

Result<Prediction> HostModels::predict(const Query& query) {
    INFERNO_TRY(ModelHost* const host, host());
    if (query.explain)
        return fail(ErrorCode::InputInvalid, "its handler explains nothing", "ask it for a prediction");
    return predictionOf(host->predict(std::string(query.name), versionOf(query), query.body, query.gone));
}

bool HostModels::predictAtOnce(const Query& query, OnPrediction done) {
    return host_ && !query.explain &&
           host_->predictAtOnce(std::string(query.name), versionOf(query), query.body, query.gone,
                                [done = std::move(done)](auto answer) { done(predictionOf(std::move(answer))); });
}

} // namespace inferno::api::torchserve
