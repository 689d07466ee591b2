// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/executors/spawn.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <spawn.h>
#include <sys/mman.h>
#include <unistd.h>

namespace inferno::executors {
namespace {

std::unexpected<Error> failed(const std::string& doing, int error) {
    return fail(ErrorCode::RunSpawnFailed, doing + ": " + std::strerror(error),
                error == ENOENT ? "reinstall Inferno, or build the target inferno-runner" : "");
}

Result<Descriptor> orderFile(std::string_view order) {
    Descriptor file(::memfd_create("inferno-order", MFD_CLOEXEC));
    if (!file)
        return failed("keeping the order in memory", errno);
    for (std::size_t done = 0; done < order.size();) {
        const ssize_t count = ::write(file.get(), order.data() + done, order.size() - done);
        if (count < 0 && errno != EINTR)
            return failed("keeping the order in memory", errno);
        done += count > 0 ? static_cast<std::size_t>(count) : 0;
    }
    ::lseek(file.get(), 0, SEEK_SET);
    return file;
}

/// posix_spawn's two structures, released together.
struct SpawnPlan {
    posix_spawn_file_actions_t actions{};
    posix_spawnattr_t attributes{};

    SpawnPlan() {
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawnattr_init(&attributes);
    }
    ~SpawnPlan() {
        ::posix_spawn_file_actions_destroy(&actions);
        ::posix_spawnattr_destroy(&attributes);
    }
    SpawnPlan(const SpawnPlan&) = delete;
    SpawnPlan& operator=(const SpawnPlan&) = delete;
};

} // namespace

Result<Account> accountOf(const std::string& user) {
    const passwd* entry = ::getpwnam(user.c_str());
    if (!entry)
        return fail(ErrorCode::RunSpawnFailed, "there is no user '" + user + "' on this machine",
                    "create the user, or change who runs jobs");
    Account account{entry->pw_uid, entry->pw_gid, {}};
    int count = 64;
    do
        account.groups.resize(static_cast<std::size_t>(count));
    while (::getgrouplist(user.c_str(), account.gid, account.groups.data(), &count) < 0);
    account.groups.resize(static_cast<std::size_t>(count));
    return account;
}

Result<ProcessIdentity> spawnRunner(const std::filesystem::path& program, const std::filesystem::path& folder,
                                    std::string_view order, const std::filesystem::path& errors) {
    INFERNO_TRY(const Descriptor input, orderFile(order));
    SpawnPlan plan;
    ::posix_spawn_file_actions_adddup2(&plan.actions, input.get(), 0);
    ::posix_spawn_file_actions_addopen(&plan.actions, 1, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_addopen(&plan.actions, 2, errors.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    ::posix_spawn_file_actions_addclosefrom_np(&plan.actions, 3);
    ::posix_spawn_file_actions_addchdir_np(&plan.actions, "/");
    sigset_t none;
    sigset_t all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    ::posix_spawnattr_setsigmask(&plan.attributes, &none);
    ::posix_spawnattr_setsigdefault(&plan.attributes, &all);
    ::posix_spawnattr_setflags(&plan.attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);

    std::string programText = program.string();
    std::string folderText = folder.string();
    std::string path = "PATH=/usr/local/bin:/usr/bin:/bin";
    const std::array<char*, 3> arguments{programText.data(), folderText.data(), nullptr};
    const std::array<char*, 2> environment{path.data(), nullptr};
    pid_t pid = 0;
    if (const int error = ::posix_spawn(&pid, programText.c_str(), &plan.actions, &plan.attributes, arguments.data(),
                                        environment.data());
        error != 0)
        return failed("starting " + programText, error);
    auto identity = identityOf(pid); // still there, if only as a zombie: nobody but us can reap it
    if (!identity)
        return failBecause(identity.error(), ErrorCode::RunSpawnFailed, "the runner cannot be found in /proc",
                           "mount /proc so that the service sees its own processes");
    return identity;
}

} // namespace inferno::executors
