// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/base/vfs.h"
#include "services/executors/executor.h"
#include "services/executors/process.h"

namespace inferno::executors {

/// The files of one launch, as the service and the runner both see them (docs/formats/launch-files.md).
///
/// They lie together in folders that many launches share, and begin with one prefix, `<run>.<launch>`: a folder of its
/// own for each would cost more than all that a short command does.
///
/// Invariants: the record is made once, with its first line complete, by link(2), and this line never changes; the
/// second one, the result, is written by the runner that the first one names, and by nobody else. Both are durable when
/// the call that makes them has returned; a machine that stops before that may leave a name without its words. Safe
/// from any thread and process.
class LaunchFiles {
public:
    LaunchFiles(std::filesystem::path prefix, Vfs& vfs) : prefix_(std::move(prefix)), vfs_(&vfs) {}
    /// Of a launch below `runs`. Error: input.invalid, if the id could name another folder or is no id.
    static Result<LaunchFiles> of(const std::filesystem::path& runs, const LaunchId& id, Vfs& vfs);

    /// What all the names begin with.
    const std::filesystem::path& prefix() const { return prefix_; }
    std::filesystem::path recordPath() const { return with(".record"); }
    std::filesystem::path outputPath() const { return with(".log"); }
    std::filesystem::path packedOutputPath() const { return with(".log.zst"); }
    std::filesystem::path cancelPath() const { return with(".cancel"); }
    std::filesystem::path errorsPath() const { return with(".err"); }
    /// Where the runner notes how the command uses the machine (usage_log.h).
    std::filesystem::path usagePath() const { return with(".usage"); }

    /// Makes the folder that the files are in, durably; one that is there already is taken as it is.
    Result<void> makeFolder() const;

    struct Record {
        std::optional<ProcessIdentity> runner; ///< nothing: void
        std::optional<LaunchResult> result;    ///< nothing: none yet, or one without its words
    };
    /// Nothing if nobody has claimed the launch. A record without its words is that of a process that is gone.
    Result<std::optional<Record>> record() const;
    /// Claims the launch for the runner `self`, durably, and keeps room on the disk for the result, so that a full disk
    /// refuses the launch instead of losing its outcome; false if it was claimed before, by whomever.
    Result<bool> claimFor(const ProcessIdentity& self) const;
    /// Makes sure that no runner of this boot ever claims it; false if one has.
    Result<bool> claimVoid() const;
    /// By the runner that has claimed the launch. What fails may be tried again.
    Result<void> writeResult(const LaunchResult& result) const;

    Result<void> requestCancel() const;
    bool cancelRequested() const;

    /// The log, plain or packed, to be read. Error: io.not_found where nothing was written.
    Result<std::unique_ptr<File>> openOutput() const;
    /// From the file, or from the result of a launch that ended before it had one. Nothing if there is none yet.
    Result<std::optional<Usage>> usage() const;

    /// Progress is for the eye: replaced atomically, not synced.
    void writeProgress(int percent) const;
    std::optional<int> progress() const;

private:
    std::filesystem::path with(const char* ending) const;
    /// As claimFor; the rest of the file, up to `bytes`, is room.
    Result<bool> linkRecord(std::string_view firstLine, std::string_view owner, std::uint64_t bytes) const;

    std::filesystem::path prefix_;
    Vfs* vfs_;
};

/// Of a file in a folder of runs: what its name says. Nothing, if it is no launch's.
struct LaunchFileName {
    std::string run;
    std::uint32_t launch = 0;
    std::string ending; ///< ".log"
};
std::optional<LaunchFileName> parseLaunchFileName(std::string_view name);

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
/// One line, as the result.
std::string toJson(const ProcessIdentity& runner);
Result<ProcessIdentity> identityFromJson(std::string_view text);

/// "INFERNO_LAUNCH=<run>/<launch>": how the processes of a launch are known again. Name and value.
std::pair<std::string, std::string> launchMark(const LaunchId& id);

} // namespace inferno::executors
