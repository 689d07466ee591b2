// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/rows.h"

#include <nlohmann/json.hpp>

namespace inferno::jobs {

const std::string_view kRunColumns =
    "r.id, r.job_id, j.name, r.state, r.trigger, r.attempt, 1 + json_extract(j.definition, '$.retry_attempts'), "
    "r.launch, r.scheduled_for_ms, r.queued_ms, r.not_before_ms, r.started_ms, r.finished_ms, r.exit_code, r.signal, "
    "r.reason, r.retry_of, r.requested_by, r.cancel_ms, r.progress, r.missed, r.missed_since_ms, r.cause, r.limits, "
    "r.dropped_bytes";

std::string selectRuns() {
    return "SELECT " + std::string(kRunColumns) + " FROM runs r JOIN jobs j ON j.id = r.job_id ";
}

Run readRun(const sqlite::Statement& row) {
    const auto narrow = [](std::optional<std::int64_t> value) {
        return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
    };
    Run run;
    run.id = row.text(0);
    run.jobId = row.text(1);
    run.job = row.text(2);
    run.state = fromName<RunState>(row.text(3)).value();
    run.trigger = fromName<Trigger>(row.text(4)).value();
    run.attempt = static_cast<int>(row.integer(5));
    run.attemptsMax = static_cast<int>(row.maybeInteger(6).value_or(1));
    run.launch = static_cast<int>(row.integer(7));
    run.scheduledFor = row.maybeTime(8);
    run.queued = row.time(9);
    run.notBefore = row.maybeTime(10);
    run.started = row.maybeTime(11);
    run.finished = row.maybeTime(12);
    run.exitCode = narrow(row.maybeInteger(13));
    run.signal = narrow(row.maybeInteger(14));
    run.reason = row.text(15);
    run.retryOf = row.text(16);
    run.requestedBy = row.text(17);
    run.cancelRequested = !row.isNull(18);
    run.progress = row.maybeReal(19);
    run.missed = static_cast<int>(row.integer(20));
    run.missedSince = row.maybeTime(21);
    run.cause = row.text(22);
    run.limits = row.text(23);
    run.droppedBytes = static_cast<std::uint64_t>(row.integer(24));
    return run;
}

Result<std::vector<Run>> readRuns(sqlite::Statement& query) {
    std::vector<Run> runs;
    for (;;) {
        INFERNO_TRY(const bool found, query.step());
        if (!found)
            return runs;
        runs.push_back(readRun(query));
    }
}

Result<Run> loadRun(sqlite::Database& db, const std::string& id) {
    INFERNO_TRY(auto query, db.prepare(selectRuns() + "WHERE r.id = ?"));
    INFERNO_TRY(const bool found, query.bind(id).step());
    if (!found)
        return fail(ErrorCode::RunUnknown, "no run has the id '" + id + "'", "inferno batch-queue runs lists them");
    return readRun(query);
}

Result<std::optional<Run>> newestRun(sqlite::Database& db, const std::string& jobId, std::string_view condition) {
    INFERNO_TRY(auto query, db.prepare(selectRuns() + "WHERE r.job_id = ? AND (" + std::string(condition) +
                                       ") ORDER BY r.seq DESC LIMIT 1"));
    INFERNO_TRY(const bool found, query.bind(jobId).step());
    if (!found)
        return std::nullopt;
    return readRun(query);
}

Result<std::string> jobIdOf(sqlite::Database& db, const std::string& idOrName) {
    const char* sql = idOrName.starts_with("job_") ? "SELECT id FROM jobs WHERE id = ? AND deleted_ms IS NULL"
                                                   : "SELECT id FROM jobs WHERE name = ? AND deleted_ms IS NULL";
    INFERNO_TRY(auto query, db.prepare(sql));
    INFERNO_TRY(const bool found, query.bind(idOrName).step());
    if (!found)
        return fail(ErrorCode::JobUnknown, "no job is called '" + idOrName + "'",
                    "inferno batch-queue list shows all jobs");
    return query.text(0);
}

Result<JobRow> loadJob(sqlite::Database& db, const std::string& idOrName) {
    INFERNO_TRY(auto id, jobIdOf(db, idOrName));
    INFERNO_TRY(auto query, db.prepare("SELECT definition, kind, enabled FROM jobs WHERE id = ?"));
    INFERNO_CHECK(query.bind(id).step());
    INFERNO_TRY(auto definition, readDefinition(db, id, query.text(0)));
    return JobRow{std::move(id), std::move(definition), fromName<CommandKind>(query.text(1)).value(),
                  query.integer(2) != 0};
}

Result<std::vector<Dependency>> loadDependencies(sqlite::Database& db, const std::string& jobId) {
    INFERNO_TRY(auto query, db.prepare("SELECT p.name, d.mode FROM dependencies d JOIN jobs p ON p.id = d.parent_id "
                                       "WHERE d.child_id = ? ORDER BY p.name"));
    query.bind(jobId);
    std::vector<Dependency> edges;
    for (;;) {
        INFERNO_TRY(const bool found, query.step());
        if (!found)
            return edges;
        edges.push_back({query.text(0), fromName<DependsOn>(query.text(1)).value()});
    }
}

Result<JobDefinition> readDefinition(sqlite::Database& db, const std::string& jobId, const std::string& stored) {
    const auto document = nlohmann::json::parse(stored, nullptr, false);
    const JobDefinition empty;
    auto definition = readFields(document, empty, empty);
    if (!definition)
        return failBecause(definition.error(), ErrorCode::DbFailed,
                           "the stored definition of " + jobId + " cannot be read: " + definition.error().detail);
    INFERNO_TRY(definition->dependsOn, loadDependencies(db, jobId));
    return definition;
}

std::string storedForm(const JobDefinition& definition) {
    nlohmann::json document = toJson(definition);
    document.erase("depends_on");
    return document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace inferno::jobs
