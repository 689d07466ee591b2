// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/executors/launch_server.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <poll.h>
#include <string>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "services/executors/runner.h"
#include "services/executors/spawn.h"

namespace inferno::executors {
namespace {

constexpr int kService = 0; ///< the socket

struct Request {
    std::string prefix; ///< of the launch's files
    Descriptor order;
};

/// Nothing: the service is gone.
std::optional<Request> receive() {
    std::array<char, 16 * 1024> text; // NOLINT: filled by recvmsg
    int order = -1;
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof order)> control{};
    iovec part{text.data(), text.size()};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    ssize_t count = 0;
    do
        count = ::recvmsg(kService, &message, MSG_CMSG_CLOEXEC);
    while (count < 0 && errno == EINTR);
    if (count <= 0)
        return std::nullopt;
    if (const cmsghdr* const head = CMSG_FIRSTHDR(&message); head && head->cmsg_type == SCM_RIGHTS)
        std::memcpy(&order, CMSG_DATA(head), sizeof order);
    return Request{std::string(text.data(), static_cast<std::size_t>(count)), Descriptor(order)};
}

/// The runner's side, right after the fork.
int becomeRunner(const Request& request) {
    ::setsid();
    ::prctl(PR_SET_NAME, "inferno-run");
    ::dup2(request.order.get(), 0);
    return runLaunch(request.prefix);
}

void reap() {
    while (::waitpid(-1, nullptr, WNOHANG) > 0) {
    }
}

/// True: a reply could be sent.
bool answer(pid_t runner, int error) {
    LaunchReply reply;
    reply.error = runner < 0 ? error : 0;
    reply.pid = static_cast<std::int32_t>(runner);
    if (runner > 0) {
        const auto info = processInfo(runner); // still there, if only as a zombie: nobody but us reaps it
        reply.error = info ? 0 : ESRCH;
        reply.startTicks = info ? info->startTicks : 0;
    }
    return ::send(kService, &reply, sizeof reply, MSG_NOSIGNAL) == sizeof reply;
}

} // namespace

int serveLaunches() {
    ::umask(077);
    ::closefrom(3);
    sigset_t taken;
    ::sigemptyset(&taken);
    ::sigaddset(&taken, SIGCHLD);
    ::sigprocmask(SIG_SETMASK, &taken, nullptr);
    (void)currentBootId(); // read once for all runners
    const Descriptor signals(::signalfd(-1, &taken, SFD_CLOEXEC | SFD_NONBLOCK));
    for (;;) {
        std::array<pollfd, 2> watched{{{kService, POLLIN, 0}, {signals.get(), POLLIN, 0}}};
        ::poll(watched.data(), watched.size(), -1);
        if (watched[1].revents != 0) {
            signalfd_siginfo ignored{};
            while (::read(signals.get(), &ignored, sizeof ignored) == sizeof ignored) {
            }
            reap();
        }
        if (watched[0].revents == 0)
            continue;
        const auto request = receive();
        if (!request)
            return 0;
        const pid_t runner = ::fork();
        if (runner == 0)
            return becomeRunner(*request);
        if (!answer(runner, errno))
            return 0;
    }
}

} // namespace inferno::executors
