// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>
#include <string>

#include "core/jobs/job_store.h"
#include "core/jobs/store_core.h"

/// JobStore: letting go of the history that nobody needs any more.
namespace inferno::jobs {
namespace {

constexpr int kMostPerBatch = 1000;

/// What must stay of the ended runs r, whatever their age: the newest of a job, and the newest that was not skipped
/// (its edges and `retry` look at them); a run that arms an edge; one whose parents' runs are still there, which keeps
/// those from starting the job once more; one that an Idempotency-Key answers with.
constexpr std::string_view kIsNewest =
    "(j.deleted_ms IS NULL AND NOT ("
    "EXISTS (SELECT 1 FROM runs n WHERE n.job_id = r.job_id AND n.seq > r.seq AND n.finished_ms IS NOT NULL) "
    "AND (r.state = 'skipped' OR EXISTS (SELECT 1 FROM runs n WHERE n.job_id = r.job_id AND n.seq > r.seq "
    "AND n.finished_ms IS NOT NULL AND n.state <> 'skipped'))))";
constexpr std::string_view kIsOfEdge =
    "(j.deleted_ms IS NULL AND ("
    "EXISTS (SELECT 1 FROM dependencies d WHERE d.parent_id = r.job_id AND d.armed_run = r.id) "
    "OR (r.armed_by IS NOT NULL AND EXISTS (SELECT 1 FROM json_each('[\"' || replace(r.armed_by, ',', '\",\"') || "
    "'\"]') e JOIN runs p ON p.id = e.value))))";
constexpr std::string_view kIsPromised = "r.id IN (SELECT run_id FROM idempotency)";

std::string mayGo() {
    return "r.finished_ms IS NOT NULL AND NOT " + std::string(kIsNewest) + " AND NOT " + std::string(kIsOfEdge) +
           " AND NOT " + std::string(kIsPromised) + " ";
}

struct Candidate {
    std::int64_t seq = 0;
    std::string id;
};

Result<std::vector<Candidate>> candidatesOf(sqlite::Statement& query) {
    std::vector<Candidate> found;
    for (;;) {
        INFERNO_TRY(const bool more, query.step());
        if (!more)
            return found;
        found.push_back({query.integer(0), query.text(1)});
    }
}

/// Ended before `limits.endedBefore`, oldest first.
Result<std::vector<Candidate>> tooOld(sqlite::Database& db, WallTime endedBefore, int limit) {
    INFERNO_TRY(auto query, db.prepare("SELECT r.seq, r.id FROM runs r JOIN jobs j ON j.id = r.job_id "
                                       "WHERE r.finished_ms < ? AND " +
                                       mayGo() + "ORDER BY r.finished_ms LIMIT ?"));
    query.bind(endedBefore, limit);
    return candidatesOf(query);
}

/// Older than the newest `keep` ended runs of their job.
Result<std::vector<Candidate>> tooMany(sqlite::Database& db, int keep, int limit) {
    INFERNO_TRY(auto query, db.prepare("SELECT r.seq, r.id FROM jobs j JOIN runs r INDEXED BY runs_job "
                                       "ON r.job_id = j.id AND r.seq < (SELECT k.seq FROM runs k "
                                       "WHERE k.job_id = j.id AND k.finished_ms IS NOT NULL "
                                       "ORDER BY k.seq DESC LIMIT 1 OFFSET ?) WHERE " +
                                       mayGo() + "LIMIT ?"));
    query.bind(keep - 1, limit);
    return candidatesOf(query);
}

/// The runs that events tell of which have not reached the vault.
Result<std::set<std::string>> runsInOutbox(Change& change) {
    INFERNO_TRY(auto query, change.db.prepare("SELECT number, body FROM outbox"));
    std::set<std::string> runs;
    for (;;) {
        INFERNO_TRY(const bool found, query.step());
        if (!found)
            return runs;
        const auto number = static_cast<std::uint64_t>(query.integer(0));
        INFERNO_TRY(const Bytes body, change.options().cipher.open(number, query.blob(1)));
        const auto row = nlohmann::json::parse(body.begin(), body.end(), nullptr, false);
        static const nlohmann::json::json_pointer kRun("/event/details/run_id");
        if (row.is_object() && row.contains(kRun) && row.at(kRun).is_string())
            runs.insert(row.at(kRun).get<std::string>());
    }
}

} // namespace

Result<std::vector<std::string>> JobStore::forgetRuns(const HistoryLimits& limits) {
    const Actor nobody;
    return core_->change(nobody, [&](Change& change) -> Result<std::vector<std::string>> {
        std::vector<Candidate> found;
        if (limits.endedBefore) {
            INFERNO_TRY(found, tooOld(change.db, *limits.endedBefore, kMostPerBatch));
        }
        if (found.empty() && limits.keepPerJob > 0) {
            INFERNO_TRY(found, tooMany(change.db, limits.keepPerJob, kMostPerBatch));
        }
        std::vector<std::string> gone;
        if (found.empty())
            return gone;
        INFERNO_TRY(const auto told, runsInOutbox(change));
        for (const Candidate& run : found) {
            if (told.contains(run.id))
                continue;
            INFERNO_CHECK(change.db.run("DELETE FROM launches WHERE run_id = ?", run.id));
            INFERNO_CHECK(change.db.run("DELETE FROM outputs WHERE run_id = ?", run.id));
            INFERNO_CHECK(change.db.run("DELETE FROM runs WHERE seq = ?", run.seq));
            gone.push_back(run.id);
        }
        return gone;
    });
}

Result<KeptRuns> JobStore::keptRuns(const HistoryLimits& limits) const {
    return core_->read([&](sqlite::Database& db) -> Result<KeptRuns> {
        INFERNO_TRY(auto query, db.prepare("WITH beyond AS (SELECT seq FROM runs WHERE finished_ms < ?1 UNION "
                                           "SELECT o.seq FROM jobs p JOIN runs o INDEXED BY runs_job ON "
                                           "o.job_id = p.id AND o.seq < (SELECT k.seq FROM runs k WHERE "
                                           "k.job_id = p.id AND k.finished_ms IS NOT NULL ORDER BY k.seq DESC "
                                           "LIMIT 1 OFFSET ?2 - 1) WHERE ?2 > 0 AND o.finished_ms IS NOT NULL) "
                                           "SELECT CASE WHEN " +
                                           std::string(kIsNewest) + " THEN 0 WHEN " + std::string(kIsOfEdge) +
                                           " THEN 1 WHEN " + std::string(kIsPromised) +
                                           " THEN 2 ELSE 3 END AS why, count(*) FROM beyond b JOIN runs r ON "
                                           "r.seq = b.seq JOIN jobs j ON j.id = r.job_id GROUP BY why"));
        query.bind(limits.endedBefore, limits.keepPerJob);
        KeptRuns kept;
        for (;;) {
            INFERNO_TRY(const bool found, query.step());
            if (!found)
                return kept;
            int* const counts[] = {&kept.newest, &kept.edges, &kept.idempotency, &kept.undelivered};
            *counts[query.integer(0)] = static_cast<int>(query.integer(1));
        }
    });
}

} // namespace inferno::jobs
