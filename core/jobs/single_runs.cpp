// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/single_runs.h"

#include <algorithm>

#include "core/jobs/rows.h"
#include "core/jobs/run_queue.h"
#include "core/jobs/store_core.h"
#include "core/jobs/transitions.h"

namespace inferno::jobs {
namespace {

/// How an attempt ended that was not the last one: the run went on, so it did not complete.
RunState endOf(const Attempt& attempt) {
    if (attempt.reason.starts_with("timed_out"))
        return RunState::TimedOut;
    return attempt.reason.starts_with("requested") ? RunState::Cancelled : RunState::Failed;
}

/// Of an attempt with several launches the first that began and the last that ended count; `void` ones never ran.
Result<std::vector<Attempt>> attemptsOf(sqlite::Database& db, const Run& run) {
    INFERNO_TRY(auto query, db.prepare("SELECT attempt, state, created_ms, ended_ms, exit_code, signal, reason "
                                       "FROM launches WHERE run_id = ? ORDER BY launch"));
    query.bind(run.id);
    std::vector<Attempt> attempts;
    for (;;) {
        INFERNO_TRY(const bool found, query.step());
        if (!found)
            break;
        if (query.text(1) == "void")
            continue;
        const int number = static_cast<int>(query.integer(0));
        if (attempts.empty() || attempts.back().number != number)
            attempts.push_back({number, RunState::Running, query.time(2), {}, {}, {}, {}});
        Attempt& attempt = attempts.back();
        attempt.finished = query.maybeTime(3);
        if (const auto code = query.maybeInteger(4))
            attempt.exitCode = static_cast<int>(*code);
        if (const auto signal = query.maybeInteger(5))
            attempt.signal = static_cast<int>(*signal);
        attempt.reason = query.text(6);
        if (query.text(1) == "ended")
            attempt.state = endOf(attempt);
    }
    if (!attempts.empty() && run.finished)
        attempts.back().state = run.state;
    return attempts;
}

Result<std::vector<Run>> runsBefore(sqlite::Database& db, const Run& run) {
    if (!run.retryOf.empty()) {
        auto of = loadRun(db, run.retryOf);
        if (!of && of.error().code == ErrorCode::RunUnknown)
            return std::vector<Run>{};
        if (!of)
            return std::unexpected(of.error());
        return std::vector{*std::move(of)};
    }
    INFERNO_TRY(auto query,
                db.prepare(selectRuns() + "JOIN runs c ON c.id = ?1 JOIN json_each('[\"' || replace(c.armed_by, ',', "
                                          "'\",\"') || '\"]') e ON e.value = r.id WHERE c.armed_by IS NOT NULL "
                                          "ORDER BY r.queued_ms, r.seq"));
    query.bind(run.id);
    return readRuns(query);
}

/// Those that `run` set off itself.
Result<std::vector<Run>> runsAfter(sqlite::Database& db, const Run& run) {
    INFERNO_TRY(auto query,
                db.prepare(selectRuns() +
                           "WHERE r.seq IN (SELECT n.seq FROM (SELECT child_id AS id FROM dependencies "
                           "WHERE parent_id = ?2 UNION SELECT ?2) c JOIN runs n ON n.job_id = c.id AND n.seq IN ("
                           "SELECT f.seq FROM runs f WHERE f.job_id = c.id "
                           "AND f.seq > (SELECT seq FROM runs WHERE id = ?1) ORDER BY f.seq LIMIT 500)) "
                           "AND (r.retry_of = ?1 OR instr(r.armed_by, ?1) > 0) ORDER BY r.queued_ms, r.seq"));
    query.bind(run.id, run.jobId);
    return readRuns(query);
}

} // namespace

SingleRuns::SingleRuns(JobStore& store) : core_(store.queue().core_) {}

Result<Changed> SingleRuns::start(const std::string& idOrName, const RunValues& values, const Request& request) {
    return core_.request(request, [&](Change& change) -> Result<Changed> {
        INFERNO_TRY(const JobRow job, loadJob(change.db, idOrName));
        INFERNO_CHECK(checkValues(values, job.definition));
        NewRun run;
        run.values = values;
        INFERNO_TRY(auto id, queueRun(change, job, run));
        return Changed{job.id, std::move(id), false};
    });
}

Result<RunTimeline> SingleRuns::timeline(const std::string& runId, int limit) const {
    return core_.read([&](sqlite::Database& db) -> Result<RunTimeline> {
        RunTimeline line;
        INFERNO_TRY(line.run, loadRun(db, runId));
        INFERNO_TRY(line.values, loadValues(db, runId));
        INFERNO_TRY(line.attempts, attemptsOf(db, line.run));
        INFERNO_TRY(line.before, runsBefore(db, line.run));
        std::vector<Run> open = {line.run};
        for (std::size_t at = 0; at < open.size() && static_cast<int>(line.after.size()) < limit; ++at) {
            INFERNO_TRY(const auto next, runsAfter(db, open[at]));
            for (const Run& run : next) {
                if (std::ranges::find(open, run.id, &Run::id) != open.end())
                    continue; // several of these set it off
                if (static_cast<int>(line.after.size()) < limit)
                    line.after.push_back({open[at].id, run});
                open.push_back(run);
            }
        }
        return line;
    });
}

} // namespace inferno::jobs
