// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/torchserve/reply.h"

#include <charconv>

#include "core/base/clock.h"
#include "core/base/ids.h"

namespace inferno::api::torchserve {
namespace {

std::string_view typeOf(const Error& error, int status) {
    if (error.code == ErrorCode::AuthRequired || error.code == ErrorCode::AuthDenied)
        return kInvalidKey;
    switch (status) {
    case 400: return "BadRequestException";
    case 404: return "ResourceNotFoundException";
    case 405: return "MethodNotAllowedException";
    case 408: return "RequestTimeoutException";
    case 409: return "ConflictStatusException";
    case 413: return "RequestEntityTooLargeException";
    case 429: return "TooManyRequestsException";
    case 503: return "ServiceUnavailableException";
    default: return status < 500 ? "BadRequestException" : "InternalServerException";
    }
}

std::string messageOf(const Error& error) {
    switch (error.code) {
    case ErrorCode::RouteUnknown: return "Requested resource is not found, please refer to API document.";
    case ErrorCode::MethodRefused: return "Requested method is not allowed, please refer to API document.";
    case ErrorCode::AuthRequired:
    case ErrorCode::AuthDenied:
        return "Token Authorization failed. Token either incorrect, expired, or not provided correctly";
    default: return error.message();
    }
}

int secondsToWait(const Error& error, int byDefault) {
    constexpr std::string_view kWords = "try again in ";
    int seconds = 0;
    const auto at = error.hint.find(kWords);
    const char* const end = error.hint.data() + error.hint.size();
    if (at == error.hint.npos ||
        std::from_chars(error.hint.data() + at + kWords.size(), end, seconds).ec != std::errc{})
        return byDefault;
    return seconds;
}

int statusOf(const Error& error, int status) {
    switch (error.code) {
    case ErrorCode::AuthRequired:
    case ErrorCode::AuthDenied: return 400;
    case ErrorCode::EngineMissing: return 503;
    default: return status;
    }
}

} // namespace

std::unexpected<Refusal> badRequest(std::string message) {
    return refuse(400, "BadRequestException", std::move(message));
}

Refusal refusalOf(const Error& error, int status) {
    const int shown = statusOf(error, status);
    Refusal refusal{shown, std::string(typeOf(error, shown)), messageOf(error)};
    refusal.retryAfterSeconds = secondsToWait(error, refusal.retryAfterSeconds);
    return refusal;
}

Refusal refusalOf(const Error& error) {
    return refusalOf(error, http::statusOf(kindOf(error.code)));
}

http::Response jsonReply(const Json& document, int status) {
    return http::Response::json(status, document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

http::Response statusReply(std::string text, int status) {
    return jsonReply({{"status", std::move(text)}}, status);
}

http::Response errorReply(const Refusal& refusal, std::string_view path) {
    Json body{{"code", refusal.status}, {"type", refusal.type}, {"message", refusal.message}};
    if (path == "/v2" || path.starts_with("/v2/"))
        body["error"] = refusal.message;
    http::Response response = jsonReply(body, refusal.status);
    if (refusal.status == 503 || refusal.status == 429)
        response.headers.set("Retry-After", std::to_string(refusal.retryAfterSeconds));
    return response;
}

http::Response finished(http::Response response) {
    response.headers.set("x-request-id", toText(newUuid(SystemClock().now())));
    response.headers.set("Pragma", "no-cache");
    response.headers.set("Cache-Control", "no-cache; no-store, must-revalidate, private");
    response.headers.set("Expires", "Thu, 01 Jan 1970 00:00:00 UTC");
    response.close = response.close || response.status >= 400;
    return response;
}

bool isOwnPath(std::string_view path) {
    return path.starts_with("/api/") || path == "/openapi.json" || path == "/healthz" || path == "/readyz";
}

} // namespace inferno::api::torchserve
