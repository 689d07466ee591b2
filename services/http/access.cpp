// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/http/access.h"

#include <unistd.h>

#include <algorithm>

namespace inferno::http {
namespace {

/// Host without port, lower case, without brackets and a final dot.
std::string hostOf(std::string_view hostAndPort) {
    std::string_view host = hostAndPort;
    if (host.starts_with('[')) {
        host = host.substr(1, std::min(host.find(']'), host.size()) - 1);
    } else if (std::ranges::count(host, ':') == 1) {
        host = host.substr(0, host.find(':'));
    }
    if (host.ends_with('.'))
        host.remove_suffix(1);
    std::string out(host);
    std::ranges::transform(out, out.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

bool allDigitsAndDots(std::string_view text) {
    return text.find_first_not_of("0123456789.") == text.npos;
}

} // namespace

bool isLoopback(std::string_view address) {
    if (address.starts_with("::ffff:"))
        address.remove_prefix(7);
    return address == "::1" || (address.starts_with("127.") && allDigitsAndDots(address));
}

HostPolicy::HostPolicy() {
    allow("localhost");
    char name[256] = {};
    if (gethostname(name, sizeof name - 1) == 0 && name[0] != '\0')
        allow(name);
}

void HostPolicy::allow(std::string_view host) {
    hosts_.insert(hostOf(host));
}

bool HostPolicy::serves(std::string_view hostAndPort) const {
    const std::string host = hostOf(hostAndPort);
    return isLoopback(host) || hosts_.contains(host);
}

Result<void> HostPolicy::check(const Request& request) const {
    if (request.headers.count("Host") != 1)
        return fail(ErrorCode::InputInvalid, "a request names one host", "send one Host field");
    const std::string_view host = request.headers.get("Host");
    if (!serves(host) && hostOf(host) != request.local)
        return fail(ErrorCode::HostRefused, "'" + std::string(host) + "' is not a name of this service",
                    "add it to hosts in [api] if it is");
    if (const auto origin = request.headers.find("Origin")) {
        const auto scheme = origin->find("://");
        const bool own = scheme != origin->npos && origin->substr(scheme + 3) == host;
        if (!own)
            return fail(ErrorCode::OriginRefused, "the request comes from '" + std::string(*origin) + "'",
                        "programs send no Origin; a page of another site may not ask this service");
    }
    if (request.headers.get("Sec-Fetch-Site") == "cross-site")
        return fail(ErrorCode::OriginRefused, "a page of another site sent the request",
                    "a page of another site may not ask this service");
    return {};
}

} // namespace inferno::http
