// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/executors/process_tree.h"

#include <cerrno>
#include <charconv>
#include <csignal>
#include <dirent.h>
#include <fstream>
#include <memory>
#include <string>
#include <unistd.h>
#include <unordered_map>

#include "services/executors/process.h"

namespace inferno::executors {
namespace {

std::vector<int> allPids() {
    std::vector<int> pids;
    const std::unique_ptr<DIR, int (*)(DIR*)> folder(::opendir("/proc"), ::closedir);
    while (const dirent* entry = folder ? ::readdir(folder.get()) : nullptr) {
        const std::string_view name = entry->d_name;
        int pid = 0;
        const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), pid);
        if (error == std::errc{} && end == name.data() + name.size())
            pids.push_back(pid);
    }
    return pids;
}

bool dead(char state) {
    return state == 'Z' || state == 'X';
}

} // namespace

std::vector<int> descendantsOf(int pid) {
    struct Child {
        int pid;
        bool dead;
    };
    std::unordered_map<int, std::vector<Child>> childrenOf;
    for (const int each : allPids())
        if (const auto info = processInfo(each); info && each != pid)
            childrenOf[info->parent].push_back({each, dead(info->state)});
    // Breadth first. Each process has one parent, so none is met twice.
    std::vector<int> found;
    std::vector<int> level{pid};
    while (!level.empty()) {
        std::vector<int> next;
        for (const int parent : level)
            for (const Child& child : childrenOf[parent]) {
                next.push_back(child.pid);
                if (!child.dead)
                    found.push_back(child.pid);
            }
        level = std::move(next);
    }
    return found;
}

std::vector<int> processesWith(std::string_view entry) {
    std::vector<int> found;
    for (const int pid : allPids()) {
        std::ifstream file("/proc/" + std::to_string(pid) + "/environ", std::ios::binary);
        bool carries = false;
        for (std::string line; !carries && std::getline(file, line, '\0');)
            carries = line == entry;
        const auto info = carries ? processInfo(pid) : fail(ErrorCode::IoNotFound, "");
        if (info && !dead(info->state) && pid != ::getpid())
            found.push_back(pid);
    }
    return found;
}

int signalAll(const std::vector<int>& pids, int signal) {
    int refused = 0;
    for (const int pid : pids)
        if (::kill(pid, signal) != 0 && errno == EPERM)
            ++refused;
    return refused;
}

} // namespace inferno::executors
