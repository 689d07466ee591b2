// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "services/http/message.h"

namespace inferno::api::torchserve {

// The names of the doors, as requests carry them.
constexpr std::string_view kApiDoor = "api";             ///< 8080: inference, and the API beside it
constexpr std::string_view kInferenceDoor = "inference"; ///< where inference_address is elsewhere
constexpr std::string_view kManagementDoor = "management";
constexpr std::string_view kMetricsDoor = "metrics";

/// The permission for GET /token; of Inferno's own tokens the local one alone has it.
constexpr std::string_view kRenewsKeys = "keys:write";

/// What a request asks for.
enum class Place {
    Unknown,     ///< 404
    WrongMethod, ///< 405
    Description, ///< OPTIONS /, GET /api-description
    ModelDescription,
    Ping,
    Predict,
    Invoke, ///< the model is a parameter
    KServe, ///< /v1/models/{m}:predict
    Server, ///< /v2
    Live,
    Ready,
    ModelMetadata,
    ModelReady,
    Infer,
    ListModels,
    Register,
    Describe,
    Scale,
    SetDefault,
    Split, ///< how requests are split among the versions
    SetSplit,
    Rollback,
    Unregister,
    KServeReady,
    Token, ///< a new key of TorchServe's
    Metrics,
};

struct Destination {
    Place place = Place::Unknown;
    std::string model;
    std::string version;
    std::string urlPath; ///< what follows model and version
    bool explain = false;

    /// Asks a model: may take seconds.
    bool asksModel() const;
};

/// Where a request to TorchServe's routes goes. A HEAD goes where a GET does. Pure.
Destination destinationOf(std::string_view door, std::string_view method, std::string_view path);
/// Whether inference is behind this door.
bool isInferenceDoor(std::string_view door);
/// The permission that a token needs there: what a door and a method stand for, whether anything is there or not.
std::string_view permissionOf(const http::Request& request);

} // namespace inferno::api::torchserve
