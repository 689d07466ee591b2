// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/client/process.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace inferno::client {
namespace {

std::vector<char*> pointersTo(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (std::string& text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

/// Between fork and exec: system calls alone, since other threads may have held locks.
[[noreturn]] void becomeService(const char* program, char* const* arguments, char* const* environment, int log,
                                int failure) {
    ::setsid();
    ::umask(077);
    const int input = ::open("/dev/null", O_RDONLY);
    if (::chdir("/") == 0 && input >= 0 && ::dup2(input, 0) >= 0 && ::dup2(log, 1) >= 0 && ::dup2(log, 2) >= 0) {
        sigset_t none;
        sigemptyset(&none);
        ::sigprocmask(SIG_SETMASK, &none, nullptr);
        for (const int signal : {SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGPIPE, SIGCHLD})
            ::signal(signal, SIG_DFL);
        // `failure` is closed by exec: that is how the parent learns that it worked.
        const long last = ::sysconf(_SC_OPEN_MAX);
        for (int descriptor = 3; descriptor < (last > 0 && last < 65'536 ? last : 65'536); ++descriptor)
            if (descriptor != failure)
                ::close(descriptor);
        ::execve(program, arguments, environment);
    }
    const int error = errno;
    [[maybe_unused]] const ssize_t written = ::write(failure, &error, sizeof error);
    ::_exit(127);
}

} // namespace

std::filesystem::path ownFolder() {
    std::error_code ignored;
    return std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
}

std::optional<std::filesystem::path> findProgram(const std::string& name) {
    const std::filesystem::path beside = ownFolder() / name;
    if (::access(beside.c_str(), X_OK) == 0)
        return beside;
    const char* variable = std::getenv("PATH");
    std::string_view folders = variable ? variable : "";
    while (!folders.empty()) {
        const std::size_t end = std::min(folders.find(':'), folders.size());
        const std::filesystem::path candidate = std::filesystem::path(folders.substr(0, end)) / name;
        if (candidate.is_absolute() && ::access(candidate.c_str(), X_OK) == 0)
            return candidate;
        folders.remove_prefix(std::min(end + 1, folders.size()));
    }
    return std::nullopt;
}

Result<std::int64_t> spawnDetached(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                                   const std::vector<std::string>& environment, const std::filesystem::path& log) {
    std::vector<std::string> words = arguments;
    words.insert(words.begin(), program.string());
    std::vector<std::string> variables = environment;
    const std::vector<char*> argumentPointers = pointersTo(words);
    const std::vector<char*> environmentPointers = pointersTo(variables);

    const int output = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (output < 0)
        return std::unexpected(errnoError(errno, "opening " + log.string()));
    int pipe[2];
    if (::pipe2(pipe, O_CLOEXEC) != 0) {
        const Error error = errnoError(errno, "making a pipe");
        ::close(output);
        return std::unexpected(error);
    }
    const pid_t child = ::fork();
    const int forkError = errno;
    if (child == 0)
        becomeService(words.front().c_str(), argumentPointers.data(), environmentPointers.data(), output, pipe[1]);
    ::close(output);
    ::close(pipe[1]);
    int error = child < 0 ? forkError : 0;
    if (child > 0) {
        ssize_t count = 0;
        do
            count = ::read(pipe[0], &error, sizeof error);
        while (count < 0 && errno == EINTR);
        if (count != sizeof error)
            error = 0;
    }
    ::close(pipe[0]);
    if (error == 0)
        return child;
    if (child > 0)
        ::waitpid(child, nullptr, 0);
    return std::unexpected(errnoError(error, "starting " + program.string()));
}

bool hasEnded(std::int64_t child) {
    int status = 0;
    return ::waitpid(static_cast<pid_t>(child), &status, WNOHANG) == static_cast<pid_t>(child);
}

bool isAlive(std::int64_t process) {
    return process > 0 && (::kill(static_cast<pid_t>(process), 0) == 0 || errno == EPERM);
}

std::string programOf(std::int64_t process) {
    std::error_code ignored;
    std::string name =
        std::filesystem::read_symlink("/proc/" + std::to_string(process) + "/exe", ignored).filename().string();
    // A program that was replaced while it runs.
    static constexpr std::string_view kDeleted = " (deleted)";
    if (name.ends_with(kDeleted))
        name.resize(name.size() - kDeleted.size());
    return name;
}

Result<void> terminate(std::int64_t process) {
    if (::kill(static_cast<pid_t>(process), SIGTERM) != 0)
        return std::unexpected(errnoError(errno, "ending process " + std::to_string(process)));
    return {};
}

bool portIsFree(int port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket < 0)
        return true;
    const int on = 1; // as the service does: a connection that is closing does not hold the port
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool free = ::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 || errno != EADDRINUSE;
    ::close(socket);
    return free;
}

std::uint32_t ownUser() {
    return ::geteuid();
}

} // namespace inferno::client
