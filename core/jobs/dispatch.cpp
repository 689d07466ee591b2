// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/jobs/run_queue.h"
#include "core/jobs/run_values.h"
#include "core/jobs/store_core.h"
#include "core/jobs/transitions.h"
#include "core/rules/condition.h"

/// RunQueue: launches, their ends, and when to look again.
namespace inferno::jobs {
namespace {

/// May start now (all, or the one that ?3 names): there is room in its pool and among the runs of its job, a GPU is
/// free if it needs one (of the pool `gpu` are those that name it and those that need one), its time has come, and
/// unless the job allows several at once, no run of the job is running and none that is older waits for its turn or its
/// next attempt.
constexpr const char* kStartable =
    "SELECT r.id FROM runs r JOIN jobs j ON j.id = r.job_id "
    "WHERE r.state IN ('queued', 'retrying') AND (r.not_before_ms IS NULL OR r.not_before_ms <= ?1) "
    "AND (j.overlap = 'allow' OR NOT EXISTS ("
    "SELECT 1 FROM runs a WHERE a.job_id = r.job_id AND a.finished_ms IS NULL AND a.seq <> r.seq AND "
    "(a.state = 'running' OR (a.seq < r.seq AND (a.state = 'retrying' OR (a.state = 'queued' "
    "AND (a.not_before_ms IS NULL OR a.not_before_ms <= ?1))))))) "
    "AND (j.max_parallel = 0 OR j.overlap <> 'allow' OR "
    "(SELECT count(*) FROM runs m WHERE m.job_id = r.job_id AND m.state = 'running') < j.max_parallel) "
    "AND (j.pool = '' OR (SELECT count(*) FROM runs m JOIN jobs k ON k.id = m.job_id "
    "WHERE m.state = 'running' AND (k.pool = j.pool OR (j.pool = 'gpu' AND k.gpu = 1))) < "
    "coalesce((SELECT slots FROM temp.pools p WHERE p.name = j.pool), 0)) "
    "AND (j.gpu = 0 OR (SELECT count(*) FROM runs m JOIN jobs k ON k.id = m.job_id "
    "WHERE m.state = 'running' AND (k.gpu = 1 OR k.pool = 'gpu')) < "
    "coalesce((SELECT slots FROM temp.pools p WHERE p.name = 'gpu'), 0)) "
    "AND (?3 IS NULL OR r.id = ?3) "
    "ORDER BY r.priority DESC, r.seq LIMIT ?2";

/// Jobs that allow no two runs at once cannot come twice: of two that wait, the younger is not startable.
Result<std::vector<std::string>> startable(Change& change, int limit,
                                           const std::optional<std::string>& only = std::nullopt) {
    INFERNO_TRY(auto query, change.db.prepare(kStartable));
    query.bind(change.now, limit, only);
    std::vector<std::string> ids;
    for (;;) {
        INFERNO_TRY(const bool found, query.step());
        if (!found)
            return ids;
        ids.push_back(query.text(0));
    }
}

/// The runs that started a run, or the one that it tries again.
Result<std::vector<ParentRun>> parentsOf(sqlite::Database& db, const std::string& runId) {
    INFERNO_TRY(auto query,
                db.prepare("WITH RECURSIVE first(armed_by, retry_of) AS (SELECT armed_by, retry_of FROM runs "
                           "WHERE id = ?1 UNION ALL SELECT r.armed_by, r.retry_of FROM first f JOIN runs r "
                           "ON f.armed_by IS NULL AND r.id = f.retry_of) "
                           "SELECT j.name, p.id, p.state, o.body FROM first f CROSS JOIN json_each('[\"' || "
                           "replace(f.armed_by, ',', '\",\"') || '\"]') e JOIN runs p ON p.id = e.value "
                           "JOIN jobs j ON j.id = p.job_id LEFT JOIN outputs o ON o.run_id = p.id "
                           "WHERE f.armed_by IS NOT NULL ORDER BY j.name"));
    query.bind(runId);
    std::vector<ParentRun> parents;
    for (;;) {
        INFERNO_TRY(const bool found, query.step());
        if (!found)
            return parents;
        parents.push_back({query.text(0), query.text(1), fromName<RunState>(query.text(2)).value(), query.text(3)});
    }
}

/// Writes a launch: from here on the run is running, and nothing has started yet.
Result<LaunchOrder> writeLaunch(Change& change, const JobRow& job, const std::string& runId, int launch, int attempt) {
    INFERNO_CHECK(change.db.run("INSERT INTO launches (run_id, launch, attempt, state, created_ms) "
                                "VALUES (?, ?, ?, 'open', ?)",
                                runId, launch, attempt, change.now));
    const JobDefinition& what = job.definition;
    INFERNO_TRY(auto parents, parentsOf(change.db, runId));
    LaunchOrder order{runId,
                      job.id,
                      what.name,
                      launch,
                      attempt,
                      plainCommandOf(what.command, job.kind),
                      job.kind,
                      what.timezone,
                      what.workdir,
                      what.env,
                      what.timeout,
                      what.grace,
                      what.resources,
                      what.fromTemplate,
                      std::move(parents)};
    INFERNO_TRY(const RunValues own, loadValues(change.db, runId));
    for (const auto& [name, value] : own.env)
        order.env[name] = value;
    for (const auto& [name, value] : own.params) // of the template that the job has now
        if (const auto known = order.fromTemplate.values.find(name); known != order.fromTemplate.values.end())
            known->second = value;
    return order;
}

/// The queue's own figures, and those of the host behind them.
class Figures final : public rules::MetricSource {
public:
    Figures(Change& change, rules::MetricSource* host) : change_(change), host_(host) {}

    Result<double> read(const rules::Metric& metric, const std::string& path) override {
        if (metric.name == "queue_depth") // without the run that asks
            return count("SELECT max(count(*) - 1, 0) FROM runs INDEXED BY runs_active "
                         "WHERE finished_ms IS NULL AND state = 'queued'");
        if (metric.name == "running_jobs")
            return count("SELECT count(*) FROM runs WHERE state = 'running'");
        if (!host_)
            return fail(ErrorCode::MetricUnavailable, std::string(metric.name) + " is not measured here");
        return host_->read(metric, path);
    }

private:
    Result<double> count(const char* sql) {
        INFERNO_TRY(const auto number, change_.db.integer(sql));
        return static_cast<double>(number.value_or(0));
    }

    Change& change_;
    rules::MetricSource* host_;
};

/// What a run's conditions say. Who starts a job by hand has decided, and a later attempt goes on with what began.
struct Answer {
    std::string refusal; ///< the one that does not hold, with what it saw; "" if the run may start
    std::string seen;    ///< else what they saw: "; disk_usage_percent > 80, as disk_usage_percent is 83"
};
Result<Answer> asked(Change& change, const Run& run, const JobRow& job, rules::MetricSource* host) {
    Answer said;
    if (run.attempt > 0 || run.trigger == Trigger::Manual || run.trigger == Trigger::Retry)
        return said;
    Figures figures(change, host);
    for (const std::string& text : conditionsOf(job.definition)) {
        INFERNO_TRY(const auto condition, rules::Condition::parse(text));
        const auto answer = condition.ask(figures);
        if (!answer || !answer->holds) {
            said.refusal =
                "condition: " + text + (answer ? ", but " + answer->seen() : ", and " + answer.error().detail);
            return said;
        }
        said.seen += "; " + text + ", as " + answer->seen();
    }
    return said;
}

Result<LaunchOrder> startRun(Change& change, const Run& run, const JobRow& job) {
    const int attempt = run.attempt + 1;
    const int launch = run.launch + 1;
    INFERNO_CHECK(change.db.run("UPDATE runs SET state = 'running', attempt = ?, launch = ?, not_before_ms = NULL, "
                                "started_ms = coalesce(started_ms, ?), exit_code = NULL, signal = NULL, reason = '', "
                                "progress = NULL, limits = '' WHERE id = ?",
                                attempt, launch, change.now, run.id));
    if (!run.started)
        INFERNO_CHECK(change.db.run("UPDATE jobs SET last_started_ms = ? WHERE id = ?", change.now, run.jobId));
    nlohmann::json details = {{"from", nameOf(run.state)}, {"attempt", attempt}, {"launch", launch}};
    if (run.scheduledFor)
        details["scheduled_for"] = formatUtc(*run.scheduledFor);
    INFERNO_CHECK(change.event("job_started", {run.jobId, run.id, run.job, true, std::move(details)}));
    return writeLaunch(change, job, run.id, launch, attempt);
}

std::string reasonOf(const AttemptResult& result) {
    std::string word;
    switch (result.outcome) {
    case Outcome::Exited: return result.exitCode == 0 ? "" : "exit_code";
    case Outcome::Signalled: return "signal";
    case Outcome::TimedOut: return "timed_out";
    case Outcome::Cancelled: return "requested";
    case Outcome::Interrupted: word = "interrupted"; break;
    case Outcome::OverMemory: word = "memory_limit"; break;
    case Outcome::BadOutputs: word = "bad_outputs"; break;
    case Outcome::SpawnFailed: word = "spawn_failed"; break;
    case Outcome::Unknown: word = "outcome_unknown"; break;
    }
    return result.reason.empty() ? word : word + ": " + result.reason;
}

RunState finalState(const AttemptResult& result) {
    switch (result.outcome) {
    case Outcome::Exited: return result.exitCode == 0 ? RunState::Completed : RunState::Failed;
    case Outcome::TimedOut: return RunState::TimedOut;
    case Outcome::Cancelled: return RunState::Cancelled;
    default: return RunState::Failed;
    }
}

/// What did not work is tried again, but for what was cancelled, and for what nobody knows the end of.
bool mayRetry(const Run& run, const AttemptResult& result, RunState state) {
    return (state == RunState::Failed || state == RunState::TimedOut) && result.outcome != Outcome::Unknown &&
           !run.cancelRequested && run.attempt < run.attemptsMax;
}

/// Whether the job wants this end tried again: any, or only those with certain exit codes.
bool wantsRetry(const RetryPolicy& policy, const AttemptResult& result) {
    return policy.on.empty() ||
           (result.outcome == Outcome::Exited && std::ranges::any_of(policy.on, [&](const ExitCodes& codes) {
                return result.exitCode >= codes.first && result.exitCode <= codes.last;
            }));
}

Result<void> retryLater(Change& change, const Run& run, const AttemptResult& result, const RetryPolicy& policy) {
    const WallTime next = change.now + retryDelay(policy, run.attempt);
    const std::string reason = reasonOf(result);
    INFERNO_CHECK(change.db.run("UPDATE runs SET state = 'retrying', not_before_ms = ?, exit_code = ?, signal = ?, "
                                "reason = ? WHERE id = ?",
                                next, result.exitCode, result.signal, reason, run.id));
    change.oneMoreWaits();
    nlohmann::json details = {
        {"attempt", run.attempt}, {"launch", run.launch}, {"reason", reason}, {"next_attempt", formatUtc(next)}};
    if (result.exitCode)
        details["exit_code"] = *result.exitCode;
    if (result.signal)
        details["signal"] = *result.signal;
    return change.event("job_retrying", {run.jobId, run.id, run.job, false, std::move(details)});
}

/// Why a cancelled run was asked to end: the word of the request, where there was one.
Result<std::string> cancelReason(Change& change, const Run& run) {
    INFERNO_TRY(auto query, change.db.prepare("SELECT coalesce(cancel_reason, 'requested') FROM runs WHERE id = ?"));
    INFERNO_CHECK(query.bind(run.id).step());
    return query.text(0);
}

Result<void> endAttempt(Change& change, const Run& run, const AttemptResult& result) {
    INFERNO_CHECK(change.db.run("UPDATE launches SET state = 'ended', ended_ms = ?, exit_code = ?, signal = ?, "
                                "reason = ? WHERE run_id = ? AND launch = ?",
                                change.now, result.exitCode, result.signal, reasonOf(result), run.id, run.launch));
    const RunState state = finalState(result);
    // Of an earlier attempt nothing is left.
    INFERNO_CHECK(change.db.run("DELETE FROM outputs WHERE run_id = ?", run.id));
    if (!result.outputs.empty())
        INFERNO_CHECK(change.db.run("INSERT INTO outputs (run_id, body) VALUES (?, ?)", run.id, result.outputs));
    if (!result.limits.empty())
        INFERNO_CHECK(change.db.run("UPDATE runs SET limits = ? WHERE id = ?", result.limits, run.id));
    if (result.droppedBytes > 0)
        INFERNO_CHECK(change.db.run("UPDATE runs SET dropped_bytes = dropped_bytes + ? WHERE id = ?",
                                    static_cast<std::int64_t>(result.droppedBytes), run.id));
    if (mayRetry(run, result, state)) {
        INFERNO_TRY(const JobRow job, loadJob(change.db, run.jobId));
        if (wantsRetry(job.definition.retry, result))
            return retryLater(change, run, result, job.definition.retry);
    }
    std::string reason = reasonOf(result);
    if (state == RunState::Cancelled) {
        INFERNO_TRY(reason, cancelReason(change, run));
    }
    return endRun(change, run, {state, result.exitCode, result.signal, reason});
}

/// The run of a launch that has no end yet; nothing if the launch is not the newest, or has one.
Result<std::optional<Run>> openRun(Change& change, const std::string& runId, int launch) {
    auto run = loadRun(change.db, runId);
    if (!run && run.error().code == ErrorCode::RunUnknown)
        return std::nullopt; // of another database, such as the one before a restore
    if (!run)
        return std::unexpected(run.error());
    if (run->state != RunState::Running || run->launch != launch)
        return std::nullopt;
    return *std::move(run);
}

Result<bool> isPaused(sqlite::Database& db) {
    INFERNO_TRY(const auto count, db.integer("SELECT count(*) FROM meta WHERE key = 'paused_reason'"));
    return count.value_or(0) > 0;
}

std::optional<WallTime> earlier(std::optional<WallTime> a, std::optional<std::int64_t> milliseconds) {
    if (!milliseconds)
        return a;
    const WallTime b{std::chrono::milliseconds(*milliseconds)};
    return a ? std::min(*a, b) : b;
}

} // namespace

Result<std::vector<LaunchOrder>> RunQueue::claim(Change& change, int limit, rules::MetricSource* host) {
    std::vector<LaunchOrder> orders;
    INFERNO_TRY(const bool paused, isPaused(change.db));
    if (paused || limit <= 0 || core_.outboxFull())
        return orders;
    if (const auto nowMs = change.now.time_since_epoch() / std::chrono::milliseconds(1); nowMs - agedAt_ >= 60'000) {
        agedAt_ = nowMs;
        INFERNO_CHECK(comeForward(change));
    }
    // What is skipped makes room for others.
    while (static_cast<int>(orders.size()) < limit) {
        INFERNO_TRY(const auto ids, startable(change, limit - static_cast<int>(orders.size())));
        if (ids.empty())
            break;
        for (const std::string& id : ids) {
            INFERNO_TRY(const Run run, loadRun(change.db, id));
            if (run.state != RunState::Queued && run.state != RunState::Retrying)
                continue; // the end of one before it has changed it
            INFERNO_TRY(const JobRow job, loadJob(change.db, run.jobId));
            // Of two that share what has room for one the second waits on.
            if (job.definition.maxParallel > 0 || !job.definition.pool.empty() ||
                job.definition.resources.gpuRequired) {
                INFERNO_TRY(const auto still, startable(change, 1, id));
                if (still.empty())
                    continue;
            }
            INFERNO_TRY(const Answer said, asked(change, run, job, host));
            if (!said.refusal.empty()) {
                INFERNO_CHECK(endRun(change, run, {RunState::Skipped, {}, {}, said.refusal}));
                INFERNO_CHECK(uncountFire(change, job, run));
                continue;
            }
            if (!said.seen.empty())
                INFERNO_CHECK(change.db.run("UPDATE runs SET cause = cause || ? WHERE id = ?", said.seen, id));
            INFERNO_TRY(auto order, startRun(change, run, job));
            orders.push_back(std::move(order));
        }
    }
    return orders;
}

Result<std::vector<LaunchOrder>> RunQueue::claim(int limit, rules::MetricSource* host) {
    if (limit <= 0)
        return std::vector<LaunchOrder>{};
    const Actor scheduler;
    return core_.change(scheduler, [&](Change& change) { return claim(change, limit, host); });
}

Result<int> RunQueue::record(Change& change, std::span<const AttemptResult> results) {
    int taken = 0;
    for (const AttemptResult& result : results) {
        INFERNO_TRY(const auto run, openRun(change, result.runId, result.launch));
        if (!run)
            continue;
        INFERNO_CHECK(endAttempt(change, *run, result));
        ++taken;
    }
    return taken;
}

Result<int> RunQueue::recordResults(std::span<const AttemptResult> results) {
    if (results.empty())
        return 0;
    const Actor scheduler;
    return core_.change(scheduler, [&](Change& change) { return record(change, results); });
}

Result<std::vector<LaunchOrder>> RunQueue::turn(std::span<const AttemptResult> results, int maxRunning,
                                                rules::MetricSource* host) {
    const Actor scheduler;
    return core_.change(scheduler, [&](Change& change) -> Result<std::vector<LaunchOrder>> {
        INFERNO_CHECK(record(change, results));
        INFERNO_TRY(const auto running, change.db.integer("SELECT count(*) FROM runs WHERE state = 'running'"));
        return claim(change, maxRunning - static_cast<int>(running.value_or(0)), host);
    });
}

Result<std::optional<LaunchOrder>> RunQueue::recordVoid(const std::string& runId, int launch,
                                                        const std::string& detail) {
    const Actor scheduler;
    return core_.change(scheduler, [&](Change& change) -> Result<std::optional<LaunchOrder>> {
        INFERNO_TRY(const auto run, openRun(change, runId, launch));
        if (!run)
            return std::nullopt;
        INFERNO_CHECK(change.db.run("UPDATE launches SET state = 'void', ended_ms = ?, reason = ? "
                                    "WHERE run_id = ? AND launch = ?",
                                    change.now, detail, runId, launch));
        if (run->cancelRequested) {
            INFERNO_TRY(const auto reason, cancelReason(change, *run));
            INFERNO_CHECK(endRun(change, *run, {RunState::Cancelled, {}, {}, reason}));
            return std::nullopt;
        }
        INFERNO_TRY(const auto voids, change.db.integer("SELECT count(*) FROM launches WHERE run_id = ? "
                                                        "AND attempt = ? AND state = 'void'",
                                                        runId, run->attempt));
        if (voids.value_or(0) >= kVoidLimit) {
            AttemptResult result{runId, launch, Outcome::SpawnFailed, {}, {}, detail, change.now};
            INFERNO_CHECK(endAttempt(change, *run, result));
            return std::nullopt;
        }
        INFERNO_TRY(const JobRow job, loadJob(change.db, run->jobId));
        INFERNO_CHECK(change.db.run("UPDATE runs SET launch = ? WHERE id = ?", launch + 1, runId));
        INFERNO_TRY(auto order, writeLaunch(change, job, runId, launch + 1, run->attempt));
        return std::optional(std::move(order));
    });
}

Result<void> RunQueue::recordLimits(const std::string& runId, int launch, const std::string& limits) {
    Notice notice{0, "progress", "", runId};
    const Actor scheduler;
    INFERNO_CHECK(core_.change(scheduler, [&](Change& change) -> Result<void> {
        INFERNO_TRY(const auto run, openRun(change, runId, launch));
        if (run)
            notice.jobId = run->jobId;
        return change.db.run("UPDATE runs SET limits = ? WHERE id = ? AND launch = ? AND state = 'running'", limits,
                             runId, launch);
    }));
    if (!notice.jobId.empty())
        core_.tell(notice);
    return {};
}

Result<std::vector<RunQueue::OpenLaunch>> RunQueue::openLaunches() const {
    return core_.read([](sqlite::Database& db) -> Result<std::vector<OpenLaunch>> {
        INFERNO_TRY(auto query, db.prepare("SELECT id, launch, cancel_ms FROM runs WHERE state = 'running' "
                                           "ORDER BY seq"));
        std::vector<OpenLaunch> launches;
        for (;;) {
            INFERNO_TRY(const bool found, query.step());
            if (!found)
                return launches;
            launches.push_back({query.text(0), static_cast<int>(query.integer(1)), !query.isNull(2)});
        }
    });
}

Result<std::optional<WallTime>> RunQueue::nextWake(std::optional<WallTime> after) const {
    const WallTime now = after.value_or(core_.clock.now());
    return core_.read([&](sqlite::Database& db) -> Result<std::optional<WallTime>> {
        INFERNO_TRY(const auto resume, db.integer("SELECT value FROM meta WHERE key = 'resume_at'"));
        INFERNO_TRY(const bool paused, isPaused(db));
        if (paused)
            return earlier({}, resume);
        INFERNO_TRY(const auto fire, core_.options.schedulesFire
                                         ? db.integer("SELECT min(at) FROM (SELECT min(next_ms) AS at FROM schedules "
                                                      "WHERE next_ms IS NOT NULL UNION ALL SELECT min(moved_ms) "
                                                      "FROM exceptions WHERE moved_ms IS NOT NULL AND done = 0)")
                                         : Result<std::optional<std::int64_t>>(std::nullopt));
        INFERNO_TRY(const auto tired,
                    db.integer("SELECT min(r.queued_ms + j.queued_timeout_ms) " + std::string(kBoundedWaits)));
        INFERNO_TRY(const auto delayed, db.integer("SELECT not_before_ms FROM runs WHERE not_before_ms > ? "
                                                   "AND state IN ('queued', 'retrying') "
                                                   "ORDER BY not_before_ms LIMIT 1",
                                                   now));
        return earlier(earlier(earlier({}, fire), delayed), tired);
    });
}

Result<bool> RunQueue::paused() const {
    return core_.read([](sqlite::Database& db) { return isPaused(db); });
}

Result<void> RunQueue::resumeIfDue() {
    const Actor scheduler;
    return core_.change(scheduler, [](Change& change) -> Result<void> {
        INFERNO_TRY(const auto resume, change.db.integer("SELECT value FROM meta WHERE key = 'resume_at'"));
        if (!resume || WallTime{std::chrono::milliseconds(*resume)} > change.now)
            return {};
        INFERNO_CHECK(change.db.run("DELETE FROM meta WHERE key IN ('paused_reason', 'paused_ms', 'resume_at')"));
        return change.event("queue_resumed", {"", "", "queue", true, {{"reason", "the time of the pause is over"}}});
    });
}

} // namespace inferno::jobs
