// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/inference/engine_process.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fstream>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace inferno::serving {
namespace {

using namespace std::chrono_literals;

constexpr int kEngineSocket = 3;
constexpr auto kPatience = 500ms;

int spawn(pid_t& pid, const std::string& program, int engineEnd, std::array<std::string, 7>& arguments) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawnattr_init(&attributes);
    ::posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", 0, 0);
    ::posix_spawn_file_actions_adddup2(&actions, 2, 1);
    ::posix_spawn_file_actions_adddup2(&actions, engineEnd, kEngineSocket);
    ::posix_spawn_file_actions_addclosefrom_np(&actions, kEngineSocket + 1);
    ::posix_spawn_file_actions_addchdir_np(&actions, "/");
    sigset_t none;
    sigset_t all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setsigdefault(&attributes, &all);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    std::array<char*, 8> pointers{};
    for (std::size_t i = 0; i < arguments.size(); ++i)
        pointers[i] = arguments[i].data();
    std::string path = "PATH=/usr/local/bin:/usr/bin:/bin";
    const std::array<char*, 2> environment{path.data(), nullptr};
    const int error = ::posix_spawn(&pid, program.c_str(), &actions, &attributes, pointers.data(), environment.data());
    ::posix_spawn_file_actions_destroy(&actions);
    ::posix_spawnattr_destroy(&attributes);
    return error;
}

} // namespace

Result<std::unique_ptr<EngineProcess>> EngineProcess::start(const std::filesystem::path& program, int workers,
                                                            int intraOpThreads) {
    if (::access(program.c_str(), X_OK) != 0)
        return fail(ErrorCode::EngineMissing, "there is no program " + program.string(),
                    "install the package with inferno-engine, or build the target inferno-engine");
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return fail(ErrorCode::EngineUnavailable, std::string("making a socket pair: ") + std::strerror(errno));
    std::array<std::string, 7> arguments{
        program.string(),        "--socket",  std::to_string(kEngineSocket), "--workers",
        std::to_string(workers), "--threads", std::to_string(intraOpThreads)};
    pid_t pid = 0;
    const int error = spawn(pid, program.string(), ends[1], arguments);
    ::close(ends[1]);
    if (error != 0) {
        ::close(ends[0]);
        return fail(ErrorCode::EngineUnavailable, "starting " + program.string() + ": " + std::strerror(error));
    }
    return std::unique_ptr<EngineProcess>(new EngineProcess(static_cast<int>(pid), ends[0]));
}

EngineProcess::~EngineProcess() {
    end();
    ::close(socket_);
}

std::uint64_t EngineProcess::memoryBytes() const {
    std::ifstream statm("/proc/" + std::to_string(pid_) + "/statm"); // proc(5): pages in all, resident, …
    std::uint64_t all = 0;
    std::uint64_t resident = 0;
    statm >> all >> resident;
    return statm ? resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) : 0;
}

void EngineProcess::hangUp() const {
    ::shutdown(socket_, SHUT_RDWR);
}

std::string EngineProcess::end() {
    if (ended_)
        return {};
    ended_ = true;
    hangUp();
    int status = 0;
    const auto until = std::chrono::steady_clock::now() + kPatience;
    pid_t reaped = 0;
    while ((reaped = ::waitpid(pid_, &status, WNOHANG)) == 0 && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(2ms);
    if (reaped == 0) {
        ::kill(pid_, SIGKILL);
        reaped = ::waitpid(pid_, &status, 0);
    }
    if (reaped == pid_ && WIFSIGNALED(status))
        return "was killed by signal " + std::to_string(WTERMSIG(status));
    return reaped == pid_ ? "ended with code " + std::to_string(WEXITSTATUS(status)) : "is gone";
}

} // namespace inferno::serving
