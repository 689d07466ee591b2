// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/auditor.h"

#include <vector>

#include <nlohmann/json.hpp>

#include "core/vault/vault.h"

namespace inferno::api {
namespace {

constexpr std::chrono::seconds kCountedFor{10};
constexpr std::size_t kManyPeers = 10'000; ///< beyond this many, all others count as one

} // namespace

Caller callerOf(const http::Request& request, Principal principal) {
    constexpr std::size_t kAgentLimit = 256;
    Caller caller{
        std::move(principal), request.peer, std::string(request.headers.get("User-Agent").substr(0, kAgentLimit)), {}};
    // traceparent: version-traceid-parent-flags (W3C Trace Context)
    const std::string_view parent = request.headers.get("traceparent");
    if (parent.size() >= 55 && parent[2] == '-' && parent[35] == '-')
        caller.traceId = parent.substr(3, 32);
    return caller;
}

void Auditor::append(vault::Event event, const Caller& caller) {
    event.user = caller.principal.user;
    event.sourceIp = caller.peer;
    event.userAgent = caller.userAgent;
    event.traceId = caller.traceId;
    vault::AppendRequest request;
    request.events.push_back(std::move(event));
    request.recordedBy = {vault::Origin::Service, caller.principal.user, caller.principal.tokenId, caller.peer};
    request.ack = vault::Ack::Buffered;
    request.onFailure = vault::OnFailure::Open; // reading and inference go on; what is dropped is counted
    vault_.appendAsync(std::move(request), [](const Result<vault::Receipt>&) {});
}

void Auditor::record(vault::Event event, const Caller& caller) {
    append(std::move(event), caller);
}

void Auditor::denied(const http::Request& request, const Error& error, int status, Principal principal) {
    vault::Event event;
    event.eventType = "security";
    event.action = vault::actions::kAccessDenied;
    event.resource = request.path.substr(0, 1024); // a record has room for 64 KiB, escapes included
    event.result = "denied";
    event.severity = vault::Severity::Medium;
    nlohmann::json details{{"status", status}, {"code", idOf(error.code)}, {"method", request.method}};
    event.details = details.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    const Caller caller = callerOf(request, std::move(principal));
    {
        const std::lock_guard lock(mutex_);
        const bool many = denials_.size() >= kManyPeers;
        const std::string key = (many ? std::string("others") : request.peer + " " + caller.principal.user) + " " +
                                std::string(idOf(error.code));
        const auto [entry, isNew] = denials_.try_emplace(key, Repeated{clock_.monotonic(), 0, event, caller});
        if (!isNew) {
            ++entry->second.count;
            return;
        }
    }
    append(std::move(event), caller);
}

void Auditor::flush(bool all) {
    std::vector<Repeated> due;
    {
        const std::lock_guard lock(mutex_);
        const MonoTime now = clock_.monotonic();
        for (auto entry = denials_.begin(); entry != denials_.end();) {
            if (!all && now - entry->second.since < kCountedFor) {
                ++entry;
                continue;
            }
            if (entry->second.count > 0)
                due.push_back(std::move(entry->second));
            entry = denials_.erase(entry);
        }
    }
    for (Repeated& repeated : due) {
        auto details = nlohmann::json::parse(repeated.event.details, nullptr, false);
        details["repeated"] = repeated.count;
        repeated.event.details = details.dump();
        append(std::move(repeated.event), repeated.caller);
    }
}

} // namespace inferno::api
