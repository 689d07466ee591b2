// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/executors/capabilities.h"

#include <array>
#include <cstdint>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace inferno::executors {
namespace {

/// Both halves of the three sets, as the kernel has them.
struct Capabilities {
    __user_cap_header_struct head{_LINUX_CAPABILITY_VERSION_3, 0};
    std::array<__user_cap_data_struct, 2> sets{};

    bool read() { return ::syscall(SYS_capget, &head, sets.data()) == 0; }
    bool write() { return ::syscall(SYS_capset, &head, sets.data()) == 0; }
    bool permits(unsigned capability) const {
        return (sets[capability / 32].permitted >> (capability % 32) & 1U) != 0; // NOLINT: at most 63
    }
};

constexpr std::array<unsigned, 5> kOfRunners{CAP_SETUID, CAP_SETGID, CAP_KILL, CAP_CHOWN, CAP_DAC_OVERRIDE};

} // namespace

void dropCapabilities() {
    if (::geteuid() == 0)
        return;
    keepCapabilities();
    Capabilities none;
    (void)none.write();
}

void keepCapabilities() {
    ::prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
}

RunnerCapabilities::RunnerCapabilities() {
    Capabilities own;
    if (::geteuid() == 0 || !own.read())
        return;
    for (const unsigned capability : kOfRunners)
        if (own.permits(capability))
            own.sets[capability / 32].inheritable |= 1U << (capability % 32); // NOLINT: at most 63
    if (!own.write())
        return;
    for (const unsigned capability : kOfRunners)
        ::prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0);
}

} // namespace inferno::executors
