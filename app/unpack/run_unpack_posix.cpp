// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/unpack/run_unpack.h"

#include <cerrno>
#include <csignal>
#include <filesystem>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ; // NOLINT(readability-redundant-declaration): POSIX asks for it

namespace inferno::unpack {
namespace {

constexpr int kLookMs = 100; // how often a child that says nothing is looked after

/// Reads until the other end is closed; more than some lines are not kept. Ends the child once `stop` is set.
std::string drain(int descriptor, pid_t child, const std::atomic<bool>* stop) {
    constexpr std::size_t kKept = 4096;
    std::string text;
    char chunk[1024];
    while (true) {
        if (stop) {
            pollfd wait{descriptor, POLLIN, 0};
            if (::poll(&wait, 1, kLookMs) == 0) {
                if (*stop)
                    ::kill(child, SIGTERM);
                continue;
            }
        }
        const ssize_t count = ::read(descriptor, chunk, sizeof chunk);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            break;
        if (text.size() < kKept)
            text.append(chunk, static_cast<std::size_t>(count));
    }
    while (text.ends_with('\n'))
        text.pop_back();
    return text;
}

} // namespace

Result<void> runUnpack(const std::vector<std::string>& arguments, const RunOptions& options) {
    std::error_code unknown;
    std::filesystem::path program = options.program;
    if (program.empty())
        program = std::filesystem::read_symlink("/proc/self/exe", unknown).parent_path() / "inferno-unpack";
    if (unknown || ::access(program.c_str(), X_OK) != 0)
        return fail(ErrorCode::UnpackMissing, program.string() + " is not there",
                    "install the package inferno-tools, or use tar with zstd and give the folder");
    int pipe[2] = {-1, -1};
    if (::pipe2(pipe, O_CLOEXEC) != 0)
        return std::unexpected(errnoError(errno, "making a pipe"));
    std::vector<std::string> texts{program.string()};
    texts.insert(texts.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (std::string& text : texts)
        argv.push_back(text.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, pipe[1], STDERR_FILENO);
    pid_t child = 0;
    const int failure = ::posix_spawn(&child, program.c_str(), &actions, nullptr, argv.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(pipe[1]);
    const std::string said = failure == 0 ? drain(pipe[0], child, options.stop) : "";
    ::close(pipe[0]);
    if (failure != 0)
        return std::unexpected(errnoError(failure, "starting " + program.string()));
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return std::unexpected(errnoError(errno, "waiting for inferno-unpack"));
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return {};
    if (!WIFEXITED(status))
        return fail(ErrorCode::ArchiveRefused,
                    "inferno-unpack was stopped by signal " + std::to_string(WTERMSIG(status)));
    constexpr std::string_view kHead = "error: ";
    return fail(ErrorCode::ArchiveRefused, said.starts_with(kHead) ? said.substr(kHead.size()) : said);
}

} // namespace inferno::unpack
