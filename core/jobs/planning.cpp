// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/fires.h"
#include "core/jobs/job_store.h"
#include "core/jobs/store_core.h"

/// JobStore: what is to come, and the queue at a glance.
namespace inferno::jobs {
namespace {

constexpr auto kHour = std::chrono::hours(1);

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
        INFERNO_TRY(auto found, occurrencesBetween(db, from, to, limit));
        std::vector<PlannedFire> fires;
        for (Occurrence& one : found.items)
            fires.push_back({std::move(one.jobId), std::move(one.job), one.at,
                             one.skipped ? "skipped once" : std::move(one.blackout)});
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
        INFERNO_TRY(const auto pausedAt, db.integer("SELECT value FROM meta WHERE key = 'paused_ms'"));
        if (pausedAt)
            state.pausedAt = WallTime{std::chrono::milliseconds(*pausedAt)};
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
