// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "core/base/clock.h"
#include "core/base/vfs.h"
#include "core/vault/root_key.h"
#include "services/client/types.h"

namespace inferno::anchor {
class Anchors;
class Witness;
} // namespace inferno::anchor
namespace inferno::archive {
class Retention;
}
namespace inferno::config {
class Config;
class Settings;
} // namespace inferno::config
namespace inferno::vault {
class Vault;
}
namespace inferno::jobs {
class JobStore;
}
namespace inferno::executors {
class Executor;
}
namespace inferno::scheduler {
class Scheduler;
}
namespace inferno::host {
class HostProbe;
}
namespace inferno::maintenance {
class Maintenance;
}

namespace inferno::api {

class AuditExports;
class AuditFollower;
class Auditor;
class Feed;
class Hub;
class LogFollower;
class ModelHost;
class PassphraseGuard;
class Reports;
class RunOutput;
class Templates;
class Tokens;
class Verifications;
class Views;

/// The engines and helpers that handlers call. Borrowed: whoever builds the service owns them and outlives the API.
/// All of them are safe from any thread.
struct Context {
    const config::Config& config; ///< as it was at the start
    config::Settings& settings;   ///< as it is now
    std::filesystem::path dataDir;
    Vfs& vfs;
    const Clock& clock;
    vault::Vault& vault;
    jobs::JobStore& jobs;
    executors::Executor& executor;
    scheduler::Scheduler& scheduler;
    ModelHost* models; ///< null where inference is not part of this build
    Tokens& tokens;
    PassphraseGuard& guard;
    vault::PassphraseCost passphraseCost; ///< of a passphrase that is set
    Auditor& auditor;
    Hub& hub;
    Feed& feed;
    inferno::host::HostProbe& host;
    RunOutput& output;
    LogFollower& follower;
    AuditFollower& auditFollower;
    AuditExports& auditExports;
    Reports& reports;
    Verifications& verifications;
    archive::Retention& retention;
    Views& views;
    std::function<client::ServiceInfo()> info;
    std::function<void(const std::string& by)> requestStop;
    anchor::Anchors* anchors = nullptr;              ///< null in a service without a vault of its own
    anchor::Witness* witness = nullptr;              ///< null where no other log is known
    Templates* templates = nullptr;                  ///< always there once the API answers
    maintenance::Maintenance* maintenance = nullptr; ///< the same
    std::string jobUser{};                           ///< as whom jobs run; "": as the service itself
};

} // namespace inferno::api
