// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/clock.h"
#include "services/api/auditor.h"
#include "services/api/model_splits.h"
#include "services/api/torchserve/destination.h"
#include "services/api/torchserve/form.h"
#include "services/api/torchserve/keys.h"
#include "services/api/torchserve/metrics.h"
#include "services/api/torchserve/model_url.h"
#include "services/api/torchserve/models_port.h"
#include "services/api/torchserve/reply.h"
#include "services/client/types.h"
#include "services/http/server.h"

namespace inferno::api::torchserve {

/// A change of the models, for its event.
struct ModelChange {
    std::string_view action; ///< vault::actions::kModelLoad, …
    std::string model;
    nlohmann::json details;
    bool success = true;
};
/// A request to a model, for its event.
struct InferenceRequest {
    std::string_view model;
    std::string_view version;
    std::chrono::nanoseconds took{0};
    std::size_t bytesIn = 0;
    std::size_t bytesOut = 0;
    const Error* error = nullptr;
    std::string_view shadow{}; ///< the version that got a copy; "" for none
};

/// TorchServe's routes on the doors "api", "management" and "metrics": the answers of TorchServe 0.12 word by word, and
/// beside them the Open Inference Protocol. Who may ask is settled before a request comes here. Immutable but for its
/// metrics; safe from any thread. Everything in `Parts` is borrowed.
class Frontend {
public:
    struct Parts {
        ModelsPort& models;
        const Clock& clock;
        ModelSources sources;
        std::uint64_t maxRequestBytes = 0; ///< max_request_size; 0: the server's own limit
        int defaultWorkers = 0;            ///< of a registration that asks for none
        std::string version;               ///< of the service
        std::function<client::HostInfo()> host;
        /// Makes a change's event durable.
        std::function<Result<void>(const ModelChange&, const Caller&)> recordChange;
        std::function<void(const InferenceRequest&, const Caller&)> recordInference;
        ModelTraffic* traffic = nullptr; ///< null: the default answers all that name no version
        /// TorchServe's keys; null where there are none.
        std::function<Keys*()> keys = nullptr;
        int overloadStatus = 503; ///< of a request for which there is no room now
    };
    explicit Frontend(Parts parts) : parts_(std::move(parts)) {}

    /// 404 or 405 where nothing is at the request's address, before its body is read.
    std::optional<http::Response> unrouted(const http::Request& head);
    http::Response handle(const http::Request& request, const Caller& caller);
    /// What answers a prediction without a thread that waits for it; nothing where only `handle` can. What it starts
    /// hands the request back to `handle` where the model cannot be asked without waiting.
    http::Start begin(const http::Request& request, Caller caller);
    /// Serves what load_models names: files of the store, NAME=FILE, or "all". Returns what could not be.
    std::vector<Error> loadAtStart(const std::vector<std::string>& wanted);
    /// What the service refuses before a route sees it.
    http::Response refused(const http::Request& request, const Error& error, int status);

private:
    struct Ask {
        const http::Request& request;
        const Caller& caller;
        Destination to;
    };

    http::Response sent(http::Response response);
    Reply answer(const Ask& ask);

    // frontend.cpp
    Reply described(const Ask& ask);
    Reply ping() const;
    Reply metrics(const Ask& ask) const;
    std::expected<ModelVersion, Refusal> find(const std::string& name, const std::string& version) const;
    Refusal absent(const std::string& name, const std::string& version) const;

    // predictions.cpp
    Reply predict(const Ask& ask);
    Reply invoke(const Ask& ask);
    Reply kservePredict(const Ask& ask);
    Reply serverMetadata() const;
    Reply serverReady() const;
    Reply modelMetadata(const Ask& ask) const;
    Reply modelReady(const Ask& ask) const;
    Reply infer(const Ask& ask);
    /// Who answers, once for a request. `body`: in which a split's field is looked for.
    ChosenVersion chosen(const Ask& ask, std::string_view body) const;
    struct Later;
    void predictLater(const std::shared_ptr<Later>& later);
    /// Asks the model, counts and records it; `shadow` gets a copy.
    std::expected<Prediction, Refusal> asked(Query query, const std::string& shadow, const Caller& caller);
    std::expected<Prediction, Refusal> counted(const Query& query, const std::string& shadow, const Caller& caller,
                                               MonoTime began, Result<Prediction> prediction);
    std::expected<std::vector<std::string>, Refusal> askedEach(const std::vector<std::string>& bodies, const Ask& ask,
                                                               const ChosenVersion& who, std::string& version);
    Refusal unanswered(const Error& error, const Query& query) const;

    // management.cpp
    Reply listModels(const Ask& ask) const;
    Reply registerModel(const Ask& ask);
    Reply describeModel(const Ask& ask) const;
    Reply scaleModel(const Ask& ask);
    Reply setDefault(const Ask& ask);
    Reply unregisterModel(const Ask& ask);
    Reply kserveReady(const Ask& ask) const;
    Reply renewKey(const Ask& ask);
    /// Registers, and records it: also that it failed.
    std::expected<Registered, Refusal> added(const Registration& registration, const std::string& url,
                                             const Caller& caller);
    Reply recorded(ModelChange change, const Ask& ask, http::Response response);

    // splits.cpp
    Reply split(const Ask& ask) const;
    Reply changedSplit(const Ask& ask, SplitChange::Kind kind);
    std::expected<client::ModelSplit, Error> change(const std::string& model, const SplitChange& change,
                                                    const Caller& caller);

    const Parts parts_;
    Metrics metrics_;
};

/// TorchServe's words for a model that has no worker; `version` as in the request.
std::string noWorkerText(std::string_view model, std::string_view version);

} // namespace inferno::api::torchserve
