// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/torchserve/host_models.h"

#include <algorithm>

namespace inferno::api::torchserve {
namespace {

/// What a registration asks for that this engine would not do.
std::string unkept(const Registration& asked) {
    const Registration usual;
    if (asked.batchSize != usual.batchSize)
        return "batch_size";
    if (asked.maxBatchDelay != usual.maxBatchDelay)
        return "max_batch_delay";
    if (asked.responseTimeout != usual.responseTimeout)
        return "response_timeout";
    if (asked.startupTimeout != usual.startupTimeout)
        return "startup_timeout";
    return {};
}

} // namespace

HostModels::HostModels(ModelHost* host, int workers) : host_(host), workers_(workers) {
    for (const ModelVersion& one : list())
        atStart_.emplace(one.name, one.version);
}

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
    for (const client::Model& model : host_->list()) {
        ModelVersion& one = out.emplace_back();
        one.name = model.name;
        one.version = model.version;
        one.url = model.path;
        one.handler = "tensor"; // the only one there is
        one.isDefault = model.is_default;
        one.loadedAtStartup = atStart_.contains({model.name, model.version});
        one.minWorkers = workers_;
        one.maxWorkers = workers_;
        one.gpu = model.device.starts_with("cuda");
        if (model.status != "ready")
            continue;
        const auto registered = parseRfc3339(model.registered);
        for (int i = 0; i < workers_; ++i)
            one.workers.push_back({std::to_string(9000 + i), registered.value_or(WallTime{}), 0, one.gpu, 0});
    }
    return out;
}

Result<Registered> HostModels::add(const Registration& registration) {
    INFERNO_TRY(ModelHost* const host, host());
    if (const std::string what = unkept(registration); !what.empty())
        return fail(ErrorCode::InputInvalid, what + " cannot be set for a single model",
                    "leave it out: requests are computed one by one, within 120 s");
    const std::string name = registration.name.empty() ? registration.file.stem().string() : registration.name;
    const std::string version = registration.version.empty() ? "1.0" : registration.version;
    if (find(name, version))
        return fail(ErrorCode::ModelExists, "Model version " + version + " is already registered for model " + name);
    INFERNO_TRY(const client::Model model, host->load(registration.file, name, version, registration.handler));
    if (registration.atStartup)
        atStart_.emplace(model.name, model.version);
    return Registered{model.name, model.version, workers_};
}

Result<Scaled> HostModels::scale(const Scaling& scaling) {
    INFERNO_TRY(const ModelVersion model, find(scaling.name, scaling.version));
    if (model.minWorkers < scaling.minWorkers || model.maxWorkers > scaling.maxWorkers)
        return fail(ErrorCode::EngineUnavailable, "all models share the " + std::to_string(workers_) +
                                                      " workers of one engine: set workers in [inference]");
    return Scaled{!model.workers.empty()};
}

Result<void> HostModels::setDefault(const std::string& name, const std::string& version) {
    INFERNO_TRY(const ModelVersion model, find(name, version));
    if (model.isDefault)
        return {};
    return fail(ErrorCode::EngineUnavailable, "the default version of a model cannot be changed yet",
                "unregister the others");
}

Result<void> HostModels::remove(const std::string& name, const std::string& version) {
    INFERNO_TRY(ModelHost* const host, host());
    return host->unload(name, version);
}

Result<Prediction> HostModels::predict(const Query& query) {
    INFERNO_TRY(ModelHost* const host, host());
    if (query.explain)
        return fail(ErrorCode::ModelInvalid, "its handler explains nothing", "ask it for a prediction");
    Prediction prediction;
    prediction.version = query.version;
    INFERNO_TRY(prediction.body, host->predict(std::string(query.name), std::string(query.version), query.body));
    return prediction;
}

} // namespace inferno::api::torchserve
