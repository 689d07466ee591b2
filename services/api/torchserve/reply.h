// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "services/http/message.h"

/// How TorchServe's frontend answers (pytorch/serve, NettyUtils and HttpRequestHandler): JSON with two spaces and a
/// line end, errors as {"code","type","message"}, and the same header fields on every answer. Pure but for the request
/// id.
namespace inferno::api::torchserve {

using Json = nlohmann::ordered_json; ///< fields stay in TorchServe's order

/// An error in TorchServe's words.
struct Refusal {
    int status = 500;
    std::string type;
    std::string message;
    int retryAfterSeconds = 5; ///< said with 503 and 429
};
using Reply = std::expected<http::Response, Refusal>;

inline std::unexpected<Refusal> refuse(int status, std::string type, std::string message) {
    return std::unexpected(Refusal{status, std::move(type), std::move(message)});
}
std::unexpected<Refusal> badRequest(std::string message);

constexpr std::string_view kInvalidKey = "InvalidKeyException";
/// TorchServe's words where GET /token is refused.
constexpr std::string_view kWrongKey =
    "Token Authentication failed. Token either incorrect, expired, or not provided correctly";

/// What an error of the service is to TorchServe; without a token it is 400, not 401. A hint "try again in N s" is
/// what Retry-After says.
Refusal refusalOf(const Error& error, int status);
Refusal refusalOf(const Error& error);

http::Response jsonReply(const Json& document, int status = 200);
/// {"status": text}.
http::Response statusReply(std::string text, int status = 200);
/// The error's body; under /v2 with the field that the Open Inference Protocol reads.
http::Response errorReply(const Refusal& refusal, std::string_view path);

/// Adds the header fields that all answers have; from 400 on the connection ends.
http::Response finished(http::Response response);

/// Whether a path is Inferno's own, with errors as application/problem+json.
bool isOwnPath(std::string_view path);

} // namespace inferno::api::torchserve
