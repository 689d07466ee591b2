// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/api.h"

#include <algorithm>

#include "core/base/nearest.h"
#include "core/jobs/job_store.h"
#include "services/api/torchserve.h"
#include "services/config/config.h"

namespace inferno::api {
namespace {

constexpr std::string_view kBearer = "Bearer ";

bool isApiPath(std::string_view path) {
    return path.starts_with("/api/");
}

/// What the service's own files did is its own fault, never the caller's: a file that the request named is told of with
/// another code.
int statusOf(const Error& error) {
    switch (error.code) {
    case ErrorCode::IoNotFound:
    case ErrorCode::IoExists:
    case ErrorCode::IoDenied: return http::statusOf(ErrorKind::Internal);
    default: return http::statusOf(kindOf(error.code));
    }
}

/// A misspelt parameter would be a filter that does not filter.
Result<void> checkParameters(const http::Request& request, const Route& route) {
    for (const auto& [name, value] : request.query) {
        std::vector<std::string> known;
        for (const Parameter& parameter : route.query)
            known.push_back(parameter.name);
        if (std::ranges::find(known, name) != known.end())
            continue;
        const std::string near = nearest(name, known);
        return fail(ErrorCode::InputInvalid, "there is no parameter '" + name + "' here",
                    near.empty() ? "/openapi.json lists them" : "did you mean '" + near + "'?");
    }
    return {};
}

} // namespace

Api::Api(const Context& context, http::HostPolicy hosts, int slowAtOnce)
    : context_(context), hosts_(std::move(hosts)), slowAtOnce_(slowAtOnce), routes_(allRoutes()) {
    for (const Route& route : routes_) {
        byName_[route.method + " " + route.path] = &route;
        router_.add(route.method, route.path, nullptr);
    }
}

http::Hooks Api::hooks() {
    http::Hooks hooks;
    hooks.admit = [this](const http::Request& head) { return admit(head); };
    hooks.handle = [this](http::Request& request) { return handle(request); };
    hooks.refuse = [](const http::Request& request, const Error& error, int status) {
        return isOwnPath(request.path) ? http::Response::problem(error, status) : torchServeError(error, status);
    };
    return hooks;
}

http::Response Api::refuse(const http::Request& request, const Error& error) {
    return refuse(request, error, statusOf(error));
}

http::Response Api::refuse(const http::Request& request, const Error& error, int status) {
    if (status == 401 || status == 403 || status == 429)
        context_.auditor.denied(request, error, status,
                                status == 401 ? Principal{} : principalOf(request, false).value_or(Principal{}));
    return isOwnPath(request.path) ? http::Response::problem(error, status) : torchServeError(error, status);
}

std::optional<http::Response> Api::admit(const http::Request& head) {
    if (const auto checked = hosts_.check(head); !checked)
        return refuse(head, checked.error());
    // The body of a request that is refused anyway is never read. Whether a run's token still holds is asked later,
    // since that takes a look into the database.
    const auto match = router_.match(head.method, head.path);
    const std::string_view given = head.headers.get("Authorization");
    const bool known =
        given.starts_with(kBearer) &&
        context_.tokens.who(given.substr(kBearer.size()), [](const std::string&) { return Tokens::RunOf{"?", {}}; });
    const bool needed = isApiPath(head.path) || (match.handler && needsToken(head, routeOf(head.method, match)));
    if (needed && !known)
        return refuse(head, principalOf(head, true).error());
    if (!match.handler)
        return unrouted(head, match);
    return std::nullopt;
}

const Route& Api::routeOf(const std::string& method, const http::Router::Match& match) const {
    return *byName_.at((method == "HEAD" ? "GET" : method) + " " + match.pattern);
}

http::Response Api::unrouted(const http::Request& request, const http::Router::Match& match) {
    if (match.allow.empty())
        return refuse(
            request,
            fail(ErrorCode::RouteUnknown, "nothing is at " + request.path, "/openapi.json lists what is").error());
    const Error error = fail(ErrorCode::MethodRefused, request.path + " takes " + match.allow).error();
    http::Response response = refuse(request, error);
    response.headers.set("Allow", match.allow);
    return response;
}

Result<Principal> Api::principalOf(const http::Request& request, bool needed) const {
    const std::string_view given = request.headers.get("Authorization");
    if (given.empty() && !needed)
        return Principal{};
    if (given.starts_with(kBearer)) {
        const auto principal = context_.tokens.who(given.substr(kBearer.size()),
                                                   [this](const std::string& runId) { return runOf(runId); });
        if (principal)
            return *principal;
    }
    return fail(ErrorCode::AuthRequired,
                given.empty() ? "the request carries no token" : "the token is not one of this service",
                "send Authorization: Bearer TOKEN; the local token is in run/token of the data folder");
}

/// What the token of an active run allows, by the definition of its job.
std::optional<Tokens::RunOf> Api::runOf(const std::string& runId) const {
    const auto run = context_.jobs.runById(runId);
    if (!run || !jobs::isActive(run->state))
        return std::nullopt;
    const auto job = context_.jobs.job(run->jobId);
    if (!job)
        return std::nullopt;
    return Tokens::RunOf{run->job, jobs::runPermissionsOf(job->definition, job->kind)};
}

bool Api::needsToken(const http::Request& request, const Route& route) const {
    if (route.permission.empty())
        return false;
    if (isApiPath(request.path))
        return true;
    const std::string& how = context_.config.text("inference.token");
    return how == "always" || (how == "auto" && !http::isLoopback(request.peer));
}

http::Response Api::handle(http::Request& request) {
    auto response = dispatch(request);
    if (!response)
        return refuse(request, response.error());
    return *std::move(response);
}

Result<http::Response> Api::dispatch(http::Request& request) {
    auto match = router_.match(request.method, request.path);
    if (!match.handler)
        return unrouted(request, match);
    const Route& route = routeOf(request.method, match);
    request.captures = std::move(match.captures);
    const bool needed = needsToken(request, route);
    INFERNO_TRY(Principal principal, principalOf(request, needed));
    if (needed && !principal.may(route.permission))
        return fail(ErrorCode::AuthDenied, "the token of " + principal.user + " does not allow " + route.permission,
                    "ask with a token that does");
    INFERNO_CHECK(checkParameters(request, route));
    return run(route, {context_, request, callerOf(request, std::move(principal))});
}

Result<http::Response> Api::run(const Route& route, const Call& call) {
    if (!route.slow)
        return route.handle(call);
    struct Place {
        std::atomic<int>& count;
        const int number = ++count;
        ~Place() { --count; }
    };
    const Place place{slow_};
    if (place.number > slowAtOnce_)
        return fail(isApiPath(call.request.path) ? ErrorCode::RateLimited : ErrorCode::EngineUnavailable,
                    std::to_string(slowAtOnce_) + " such requests are being handled", "try again in some seconds");
    return route.handle(call);
}

} // namespace inferno::api
