// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/executors/command.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "services/executors/capabilities.h"

namespace inferno::executors {
namespace {

/// What the child was doing when it failed; it sends this and errno to its parent.
enum class Stage : int { Group, Cores, User, Folder, Descriptors, Shell };

struct Failure {
    Stage stage;
    int error;
};

[[noreturn]] void giveUp(int report, Stage stage) {
    const Failure failure{stage, errno};
    (void)!::write(report, &failure, sizeof failure);
    ::_exit(127);
}

void resetSignals() {
    for (int signal = 1; signal < NSIG; ++signal)
        ::signal(signal, SIG_DFL);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

/// The child's side, from vfork to exec: it borrows the parent's memory, so it leaves everything in it as it is.
[[noreturn]] void becomeCommand(const LaunchSpec& spec, const LaunchGroup& group, const cpu_set_t* cores,
                                const std::optional<Account>& user, int output, int report, pid_t parent,
                                char* const* arguments, char* const* environment) {
    ::setsid();
    resetSignals();
    if (!group.join())
        giveUp(report, Stage::Group);
    if (cores && ::sched_setaffinity(0, sizeof *cores, cores) != 0)
        giveUp(report, Stage::Cores);
    if (user && (::setgroups(user->groups.size(), user->groups.data()) != 0 || ::setgid(user->gid) != 0 ||
                 ::setuid(user->uid) != 0))
        giveUp(report, Stage::User);
    dropCapabilities();
    // After the change of user, which clears it.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent)
        ::_exit(127);
    ::umask(022);
    if (::chdir(spec.workFolder.c_str()) != 0)
        giveUp(report, Stage::Folder);
    const int null = ::open("/dev/null", O_RDONLY);
    if (null < 0 || ::dup2(null, 0) < 0 || ::dup2(output, 1) < 0 || ::dup2(output, 2) < 0)
        giveUp(report, Stage::Descriptors);
    // All others are close-on-exec: the runner opens none without it.
    if (null > 2)
        ::close(null);
    ::execve("/bin/sh", arguments, environment);
    giveUp(report, Stage::Shell);
}

std::unexpected<Error> explained(const Failure& failure, const LaunchSpec& spec) {
    const std::string reason = std::strerror(failure.error);
    switch (failure.stage) {
    case Stage::Group: return fail(ErrorCode::RunSpawnFailed, "joining the run's cgroup: " + reason);
    case Stage::Cores:
        return fail(ErrorCode::RunSpawnFailed, "running on a part of the cores: " + reason,
                    "take away the job's CPU limit");
    case Stage::User:
        return fail(ErrorCode::RunSpawnFailed, "becoming user '" + spec.user + "': " + reason,
                    "the service needs the right to change users (CAP_SETUID and CAP_SETGID)");
    case Stage::Folder:
        return fail(ErrorCode::RunSpawnFailed,
                    "entering the working folder " + spec.workFolder.string() + ": " + reason,
                    "create the folder, or change the job's working folder");
    case Stage::Descriptors: return fail(ErrorCode::RunSpawnFailed, "setting up input and output: " + reason);
    case Stage::Shell: break;
    }
    return fail(ErrorCode::RunSpawnFailed, "starting /bin/sh: " + reason,
                failure.error == E2BIG ? "the command and its environment are too long for this system" : "");
}

std::vector<char*> pointersTo(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (std::string& text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

} // namespace

Result<StartedCommand> startCommand(const RunnerOrder& order, const LaunchGroup& group, const std::vector<int>& cores) {
    const LaunchSpec& spec = order.spec;
    // The shell takes IFS from no environment. Empty, it leaves unquoted parameters whole.
    std::vector<std::string> argumentTexts{"sh", "-c", (spec.parameters.empty() ? "" : "IFS=''; ") + spec.command};
    std::vector<std::string> environmentTexts;
    Variables variables = spec.environment;
    variables.insert(variables.end(), spec.parameters.begin(), spec.parameters.end());
    variables.push_back(launchMark(spec.id));
    for (const auto& [name, value] : variables)
        environmentTexts.push_back(name + "=" + value);
    cpu_set_t coreSet;
    CPU_ZERO(&coreSet);
    for (const int core : cores)
        CPU_SET(core, &coreSet);
    const std::vector<char*> arguments = pointersTo(argumentTexts);
    const std::vector<char*> environment = pointersTo(environmentTexts);

    std::array<int, 2> outputPipe{};
    std::array<int, 2> reportPipe{};
    if (::pipe2(outputPipe.data(), O_CLOEXEC) != 0)
        return fail(ErrorCode::RunSpawnFailed, std::string("making a pipe: ") + std::strerror(errno));
    Descriptor output(outputPipe[0]), outputEnd(outputPipe[1]);
    if (::pipe2(reportPipe.data(), O_CLOEXEC) != 0)
        return fail(ErrorCode::RunSpawnFailed, std::string("making a pipe: ") + std::strerror(errno));
    Descriptor report(reportPipe[0]), reportEnd(reportPipe[1]);
    // Only this end: the two ends of a pipe have their own flags, and the command must see a blocking one.
    ::fcntl(output.get(), F_SETFL, O_RDONLY | O_NONBLOCK);

    const pid_t parent = ::getpid();
    // Nothing of this process is copied for the few steps to the shell; it goes on when the shell has begun.
    const pid_t pid = ::vfork();
    if (pid < 0)
        return fail(ErrorCode::RunSpawnFailed, std::string("starting a process: ") + std::strerror(errno),
                    "the machine is out of processes or memory");
    if (pid == 0)
        becomeCommand(spec, group, cores.empty() ? nullptr : &coreSet, order.account, outputEnd.get(), reportEnd.get(),
                      parent, arguments.data(), environment.data());
    outputEnd.reset();
    reportEnd.reset();
    Failure failure{};
    ssize_t count = 0;
    do
        count = ::read(report.get(), &failure, sizeof failure);
    while (count < 0 && errno == EINTR);
    if (count == sizeof failure) {
        ::waitpid(pid, nullptr, 0);
        return explained(failure, spec);
    }
    return StartedCommand{static_cast<int>(pid), std::move(output)};
}

} // namespace inferno::executors
