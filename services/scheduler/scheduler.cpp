// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/scheduler/scheduler.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include "core/jobs/job_store.h"
#include "core/jobs/outbox.h"
#include "core/jobs/run_queue.h"
#include "services/scheduler/wake_timer.h"

namespace inferno::scheduler {
namespace {

using executors::EndReason;
using executors::Inspection;
using executors::LaunchId;
using executors::LaunchState;
using std::chrono::milliseconds;

constexpr milliseconds kFirstPause{1000};
constexpr milliseconds kLongestPause{30'000};
constexpr milliseconds kHeldPause{1000};

LaunchId idOf(const jobs::LaunchOrder& order) {
    return {order.runId, static_cast<std::uint32_t>(order.launch)};
}

jobs::Outcome outcomeOf(EndReason reason) {
    switch (reason) {
    case EndReason::Exited: return jobs::Outcome::Exited;
    case EndReason::Signalled: return jobs::Outcome::Signalled;
    case EndReason::TimedOut: return jobs::Outcome::TimedOut;
    case EndReason::Cancelled: return jobs::Outcome::Cancelled;
    case EndReason::Interrupted: return jobs::Outcome::Interrupted;
    case EndReason::OverMemory: return jobs::Outcome::OverMemory;
    case EndReason::BadOutputs: return jobs::Outcome::BadOutputs;
    case EndReason::NotStarted: return jobs::Outcome::SpawnFailed;
    }
    std::unreachable();
}

jobs::AttemptResult resultOf(const LaunchId& id, const Inspection& inspection) {
    jobs::AttemptResult result;
    result.runId = id.run;
    result.launch = static_cast<int>(id.launch);
    if (inspection.state == LaunchState::Finished && inspection.result) {
        result.outcome = outcomeOf(inspection.result->reason);
        result.exitCode = inspection.result->exitCode;
        result.signal = inspection.result->signal;
        result.reason = inspection.result->detail;
        result.finished = inspection.result->finished;
        result.limits = inspection.result->limits;
        result.outputs = inspection.result->outputs;
        result.droppedBytes = inspection.result->droppedBytes;
    } else {
        result.outcome = jobs::Outcome::Unknown;
        result.reason = inspection.detail;
    }
    return result;
}

jobs::AttemptResult spawnFailed(const LaunchId& id, const Error& error) {
    jobs::AttemptResult result;
    result.runId = id.run;
    result.launch = static_cast<int>(id.launch);
    result.outcome = jobs::Outcome::SpawnFailed;
    result.reason = error.message();
    return result;
}

} // namespace

/// All but `inbox`, `status` and `hold` belongs to the loop's thread (or to the test that steps).
struct Scheduler::Impl {
    Impl(jobs::JobStore& s, executors::Executor& e, PrepareLaunch p, const Clock& c, SchedulerOptions o)
        : store(s), executor(e), prepare(std::move(p)), clock(c), options(std::move(o)) {}

    jobs::JobStore& store;
    executors::Executor& executor;
    PrepareLaunch prepare;
    const Clock& clock;
    const SchedulerOptions options;

    const std::unique_ptr<WakeTimer> timer = WakeTimer::create();
    std::thread thread;
    std::atomic<std::thread::id> loopThread;
    std::atomic<bool> stopping{false};
    std::atomic<int> maxConcurrent{options.maxConcurrent};

    std::mutex mutex; ///< guards the next three
    std::vector<std::pair<LaunchId, Inspection>> inbox;
    std::string holdReason;
    SchedulerStatus status;

    std::set<LaunchId> unsettled;     ///< to be asked of the executor: adopted ones, and those begun before
    std::set<LaunchId> cancelled;     ///< told to the executor
    std::map<LaunchId, int> progress; ///< the newest told to the store
    std::set<LaunchId> limitsTold;    ///< to the store
    MonoTime progressAt{};            ///< when it was last asked for
    std::string missedCause = options.missedCause;
    bool bootTold = options.bootId.empty();
    std::optional<Error> firstError; ///< of this pass

    void wake() const { timer->wake(); }

    void note(Error error) {
        if (!firstError)
            firstError = std::move(error);
    }
    template <typename T>
    bool ok(Result<T>& result) {
        if (!result)
            note(result.error());
        return result.has_value();
    }

    static void listen(const std::shared_ptr<Impl>& self);
    Result<std::optional<WallTime>> pass();
    std::vector<std::pair<LaunchId, Inspection>> takeInbox();
    void settle();
    bool absorb(std::vector<std::pair<LaunchId, Inspection>> ended, bool andStart = false);
    bool turn() { return absorb(takeInbox(), true); }
    void launch(const jobs::LaunchOrder& order);
    void relaunchVoid(const LaunchId& id, const std::string& detail);
    std::string heldBy();
    void dispatch();
    void passOnCancellations(const std::vector<jobs::RunQueue::OpenLaunch>& open);
    void askProgress(const std::vector<jobs::RunQueue::OpenLaunch>& open);
    void loop();
};

void Scheduler::Impl::listen(const std::shared_ptr<Impl>& self) {
    // Both keep their callbacks for ever; a scheduler that is gone is not told.
    const std::weak_ptr weak(self);
    self->executor.onEnded([weak](const LaunchId& id, const Inspection& inspection) {
        const auto impl = weak.lock();
        if (!impl)
            return;
        {
            const std::lock_guard lock(impl->mutex);
            impl->inbox.emplace_back(id, inspection);
        }
        impl->wake();
    });
    self->store.addListener([weak](std::span<const jobs::Notice>) {
        if (const auto impl = weak.lock(); impl && std::this_thread::get_id() != impl->loopThread.load())
            impl->wake();
    });
}

/// Records what ended, in one transaction, and in the same starts what then may. What cannot be recorded now comes back
/// in the next pass. True if something was started: its end, or what it changed, may let more start.
bool Scheduler::Impl::absorb(std::vector<std::pair<LaunchId, Inspection>> ended, bool andStart) {
    std::vector<jobs::AttemptResult> results;
    for (const auto& [id, inspection] : ended)
        if (inspection.state == LaunchState::Finished || inspection.state == LaunchState::OutcomeUnknown)
            results.push_back(resultOf(id, inspection));
    Result<std::vector<jobs::LaunchOrder>> orders;
    if (andStart)
        orders = store.queue().turn(results, maxConcurrent, options.figures);
    else if (auto taken = store.queue().recordResults(results); !taken)
        orders = std::unexpected(taken.error());
    if (!ok(orders)) {
        const std::lock_guard lock(mutex);
        inbox.insert(inbox.begin(), ended.begin(), ended.end());
        return false;
    }
    for (const auto& [id, inspection] : ended) {
        cancelled.erase(id);
        progress.erase(id);
        limitsTold.erase(id);
        if (inspection.state == LaunchState::Void)
            relaunchVoid(id, inspection.detail);
    }
    for (const jobs::LaunchOrder& order : *orders)
        launch(order);
    return !orders->empty();
}

std::vector<std::pair<LaunchId, Inspection>> Scheduler::Impl::takeInbox() {
    const std::lock_guard lock(mutex);
    return std::exchange(inbox, {});
}

/// Asks the executor how launches stand that this scheduler has not started itself.
void Scheduler::Impl::settle() {
    std::vector<std::pair<LaunchId, Inspection>> ended;
    for (auto id = unsettled.begin(); id != unsettled.end();) {
        auto inspection = executor.inspect(*id);
        if (!ok(inspection)) {
            ++id;
            continue;
        }
        if (inspection->cancelRequested)
            cancelled.insert(*id);
        if (inspection->state != LaunchState::Running)
            ended.emplace_back(*id, *std::move(inspection));
        id = unsettled.erase(id);
    }
    if (!ended.empty())
        absorb(std::move(ended));
}

void Scheduler::Impl::relaunchVoid(const LaunchId& id, const std::string& detail) {
    auto order = store.queue().recordVoid(id.run, static_cast<int>(id.launch), detail);
    if (!ok(order))
        unsettled.insert(id); // it is void for good, and will say so again
    else if (*order)
        launch(**order);
}

/// Starts one launch, whose row is durable. Whatever fails here ends the attempt.
void Scheduler::Impl::launch(const jobs::LaunchOrder& order) {
    auto spec = prepare(order);
    std::optional<Error> failed;
    if (!spec) {
        failed = spec.error();
    } else if (auto started = executor.start(*spec); !started) {
        if (started.error().code == ErrorCode::IoExists) {
            unsettled.insert(idOf(order)); // it was begun before: see how it stands
            return;
        }
        failed = started.error();
    }
    if (!failed)
        return;
    const auto result = spawnFailed(idOf(order), *failed);
    if (auto taken = store.queue().recordResults(std::span(&result, 1)); !ok(taken))
        unsettled.insert(idOf(order));
}

/// Why nothing new may start; "" if it may.
std::string Scheduler::Impl::heldBy() {
    {
        const std::lock_guard lock(mutex);
        if (!holdReason.empty())
            return holdReason;
    }
    auto paused = store.queue().paused();
    if (ok(paused) && *paused) {
        auto resumed = store.queue().resumeIfDue();
        auto still = store.queue().paused();
        if (ok(resumed) && ok(still) && *still)
            return "queue_paused";
        missedCause = "queue_paused";
    }
    return store.outbox().full() ? "vault_unavailable" : "";
}

void Scheduler::Impl::dispatch() {
    if (!bootTold) {
        auto fired = store.queue().recordBoot(options.bootId);
        bootTold = ok(fired);
    }
    if (auto due = store.queue().recordDue(missedCause, [this] { turn(); }); ok(due))
        missedCause = "late";
    while (turn()) {
    }
}

void Scheduler::Impl::passOnCancellations(const std::vector<jobs::RunQueue::OpenLaunch>& open) {
    for (const auto& one : open) {
        const LaunchId id{one.runId, static_cast<std::uint32_t>(one.launch)};
        if (!one.cancelRequested || cancelled.contains(id))
            continue;
        auto told = executor.cancel(id);
        // run.state: it has ended, and its result is on the way.
        if (!told && told.error().code != ErrorCode::RunState)
            note(told.error());
        else
            cancelled.insert(id);
    }
}

void Scheduler::Impl::askProgress(const std::vector<jobs::RunQueue::OpenLaunch>& open) {
    if (clock.monotonic() - progressAt < options.progressInterval)
        return;
    progressAt = clock.monotonic();
    for (const auto& one : open) {
        const LaunchId id{one.runId, static_cast<std::uint32_t>(one.launch)};
        auto inspection = executor.inspect(id);
        if (!inspection || inspection->state != LaunchState::Running) {
            unsettled.insert(id); // onEnded tells its end; where it could not, the next pass settles it
            continue;
        }
        if (!inspection->limits.empty() && !limitsTold.contains(id))
            if (auto told = store.queue().recordLimits(one.runId, one.launch, inspection->limits); ok(told))
                limitsTold.insert(id);
        if (!inspection->progress)
            continue;
        auto& known = progress.try_emplace(id, -1).first->second;
        if (known == *inspection->progress)
            continue;
        if (auto told = store.setProgress(one.runId, *inspection->progress); ok(told))
            known = *inspection->progress;
    }
}

Result<std::optional<WallTime>> Scheduler::Impl::pass() {
    firstError.reset();
    const WallTime began = clock.now(); // what falls due during the pass is for the next one
    settle();
    auto expired = store.queue().expireWaiting();
    (void)ok(expired);
    const std::string held = heldBy();
    if (held.empty()) {
        dispatch();
    } else {
        missedCause = held;
        absorb(takeInbox());
    }
    auto open = store.queue().openLaunches();
    if (ok(open)) {
        passOnCancellations(*open);
        askProgress(*open);
    }
    auto next = store.queue().nextWake(began);
    ok(next);
    const std::lock_guard lock(mutex);
    status.held = held;
    status.launches = open ? static_cast<int>(open->size()) : status.launches;
    status.nextWake = next ? *next : std::nullopt;
    status.lastError = firstError ? firstError->message() : "";
    if (firstError)
        return std::unexpected(*firstError);
    return *next;
}

void Scheduler::Impl::loop() {
    loopThread = std::this_thread::get_id();
    milliseconds pause = kFirstPause;
    while (!stopping) {
        const auto next = pass();
        if (!next) {
            timer->wait({}, pause);
            pause = std::min(pause * 2, kLongestPause);
            continue;
        }
        pause = kFirstPause;
        const SchedulerStatus now = [&] {
            const std::lock_guard lock(mutex);
            return status;
        }();
        if (!now.held.empty() && now.held != "queue_paused")
            timer->wait({}, kHeldPause);
        else if (now.launches > 0)
            timer->wait(*next, options.progressInterval);
        else
            timer->wait(*next, {});
    }
    loopThread = std::thread::id();
}

Scheduler::Scheduler(jobs::JobStore& store, executors::Executor& executor, PrepareLaunch prepare, const Clock& clock,
                     SchedulerOptions options)
    : impl_(std::make_shared<Impl>(store, executor, std::move(prepare), clock, options)) {
    impl_->status.maxConcurrent = options.maxConcurrent;
    Impl::listen(impl_);
}

Scheduler::~Scheduler() {
    stop();
}

Result<void> Scheduler::adopt() {
    INFERNO_TRY(const auto open, impl_->store.queue().openLaunches());
    for (const auto& one : open)
        impl_->unsettled.insert({one.runId, static_cast<std::uint32_t>(one.launch)});
    impl_->firstError.reset();
    impl_->settle();
    if (impl_->firstError)
        return std::unexpected(*impl_->firstError);
    return {};
}

Result<std::optional<WallTime>> Scheduler::step() {
    return impl_->pass();
}

Result<void> Scheduler::start() {
    // What cannot be settled now is tried again by the loop.
    if (const auto adopted = adopt(); !adopted && impl_->unsettled.empty())
        return adopted;
    impl_->stopping = false;
    {
        const std::lock_guard lock(impl_->mutex);
        impl_->status.running = true;
    }
    impl_->thread = std::thread([this] { impl_->loop(); });
    return {};
}

void Scheduler::stop() {
    if (!impl_->thread.joinable())
        return;
    impl_->stopping = true;
    impl_->wake();
    impl_->thread.join();
    const std::lock_guard lock(impl_->mutex);
    impl_->status.running = false;
}

void Scheduler::wake() {
    impl_->wake();
}

void Scheduler::hold(const std::string& reason) {
    {
        const std::lock_guard lock(impl_->mutex);
        impl_->holdReason = reason;
    }
    impl_->wake();
}

void Scheduler::limit(int maxConcurrent) {
    impl_->maxConcurrent = std::max(1, maxConcurrent);
    {
        const std::lock_guard lock(impl_->mutex);
        impl_->status.maxConcurrent = impl_->maxConcurrent;
    }
    impl_->wake();
}

int workersOf(std::int64_t configured) {
    return configured > 0 ? static_cast<int>(configured)
                          : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

SchedulerStatus Scheduler::status() const {
    const std::lock_guard lock(impl_->mutex);
    return impl_->status;
}

} // namespace inferno::scheduler
