// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/torchserve/destination.h"

#include <algorithm>
#include <vector>

namespace inferno::api::torchserve {
namespace {

using Segments = std::vector<std::string_view>;

/// What is between the slashes; like Java's split, without empty ones at the end.
Segments segmentsOf(std::string_view path) {
    Segments out;
    for (std::size_t start = 1; start <= path.size();) {
        const auto end = std::min(path.find('/', start), path.size());
        out.push_back(path.substr(start, end - start));
        start = end + 1;
    }
    while (!out.empty() && out.back().empty())
        out.pop_back();
    return out;
}

Destination at(Place place, std::string_view model = {}, std::string_view version = {}) {
    return {place, std::string(model), std::string(version), {}, false};
}

Destination onlyFor(bool right, Destination destination) {
    return right ? std::move(destination) : at(Place::WrongMethod);
}

/// /predictions/{m}[/{v}[/{path}]] and the same of /explanations.
Destination predictions(std::string_view method, const Segments& path) {
    if (path.size() < 2)
        return at(Place::Unknown);
    Destination to = at(Place::Predict, path[1], path.size() > 2 ? path[2] : std::string_view{});
    to.explain = path[0] == "explanations";
    for (std::size_t i = 3; i < path.size(); ++i)
        to.urlPath += (i == 3 ? "" : "/") + std::string(path[i]);
    if (method == "OPTIONS")
        to.place = Place::ModelDescription;
    else if (method != "POST" && method != "PUT" && method != "GET")
        to.place = Place::WrongMethod;
    return to;
}

/// /v1/models/{m}:predict.
Destination kserve(std::string_view method, const Segments& path) {
    if (path.size() != 3 || path[1] != "models")
        return at(Place::Unknown);
    const auto colon = path[2].rfind(':');
    const std::string_view verb = colon == path[2].npos ? std::string_view{} : path[2].substr(colon + 1);
    if (verb != "predict" && verb != "explain")
        return at(Place::Unknown);
    Destination to = at(Place::KServe, path[2].substr(0, colon));
    to.explain = verb == "explain";
    return onlyFor(method == "POST", std::move(to));
}

/// The Open Inference Protocol.
Destination openInference(std::string_view method, const Segments& path) {
    const bool get = method == "GET";
    if (path.size() == 1)
        return onlyFor(get, at(Place::Server));
    if (path.size() == 3 && path[1] == "health" && (path[2] == "live" || path[2] == "ready"))
        return onlyFor(get, at(path[2] == "live" ? Place::Live : Place::Ready));
    if (path.size() < 3 || path[1] != "models")
        return at(Place::Unknown);
    const bool versioned = path.size() > 4 && path[3] == "versions";
    const std::string_view version = versioned ? path[4] : std::string_view{};
    const std::size_t rest = versioned ? 5 : 3;
    if (path.size() == rest)
        return onlyFor(get, at(Place::ModelMetadata, path[2], version));
    if (path.size() != rest + 1)
        return at(Place::Unknown);
    if (path[rest] == "ready")
        return onlyFor(get, at(Place::ModelReady, path[2], version));
    if (path[rest] != "infer" && path[rest] != "explain")
        return at(Place::Unknown);
    Destination to = at(Place::Infer, path[2], version);
    to.explain = path[rest] == "explain";
    return onlyFor(method == "POST", std::move(to));
}

Destination inference(std::string_view method, const Segments& path) {
    if (path[0] == "ping")
        return path.size() == 1 ? at(Place::Ping) : at(Place::Unknown);
    if (path[0] == "predictions" || path[0] == "explanations")
        return predictions(method, path);
    if (path[0] == "v1")
        return kserve(method, path);
    if (path[0] == "v2")
        return openInference(method, path);
    const bool asks = method == "POST" || method == "PUT" || method == "GET";
    if (path.size() == 1 && path[0] == "invocations")
        return onlyFor(asks, at(Place::Invoke));
    if (path.size() == 3 && path[0] == "models" && path[2] == "invoke")
        return onlyFor(asks, at(Place::Predict, path[1]));
    if (path.size() == 2 && path[1] == "predict")
        return onlyFor(asks, at(Place::Predict, path[0]));
    if (path.size() == 3 && path[2] == "predict")
        return onlyFor(asks, at(Place::Predict, path[0], path[1]));
    return at(Place::Unknown);
}

Destination management(std::string_view method, const Segments& path) {
    if (path.size() == 3 && path[0] == "v1" && path[1] == "models")
        return onlyFor(method == "GET", at(Place::KServeReady, path[2].substr(0, path[2].find(':'))));
    if (path.size() == 1 && path[0] == "token")
        return onlyFor(method == "GET", at(Place::Token));
    if (path[0] != "models")
        return at(Place::Unknown);
    if (path.size() == 1)
        return method == "GET"    ? at(Place::ListModels)
               : method == "POST" ? at(Place::Register)
                                  : at(Place::WrongMethod);
    if (path.size() == 4 && path[3] == "set-default")
        return onlyFor(method == "PUT", at(Place::SetDefault, path[1], path[2]));
    if (path.size() > 3)
        return at(Place::Unknown);
    // Before versions that are called so: DELETE takes such a one away.
    if (path.size() == 3 && path[2] == "split" && (method == "GET" || method == "PUT"))
        return at(method == "GET" ? Place::Split : Place::SetSplit, path[1]);
    if (path.size() == 3 && path[2] == "rollback" && method == "POST")
        return at(Place::Rollback, path[1]);
    const std::string_view version = path.size() == 3 ? path[2] : std::string_view{};
    if (method == "GET")
        return at(Place::Describe, path[1], version);
    if (method == "PUT")
        return at(Place::Scale, path[1], version);
    if (method == "DELETE")
        return at(Place::Unregister, path[1], version);
    if (method == "OPTIONS")
        return at(Place::ModelDescription, path[1], version);
    return at(Place::WrongMethod);
}

} // namespace

bool Destination::asksModel() const {
    return place == Place::Predict || place == Place::Invoke || place == Place::KServe || place == Place::Infer ||
           place == Place::Register || place == Place::Scale;
}

Destination destinationOf(std::string_view door, std::string_view method, std::string_view path) {
    if (method == "HEAD")
        method = "GET";
    const Segments segments = segmentsOf(path);
    if (segments.empty())
        return onlyFor(method == "OPTIONS", at(Place::Description));
    if (segments[0] == "api-description")
        return onlyFor(method == "GET" && segments.size() == 1, at(Place::Description));
    if (isInferenceDoor(door))
        return inference(method, segments);
    if (door == kManagementDoor)
        return management(method, segments);
    if (segments.size() == 1 && segments[0] == "metrics")
        return onlyFor(method == "GET", at(Place::Metrics));
    return at(Place::Unknown);
}

bool isInferenceDoor(std::string_view door) {
    return door == kApiDoor || door == kInferenceDoor;
}

std::string_view permissionOf(const http::Request& request) {
    if (isInferenceDoor(request.listener))
        return "inference:read";
    if (request.listener == kMetricsDoor)
        return "metrics:read";
    if (destinationOf(request.listener, request.method, request.path).place == Place::Token)
        return kRenewsKeys;
    const bool reads = request.method == "GET" || request.method == "HEAD" || request.method == "OPTIONS";
    return reads ? "models:read" : "models:write";
}

} // namespace inferno::api::torchserve
