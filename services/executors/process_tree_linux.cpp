// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/executors/process_tree.h"

#include <cerrno>
#include <charconv>
#include <csignal>
#include <dirent.h>
#include <fcntl.h>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <unordered_map>

#include "services/executors/local_executor.h"
#include "services/executors/process.h"

#include <sys/xattr.h>

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

bool writeSmall(const std::filesystem::path& path, std::string_view text) {
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    return file && ::write(file.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size());
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
        const std::filesystem::path folder = mountPoint + ownGroup;
        char flag = 0;
        // systemd marks a group that it leaves to its unit: user.delegate, or trusted.delegate for root's eyes.
        const bool delegated = (::getxattr(folder.c_str(), "user.delegate", &flag, 1) == 1 && flag == '1') ||
                               (::getxattr(folder.c_str(), "trusted.delegate", &flag, 1) == 1 && flag == '1');
        if (delegated && ::access(folder.c_str(), W_OK) == 0)
            return folder;
    }
    return {};
}

} // namespace inferno::executors
