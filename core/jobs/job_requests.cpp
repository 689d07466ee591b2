// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "core/jobs/job_store.h"
#include "core/jobs/run_values.h"
#include "core/jobs/store_core.h"
#include "core/jobs/transitions.h"

/// JobStore: what users do to runs and to the queue.
namespace inferno::jobs {
namespace {

bool isRunId(const std::string& text) {
    return text.starts_with("run_");
}

bool canRetry(RunState state) {
    return state == RunState::Failed || state == RunState::TimedOut || state == RunState::Cancelled;
}

/// The run that a retry is of.
Result<Run> runToRetry(sqlite::Database& db, const std::string& jobOrRun) {
    if (isRunId(jobOrRun)) {
        INFERNO_TRY(const Run run, loadRun(db, jobOrRun));
        if (!canRetry(run.state))
            return fail(ErrorCode::RunState, run.id + " is " + std::string(nameOf(run.state)),
                        "only a run that failed, timed out or was cancelled can be retried");
        return run;
    }
    INFERNO_TRY(const JobRow job, loadJob(db, jobOrRun));
    INFERNO_TRY(const auto newest, newestRun(db, job.id, "r.state IN ('failed', 'timed_out', 'cancelled')"));
    if (!newest)
        return fail(ErrorCode::RunState, "no run of '" + job.definition.name + "' failed, timed out or was cancelled",
                    "'batch-queue run' starts it anew");
    return *newest;
}

} // namespace

Result<Changed> JobStore::run(const std::string& idOrName, const Request& request) {
    return core_->request(request, [&](Change& change) -> Result<Changed> {
        INFERNO_TRY(const JobRow job, loadJob(change.db, idOrName));
        INFERNO_TRY(auto id, queueRun(change, job, NewRun{}));
        return Changed{job.id, std::move(id), false};
    });
}

Result<Changed> JobStore::cancel(const std::string& jobOrRun, const Request& request) {
    return core_->request(request, [&](Change& change) -> Result<Changed> {
        if (isRunId(jobOrRun)) {
            INFERNO_TRY(const Run run, loadRun(change.db, jobOrRun));
            if (!isActive(run.state))
                return fail(ErrorCode::RunState, run.id + " has ended: " + std::string(nameOf(run.state)),
                            "there is nothing to cancel");
            INFERNO_CHECK(cancelRun(change, run, "requested"));
            return Changed{run.jobId, run.id, false};
        }
        INFERNO_TRY(const JobRow job, loadJob(change.db, jobOrRun));
        INFERNO_TRY(const auto active, activeRuns(change.db, job.id));
        if (active.empty())
            return fail(ErrorCode::RunState, "no run of '" + job.definition.name + "' is running or waiting",
                        "there is nothing to cancel");
        for (const Run& run : active)
            INFERNO_CHECK(cancelRun(change, run, "requested"));
        return Changed{job.id, active.back().id, false};
    });
}

Result<Changed> JobStore::retry(const std::string& jobOrRun, const Request& request) {
    return core_->request(request, [&](Change& change) -> Result<Changed> {
        INFERNO_TRY(const Run of, runToRetry(change.db, jobOrRun));
        INFERNO_TRY(const JobRow job, loadJob(change.db, of.jobId));
        NewRun run;
        run.trigger = Trigger::Retry;
        run.retryOf = of.id;
        INFERNO_TRY(run.values, loadValues(change.db, of.id));
        INFERNO_TRY(auto id, queueRun(change, job, run));
        return Changed{job.id, std::move(id), false};
    });
}

Result<Changed> JobStore::pause(const std::string& reason, std::optional<WallTime> until, const Request& request) {
    return core_->request(request, [&](Change& change) -> Result<Changed> {
        if (until && *until <= change.now)
            return fail(ErrorCode::InputInvalid, "the pause would end before it begins",
                        "give a longer time with --for");
        INFERNO_CHECK(change.db.run("INSERT OR REPLACE INTO meta (key, value) VALUES ('paused_reason', ?)", reason));
        INFERNO_CHECK(change.db.run("INSERT OR IGNORE INTO meta (key, value) VALUES ('paused_ms', ?)", change.now));
        INFERNO_CHECK(change.db.run("DELETE FROM meta WHERE key = 'resume_at'"));
        nlohmann::json details = {{"reason", reason}};
        if (until) {
            INFERNO_CHECK(change.db.run("INSERT INTO meta (key, value) VALUES ('resume_at', ?)", *until));
            details["until"] = formatUtc(*until);
        }
        INFERNO_CHECK(change.event("queue_paused", {"", "", "queue", true, std::move(details)}));
        return Changed{};
    });
}

Result<Changed> JobStore::resume(const Request& request) {
    return core_->request(request, [&](Change& change) -> Result<Changed> {
        INFERNO_CHECK(change.db.run("DELETE FROM meta WHERE key IN ('paused_reason', 'paused_ms', 'resume_at')"));
        if (change.db.changes() > 0)
            INFERNO_CHECK(change.event("queue_resumed", {"", "", "queue", true, {}}));
        return Changed{};
    });
}

Result<void> JobStore::setProgress(const std::string& runId, double percent) {
    if (!(percent >= 0 && percent <= 100))
        return fail(ErrorCode::InputInvalid, "progress must be between 0 and 100");
    Notice notice{0, "progress", "", runId};
    const Actor nobody;
    INFERNO_CHECK(core_->change(nobody, [&](Change& change) -> Result<void> {
        INFERNO_TRY(const Run run, loadRun(change.db, runId));
        if (run.state != RunState::Running)
            return fail(ErrorCode::RunState, runId + " is " + std::string(nameOf(run.state)));
        notice.jobId = run.jobId;
        return change.db.run("UPDATE runs SET progress = ? WHERE id = ?", percent, runId);
    }));
    core_->tell(notice);
    return {};
}

} // namespace inferno::jobs
