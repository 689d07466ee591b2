// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/host/host_figures.h"

#include <sys/stat.h>
#include <sys/statvfs.h>

#include <cerrno>
#include <cstdlib>

namespace inferno::host {
namespace {

std::unexpected<Error> unavailable(std::string why) {
    return fail(ErrorCode::MetricUnavailable, std::move(why));
}

Result<double> diskFigure(std::string_view name, const std::string& path) {
    struct statvfs disk{};
    if (::statvfs(path.c_str(), &disk) != 0)
        return unavailable(errnoError(errno, "looking at the disk of " + path).detail);
    const auto free = static_cast<double>(disk.f_bavail) * static_cast<double>(disk.f_frsize);
    if (name == "disk_free")
        return free;
    // As df: what a user without privileges cannot take counts neither as used nor as free.
    const auto used = static_cast<double>(disk.f_blocks - disk.f_bfree) * static_cast<double>(disk.f_frsize);
    return used + free > 0 ? 100 * used / (used + free) : 0;
}

Result<double> fileFigure(std::string_view name, const std::string& path, WallTime now) {
    struct stat file{};
    const bool found = ::stat(path.c_str(), &file) == 0;
    const int error = found ? 0 : errno;
    if (name == "file_exists" && (found || error == ENOENT || error == ENOTDIR))
        return found ? 1 : 0;
    if (!found)
        return unavailable(errnoError(error, "looking at " + path).detail);
    if (name == "file_exists")
        return 1;
    if (name == "file_size")
        return static_cast<double>(file.st_size);
    const WallTime changed{std::chrono::seconds(file.st_mtim.tv_sec) + std::chrono::nanoseconds(file.st_mtim.tv_nsec)};
    return std::chrono::duration<double>(now - changed).count();
}

Result<double> loadFigure(std::string_view name) {
    double loads[3] = {};
    if (::getloadavg(loads, 3) != 3)
        return unavailable("the system does not tell its load");
    return loads[name == "load1" ? 0 : name == "load5" ? 1 : 2];
}

} // namespace

Result<double> HostFigures::read(const rules::Metric& metric, const std::string& path) {
    const std::string_view name = metric.name;
    if (name.starts_with("disk_"))
        return diskFigure(name, path.empty() ? dataDir_.string() : path);
    if (name.starts_with("file_"))
        return fileFigure(name, path, clock_.now());
    if (name.starts_with("load"))
        return loadFigure(name);
    if (name == "cpu_usage_percent")
        return probe_.cpuPercent();
    if (name == "gpu_count")
        return static_cast<double>(HostProbe::gpus().size());
    const client::HostInfo info = probe_.read();
    const auto total = static_cast<double>(info.memory_total);
    const auto used = static_cast<double>(info.memory_used);
    if (name == "memory_free")
        return total - used;
    if (name == "memory_usage_percent" && total > 0)
        return 100 * used / total;
    return unavailable(std::string(name) + " is not a figure of the machine");
}

} // namespace inferno::host
