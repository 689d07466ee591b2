// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "services/executors/executor.h"
#include "services/executors/launch_group.h"

namespace inferno::executors {

/// How the limits of one launch are kept. By the kernel, where the launch's group takes them (cgroup v2). Else the
/// command is put on so many whole cores as its limit has, and memory is measured again and again. RLIMIT_AS and
/// RLIMIT_DATA are of no use here: they bound what one process maps, and programs map far more than they use.
class LaunchLimits {
public:
    /// Writes the limits of `spec` into `group`, which has been made.
    LaunchLimits(const LaunchSpec& spec, const LaunchGroup& group);

    /// "cgroup": the kernel keeps all of them. "polled": not all; CPU by whole cores, memory by looking. "none": there
    /// is a limit, and nothing keeps it. "": there is no limit.
    const std::string& kept() const { return kept_; }
    /// One sentence for the log; "" where there is no limit.
    const std::string& words() const { return words_; }
    /// The cores that the command shall be put on; empty: it stays where it is.
    const std::vector<int>& cores() const { return cores_; }
    /// Memory must be measured.
    bool looksAtMemory() const { return looksAtMemory_; }
    /// What the processes hold, if that is more than the limit. Shared pages count once (proportionalMemory), but that
    /// is only looked at where the plain sum, `resident`, is beyond the limit.
    std::optional<ByteSize> beyond(const std::vector<int>& pids, ByteSize resident) const;

private:
    /// True if it is kept, whoever does it.
    bool keepCpu(const LaunchGroup& group, bool& byKernel);

    double cpuLimit_;
    ByteSize memoryLimit_;
    std::string kept_;
    std::string words_;
    std::vector<int> cores_;
    bool looksAtMemory_ = false;
};

} // namespace inferno::executors
