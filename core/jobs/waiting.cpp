// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/jobs/job_store.h"
#include "core/jobs/run_queue.h"
#include "core/jobs/store_core.h"
#include "core/jobs/transitions.h"

/// What waits: why, for how long at most, and how it comes forward.
namespace inferno::jobs {
namespace {

/// A run that waits comes forward by one priority each time it has waited so long.
constexpr auto kAgeStep = std::chrono::minutes(15);

Result<std::vector<Awaited>> edgesOf(sqlite::Database& db, const std::string& jobId) {
    INFERNO_TRY(auto query,
                db.prepare("SELECT p.name, d.mode, d.armed_run IS NOT NULL, r.id, r.state, r.finished_ms "
                           "FROM dependencies d JOIN jobs p ON p.id = d.parent_id LEFT JOIN runs r ON r.id = "
                           "coalesce(d.armed_run, (SELECT s.id FROM runs s WHERE s.seq = d.seen_seq)) "
                           "WHERE d.child_id = ? ORDER BY p.name"));
    query.bind(jobId);
    std::vector<Awaited> edges;
    for (;;) {
        INFERNO_TRY(const bool found, query.step());
        if (!found)
            return edges;
        Awaited edge{query.text(0), fromName<DependsOn>(query.text(1)).value(), query.integer(2) != 0, query.text(3)};
        if (!query.isNull(4))
            edge.state = fromName<RunState>(query.text(4));
        edge.finished = query.maybeTime(5);
        edges.push_back(std::move(edge));
    }
}

Result<std::string> edgesAwaited(sqlite::Database& db, const std::string& jobId) {
    INFERNO_TRY(const auto edges, edgesOf(db, jobId));
    std::string text;
    for (const Awaited& edge : edges)
        if (!edge.armed)
            text += (text.empty() ? "" : ", ") + edge.job + " (" + std::string(nameOf(edge.mode)) + ")" +
                    (edge.state ? ", whose newest run is " + std::string(nameOf(*edge.state)) : "");
    return text;
}

/// The end of the attempt before, where there was one; else when it was queued.
Result<WallTime> waitsSince(sqlite::Database& db, const Run& run) {
    INFERNO_TRY(auto query, db.prepare("SELECT max(ended_ms) FROM launches WHERE run_id = ?"));
    INFERNO_CHECK(query.bind(run.id).step());
    return query.maybeTime(0).value_or(run.queued);
}

/// The older run of the same job that must go first; "" if there is none.
Result<std::string> before(sqlite::Database& db, const Run& run) {
    INFERNO_TRY(auto query, db.prepare("SELECT a.id, a.state FROM runs a JOIN runs r ON r.id = ?1 "
                                       "WHERE a.job_id = r.job_id AND a.finished_ms IS NULL AND a.seq <> r.seq "
                                       "AND (a.state = 'running' OR (a.seq < r.seq AND a.state <> 'blocked')) "
                                       "ORDER BY a.state <> 'running', a.seq LIMIT 1"));
    INFERNO_TRY(const bool found, query.bind(run.id).step());
    return found ? query.text(0) + " of the same job is " + query.text(1) : std::string();
}

constexpr const char* kNoGpuWords = "it needs a GPU, and this machine has none (gpu.none)";

/// Of the pool `gpu` are also those that need a GPU, whatever pool they name.
Result<std::string> gpuAwaited(sqlite::Database& db, const JobStoreOptions& options, const JobDefinition& definition) {
    if (!definition.resources.gpuRequired)
        return std::string();
    if (lacksGpu(options, definition))
        return std::string(kNoGpuWords);
    const int devices = options.pools.at(std::string(kGpuPool));
    INFERNO_TRY(auto query, db.prepare("SELECT count(*), group_concat(j.name, ', ') FROM runs r "
                                       "JOIN jobs j ON j.id = r.job_id "
                                       "WHERE r.state = 'running' AND (j.gpu = 1 OR j.pool = 'gpu')"));
    INFERNO_CHECK(query.step());
    if (query.integer(0) < devices)
        return std::string();
    return "all GPUs are taken, " + std::to_string(query.integer(0)) + " of " + std::to_string(devices) + ", by " +
           query.text(1);
}

Result<std::string> poolAwaited(sqlite::Database& db, const JobStoreOptions& options, const std::string& pool) {
    if (pool.empty())
        return std::string();
    const auto slots = options.pools.find(pool);
    if (slots == options.pools.end())
        return "there is no pool '" + pool + "' any more: [batch_queue.pools]";
    INFERNO_TRY(auto query, db.prepare("SELECT count(*), group_concat(j.name, ', ') FROM runs r "
                                       "JOIN jobs j ON j.id = r.job_id WHERE r.state = 'running' "
                                       "AND (j.pool = ?1 OR (?1 = 'gpu' AND j.gpu = 1))"));
    INFERNO_CHECK(query.bind(pool).step());
    if (query.integer(0) < slots->second)
        return std::string();
    if (slots->second == 0)
        return "the pool '" + pool + "' has no slots: [batch_queue.pools]";
    return "the pool '" + pool + "' is taken, " + std::to_string(query.integer(0)) + " of " +
           std::to_string(slots->second) + ", by " + query.text(1);
}

} // namespace

namespace {

/// Of a run that is queued or waits for its next attempt, in a queue that is not paused.
Result<std::string> turnAwaited(sqlite::Database& db, const JobStoreOptions& options, const Run& run, WallTime now) {
    if (run.notBefore && *run.notBefore > now)
        return (run.state == RunState::Retrying ? "the next attempt is at " : "it starts at ") +
               formatUtc(*run.notBefore);
    INFERNO_TRY(const JobRow job, loadJob(db, run.jobId));
    if (job.definition.overlap != Overlap::Allow) {
        INFERNO_TRY(std::string other, before(db, run));
        if (!other.empty())
            return other;
    }
    if (job.definition.maxParallel > 0) {
        INFERNO_TRY(const auto running,
                    db.integer("SELECT count(*) FROM runs WHERE job_id = ? AND state = 'running'", run.jobId));
        if (running.value_or(0) >= job.definition.maxParallel)
            return std::to_string(*running) + " runs of the job are running, and it allows so many";
    }
    INFERNO_TRY(std::string gpu, gpuAwaited(db, options, job.definition));
    if (!gpu.empty())
        return gpu;
    INFERNO_TRY(std::string pool, poolAwaited(db, options, job.definition.pool));
    if (!pool.empty())
        return pool;
    return std::string("it is its turn when a run ends: all places are taken, or others come first");
}

} // namespace

Result<Waiting> JobStore::whyWaiting(const std::string& runId) const {
    return core_->read([&](sqlite::Database& db) -> Result<Waiting> {
        INFERNO_TRY(auto view, sqlite::Transaction::begin(db, sqlite::Transaction::Kind::Deferred));
        INFERNO_TRY(const Run run, loadRun(db, runId));
        if (!isActive(run.state) || run.state == RunState::Running)
            return Waiting{};
        INFERNO_TRY(const WallTime since, waitsSince(db, run));
        if (run.state == RunState::Blocked && run.reason == kNoGpu)
            return Waiting{kNoGpuWords, since};
        if (run.state == RunState::Blocked) {
            INFERNO_TRY(const std::string edges, edgesAwaited(db, run.jobId));
            return Waiting{"it waits for " + edges, since};
        }
        {
            INFERNO_TRY(auto paused, db.prepare("SELECT value, (SELECT value FROM meta WHERE key = 'paused_ms') "
                                                "FROM meta WHERE key = 'paused_reason'"));
            INFERNO_TRY(const bool found, paused.step());
            if (found)
                return Waiting{"the queue is paused" + (paused.text(0).empty() ? "" : ": " + paused.text(0)),
                               std::max(since, paused.maybeTime(1).value_or(since))};
        }
        INFERNO_TRY(std::string why, turnAwaited(db, core_->options, run, core_->clock.now()));
        return Waiting{std::move(why), since};
    });
}

Result<std::vector<Awaited>> JobStore::awaits(const std::string& jobId) const {
    return core_->read([&](sqlite::Database& db) { return edgesOf(db, jobId); });
}

bool lacksGpu(const JobStoreOptions& options, const JobDefinition& definition) {
    const auto slots = options.pools.find(std::string(kGpuPool));
    return definition.resources.gpuRequired && (slots == options.pools.end() || slots->second == 0);
}

Result<void> settleGpu(Change& change) {
    std::vector<Run> waiting;
    {
        INFERNO_TRY(auto query,
                    change.db.prepare("SELECT " + std::string(kRunColumns) +
                                      " FROM runs r INDEXED BY runs_active JOIN jobs j ON j.id = r.job_id "
                                      "WHERE r.finished_ms IS NULL AND ((r.state = 'queued' AND j.gpu = 1) "
                                      "OR (r.state = 'blocked' AND r.reason = 'gpu.none')) ORDER BY r.seq"));
        INFERNO_TRY(waiting, readRuns(query));
    }
    for (const Run& run : waiting) {
        INFERNO_TRY(const JobRow job, loadJob(change.db, run.jobId));
        const bool block = lacksGpu(change.options(), job.definition);
        if (block == (run.state == RunState::Blocked))
            continue;
        const std::string_view reason = block ? kNoGpu : "";
        const std::string_view state = nameOf(block ? RunState::Blocked : RunState::Queued);
        INFERNO_CHECK(change.db.run("UPDATE runs SET state = ?, reason = ? WHERE id = ?", state, reason, run.id));
        nlohmann::json details = {{"from", nameOf(run.state)}, {"state", state}};
        if (block)
            details["reason"] = reason;
        INFERNO_CHECK(change.event("job_queued", {run.jobId, run.id, run.job, true, std::move(details)}));
    }
    return {};
}

std::vector<std::string> JobStore::warningsOf(const JobDefinition& definition) const {
    std::vector<std::string> warnings;
    if (lacksGpu(core_->options, definition))
        warnings.emplace_back("gpu.none: it needs a GPU, and this machine has none: its runs stay blocked" +
                              std::string(definition.queuedTimeout.count() > 0 ? " until their queued timeout"
                                                                               : "; --queued-timeout bounds that"));
    const WallTime now = core_->clock.now();
    if (definition.runAt && *definition.runAt < now) {
        const bool within = now - *definition.runAt <= core_->options.catchUp.window;
        warnings.emplace_back("its time, " + formatUtc(*definition.runAt) + ", is over: it " +
                              (definition.misfire == Misfire::Skip && now - *definition.runAt > RunQueue::kOnTime
                                   ? "is skipped (misfire skip)"
                               : within ? "starts at once"
                                        : "is skipped, since that was more than the catch-up window ago"));
    }
    return warnings;
}

Result<int> RunQueue::expireWaiting() {
    const Actor scheduler;
    return core_.change(scheduler, [](Change& change) -> Result<int> {
        std::vector<Run> late;
        {
            INFERNO_TRY(auto query,
                        change.db.prepare("SELECT " + std::string(kRunColumns) + " " + std::string(kBoundedWaits) +
                                          "AND r.queued_ms + j.queued_timeout_ms <= ? ORDER BY r.seq"));
            query.bind(change.now);
            INFERNO_TRY(late, readRuns(query));
        }
        int ended = 0;
        for (const Run& run : late) {
            INFERNO_TRY(const Run now, loadRun(change.db, run.id));
            if (now.state != run.state)
                continue; // the end of one before it has changed it
            INFERNO_CHECK(endRun(change, now, {RunState::Cancelled, {}, {}, "queued_timeout"}));
            ++ended;
        }
        return ended;
    });
}

Result<void> comeForward(Change& change) {
    return change.db.run("UPDATE runs INDEXED BY runs_active SET priority = min(3, (SELECT CASE "
                         "json_extract(j.definition, '$.priority') WHEN 'low' THEN 0 "
                         "WHEN 'high' THEN 2 WHEN 'critical' THEN 3 ELSE 1 END FROM jobs j WHERE j.id = runs.job_id) "
                         "+ (?1 - queued_ms) / ?2) WHERE finished_ms IS NULL AND state = 'queued' AND priority < 3 AND "
                         "queued_ms <= ?1 - ?2",
                         change.now, std::chrono::milliseconds(kAgeStep).count());
}

Result<bool> queueFull(Change& change, const JobStoreOptions& options) {
    if (options.queueLimit <= 0)
        return false;
    if (!change.waitingAtMost || *change.waitingAtMost >= options.queueLimit) {
        INFERNO_TRY(const auto waiting,
                    change.db.integer("SELECT (SELECT count(*) FROM runs WHERE finished_ms IS NULL) - "
                                      "(SELECT count(*) FROM runs WHERE state = 'running')"));
        change.waitingAtMost = waiting;
    }
    return *change.waitingAtMost >= options.queueLimit;
}

Result<void> refuseWhereFull(Change& change) {
    INFERNO_TRY(const bool full, queueFull(change, change.options()));
    if (full)
        return fail(ErrorCode::RateLimited,
                    std::to_string(change.options().queueLimit) + " runs wait already, and no more may",
                    "wait until some have started, or raise batch_queue.max_queued_runs");
    return {};
}

} // namespace inferno::jobs
