// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/blackouts.h"
#include "core/jobs/run_queue.h"
#include "core/jobs/store_core.h"
#include "core/jobs/transitions.h"

/// RunQueue: what fires when the machine has started.
namespace inferno::jobs {
namespace {

struct BootSchedule {
    std::int64_t id = 0;
    std::string jobId;
};

Result<std::vector<BootSchedule>> bootSchedules(sqlite::Database& db, WallTime now) {
    INFERNO_TRY(auto query, db.prepare("SELECT s.id, s.job_id FROM schedules s JOIN jobs j ON j.id = s.job_id "
                                       "WHERE s.expression = '@reboot' AND j.enabled = 1 "
                                       "AND ifnull(s.starts_ms, 0) <= ?1 AND ifnull(s.ends_ms, ?1) >= ?1 "
                                       "ORDER BY s.id"));
    query.bind(now);
    std::vector<BootSchedule> rows;
    for (;;) {
        INFERNO_TRY(const bool found, query.step());
        if (!found)
            return rows;
        rows.push_back({query.integer(0), query.text(1)});
    }
}

} // namespace

Result<int> RunQueue::recordBoot(const std::string& bootId) {
    const Actor scheduler;
    return core_.change(scheduler, [&](Change& change) -> Result<int> {
        std::string before;
        {
            INFERNO_TRY(auto query, change.db.prepare("SELECT value FROM meta WHERE key = 'boot_id'"));
            INFERNO_TRY(const bool found, query.step());
            if (found)
                before = query.text(0);
        }
        if (before == bootId)
            return 0;
        if (core_.outboxFull())
            return fail(ErrorCode::VaultUnavailable, "the audit vault takes no events");
        INFERNO_CHECK(change.db.run("INSERT OR REPLACE INTO meta (key, value) VALUES ('boot_id', ?)", bootId));
        if (before.empty())
            return 0;
        INFERNO_TRY(const auto rows, bootSchedules(change.db, change.now));
        INFERNO_TRY(const auto blackouts, Blackouts::load(change.db));
        for (const BootSchedule& row : rows) {
            INFERNO_TRY(const JobRow job, loadJob(change.db, row.jobId));
            NewRun run;
            run.trigger = Trigger::Schedule;
            run.scheduleId = row.id;
            run.scheduledFor = change.now;
            run.cause = "schedule @reboot: the machine has started";
            INFERNO_CHECK(recordFire(change, job, std::move(run), false, blackouts));
        }
        return static_cast<int>(rows.size());
    });
}

} // namespace inferno::jobs
