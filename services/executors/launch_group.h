// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>

#include "core/base/units.h"

namespace inferno::executors {

/// A cgroup v2 group of one launch: every process that is born in it can be killed at one stroke, and where the
/// controllers `cpu` and `memory` are delegated to the folder above it, the kernel keeps its limits.
/// An empty path stands for "there is none", and all calls do nothing. Not safe from several threads.
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

    /// At most so many cores for all in it together (cpu.max). False: the kernel does not keep it.
    bool limitCpu(double cores) const;
    /// At most so much memory for all in it together (memory.max), none of it swapped out; who goes beyond ends the
    /// whole group. False: the kernel does not keep it.
    bool limitMemory(ByteSize limit) const;
    /// How many processes the kernel has killed because the group's memory was used up.
    std::uint64_t memoryKills() const;

    /// Lets groups below `folder` have limits, where `cpu` and `memory` are delegated to it and the kernel allows
    /// (no process may be in `folder` itself).
    static void allowLimits(const std::filesystem::path& folder);

private:
    std::filesystem::path folder_;
    std::filesystem::path members_; ///< cgroup.procs
};

} // namespace inferno::executors
