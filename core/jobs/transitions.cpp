// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/transitions.h"

#include <algorithm>

namespace inferno::jobs {
namespace {

std::string_view actionOf(RunState state) {
    switch (state) {
    case RunState::Queued:
    case RunState::Blocked: return "job_queued";
    case RunState::Running: return "job_started";
    case RunState::Retrying: return "job_retrying";
    case RunState::Completed: return "job_completed";
    case RunState::Failed: return "job_failed";
    case RunState::Cancelled: return "job_cancelled";
    case RunState::TimedOut: return "job_timed_out";
    case RunState::Skipped: return "job_skipped";
    }
    std::unreachable();
}

/// The edges of a child, as far as they are armed.
struct Readiness {
    bool any = false;    ///< it has edges at all
    bool ready = false;  ///< all (or any) are armed
    std::string armedBy; ///< the run ids that arm it, sorted, with commas
};

Result<Readiness> readinessOf(sqlite::Database& db, const JobRow& child) {
    INFERNO_TRY(auto query, db.prepare("SELECT armed_run FROM dependencies WHERE child_id = ? ORDER BY armed_run"));
    query.bind(child.id);
    Readiness readiness;
    bool all = true;
    for (;;) {
        INFERNO_TRY(const bool found, query.step());
        if (!found)
            break;
        readiness.any = true;
        if (query.isNull(0)) {
            all = false;
            continue;
        }
        readiness.armedBy += (readiness.armedBy.empty() ? "" : ",") + query.text(0);
    }
    const bool some = !readiness.armedBy.empty();
    readiness.ready = readiness.any && (child.definition.dependsJoin == Join::All ? all : some);
    return readiness;
}

Result<void> disarm(Change& change, const std::string& childId) {
    return change.db.run("UPDATE dependencies SET armed_run = NULL, seen_seq = 0 WHERE child_id = ?", childId);
}

/// One edge after one of its parent's runs ended.
Result<void> armEdge(Change& change, const std::string& childId, const Run& ended, std::int64_t seq, DependsOn mode) {
    const auto armed = arms(ended.state, mode) ? std::optional(ended.id) : std::nullopt;
    return change.db.run("UPDATE dependencies SET armed_run = ?, seen_seq = ? "
                         "WHERE child_id = ? AND parent_id = ? AND seen_seq <= ?",
                         armed, seq, childId, ended.jobId, seq);
}

Result<void> armChildren(Change& change, const Run& ended) {
    struct Edge {
        std::string child;
        DependsOn mode;
    };
    std::vector<Edge> edges;
    {
        INFERNO_TRY(auto query, change.db.prepare("SELECT d.child_id, d.mode FROM dependencies d "
                                                  "JOIN jobs c ON c.id = d.child_id "
                                                  "WHERE d.parent_id = ? AND c.enabled = 1"));
        query.bind(ended.jobId);
        for (;;) {
            INFERNO_TRY(const bool found, query.step());
            if (!found)
                break;
            edges.push_back({query.text(0), fromName<DependsOn>(query.text(1)).value()});
        }
    }
    if (edges.empty())
        return {};
    INFERNO_TRY(const auto seq, change.db.integer("SELECT seq FROM runs WHERE id = ?", ended.id));
    for (const Edge& edge : edges) {
        // A skipped run did nothing: it neither arms nor takes back what waits for a success or a failure.
        if (ended.state == RunState::Skipped && edge.mode != DependsOn::Completion)
            continue;
        INFERNO_CHECK(armEdge(change, edge.child, ended, seq.value(), edge.mode));
        INFERNO_CHECK(settleChild(change, edge.child));
    }
    return {};
}

Result<void> unblock(Change& change, const JobRow& job, const Run& run, const std::string& armedBy) {
    const bool stays = lacksGpu(change.options(), job.definition);
    INFERNO_CHECK(change.db.run("UPDATE runs SET state = ?, reason = ?, armed_by = ? WHERE id = ?",
                                stays ? "blocked" : "queued", stays ? kNoGpu : "", armedBy, run.id));
    INFERNO_CHECK(disarm(change, job.id));
    if (stays)
        return {}; // blocked as before, if for another reason
    return change.event("job_queued",
                        {job.id, run.id, job.definition.name, true, {{"from", "blocked"}, {"armed_by", armedBy}}});
}

bool hasFires(const JobDefinition& definition) {
    return !definition.schedules.empty() || definition.runAt.has_value();
}

Result<void> replaceActive(Change& change, const std::string& jobId) {
    INFERNO_TRY(const auto active, activeRuns(change.db, jobId));
    for (const Run& run : active)
        INFERNO_CHECK(cancelRun(change, run, "replaced"));
    return {};
}

std::string causeOf(const NewRun& run, const Actor& actor) {
    const std::string by = actor.user.empty() ? "" : " by " + actor.user;
    const std::string due = run.scheduledFor ? ", due " + formatUtc(*run.scheduledFor) : "";
    switch (run.trigger) {
    case Trigger::Schedule: return "its schedule" + due;
    case Trigger::RunAt: return "its time" + due;
    case Trigger::Manual: return "asked for" + by + inWords(run.values);
    case Trigger::Created: return "created" + by;
    case Trigger::Dependency: return "after " + run.armedBy;
    case Trigger::Retry: return "asked for" + by + " as a retry of " + run.retryOf + inWords(run.values);
    }
    std::unreachable();
}

nlohmann::json detailsOf(const NewRun& run, RunState state) {
    nlohmann::json details = {{"trigger", nameOf(run.trigger)}, {"state", nameOf(state)}};
    if (run.scheduledFor)
        details["scheduled_for"] = formatUtc(*run.scheduledFor);
    if (!run.reason.empty())
        details["reason"] = run.reason;
    if (!run.retryOf.empty())
        details["retry_of"] = run.retryOf;
    if (!run.armedBy.empty())
        details["armed_by"] = run.armedBy;
    if (!run.values.params.empty())
        details["params"] = run.values.params;
    for (const auto& [name, value] : run.values.env)
        details["env"].push_back(name);
    if (run.missed > 0) {
        details["missed"] = run.missed;
        details["missed_since"] = formatUtc(run.missedSince.value());
    }
    return details;
}

} // namespace

Result<std::vector<Run>> activeRuns(sqlite::Database& db, const std::string& jobId) {
    INFERNO_TRY(auto query, db.prepare(selectRuns() + "WHERE r.job_id = ? AND r.finished_ms IS NULL ORDER BY r.seq"));
    query.bind(jobId);
    return readRuns(query);
}

Result<std::string> insertRun(Change& change, const JobRow& job, RunState wanted, const NewRun& given) {
    const bool noGpu = wanted == RunState::Queued && lacksGpu(change.options(), job.definition);
    const RunState state = noGpu ? RunState::Blocked : wanted;
    NewRun run = given;
    if (noGpu)
        run.reason = kNoGpu;
    const std::string id = newId("run_", change.now);
    const bool skipped = state == RunState::Skipped;
    const auto text = [](const std::string& value) { return value.empty() ? std::nullopt : std::optional(value); };
    INFERNO_CHECK(change.db.run(
        "INSERT INTO runs (id, job_id, state, trigger, priority, schedule_id, scheduled_for_ms, armed_by, queued_ms, "
        "not_before_ms, finished_ms, reason, retry_of, requested_by, missed, missed_since_ms, cause) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id, job.id, nameOf(state), nameOf(run.trigger), static_cast<int>(job.definition.priority), run.scheduleId,
        run.scheduledFor, text(run.armedBy), change.now, run.notBefore,
        skipped ? std::optional(change.now) : std::nullopt, run.reason, text(run.retryOf), change.actor.user,
        run.missed, run.missedSince, run.cause.empty() ? causeOf(run, change.actor) : run.cause));
    INFERNO_CHECK(storeValues(change.db, id, run.values));
    change.oneMoreWaits();
    if (wanted == RunState::Queued && !job.definition.dependsOn.empty())
        INFERNO_CHECK(disarm(change, job.id));
    INFERNO_CHECK(change.event(actionOf(state), {job.id, id, job.definition.name, true, detailsOf(run, state)}));
    if (skipped) {
        INFERNO_TRY(const Run ended, loadRun(change.db, id));
        INFERNO_CHECK(armChildren(change, ended));
    }
    return id;
}

Result<std::string> queueRun(Change& change, const JobRow& job, const NewRun& run) {
    INFERNO_CHECK(refuseWhereFull(change));
    if (job.definition.overlap == Overlap::Replace)
        INFERNO_CHECK(replaceActive(change, job.id));
    return insertRun(change, job, RunState::Queued, run);
}

Result<std::string> placeFire(Change& change, const JobRow& job, NewRun run) {
    INFERNO_TRY(const auto active, activeRuns(change.db, job.id));
    const bool waiting = std::ranges::any_of(
        active, [](const Run& one) { return one.state == RunState::Queued || one.state == RunState::Blocked; });
    const Overlap overlap = job.definition.overlap;
    if ((overlap == Overlap::Skip && !active.empty()) || (overlap == Overlap::Queue && waiting)) {
        run.reason = "overlap";
        return insertRun(change, job, RunState::Skipped, run);
    }
    INFERNO_TRY(const bool full, queueFull(change, change.options()));
    if (full) {
        run.reason = "queue_full";
        return insertRun(change, job, RunState::Skipped, run);
    }
    if (overlap == Overlap::Replace)
        INFERNO_CHECK(replaceActive(change, job.id));
    return placeCatchUp(change, job, std::move(run));
}

Result<std::string> placeCatchUp(Change& change, const JobRow& job, NewRun run) {
    INFERNO_TRY(const auto readiness, readinessOf(change.db, job));
    if (!readiness.any)
        return insertRun(change, job, RunState::Queued, run);
    if (readiness.ready) {
        run.armedBy = readiness.armedBy;
        return insertRun(change, job, RunState::Queued, run);
    }
    run.reason = "dependencies";
    return insertRun(change, job, RunState::Blocked, run);
}

Result<void> endRun(Change& change, const Run& run, const RunEnd& end) {
    INFERNO_CHECK(change.db.run("UPDATE runs SET state = ?, finished_ms = ?, exit_code = ?, signal = ?, reason = ?, "
                                "not_before_ms = NULL WHERE id = ?",
                                nameOf(end.state), change.now, end.exitCode, end.signal, end.reason, run.id));
    if (end.state != RunState::Skipped)
        INFERNO_CHECK(change.db.run("UPDATE jobs SET last_state = ? WHERE id = ?", nameOf(end.state), run.jobId));
    nlohmann::json details = {{"from", nameOf(run.state)}, {"attempt", run.attempt}, {"launch", run.launch}};
    if (end.exitCode)
        details["exit_code"] = *end.exitCode;
    if (end.signal)
        details["signal"] = *end.signal;
    if (!end.reason.empty())
        details["reason"] = end.reason;
    if (run.started)
        details["seconds"] =
            std::chrono::duration<double>(std::chrono::floor<std::chrono::milliseconds>(change.now - *run.started))
                .count();
    const bool success = end.state != RunState::Failed && end.state != RunState::TimedOut;
    INFERNO_CHECK(change.event(actionOf(end.state), {run.jobId, run.id, run.job, success, std::move(details)}));
    Run ended = run;
    ended.state = end.state;
    INFERNO_CHECK(armChildren(change, ended));
    return settleChild(change, run.jobId);
}

Result<void> cancelRun(Change& change, const Run& run, const std::string& reason) {
    if (run.state != RunState::Running)
        return endRun(change, run, {RunState::Cancelled, {}, {}, reason});
    if (run.cancelRequested)
        return {};
    INFERNO_CHECK(change.db.run("UPDATE runs SET cancel_ms = ?, cancel_reason = ?, cancel_by = ? WHERE id = ?",
                                change.now, reason, change.actor.user, run.id));
    return change.event("job_cancel_requested", {run.jobId, run.id, run.job, true, {{"reason", reason}}});
}

Result<void> armNewEdges(Change& change, const std::string& childId) {
    struct Edge {
        std::string parent;
        DependsOn mode;
    };
    std::vector<Edge> edges;
    {
        INFERNO_TRY(auto query, change.db.prepare("SELECT parent_id, mode FROM dependencies "
                                                  "WHERE child_id = ? AND armed_run IS NULL AND seen_seq = 0"));
        query.bind(childId);
        for (;;) {
            INFERNO_TRY(const bool found, query.step());
            if (!found)
                break;
            edges.push_back({query.text(0), fromName<DependsOn>(query.text(1)).value()});
        }
    }
    INFERNO_TRY(const auto started, change.db.integer("SELECT last_started_ms FROM jobs WHERE id = ?", childId));
    for (const Edge& edge : edges) {
        INFERNO_TRY(auto query, change.db.prepare("SELECT r.id, r.state, r.seq, EXISTS (SELECT 1 FROM runs c "
                                                  "WHERE c.job_id = ? AND instr(c.armed_by, r.id) > 0) "
                                                  "FROM runs r WHERE r.job_id = ? "
                                                  "AND r.finished_ms > ? AND (? OR r.state <> 'skipped') "
                                                  "ORDER BY r.seq DESC LIMIT 1"));
        query.bind(childId, edge.parent, started.value_or(0), edge.mode == DependsOn::Completion);
        INFERNO_TRY(const bool found, query.step());
        if (!found || query.integer(3) != 0) // none, or one that has started this job already
            continue;
        Run newest;
        newest.id = query.text(0);
        newest.jobId = edge.parent;
        newest.state = fromName<RunState>(query.text(1)).value();
        INFERNO_CHECK(armEdge(change, childId, newest, query.integer(2), edge.mode));
    }
    return {};
}

Result<void> settleChild(Change& change, const std::string& childId) {
    INFERNO_TRY(const auto edges, change.db.integer("SELECT count(*) FROM dependencies WHERE child_id = ?", childId));
    if (edges == 0)
        return {};
    INFERNO_TRY(const JobRow job, loadJob(change.db, childId));
    if (!job.enabled)
        return {};
    INFERNO_TRY(const auto readiness, readinessOf(change.db, job));
    if (!readiness.ready)
        return {};
    INFERNO_TRY(const auto active, activeRuns(change.db, job.id));
    const auto blocked = std::ranges::find_if(
        active, [](const Run& run) { return run.state == RunState::Blocked && run.reason != kNoGpu; });
    if (blocked != active.end())
        return unblock(change, job, *blocked, readiness.armedBy);
    if (hasFires(job.definition))
        return {}; // a fire starts it, and finds its edges armed
    if (!active.empty() && job.definition.overlap != Overlap::Allow) {
        if (job.definition.overlap != Overlap::Replace)
            return {}; // the edges stay armed until the active run has ended
        INFERNO_CHECK(replaceActive(change, job.id));
        // Ending what waited may have come back here, and started it.
        INFERNO_TRY(const auto again, readinessOf(change.db, job));
        if (!again.ready)
            return {};
    }
    NewRun run;
    run.trigger = Trigger::Dependency;
    run.armedBy = readiness.armedBy;
    INFERNO_TRY(const auto id, insertRun(change, job, RunState::Queued, run));
    (void)id;
    return {};
}

} // namespace inferno::jobs
