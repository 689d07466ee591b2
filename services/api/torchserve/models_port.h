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
#include <utility>
#include <vector>

#include "core/base/clock.h"
#include "core/base/error.h"
#include "services/api/model_tensor.h"

namespace inferno::api::torchserve {

/// A worker that answers.
struct Worker {
    std::string id;
    WallTime started{};
    std::int64_t pid = 0;
    bool gpu = false;
    std::uint64_t memoryBytes = 0;
};

/// A version of a model, as TorchServe describes one.
struct ModelVersion {
    std::string name;
    std::string version;
    std::string url; ///< what it was registered from
    std::string handler;
    bool isDefault = false;
    bool loadedAtStartup = false;
    int minWorkers = 0;
    int maxWorkers = 0;
    int batchSize = 1;
    std::chrono::milliseconds maxBatchDelay{100};
    std::chrono::seconds responseTimeout{120};
    std::chrono::seconds startupTimeout{120};
    bool gpu = false;
    std::vector<Worker> workers; ///< those that are ready
    int queueCapacity = 100;
    int queued = 0;
    std::optional<ModelTensor> input;  ///< where that is known
    std::optional<ModelTensor> output; ///< the same
};

/// What POST /models asks for. A value that is not TorchServe's default was asked for by the client.
struct Registration {
    std::filesystem::path file; ///< absolute; under the model store, or allowed otherwise. Or an allowed http(s) URL
    std::string name;           ///< "": what the archive or the file says
    std::string version;        ///< the same
    std::string handler;
    int batchSize = 1;
    std::chrono::milliseconds maxBatchDelay{100};
    int initialWorkers = 0;
    std::optional<std::chrono::seconds> responseTimeout; ///< nothing: the archive's, else as configured
    std::optional<std::chrono::seconds> startupTimeout;
    bool atStartup = false; ///< of load_models, before anybody is answered
};
struct Registered {
    std::string name;
    std::string version;
    int workers = 0; ///< that it has, whatever was asked for
    std::string sha256{};
    std::string signature{};             ///< valid, none
    std::vector<std::string> warnings{}; ///< what its archive says in vain
};

struct Scaling {
    std::string name;
    std::string version; ///< "": the default
    int minWorkers = 1;
    int maxWorkers = 1;
    bool wait = false; ///< until the workers are there
};
struct Scaled {
    bool complete = false; ///< else workers still start or end
};

/// A request to a model.
struct Query {
    std::string_view name;
    std::string_view version; ///< "": the default
    std::string_view body;
    std::string_view contentType;
    std::string_view urlPath; ///< what follows the version in the address
    bool explain = false;
    std::string_view chosen{}; ///< the version that answers where the request names none; "": the default
    std::stop_token gone{};    ///< asked for once nobody waits for the answer; then it need not be computed
};
/// What its handler answers.
struct Prediction {
    std::string body;
    std::string contentType = "application/json";
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string version;                             ///< that answered; "" where that is not known
    std::optional<std::chrono::microseconds> waited; ///< in the queue; nothing where that is not known
};

/// The models, as TorchServe's routes need them. What the engine behind it cannot do is an error that says so. Safe
/// from any thread; all but `list` and `predictAtOnce` block.
class ModelsPort {
public:
    virtual ~ModelsPort() = default;
    /// By name, then version.
    virtual std::vector<ModelVersion> list() const = 0;
    /// Errors: model.invalid, model.exists, engine.*, io.*.
    virtual Result<Registered> add(const Registration& registration) = 0;
    /// Errors: model.unknown, engine.*.
    virtual Result<Scaled> scale(const Scaling& scaling) = 0;
    /// Errors: model.unknown, engine.*.
    virtual Result<void> setDefault(const std::string& name, const std::string& version) = 0;
    /// Empty version: the default. Errors: model.unknown, model.default, request.timeout.
    virtual Result<void> remove(const std::string& name, const std::string& version) = 0;
    /// Whether that would be refused, and why.
    virtual Result<void> mayRemove(const std::string& /*name*/, const std::string& /*version*/) const { return {}; }
    /// Errors: model.unknown, model.input, input.too_large, engine.*, request.timeout.
    virtual Result<Prediction> predict(const Query& query) = 0;
    using OnPrediction = std::function<void(Result<Prediction>)>;
    /// The same without waiting for anything: `done` is called once, from any thread. False: it can only be asked by
    /// waiting; nothing was done. What the query views stays until then.
    virtual bool predictAtOnce(const Query& /*query*/, OnPrediction /*done*/) { return false; }
};

} // namespace inferno::api::torchserve
