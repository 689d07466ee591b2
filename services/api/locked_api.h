// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

#include "core/vault/root_key.h"
#include "services/api/passphrase_guard.h"
#include "services/api/tokens.h"
#include "services/client/types.h"
#include "services/http/access.h"
#include "services/http/server.h"

namespace inferno::api {

/// What a service answers whose vault waits for its passphrase: how it is, and `unlock`. Everything else under /api is
/// vault.locked (423), the inference routes the same in TorchServe's shape (503). It holds no engine: none is open yet.
/// Requests that are refused here are no events, since nothing can be recorded; wrong passphrases are, afterwards.
/// Immutable but for the guard; its hooks are safe from any thread. `tokens` and `guard` are borrowed.
class LockedApi {
public:
    struct Parts {
        const Tokens& tokens;
        PassphraseGuard& guard;
        http::HostPolicy hosts;
        std::function<client::ServiceInfo()> info;
        std::function<client::AuditStatus()> status;
        /// Opens the vault and all that waits for it. Errors: key.invalid for a wrong passphrase; those of starting.
        std::function<Result<void>(const vault::Passphrase&)> unlock;
    };
    explicit LockedApi(Parts parts) : parts_(std::move(parts)) {}
    LockedApi(const LockedApi&) = delete;
    LockedApi& operator=(const LockedApi&) = delete;

    http::Hooks hooks();

private:
    std::optional<http::Response> admit(const http::Request& head) const;
    Result<http::Response> dispatch(const http::Request& request);
    Result<http::Response> unlock(const http::Request& request);
    Result<void> checkToken(const http::Request& request) const;

    Parts parts_;
};

} // namespace inferno::api
