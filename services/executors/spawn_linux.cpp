// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/executors/spawn.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "services/executors/capabilities.h"

namespace inferno::executors {
namespace {

/// For a launcher that does not answer, as when somebody stopped it.
constexpr std::chrono::seconds kPatience{10};

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

/// Sends a request with the order's file; errno.
int sendLaunch(int socket, const std::string& request, int order) {
    iovec text{const_cast<char*>(request.data()), request.size()};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof order)> control{};
    msghdr message{};
    message.msg_iov = &text;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    cmsghdr* const head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof order);
    std::memcpy(CMSG_DATA(head), &order, sizeof order);
    ssize_t count = 0;
    do
        count = ::sendmsg(socket, &message, MSG_NOSIGNAL);
    while (count < 0 && errno == EINTR);
    return count < 0 ? errno : 0;
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

Result<ProcessIdentity> RunnerLauncher::start(const std::filesystem::path& prefix, std::string_view order) {
    INFERNO_TRY(const Descriptor input, orderFile(order));
    // A second runner of a launch leaves when it sees the claim of the first, so asking a new launcher harms nothing.
    auto reply = ask(prefix.string(), input.get());
    if (!reply) {
        endServer();
        reply = ask(prefix.string(), input.get());
    }
    if (!reply)
        return std::unexpected(reply.error());
    if (reply->error != 0 && reply->pid > 0)
        return fail(ErrorCode::RunSpawnFailed, "the runner cannot be found in /proc",
                    "mount /proc so that the service sees its own processes");
    if (reply->error != 0)
        return failed("starting a runner", reply->error);
    return ProcessIdentity{reply->pid, reply->startTicks, currentBootId()};
}

Result<LaunchReply> RunnerLauncher::ask(const std::string& request, int order) {
    if (!socket_)
        INFERNO_CHECK(startServer());
    if (const int error = sendLaunch(socket_.get(), request, order); error != 0)
        return failed("asking the launcher of runners", error);
    LaunchReply reply;
    ssize_t count = 0;
    do
        count = ::recv(socket_.get(), &reply, sizeof reply, 0);
    while (count < 0 && errno == EINTR);
    if (count != sizeof reply)
        return failed("waiting for the launcher of runners", count < 0 ? errno : ECONNRESET);
    return reply;
}

Result<void> RunnerLauncher::startServer() {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return failed("connecting a launcher of runners", errno);
    Descriptor ours(ends[0]);
    const Descriptor theirs(ends[1]);
    const timeval patience{.tv_sec = kPatience.count(), .tv_usec = 0};
    for (const int option : {SO_RCVTIMEO, SO_SNDTIMEO})
        ::setsockopt(ours.get(), SOL_SOCKET, option, &patience, sizeof patience);

    SpawnPlan plan;
    ::posix_spawn_file_actions_adddup2(&plan.actions, theirs.get(), 0);
    ::posix_spawn_file_actions_addopen(&plan.actions, 1, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_adddup2(&plan.actions, 1, 2);
    ::posix_spawn_file_actions_addclosefrom_np(&plan.actions, 3);
    ::posix_spawn_file_actions_addchdir_np(&plan.actions, "/");
    sigset_t none;
    sigset_t all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    ::posix_spawnattr_setsigmask(&plan.attributes, &none);
    ::posix_spawnattr_setsigdefault(&plan.attributes, &all);
    ::posix_spawnattr_setflags(&plan.attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);

    std::string program = program_.string();
    std::string serve = "--serve";
    std::string path = "PATH=/usr/local/bin:/usr/bin:/bin";
    const std::array<char*, 3> arguments{program.data(), serve.data(), nullptr};
    const std::array<char*, 2> environment{path.data(), nullptr};
    pid_t pid = 0;
    const RunnerCapabilities given;
    if (const int error =
            ::posix_spawn(&pid, program.c_str(), &plan.actions, &plan.attributes, arguments.data(), environment.data());
        error != 0)
        return failed("starting " + program, error);
    server_ = pid;
    socket_ = std::move(ours);
    return {};
}

void RunnerLauncher::endServer() {
    socket_.reset();
    if (server_ == 0)
        return;
    ::kill(server_, SIGKILL); // its runners are processes of their own
    ::waitpid(server_, nullptr, 0);
    server_ = 0;
}

} // namespace inferno::executors
