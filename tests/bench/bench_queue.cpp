// SPDX-License-Identifier: GPL-3.0-or-later
// How many runs a second go from queued to finished, each row and each end on disk, and how late due fires are.
// Programs under build/: the runner is taken from INFERNO_BIN. Files are made in TMPDIR (/tmp), on a real disk.
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <vector>

#include "core/jobs/job_store.h"
#include "core/jobs/outbox.h"
#include "core/jobs/run_queue.h"
#include "services/executors/local_executor.h"
#include "services/scheduler/launch_spec.h"
#include "services/scheduler/outbox_pump.h"
#include "services/scheduler/scheduler.h"

using namespace inferno;
using namespace inferno::jobs;
using namespace std::chrono_literals;

namespace {

constexpr int kRuns = 200;
constexpr int kStoreRuns = 1000;
constexpr int kIdleSchedules = 2000;
constexpr int kFires = 200;

[[noreturn]] void giveUp(const Error& error) {
    std::fprintf(stderr, "error: %s\n", error.message().c_str());
    std::exit(1);
}
template <typename T>
T must(Result<T> result) {
    if (!result)
        giveUp(result.error());
    if constexpr (!std::is_void_v<T>)
        return *std::move(result);
}

double seconds(std::chrono::steady_clock::time_point since) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - since).count();
}

void print(const char* name, double value, const char* unit, const char* peer = nullptr, double peerValue = 0) {
    if (peer)
        std::printf("{\"name\":\"%s\",\"value\":%.2f,\"unit\":\"%s\",\"peer\":\"%s\",\"peer_value\":%.2f}\n", name,
                    value, unit, peer, peerValue);
    else
        std::printf("{\"name\":\"%s\",\"value\":%.2f,\"unit\":\"%s\",\"peer\":null,\"peer_value\":null}\n", name, value,
                    unit);
    std::fflush(stdout);
}

/// A folder that is gone at the end.
struct Folder {
    Folder() {
        const char* base = std::getenv("TMPDIR");
        std::string name = std::string(base ? base : "/tmp") + "/inferno-bench-XXXXXX";
        if (!::mkdtemp(name.data()))
            giveUp(errnoError(errno, "making a folder"));
        path = name;
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    std::filesystem::path path;
};

std::unique_ptr<JobStore> openStore(const std::filesystem::path& folder, Vfs& vfs, const Clock& clock) {
    JobStoreOptions options;
    options.folder = folder / "queue";
    options.defaults.timezone = "UTC";
    const auto plain = [](std::uint64_t, ByteView body) -> Result<Bytes> { return Bytes(body.begin(), body.end()); };
    options.cipher = {plain, plain};
    return must(JobStore::open(std::move(options), vfs, clock));
}

/// The vault's place: takes every event.
Result<void> takeAll(const Uuid&, std::span<const OutboxEvent>) {
    return {};
}

JobDefinition job(const std::string& name) {
    JobDefinition definition;
    definition.name = name;
    definition.command = "true";
    definition.overlap = Overlap::Allow;
    return definition;
}

/// `sh -c true`, started and waited for, `atOnce` at a time.
double spawnRate(int count, int atOnce) {
    const auto begin = std::chrono::steady_clock::now();
    std::vector<std::thread> threads;
    for (int i = 0; i < atOnce; ++i)
        threads.emplace_back([&] {
            for (int n = 0; n < count / atOnce; ++n) {
                const char* argv[] = {"sh", "-c", "true", nullptr};
                pid_t pid = 0;
                if (::posix_spawn(&pid, "/bin/sh", nullptr, nullptr, const_cast<char**>(argv), environ) == 0)
                    ::waitpid(pid, nullptr, 0);
            }
        });
    for (std::thread& thread : threads)
        thread.join();
    return count / seconds(begin);
}

/// Runs through the real runner: claim, log, result and every state on disk.
void benchRuns(int atOnce) {
    const char* bin = std::getenv("INFERNO_BIN");
    if (!bin) {
        std::fprintf(stderr, "INFERNO_BIN is not set: runs with the real runner are left out\n");
        return;
    }
    Folder folder;
    SystemVfs vfs;
    SystemClock clock;
    auto store = openStore(folder.path, vfs, clock);
    auto executor = must(
        executors::LocalExecutor::open({folder.path / "runs", std::filesystem::path(bin) / "inferno-runner", {}}, vfs));
    must(store->create(job("noop"), {.noRun = true}, Request{}));
    for (int i = 0; i < kRuns; ++i)
        must(store->run("noop", Request{}));
    scheduler::LaunchSurroundings around;
    around.dataFolder = folder.path;
    scheduler::SchedulerOptions options;
    options.maxConcurrent = atOnce;
    scheduler::Scheduler loop(
        *store, *executor, [&](const LaunchOrder& order) { return scheduler::launchSpecOf(order, around, vfs); }, clock,
        options);
    scheduler::OutboxPump pump(*store, takeAll);
    pump.start();
    const auto begin = std::chrono::steady_clock::now();
    must(loop.start());
    while (must(store->queueState()).last24h["completed"] < kRuns)
        std::this_thread::sleep_for(5ms);
    const double rate = kRuns / seconds(begin);
    print("queue.runs (queued to finished, durable)", rate, "runs/s", "sh -c true, spawned and waited for",
          spawnRate(kRuns, atOnce));
}

/// The store alone: what the bookkeeping costs.
void benchStore() {
    Folder folder;
    SystemVfs vfs;
    SystemClock clock;
    auto store = openStore(folder.path, vfs, clock);
    scheduler::OutboxPump pump(*store, takeAll);
    pump.start();
    must(store->create(job("noop"), {.noRun = true}, Request{}));
    auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < kStoreRuns; ++i)
        must(store->run("noop", Request{}));
    print("queue.enqueue (one durable transaction each)", kStoreRuns / seconds(begin), "runs/s");
    begin = std::chrono::steady_clock::now();
    int done = 0;
    while (done < kStoreRuns) {
        const auto orders = must(store->queue().claim(16));
        std::vector<AttemptResult> results;
        for (const LaunchOrder& order : orders) {
            AttemptResult result;
            result.runId = order.runId;
            result.launch = order.launch;
            result.exitCode = 0;
            results.push_back(std::move(result));
        }
        done += must(store->queue().recordResults(results));
    }
    print("queue.bookkeeping (claim and result, 16 at once)", kStoreRuns / seconds(begin), "runs/s");
}

/// Launches end as soon as they start; when each was started is kept.
class InstantExecutor final : public executors::Executor {
public:
    explicit InstantExecutor(const Clock& clock) : clock_(clock) {}
    void onEnded(EndedHandler handler) override { handler_ = std::move(handler); }
    Result<void> start(const executors::LaunchSpec& spec) override {
        started.emplace_back(spec.command, clock_.now());
        executors::Inspection inspection;
        inspection.state = executors::LaunchState::Finished;
        inspection.result = executors::LaunchResult{};
        inspection.result->exitCode = 0;
        handler_(spec.id, inspection);
        return {};
    }
    Result<executors::Inspection> inspect(const executors::LaunchId&) override { return executors::Inspection{}; }
    Result<void> cancel(const executors::LaunchId&) override { return {}; }
    std::filesystem::path outputPath(const executors::LaunchId&) const override { return {}; }
    Result<executors::OutputChunk> readOutput(const executors::LaunchId&, std::uint64_t, std::size_t) const override {
        return executors::OutputChunk{};
    }
    Result<std::optional<executors::Usage>> readUsage(const executors::LaunchId&) const override {
        return std::optional<executors::Usage>{};
    }

    std::vector<std::pair<std::string, WallTime>> started; ///< job, when

private:
    const Clock& clock_;
    EndedHandler handler_;
};

/// Fires by the real clock, 50 a second, among schedules that are not due: from the instant that was asked for to the
/// call of the executor, with the row and the launch committed in between.
void benchLateness(int atOnce) {
    Folder folder;
    SystemVfs vfs;
    SystemClock clock;
    auto store = openStore(folder.path, vfs, clock);
    for (int i = 0; i < kIdleSchedules; ++i) {
        JobDefinition idle = job("idle" + std::to_string(i));
        idle.schedules = {std::to_string(i % 60) + " " + std::to_string(i % 24) + " 1 1 *"};
        must(store->create(idle, {}, Request{}));
        if (i % 500 == 0)
            must(store->outbox().delivered(UINT64_MAX >> 1));
    }
    InstantExecutor executor(clock);
    scheduler::SchedulerOptions options;
    options.maxConcurrent = atOnce;
    const auto prepare = [](const LaunchOrder& order) -> Result<executors::LaunchSpec> {
        executors::LaunchSpec spec;
        spec.id = {order.runId, static_cast<std::uint32_t>(order.launch)};
        spec.command = order.job;
        return spec;
    };
    const WallTime first = std::chrono::floor<std::chrono::milliseconds>(clock.now()) + 3s;
    std::map<std::string, WallTime> due;
    for (int i = 0; i < kFires; ++i) {
        JobDefinition one = job("due" + std::to_string(i));
        one.runAt = first + i * 20ms;
        due[one.name] = *one.runAt;
        must(store->create(one, {}, Request{}));
    }
    scheduler::Scheduler loop(*store, executor, prepare, clock, options);
    scheduler::OutboxPump pump(*store, takeAll);
    pump.start();
    must(loop.start());
    while (must(store->queueState()).last24h["completed"] < kFires)
        std::this_thread::sleep_for(20ms);
    loop.stop();
    std::vector<double> late;
    for (const auto& [name, when] : executor.started)
        late.push_back(std::chrono::duration<double, std::milli>(when - due.at(name)).count());
    std::ranges::sort(late);
    print("queue.lateness p50 (2,000 other schedules)", late[late.size() / 2], "ms");
    print("queue.lateness p99 (2,000 other schedules)", late[late.size() * 99 / 100], "ms");
}

} // namespace

int main() {
    const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    benchRuns(cores);
    benchStore();
    benchLateness(cores);
    return 0;
}
