// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/host/free_memory.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>

namespace inferno::host {
namespace {

namespace fs = std::filesystem;

/// The number alone in a file; nothing for "max" and where there is none.
std::optional<std::uint64_t> numberIn(const fs::path& file) {
    std::ifstream stream(file);
    std::uint64_t value = 0;
    return stream >> value ? std::optional(value) : std::nullopt;
}

/// The number behind a word at the beginning of a line.
std::optional<std::uint64_t> numberOf(const fs::path& file, const std::string& word) {
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);) {
        std::istringstream fields(line);
        std::string name;
        std::uint64_t value = 0;
        if (fields >> name >> value && name == word)
            return value;
    }
    return std::nullopt;
}

/// The names of a version's files.
struct Names {
    const char* folder; ///< where its groups are
    const char* limit;
    const char* used;
    const char* cache; ///< in memory.stat: what would be given up
};
constexpr Names kVersion1{"sys/fs/cgroup/memory", "memory.limit_in_bytes", "memory.usage_in_bytes",
                          "total_inactive_file"};
constexpr Names kVersion2{"sys/fs/cgroup", "memory.max", "memory.current", "inactive_file"};

std::optional<std::uint64_t> leftIn(const fs::path& group, const Names& names) {
    const auto limit = numberIn(group / names.limit);
    const auto used = numberIn(group / names.used);
    if (!limit || !used)
        return std::nullopt;
    const std::uint64_t cache = numberOf(group / "memory.stat", names.cache).value_or(0);
    const std::uint64_t kept = *used - std::min(*used, cache);
    return *limit - std::min(*limit, kept);
}

/// The least that a group of this process, or one above it, leaves.
void look(const fs::path& root, const Names& names, fs::path group, std::uint64_t& least) {
    const fs::path top = root / names.folder;
    for (group = group.relative_path();; group = group.parent_path()) {
        if (const auto left = leftIn(group.empty() ? top : top / group, names))
            least = std::min(least, *left);
        if (group.empty())
            return;
    }
}

} // namespace

std::optional<std::uint64_t> freeMemory(const fs::path& root) {
    constexpr std::uint64_t kKibi = 1024;
    const auto available = numberOf(root / "proc/meminfo", "MemAvailable:");
    if (!available)
        return std::nullopt;
    std::uint64_t least = *available * kKibi;
    std::ifstream groups(root / "proc/self/cgroup"); // cgroups(7): "4:memory:/a/b", "0::/a/b"
    for (std::string line; std::getline(groups, line);) {
        const std::size_t first = line.find(':');
        const std::size_t second = line.find(':', first + 1);
        if (first == line.npos || second == line.npos)
            continue;
        const std::string controllers = "," + line.substr(first + 1, second - first - 1) + ",";
        if (controllers == ",,")
            look(root, kVersion2, line.substr(second + 1), least);
        else if (controllers.find(",memory,") != controllers.npos)
            look(root, kVersion1, line.substr(second + 1), least);
    }
    return least;
}

} // namespace inferno::host
