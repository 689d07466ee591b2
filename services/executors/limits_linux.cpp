// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/executors/limits.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <random>
#include <sched.h>

#include "services/executors/usage.h"

namespace inferno::executors {
namespace {

std::string coresText(double cores) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%g", cores);
    return std::string(text.data()) + (cores == 1 ? " core" : " cores");
}

/// The cores that this process may run on.
std::vector<int> allowedCores() {
    cpu_set_t set;
    CPU_ZERO(&set);
    std::vector<int> cores;
    if (::sched_getaffinity(0, sizeof set, &set) == 0)
        for (int core = 0; core < CPU_SETSIZE; ++core)
            if (CPU_ISSET(core, &set))
                cores.push_back(core);
    return cores;
}

/// `count` neighbours, from anywhere, so that launches do not all share the first ones.
std::vector<int> someOf(const std::vector<int>& cores, std::size_t count) {
    std::random_device random;
    const std::size_t first = std::uniform_int_distribution<std::size_t>(0, cores.size() - 1)(random);
    std::vector<int> chosen;
    for (std::size_t i = 0; i < count; ++i)
        chosen.push_back(cores[(first + i) % cores.size()]);
    return chosen;
}

} // namespace

LaunchLimits::LaunchLimits(const LaunchSpec& spec, const LaunchGroup& group)
    : cpuLimit_(spec.cpuLimit), memoryLimit_(spec.memoryLimit) {
    bool byKernel = true;
    bool any = false;
    if (cpuLimit_ > 0)
        any = keepCpu(group, byKernel) || any;
    if (memoryLimit_ > ByteSize{0}) {
        any = true;
        const bool inGroup = group.limitMemory(memoryLimit_);
        looksAtMemory_ = !inGroup;
        byKernel = byKernel && inGroup;
        words_ += (words_.empty() ? "" : "; ") + std::string("at most ") + formatSize(memoryLimit_) + " of memory, " +
                  (inGroup ? "kept by the kernel" : "measured again and again");
    }
    if (!words_.empty())
        kept_ = !any ? "none" : byKernel ? "cgroup" : "polled";
}

bool LaunchLimits::keepCpu(const LaunchGroup& group, bool& byKernel) {
    words_ = "at most " + coresText(cpuLimit_);
    if (group.limitCpu(cpuLimit_)) {
        words_ += ", kept by the kernel";
        return true;
    }
    byKernel = false;
    const std::vector<int> allowed = allowedCores();
    const auto wanted = static_cast<std::size_t>(std::ceil(cpuLimit_));
    if (allowed.empty()) {
        words_ += ", which nothing here can keep";
        return false;
    }
    if (wanted >= allowed.size()) {
        words_ += ", of which there are only " + std::to_string(allowed.size());
        return true;
    }
    cores_ = someOf(allowed, wanted);
    words_ += ", kept by running on " + std::to_string(wanted) + " of " + std::to_string(allowed.size());
    if (static_cast<double>(wanted) > cpuLimit_)
        words_ += " (a part of a core can be kept by a cgroup alone)";
    return true;
}

std::optional<ByteSize> LaunchLimits::beyond(const std::vector<int>& pids, ByteSize resident) const {
    if (!looksAtMemory_ || resident <= memoryLimit_)
        return std::nullopt;
    const ByteSize held = proportionalMemory(pids);
    return held > memoryLimit_ ? std::optional(held) : std::nullopt;
}

} // namespace inferno::executors
