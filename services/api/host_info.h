// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>

#include "services/client/types.h"

namespace inferno::api {

/// What the machine has and how busy it is. CPU use is that since the call before (of anybody), so the first one says
/// 0. Reads /proc and the file system of the data root: some 100 microseconds. Safe from any thread.
class HostProbe {
public:
    explicit HostProbe(std::filesystem::path dataDir) : dataDir_(std::move(dataDir)) {}
    client::HostInfo read();

private:
    double cpuPercent();

    const std::filesystem::path dataDir_;
    std::mutex mutex_;
    std::uint64_t busy_ = 0;
    std::uint64_t total_ = 0;
    double percent_ = 0;
};

} // namespace inferno::api
