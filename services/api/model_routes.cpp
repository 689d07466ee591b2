// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>

#include "core/base/web_url.h"
#include "core/vault/vault.h"
#include "services/api/documents.h"
#include "services/api/feed.h"
#include "services/api/fields.h"
#include "services/api/model_events.h"
#include "services/api/models.h"
#include "services/api/support.h"
#include "services/config/config.h"

namespace inferno::api {
namespace {

using nlohmann::json;

Result<ModelHost*> hostOf(const Call& call) {
    if (!call.context.models)
        return fail(ErrorCode::EngineMissing, "this service was built without inference",
                    "build it with INFERNO_ENGINE=ON");
    return call.context.models;
}

Result<void> recordChange(const Call& call, std::string_view action, const std::string& model, const json& details,
                          bool success) {
    return recordModelChange(call.context, call.caller, action, model, details, success);
}

/// A whole number; nothing where it is absent.
Result<std::optional<int>> countField(const json& object, const char* name) {
    const auto field = object.find(name);
    if (field == object.end() || field->is_null())
        return std::optional<int>();
    if (!field->is_number_integer() || field->get<std::int64_t>() < 0 || field->get<std::int64_t>() > 1'000'000)
        return fail(ErrorCode::InputInvalid, std::string("'") + name + "' is a whole number from 0 to 1000000");
    return std::optional(field->get<int>());
}

/// Seconds; nothing where they are absent.
Result<std::optional<std::chrono::milliseconds>> secondsField(const json& object, const char* name) {
    const auto field = object.find(name);
    if (field == object.end() || field->is_null())
        return std::optional<std::chrono::milliseconds>();
    constexpr double kMost = 3600;
    if (!field->is_number() || field->get<double>() < 0 || field->get<double>() > kMost)
        return fail(ErrorCode::InputInvalid, std::string("'") + name + "' is a number of seconds from 0 to 3600");
    return std::optional(std::chrono::milliseconds(std::llround(1000 * field->get<double>())));
}

Result<http::Response> listed(const Call& call) {
    json items = json::array();
    if (call.context.models)
        for (const client::Model& model : call.context.models->documents()) {
            json item = model;
            if (auto warnings = call.context.models->warnings(model.name, model.version); !warnings.empty())
                item["warnings"] = std::move(warnings);
            items.push_back(std::move(item));
        }
    return answer({{"items", std::move(items)}, {"next_cursor", ""}});
}

Result<http::Response> loaded(const Call& call) {
    INFERNO_TRY(ModelHost* const host, hostOf(call));
    INFERNO_TRY(const json body, objectOf(call));
    INFERNO_CHECK(checkFields(
        body, {"path", "name", "version", "handler", "signature", "batch_size", "workers", "max_batch_delay"}));
    INFERNO_TRY(const std::string path, textField(body, "path"));
    INFERNO_TRY(const std::string name, textField(body, "name"));
    INFERNO_TRY(const std::string version, textField(body, "version"));
    INFERNO_TRY(const std::string handler, textField(body, "handler"));
    INFERNO_TRY(const std::string signature, textField(body, "signature"));
    if (path.empty())
        return fail(ErrorCode::ModelInvalid, "'path' is missing",
                    "name a TorchScript file or a .mar of the machine that the service runs on, or of its model store");
    if (!signature.empty() && !std::filesystem::path(signature).is_absolute())
        return fail(ErrorCode::InputInvalid, "'signature' is the absolute path of a file", "");
    ModelRequest request{path, name, version, handler};
    request.signature = signature;
    request.usualBatchSize = static_cast<int>(call.context.config.integer("inference.batch_size"));
    request.usualWorkers = static_cast<int>(call.context.config.integer("inference.workers"));
    request.usualBatchDelay = std::chrono::milliseconds(10);
    INFERNO_TRY(request.batchSize, countField(body, "batch_size"));
    INFERNO_TRY(request.workers, countField(body, "workers"));
    INFERNO_TRY(request.maxBatchDelay, secondsField(body, "max_batch_delay"));
    const auto model = host->load(request);
    const std::string shown = withoutSecrets(path);
    if (!model) {
        const Error& error = model.error();
        INFERNO_CHECK(recordChange(call, vault::actions::kModelLoad, name.empty() ? shown : name,
                                   {{"path", shown}, {"error", std::string(idOf(error.code))}}, false));
        if (error.code == ErrorCode::IoExists)
            return failBecause(error, ErrorCode::ModelExists, error.detail, error.hint);
        if (error.code == ErrorCode::IoNotFound || error.code == ErrorCode::IoDenied)
            return failBecause(error, ErrorCode::ModelInvalid, error.detail,
                               "name a file that the service's user may read");
        return std::unexpected(error);
    }
    json details{
        {"version", model->version}, {"path", shown}, {"sha256", model->sha256}, {"signature", model->signature}};
    json document = *model;
    if (const auto warnings = host->warnings(model->name, model->version); !warnings.empty())
        details["warnings"] = document["warnings"] = warnings;
    INFERNO_CHECK(recordChange(call, vault::actions::kModelLoad, model->name, details, true));
    return answer(document, 201);
}

Result<http::Response> unloaded(const Call& call) {
    INFERNO_TRY(ModelHost* const host, hostOf(call));
    const auto named = call.request.captures.find("version");
    const std::string version = named == call.request.captures.end() ? "" : named->second;
    const std::string& model = call.capture("model");
    const auto all = host->documents();
    const bool known = std::ranges::any_of(all, [&](const client::Model& one) {
        return one.name == model && (version.empty() || one.version == version);
    });
    INFERNO_CHECK(host->mayUnload(model, version)); // what is refused is not told as done
    // A vault that takes no event leaves the model where it is.
    if (known)
        INFERNO_CHECK(recordChange(call, vault::actions::kModelUnload, model, {{"version", version}}, true));
    if (auto gone = host->unload(model, version); !gone) {
        if (known)
            INFERNO_CHECK(recordChange(call, vault::actions::kModelUnload, model,
                                       {{"version", version}, {"error", std::string(idOf(gone.error().code))}}, false));
        return std::unexpected(gone.error());
    }
    call.context.feed.modelsChanged();
    return http::Response::empty();
}

Result<http::Response> warmedUp(const Call& call) {
    INFERNO_TRY(ModelHost* const host, hostOf(call));
    INFERNO_TRY(const std::string times, host->warmUp(call.capture("model"), call.query("version"), call.request.body));
    return answer(json::parse(times));
}

} // namespace

void addModelRoutes(std::vector<Route>& routes) {
    const std::string one = "/api/v1/models/{model}";
    // Who may ask models may see which there are: `batch` and `benchmark` of a job have no more than that.
    routes.push_back(
        {"GET", "/api/v1/models", "models:read|inference:read", "The models", {}, "", "[Model]", 200, false, listed});
    routes.push_back({"POST",
                      "/api/v1/models",
                      "models:write",
                      "Load a model file and serve it",
                      {},
                      "ModelRequest",
                      "Model",
                      201,
                      true,
                      loaded,
                      true});
    routes.push_back({"POST",
                      one + "/warmup",
                      "models:write",
                      "Compute an input in batches of all sizes; without one the model's own",
                      {{"version", "of the model; the default one where absent"}},
                      "*/*",
                      "WarmUp",
                      200,
                      false,
                      warmedUp,
                      true});
    routes.push_back({"DELETE", one, "models:write", "Serve a model no longer", {}, "", "", 204, false, unloaded});
    routes.push_back({"DELETE",
                      one + "/{version}",
                      "models:write",
                      "Serve a version of a model no longer",
                      {},
                      "",
                      "",
                      204,
                      false,
                      unloaded});
}

} // namespace inferno::api
