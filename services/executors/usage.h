// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/units.h"

namespace inferno::executors {

/// What living processes have used and hold, with their ended children that they have waited for.
struct TreeUsage {
    std::chrono::microseconds cpu{0};
    ByteSize resident{0}; ///< the sum over all: pages that several share count for each
    int processes = 0;
    /// Bytes of disks; nothing where one of the processes does not show them (another user's).
    std::optional<std::uint64_t> readBytes{0};
    std::optional<std::uint64_t> writtenBytes{0};
};

/// Reads /proc for each of these; those that are gone count nothing. O(processes), some 20 microseconds each.
TreeUsage usageOf(const std::vector<int>& pids);
/// What they hold in memory when a page that n processes share counts a part of n for each of them; where that is not
/// shown, the resident size. Walks page tables: milliseconds for large processes.
ByteSize proportionalMemory(const std::vector<int>& pids);
/// What this process's ended children, and theirs, have used; no memory, no processes. For a program with one thread.
TreeUsage usageOfEndedChildren();

} // namespace inferno::executors
