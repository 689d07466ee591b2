// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/model_events.h"

#include <atomic>

#include "core/vault/vault.h"
#include "services/api/change_event.h"
#include "services/api/feed.h"
#include "services/api/models.h"
#include "services/api/support.h"
#include "services/config/config.h"

namespace inferno::api {
namespace {

using nlohmann::json;

/// `[audit] inference`: all, sampled (one in a hundred), off.
bool isRecorded(const Context& context) {
    constexpr std::uint64_t kOneIn = 100;
    static std::atomic<std::uint64_t> counter = 0;
    const std::string& how = context.config.text("audit.inference");
    return how == "all" || (how == "sampled" && counter++ % kOneIn == 0);
}

} // namespace

std::filesystem::path modelStoreOf(const config::Config& config, const std::filesystem::path& dataDir) {
    const std::string& store = config.text("inference.model_store");
    return store.empty() ? dataDir / "model_store" : std::filesystem::path(store);
}

Result<void> recordModelChange(const Context& context, const Caller& caller, std::string_view action,
                               const std::string& model, const json& details, bool success) {
    INFERNO_CHECK(recordChange(context, caller, "model_operation", action, model, details, success));
    context.feed.modelsChanged();
    return {};
}

void recordInference(const Context& context, const Caller& caller, const torchserve::InferenceRequest& request) {
    if (!isRecorded(context))
        return;
    constexpr std::size_t kLongest = 1024; // a record has room for 64 KiB, escapes included
    vault::Event event;
    event.eventType = "model_operation";
    event.action = vault::actions::kInferenceRequest;
    event.resource = request.model.substr(0, kLongest);
    event.result = request.error ? "failure" : "success";
    json details{{"ms", std::chrono::duration<double, std::milli>(request.took).count()},
                 {"bytes_in", request.bytesIn}};
    if (!request.version.empty())
        details["version"] = request.version.substr(0, kLongest);
    if (!request.shadow.empty())
        details["shadow"] = request.shadow;
    if (request.error)
        details["error"] = idOf(request.error->code);
    else
        details["bytes_out"] = request.bytesOut;
    event.details = textOf(details);
    context.auditor.record(std::move(event), caller);
}

} // namespace inferno::api
