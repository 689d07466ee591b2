// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/http/router.h"

#include <algorithm>

namespace inferno::http {
namespace {

std::vector<std::string> split(std::string_view path) {
    std::vector<std::string> segments;
    for (std::size_t start = 1; start <= path.size();) {
        const auto end = std::min(path.find('/', start), path.size());
        segments.emplace_back(path.substr(start, end - start));
        start = end + 1;
    }
    return segments;
}

bool isCapture(std::string_view segment) {
    return segment.starts_with('{');
}

/// Fills `captures`; false where the path does not fit. An empty segment fits no {name}.
bool fits(const std::vector<std::string>& pattern, const std::vector<std::string>& path,
          std::map<std::string, std::string>& captures) {
    if (pattern.size() != path.size())
        return false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (isCapture(pattern[i])) {
            if (path[i].empty())
                return false;
            captures[pattern[i].substr(1, pattern[i].size() - 2)] = path[i];
        } else if (pattern[i] != path[i]) {
            return false;
        }
    }
    return true;
}

} // namespace

void Router::add(std::string method, std::string pattern, Handler handler) {
    auto segments = split(pattern);
    routes_.push_back({std::move(method), std::move(pattern), std::move(segments), std::move(handler)});
    // Literal segments first, so that /jobs/new would win over /jobs/{id}.
    std::ranges::stable_sort(routes_, {}, [](const Route& route) {
        return std::ranges::count_if(route.segments, [](const std::string& segment) { return isCapture(segment); });
    });
}

Router::Match Router::match(std::string_view method, std::string_view path) const {
    const std::vector<std::string> segments = split(path);
    Match found;
    for (const Route& route : routes_) {
        std::map<std::string, std::string> captures;
        if (!fits(route.segments, segments, captures))
            continue;
        if (route.method == method || (method == "HEAD" && route.method == "GET"))
            return {&route.handler, route.pattern, {}, std::move(captures)};
        found.allow += (found.allow.empty() ? "" : ", ") + route.method;
    }
    return found;
}

} // namespace inferno::http
