// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "services/http/message.h"

namespace inferno::http {

using Handler = std::function<Response(const Request&)>;

/// Routes by method and path pattern: "/api/v1/jobs/{id}/run", where {name} matches one segment. A literal segment
/// wins over a {name} one. Filled before the server starts, then immutable and safe from any thread. Cost: O(routes).
class Router {
public:
    /// REQUIRES a pattern that begins with '/'.
    void add(std::string method, std::string pattern, Handler handler);

    struct Match {
        const Handler* handler = nullptr; ///< null where the path or the method is not known
        std::string pattern;
        std::string allow; ///< methods of the path, comma-separated; "" where the path is not known
        std::map<std::string, std::string> captures;
    };
    /// HEAD matches GET's route.
    Match match(std::string_view method, std::string_view path) const;

private:
    struct Route {
        std::string method;
        std::string pattern;
        std::vector<std::string> segments;
        Handler handler;
    };
    std::vector<Route> routes_;
};

} // namespace inferno::http
