// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/http/port_holder.h"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string_view>

namespace inferno::http {
namespace {

namespace fs = std::filesystem;

struct Listener {
    std::string inode;
    std::string user;
};

/// A line of /proc/net/tcp[6]: "sl local_address rem_address st tx:rx tr:tm retrnsmt uid timeout inode …" (proc(5)).
std::optional<Listener> listenerOn(std::uint16_t port, const char* table) {
    constexpr std::string_view kListen = "0A";
    std::ifstream file(table);
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::istringstream fields(line);
        std::string slot, local, remote, state, queues, timer, retransmits, user, timeout, inode;
        fields >> slot >> local >> remote >> state >> queues >> timer >> retransmits >> user >> timeout >> inode;
        const auto colon = local.rfind(':');
        unsigned number = 0;
        if (colon == local.npos ||
            std::from_chars(local.data() + colon + 1, local.data() + local.size(), number, 16).ec != std::errc{})
            continue;
        if (number == port && state == kListen)
            return Listener{inode, user};
    }
    return std::nullopt;
}

bool holds(const fs::path& process, const std::string& link) {
    std::error_code error;
    for (fs::directory_iterator entry(process / "fd", error), end; !error && entry != end; entry.increment(error)) {
        std::error_code ignored;
        if (fs::read_symlink(entry->path(), ignored) == link)
            return true;
    }
    return false;
}

std::string nameOf(const fs::path& process) {
    std::ifstream file(process / "comm");
    std::string name;
    std::getline(file, name);
    return name.empty() ? "a process" : name;
}

} // namespace

std::string portHolder(std::uint16_t port) {
    auto listener = listenerOn(port, "/proc/net/tcp");
    if (!listener)
        listener = listenerOn(port, "/proc/net/tcp6");
    if (!listener)
        return {};
    const std::string link = "socket:[" + listener->inode + "]";
    std::error_code error;
    for (fs::directory_iterator entry("/proc", error), end; !error && entry != end; entry.increment(error)) {
        const std::string pid = entry->path().filename().string();
        if (pid.find_first_not_of("0123456789") == pid.npos && holds(entry->path(), link))
            return nameOf(entry->path()) + " (pid " + pid + ")";
    }
    return "a process of user " + listener->user;
}

} // namespace inferno::http
