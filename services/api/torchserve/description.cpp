// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/torchserve/description.h"

#include <algorithm>
#include <string>

#include "services/api/torchserve/destination.h"

namespace inferno::api::torchserve {
namespace {

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kAny = "*/*";
constexpr std::string_view kModel = "{model}";

std::vector<std::string_view> wordsOf(std::string_view text) {
    std::vector<std::string_view> out;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find(' '));
        out.push_back(word);
        text.remove_prefix(std::min(word.size() + 1, text.size()));
    }
    return out;
}

std::string lower(std::string_view method) {
    std::string out(method);
    std::ranges::transform(out, out.begin(), [](char c) { return static_cast<char>(c - 'A' + 'a'); });
    return out;
}

Json content(std::string_view type, const Json& schema) {
    Json out = Json::object();
    out[std::string(type)]["schema"] = schema;
    return out;
}

Json errorSchema() {
    Json schema;
    schema["type"] = "object";
    schema["properties"]["code"]["type"] = "integer";
    schema["properties"]["type"]["type"] = "string";
    schema["properties"]["message"]["type"] = "string";
    return schema;
}

Json parameter(std::string_view name, std::string_view in) {
    return {{"name", name}, {"in", in}, {"required", in == "path"}, {"schema", {{"type", "string"}}}};
}

Json operationOf(const Operation& operation, std::string_view method, const std::string& path) {
    Json out;
    out["description"] = operation.summary;
    out["operationId"] = operation.id;
    if (method != operation.method.substr(0, method.size())) // an id is one operation's
        out["operationId"] = std::string(operation.id) + "_" + lower(method);
    Json parameters = Json::array();
    for (auto open = path.find('{'); open != path.npos; open = path.find('{', open + 1))
        parameters.push_back(parameter(path.substr(open + 1, path.find('}', open) - open - 1), "path"));
    for (const std::string_view name : wordsOf(operation.query))
        parameters.push_back(parameter(name, "query"));
    out["parameters"] = std::move(parameters);
    const Json anything = Json::object();
    if (!operation.body.empty() && method != "GET") {
        out["requestBody"]["content"] = content(operation.body, anything);
        out["requestBody"]["required"] = true;
    }
    Json& responses = out["responses"];
    responses["200"]["description"] = operation.summary;
    responses["200"]["content"] = content(operation.answer, anything);
    for (const std::string_view status : wordsOf(operation.statuses)) {
        Json& response = responses[std::string(status)];
        response["description"] = http::reasonOf(std::stoi(std::string(status)));
        response["content"] = content(kJson, errorSchema());
    }
    return out;
}

Json documentOf(Json paths) {
    Json document;
    document["openapi"] = "3.0.1";
    document["info"]["title"] = "Inferno, as TorchServe";
    document["info"]["version"] = INFERNO_VERSION;
    document["paths"] = std::move(paths);
    return document;
}

void addTo(Json& paths, const Operation& operation, const std::string& path) {
    for (const std::string_view method : wordsOf(operation.method))
        paths[path][lower(method)] = operationOf(operation, method, path);
}

/// What several doors have is described once, with the servers of all.
void addElsewhere(nlohmann::json& paths, const Operation& operation, std::string_view method,
                  const nlohmann::json& servers) {
    http::Request request;
    request.listener = operation.door;
    request.method = method;
    request.path = operation.path;
    nlohmann::json& known = paths[request.path][lower(method)];
    if (known.is_null()) {
        known = nlohmann::json(operationOf(operation, method, request.path));
        known["security"] = nlohmann::json::parse(R"([{}, {"token": []}])"); // from loopback none is needed
        known["x-permission"] = permissionOf(request);
    }
    for (const nlohmann::json& server : servers)
        known["servers"].push_back(server);
}

std::vector<std::string> doorsOf(const Operation& operation) {
    std::vector<std::string> doors{std::string(operation.door)};
    if (operation.door == kApiDoor)
        doors.emplace_back(kInferenceDoor);
    return doors;
}

} // namespace

const std::vector<Operation>& operations() {
    constexpr auto i = kApiDoor;
    constexpr auto m = kManagementDoor;
    constexpr std::string_view asked = "400 404 413 500 503";
    constexpr std::string_view asks = "POST PUT GET";
    static const std::vector<Operation> all{
        {i, "OPTIONS", "/", "inferenceApi", "The routes of this port", "", "", kJson, ""},
        {i, "GET", "/api-description", "inferenceDescription", "The same", "", "", kJson, ""},
        {i, "GET", "/ping", "ping", "Whether every model has its workers", "", "", kJson, "500"},
        {i, asks, "/predictions/{model}", "predictions", "Ask the default version of a model", "", kAny, kAny, asked},
        {i, "OPTIONS", "/predictions/{model}", "predictionsApi", "How a model is asked", "", "", kJson, "404"},
        {i, asks, "/predictions/{model}/{version}", "versionPredictions", "Ask a version of a model", "", kAny, kAny,
         asked},
        {i, "OPTIONS", "/predictions/{model}/{version}", "versionPredictionsApi", "How a version is asked", "", "",
         kJson, "404"},
        {i, asks, "/explanations/{model}", "explanations", "Explanations of the default version", "", kAny, kAny,
         asked},
        {i, asks, "/explanations/{model}/{version}", "versionExplanations", "Explanations of a version", "", kAny, kAny,
         asked},
        {i, asks, "/invocations", "invocations", "Ask the model that a parameter names", "model_name", kAny, kAny,
         asked},
        {i, asks, "/models/{model}/invoke", "invoke", "Ask a model", "", kAny, kAny, asked},
        {i, asks, "/{model}/predict", "legacyPredict", "Ask a model", "", kAny, kAny, asked},
        {i, asks, "/{model}/{version}/predict", "legacyVersionPredict", "Ask a version of a model", "", kAny, kAny,
         asked},
        {i, "POST", "/v1/models/{model}:predict", "kservePredict", "Ask a model (KServe version 1)", "", kJson, kJson,
         asked},
        {i, "POST", "/v1/models/{model}:explain", "kserveExplain", "Explanations (KServe version 1)", "", kJson, kJson,
         asked},
        {i, "GET", "/v2", "serverMetadata", "The server (Open Inference Protocol)", "", "", kJson, ""},
        {i, "GET", "/v2/health/live", "serverLive", "Whether the server lives", "", "", kJson, ""},
        {i, "GET", "/v2/health/ready", "serverReady", "Whether every model answers", "", "", kJson, "400"},
        {i, "GET", "/v2/models/{model}", "modelMetadata", "A model", "", "", kJson, "404"},
        {i, "GET", "/v2/models/{model}/versions/{version}", "modelVersionMetadata", "A version of a model", "", "",
         kJson, "404"},
        {i, "GET", "/v2/models/{model}/ready", "modelReady", "Whether a model answers", "", "", kJson, "400 404"},
        {i, "GET", "/v2/models/{model}/versions/{version}/ready", "modelVersionReady", "Whether a version answers", "",
         "", kJson, "400 404"},
        {i, "POST", "/v2/models/{model}/infer", "modelInfer", "Ask a model", "", kJson, kJson, asked},
        {i, "POST", "/v2/models/{model}/versions/{version}/infer", "modelVersionInfer", "Ask a version of a model", "",
         kJson, kJson, asked},
        {i, "POST", "/v2/models/{model}/explain", "modelExplain", "Explanations of a model", "", kJson, kJson, asked},
        {i, "POST", "/v2/models/{model}/versions/{version}/explain", "modelVersionExplain", "Explanations of a version",
         "", kJson, kJson, asked},
        {m, "OPTIONS", "/", "managementApi", "The routes of this port", "", "", kJson, ""},
        {m, "GET", "/api-description", "managementDescription", "The same", "", "", kJson, ""},
        {m, "GET", "/models", "listModels", "The default versions of all models", "limit next_page_token", "", kJson,
         ""},
        {m, "POST", "/models", "registerModel", "Serve a model",
         "url model_name model_version handler runtime batch_size max_batch_delay initial_workers synchronous "
         "response_timeout startup_timeout",
         kJson, kJson, "202 400 404 409 500"},
        {m, "GET", "/models/{model}", "describeModel", "The default version of a model", "customized", "", kJson,
         "404 503"},
        {m, "GET", "/models/{model}/{version}", "describeModelVersion", "A version of a model, or all", "customized",
         "", kJson, "404 503"},
        {m, "PUT", "/models/{model}", "scaleModel", "Set the number of workers",
         "min_worker max_worker model_version synchronous", "", kJson, "202 206 400 404 500"},
        {m, "PUT", "/models/{model}/{version}", "scaleModelVersion", "Set the number of workers of a version",
         "min_worker max_worker synchronous", "", kJson, "202 206 400 404 500"},
        {m, "PUT", "/models/{model}/{version}/set-default", "setDefault", "Make a version the default", "", "", kJson,
         "404 500"},
        {m, "GET", "/models/{model}/split", "getSplit", "How requests are split among the versions", "", "", kJson,
         "404"},
        {m, "PUT", "/models/{model}/split", "setSplit", "Split requests among the versions", "", kJson, kJson,
         "400 404 409"},
        {m, "POST", "/models/{model}/rollback", "rollback", "Go back to the split before", "", kJson, kJson, "404 409"},
        {m, "DELETE", "/models/{model}", "unregisterModel", "Serve a model no longer", "", "", kJson, "403 404 408"},
        {m, "DELETE", "/models/{model}/{version}", "unregisterModelVersion", "Serve a version no longer", "", "", kJson,
         "403 404 408"},
        {m, "OPTIONS", "/models/{model}", "modelsApi", "How a model is managed", "", "", kJson, "404"},
        {m, "OPTIONS", "/models/{model}/{version}", "versionsApi", "How a version is managed", "", "", kJson, "404"},
        {m, "GET", "/v1/models/{model}", "kserveReady", "Whether a model is ready (KServe version 1)", "", "", kJson,
         "404"},
        {m, "GET", "/token", "renewKey", "A new key instead of the one of this type", "type", "", kJson, "400 404"},
        {kMetricsDoor, "OPTIONS", "/", "metricsApi", "The routes of this port", "", "", kJson, ""},
        {kMetricsDoor, "GET", "/api-description", "metricsDescription", "The same", "", "", kJson, ""},
        {kMetricsDoor, "GET", "/metrics", "metrics", "Series for Prometheus", "name[]", "", "text/plain", ""},
    };
    return all;
}

Json descriptionOf(std::string_view door) {
    Json paths = Json::object();
    for (const Operation& operation : operations())
        if (operation.door == door || (operation.door == kApiDoor && isInferenceDoor(door)))
            addTo(paths, operation, std::string(operation.path));
    return documentOf(std::move(paths));
}

Json descriptionOf(std::string_view door, std::string_view model) {
    Json paths = Json::object();
    for (const Operation& operation : operations()) {
        std::string path(operation.path);
        const auto at = path.find(kModel);
        const bool here = operation.door == door || (operation.door == kApiDoor && isInferenceDoor(door));
        if (here && at != path.npos)
            addTo(paths, operation, path.replace(at, kModel.size(), model));
    }
    return documentOf(std::move(paths));
}

void addOperations(nlohmann::json& paths, const std::map<std::string, int>& ports) {
    for (const Operation& operation : operations()) {
        nlohmann::json servers = nlohmann::json::array();
        for (const std::string& door : doorsOf(operation))
            if (const auto port = ports.find(door); port != ports.end())
                servers.push_back({{"url", "http://localhost:" + std::to_string(port->second)}, {"description", door}});
        if (!servers.empty())
            for (const std::string_view method : wordsOf(operation.method))
                addElsewhere(paths, operation, method, servers);
    }
}

} // namespace inferno::api::torchserve
