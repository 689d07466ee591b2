// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

namespace inferno::executors {

/// All living descendants of `pid`, parents before their children (so that a shell that is told to end does not first
/// see its child's end and report that), from one pass over /proc. Whoever forks meanwhile may be missed: repeat until
/// none is left. Where `pid` is a child subreaper, daemons and orphans are among them. O(processes of the machine).
std::vector<int> descendantsOf(int pid);

/// Living processes whose environment, as it was at their start, holds exactly `entry` ("NAME=value"), of those that
/// this user may look at.
std::vector<int> processesWith(std::string_view entry);

/// Sends `signal` to each; returns how many exist and may not be signalled.
int signalAll(const std::vector<int>& pids, int signal);

/// A cgroup v2 group of one launch: every process that is born in it can be killed at one stroke.
/// An empty path stands for "there is none", and all calls do nothing.
class LaunchGroup {
public:
    explicit LaunchGroup(std::filesystem::path folder = {}) : folder_(std::move(folder)) {}
    /// Makes the folder. Where that is refused, or the kernel cannot kill groups, there is no group from then on.
    void make();
    /// Puts the calling process into the group. Async-signal-safe.
    bool join() const;
    /// Kills all in it (cgroup.kill, Linux 5.14).
    void kill() const;
    /// Removes the empty folder.
    void remove() const;

private:
    std::filesystem::path folder_;
    std::filesystem::path members_; ///< cgroup.procs
};

} // namespace inferno::executors
