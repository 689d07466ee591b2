// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "core/vault/query.h"
#include "services/api/auditor.h"
#include "services/http/stream.h"

namespace inferno::api {

/// Somebody who is told of each event that fits, as it becomes durable.
struct AuditFollow {
    vault::Query query;  ///< its filters; `from` is the next event to look at
    std::string filters; ///< the same as they were typed, a JSON object: for the event at the end
    Caller caller;
    std::uint64_t told = 0; ///< events sent
    std::shared_ptr<http::Stream> stream;
};

/// Feeds the clients that follow the audit trail: one thread looks 20 times a second whether the vault has grown, and
/// gives each client, as fast as it takes them, the events that fit, oldest first, one a line; no event comes twice or
/// is left out. What a client has not taken waits in the vault. Records the end of each follow, as an `audit_search`.
/// Safe from any thread. A follow that begins far back is read on the same thread, page by page in turn with the
/// others.
class AuditFollower {
public:
    AuditFollower(vault::Vault& vault, Auditor& auditor) : vault_(vault), auditor_(auditor) {}
    ~AuditFollower() { stop(); }
    AuditFollower(const AuditFollower&) = delete;
    AuditFollower& operator=(const AuditFollower&) = delete;

    /// REQUIRES `follow.query.from`, and filters that checkQuery takes.
    void follow(AuditFollow follow);
    void start();
    /// Breaks off what is being followed. REQUIRES the vault to be open.
    void stop();

private:
    void loop(const std::stop_token& stopping);
    /// One page. False where this one is done.
    bool advance(AuditFollow& follow, bool& more);
    void recordEnd(const AuditFollow& follow);

    vault::Vault& vault_;
    Auditor& auditor_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::vector<AuditFollow> added_;
    std::jthread thread_;
};

} // namespace inferno::api
