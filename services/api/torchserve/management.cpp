// SPDX-License-Identifier: GPL-3.0-or-later
// The management door: register, describe, scale, set-default, unregister.
#include <algorithm>

#include "core/base/web_url.h"
#include "core/vault/event.h"
#include "services/api/torchserve/frontend.h"

namespace inferno::api::torchserve {
namespace {

constexpr int kMostListed = 100;

/// RFC 3339 in UTC, always with milliseconds.
std::string instantText(WallTime time) {
    std::string text = formatUtc(time);
    if (text.find('.') == text.npos)
        text.insert(text.size() - 1, ".000");
    return text;
}

Json workerOf(const Worker& worker) {
    return {{"id", worker.id},   {"startTime", instantText(worker.started)},
            {"status", "READY"}, {"memoryUsage", worker.memoryBytes},
            {"pid", worker.pid}, {"gpu", worker.gpu},
            {"gpuUsage", "N/A"}};
}

Json descriptionOf(const ModelVersion& model) {
    Json workers = Json::array();
    for (const Worker& worker : model.workers)
        workers.push_back(workerOf(worker));
    return {{"modelName", model.name},
            {"modelVersion", model.version},
            {"modelUrl", model.url},
            {"engine", "Torch"},
            {"runtime", "LSP"}, // TorchServe's name for handlers in C++
            {"minWorkers", model.minWorkers},
            {"maxWorkers", model.maxWorkers},
            {"batchSize", model.batchSize},
            {"maxBatchDelay", model.maxBatchDelay.count()},
            {"responseTimeout", model.responseTimeout.count()},
            {"startupTimeout", model.startupTimeout.count()},
            {"maxRetryTimeoutInSec", 300},
            {"clientTimeoutInMills", 0},
            {"parallelType", ""},
            {"parallelLevel", 1},
            {"deviceType", model.gpu ? "gpu" : "cpu"},
            {"deviceIds", Json::array()},
            {"continuousBatching", false},
            {"useJobTicket", false},
            {"useVenv", false},
            {"stateful", false},
            {"sequenceMaxIdleMSec", 0},
            {"sequenceTimeoutMSec", 0},
            {"maxNumSequence", 0},
            {"maxSequenceJobQueueSize", 0},
            {"loadedAtStartup", model.loadedAtStartup},
            {"workers", std::move(workers)},
            {"jobQueueStatus",
             {{"remainingCapacity", model.queueCapacity - model.queued}, {"pendingRequests", model.queued}}}};
}

/// As Java reads it: anything but "true" is false.
bool isTrue(std::string_view text) {
    return std::ranges::equal(text, std::string_view("true"), {},
                              [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
}

/// The parameters of a registration: of the address, or of a JSON body, whose numbers may be texts too.
class Parameters {
public:
    explicit Parameters(const http::Request& request) : request_(request) {
        if (!request.body.empty() && request.headers.get("Content-Type").starts_with("application/json"))
            body_ = nlohmann::json::parse(request.body, nullptr, false);
    }
    bool isBroken() const { return body_.is_discarded() || (!body_.is_null() && !body_.is_object()); }
    std::optional<std::string> find(const char* name) const {
        if (body_.is_object()) {
            const auto field = body_.find(name);
            if (field == body_.end() || field->is_null())
                return std::nullopt;
            return field->is_string() ? field->get<std::string>() : field->dump();
        }
        const auto found = request_.query.find(name);
        return found == request_.query.end() ? std::nullopt : std::optional(found->second);
    }
    std::string text(const char* name) const { return find(name).value_or(""); }
    int integer(const char* name, int byDefault) const { return integerOf(text(name), byDefault); }
    bool flag(const char* name, bool byDefault) const {
        const std::optional<std::string> value = find(name);
        return value ? isTrue(*value) : byDefault;
    }

private:
    const http::Request& request_;
    nlohmann::json body_;
};

Refusal registrationRefusal(const Error& error, const Registration& asked) {
    switch (error.code) {
    case ErrorCode::ModelExists: return {409, "ConflictStatusException", error.detail};
    case ErrorCode::IoNotFound: return {404, "ModelNotFoundException", "Model not found at: " + asked.file.string()};
    case ErrorCode::IoExists: return {500, "InternalServerException", error.detail};
    case ErrorCode::DownloadFailed: return {400, "DownloadArchiveException", error.detail};
    case ErrorCode::ModelMemory: return {507, "InternalServerException", "System out of memory: " + error.detail};
    case ErrorCode::InputInvalid:
    case ErrorCode::IoDenied: return {400, "BadRequestException", error.message()};
    case ErrorCode::ModelSignature:
    case ErrorCode::ModelInvalid: return {400, "InvalidModelException", error.message()};
    default: return refusalOf(error);
    }
}

} // namespace

Reply Frontend::recorded(ModelChange change, const Ask& ask, http::Response response) {
    if (const auto durable = parts_.recordChange(change, ask.caller); !durable)
        return std::unexpected(refusalOf(durable.error()));
    return response;
}

Reply Frontend::listModels(const Ask& ask) const {
    int limit = integerOf(ask.request.parameter("limit"), kMostListed);
    if (limit > kMostListed || limit < 0)
        limit = kMostListed;
    const auto first = static_cast<std::size_t>(std::max(0, integerOf(ask.request.parameter("next_page_token"), 0)));
    auto models = parts_.models.list();
    std::erase_if(models, [](const ModelVersion& model) { return !model.isDefault; });
    std::ranges::sort(models, {}, &ModelVersion::name);
    const std::size_t last = std::min(first + static_cast<std::size_t>(limit), models.size());
    Json out = Json::object();
    if (last < models.size())
        out["nextPageToken"] = std::to_string(last);
    Json& listed = out["models"] = Json::array();
    for (std::size_t i = first; i < last; ++i)
        listed.push_back({{"modelName", models[i].name}, {"modelUrl", models[i].url}});
    return jsonReply(out);
}

Reply Frontend::registerModel(const Ask& ask) {
    const Parameters parameters(ask.request);
    if (parameters.isBroken())
        return badRequest("the body is not a JSON object");
    const auto url = parameters.find("url");
    if (!url)
        return badRequest("Parameter url is required.");
    const std::string runtime = parameters.text("runtime");
    if (!runtime.empty() && runtime != "python" && runtime != "python3" && runtime != "LSP")
        return badRequest("Invalid RuntimeType value: " + runtime);
    Registration asked;
    INFERNO_TRY(asked.file, modelFileOf(*url, parts_.sources));
    asked.name = parameters.text("model_name");
    asked.version = parameters.text("model_version");
    asked.handler = parameters.text("handler");
    asked.batchSize = parameters.integer("batch_size", 1);
    asked.maxBatchDelay = std::chrono::milliseconds(parameters.integer("max_batch_delay", 100));
    asked.initialWorkers = std::max(0, parameters.integer("initial_workers", parts_.defaultWorkers));
    const int response = parameters.integer("response_timeout", -1); // -1: the default
    const int startup = parameters.integer("startup_timeout", -1);
    if (response != -1)
        asked.responseTimeout = std::chrono::seconds(response);
    if (startup != -1)
        asked.startupTimeout = std::chrono::seconds(startup);
    INFERNO_TRY(const Registered model, added(asked, *url, ask.caller));
    const std::string text = "Model \"" + model.name + "\" Version: " + model.version + " registered with " +
                             std::to_string(model.workers) + " initial workers";
    if (model.workers == 0)
        return statusReply(text + ". Use scale workers API to add workers for the model.");
    if (!parameters.flag("synchronous", true))
        return statusReply("Processing worker updates...", 202);
    return statusReply(text);
}

std::expected<Registered, Refusal> Frontend::added(const Registration& registration, const std::string& asked,
                                                   const Caller& caller) {
    const auto model = parts_.models.add(registration);
    const std::string url = withoutSecrets(asked);
    nlohmann::json details{{"url", url}};
    if (model) {
        details["version"] = model->version;
        details["sha256"] = model->sha256;
        details["signature"] = model->signature;
        if (!model->warnings.empty())
            details["warnings"] = model->warnings;
    } else {
        details["error"] = idOf(model.error().code);
    }
    const std::string name = model ? model->name : registration.name.empty() ? url : registration.name;
    const auto durable = parts_.recordChange({vault::actions::kModelLoad, name, details, model.has_value()}, caller);
    if (!model)
        return std::unexpected(registrationRefusal(model.error(), registration));
    if (!durable)
        return std::unexpected(refusalOf(durable.error()));
    return *model;
}

std::vector<Error> Frontend::loadAtStart(const std::vector<std::string>& wanted) {
    std::vector<std::string> files = wanted;
    if (wanted == std::vector<std::string>{"all"}) {
        files.clear();
        std::error_code none;
        for (const auto& entry : std::filesystem::directory_iterator(parts_.sources.store, none))
            if (const std::string name = entry.path().filename().string();
                !name.starts_with('.') && !name.ends_with(".sig"))
                files.push_back(name);
        std::ranges::sort(files);
    }
    std::vector<Error> problems;
    for (const std::string& one : files) {
        const auto equals = one.find('=');
        const std::string url = equals == one.npos ? one : one.substr(equals + 1);
        Registration registration;
        registration.name = equals == one.npos ? std::filesystem::path(url).stem().string() : one.substr(0, equals);
        registration.initialWorkers = std::max(1, parts_.defaultWorkers);
        registration.atStartup = true;
        if (find(registration.name, ""))
            continue; // the registry has it
        const auto file = modelFileOf(url, parts_.sources);
        if (file)
            registration.file = *file;
        const auto model = file ? added(registration, url, {}) : std::unexpected(file.error());
        if (!model)
            problems.push_back(fail(ErrorCode::ModelInvalid, one + ": " + model.error().message).error());
    }
    return problems;
}

Reply Frontend::describeModel(const Ask& ask) const {
    if (ask.to.version == "all") {
        INFERNO_TRY(const ModelVersion first, find(ask.to.model, ""));
        Json all = Json::array();
        for (const ModelVersion& one : parts_.models.list())
            if (one.name == first.name)
                all.push_back(descriptionOf(one));
        return jsonReply(all);
    }
    INFERNO_TRY(const ModelVersion model, find(ask.to.model, ask.to.version));
    if (isTrue(ask.request.parameter("customized")) && model.workers.empty())
        return refuse(503, "ServiceUnavailableException",
                      "Model \"" + model.name +
                          "\" has no worker to serve describe request. Please use scale workers API to add workers.");
    return jsonReply(Json::array({descriptionOf(model)}));
}

Reply Frontend::scaleModel(const Ask& ask) {
    Scaling scaling;
    scaling.name = ask.to.model;
    scaling.version = ask.to.version.empty() ? std::string(ask.request.parameter("model_version")) : ask.to.version;
    scaling.minWorkers = integerOf(ask.request.parameter("min_worker"), 1);
    scaling.maxWorkers = integerOf(ask.request.parameter("max_worker"), scaling.minWorkers);
    scaling.wait = isTrue(ask.request.parameter("synchronous"));
    if (scaling.maxWorkers < scaling.minWorkers)
        return badRequest("max_worker cannot be less than min_worker.");
    if (scaling.minWorkers < 0)
        return badRequest("min_worker cannot be negative.");
    INFERNO_TRY(const ModelVersion model, find(scaling.name, scaling.version));
    const auto scaled = parts_.models.scale(scaling);
    if (!scaled && scaled.error().code == ErrorCode::ModelUnknown)
        return std::unexpected(absent(scaling.name, scaling.version));
    if (!scaled)
        return refuse(500, "InternalServerException",
                      "Failed to start workers for model " + scaling.name +
                          " version: " + (scaling.version.empty() ? "null" : scaling.version) +
                          (scaled.error().detail.empty() ? "" : " (" + scaled.error().detail + ")"));
    http::Response done = statusReply("Workers scaling in progress...", 206);
    if (!scaling.wait)
        done = statusReply("Processing worker updates...", 202);
    else if (scaled->complete)
        done = statusReply("Workers scaled to " + std::to_string(scaling.minWorkers) + " for model: " + scaling.name +
                           (scaling.version.empty() ? "" : ", version: " + scaling.version));
    return recorded(
        {vault::actions::kConfigChange,
         scaling.name,
         {{"version", model.version}, {"min_workers", scaling.minWorkers}, {"max_workers", scaling.maxWorkers}}},
        ask, std::move(done));
}

Reply Frontend::setDefault(const Ask& ask) {
    const std::string& name = ask.to.model;
    const std::string& version = ask.to.version;
    const auto found = find(name, version);
    if (!found && found.error().type == "ModelVersionNotFoundException") // without the colon, here alone
        return refuse(404, found.error().type, "Model version " + version + " does not exist for model " + name);
    if (!found)
        return std::unexpected(found.error());
    http::Response done =
        statusReply("Default version successfully updated for model \"" + name + "\" to \"" + version + "\"");
    if (parts_.traffic) { // with its event
        if (const auto set = change(name, {SplitChange::Kind::Default, {}, version}, ask.caller); !set)
            return std::unexpected(refusalOf(set.error()));
        return done;
    }
    if (const auto set = parts_.models.setDefault(name, version); !set)
        return refuse(500, "InternalServerException", set.error().message());
    return recorded({vault::actions::kConfigChange, name, {{"default_version", version}}}, ask, std::move(done));
}

Reply Frontend::unregisterModel(const Ask& ask) {
    const std::string& name = ask.to.model;
    INFERNO_TRY(const ModelVersion model, find(name, ask.to.version));
    const auto versions = parts_.models.list();
    if (model.isDefault && std::ranges::count(versions, name, &ModelVersion::name) > 1)
        return refuse(403, "InvalidModelVersionException", "Cannot remove default version for model " + name);
    if (const auto may = parts_.models.mayRemove(name, ask.to.version); !may)
        return std::unexpected(refusalOf(may.error()));
    // A vault that takes no event leaves the model where it is.
    const nlohmann::json details{{"version", model.version}};
    if (const auto durable = parts_.recordChange({vault::actions::kModelUnload, name, details}, ask.caller); !durable)
        return std::unexpected(refusalOf(durable.error()));
    const auto removed = parts_.models.remove(name, ask.to.version);
    if (removed)
        return statusReply("Model \"" + name + "\" unregistered");
    nlohmann::json failure = details;
    failure["error"] = idOf(removed.error().code);
    if (const auto durable = parts_.recordChange({vault::actions::kModelUnload, name, failure, false}, ask.caller);
        !durable)
        return std::unexpected(refusalOf(durable.error()));
    switch (removed.error().code) {
    case ErrorCode::ModelUnknown: return std::unexpected(absent(name, ask.to.version));
    case ErrorCode::ModelDefault:
        return refuse(403, "InvalidModelVersionException", "Cannot remove default version for model " + name);
    case ErrorCode::RequestTimeout:
        return refuse(408, "RequestTimeoutException", "Timed out while cleaning resources: " + name);
    default: return std::unexpected(refusalOf(removed.error()));
    }
}

/// In TorchServe the answer is empty, and the new key in the file alone.
Reply Frontend::renewKey(const Ask& ask) {
    Keys* const keys = parts_.keys ? parts_.keys() : nullptr;
    if (!keys)
        return std::unexpected(refusalOf(fail(ErrorCode::RouteUnknown, "").error()));
    const std::string type(ask.request.parameter("type"));
    const auto renewed = keys->renew(type);
    if (!renewed && renewed.error().code == ErrorCode::InputInvalid)
        return refuse(400, std::string(kInvalidKey), std::string(kWrongKey));
    if (!renewed)
        return std::unexpected(refusalOf(renewed.error()));
    return recorded({vault::actions::kConfigChange, "key_file.json", {{"renewed", type}}}, ask, jsonReply(*renewed));
}

Reply Frontend::kserveReady(const Ask& ask) const {
    INFERNO_TRY(const ModelVersion model, find(ask.to.model, ""));
    return jsonReply({{"name", model.name}, {"ready", !model.workers.empty()}});
}

} // namespace inferno::api::torchserve
