// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

namespace inferno::api {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::size_t kErrorsKept = 8192;

std::vector<char*> pointers(const std::string& first, const std::vector<std::string>& texts, bool withFirst) {
    std::vector<char*> out;
    if (withFirst)
        out.push_back(const_cast<char*>(first.c_str()));
    for (const std::string& text : texts)
        out.push_back(const_cast<char*>(text.c_str()));
    out.push_back(nullptr);
    return out;
}

/// Reads until the other end closes; false where the time is over.
bool readUntilClosed(int descriptor, Steady::time_point end, std::string& text) {
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Steady::now()).count();
        if (left <= 0)
            return false;
        pollfd waiting{descriptor, POLLIN, 0};
        if (poll(&waiting, 1, static_cast<int>(left)) < 0 && errno != EINTR)
            return false;
        if (waiting.revents == 0)
            continue;
        char piece[4096];
        const ssize_t count = read(descriptor, piece, sizeof piece);
        if (count == 0)
            return true;
        if (count > 0 && text.size() < kErrorsKept)
            text.append(piece, static_cast<std::size_t>(count));
    }
}

} // namespace

Result<std::string> runChild(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                             const std::vector<std::string>& environment, std::chrono::milliseconds timeout) {
    int errors[2];
    if (pipe2(errors, O_CLOEXEC) != 0)
        return std::unexpected(errnoError(errno, "making a pipe for " + program.string()));
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, errors[1], STDERR_FILENO);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none); // the service blocks the signals that it waits for
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    pid_t pid = -1;
    const int failed =
        posix_spawn(&pid, program.c_str(), &actions, &attributes, pointers(program.string(), arguments, true).data(),
                    pointers({}, environment, false).data());
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    close(errors[1]);
    if (failed != 0) {
        close(errors[0]);
        return std::unexpected(errnoError(failed, "starting " + program.string()));
    }
    std::string text;
    const bool ended = readUntilClosed(errors[0], Steady::now() + timeout, text);
    close(errors[0]);
    if (!ended)
        kill(pid, SIGKILL);
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    if (!ended)
        return fail(ErrorCode::ReportFailed, program.filename().string() + " took too long and was ended");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        while (text.ends_with('\n'))
            text.pop_back();
        return fail(ErrorCode::ReportFailed,
                    program.filename().string() + " failed" + (text.empty() ? "" : ": " + text));
    }
    return text;
}

} // namespace inferno::api
