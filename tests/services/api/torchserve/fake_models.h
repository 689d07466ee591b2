// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include "services/api/torchserve/models_port.h"

namespace inferno::tests {

/// Models in memory that can all that the port can ask for: "tensor" doubles numbers, "echo" gives back what came.
class FakeModels final : public api::torchserve::ModelsPort {
public:
    using ModelVersion = api::torchserve::ModelVersion;

    std::vector<ModelVersion> models;
    Error removing{ErrorCode::Internal, "", "", nullptr};   ///< with a detail: what `remove` fails with
    Error scaling{ErrorCode::Internal, "", "", nullptr};    ///< the same
    Error predicting{ErrorCode::Internal, "", "", nullptr}; ///< the same
    Error adding{ErrorCode::Internal, "", "", nullptr};     ///< the same
    bool slowWorkers = false;                               ///< they are not there when `scale` returns
    std::vector<api::torchserve::Registration> registrations;
    std::vector<std::string> bodies; ///< that `predict` was given

    ModelVersion& put(const std::string& name, const std::string& version, int workers,
                      const std::string& handler = "echo") {
        ModelVersion one;
        one.name = name;
        one.version = version;
        one.url = name + ".mar";
        one.handler = handler;
        one.isDefault = std::ranges::find(models, name, &ModelVersion::name) == models.end();
        models.push_back(one);
        give(models.back(), workers);
        return models.back();
    }
    ModelVersion* get(std::string_view name, std::string_view version) {
        for (ModelVersion& one : models)
            if (one.name == name && (version.empty() ? one.isDefault : one.version == version))
                return &one;
        return nullptr;
    }

    std::vector<ModelVersion> list() const override { return models; }
    Result<api::torchserve::Registered> add(const api::torchserve::Registration& registration) override {
        registrations.push_back(registration);
        if (!adding.detail.empty())
            return std::unexpected(adding);
        const std::string name = registration.name.empty() ? registration.file.stem().string() : registration.name;
        const std::string version = registration.version.empty() ? "1.0" : registration.version;
        if (get(name, version))
            return fail(ErrorCode::ModelExists,
                        "Model version " + version + " is already registered for model " + name);
        put(name, version, registration.initialWorkers);
        return api::torchserve::Registered{name, version, registration.initialWorkers};
    }
    Result<api::torchserve::Scaled> scale(const api::torchserve::Scaling& asked) override {
        if (!scaling.detail.empty())
            return std::unexpected(scaling);
        give(*get(asked.name, asked.version), asked.minWorkers);
        return api::torchserve::Scaled{!slowWorkers};
    }
    Result<void> setDefault(const std::string& name, const std::string& version) override {
        for (ModelVersion& one : models)
            if (one.name == name)
                one.isDefault = one.version == version;
        return {};
    }
    Result<void> remove(const std::string& name, const std::string& version) override {
        if (!removing.detail.empty())
            return std::unexpected(removing);
        std::erase_if(models, [&](const ModelVersion& one) {
            return one.name == name && (version.empty() || one.version == version);
        });
        return {};
    }
    Result<api::torchserve::Prediction> predict(const api::torchserve::Query& query) override {
        const ModelVersion* const model = get(query.name, query.version);
        if (!model)
            return fail(ErrorCode::ModelUnknown, "");
        if (model->workers.empty())
            return fail(ErrorCode::EngineUnavailable, "no worker");
        if (!predicting.detail.empty())
            return std::unexpected(predicting);
        bodies.emplace_back(query.body);
        api::torchserve::Prediction prediction;
        prediction.version = model->version;
        prediction.waited = std::chrono::microseconds(250);
        prediction.body = query.body;
        if (model->handler == "tensor")
            prediction.body = R"({"dtype":"float32","outputs":[[2.0,4.0]],"shape":[1,2]})";
        return prediction;
    }

private:
    static void give(ModelVersion& model, int workers) {
        model.minWorkers = workers;
        model.maxWorkers = workers;
        model.workers.clear();
        for (int i = 0; i < workers; ++i)
            model.workers.push_back(
                {std::to_string(9000 + i), WallTime(std::chrono::seconds(1'774'345'327)), 17, false, 1024});
    }
};

} // namespace inferno::tests
