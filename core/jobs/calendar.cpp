// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/calendar.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/jobs/rows.h"
#include "core/jobs/store_core.h"

/// Calendar: what ran in a part of the time. Of millions of runs only those are read that are shown one by one; the
/// others are counted in indexes, without a look at their rows.
namespace inferno::jobs {
namespace {

/// [first, second): the numbers of the runs that were queued in [from, to); they rise with the instants.
Result<std::pair<std::int64_t, std::int64_t>> numbersOf(sqlite::Database& db, WallTime from, WallTime to) {
    INFERNO_TRY(const auto first,
                db.integer("SELECT seq FROM runs WHERE queued_ms >= ? ORDER BY queued_ms, seq LIMIT 1", from));
    INFERNO_TRY(const auto last,
                db.integer("SELECT seq FROM runs WHERE queued_ms < ? ORDER BY queued_ms DESC, seq DESC LIMIT 1", to));
    const std::int64_t end = last.value_or(-1) + 1;
    return std::pair(first.value_or(end), end);
}

} // namespace

Result<std::vector<JobCount>> Calendar::countByJob(WallTime from, WallTime to) const {
    return core_.read([&](sqlite::Database& db) -> Result<std::vector<JobCount>> {
        INFERNO_TRY(const auto numbers, numbersOf(db, from, to));
        INFERNO_TRY(auto query, db.prepare("SELECT id, name, n FROM (SELECT j.id, j.name, (SELECT count(*) FROM runs r "
                                           "INDEXED BY runs_job WHERE r.job_id = j.id AND r.seq >= ?1 AND r.seq < ?2) "
                                           "AS n FROM jobs j) WHERE n > 0"));
        query.bind(numbers.first, numbers.second);
        std::vector<JobCount> counts;
        for (;;) {
            INFERNO_TRY(const bool found, query.step());
            if (!found)
                return counts;
            counts.push_back({query.text(0), query.text(1), static_cast<int>(query.integer(2))});
        }
    });
}

Result<std::vector<Run>> Calendar::runsOf(const std::vector<std::string>& jobIds, WallTime from, WallTime to,
                                          int limit) const {
    return core_.read([&](sqlite::Database& db) -> Result<std::vector<Run>> {
        INFERNO_TRY(const auto numbers, numbersOf(db, from, to));
        const nlohmann::json ids = jobIds;
        // Of each job a walk on (job_id, seq); and what began before `from` and had not ended then: what is active,
        // and what ended within a day after.
        INFERNO_TRY(auto query,
                    db.prepare("SELECT " + std::string(kRunColumns) +
                               " FROM (SELECT r.seq FROM json_each(?3) w CROSS JOIN runs r INDEXED BY runs_job "
                               "ON r.job_id = w.value AND r.seq >= ?1 AND r.seq < ?2 "
                               "UNION SELECT seq FROM runs WHERE finished_ms IS NULL AND seq < ?1 "
                               "UNION SELECT seq FROM (SELECT seq FROM runs INDEXED BY runs_finished "
                               "WHERE finished_ms >= ?4 AND finished_ms < ?5 LIMIT 2000) WHERE seq < ?1) n "
                               "CROSS JOIN runs r ON r.seq = n.seq JOIN jobs j ON j.id = r.job_id "
                               "WHERE r.job_id IN (SELECT value FROM json_each(?3)) ORDER BY r.seq LIMIT ?6"));
        query.bind(numbers.first, numbers.second, ids.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
                   from, std::min(to, from + std::chrono::hours(24)), limit);
        return readRuns(query);
    });
}

Result<std::vector<RunCount>> Calendar::countByTime(WallTime from, WallTime to, std::chrono::milliseconds part) const {
    return core_.read([&](sqlite::Database& db) -> Result<std::vector<RunCount>> {
        INFERNO_TRY(auto view, sqlite::Transaction::begin(db, sqlite::Transaction::Kind::Deferred));
        std::vector<RunCount> counts;
        INFERNO_TRY(auto all, db.prepare("SELECT count(*) FROM runs INDEXED BY runs_queued "
                                         "WHERE queued_ms >= ? AND queued_ms < ?"));
        for (WallTime at = from; at < to; at += part) {
            INFERNO_CHECK(all.bind(at, std::min(to, at + part)).step());
            counts.push_back({at, static_cast<int>(all.integer(0)), 0});
            all.reset();
        }
        // Most complete; only the others are gone through. A skipped one ends when it is queued.
        INFERNO_TRY(auto others, db.prepare("SELECT (finished_ms - ?3) / ?4, state, count(*) FROM runs "
                                            "INDEXED BY runs_not_completed WHERE finished_ms >= ?1 "
                                            "AND finished_ms < ?2 AND state <> 'completed' AND finished_ms IS NOT NULL "
                                            "GROUP BY 1, 2"));
        others.bind(from, to, from, part.count());
        for (;;) {
            INFERNO_TRY(const bool found, others.step());
            if (!found)
                return counts;
            const auto place = static_cast<std::size_t>(others.integer(0));
            if (place >= counts.size())
                continue;
            const std::string state = others.text(1);
            const auto count = static_cast<int>(others.integer(2));
            if (state == "skipped")
                counts[place].runs -= std::min(counts[place].runs, count);
            else if (state != "cancelled")
                counts[place].failed += count;
        }
    });
}

} // namespace inferno::jobs
