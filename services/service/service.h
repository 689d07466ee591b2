// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/base/clock.h"
#include "core/base/vfs.h"
#include "core/vault/root_key.h"
#include "services/client/types.h"

namespace inferno::service {

struct ServiceOptions {
    std::filesystem::path dataDir;   ///< absolute
    std::filesystem::path config;    ///< the file of --config; empty: none
    std::filesystem::path tsConfig;  ///< a config.properties of TorchServe; empty: as configured
    std::filesystem::path binFolder; ///< where inferno, inferno-runner, inferno-engine and inferno-report are
    std::filesystem::path systemConfig = "/etc/inferno/inferno.toml";
    std::uint16_t portOffset = 0;
    bool portOffsetAuto = false;       ///< the first multiple of 100 at which all ports are free
    std::optional<std::uint16_t> port; ///< instead of the configured one; 0: the system chooses (tests)
    bool foreground = false;           ///< the log also goes to stderr
    std::chrono::milliseconds lockPatience{10'000};
    vault::PassphraseCost passphraseCost; ///< of a passphrase that is set; tests lower it
    /// Unpacks an archive into an existing, empty folder, in a process of its own; without it archives are refused.
    std::function<Result<void>(const std::filesystem::path& archive, const std::filesystem::path& folder)> unpack;
    /// Asked while the service waits for the lock of its data root: true ends the waiting with data.locked.
    std::function<bool()> givesUpWaiting = [] { return false; };
    /// Somebody asked over the API that the service stops; called once, from any thread, and must not block.
    std::function<void()> onStopRequested = [] {};
};

/// The headless service on one data root: builds every engine, connects them, and answers until it is stopped. At most
/// one at a time on a data root, in whatever process. Where a passphrase opens the vault, the service starts locked: it
/// answers how it is and `unlock`, and builds the rest when the passphrase has come. Until then nothing starts, and
/// what was due counts as missed (vault_locked); running jobs go on, and their results are taken in afterwards. Borrows
/// `vfs` and `clock`. Owned and used by one thread; `info` is safe from any.
class Service {
public:
    /// Ready when it returns, or locked: `run/service.json` is there. Errors: data.locked, config.invalid, port.taken,
    /// key.*, vault.*, db.*, io.*.
    static Result<std::unique_ptr<Service>> start(ServiceOptions options, Vfs& vfs, const Clock& clock);
    ~Service(); ///< stops
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    /// Answers what is being asked, records that it stops, and ends every engine. Running jobs go on. `reason`: for the
    /// audit event, such as "SIGTERM".
    void stop(const std::string& reason);

    client::ServiceInfo info() const;
    /// The local token.
    const std::string& token() const;

private:
    struct Parts;
    explicit Service(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

} // namespace inferno::service
