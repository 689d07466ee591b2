// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <queue>
#include <set>

#include <nlohmann/json.hpp>

#include "core/jobs/fires.h"
#include "core/jobs/run_queue.h"
#include "core/jobs/store_core.h"

/// Calendar: what is to come, in order, with what people changed about single fires.
namespace inferno::jobs {
namespace {

struct PlannedSchedule {
    std::int64_t id = 0;
    std::string jobId;
    std::string job;
    std::optional<schedule::Recurrence> recurrence; ///< none: a run-at
    schedule::Zone zone = schedule::Zone::utc();
    std::optional<WallTime> ends;
    JobDefinition definition; ///< for blackouts

    Result<std::optional<WallTime>> after(WallTime time) const {
        if (!recurrence)
            return std::optional<WallTime>();
        auto fire = recurrence->next(time, zone);
        if (fire && *fire && ends && **fire > *ends)
            return std::optional<WallTime>();
        return fire;
    }
    /// The first fire not before `from`; `next` is the one that is to come.
    Result<std::optional<WallTime>> firstFrom(WallTime from, WallTime next) const {
        if (next >= from)
            return std::optional(next);
        return after(from - std::chrono::milliseconds(1));
    }
};

struct Planned {
    WallTime at{};
    std::size_t schedule = 0;
    std::optional<WallTime> movedFrom; ///< nothing: the schedule's own fire
    bool operator>(const Planned& other) const { return at > other.at; }
};

using Heads = std::priority_queue<Planned, std::vector<Planned>, std::greater<>>;

/// Schedules of enabled jobs with a fire before `to`, or one that was moved; their first fires are put on `heads`.
Result<std::vector<PlannedSchedule>> schedulesBefore(sqlite::Database& db, WallTime from, WallTime to,
                                                     const std::string& jobId, Heads& heads) {
    INFERNO_TRY(auto query,
                db.prepare("SELECT s.id, s.job_id, j.name, s.expression, s.timezone, s.next_ms, s.ends_ms, "
                           "j.definition, e.fire_ms, e.moved_ms FROM schedules s JOIN jobs j ON j.id = s.job_id "
                           "LEFT JOIN exceptions e ON e.schedule_id = s.id AND e.moved_ms >= ?1 AND e.moved_ms < ?2 "
                           "AND e.done = 0 WHERE (?3 = '' OR s.job_id = ?3) AND j.enabled = 1 "
                           "AND (s.next_ms < ?2 OR e.fire_ms IS NOT NULL) ORDER BY s.next_ms, s.id"));
    query.bind(from, to, jobId);
    std::vector<PlannedSchedule> schedules;
    for (;;) {
        INFERNO_TRY(const bool found, query.step());
        if (!found)
            return schedules;
        if (schedules.empty() || schedules.back().id != query.integer(0)) {
            PlannedSchedule one;
            one.id = query.integer(0);
            one.jobId = query.text(1);
            one.job = query.text(2);
            one.ends = query.maybeTime(6);
            INFERNO_TRY(one.definition, readFields(nlohmann::json::parse(query.text(7), nullptr, false), {}, {}));
            if (const std::string text = query.text(3); !text.empty()) {
                INFERNO_TRY(one.zone, schedule::Zone::find(query.text(4)));
                INFERNO_TRY(one.recurrence, schedule::Recurrence::stored(text));
            }
            std::optional<WallTime> first;
            if (const auto next = query.maybeTime(5)) {
                INFERNO_TRY(first, one.firstFrom(from, *next));
            }
            schedules.push_back(std::move(one));
            if (first)
                heads.push({*first, schedules.size() - 1, {}});
        }
        if (!query.isNull(8))
            heads.push({query.time(9), schedules.size() - 1, query.time(8)});
    }
}

} // namespace

Result<Occurrences> occurrencesBetween(sqlite::Database& db, WallTime from, WallTime to, int limit,
                                       const std::string& jobId) {
    Heads heads;
    INFERNO_TRY(const auto schedules, schedulesBefore(db, from, to, jobId, heads));
    INFERNO_TRY(const auto blackouts, Blackouts::load(db));
    INFERNO_TRY(const auto excepted, ExceptedFires::load(db));
    Occurrences out;
    while (!heads.empty() && heads.top().at < to) {
        const Planned head = heads.top();
        heads.pop();
        const PlannedSchedule& one = schedules[head.schedule];
        if (!head.movedFrom) {
            // Beyond the zone's horizon nothing can be planned.
            if (const auto next = one.after(head.at); next && *next)
                heads.push({**next, head.schedule, {}});
        }
        const ExceptedFires::One* exception = head.movedFrom ? nullptr : excepted.find(one.id, head.at);
        if (exception && exception->to)
            continue;
        if (out.items.size() >= static_cast<std::size_t>(limit)) {
            out.completeTo = head.at;
            return out;
        }
        std::string blackout;
        if (!blackouts.empty() && !one.definition.ignoreBlackouts)
            blackout = blackouts.covering(head.at, one.definition.tags).value_or("");
        out.items.push_back(
            {one.jobId, one.job, head.at, head.movedFrom.value_or(head.at), exception != nullptr, std::move(blackout)});
    }
    return out;
}

Result<void> correctNextRuns(sqlite::Database& db, std::span<Job> jobs) {
    std::set<std::string> affected;
    {
        INFERNO_TRY(auto query, db.prepare("SELECT DISTINCT s.job_id FROM exceptions e JOIN schedules s "
                                           "ON s.id = e.schedule_id"));
        for (;;) {
            INFERNO_TRY(const bool found, query.step());
            if (!found)
                break;
            affected.insert(query.text(0));
        }
    }
    for (Job& job : jobs) {
        if (!affected.contains(job.id) || !job.enabled)
            continue;
        // One more than there can be skipped ones before the first that is made.
        INFERNO_TRY(const auto count,
                    db.integer("SELECT count(*) FROM exceptions e JOIN schedules s ON s.id = e.schedule_id "
                               "WHERE s.job_id = ?",
                               job.id));
        INFERNO_TRY(const auto found, occurrencesBetween(db, WallTime::min() + std::chrono::hours(1), WallTime::max(),
                                                         static_cast<int>(count.value_or(0)) + 1, job.id));
        const auto first = std::ranges::find(found.items, false, &Occurrence::skipped);
        job.nextRun = first == found.items.end() ? std::nullopt : std::optional(first->at);
    }
    return {};
}

Result<Occurrences> Calendar::occurrences(WallTime from, WallTime to, int limit) const {
    return core_.read([&](sqlite::Database& db) { return occurrencesBetween(db, from, to, limit); });
}

} // namespace inferno::jobs
