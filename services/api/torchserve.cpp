// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/torchserve.h"

#include "services/api/support.h"

namespace inferno::api {
namespace {

std::string_view typeOf(const Error& error, int status) {
    if (error.code == ErrorCode::ModelUnknown)
        return error.detail.starts_with("Model version") ? "ModelVersionNotFoundException" : "ModelNotFoundException";
    if (error.code == ErrorCode::AuthRequired || error.code == ErrorCode::AuthDenied)
        return "InvalidKeyException";
    switch (status) {
    case 400: return "BadRequestException";
    case 404: return "ResourceNotFoundException";
    case 405: return "MethodNotAllowedException";
    case 409: return "ConflictStatusException";
    case 413: return "RequestEntityTooLargeException";
    case 503: return "ServiceUnavailableException";
    default: return status < 500 ? "BadRequestException" : "InternalServerException";
    }
}

std::string messageOf(const Error& error) {
    switch (error.code) {
    case ErrorCode::RouteUnknown: return "Requested resource is not found, please refer to API document.";
    case ErrorCode::MethodRefused: return "Requested method is not allowed, please refer to API document.";
    case ErrorCode::ModelUnknown: return error.detail;
    default: return error.message();
    }
}

} // namespace

bool isOwnPath(std::string_view path) {
    return path.empty() || path.starts_with("/api/") || path == "/openapi.json" || path == "/healthz" ||
           path == "/readyz";
}

http::Response torchServeError(const Error& error, int status) {
    const bool keyMissing = error.code == ErrorCode::AuthRequired || error.code == ErrorCode::AuthDenied;
    const int shown = keyMissing ? 400 : status;
    http::Response response =
        answer({{"code", shown}, {"type", typeOf(error, shown)}, {"message", messageOf(error)}}, shown);
    if (shown == 503)
        response.headers.set("Retry-After", "5");
    return response;
}

} // namespace inferno::api
