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

Json operationOf(const Operation& operation, const std::string& path) {
    Json out;
    out["description"] = operation.summary;
    out["operationId"] = operation.id;
    Json parameters = Json::array();
    for (auto open = path.find('{'); open != path.npos; open = path.find('{', open + 1))
        parameters.push_back(parameter(path.substr(open + 1, path.find('}', open) - open - 1), "path"));
    for (const std::string_view name : wordsOf(operation.query))
        parameters.push_back(parameter(name, "query"));
    out["parameters"] = std::move(parameters);
    const Json anything = Json::object();
    if (!operation.body.empty()) {
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
    std::string method(operation.method);
    std::ranges::transform(method, method.begin(), [](char c) { return static_cast<char>(c - 'A' + 'a'); });
    paths[path][method] = operationOf(operation, path);
}

} // namespace

const std::vector<Operation>& operations() {
    constexpr auto i = kApiDoor;
    constexpr auto m = kManagementDoor;
    constexpr std::string_view asked = "400 404 413 500 503";
    static const std::vector<Operation> all{
        {i, "GET", "/ping", "ping", "Whether every model has its workers", "", "", kJson, "500"},
        {i, "POST", "/predictions/{model}", "predictions", "Ask the default version of a model", "", kAny, kAny, asked},
        {i, "OPTIONS", "/predictions/{model}", "predictionsApi", "How a model is asked", "", "", kJson, "404"},
        {i, "POST", "/predictions/{model}/{version}", "versionPredictions", "Ask a version of a model", "", kAny, kAny,
         asked},
        {i, "POST", "/explanations/{model}", "explanations", "Explanations of the default version", "", kAny, kAny,
         asked},
        {i, "POST", "/explanations/{model}/{version}", "versionExplanations", "Explanations of a version", "", kAny,
         kAny, asked},
        {i, "POST", "/invocations", "invocations", "Ask the model that a parameter names", "model_name", kAny, kAny,
         asked},
        {i, "POST", "/models/{model}/invoke", "invoke", "Ask a model", "", kAny, kAny, asked},
        {i, "POST", "/v1/models/{model}:predict", "kservePredict", "Ask a model (KServe version 1)", "", kJson, kJson,
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
        {m, "GET", "/v1/models/{model}", "kserveReady", "Whether a model is ready (KServe version 1)", "", "", kJson,
         "404"},
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

} // namespace inferno::api::torchserve
