// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/executors/runner.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <set>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "services/executors/command.h"
#include "services/executors/exchange.h"
#include "services/executors/launch_files.h"
#include "services/executors/launch_group.h"
#include "services/executors/limits.h"
#include "services/executors/output_log.h"
#include "services/executors/packed_log.h"
#include "services/executors/process_tree.h"
#include "services/executors/usage_meter.h"

namespace inferno::executors {
namespace {

using namespace std::chrono_literals;

constexpr auto kProgressEvery = 200ms;
constexpr auto kPartialAfter = 500ms;
/// What ends by itself right after the shell (a `tee` behind it, say) shall not be hurried.
constexpr auto kLingerFor = 300ms;
constexpr auto kKillEvery = 10ms;
/// How long a tree that KILL does not end (a process of another user, one stuck in the kernel) is worked at.
constexpr auto kKillFor = 10s;
/// A machine that shuts down gives little time.
constexpr auto kGraceWhenInterrupted = 5s;

class Runner {
public:
    Runner(RunnerOrder order, LaunchFiles files, Descriptor signals, Vfs& vfs)
        : order_(std::move(order)), files_(std::move(files)), log_(vfs, files_.outputPath(), clock_, spec_.outputLimit),
          signals_(std::move(signals)), group_(made(order_.cgroup)), limits_(spec_, group_),
          meter_(spec_, files_, limits_, vfs, clock_) {}

    LaunchResult run() {
        result_.started = clock_.now();
        result_.limits = limits_.kept();
        if (!limits_.words().empty())
            log_.note("limits: " + limits_.words());
        ::prctl(PR_SET_CHILD_SUBREAPER, 1);
        if (files_.cancelRequested()) {
            result_.reason = EndReason::Cancelled;
            result_.detail = "cancelled before it started";
        } else if (auto command = startCommand(order_, group_, limits_.cores()); command) {
            shell_ = command->pid;
            output_ = std::move(command->output);
            if (spec_.timeout > 0ms)
                deadline_ = clock_.monotonic() + spec_.timeout;
            while (phase_ != Phase::Done)
                step();
        } else {
            result_.reason = EndReason::NotStarted;
            result_.detail = command.error().detail + (command.error().hint.empty() ? "" : "; " + command.error().hint);
            log_.note(result_.detail);
        }
        return finished();
    }

private:
    enum class Phase {
        Running,
        Lingering, ///< the shell has ended, its children may just be ending: until deadline_
        Ending,    ///< TERM was sent; KILL comes at deadline_
        Killing,   ///< KILL is sent until nothing is left, at most until deadline_
        Done,
    };

    static LaunchGroup made(const std::filesystem::path& folder) {
        LaunchGroup group(folder);
        group.make();
        return group;
    }

    void step() {
        std::array<pollfd, 2> watched{{{signals_.get(), POLLIN, 0}, {output_.get(), POLLIN, 0}}};
        ::poll(watched.data(), watched.size(), waitMs());
        if (watched[1].revents != 0)
            readOutput();
        if (watched[0].revents != 0)
            takeSignals();
        showProgress();
        if (phase_ != Phase::Done && clock_.monotonic() >= meter_.due())
            lookAtUsage();
        if (phase_ != Phase::Done && deadline_ && clock_.monotonic() >= *deadline_)
            deadlinePassed();
        else if (phase_ == Phase::Killing)
            killAll();
    }

    /// Until something is due.
    int waitMs() const {
        MonoTime until = meter_.due();
        const auto earlier = [&](MonoTime time) { until = std::min(until, time); };
        if (deadline_)
            earlier(*deadline_);
        if (phase_ == Phase::Killing)
            earlier(clock_.monotonic() + kKillEvery);
        if (log_.hasPartial())
            earlier(lastOutput_ + kPartialAfter);
        if (log_.progress() != shownProgress_)
            earlier(progressShownAt_ + kProgressEvery);
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - clock_.monotonic());
        return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 3'600'000));
    }

    void readOutput() {
        std::array<char, 64 * 1024> buffer; // NOLINT: filled by read
        const ssize_t count = ::read(output_.get(), buffer.data(), buffer.size());
        if (count > 0) {
            log_.append({buffer.data(), static_cast<std::size_t>(count)});
            lastOutput_ = clock_.monotonic();
        } else if (count == 0) {
            output_.reset(); // all writers closed it; the command may go on without
        }
    }

    void takeSignals() {
        reap(); // what ended before a signal came keeps its own outcome
        signalfd_siginfo signal{};
        while (::read(signals_.get(), &signal, sizeof signal) == sizeof signal) {
            if (signal.ssi_signo == SIGUSR1 && phase_ == Phase::Running && files_.cancelRequested())
                beginEnding(EndReason::Cancelled, "cancelled", spec_.grace);
            else if ((signal.ssi_signo == SIGTERM || signal.ssi_signo == SIGINT) && phase_ == Phase::Running)
                beginEnding(EndReason::Interrupted, "the runner was told to end",
                            std::min<std::chrono::milliseconds>(spec_.grace, kGraceWhenInterrupted));
        }
        reap(); // whichever signal came: SIGCHLDs are merged
    }

    void reap() {
        for (;;) {
            int status = 0;
            const pid_t pid = ::waitpid(-1, &status, WNOHANG);
            if (pid == shell_)
                shellEnded(status);
            if (pid < 0 && errno == ECHILD) {
                phase_ = Phase::Done; // a subreaper without children has no descendants
                return;
            }
            if (pid == 0)
                break;
        }
        if (shellHasEnded_ && phase_ == Phase::Running) {
            phase_ = Phase::Lingering;
            deadline_ = clock_.monotonic() + kLingerFor;
        }
    }

    void shellEnded(int status) {
        shellHasEnded_ = true;
        if (WIFEXITED(status))
            result_.exitCode = WEXITSTATUS(status);
        if (WIFSIGNALED(status))
            result_.signal = WTERMSIG(status);
        if (phase_ == Phase::Running && result_.signal) {
            result_.reason = EndReason::Signalled;
            result_.detail = std::string("ended by signal ") + strsignal(*result_.signal);
        }
    }

    void beginEnding(EndReason reason, std::string detail, std::chrono::milliseconds grace) {
        phase_ = Phase::Ending;
        deadline_ = clock_.monotonic() + grace;
        const auto tree = descendantsOf(::getpid());
        result_.reason = reason;
        if (!detail.empty()) {
            result_.detail = std::move(detail);
            log_.note(result_.detail + "; the command is asked to end");
        } else if (!tree.empty()) {
            log_.note("the command ended and left " + std::to_string(tree.size()) + " processes, which are ended too");
        }
        askToEnd(tree);
    }

    /// TERM to the whole tree. What stands still forks nothing, so nothing is missed; and what a handler starts, to
    /// clean up, comes later and is left alone.
    static void askToEnd(std::vector<int> tree) {
        constexpr int kPasses = 200; // one in the kernel's hands may not stand still for long
        std::set<int> all;
        for (int pass = 0; pass < kPasses; ++pass) {
            signalAll(tree, SIGSTOP);
            all.insert(tree.begin(), tree.end());
            const bool still = std::ranges::all_of(all, standsStill); // before the next look
            tree = descendantsOf(::getpid());
            std::erase_if(tree, [&](int pid) { return all.contains(pid); });
            if (tree.empty() && still)
                break;
            if (tree.empty())
                std::this_thread::sleep_for(1ms);
        }
        const std::vector<int> told(all.begin(), all.end());
        signalAll(told, SIGTERM);
        signalAll(told, SIGCONT); // also to what somebody else had stopped
    }

    static bool standsStill(int pid) {
        const auto info = processInfo(pid);
        return !info || info->state == 'T' || info->state == 't' || info->state == 'Z' || info->state == 'X';
    }

    void deadlinePassed() {
        switch (phase_) {
        case Phase::Running:
            beginEnding(EndReason::TimedOut, "did not end within " + formatDuration(spec_.timeout), spec_.grace);
            break;
        case Phase::Lingering: beginEnding(result_.reason, {}, spec_.grace); break;
        case Phase::Ending:
            log_.note("the command did not end within its grace; it is killed");
            phase_ = Phase::Killing;
            deadline_ = clock_.monotonic() + kKillFor;
            killAll();
            break;
        case Phase::Killing: {
            const auto left = descendantsOf(::getpid()).size();
            result_.detail +=
                (result_.detail.empty() ? "" : "; ") + std::to_string(left) + " processes could not be ended";
            phase_ = Phase::Done;
            break;
        }
        case Phase::Done: break;
        }
    }

    void killAll() {
        group_.kill();
        signalAll(descendantsOf(::getpid()), SIGKILL);
        reap();
    }

    /// Who holds too much memory is killed at once: in a grace it would take more.
    void lookAtUsage() {
        const auto beyond = meter_.look(descendantsOf(::getpid()));
        if (!beyond || phase_ == Phase::Killing)
            return;
        if (phase_ != Phase::Ending) {
            result_.reason = EndReason::OverMemory;
            result_.detail =
                "its processes held " + formatSize(*beyond) + ", and its limit is " + formatSize(spec_.memoryLimit);
            log_.note(result_.detail + "; they are killed");
        } else {
            log_.note("its processes held more than their limit of memory; they are killed");
        }
        phase_ = Phase::Killing;
        deadline_ = clock_.monotonic() + kKillFor;
        killAll();
    }

    /// The kernel kills a group that has used up its memory; the shell only tells of a signal, or of nothing.
    void lookForMemoryKills() {
        const bool endedBadly =
            result_.reason == EndReason::Signalled || (result_.reason == EndReason::Exited && result_.exitCode != 0);
        if (!endedBadly || spec_.memoryLimit == ByteSize{0} || group_.memoryKills() == 0)
            return;
        result_.reason = EndReason::OverMemory;
        result_.detail = "its processes used up its limit of " + formatSize(spec_.memoryLimit) +
                         " of memory, and the kernel killed them";
        log_.note(result_.detail);
    }

    void showProgress() {
        const MonoTime now = clock_.monotonic();
        if (log_.hasPartial() && now >= lastOutput_ + kPartialAfter)
            log_.flushPartial();
        if (log_.progress() != shownProgress_ && now >= progressShownAt_ + kProgressEvery) {
            shownProgress_ = log_.progress();
            progressShownAt_ = now;
            files_.writeProgress(*shownProgress_);
        }
    }

    /// What the pipe still holds, at most its capacity: somebody outside the tree may hold it open and write for ever.
    void drain() {
        int left = output_ ? ::fcntl(output_.get(), F_GETPIPE_SZ) : 0;
        std::array<char, 64 * 1024> buffer; // NOLINT: filled by read
        while (left > 0) {
            const ssize_t count = ::read(output_.get(), buffer.data(), buffer.size());
            if (count <= 0)
                break;
            log_.append({buffer.data(), static_cast<std::size_t>(count)});
            left -= static_cast<int>(count);
        }
    }

    /// What the command leaves for the runs after it. A failed one may leave some too.
    void takeOutputs() {
        if (shell_ == 0 || spec_.exchange.empty())
            return;
        auto outputs = readOutputs(spec_.exchange);
        if (outputs) {
            result_.outputs = *std::move(outputs);
        } else {
            log_.note(outputs.error().detail);
            if (result_.succeeded()) {
                result_.reason = EndReason::BadOutputs;
                result_.detail = outputs.error().detail;
            }
        }
    }

    LaunchResult finished() {
        drain();
        lookForMemoryKills();
        takeOutputs();
        if (!spec_.exchange.empty())
            tidyExchange(spec_.exchange);
        group_.remove();
        log_.finish();
        if (log_.progress() != shownProgress_)
            files_.writeProgress(*log_.progress());
        rusage used{};
        ::getrusage(RUSAGE_CHILDREN, &used);
        const auto duration = [](const timeval& time) {
            return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
        };
        result_.finished = clock_.now();
        result_.userTime = duration(used.ru_utime);
        result_.systemTime = duration(used.ru_stime);
        result_.maxResident = ByteSize{static_cast<std::uint64_t>(used.ru_maxrss) * 1024};
        if (shell_ != 0)
            result_.usage = meter_.finish(result_.maxResident);
        result_.outputBytes = log_.outputBytes();
        result_.droppedBytes = log_.droppedBytes();
        result_.progress = log_.progress();
        return result_;
    }

    SystemClock clock_;
    RunnerOrder order_;
    LaunchSpec& spec_ = order_.spec;
    LaunchFiles files_;
    OutputLog log_;
    Descriptor signals_;
    LaunchGroup group_;
    LaunchLimits limits_;
    UsageMeter meter_;
    Descriptor output_;
    pid_t shell_ = 0;
    bool shellHasEnded_ = false;
    Phase phase_ = Phase::Running;
    std::optional<MonoTime> deadline_; ///< of the phase
    MonoTime lastOutput_{};
    MonoTime progressShownAt_{};
    std::optional<int> shownProgress_;
    LaunchResult result_;
};

Result<std::string> readAll(int descriptor) {
    std::string text;
    std::array<char, 64 * 1024> buffer; // NOLINT: filled by read
    for (;;) {
        const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return std::unexpected(errnoError(errno, "reading the order"));
        if (count == 0)
            return text;
        text.append(buffer.data(), static_cast<std::size_t>(count));
    }
}

/// Signals come through a descriptor, so that none is lost between a check and a wait.
Descriptor takeOverSignals() {
    sigset_t taken;
    ::sigemptyset(&taken);
    for (const int signal : {SIGCHLD, SIGUSR1, SIGTERM, SIGINT})
        ::sigaddset(&taken, signal);
    ::sigprocmask(SIG_SETMASK, &taken, nullptr);
    for (const int signal : {SIGHUP, SIGPIPE})
        ::signal(signal, SIG_IGN);
    return Descriptor(::signalfd(-1, &taken, SFD_CLOEXEC | SFD_NONBLOCK));
}

/// Reads the order and claims the launch. Nothing: it is claimed already.
Result<std::optional<RunnerOrder>> claimLaunch(const LaunchFiles& files) {
    INFERNO_TRY(const std::string text, readAll(0));
    INFERNO_TRY(auto order, decodeOrder(text));
    INFERNO_TRY(const ProcessIdentity self, identityOf(::getpid()));
    INFERNO_TRY(const bool claimed, files.claimFor(self));
    if (!claimed)
        return std::optional<RunnerOrder>{};
    return std::optional(std::move(order));
}

} // namespace

int runLaunch(const std::filesystem::path& prefix) {
    ::umask(077);
    ::closefrom(3);
    const Descriptor null(::open("/dev/null", O_RDWR | O_CLOEXEC));
    Descriptor signals = takeOverSignals();
    SystemVfs vfs;
    const LaunchFiles files(prefix, vfs);
    auto order = claimLaunch(files);
    ::dup2(null.get(), 0); // the order holds secrets: let it go
    if (!order) {
        if (const auto file = vfs.open(files.errorsPath(), OpenMode::Create, 0600); file)
            (void)(*file)->write(0, asBytes(order.error().message() + "\n"));
        return 1;
    }
    if (!*order)
        return 0;

    const LaunchResult result = Runner(std::move(**order), files, std::move(signals), vfs).run();
    // Without a result nobody will ever know: a full disk is waited out.
    while (!files.writeResult(result) && exists(vfs, files.recordPath()))
        std::this_thread::sleep_for(1s);
    if (result.outputBytes > 0)
        (void)packLog(vfs, files.outputPath(), files.packedOutputPath()); // where it cannot be, the log stays plain
    return 0;
}

} // namespace inferno::executors
