// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>
#include <limits>

#include "core/jobs/fires.h"
#include "core/jobs/job_store.h"
#include "core/jobs/rows.h"
#include "core/jobs/store_core.h"

/// JobStore: what is read. Lists go by an index and stop at their limit; nothing here takes the writer.
namespace inferno::jobs {
namespace {

constexpr int kMostPerPage = 1000;
/// Looking up the newest runs of so many jobs costs less than going through the newest of all.
constexpr std::size_t kFewJobs = 50;

/// The words of a search, ?3, in the name of a job or in a tag, any case.
constexpr std::string_view kJobMatches =
    "(?3 = '' OR instr(lower(name), lower(?3)) > 0 OR EXISTS (SELECT 1 FROM tags t WHERE t.job_id = id "
    "AND instr(lower(t.tag), lower(?3)) > 0))";

/// Jobs with their active run, next fire and state; `?1` is a name after which the list begins.
constexpr const char* kJobs =
    "SELECT * FROM (SELECT j.id, j.name, j.definition, j.kind, j.enabled, j.last_state, j.last_started_ms, "
    "j.created_ms, j.updated_ms, a.id AS active, a.progress, "
    "(SELECT min(s.next_ms) FROM schedules s WHERE s.job_id = j.id) AS next_ms, "
    "CASE WHEN a.state IS NOT NULL THEN a.state WHEN j.enabled = 0 THEN 'disabled' "
    "WHEN EXISTS (SELECT 1 FROM schedules s WHERE s.job_id = j.id AND (s.next_ms IS NOT NULL "
    "OR s.expression = '@reboot')) "
    "OR EXISTS (SELECT 1 FROM dependencies d WHERE d.child_id = j.id) THEN 'scheduled' ELSE 'ready' END AS state "
    "FROM jobs j LEFT JOIN runs a ON a.seq = (SELECT r.seq FROM runs r WHERE r.job_id = j.id "
    "AND r.finished_ms IS NULL ORDER BY CASE r.state WHEN 'running' THEN 0 WHEN 'retrying' THEN 1 "
    "WHEN 'queued' THEN 2 ELSE 3 END, r.seq LIMIT 1) "
    "WHERE j.deleted_ms IS NULL AND j.name > ?1) WHERE true ";

Result<Job> readJob(sqlite::Database& db, const sqlite::Statement& row) {
    Job job;
    job.id = row.text(0);
    INFERNO_TRY(job.definition, readDefinition(db, job.id, row.text(2)));
    job.kind = fromName<CommandKind>(row.text(3)).value();
    job.enabled = row.integer(4) != 0;
    job.lastState = fromName<RunState>(row.text(5));
    job.lastRun = row.maybeTime(6);
    job.created = row.time(7);
    job.updated = row.time(8);
    job.activeRun = row.text(9);
    job.progress = row.maybeReal(10);
    job.nextRun = row.maybeTime(11);
    job.state = fromName<JobState>(row.text(12)).value();
    return job;
}

Result<int> checkedLimit(int limit) {
    if (limit < 1)
        return fail(ErrorCode::InputInvalid, "limit must be at least 1");
    return std::min(limit, kMostPerPage);
}

Result<void> checkStatus(const std::string& status) {
    if (status.empty() || fromName<JobState>(status) || fromName<RunState>(status))
        return {};
    return fail(ErrorCode::InputInvalid, "status '" + status + "' is unknown",
                "one of disabled ready scheduled queued blocked running retrying completed failed cancelled timed_out "
                "skipped");
}

/// A place in the list of jobs: the name of the last one before it. No name holds a colon.
constexpr std::string_view kAfter = "after:";

Result<std::string> readNameCursor(const std::string& cursor) {
    if (cursor.empty() || cursor.starts_with(kAfter))
        return cursor.substr(std::min(cursor.size(), kAfter.size()));
    return fail(ErrorCode::InputInvalid, "the cursor '" + cursor + "' is not one of this list",
                "take next_cursor of the last answer as it is");
}

Result<std::int64_t> readCursor(const std::string& cursor) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), value);
    if (error != std::errc{} || end != cursor.data() + cursor.size())
        return fail(ErrorCode::InputInvalid, "the cursor '" + cursor + "' is not one of this list",
                    "take next_cursor of the last answer as it is");
    return value;
}

/// [first, second): the runs between the filter's instants, and older than the cursor. Instants become bounds of seq,
/// which rises with them, so that an old page costs no more than the newest.
Result<std::pair<std::int64_t, std::int64_t>> seqRange(sqlite::Database& db, const RunFilter& filter,
                                                       std::int64_t before) {
    std::pair<std::int64_t, std::int64_t> range{0, before};
    if (filter.since) {
        INFERNO_TRY(const auto first, db.integer("SELECT seq FROM runs WHERE queued_ms >= ? "
                                                 "ORDER BY queued_ms, seq LIMIT 1",
                                                 *filter.since));
        range.first = first.value_or(before);
    }
    if (filter.until) {
        INFERNO_TRY(const auto last, db.integer("SELECT seq FROM runs WHERE queued_ms < ? "
                                                "ORDER BY queued_ms DESC, seq DESC LIMIT 1",
                                                *filter.until));
        range.second = std::min(before, last.value_or(-1) + 1);
    }
    return range;
}

/// The jobs whose runs the filter asks for, as a JSON array of ids; none where it asks for those of all jobs.
Result<std::optional<nlohmann::json>> jobsOf(sqlite::Database& db, const RunFilter& filter) {
    if (filter.job.empty() && filter.tag.empty() && filter.search.empty())
        return std::nullopt;
    std::string jobId;
    if (!filter.job.empty()) {
        INFERNO_TRY(jobId, jobIdOf(db, filter.job));
    }
    if (filter.tag.empty() && filter.search.empty())
        return nlohmann::json::array({jobId});
    // Of a tag's jobs, or of all.
    const std::string from = filter.tag.empty()
                                 ? "FROM jobs j WHERE ?2 = '' AND "
                                 : "FROM tags w CROSS JOIN jobs j ON j.id = w.job_id WHERE w.tag = ?2 AND ";
    INFERNO_TRY(auto query, db.prepare("SELECT id " + from + "deleted_ms IS NULL AND (?1 = '' OR id = ?1) AND " +
                                       std::string(kJobMatches)));
    query.bind(jobId, filter.tag, filter.search);
    nlohmann::json ids = nlohmann::json::array();
    for (;;) {
        INFERNO_TRY(const bool found, query.step());
        if (!found)
            return ids;
        ids.push_back(query.text(0));
    }
}

/// The numbers of the runs of a page. Of few jobs each one's newest are looked up; of many the newest of all are gone
/// through.
std::string pageOfRuns(const std::optional<nlohmann::json>& ids, std::optional<RunState> state) {
    const bool active = state && isActive(*state);
    // Each wish is in the text only where it is made, so that the planner takes the index that fits.
    std::string where = "seq >= ?1 AND seq < ?2";
    if (state)
        where += active ? " AND state = ?4 AND finished_ms IS NULL" : " AND state = ?4 AND finished_ms IS NOT NULL";
    if (ids && ids->size() <= kFewJobs)
        return "SELECT n.seq FROM json_each(?3) w JOIN runs n ON n.seq IN (SELECT seq FROM runs WHERE "
               "job_id = w.value AND " +
               where + " ORDER BY seq DESC LIMIT ?5) ORDER BY n.seq DESC LIMIT ?5";
    return "SELECT seq FROM runs " + std::string(active ? "INDEXED BY runs_active " : "") + "WHERE " + where +
           (ids ? " AND job_id IN (SELECT value FROM json_each(?3))" : "") + " ORDER BY seq DESC LIMIT ?5";
}

} // namespace

Result<Job> JobStore::job(const std::string& idOrName) const {
    return core_->read([&](sqlite::Database& db) -> Result<Job> {
        INFERNO_TRY(auto view, sqlite::Transaction::begin(db, sqlite::Transaction::Kind::Deferred));
        INFERNO_TRY(const auto id, jobIdOf(db, idOrName));
        INFERNO_TRY(auto query, db.prepare(std::string(kJobs) + "AND id = ?2"));
        INFERNO_CHECK(query.bind("", id).step());
        INFERNO_TRY(Job job, readJob(db, query));
        INFERNO_CHECK(correctNextRuns(db, std::span(&job, 1)));
        return job;
    });
}

Result<Page<Job>> JobStore::jobs(const JobFilter& filter) const {
    INFERNO_CHECK(checkStatus(filter.status));
    INFERNO_TRY(const int limit, checkedLimit(filter.limit));
    INFERNO_TRY(const std::string after, readNameCursor(filter.cursor));
    return core_->read([&](sqlite::Database& db) -> Result<Page<Job>> {
        INFERNO_TRY(auto view, sqlite::Transaction::begin(db, sqlite::Transaction::Kind::Deferred));
        INFERNO_TRY(auto query,
                    db.prepare(std::string(kJobs) +
                               "AND (?2 = '' OR state = ?2 OR (state IN ('ready', 'scheduled') AND last_state = ?2) "
                               "OR (?2 = 'skipped' AND 'skipped' = (SELECT r.state FROM runs r WHERE r.job_id = id "
                               "AND r.finished_ms IS NOT NULL ORDER BY r.seq DESC LIMIT 1))) "
                               "AND (?4 = '' OR EXISTS (SELECT 1 FROM tags t WHERE t.job_id = id AND t.tag = ?4)) "
                               "AND " +
                               std::string(kJobMatches) + " ORDER BY name LIMIT ?5"));
        query.bind(after, filter.status, filter.search, filter.tag, limit + 1);
        Page<Job> page;
        for (;;) {
            INFERNO_TRY(const bool found, query.step());
            if (!found)
                break;
            if (page.items.size() == static_cast<std::size_t>(limit)) {
                page.nextCursor = std::string(kAfter) + page.items.back().definition.name;
                break;
            }
            INFERNO_TRY(auto job, readJob(db, query));
            page.items.push_back(std::move(job));
        }
        INFERNO_CHECK(correctNextRuns(db, page.items));
        return page;
    });
}

Result<Run> JobStore::runById(const std::string& id) const {
    return core_->read([&](sqlite::Database& db) { return loadRun(db, id); });
}

Result<std::string> JobStore::outputsOf(const std::string& runId) const {
    return core_->read([&](sqlite::Database& db) -> Result<std::string> {
        INFERNO_TRY(auto query, db.prepare("SELECT body FROM outputs WHERE run_id = ?"));
        INFERNO_TRY(const bool found, query.bind(runId).step());
        return found ? query.text(0) : std::string();
    });
}

Result<std::optional<Run>> JobStore::newestRun(const std::string& jobId) const {
    return core_->read([&](sqlite::Database& db) { return jobs::newestRun(db, jobId, "true"); });
}

Result<Page<Run>> JobStore::runs(const RunFilter& filter) const {
    INFERNO_TRY(const int limit, checkedLimit(filter.limit));
    if (!filter.status.empty() && !fromName<RunState>(filter.status))
        return fail(ErrorCode::InputInvalid, "status '" + filter.status + "' is unknown",
                    "one of queued blocked running retrying completed failed cancelled timed_out skipped");
    std::int64_t before = std::numeric_limits<std::int64_t>::max();
    if (!filter.cursor.empty()) {
        INFERNO_TRY(before, readCursor(filter.cursor));
    }
    return core_->read([&](sqlite::Database& db) -> Result<Page<Run>> {
        INFERNO_TRY(const auto ids, jobsOf(db, filter));
        INFERNO_TRY(const auto range, seqRange(db, filter, before));
        INFERNO_TRY(auto query,
                    db.prepare("SELECT " + std::string(kRunColumns) +
                               ", r.seq FROM runs r JOIN jobs j ON j.id = r.job_id WHERE r.seq IN (" +
                               pageOfRuns(ids, fromName<RunState>(filter.status)) + ") ORDER BY r.seq DESC"));
        query.bind(range.first, range.second, ids ? ids->dump() : std::string(), filter.status, limit + 1);
        Page<Run> page;
        std::int64_t last = 0;
        for (;;) {
            INFERNO_TRY(const bool found, query.step());
            if (!found)
                return page;
            if (page.items.size() == static_cast<std::size_t>(limit)) {
                page.nextCursor = std::to_string(last);
                return page;
            }
            page.items.push_back(readRun(query));
            last = query.integer(kRunColumnCount);
        }
    });
}

Result<std::map<std::string, std::vector<Run>>> JobStore::recentRuns(std::span<const std::string> jobIds,
                                                                     int perJob) const {
    return core_->read([&](sqlite::Database& db) -> Result<std::map<std::string, std::vector<Run>>> {
        const nlohmann::json ids = std::vector<std::string>(jobIds.begin(), jobIds.end());
        // For each job a walk of `perJob` steps on the index (job_id, seq), not a sort of its history.
        INFERNO_TRY(auto query, db.prepare("SELECT " + std::string(kRunColumns) +
                                           " FROM json_each(?1) wanted JOIN jobs j ON j.id = wanted.value "
                                           "JOIN runs r ON r.seq IN (SELECT seq FROM runs WHERE job_id = j.id "
                                           "ORDER BY seq DESC LIMIT ?2) ORDER BY j.id, r.seq DESC"));
        query.bind(ids.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), perJob);
        INFERNO_TRY(auto runs, readRuns(query));
        std::map<std::string, std::vector<Run>> byJob;
        for (const std::string& id : jobIds)
            byJob[id];
        for (Run& run : runs)
            byJob[run.jobId].push_back(std::move(run));
        return byJob;
    });
}

Result<std::vector<Run>> JobStore::runsBetween(WallTime from, WallTime to, int limit) const {
    return core_->read([&](sqlite::Database& db) -> Result<std::vector<Run>> {
        INFERNO_TRY(auto query, db.prepare(selectRuns() + "WHERE r.queued_ms < ?2 AND r.seq IN ("
                                                          "SELECT seq FROM runs WHERE finished_ms >= ?1 "
                                                          "UNION SELECT seq FROM runs WHERE finished_ms IS NULL) "
                                                          "ORDER BY r.seq LIMIT ?3"));
        query.bind(from, to, limit);
        return readRuns(query);
    });
}

Result<std::vector<Edge>> JobStore::edges() const {
    return core_->read([&](sqlite::Database& db) -> Result<std::vector<Edge>> {
        INFERNO_TRY(auto query, db.prepare("SELECT d.parent_id, p.name, d.child_id, c.name, d.mode, d.armed_run "
                                           "FROM dependencies d JOIN jobs p ON p.id = d.parent_id "
                                           "JOIN jobs c ON c.id = d.child_id ORDER BY p.name, c.name"));
        std::vector<Edge> edges;
        for (;;) {
            INFERNO_TRY(const bool found, query.step());
            if (!found)
                return edges;
            edges.push_back({query.text(0), query.text(1), query.text(2), query.text(3),
                             fromName<DependsOn>(query.text(4)).value(), !query.isNull(5)});
        }
    });
}

} // namespace inferno::jobs
