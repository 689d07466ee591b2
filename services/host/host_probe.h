// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

#include "services/client/types.h"
#include "services/host/data_sizes.h"

namespace inferno::host {

/// What the machine has and how busy it is. CPU use is that since the call before (of anybody), or of a tenth of a
/// second where that is more than a minute ago. Reads /proc and the file system of the data root: some 100
/// microseconds. Safe from any thread.
class HostProbe {
public:
    explicit HostProbe(std::filesystem::path dataDir) : dataDir_(std::move(dataDir)), ruler_(dataDir_) {}
    client::HostInfo read();
    /// What the data root holds; see DataRuler.
    DataSizes storage() { return ruler_.measure(); }

    /// The names that a driver gives the machine's GPUs.
    static std::vector<std::string> gpus();

    /// 0 to 100, of all cores.
    double cpuPercent();

private:
    void sampleCpu();

    const std::filesystem::path dataDir_;
    DataRuler ruler_;
    std::mutex mutex_;
    std::chrono::steady_clock::time_point sampled_;
    std::uint64_t busy_ = 0;
    std::uint64_t total_ = 0;
    double percent_ = 0;
};

} // namespace inferno::host
