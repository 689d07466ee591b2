// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>

#include "core/base/clock.h"
#include "core/vault/event.h"
#include "services/api/tokens.h"
#include "services/http/message.h"

namespace inferno::vault {
class Vault;
}

namespace inferno::api {

/// Who asked, and from where: goes into every event that a request causes.
struct Caller {
    Principal principal;
    std::string peer;
    std::string userAgent;
    std::string traceId; ///< of the W3C traceparent, where one came
};
Caller callerOf(const http::Request& request, Principal principal);

/// Writes the events of requests that are no changes (docs/api.md, "Events"): buffered, never waiting for the disk.
/// What is refused again and again from one peer is one event, and then one for each 10 s with the count. A vault that
/// cannot write loses these, and says so in its status. Safe from any thread.
class Auditor {
public:
    Auditor(vault::Vault& vault, const Clock& clock) : vault_(vault), clock_(clock) {}

    void record(vault::Event event, const Caller& caller);
    /// An `access_denied` event for a 401, 403 or 429; `principal` is who asked, where that is known.
    void denied(const http::Request& request, const Error& error, int status, Principal principal);
    /// Writes the counts that are due; called every second or so, and with `all` at the end.
    void flush(bool all = false);

private:
    struct Repeated {
        MonoTime since{};
        std::uint64_t count = 0; ///< after the first
        vault::Event event;
        Caller caller;
    };
    void append(vault::Event event, const Caller& caller);

    vault::Vault& vault_;
    const Clock& clock_;
    std::mutex mutex_;
    std::map<std::string, Repeated> denials_; ///< by peer and code
};

} // namespace inferno::api
