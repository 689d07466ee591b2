// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

} // namespace inferno::executors
