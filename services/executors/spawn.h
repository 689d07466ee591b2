// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "services/executors/launch_files.h"
#include "services/executors/process.h"

namespace inferno::executors {

/// The numbers of a user. Error: run.spawn_failed where there is no such user.
Result<Account> accountOf(const std::string& user);

/// What a launcher says of a runner that it was asked to start.
struct LaunchReply {
    std::int32_t error = 0; ///< errno; 0: started
    std::int32_t pid = 0;
    std::uint64_t startTicks = 0;
};

/// Starts runners through one `program --serve`, which forks for each of them (see `serveLaunches`): a fork costs a
/// fraction of loading a program. The launcher is started with the first runner, and again where it died; it ends with
/// this object, and its runners go on. Not safe from several threads at once.
class RunnerLauncher {
public:
    explicit RunnerLauncher(std::filesystem::path program) : program_(std::move(program)) {}
    ~RunnerLauncher() { endServer(); }
    RunnerLauncher(const RunnerLauncher&) = delete;
    RunnerLauncher& operator=(const RunnerLauncher&) = delete;

    /// Starts a runner for the launch whose files begin with `prefix`, detached: a session of its own, working folder
    /// "/", an environment of PATH alone, `order` as standard input (never on a disk), no other descriptor but
    /// /dev/null. Error: run.spawn_failed; the runner may have begun all the same.
    Result<ProcessIdentity> start(const std::filesystem::path& prefix, std::string_view order);

private:
    Result<void> startServer();
    void endServer();
    Result<LaunchReply> ask(const std::string& request, int order);

    std::filesystem::path program_;
    Descriptor socket_;
    int server_ = 0;
};

} // namespace inferno::executors
