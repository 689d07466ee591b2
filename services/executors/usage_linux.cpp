// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/executors/usage.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <string>
#include <sys/resource.h>
#include <unistd.h>

#include "services/executors/process.h"

namespace inferno::executors {
namespace {

std::string placeOf(int pid, const char* name) {
    return "/proc/" + std::to_string(pid) + "/" + name;
}

struct Counters {
    std::uint64_t read = 0;
    std::uint64_t written = 0;
};

/// "read_bytes: N" and "write_bytes: N" of a process: of its threads and of the children that it has waited for.
std::optional<Counters> diskBytes(const std::string& path) {
    const std::string text = readSmall(path);
    const auto number = [&](const char* name) -> std::optional<std::uint64_t> {
        const auto at = text.find(name);
        unsigned long long value = 0;
        if (at == std::string::npos || std::sscanf(text.c_str() + at + std::strlen(name), "%llu", &value) != 1)
            return std::nullopt;
        return value;
    };
    const auto read = number("\nread_bytes:");
    const auto written = number("\nwrite_bytes:");
    return read && written ? std::optional(Counters{*read, *written}) : std::nullopt;
}

std::chrono::microseconds ticks(unsigned long long count) {
    static const auto kPerSecond = static_cast<unsigned long long>(std::max(1L, ::sysconf(_SC_CLK_TCK)));
    return std::chrono::microseconds(count * 1'000'000 / kPerSecond);
}

std::uint64_t residentBytes(unsigned long long pages) {
    static const auto kPage = static_cast<std::uint64_t>(std::max(1L, ::sysconf(_SC_PAGESIZE)));
    return pages * kPage;
}

struct Stat {
    std::chrono::microseconds cpu{0};
    std::uint64_t resident = 0;
};

/// utime, stime, cutime and cstime are fields 14 to 17 of proc_pid_stat(5), rss is field 24.
std::optional<Stat> statOf(int pid) {
    const std::string text = readSmall(placeOf(pid, "stat"));
    const auto nameEnd = text.rfind(')'); // the name may hold anything
    unsigned long long user = 0, system = 0, childUser = 0, childSystem = 0, resident = 0;
    if (nameEnd == std::string::npos ||
        std::sscanf(text.c_str() + nameEnd + 1,
                    " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %llu %llu %llu %llu %*d %*d %*d %*d %*u %*u %llu",
                    &user, &system, &childUser, &childSystem, &resident) != 5)
        return std::nullopt;
    return Stat{ticks(user) + ticks(system) + ticks(childUser) + ticks(childSystem), residentBytes(resident)};
}

} // namespace

TreeUsage usageOf(const std::vector<int>& pids) {
    TreeUsage usage;
    for (const int pid : pids) {
        const auto stat = statOf(pid);
        if (!stat)
            continue;
        ++usage.processes;
        usage.cpu += stat->cpu;
        usage.resident = ByteSize{static_cast<std::uint64_t>(usage.resident) + stat->resident};
        const auto disk = diskBytes(placeOf(pid, "io"));
        if (!disk && ::access(placeOf(pid, "stat").c_str(), F_OK) != 0)
            continue; // it ended just now
        if (!disk) {
            usage.readBytes.reset();
            usage.writtenBytes.reset();
        } else if (usage.readBytes && usage.writtenBytes) {
            *usage.readBytes += disk->read;
            *usage.writtenBytes += disk->written;
        }
    }
    return usage;
}

ByteSize proportionalMemory(const std::vector<int>& pids) {
    constexpr std::uint64_t kKibi = 1024;
    std::uint64_t sum = 0;
    for (const int pid : pids) {
        const std::string text = readSmall(placeOf(pid, "smaps_rollup"));
        std::optional<std::uint64_t> share;
        unsigned long long kibibytes = 0;
        if (const auto at = text.find("\nPss:");
            at != std::string::npos && std::sscanf(text.c_str() + at, "\nPss: %llu kB", &kibibytes) == 1)
            share = kibibytes * kKibi;
        if (!share)
            if (const auto stat = statOf(pid))
                share = stat->resident;
        sum += share.value_or(0);
    }
    return ByteSize{sum};
}

TreeUsage usageOfEndedChildren() {
    TreeUsage usage;
    rusage used{};
    ::getrusage(RUSAGE_CHILDREN, &used);
    for (const timeval& time : {used.ru_utime, used.ru_stime})
        usage.cpu += std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
    // A process's counters are those of its threads and of the children that it waited for.
    const auto all = diskBytes("/proc/self/io");
    const auto own = diskBytes(placeOf(::getpid(), "task/") + std::to_string(::getpid()) + "/io");
    if (all && own) {
        usage.readBytes = all->read - std::min(all->read, own->read);
        usage.writtenBytes = all->written - std::min(all->written, own->written);
    } else {
        usage.readBytes.reset();
        usage.writtenBytes.reset();
    }
    return usage;
}

} // namespace inferno::executors
