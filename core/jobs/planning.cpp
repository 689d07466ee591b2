// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <queue>

#include <nlohmann/json.hpp>

#include "core/jobs/job_store.h"
#include "core/jobs/rows.h"
#include "core/jobs/store_core.h"

/// JobStore: what is to come, and the queue at a glance.
namespace inferno::jobs {
namespace {

constexpr auto kHour = std::chrono::hours(1);

struct Planned {
    WallTime at{};
    std::size_t schedule = 0;
    bool operator>(const Planned& other) const { return at > other.at; }
};

struct PlannedSchedule {
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

/// What ended in [from, to); counted in an index, without a look at the rows.
Result<int> countEnded(sqlite::Database& db, WallTime from, WallTime to) {
    INFERNO_TRY(const auto count, db.integer("SELECT count(*) FROM runs INDEXED BY runs_finished "
                                             "WHERE finished_ms >= ? AND finished_ms < ?",
                                             from, to));
    return static_cast<int>(count.value_or(0));
}

/// The same by state, of `all` that ended then: most complete, and only the others are looked at.
Result<std::map<std::string, int>> countByState(sqlite::Database& db, WallTime from, WallTime to, int all) {
    INFERNO_TRY(auto query, db.prepare("SELECT state, count(*) FROM runs INDEXED BY runs_not_completed "
                                       "WHERE finished_ms >= ? AND finished_ms < ? AND state <> 'completed' "
                                       "GROUP BY state"));
    query.bind(from, to);
    std::map<std::string, int> counts;
    for (;;) {
        INFERNO_TRY(const bool found, query.step());
        if (!found)
            break;
        const auto count = static_cast<int>(query.integer(1));
        counts[query.text(0)] = count;
        all -= count;
    }
    if (all > 0)
        counts["completed"] = all;
    return counts;
}

Result<void> countActive(sqlite::Database& db, QueueState& state) {
    INFERNO_TRY(auto query, db.prepare("SELECT state, count(*) FROM runs WHERE finished_ms IS NULL GROUP BY state"));
    for (;;) {
        INFERNO_TRY(const bool found, query.step());
        if (!found)
            return {};
        const int count = static_cast<int>(query.integer(1));
        switch (fromName<RunState>(query.text(0)).value()) {
        case RunState::Queued: state.queued = count; break;
        case RunState::Blocked: state.blocked = count; break;
        case RunState::Running: state.running = count; break;
        default: state.retrying = count; break;
        }
    }
}

} // namespace

Result<std::vector<PlannedFire>> JobStore::plannedFires(WallTime from, WallTime to, int limit) const {
    return core_->read([&](sqlite::Database& db) -> Result<std::vector<PlannedFire>> {
        INFERNO_TRY(auto query,
                    db.prepare("SELECT s.job_id, j.name, s.expression, s.timezone, s.next_ms, s.ends_ms, j.definition "
                               "FROM schedules s JOIN jobs j ON j.id = s.job_id "
                               "WHERE s.next_ms < ? ORDER BY s.next_ms, s.id"));
        query.bind(to);
        std::vector<PlannedSchedule> schedules;
        std::priority_queue<Planned, std::vector<Planned>, std::greater<>> heads;
        for (;;) {
            INFERNO_TRY(const bool found, query.step());
            if (!found)
                break;
            PlannedSchedule one{query.text(0), query.text(1), {}, schedule::Zone::utc(), query.maybeTime(5), {}};
            INFERNO_TRY(one.definition, readFields(nlohmann::json::parse(query.text(6), nullptr, false), {}, {}));
            if (const std::string text = query.text(2); !text.empty()) {
                INFERNO_TRY(one.zone, schedule::Zone::find(query.text(3)));
                INFERNO_TRY(one.recurrence, schedule::Recurrence::stored(text));
            }
            INFERNO_TRY(const auto first, one.firstFrom(from, query.time(4)));
            schedules.push_back(std::move(one));
            if (first)
                heads.push({*first, schedules.size() - 1});
        }
        INFERNO_TRY(const auto blackouts, Blackouts::load(db));
        std::vector<PlannedFire> fires;
        while (!heads.empty() && heads.top().at < to && fires.size() < static_cast<std::size_t>(limit)) {
            const Planned head = heads.top();
            heads.pop();
            const PlannedSchedule& one = schedules[head.schedule];
            std::string blackout;
            if (!blackouts.empty() && !one.definition.ignoreBlackouts)
                blackout = blackouts.covering(head.at, one.definition.tags).value_or("");
            fires.push_back({one.jobId, one.job, head.at, std::move(blackout)});
            // Beyond the zone's horizon nothing can be planned.
            if (const auto next = one.after(head.at); next && *next)
                heads.push({**next, head.schedule});
        }
        return fires;
    });
}

Result<QueueState> JobStore::queueState() const {
    const WallTime now = std::chrono::floor<std::chrono::milliseconds>(core_->clock.now());
    return core_->read([&](sqlite::Database& db) -> Result<QueueState> {
        INFERNO_TRY(auto view, sqlite::Transaction::begin(db, sqlite::Transaction::Kind::Deferred));
        QueueState state;
        {
            INFERNO_TRY(auto query, db.prepare("SELECT value FROM meta WHERE key = 'paused_reason'"));
            INFERNO_TRY(state.paused, query.step());
            if (state.paused)
                state.reason = query.text(0);
        }
        INFERNO_TRY(const auto resume, db.integer("SELECT value FROM meta WHERE key = 'resume_at'"));
        if (resume)
            state.resumeAt = WallTime{std::chrono::milliseconds(*resume)};
        INFERNO_TRY(const auto jobs, db.integer("SELECT count(*) FROM jobs WHERE deleted_ms IS NULL"));
        state.jobs = static_cast<int>(jobs.value_or(0));
        INFERNO_CHECK(countActive(db, state));
        const WallTime yesterday = now - 24 * kHour;
        INFERNO_TRY(const int before, countEnded(db, yesterday - 24 * kHour, yesterday));
        INFERNO_TRY(state.before24h, countByState(db, yesterday - 24 * kHour, yesterday, before));
        int all = 0;
        for (int hour = 0; hour < 24; ++hour) {
            INFERNO_TRY(const int ended, countEnded(db, yesterday + hour * kHour, yesterday + (hour + 1) * kHour));
            state.perHour.push_back(ended);
            all += ended;
        }
        INFERNO_TRY(state.last24h, countByState(db, yesterday, now, all));
        return state;
    });
}

} // namespace inferno::jobs
