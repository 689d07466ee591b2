// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/base/vfs.h"
#include "services/executors/executor.h"

namespace inferno::executors {

/// Runs launches on this machine, each under an `inferno-runner` of its own that outlives this object and its process.
///
/// A launch is some files below `<runs>` (docs/formats/launch-files.md). Its record is made with link(2)
/// by whoever comes first: a runner (then the command may start, once) or a returning service (then it never will).
/// A runner is known again by pid, start time and boot id, so a reused pid is never taken for it. The command's
/// processes carry INFERNO_LAUNCH=<run id>/<launch> in their environment; where a runner was killed, this executor
/// kills what still carries it.
class LocalExecutor final : public Executor {
public:
    struct Config {
        std::filesystem::path runsFolder;    ///< absolute; made with 0700 if absent
        std::filesystem::path runnerProgram; ///< absolute path of `inferno-runner`
        /// A cgroup v2 folder below which groups may be made (see `delegatedCgroup`); empty: none.
        std::filesystem::path cgroupFolder;
    };

    /// `vfs` is borrowed and must outlive this object. Errors: io.*.
    static Result<std::unique_ptr<LocalExecutor>> open(Config config, Vfs& vfs);
    /// Leaves all launches running.
    ~LocalExecutor() override;

    void onEnded(EndedHandler handler) override;
    Result<void> start(const LaunchSpec& spec) override;
    Result<Inspection> inspect(const LaunchId& id) override;
    Result<void> cancel(const LaunchId& id) override;
    std::filesystem::path outputPath(const LaunchId& id) const override;
    Result<OutputChunk> readOutput(const LaunchId& id, std::uint64_t offset, std::size_t limit) const override;
    Result<std::optional<Usage>> readUsage(const LaunchId& id) const override;

private:
    struct Private;
    explicit LocalExecutor(std::unique_ptr<Private> state);
    std::unique_ptr<Private> d_;
};

/// This process's own cgroup v2 folder, or the one above it, if systemd has delegated that to this process's unit
/// (Delegate=yes) and it can be written; else empty.
std::filesystem::path delegatedCgroup();

} // namespace inferno::executors
