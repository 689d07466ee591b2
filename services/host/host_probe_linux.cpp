// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/host/host_probe.h"

#include <sys/statvfs.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <thread>

#include "core/schedule/zone.h"

namespace inferno::host {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kKibi = 1024;

std::map<std::string, std::uint64_t> memoryInfo() {
    std::map<std::string, std::uint64_t> values; // in KiB (proc(5))
    std::ifstream file("/proc/meminfo");
    for (std::string line; std::getline(file, line);) {
        std::istringstream fields(line);
        std::string name;
        std::uint64_t value = 0;
        fields >> name >> value;
        values[name] = value;
    }
    return values;
}

} // namespace

/// NVIDIA's driver.
std::vector<std::string> HostProbe::gpus() {
    constexpr std::string_view kModel = "Model:";
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator entry("/proc/driver/nvidia/gpus", error), end; !error && entry != end;
         entry.increment(error)) {
        std::ifstream file(entry->path() / "information");
        for (std::string line; std::getline(file, line);)
            if (line.starts_with(kModel))
                names.push_back(line.substr(line.find_first_not_of(" \t", kModel.size())));
    }
    return names;
}

double HostProbe::cpuPercent() {
    constexpr std::chrono::seconds kFresh{60};
    constexpr std::chrono::milliseconds kShort{100};
    const std::lock_guard lock(mutex_);
    if (total_ == 0 || std::chrono::steady_clock::now() - sampled_ > kFresh) {
        sampleCpu();
        std::this_thread::sleep_for(kShort);
    }
    sampleCpu();
    return percent_;
}

void HostProbe::sampleCpu() {
    // "cpu user nice system idle iowait irq softirq steal guest guest_nice": guest is part of user already.
    std::ifstream file("/proc/stat");
    std::string name;
    std::uint64_t field[8] = {};
    file >> name;
    for (std::uint64_t& value : field)
        file >> value;
    std::uint64_t total = 0;
    for (const std::uint64_t value : field)
        total += value;
    const std::uint64_t busy = total - field[3] - field[4];
    if (total_ > 0 && total > total_)
        percent_ = 100.0 * static_cast<double>(busy - std::min(busy, busy_)) / static_cast<double>(total - total_);
    busy_ = busy;
    total_ = total;
    sampled_ = std::chrono::steady_clock::now();
}

client::HostInfo HostProbe::read() {
    client::HostInfo info;
    char name[256] = {};
    if (gethostname(name, sizeof name - 1) == 0)
        info.name = name;
    info.cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    info.cpu_percent = cpuPercent();
    auto memory = memoryInfo();
    info.memory_total = memory["MemTotal:"] * kKibi;
    info.memory_used = info.memory_total - std::min(info.memory_total, memory["MemAvailable:"] * kKibi);
    struct statvfs disk{};
    if (statvfs(dataDir_.c_str(), &disk) == 0) {
        info.disk_total = static_cast<std::uint64_t>(disk.f_blocks) * disk.f_frsize;
        info.disk_used = info.disk_total - static_cast<std::uint64_t>(disk.f_bfree) * disk.f_frsize;
    }
    info.gpus = gpus();
    const auto zone = schedule::Zone::local();
    info.timezone = zone ? zone->name() : "UTC";
    return info;
}

} // namespace inferno::host
