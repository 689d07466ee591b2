// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "services/api/context.h"
#include "services/api/route.h"
#include "services/api/torchserve/frontend.h"
#include "services/api/torchserve/host_models.h"
#include "services/api/torchserve/keys.h"
#include "services/http/access.h"
#include "services/http/router.h"
#include "services/http/server.h"

namespace inferno::api {

/// The public API, and TorchServe's routes beside it: who may ask, which handler answers, and how errors look. Built
/// before the server starts, then immutable; its hooks are safe from any thread. The context is borrowed.
class Api {
public:
    /// Predictions that are handled at the same time. Their threads only wait for the engine, which computes together
    /// what is asked together.
    static constexpr int kPredictionsAtOnce = 64;

    /// `slowAtOnce`: how many slow requests of other kinds (a verification) are handled at the same time. More of
    /// either are refused, so that there is always a thread for quick ones.
    Api(const Context& context, http::HostPolicy hosts, int slowAtOnce);
    Api(const Api&) = delete;
    Api& operator=(const Api&) = delete;

    /// For the server on which it answers. The API must outlive it.
    http::Hooks hooks();

    /// Serves the models of `[inference] load_models` that are not served yet, each with its event; returns what could
    /// not be. Blocks until they are loaded.
    std::vector<Error> loadModels();
    /// Makes TorchServe's keys and their file, but for `[inference] token = "never"`. Before requests come. Errors:
    /// io.*.
    Result<void> makeKeys();

private:
    std::optional<http::Response> admit(const http::Request& head);
    http::Response handle(http::Request& request);
    Result<http::Response> dispatch(http::Request& request);
    /// TorchServe's routes.
    Result<http::Response> serve(const http::Request& request);
    /// Its predictions, where it is plain at once who asks.
    http::Start begin(const http::Request& request);
    /// Who asks on TorchServe's routes, if he may. Errors: auth.required, auth.denied.
    Result<Caller> mayServe(const http::Request& request, const Tokens::ActiveRun& activeRun) const;
    /// Room for requests of a kind.
    struct Places {
        explicit Places(int count) : most(count) {}
        const int most;
        std::atomic<int> taken = 0;
    };
    /// Runs `work`, in one of these places; null: it needs none. Error: rate.limited where none is free.
    static Result<http::Response> run(Places* places, const std::function<Result<http::Response>()>& work);
    /// Who asks. Error: auth.required.
    Result<Principal> principalOf(const http::Request& request, bool needed) const;
    Result<Principal> principalOf(const http::Request& request, bool needed, const Tokens::ActiveRun& activeRun) const;
    /// REQUIRES match.handler.
    const Route& routeOf(const std::string& method, const http::Router::Match& match) const;
    std::optional<Tokens::RunOf> runOf(const std::string& runId) const;
    /// Whether it carries a token that may hold; a run's is looked at later, since that takes a look into the database.
    bool carriesToken(const http::Request& request) const;
    /// Whom a token or, on TorchServe's routes, a key speaks for.
    std::optional<Principal> who(const http::Request& request, const Tokens::ActiveRun& activeRun) const;
    /// Whether Inferno's own routes are there: on the address of [api], also where the door is open wider.
    bool isAtApi(const http::Request& request) const;
    /// Whether TorchServe's routes ask for one: by default only from elsewhere than loopback.
    bool needsToken(const http::Request& request) const;
    /// REQUIRES a path that the router does not know, or that is not at the API's address.
    Error unrouted(const http::Request& request, const http::Router::Match& match) const;
    http::Response render(const http::Request& request, const Error& error, int status);
    http::Response refuse(const http::Request& request, const Error& error, int status);
    http::Response refuse(const http::Request& request, const Error& error);

    const Context& context_;
    const http::HostPolicy hosts_;
    Places slow_;
    Places predictions_{kPredictionsAtOnce};
    const std::vector<Route> routes_;
    std::map<std::string, const Route*> byName_; ///< "METHOD pattern"
    http::Router router_;
    std::unique_ptr<torchserve::Keys> keys_; ///< null until they are made
    torchserve::HostModels models_;
    torchserve::Frontend torchserve_;
};

} // namespace inferno::api
