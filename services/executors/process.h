// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "core/base/error.h"

namespace inferno::executors {

/// A process, told apart from any later one that gets the same pid.
struct ProcessIdentity {
    int pid = 0;
    std::uint64_t startTicks = 0; ///< clock ticks from boot to its start (/proc/PID/stat, field 22)
    std::string bootId;           ///< of the boot in which it ran (/proc/sys/kernel/random/boot_id)

    bool operator==(const ProcessIdentity&) const = default;
};

/// What /proc says of a process.
struct ProcessInfo {
    int parent = 0;
    char state = '?'; ///< Z and X are dead
    std::uint64_t startTicks = 0;
};

/// A file of /proc of up to 4 KiB, in one read; "" if it cannot be read.
std::string readSmall(const std::string& path);
std::string currentBootId();
/// Nothing if there is no such process.
Result<ProcessInfo> processInfo(int pid);
/// Error: io.not_found if the process is gone.
Result<ProcessIdentity> identityOf(int pid);
/// The very process runs; a zombie does not.
bool isAlive(const ProcessIdentity& process);

/// An owned file descriptor. Not safe from several threads at once.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}
    Descriptor& operator=(Descriptor&& other) noexcept;
    ~Descriptor() { reset(); }
    int get() const { return number_; }
    explicit operator bool() const { return number_ >= 0; }
    int release();
    void reset();

private:
    int number_ = -1;
};

/// Whether this process may start others as another user (on Linux: CAP_SETUID and CAP_SETGID).
bool mayChangeUser();

/// A descriptor that becomes readable when the process ends (pidfd_open); none if it is gone, or on a kernel without.
Descriptor watchProcess(const ProcessIdentity& process);
/// Sends a signal to that very process, whatever became of its pid. Error: io.not_found if it is gone, io.denied.
Result<void> signalProcess(const ProcessIdentity& process, int signal);

} // namespace inferno::executors
