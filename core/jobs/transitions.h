// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "core/jobs/blackouts.h"
#include "core/jobs/rows.h"
#include "core/jobs/run_values.h"
#include "core/jobs/store_core.h"

/// Internal to core/jobs: every change of a run's state, each with its one event, and what follows from it for the jobs
/// that depend on it. All run inside the transaction of a Change.
namespace inferno::jobs {

struct NewRun {
    Trigger trigger = Trigger::Manual;
    std::optional<std::int64_t> scheduleId;
    std::optional<WallTime> scheduledFor;
    std::optional<WallTime> movedTo; ///< of a fire that is made at another time than its schedule's
    std::optional<WallTime> notBefore;
    std::string cause;  ///< in words; made of the rest where it is empty
    std::string reason; ///< of a skipped or blocked one
    std::string retryOf;
    std::string armedBy;
    RunValues values; ///< in the place of the job's
    int missed = 0;
    std::optional<WallTime> missedSince;
};

/// A new run as queued, blocked or skipped; its id. One that lacks a GPU is blocked instead of queued. A queued one
/// takes the job's armed edges with it: they are disarmed.
Result<std::string> insertRun(Change& change, const JobRow& job, RunState state, const NewRun& run);
/// A run that somebody asks for. Error: rate.limited.
Result<std::string> queueRun(Change& change, const JobRow& job, const NewRun& run);
/// A fire, placed by the job's overlap policy, and blocked while its edges are not armed.
Result<std::string> placeFire(Change& change, const JobRow& job, NewRun run);
/// A missed fire that is made up for among others (misfire `all`): it waits its turn whatever the overlap policy says.
Result<std::string> placeCatchUp(Change& change, const JobRow& job, NewRun run);

/// A fire that is not missed: skipped in a blackout, else placed (placeCatchUp where it is one of a `backlog`), and
/// counted. False once the job has had all its runs (max_runs).
Result<bool> recordFire(Change& change, const JobRow& job, NewRun run, bool backlog, const Blackouts& blackouts);

/// A fire that its condition refused has started no run: it does not count, and schedules that stood for it go on.
Result<void> uncountFire(Change& change, const JobRow& job, const Run& run);

/// "FROM jobs j … runs r …": what waits of the jobs that bound it, looked up from these. To be followed by AND.
inline constexpr std::string_view kBoundedWaits =
    "FROM jobs j CROSS JOIN runs r ON r.job_id = j.id AND r.finished_ms IS NULL "
    "WHERE j.queued_timeout_ms > 0 AND r.state IN ('queued', 'blocked') ";
/// Runs that have waited come forward in the queue.
Result<void> comeForward(Change& change);
/// Error: rate.limited while no more runs may wait.
Result<void> refuseWhereFull(Change& change);
/// Whether no more runs may wait.
Result<bool> queueFull(Change& change, const JobStoreOptions& options);

struct RunEnd {
    RunState state = RunState::Completed;
    std::optional<int> exitCode;
    std::optional<int> signal;
    std::string reason;
};
/// Ends an active run, arms the edges of its children, and starts or unblocks what then may start.
Result<void> endRun(Change& change, const Run& run, const RunEnd& end);
/// Why runs of a job that needs a GPU are blocked where there is none.
inline constexpr std::string_view kNoGpu = "gpu.none";
/// The pool of the machine's GPUs; each run that needs one takes a slot of it.
inline constexpr std::string_view kGpuPool = "gpu";
/// Whether a run of this job needs a GPU, and there is none.
bool lacksGpu(const JobStoreOptions& options, const JobDefinition& definition);
/// Blocks what waits for a GPU while there is none, and queues it again when there is one or it needs none any more.
Result<void> settleGpu(Change& change);

/// Ends a waiting run at once; asks for the end of a running one.
Result<void> cancelRun(Change& change, const Run& run, const std::string& reason);
/// The active runs of a job, oldest first.
Result<std::vector<Run>> activeRuns(sqlite::Database& db, const std::string& jobId);

/// Edges that were just made look at what their parents last did since the child last started.
Result<void> armNewEdges(Change& change, const std::string& childId);
/// Starts or unblocks a child whose edges are armed. `childId` may have no edges: then nothing happens.
Result<void> settleChild(Change& change, const std::string& childId);

} // namespace inferno::jobs
