// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/executors/process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <linux/capability.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <utility>

namespace inferno::executors {

std::string readSmall(const std::string& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file)
        return {};
    std::array<char, 4096> buffer{};
    const ssize_t count = ::read(file.get(), buffer.data(), buffer.size());
    return count > 0 ? std::string(buffer.data(), static_cast<std::size_t>(count)) : std::string{};
}

std::string currentBootId() {
    static const std::string kId = [] {
        std::string text = readSmall("/proc/sys/kernel/random/boot_id");
        while (!text.empty() && text.back() == '\n')
            text.pop_back();
        return text;
    }();
    return kId;
}

Result<ProcessInfo> processInfo(int pid) {
    const std::string text = readSmall("/proc/" + std::to_string(pid) + "/stat");
    // The name in parentheses may hold anything, also ')' and spaces: the fields begin after the last one.
    const auto nameEnd = text.rfind(')');
    ProcessInfo info;
    unsigned long long start = 0;
    if (nameEnd == std::string::npos ||
        std::sscanf(text.c_str() + nameEnd + 1,
                    " %c %d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu", &info.state,
                    &info.parent, &start) != 3)
        return fail(ErrorCode::IoNotFound, "there is no process " + std::to_string(pid));
    info.startTicks = start;
    return info;
}

Result<ProcessIdentity> identityOf(int pid) {
    INFERNO_TRY(const ProcessInfo info, processInfo(pid));
    return ProcessIdentity{pid, info.startTicks, currentBootId()};
}

bool mayChangeUser() {
    const std::string status = readSmall("/proc/self/status");
    const auto at = status.find("\nCapEff:");
    unsigned long long effective = 0;
    if (at == std::string::npos || std::sscanf(status.c_str() + at, "\nCapEff: %llx", &effective) != 1)
        return false;
    constexpr unsigned long long kWanted = 1ULL << CAP_SETUID | 1ULL << CAP_SETGID;
    return (effective & kWanted) == kWanted;
}

bool isAlive(const ProcessIdentity& process) {
    if (process.pid <= 0)
        return false;
    if (const std::string bootId = currentBootId(); !bootId.empty() && process.bootId != bootId)
        return false;
    const auto info = processInfo(process.pid);
    if (!info) // gone, or /proc cannot be read for want of descriptors: no end is made up of that
        return ::kill(process.pid, 0) == 0 || errno == EPERM;
    return info->startTicks == process.startTicks && info->state != 'Z' && info->state != 'X';
}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
    if (this != &other) {
        reset();
        number_ = other.release();
    }
    return *this;
}

int Descriptor::release() {
    return std::exchange(number_, -1);
}

void Descriptor::reset() {
    if (number_ >= 0)
        ::close(std::exchange(number_, -1));
}

Descriptor watchProcess(const ProcessIdentity& process) {
    Descriptor handle(static_cast<int>(::syscall(SYS_pidfd_open, process.pid, 0)));
    // Asked after the handle is held: from here on the pid cannot be another's.
    if (handle && !isAlive(process))
        handle.reset();
    return handle;
}

Result<void> signalProcess(const ProcessIdentity& process, int signal) {
    const Descriptor handle = watchProcess(process);
    if (!handle && !isAlive(process))
        return fail(ErrorCode::IoNotFound, "process " + std::to_string(process.pid) + " has ended");
    // Without pidfd (Linux before 5.3) the check just above is the best there is.
    const long status =
        handle ? ::syscall(SYS_pidfd_send_signal, handle.get(), signal, nullptr, 0) : ::kill(process.pid, signal);
    if (status != 0 && errno == ESRCH)
        return fail(ErrorCode::IoNotFound, "process " + std::to_string(process.pid) + " has ended");
    if (status != 0)
        return std::unexpected(errnoError(errno, "signalling process " + std::to_string(process.pid)));
    return {};
}

} // namespace inferno::executors
