// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/jobs/fires.h"
#include "core/jobs/run_queue.h"
#include "core/jobs/store_core.h"

/// Calendar: single fires that are skipped or moved, from the wish to the time at which they are over.
namespace inferno::jobs {
namespace {

constexpr auto kFarthest = std::chrono::hours(24 * 400);
constexpr std::size_t kMost = 10'000;
constexpr int kBatch = 1000;

/// A schedule of a job, with what is different about one of its fires.
struct Affected {
    DueSchedule schedule;
    bool toCome = false; ///< the schedule itself makes the fire
    std::optional<ExceptedFires::One> exception;
};

std::string skippedBy(const std::string& user) {
    return user.empty() ? "skipped once" : "skipped once by " + user;
}

/// The schedules of a job that have a fire at an instant: to come, or moved and not made yet.
Result<std::vector<Affected>> affectedBy(Change& change, const JobRow& job, WallTime fire) {
    std::vector<Affected> found;
    std::vector<std::pair<DueSchedule, WallTime>> rows; // with their cursors
    {
        INFERNO_TRY(auto query, change.db.prepare("SELECT id, cursor_ms, next_ms, " + std::string(kTimingColumns) +
                                                  " FROM schedules WHERE job_id = ? ORDER BY id"));
        query.bind(job.id);
        for (;;) {
            INFERNO_TRY(const bool more, query.step());
            if (!more)
                break;
            const WallTime next = query.maybeTime(2).value_or(WallTime::max());
            rows.emplace_back(DueSchedule{query.integer(0), job.id, next, readTiming(query, 3)}, query.time(1));
        }
    }
    for (auto& [schedule, cursor] : rows) {
        Affected one{schedule, false, {}};
        if (fire > cursor && fire > change.now && fire >= schedule.next) {
            INFERNO_TRY(const auto at, change.nextFire(schedule.timing, fire - std::chrono::milliseconds(1)));
            one.toCome = at == fire;
        }
        INFERNO_TRY(auto query, change.db.prepare("SELECT moved_ms, done, created_by FROM exceptions "
                                                  "WHERE schedule_id = ? AND fire_ms = ?"));
        INFERNO_TRY(const bool excepted, query.bind(schedule.id, fire).step());
        if (excepted)
            one.exception = ExceptedFires::One{query.maybeTime(0), query.integer(1) != 0, query.text(2)};
        const bool waits = one.exception && one.exception->to && !one.exception->done;
        if (one.exception && one.exception->done)
            continue; // it was made already
        if (one.toCome || waits)
            found.push_back(std::move(one));
    }
    return found;
}

std::unexpected<Error> noSuchFire(const JobRow& job, WallTime fire) {
    return fail(ErrorCode::InputInvalid,
                "'" + job.definition.name + "' has no fire to come at " + formatUtc(fire) + " that could be changed",
                "give the time as the schedule has it: see 'inferno batch-queue show " + job.definition.name + "'");
}

/// Those whose times are over and that nothing has cleared away: of jobs that were disabled meanwhile.
Result<void> forgetOver(Change& change) {
    return change.db.run("DELETE FROM exceptions WHERE fire_ms <= ?1 AND (moved_ms IS NULL OR done = 1) "
                         "AND fire_ms <= (SELECT cursor_ms FROM schedules WHERE id = schedule_id)",
                         change.now);
}

Result<void> write(Change& change, std::int64_t scheduleId, WallTime fire, std::optional<WallTime> to) {
    return change.db.run("INSERT OR REPLACE INTO exceptions (schedule_id, fire_ms, moved_ms, created_ms, created_by) "
                         "VALUES (?, ?, ?, ?, ?)",
                         scheduleId, fire, to, change.now, change.actor.user);
}

Result<void> erase(Change& change, std::int64_t scheduleId, WallTime fire) {
    return change.db.run("DELETE FROM exceptions WHERE schedule_id = ? AND fire_ms = ?", scheduleId, fire);
}

} // namespace

// ---- what people ask for ----

Calendar::Calendar(JobStore& store) : core_(store.queue().core_) {}

Result<Changed> Calendar::skip(const std::string& name, WallTime fire, const Request& request) {
    return core_.request(request, [&](Change& change) -> Result<Changed> {
        INFERNO_TRY(const JobRow job, loadJob(change.db, name));
        INFERNO_TRY(const auto affected, affectedBy(change, job, fire));
        if (affected.empty())
            return noSuchFire(job, fire);
        INFERNO_CHECK(forgetOver(change));
        bool changed = false;
        for (const Affected& one : affected) {
            if (one.exception && !one.exception->to)
                continue;
            changed = true;
            if (one.toCome)
                INFERNO_CHECK(write(change, one.schedule.id, fire, {}));
            else // the schedule has passed it on: there is nobody left to record it
                INFERNO_CHECK(recordExcepted(change, one.schedule, job, fire, {{}, false, change.actor.user}));
        }
        if (changed)
            INFERNO_CHECK(change.event("fire_skipped",
                                       {job.id, "", job.definition.name, true, {{"scheduled_for", formatUtc(fire)}}}));
        return Changed{job.id, "", false};
    });
}

Result<Changed> Calendar::move(const std::string& name, WallTime fire, WallTime to, const Request& request) {
    return core_.request(request, [&](Change& change) -> Result<Changed> {
        INFERNO_TRY(const JobRow job, loadJob(change.db, name));
        if (to <= change.now || to > change.now + kFarthest)
            return fail(ErrorCode::InputInvalid, formatUtc(to) + " is over, or beyond 400 days",
                        "move a fire to a time that is to come");
        if (to == fire)
            return fail(ErrorCode::InputInvalid, formatUtc(to) + " is when it is made anyway",
                        "to undo a change, delete the exception");
        INFERNO_TRY(const auto affected, affectedBy(change, job, fire));
        if (affected.empty())
            return noSuchFire(job, fire);
        INFERNO_CHECK(forgetOver(change));
        INFERNO_TRY(const auto count, change.db.integer("SELECT count(*) FROM exceptions"));
        if (count.value_or(0) >= static_cast<std::int64_t>(kMost))
            return fail(ErrorCode::InputInvalid, "10000 fires are moved or skipped already", "change the schedules");
        bool changed = false;
        for (const Affected& one : affected) {
            if (one.exception && one.exception->to == to)
                continue;
            changed = true;
            INFERNO_CHECK(write(change, one.schedule.id, fire, to));
        }
        if (changed)
            INFERNO_CHECK(change.event(
                "fire_moved",
                {job.id, "", job.definition.name, true, {{"scheduled_for", formatUtc(fire)}, {"to", formatUtc(to)}}}));
        return Changed{job.id, "", false};
    });
}

Result<Changed> Calendar::restore(const std::string& name, WallTime fire, const Request& request) {
    return core_.request(request, [&](Change& change) -> Result<Changed> {
        INFERNO_TRY(const JobRow job, loadJob(change.db, name));
        INFERNO_TRY(const auto affected, affectedBy(change, job, fire));
        const bool any = std::ranges::any_of(affected, [](const Affected& one) { return one.exception.has_value(); });
        if (!any)
            return fail(ErrorCode::InputInvalid,
                        "the fire of '" + job.definition.name + "' at " + formatUtc(fire) + " is not changed",
                        "see its exceptions: GET /api/v1/jobs/{job}/exceptions");
        for (const Affected& one : affected) {
            if (!one.exception)
                continue;
            if (!one.toCome)
                return fail(ErrorCode::RunState, formatUtc(fire) + " is over: the fire cannot be made then any more",
                            "move it to another time, or skip it");
            INFERNO_CHECK(erase(change, one.schedule.id, fire));
        }
        INFERNO_CHECK(change.event("fire_restored",
                                   {job.id, "", job.definition.name, true, {{"scheduled_for", formatUtc(fire)}}}));
        return Changed{job.id, "", false};
    });
}

Result<std::vector<FireException>> Calendar::exceptions(const std::string& name) const {
    const WallTime now = core_.clock.now();
    return core_.read([&](sqlite::Database& db) -> Result<std::vector<FireException>> {
        std::string jobId;
        if (!name.empty()) {
            INFERNO_TRY(jobId, jobIdOf(db, name));
        }
        INFERNO_TRY(auto query, db.prepare("SELECT DISTINCT s.job_id, j.name, e.fire_ms, e.moved_ms, e.created_by "
                                           "FROM exceptions e JOIN schedules s ON s.id = e.schedule_id "
                                           "JOIN jobs j ON j.id = s.job_id WHERE (?1 = '' OR s.job_id = ?1) "
                                           "AND e.done = 0 AND (e.fire_ms > ?2 OR e.moved_ms > ?2) "
                                           "ORDER BY e.fire_ms, j.name"));
        query.bind(jobId, std::chrono::floor<std::chrono::milliseconds>(now));
        std::vector<FireException> all;
        for (;;) {
            INFERNO_TRY(const bool found, query.step());
            if (!found)
                return all;
            all.push_back({query.text(0), query.text(1), query.time(2), query.maybeTime(3), query.text(4)});
        }
    });
}

// ---- when their time has come ----

Result<ExceptedFires> ExceptedFires::load(sqlite::Database& db) {
    INFERNO_TRY(auto query, db.prepare("SELECT schedule_id, fire_ms, moved_ms, done, created_by FROM exceptions"));
    ExceptedFires out;
    for (;;) {
        INFERNO_TRY(const bool found, query.step());
        if (!found)
            return out;
        out.all_[{query.integer(0), query.time(1)}] = {query.maybeTime(2), query.integer(3) != 0, query.text(4)};
    }
}

const ExceptedFires::One* ExceptedFires::find(std::int64_t scheduleId, WallTime fire) const {
    const auto found = all_.find({scheduleId, fire});
    return found == all_.end() ? nullptr : &found->second;
}

Result<void> recordExcepted(Change& change, const DueSchedule& schedule, const JobRow& job, WallTime fire,
                            const ExceptedFires::One& exception) {
    if (exception.to && !exception.done)
        return {};
    if (!exception.to) {
        NewRun run = runFor(schedule, job, fire);
        run.notBefore.reset();
        run.reason = skippedBy(exception.by);
        if (const auto id = insertRun(change, job, RunState::Skipped, run); !id)
            return std::unexpected(id.error());
    }
    return erase(change, schedule.id, fire);
}

Result<int> recordMoved(Change& change, const std::string& cause, const CatchUp& bounds, const Blackouts& blackouts) {
    struct Row {
        DueSchedule schedule;
        WallTime cursor{}, fire{}, to{};
    };
    std::vector<Row> rows;
    {
        INFERNO_TRY(auto query, change.db.prepare("SELECT id, job_id, cursor_ms, fire_ms, moved_ms, " +
                                                  std::string(kTimingColumns) +
                                                  " FROM exceptions JOIN schedules ON id = schedule_id "
                                                  "WHERE moved_ms <= ? AND done = 0 ORDER BY moved_ms LIMIT ?"));
        query.bind(change.now, kBatch);
        for (;;) {
            INFERNO_TRY(const bool found, query.step());
            if (!found)
                break;
            rows.push_back({{query.integer(0), query.text(1), query.time(3), readTiming(query, 5)},
                            query.time(2),
                            query.time(3),
                            query.time(4)});
        }
    }
    for (const Row& row : rows) {
        if (row.fire <= row.cursor)
            INFERNO_CHECK(erase(change, row.schedule.id, row.fire));
        else // the schedule has still to pass over it
            INFERNO_CHECK(change.db.run("UPDATE exceptions SET done = 1 WHERE schedule_id = ? AND fire_ms = ?",
                                        row.schedule.id, row.fire));
        INFERNO_TRY(const JobRow job, loadJob(change.db, row.schedule.jobId));
        INFERNO_TRY(const auto fires, change.db.integer("SELECT fires FROM jobs WHERE id = ?", job.id));
        const bool spent = job.definition.maxRuns > 0 && fires.value_or(0) >= job.definition.maxRuns;
        if (!job.enabled || spent)
            continue; // as with its other fires, nothing was missed
        NewRun run = movedRunFor(row.schedule, job, row.fire, row.to);
        const auto late = change.now - row.to;
        const bool missed = late > RunQueue::kOnTime;
        if (missed && (job.definition.misfire == Misfire::Skip || late > bounds.window)) {
            run.notBefore.reset();
            run.reason = cause;
            run.missed = 1;
            run.missedSince = row.to;
            if (const auto id = insertRun(change, job, RunState::Skipped, run); !id)
                return std::unexpected(id.error());
            continue;
        }
        const bool backlog = missed && job.definition.misfire == Misfire::All;
        INFERNO_TRY(const bool more, recordFire(change, job, std::move(run), backlog, blackouts));
        if (!more)
            INFERNO_CHECK(change.db.run("UPDATE schedules SET next_ms = NULL WHERE job_id = ?", job.id));
    }
    return static_cast<int>(rows.size());
}

} // namespace inferno::jobs
