// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>
#include <QTest>

#include <condition_variable>
#include <csignal>
#include <map>
#include <mutex>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "services/executors/launch_files.h"
#include "services/executors/local_executor.h"
#include "services/executors/process.h"
#include "services/executors/process_tree.h"
#include "services/executors/run_log.h"

namespace inferno::executors {

using namespace std::chrono_literals;

/// The run of most tests, not that of a test program beside this one: processes are found by it.
inline const std::string kRun = "run_" + std::to_string(::getpid());

/// Where the programs that were just built are.
inline std::filesystem::path programs() {
    return qgetenv("INFERNO_BIN").toStdString();
}

inline LaunchSpec specFor(const std::filesystem::path& root, const std::string& command, const std::string& run) {
    LaunchSpec spec;
    spec.id = {run, 1};
    spec.command = command;
    spec.environment = {{"PATH", "/usr/bin:/bin"}, {"HOME", root.string()}, {"ROOT", root.string()}};
    spec.workFolder = root;
    spec.grace = 300ms;
    return spec;
}

/// A folder of runs with a real executor and real runners, and the ends that it told.
class Launches {
public:
    explicit Launches(std::filesystem::path runner = programs() / "inferno-runner", std::filesystem::path cgroup = {})
        : runner_(std::move(runner)), cgroup_(std::move(cgroup)) {
        reopen();
    }

    std::filesystem::path root() const { return folder_.path().toStdString(); }
    std::filesystem::path runs() const { return root() / "runs"; }
    LaunchFiles files(const std::string& run = kRun, std::uint32_t launch = 1) {
        return *LaunchFiles::of(runs(), {run, launch}, vfs_);
    }
    LocalExecutor& executor() { return *executor_; }

    /// As a service that comes back: a new executor, which knows nothing but the folder.
    void reopen() {
        executor_.reset();
        executor_ = open();
        executor_->onEnded([this](const LaunchId& id, const Inspection& inspection) {
            const std::scoped_lock lock(mutex_);
            ends_.emplace(id, inspection);
            told_.notify_all();
        });
    }
    std::unique_ptr<LocalExecutor> open() {
        auto opened =
            LocalExecutor::open({.runsFolder = runs(), .runnerProgram = runner_, .cgroupFolder = cgroup_}, vfs_);
        return std::move(*opened);
    }

    LaunchSpec spec(const std::string& command, const std::string& run = kRun) const {
        return specFor(root(), command, run);
    }

    /// Waits until the executor tells the end; a Running inspection if it does not within 20 s.
    Inspection wait(const LaunchId& id) {
        std::unique_lock lock(mutex_);
        told_.wait_for(lock, 20s, [&] { return ends_.contains(id); });
        return ends_.contains(id) ? ends_.at(id) : Inspection{};
    }
    std::size_t endsTold() {
        const std::scoped_lock lock(mutex_);
        return ends_.size();
    }

    LaunchResult run(const LaunchSpec& spec) {
        if (const auto started = executor_->start(spec); !started) {
            LaunchResult result;
            result.reason = EndReason::NotStarted;
            result.detail = started.error().message();
            return result;
        }
        const Inspection end = wait(spec.id);
        return end.result.value_or(LaunchResult{});
    }

    /// The whole log, read in small chunks.
    std::string log(const LaunchId& id) const {
        std::string lines;
        for (OutputChunk chunk; !chunk.atEnd;) {
            auto next = executor_->readOutput(id, chunk.nextOffset, 50'000);
            if (!next)
                return "cannot read the log: " + next.error().message();
            chunk = std::move(*next);
            lines += chunk.lines;
        }
        return lines;
    }
    std::string output(const LaunchId& id = {kRun, 1}) const { return outputOf(log(id)); }

    /// Waits for a file that the command makes.
    bool appears(const std::string& name) const {
        return QTest::qWaitFor([&] { return std::filesystem::exists(root() / name); }, 20'000);
    }

private:
    QTemporaryDir folder_;
    std::filesystem::path runner_;
    std::filesystem::path cgroup_;
    SystemVfs vfs_;
    std::mutex mutex_;
    std::condition_variable told_;
    std::map<LaunchId, Inspection> ends_;
    std::unique_ptr<LocalExecutor> executor_;
};

inline std::vector<int> processesOf(const std::string& run, int launch = 1) {
    return processesWith("INFERNO_LAUNCH=" + run + "/" + std::to_string(launch));
}

/// The pid of the launch's runner, from its claim.
inline int runnerOf(Launches& launches, const std::string& run = kRun) {
    const auto record = launches.files(run).record();
    return record && *record && (*record)->runner ? (*record)->runner->pid : 0;
}

} // namespace inferno::executors
