// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>

#include "services/api/models.h"
#include "services/api/torchserve/models_port.h"

namespace inferno::api::torchserve {

/// The service's models behind TorchServe's routes. All models share the workers of one engine: scaling one of them,
/// and its batches, are refused. Borrows the host.
class HostModels final : public ModelsPort {
public:
    /// `host`: null where inference is no part of this build. `workers`: of the engine.
    HostModels(ModelHost* host, int workers);

    std::vector<ModelVersion> list() const override;
    Result<Registered> add(const Registration& registration) override;
    Result<Scaled> scale(const Scaling& scaling) override;
    Result<void> setDefault(const std::string& name, const std::string& version) override;
    Result<void> remove(const std::string& name, const std::string& version) override;
    Result<Prediction> predict(const Query& query) override;

private:
    Result<ModelHost*> host() const;
    Result<ModelVersion> find(const std::string& name, const std::string& version) const;

    ModelHost* const host_;
    const int workers_;
    std::set<std::pair<std::string, std::string>> atStart_; ///< name and version of what was there at the start
};

} // namespace inferno::api::torchserve
