// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <cerrno>
#include <memory>

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "app/unpack/sandbox.h"

namespace inferno::unpack {
namespace {

constexpr std::uint64_t kMemoryBytes = 1ULL << 30;
constexpr std::uint64_t kProcessorSeconds = 600;
constexpr std::uint64_t kDescriptors = 64;

Result<void> limit(__rlimit_resource resource, std::uint64_t value) {
    const rlimit bound{value, value};
    if (::setrlimit(resource, &bound) != 0)
        return std::unexpected(errnoError(errno, "setting a resource limit"));
    return {};
}

/// Landlock, ABI 1: no writing but below `writable`. A kernel without it leaves that to the path checks of the reader.
Result<void> restrictWriting(const std::filesystem::path& writable) {
    constexpr std::uint64_t kWriting = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                                       LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                                       LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                                       LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                                       LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;
    landlock_ruleset_attr attributes{};
    attributes.handled_access_fs = kWriting;
    const int ruleset =
        static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes.handled_access_fs, 0U));
    if (ruleset < 0 && (errno == ENOSYS || errno == EOPNOTSUPP))
        return {};
    if (ruleset < 0)
        return std::unexpected(errnoError(errno, "making a Landlock ruleset"));
    bool held = true;
    if (!writable.empty()) {
        landlock_path_beneath_attr beneath{};
        beneath.allowed_access =
            LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG;
        beneath.parent_fd = ::open(writable.c_str(), O_PATH | O_CLOEXEC);
        held = beneath.parent_fd >= 0 &&
               ::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0U) == 0;
        ::close(beneath.parent_fd);
    }
    held = held && ::syscall(SYS_landlock_restrict_self, ruleset, 0U) == 0;
    const int error = errno;
    ::close(ruleset);
    if (!held)
        return std::unexpected(errnoError(error, "restricting where files may be written"));
    return {};
}

Result<void> restrictCalls() {
    const std::unique_ptr<void, void (*)(scmp_filter_ctx)> filter(seccomp_init(SCMP_ACT_ALLOW), seccomp_release);
    static constexpr std::array kRefused = {
        SCMP_SYS(socket),
        SCMP_SYS(socketpair),
        SCMP_SYS(connect),
        SCMP_SYS(bind),
        SCMP_SYS(listen),
        SCMP_SYS(accept),
        SCMP_SYS(accept4),
        SCMP_SYS(sendto),
        SCMP_SYS(sendmsg),
        SCMP_SYS(execve),
        SCMP_SYS(execveat),
        SCMP_SYS(fork),
        SCMP_SYS(vfork),
        SCMP_SYS(clone),
        SCMP_SYS(clone3),
        SCMP_SYS(ptrace),
        SCMP_SYS(kill),
        SCMP_SYS(tkill),
        SCMP_SYS(process_vm_readv),
        SCMP_SYS(process_vm_writev),
        SCMP_SYS(mount),
        SCMP_SYS(umount2),
        SCMP_SYS(pivot_root),
        SCMP_SYS(unshare),
        SCMP_SYS(setns),
        SCMP_SYS(bpf),
        SCMP_SYS(perf_event_open),
        SCMP_SYS(io_uring_setup),
        SCMP_SYS(keyctl),
        SCMP_SYS(add_key),
        SCMP_SYS(request_key),
        SCMP_SYS(userfaultfd),
        SCMP_SYS(link),
        SCMP_SYS(linkat),
        SCMP_SYS(symlink),
        SCMP_SYS(symlinkat),
        SCMP_SYS(mknod),
        SCMP_SYS(mknodat),
        SCMP_SYS(open_by_handle_at),
        SCMP_SYS(chroot),
    };
    bool held = filter != nullptr;
    for (const int call : kRefused)
        // A number below zero does not exist on this processor.
        held = held && (call < 0 || seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(EPERM), call, 0) == 0);
    if (!held || seccomp_load(filter.get()) != 0)
        return fail(ErrorCode::NotBuilt, "the kernel does not take a seccomp filter, so archives cannot be read safely",
                    "run Inferno where seccomp is allowed; unpack the archive by hand and register the folder");
    return {};
}

} // namespace

Result<void> enterSandbox(const std::filesystem::path& writable, std::uint64_t maxFileBytes) {
    INFERNO_CHECK(limit(RLIMIT_AS, kMemoryBytes));
    INFERNO_CHECK(limit(RLIMIT_CPU, kProcessorSeconds));
    INFERNO_CHECK(limit(RLIMIT_NOFILE, kDescriptors));
    INFERNO_CHECK(limit(RLIMIT_FSIZE, maxFileBytes));
    INFERNO_CHECK(limit(RLIMIT_CORE, 0));
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return std::unexpected(errnoError(errno, "giving up new privileges"));
    INFERNO_CHECK(restrictWriting(writable));
    return restrictCalls();
}

} // namespace inferno::unpack
