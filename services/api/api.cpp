// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/api.h"

#include <algorithm>

#include "core/base/nearest.h"
#include "core/jobs/job_store.h"
#include "services/api/model_events.h"
#include "services/api/models.h"
#include "services/config/config.h"
#include "services/host/host_probe.h"

namespace inferno::api {
namespace {

constexpr std::string_view kBearer = "Bearer ";

bool isApiPath(std::string_view path) {
    return path.starts_with("/api/");
}

/// Which of the two families of routes a request is for.
bool isOwn(const http::Request& request) {
    return torchserve::isOwnPath(request.path);
}

torchserve::ModelSources sourcesOf(const Context& context) {
    return {modelStoreOf(context.config, context.dataDir), context.config.list("inference.allowed_urls")};
}

int overloadStatusOf(const Context& context) {
    return context.config.text("inference.overload_status") == "429" ? 429 : 503;
}

torchserve::Frontend::Parts frontendParts(const Context& context, torchserve::ModelsPort& models,
                                          std::function<torchserve::Keys*()> keys) {
    return {models,
            context.clock,
            sourcesOf(context),
            static_cast<std::uint64_t>(context.config.integer("inference.max_request_size")),
            static_cast<int>(context.config.integer("inference.default_workers_per_model")),
            INFERNO_VERSION,
            [&context] { return context.host.read(); },
            [&context](const torchserve::ModelChange& change, const Caller& caller) {
                return recordModelChange(context, caller, change.action, change.model, change.details, change.success);
            },
            [&context](const torchserve::InferenceRequest& request, const Caller& caller) {
                recordInference(context, caller, request);
            },
            context.models ? context.models->traffic() : nullptr,
            std::move(keys),
            overloadStatusOf(context)};
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

/// Whether one of the permissions of "a|b" is there.
bool mayOne(const Principal& principal, std::string_view permissions) {
    while (!permissions.empty()) {
        const std::string_view one = permissions.substr(0, permissions.find('|'));
        if (principal.may(one))
            return true;
        permissions.remove_prefix(std::min(one.size() + 1, permissions.size()));
    }
    return false;
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
    : context_(context), hosts_(std::move(hosts)), slow_(slowAtOnce), routes_(allRoutes()), models_(context.models),
      torchserve_(frontendParts(context, models_, [this] { return keys_.get(); })) {
    for (const Route& route : routes_) {
        byName_[route.method + " " + route.path] = &route;
        router_.add(route.method, route.path, nullptr);
    }
}

http::Hooks Api::hooks() {
    http::Hooks hooks;
    hooks.admit = [this](const http::Request& head) { return admit(head); };
    hooks.begin = [this](const http::Request& request) { return begin(request); };
    hooks.handle = [this](http::Request& request) { return handle(request); };
    hooks.refuse = [this](const http::Request& request, const Error& error, int status) {
        return render(request, error, status);
    };
    return hooks;
}

http::Response Api::render(const http::Request& request, const Error& error, int status) {
    return isOwn(request) ? http::Response::problem(error, status) : torchserve_.refused(request, error, status);
}

http::Response Api::refuse(const http::Request& request, const Error& error) {
    const bool noRoom = error.code == ErrorCode::RateLimited && !isOwn(request);
    return refuse(request, error, noRoom ? overloadStatusOf(context_) : statusOf(error));
}

http::Response Api::refuse(const http::Request& request, const Error& error, int status) {
    if (status == 401 || status == 403 || status == 429)
        context_.auditor.denied(request, error, status,
                                status == 401 ? Principal{} : principalOf(request, false).value_or(Principal{}));
    return render(request, error, status);
}

bool Api::carriesToken(const http::Request& request) const {
    return who(request, [](const std::string&) { return Tokens::RunOf{"?", {}}; }).has_value();
}

std::optional<Principal> Api::who(const http::Request& request, const Tokens::ActiveRun& activeRun) const {
    const std::string_view given = request.headers.get("Authorization");
    if (!given.starts_with(kBearer))
        return std::nullopt;
    const std::string_view token = given.substr(kBearer.size());
    if (auto principal = context_.tokens.who(token, activeRun))
        return principal;
    return keys_ && !isOwn(request) ? keys_->who(request.listener, token) : std::nullopt;
}

std::optional<http::Response> Api::admit(const http::Request& head) {
    if (const auto checked = hosts_.check(head); !checked)
        return refuse(head, checked.error());
    // The body of a request that is refused anyway is never read.
    const bool needed = isOwn(head) ? isApiPath(head.path) : needsToken(head);
    if (needed && !carriesToken(head))
        return refuse(head, principalOf(head, true).error());
    if (!isOwn(head))
        return torchserve_.unrouted(head);
    const auto match = router_.match(head.method, head.path);
    if (match.handler && isAtApi(head))
        return std::nullopt;
    http::Response response = refuse(head, unrouted(head, match));
    if (response.status == 405)
        response.headers.set("Allow", match.allow);
    return response;
}

bool Api::isAtApi(const http::Request& request) const {
    const std::string& address = context_.config.text("api.listen");
    const bool anywhere = address == "0.0.0.0" || address == "::";
    return request.listener == torchserve::kApiDoor &&
           (anywhere || request.local == address || (http::isLoopback(address) && http::isLoopback(request.local)));
}

const Route& Api::routeOf(const std::string& method, const http::Router::Match& match) const {
    return *byName_.at((method == "HEAD" ? "GET" : method) + " " + match.pattern);
}

Error Api::unrouted(const http::Request& request, const http::Router::Match& match) const {
    if (match.allow.empty() || !isAtApi(request))
        return fail(ErrorCode::RouteUnknown, "nothing is at " + request.path, "/openapi.json lists what is").error();
    return fail(ErrorCode::MethodRefused, request.path + " takes " + match.allow).error();
}

Result<Principal> Api::principalOf(const http::Request& request, bool needed) const {
    return principalOf(request, needed, [this](const std::string& runId) { return runOf(runId); });
}

Result<Principal> Api::principalOf(const http::Request& request, bool needed,
                                   const Tokens::ActiveRun& activeRun) const {
    const std::string_view given = request.headers.get("Authorization");
    if (given.empty() && !needed)
        return Principal{};
    if (auto principal = who(request, activeRun))
        return *std::move(principal);
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

std::vector<Error> Api::loadModels() {
    const auto& wanted = context_.config.list("inference.load_models");
    return wanted.empty() ? std::vector<Error>() : torchserve_.loadAtStart(wanted);
}

Result<void> Api::makeKeys() {
    const std::filesystem::path file = context_.dataDir / "run" / "key_file.json";
    if (context_.config.text("inference.token") == "never") {
        const auto removed = context_.vfs.remove(file); // one that was left behind would be believed
        return !removed && removed.error().code != ErrorCode::IoNotFound ? removed : Result<void>();
    }
    const std::chrono::minutes life(context_.config.integer("inference.token_expiration_min"));
    INFERNO_TRY(keys_, torchserve::Keys::create(context_.vfs, context_.clock, file, life));
    return {};
}

bool Api::needsToken(const http::Request& request) const {
    const std::string& how = context_.config.text("inference.token");
    if (keys_ && torchserve::permissionOf(request) == torchserve::kRenewsKeys)
        return true;
    return how == "always" || (how == "auto" && !http::isLoopback(request.peer));
}

http::Response Api::handle(http::Request& request) {
    auto response = isOwn(request) ? dispatch(request) : serve(request);
    if (!response)
        return refuse(request, response.error());
    return *std::move(response);
}

Result<http::Response> Api::dispatch(http::Request& request) {
    auto match = router_.match(request.method, request.path);
    if (!match.handler)
        return std::unexpected(unrouted(request, match));
    const Route& route = routeOf(request.method, match);
    request.captures = std::move(match.captures);
    const bool needed = !route.permission.empty();
    INFERNO_TRY(Principal principal, principalOf(request, needed));
    if (needed && !mayOne(principal, route.permission))
        return fail(ErrorCode::AuthDenied, "the token of " + principal.user + " does not allow " + route.permission,
                    "ask with a token that does");
    INFERNO_CHECK(checkParameters(request, route));
    const Call call{context_, request, callerOf(request, std::move(principal))};
    return run(route.slow ? &slow_ : nullptr, [&] { return route.handle(call); });
}

Result<Caller> Api::mayServe(const http::Request& request, const Tokens::ActiveRun& activeRun) const {
    const bool needed = needsToken(request);
    INFERNO_TRY(Principal principal, principalOf(request, needed, activeRun));
    const std::string_view permission = torchserve::permissionOf(request);
    if (needed && !principal.may(permission))
        return fail(ErrorCode::AuthDenied,
                    "the token of " + principal.user + " does not allow " + std::string(permission),
                    "ask with a token that does");
    return callerOf(request, std::move(principal));
}

http::Start Api::begin(const http::Request& request) {
    if (isOwn(request))
        return {};
    bool looks = false; // the token of a run takes a look into the database
    auto caller = mayServe(request, [&](const std::string&) -> std::optional<Tokens::RunOf> {
        looks = true;
        return std::nullopt;
    });
    return caller && !looks ? torchserve_.begin(request, *std::move(caller)) : http::Start{};
}

Result<http::Response> Api::serve(const http::Request& request) {
    INFERNO_TRY(const Caller caller, mayServe(request, [this](const std::string& runId) { return runOf(runId); }));
    const bool slow = torchserve::destinationOf(request.listener, request.method, request.path).asksModel();
    return run(slow ? &predictions_ : nullptr,
               [&]() -> Result<http::Response> { return torchserve_.handle(request, caller); });
}

Result<http::Response> Api::run(Places* places, const std::function<Result<http::Response>()>& work) {
    if (!places)
        return work();
    struct Place {
        std::atomic<int>& taken;
        const int number = ++taken;
        ~Place() { --taken; }
    };
    const Place place{places->taken};
    if (place.number > places->most)
        return fail(ErrorCode::RateLimited, std::to_string(places->most) + " such requests are being handled",
                    "try again in some seconds");
    return work();
}

} // namespace inferno::api
