// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/base/vfs.h"
#include "services/executors/executor.h"
#include "services/executors/process.h"

namespace inferno::executors {

/// The folder of one launch, as the service and the runner both see it (docs/formats/launch-folder.md).
///
/// Invariants: `claim` is made once, complete, by link(2), and never changes; `result.json` appears once, complete, by
/// rename(2), and only in a launch that a runner claimed. Both are durable when the call that makes them has returned;
/// a machine that stops before that may leave a name without its words. Safe from any thread and process.
class LaunchFolder {
public:
    LaunchFolder(std::filesystem::path path, Vfs& vfs) : path_(std::move(path)), vfs_(&vfs) {}

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path outputPath() const { return path_ / "output.log"; }
    std::filesystem::path packedOutputPath() const { return path_ / "output.log.zst"; }
    std::filesystem::path cancelPath() const { return path_ / "cancel"; }
    std::filesystem::path runnerErrorsPath() const { return path_ / "runner.err"; }

    /// Makes `<runs>/<run>/<launch>`; a folder that is there already is taken as it is. The claim makes it durable.
    static Result<LaunchFolder> make(const std::filesystem::path& runs, const LaunchId& id, Vfs& vfs);

    struct Claim {
        std::optional<ProcessIdentity> runner; ///< nothing: void
    };
    /// Nothing if nobody has claimed the launch. A claim without its words is that of a process that is gone.
    Result<std::optional<Claim>> claim() const;
    /// Claims the launch for the runner `self`, durably; false if it was claimed before, by whomever.
    Result<bool> claimFor(const ProcessIdentity& self) const;
    /// Makes sure that no runner of this boot ever claims it; false if one has.
    Result<bool> claimVoid() const;

    /// Keeps room on the disk for the result. The runner calls it before it claims, so that a full disk refuses the
    /// launch instead of losing its outcome.
    Result<void> reserveResult() const;
    Result<void> writeResult(const LaunchResult& result) const;
    /// Nothing if there is none, or one without its words.
    Result<std::optional<LaunchResult>> result() const;

    Result<void> requestCancel() const;
    bool cancelRequested() const;

    /// The log, plain or packed, to be read. Error: io.not_found where there is none yet.
    Result<std::unique_ptr<File>> openOutput() const;

    /// Where the runner notes how the command uses the machine (usage_log.h).
    std::filesystem::path usagePath() const { return path_ / "usage"; }
    /// Nothing if there is none yet.
    Result<std::optional<Usage>> usage() const;

    /// Progress is for the eye: replaced atomically, not synced.
    void writeProgress(int percent) const;
    std::optional<int> progress() const;

private:
    Result<bool> linkClaim(std::string_view content, std::string_view owner) const;

    std::filesystem::path path_;
    Vfs* vfs_;
};

/// A user by its numbers.
struct Account {
    std::uint32_t uid = 0;
    std::uint32_t gid = 0;
    std::vector<std::uint32_t> groups; ///< all of them
};

/// The launch as the service hands it to the runner, with what the runner does not look up.
struct RunnerOrder {
    LaunchSpec spec;
    std::filesystem::path cgroup{};   ///< the folder that the runner shall make; "" for none
    std::optional<Account> account{}; ///< LaunchSpec::user; none where it is empty
};
std::string encodeOrder(const RunnerOrder& order);
Result<RunnerOrder> decodeOrder(std::string_view encoded);
std::string toJson(const LaunchResult& result);
Result<LaunchResult> resultFromJson(std::string_view text);
std::string toJson(const ProcessIdentity& runner);
Result<ProcessIdentity> identityFromJson(std::string_view text);

/// "INFERNO_LAUNCH=<run>/<launch>": how the processes of a launch are known again. Name and value.
std::pair<std::string, std::string> launchMark(const LaunchId& id);
/// Error input.invalid, if the id could name another folder or is no id.
Result<void> checkId(const LaunchId& id);

} // namespace inferno::executors
