// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <utility>

#include "services/api/models.h"
#include "services/api/torchserve/models_port.h"

namespace inferno::api::torchserve {

/// The service's models behind TorchServe's routes. A model's workers are the batches of it that the engine computes at
/// once. Borrows the host.
class HostModels final : public ModelsPort {
public:
    /// `host`: null where inference is no part of this build.
    explicit HostModels(ModelHost* host);

    std::vector<ModelVersion> list() const override;
    Result<Registered> add(const Registration& registration) override;
    Result<Scaled> scale(const Scaling& scaling) override;
    Result<void> setDefault(const std::string& name, const std::string& version) override;
    Result<void> remove(const std::string& name, const std::string& version) override;
    Result<void> mayRemove(const std::string& name, const std::string& version) const override;
    Result<Prediction> predict(const Query& query) override;
    bool predictAtOnce(const Query& query, OnPrediction done) override;

private:
    Result<ModelHost*> host() const;
    Result<ModelVersion> find(const std::string& name, const std::string& version) const;

    ModelHost* const host_;
    std::set<std::pair<std::string, std::string>> atStart_; ///< name and version of what load_models has loaded
};

} // namespace inferno::api::torchserve
