// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace inferno::host {

/// Memory that this process can still take without swapping: what the kernel says is available, and no more than what
/// the limits of its control groups (version 1 or 2, each up to the root) leave. Nothing where the kernel does not say.
/// `root`: where /proc and /sys are. Some 100 microseconds; safe from any thread.
std::optional<std::uint64_t> freeMemory(const std::filesystem::path& root = "/");

} // namespace inferno::host
