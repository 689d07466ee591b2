// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/jobs/fires.h"
#include "core/jobs/run_queue.h"
#include "core/jobs/store_core.h"

/// RunQueue: fires that are due, and what becomes of those that were missed.
namespace inferno::jobs {
namespace {

constexpr int kBatch = 100;

/// All fires of a schedule up to now, sorted into what runs and what does not.
struct DueFires {
    std::vector<WallTime> skipped; ///< missed, and not made up for
    std::vector<WallTime> catchUp; ///< missed, and run all the same
    std::vector<WallTime> onTime;
    std::vector<WallTime> excepted; ///< of which somebody decided otherwise
    std::optional<WallTime> next;
    WallTime last{};
};

Result<std::vector<DueSchedule>> dueSchedules(Change& change, const DueSchedule& after) {
    INFERNO_TRY(auto query, change.db.prepare("SELECT id, job_id, next_ms, " + std::string(kTimingColumns) +
                                              " FROM schedules "
                                              "WHERE next_ms <= ? AND (next_ms, id) > (?, ?) "
                                              "ORDER BY next_ms, id LIMIT ?"));
    query.bind(change.now, after.next, after.id, kBatch);
    std::vector<DueSchedule> rows;
    for (;;) {
        INFERNO_TRY(const bool found, query.step());
        if (!found)
            return rows;
        rows.push_back({query.integer(0), query.text(1), query.time(2), readTiming(query, 3)});
    }
}

/// How many of the missed fires the policy makes up for: always the newest ones.
std::size_t catchUpCount(Misfire policy, const CatchUp& bounds, std::size_t withinWindow, bool somethingOnTime) {
    switch (policy) {
    case Misfire::Skip: return 0;
    case Misfire::Latest: return somethingOnTime ? 0 : std::min<std::size_t>(withinWindow, 1);
    case Misfire::All: return std::min(withinWindow, static_cast<std::size_t>(bounds.limit));
    }
    std::unreachable();
}

/// Fires of a time in which nobody looked are one group: the newest of them may still be on time, the others are
/// missed.
void missAllButTheNewest(std::vector<WallTime>& missed, std::vector<WallTime>& onTime) {
    if (onTime.size() < 2)
        return;
    missed.insert(missed.end(), onTime.begin(), onTime.end() - 1);
    onTime.erase(onTime.begin(), onTime.end() - 1);
}

Result<DueFires> firesOf(Change& change, const DueSchedule& schedule, Misfire policy, const CatchUp& bounds,
                         const ExceptedFires& excepted, bool away) {
    DueFires due;
    std::vector<WallTime> missed;
    due.next = schedule.next;
    while (due.next && *due.next <= change.now) {
        due.last = *due.next;
        if (excepted.find(schedule.id, due.last))
            due.excepted.push_back(due.last);
        else
            (change.now - due.last > RunQueue::kOnTime ? missed : due.onTime).push_back(due.last);
        INFERNO_TRY(due.next, change.nextFire(schedule.timing, due.last));
    }
    if (away || !missed.empty())
        missAllButTheNewest(missed, due.onTime);
    const auto window = std::ranges::lower_bound(missed, change.now - bounds.window);
    const auto within = static_cast<std::size_t>(missed.end() - window);
    const std::size_t count = catchUpCount(policy, bounds, within, !due.onTime.empty());
    const auto split = missed.end() - static_cast<std::ptrdiff_t>(count);
    due.skipped.assign(missed.begin(), split);
    due.catchUp.assign(split, missed.end());
    return due;
}

/// The same delay for the same fire, spread evenly: splitmix64 of the schedule and the instant.
std::chrono::milliseconds jitterOf(std::int64_t scheduleId, WallTime fire, std::chrono::milliseconds most) {
    std::uint64_t x = static_cast<std::uint64_t>(scheduleId) * 0x9E3779B97F4A7C15U +
                      static_cast<std::uint64_t>(fire.time_since_epoch().count());
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
    x ^= x >> 31;
    return std::chrono::milliseconds(x % (static_cast<std::uint64_t>(most.count()) + 1));
}

Result<void> recordFires(Change& change, const DueSchedule& schedule, const JobRow& job, const DueFires& due,
                         const std::string& cause, const Blackouts& blackouts, const ExceptedFires& excepted) {
    for (const WallTime fire : due.excepted)
        INFERNO_CHECK(recordExcepted(change, schedule, job, fire, *excepted.find(schedule.id, fire)));
    if (!due.skipped.empty()) {
        NewRun run = runFor(schedule, job, due.skipped.back());
        run.notBefore.reset();
        run.reason = cause;
        run.missed = static_cast<int>(due.skipped.size());
        run.missedSince = due.skipped.front();
        if (const auto id = insertRun(change, job, RunState::Skipped, run); !id)
            return std::unexpected(id.error());
    }
    // Making up for all of them is one piece of work: overlap would skip what has just been asked for.
    const bool backlog = job.definition.misfire == Misfire::All && !due.catchUp.empty();
    INFERNO_CHECK(
        change.db.run("UPDATE schedules SET cursor_ms = ?, next_ms = ? WHERE id = ?", due.last, due.next, schedule.id));
    for (const auto* fires : {&due.catchUp, &due.onTime})
        for (const WallTime fire : *fires) {
            INFERNO_TRY(const bool more, recordFire(change, job, runFor(schedule, job, fire), backlog, blackouts));
            if (!more) // of any of its schedules; what is due after this is not due any more
                return change.db.run("UPDATE schedules SET next_ms = NULL WHERE job_id = ?", job.id);
        }
    return {};
}

} // namespace

NewRun runFor(const DueSchedule& schedule, const JobRow& job, WallTime fire) {
    NewRun run;
    run.trigger = schedule.timing.expression.empty() ? Trigger::RunAt : Trigger::Schedule;
    run.scheduleId = schedule.id;
    run.scheduledFor = fire;
    run.cause = (schedule.timing.expression.empty()
                     ? "its time"
                     : "schedule " + schedule.timing.expression + " (" + schedule.timing.timezone + ")") +
                ", due " + formatUtc(fire);
    if (job.definition.jitter.count() > 0)
        run.notBefore = fire + jitterOf(schedule.id, fire, job.definition.jitter);
    return run;
}

NewRun movedRunFor(const DueSchedule& schedule, const JobRow& job, WallTime fire, WallTime to) {
    NewRun run = runFor(schedule, job, fire);
    run.movedTo = to;
    run.cause += ", moved to " + formatUtc(to);
    if (run.notBefore)
        *run.notBefore += to - fire;
    return run;
}

Result<bool> recordFire(Change& change, const JobRow& job, NewRun run, bool backlog, const Blackouts& blackouts) {
    const JobDefinition& definition = job.definition;
    if (auto why = definition.ignoreBlackouts
                       ? std::nullopt
                       : blackouts.covering(run.movedTo.value_or(run.scheduledFor.value()), definition.tags)) {
        run.notBefore.reset();
        run.reason = *std::move(why);
        INFERNO_CHECK(insertRun(change, job, RunState::Skipped, run));
        return true;
    }
    INFERNO_TRY(const auto id, backlog ? placeCatchUp(change, job, run) : placeFire(change, job, run));
    if (definition.maxRuns == 0)
        return true;
    INFERNO_CHECK(change.db.run("UPDATE jobs SET fires = fires + (SELECT state <> 'skipped' FROM runs WHERE id = ?) "
                                "WHERE id = ?",
                                id, job.id));
    INFERNO_TRY(const auto fires, change.db.integer("SELECT fires FROM jobs WHERE id = ?", job.id));
    return fires.value_or(0) < definition.maxRuns;
}

Result<int> RunQueue::recordDue(const std::string& cause, const std::function<void()>& between) {
    const Actor scheduler;
    DueSchedule last;
    last.next = WallTime::min();
    std::optional<Error> broken;
    int recorded = 0;
    for (bool more = true; more;) {
        const auto batch = core_.change(scheduler, [&](Change& change) -> Result<std::vector<DueSchedule>> {
            INFERNO_TRY(const auto paused, change.db.integer("SELECT count(*) FROM meta WHERE key = 'paused_reason'"));
            if (paused.value_or(0) > 0 || core_.outboxFull() || !core_.options.schedulesFire)
                return std::vector<DueSchedule>{};
            INFERNO_TRY(auto rows, dueSchedules(change, last));
            INFERNO_TRY(auto excepted, ExceptedFires::load(change.db));
            const bool none = rows.empty() && excepted.empty();
            INFERNO_TRY(const auto blackouts, none ? Result<Blackouts>() : Blackouts::load(change.db));
            if (!excepted.empty()) {
                INFERNO_TRY(const int moved, recordMoved(change, cause, core_.options.catchUp, blackouts));
                recorded += moved;
                if (moved > 0) {
                    INFERNO_TRY(excepted, ExceptedFires::load(change.db));
                }
            }
            for (const DueSchedule& row : rows) {
                INFERNO_TRY(const JobRow job, loadJob(change.db, row.jobId));
                INFERNO_TRY(const auto stands, change.db.integer("SELECT count(*) FROM schedules WHERE id = ? "
                                                                 "AND next_ms IS NULL",
                                                                 row.id));
                if (stands.value_or(0) > 0)
                    continue; // another schedule of the job has just had the last of its runs
                const auto due =
                    firesOf(change, row, job.definition.misfire, core_.options.catchUp, excepted, cause != kLate);
                if (due)
                    INFERNO_CHECK(recordFires(change, row, job, *due, cause, blackouts, excepted));
                else
                    broken = due.error(); // its cursor stands, and the others go on
            }
            return rows;
        });
        if (!batch)
            return std::unexpected(batch.error());
        recorded += static_cast<int>(batch->size());
        more = batch->size() == kBatch;
        if (!batch->empty())
            last = batch->back();
        if (more && between)
            between();
    }
    if (broken)
        return std::unexpected(*broken);
    return recorded;
}

} // namespace inferno::jobs
