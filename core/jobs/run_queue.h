// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/jobs/job.h"

namespace inferno::rules {
class MetricSource;
}

namespace inferno::jobs {

class Calendar;
class Change;
class StoreCore;

/// The scheduler's half of the store: due fires, launches and their results. Each call is one transaction (recordDue:
/// one for each batch) with its audit events. Safe from any thread.
class RunQueue {
public:
    explicit RunQueue(StoreCore& core) : core_(core) {}

    /// Lateness up to which a fire is on time.
    static constexpr auto kOnTime = std::chrono::seconds(60);

    /// Makes rows of all fires up to now and advances the cursors, in one transaction for each batch of schedules.
    /// Fires later than kOnTime are missed: what the misfire policy does not run becomes one skipped row for each
    /// schedule, with `cause` ("service_down", "queue_paused", …) as its reason. Returns the number of schedules that
    /// had something due. `between` is called after each batch but the last, so that the first of many need not wait.
    Result<int> recordDue(const std::string& cause, const std::function<void()>& between = {});

    /// Fires what waits for the machine's start (@reboot), once for each boot id: the first call with another id than
    /// the last one's does; a database that never saw one only remembers it. Returns how many fired. Error:
    /// vault.unavailable while the outbox is full: nothing is remembered then.
    Result<int> recordBoot(const std::string& bootId);

    /// The runs that may start now, at most `limit`, by priority and then age; one that waits comes forward by one
    /// priority each quarter of an hour. Runs of a job that allows several, and of a pool, start while there is room.
    /// Each is running from then on, with its attempt counted and its launch written. Before its first attempt a run's
    /// conditions are asked, unless a user started it; where one does not hold, or a figure of `host` cannot be
    /// measured, the run is skipped, and its reason says what was seen. Without `host` only figures of the queue can be
    /// measured.
    Result<std::vector<LaunchOrder>> claim(int limit, rules::MetricSource* host = nullptr);
    /// `recordResults`, and then `claim` of as many as may run beside those that run (`maxRunning` in all): one
    /// transaction, one sync.
    Result<std::vector<LaunchOrder>> turn(std::span<const AttemptResult> results, int maxRunning,
                                          rules::MetricSource* host = nullptr);

    /// Cancels what has waited longer than its job allows (queued_timeout). Returns how many.
    Result<int> expireWaiting();

    /// Ends attempts: completed, failed, cancelled, timed out, or retrying with the next attempt's time. A result of a
    /// launch that has one already, or that is not the run's newest, changes nothing. Returns how many were taken.
    Result<int> recordResults(std::span<const AttemptResult> results);

    /// A launch never ran: the next launch of the same attempt, if the run shall go on. After kVoidLimit void launches
    /// of one attempt in a row the attempt has failed (spawn_failed, with `detail`).
    Result<std::optional<LaunchOrder>> recordVoid(const std::string& runId, int launch, const std::string& detail);
    static constexpr int kVoidLimit = 5;

    /// How the limits of a running launch are kept, as AttemptResult's; no audit event. Of another launch: nothing.
    Result<void> recordLimits(const std::string& runId, int launch, const std::string& limits);

    struct OpenLaunch {
        std::string runId;
        int launch = 0;
        bool cancelRequested = false;
    };
    /// The newest launches of all running runs.
    Result<std::vector<OpenLaunch>> openLaunches() const;

    /// When something is due next: a fire, a retry, a delayed start, the end of a pause. While paused only the latter.
    /// Delays count from `after` (else: now): a pass gives its beginning, so that nothing falls between two passes.
    Result<std::optional<WallTime>> nextWake(std::optional<WallTime> after = {}) const;
    Result<bool> paused() const;
    /// Ends a pause whose time is over.
    Result<void> resumeIfDue();

private:
    friend class Calendar;   // the same store, for what people ask of single fires
    friend class SingleRuns; // and of single runs

    Result<int> record(Change& change, std::span<const AttemptResult> results);
    Result<std::vector<LaunchOrder>> claim(Change& change, int limit, rules::MetricSource* host);

    StoreCore& core_;
    std::atomic<std::int64_t> agedAt_{0}; ///< milliseconds since 1970
};

} // namespace inferno::jobs
