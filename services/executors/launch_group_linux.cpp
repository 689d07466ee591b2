// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/executors/launch_group.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <string>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "services/executors/local_executor.h"
#include "services/executors/process.h"

namespace inferno::executors {
namespace {

constexpr double kCpuPeriodUs = 100'000;
constexpr double kLeastCpuQuotaUs = 1000; // what the kernel takes

bool writeSmall(const std::filesystem::path& path, std::string_view text) {
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC));
    return file && ::write(file.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

bool lists(const std::filesystem::path& path, std::string_view word) {
    std::ifstream file(path);
    for (std::string each; file >> each;)
        if (each == word)
            return true;
    return false;
}

/// systemd marks a group that it leaves to its unit: user.delegate, or trusted.delegate for root's eyes.
bool isDelegated(const std::filesystem::path& folder) {
    for (const char* name : {"user.delegate", "trusted.delegate"})
        if (char flag = 0; ::getxattr(folder.c_str(), name, &flag, 1) == 1 && flag == '1')
            return ::access(folder.c_str(), W_OK) == 0;
    return false;
}

} // namespace

void LaunchGroup::make() {
    if (folder_.empty())
        return;
    members_ = folder_ / "cgroup.procs";
    const bool made = ::mkdir(folder_.c_str(), 0755) == 0 || errno == EEXIST;
    if (made && ::access((folder_ / "cgroup.kill").c_str(), W_OK) == 0)
        return;
    if (made)
        ::rmdir(folder_.c_str());
    folder_.clear();
}

bool LaunchGroup::join() const {
    if (folder_.empty())
        return true;
    const int file = ::open(members_.c_str(), O_WRONLY | O_CLOEXEC);
    const bool joined = file >= 0 && ::write(file, "0", 1) == 1;
    if (file >= 0)
        ::close(file);
    return joined;
}

void LaunchGroup::kill() const {
    if (!folder_.empty())
        writeSmall(folder_ / "cgroup.kill", "1");
}

void LaunchGroup::remove() const {
    if (!folder_.empty())
        ::rmdir(folder_.c_str());
}

bool LaunchGroup::limitCpu(double cores) const {
    const auto quota = std::llround(std::max(cores * kCpuPeriodUs, kLeastCpuQuotaUs));
    const auto period = std::llround(kCpuPeriodUs);
    return !folder_.empty() && writeSmall(folder_ / "cpu.max", std::to_string(quota) + " " + std::to_string(period));
}

bool LaunchGroup::limitMemory(ByteSize limit) const {
    if (folder_.empty() || !writeSmall(folder_ / "memory.max", std::to_string(static_cast<std::uint64_t>(limit))))
        return false;
    writeSmall(folder_ / "memory.swap.max", "0");  // there is none where the kernel does not count swap
    writeSmall(folder_ / "memory.oom.group", "1"); // Linux 4.19
    return true;
}

std::uint64_t LaunchGroup::memoryKills() const {
    std::ifstream file(folder_.empty() ? std::filesystem::path{} : folder_ / "memory.events");
    std::string name;
    for (std::uint64_t count = 0; file >> name >> count;)
        if (name == "oom_kill")
            return count;
    return 0;
}

void LaunchGroup::allowLimits(const std::filesystem::path& folder) {
    for (const char* controller : {"cpu", "memory"})
        if (!lists(folder / "cgroup.controllers", controller))
            return;
    // Refused (EBUSY) while a process is in the folder itself: then the groups below it are there to be killed only.
    writeSmall(folder / "cgroup.subtree_control", "+cpu +memory");
}

std::filesystem::path delegatedCgroup() {
    std::string ownGroup;
    std::ifstream groups("/proc/self/cgroup");
    for (std::string line; std::getline(groups, line);)
        if (line.starts_with("0::"))
            ownGroup = line.substr(3);
    std::ifstream mounts("/proc/self/mountinfo");
    for (std::string line; !ownGroup.empty() && std::getline(mounts, line);) {
        const auto separator = line.find(" - cgroup2 ");
        if (separator == std::string::npos)
            continue;
        std::istringstream fields(line);
        std::string id, parent, device, root, mountPoint;
        fields >> id >> parent >> device >> root >> mountPoint;
        const std::filesystem::path own = mountPoint + ownGroup;
        if (isDelegated(own))
            return own;
        // With DelegateSubgroup= (systemd 254) the unit's group is the one above, and no process is in it.
        if (ownGroup != "/" && isDelegated(own.parent_path()))
            return own.parent_path();
    }
    return {};
}

} // namespace inferno::executors
