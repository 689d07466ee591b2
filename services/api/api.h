// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <map>
#include <string>
#include <vector>

#include "services/api/context.h"
#include "services/api/route.h"
#include "services/http/access.h"
#include "services/http/router.h"
#include "services/http/server.h"

namespace inferno::api {

/// The public API: who may ask, which handler answers, and how errors look. Built before the server starts, then
/// immutable; its hooks are safe from any thread. The context is borrowed.
class Api {
public:
    /// `slowAtOnce`: how many slow requests (a verification, a prediction) are handled at the same time; more are
    /// refused, so that there is always a thread for quick ones.
    Api(const Context& context, http::HostPolicy hosts, int slowAtOnce);
    Api(const Api&) = delete;
    Api& operator=(const Api&) = delete;

    /// For the server on which it answers. The API must outlive it.
    http::Hooks hooks();

private:
    std::optional<http::Response> admit(const http::Request& head);
    http::Response handle(http::Request& request);
    Result<http::Response> dispatch(http::Request& request);
    Result<http::Response> run(const Route& route, const Call& call);
    /// Who asks. Error: auth.required.
    Result<Principal> principalOf(const http::Request& request, bool needed) const;
    /// REQUIRES match.handler.
    const Route& routeOf(const std::string& method, const http::Router::Match& match) const;
    http::Response unrouted(const http::Request& request, const http::Router::Match& match);
    /// Where no token is asked for: TorchServe's routes from loopback.
    std::optional<Tokens::RunOf> runOf(const std::string& runId) const;
    bool needsToken(const http::Request& request, const Route& route) const;
    http::Response refuse(const http::Request& request, const Error& error, int status);
    http::Response refuse(const http::Request& request, const Error& error);

    const Context& context_;
    const http::HostPolicy hosts_;
    const int slowAtOnce_;
    std::atomic<int> slow_ = 0;
    const std::vector<Route> routes_;
    std::map<std::string, const Route*> byName_; ///< "METHOD pattern"
    http::Router router_;
};

} // namespace inferno::api
