// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "services/client/client.h"
#include "services/client/data_root.h"

namespace inferno::client {

/// What run/service.json says, where its process lives and answers as that instance.
struct RunningService {
    Endpoint endpoint;
    std::int64_t pid = 0;
    std::string version;
};

struct StartOptions {
    std::filesystem::path program; ///< infernod; empty: beside this program, else in PATH
    std::filesystem::path config;  ///< passed as --config; empty: none
    std::string portOffset;        ///< passed as --port-offset; empty: auto where port 8080 is taken, else none
    std::chrono::seconds timeout{40};
    /// Told in sentences what happens: a new data root, the start, the address.
    std::function<void(const std::string&)> tell = [](const std::string&) {};
};

/// The infernod of a data root on this machine: found, started detached, stopped. Blocks; safe from any thread, and
/// from several processes at once: of two starts one waits for the other (a lock on run/start.lock).
class LocalService {
public:
    explicit LocalService(std::filesystem::path dataDir) : dataDir_(std::move(dataDir)) {}

    /// Nothing where none runs: no service.json, a dead process, somebody else at its address, or a
    /// copy of the data root of a service that runs elsewhere.
    /// Error: io.denied, where it runs for another user, who keeps its token.
    Result<std::optional<RunningService>> find() const;

    /// Why a command may not start a service here on its own, as an error to show: the root belongs to another user,
    /// a system service is installed for it, `service stop` was said, or this is a Kubernetes pod.
    /// Error: service.unreachable, with the sentence that says what to run.
    Result<void> mayStart(const Environment& environment,
                          const std::filesystem::path& systemFile = "/etc/inferno/system.json") const;
    /// Starts infernod in a session of its own (cwd /, umask 077, a clean environment, output to log/infernod.log) and
    /// waits until it answers; finds one that runs already. Makes the data root where it is missing (0700).
    /// Errors: service.unreachable (with the last line of its log), io.*.
    Result<RunningService> start(const StartOptions& options) const;
    /// Asks it to stop and waits for its end; leaves run/stopped, so that no command starts it again by itself.
    /// Returns false where none ran. Errors: service.unreachable (still there after `timeout`), io.*.
    Result<bool> stop(std::chrono::seconds timeout = std::chrono::seconds{60}) const;
    /// Takes back the word of `stop`.
    Result<void> forgetStopped() const;

    const std::filesystem::path& dataDir() const { return dataDir_; }

private:
    Result<void> makeRoot(const StartOptions& options) const;
    /// One infernod, until it answers, ends, or the deadline passes.
    Result<RunningService> launch(const std::filesystem::path& program, const std::string& portOffset,
                                  const StartOptions& options, std::chrono::steady_clock::time_point deadline) const;

    std::filesystem::path dataDir_;
};

/// Finds the service, or starts it where that is allowed and `mayStart`. A target with a URL is taken as it is.
Result<Endpoint> reach(const Target& target, bool mayStart, const StartOptions& options,
                       const Environment& environment);

} // namespace inferno::client
