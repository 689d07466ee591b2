// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "services/http/message.h"

namespace inferno::http {

/// Which requests a door answers to, whoever asks: a browser that was lured here by another site, or by a name that
/// was made to point to this machine (DNS rebinding), is refused before anything else is looked at. Immutable after
/// set-up; safe from any thread.
class HostPolicy {
public:
    /// Serves localhost, loopback addresses and the machine's own name.
    HostPolicy();
    /// Also serves this name or address.
    void allow(std::string_view host);

    /// The address that a connection came to is served too: where a door is open to all, that is an address it is bound
    /// to, and no name that could be made to point here. Errors: input.invalid (no Host, or several), host.refused
    /// (421), origin.refused (403: an Origin other than the door itself, or Sec-Fetch-Site: cross-site).
    Result<void> check(const Request& request) const;
    /// The port is ignored; case and a final dot too.
    bool serves(std::string_view hostAndPort) const;

private:
    std::set<std::string, std::less<>> hosts_;
};

/// "127.0.0.1", "::1", "::ffff:127.0.0.1" and all of 127/8.
bool isLoopback(std::string_view address);

} // namespace inferno::http
