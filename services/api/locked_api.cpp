// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/locked_api.h"

#include "services/api/openapi.h"
#include "services/api/support.h"
#include "services/api/torchserve/reply.h"

namespace inferno::api {
namespace {

using nlohmann::json;

constexpr std::string_view kBearer = "Bearer ";
constexpr std::string_view kStatus = "/api/v1/audit/status";
constexpr std::string_view kUnlock = "/api/v1/audit/unlock";

http::Response refused(const http::Request& request, const Error& error, int status) {
    if (torchserve::isOwnPath(request.path))
        return http::Response::problem(error, status);
    return torchserve::finished(torchserve::errorReply(torchserve::refusalOf(error, status), request.path));
}

http::Response refused(const http::Request& request, const Error& error) {
    const bool locked = error.code == ErrorCode::VaultLocked && !torchserve::isOwnPath(request.path);
    return refused(request, error, locked ? 503 : http::statusOf(kindOf(error.code)));
}

} // namespace

http::Hooks LockedApi::hooks() {
    http::Hooks hooks;
    hooks.admit = [this](const http::Request& head) { return admit(head); };
    hooks.handle = [this](http::Request& request) {
        auto response = dispatch(request);
        return response ? *std::move(response) : refused(request, response.error());
    };
    hooks.refuse = [](const http::Request& request, const Error& error, int status) {
        return refused(request, error, status);
    };
    return hooks;
}

std::optional<http::Response> LockedApi::admit(const http::Request& head) const {
    if (const auto checked = parts_.hosts.check(head); !checked)
        return refused(head, checked.error());
    if (head.path.starts_with("/api/"))
        if (const auto checked = checkToken(head); !checked)
            return refused(head, checked.error());
    return std::nullopt;
}

Result<void> LockedApi::checkToken(const http::Request& request) const {
    const std::string_view given = request.headers.get("Authorization");
    // Which runs are active is in the database, which is not open: their tokens are known, and open nothing.
    if (given.starts_with(kBearer) &&
        parts_.tokens.who(given.substr(kBearer.size()), [](const std::string&) { return Tokens::RunOf{"?", {}}; }))
        return {};
    return fail(ErrorCode::AuthRequired,
                given.empty() ? "the request carries no token" : "the token is not one of this service",
                "send Authorization: Bearer TOKEN; the local token is in run/token of the data folder");
}

Result<http::Response> LockedApi::dispatch(const http::Request& request) {
    const bool reads = request.method == "GET" || request.method == "HEAD";
    if (reads && request.path == "/healthz")
        return answer(parts_.info());
    if (reads && request.path == "/readyz")
        return answer(parts_.info(), 503);
    if (reads && request.path == "/openapi.json")
        return answer(openApi(allRoutes(), parts_.info().ports));
    const auto token = request.headers.get("Authorization");
    const auto principal =
        token.starts_with(kBearer)
            ? parts_.tokens.who(token.substr(kBearer.size()), [](const std::string&) { return std::nullopt; })
            : std::nullopt;
    if (principal && reads && request.path == kStatus && principal->may("audit:read"))
        return answer(parts_.status());
    if (principal && request.method == "POST" && request.path == kUnlock && principal->may("audit:unlock"))
        return unlock(request);
    return fail(ErrorCode::VaultLocked, "the service waits for the passphrase of its vault", "inferno audit unlock");
}

Result<http::Response> LockedApi::unlock(const http::Request& request) {
    const json body = json::parse(request.body, nullptr, false);
    if (!body.is_object() || !body.contains("passphrase") || !body["passphrase"].is_string())
        return fail(ErrorCode::InputInvalid, "'passphrase' is missing", R"(send {"passphrase": "…"})");
    const vault::Passphrase passphrase(body["passphrase"].get<std::string>());
    INFERNO_CHECK(parts_.guard.attempt(request.peer, [&] { return parts_.unlock(passphrase); }));
    return answer(parts_.status());
}

} // namespace inferno::api
