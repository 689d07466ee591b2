// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "services/api/model_tensor.h"
#include "services/api/model_traffic.h"
#include "services/client/types.h"
#include "services/config/config.h"

namespace inferno::api {

/// Where names of models are looked up: `[inference] model_store`, else `model_store` in the data root.
std::filesystem::path modelStoreOf(const config::Config& config, const std::filesystem::path& dataDir);

/// What is to be served, and how. What is not said is as the archive says, or usual.
struct ModelRequest {
    std::filesystem::path path; ///< of a TorchScript file, of a .mar, or of the folder of one; its name in the model
                                ///< store; or a URL that is allowed
    std::string name;
    std::string version;
    std::string handler;
    std::optional<int> batchSize{};
    std::optional<int> workers{}; ///< batches of it that are computed at once; 0: none, it waits to be scaled
    std::optional<std::chrono::milliseconds> maxBatchDelay{};
    std::optional<std::chrono::milliseconds> responseTimeout{};
    std::optional<std::chrono::milliseconds> startupTimeout{};
    std::filesystem::path signature{}; ///< the file with it; "": the one beside the model, if there is one
    // Where neither the caller nor the archive says anything: TorchServe's.
    int usualBatchSize = 1;
    int usualWorkers = 1;
    std::chrono::milliseconds usualBatchDelay{100};
};

/// A version of a model, with how it is served.
struct ServedModel {
    client::Model model;
    std::string url; ///< what was registered, as it was given
    std::string handler;
    int minWorkers = 1;
    int maxWorkers = 1;
    int batchSize = 1;
    int queueSize = 100;
    int waiting = 0; ///< requests in that queue
    std::chrono::milliseconds maxBatchDelay{100};
    std::chrono::milliseconds responseTimeout{120'000};
    std::chrono::milliseconds startupTimeout{120'000};
    bool loadedAtStartup = false;
    int pid = 0;                         ///< of the engine; 0 where none runs
    std::uint64_t memoryBytes = 0;       ///< of the engine with all its models, in RAM
    std::optional<ModelTensor> input{};  ///< where that is known
    std::optional<ModelTensor> output{}; ///< the same
};

/// What a model answered, and how it was computed where that is known.
struct ModelAnswer {
    std::string body;
    std::string version{};                               ///< that answered
    std::optional<std::chrono::microseconds> waited{};   ///< until its batch began
    std::optional<std::chrono::microseconds> computed{}; ///< its batch
    int batch = 0;                                       ///< requests in that batch
};

/// What serves models, as the API needs it: the engine's supervisor stands behind it where inference is part of the
/// build. Safe from any thread; load and predict block.
class ModelHost {
public:
    virtual ~ModelHost() = default;
    /// By name, then version.
    virtual std::vector<ServedModel> list() const = 0;
    std::vector<client::Model> documents() const {
        std::vector<client::Model> out;
        for (ServedModel& served : list())
            out.push_back(std::move(served.model));
        return out;
    }
    virtual Result<client::Model> load(const ModelRequest& request) = 0;
    /// A sentence for each thing in the archive of a version that is not heeded. A host without archives has none.
    virtual std::vector<std::string> warnings(const std::string& /*name*/, const std::string& /*version*/) const {
        return {};
    }
    virtual Result<void> unload(const std::string& name, const std::string& version) = 0;
    /// Whether that would be refused, and why.
    virtual Result<void> mayUnload(const std::string& /*name*/, const std::string& /*version*/) const { return {}; }
    /// Error: model.unknown.
    virtual Result<void> scale(const std::string& name, const std::string& version, int minWorkers, int maxWorkers) = 0;
    virtual Result<void> setDefault(const std::string& name, const std::string& version) = 0;
    /// `gone`: asked for once nobody waits for the answer; then it need not be computed.
    virtual Result<ModelAnswer> predict(const std::string& name, const std::string& version, std::string_view input,
                                        const std::stop_token& gone) = 0;
    using OnAnswer = std::function<void(Result<ModelAnswer>)>;
    /// The same without waiting for anything: `done` is called once, from any thread, and must not wait for a model.
    /// False: it can only be asked by waiting; nothing was done.
    virtual bool predictAtOnce(const std::string& /*name*/, const std::string& /*version*/, std::string_view /*input*/,
                               const std::stop_token& /*gone*/, OnAnswer /*done*/) {
        return false;
    }
    /// How requests are split among versions; null where it cannot split.
    virtual ModelTraffic* traffic() { return nullptr; }
    /// Ends what `load` downloads: the service is about to stop.
    virtual void stopDownloads() {}
    /// Computes an input in batches of all sizes; empty: the model's own. Returns {"batches":[{"size","us"}]} as JSON.
    /// Errors: model.unknown, model.state, model.input, engine.*, request.timeout.
    virtual Result<std::string> warmUp(const std::string& name, const std::string& version, std::string_view input) = 0;
    /// Ends what computes; what is asked, and what comes, fails with engine.unavailable.
    virtual void end() = 0;
    /// Why models cannot be served now, in a sentence; "" where they can.
    virtual std::string problem() const = 0;
};

} // namespace inferno::api
