// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "core/jobs/job.h"
#include "core/sqlite/database.h"

/// Internal to core/jobs: how rows of inferno.db become values.
namespace inferno::jobs {

/// The columns that `readRun` takes, of `runs r JOIN jobs j ON j.id = r.job_id`.
extern const std::string_view kRunColumns;
inline constexpr int kRunColumnCount = 25;
/// "SELECT <columns> FROM runs r JOIN jobs j …", to be followed by WHERE.
std::string selectRuns();
Run readRun(const sqlite::Statement& row);
/// All rows of a query made with `selectRuns`.
Result<std::vector<Run>> readRuns(sqlite::Statement& query);
/// Error: run.unknown.
Result<Run> loadRun(sqlite::Database& db, const std::string& id);
/// The newest run of a job that fits `condition` (SQL over r), if any.
Result<std::optional<Run>> newestRun(sqlite::Database& db, const std::string& jobId, std::string_view condition);

/// A job without its state: what changes need.
struct JobRow {
    std::string id;
    JobDefinition definition;
    CommandKind kind = CommandKind::Shell;
    bool enabled = true;
};
/// By id or name. Error: job.unknown.
Result<JobRow> loadJob(sqlite::Database& db, const std::string& idOrName);
/// The id of a job that exists; `what` says who names it. Error: job.unknown.
Result<std::string> jobIdOf(sqlite::Database& db, const std::string& idOrName);
/// Parses the stored options; depends_on comes from the table.
Result<JobDefinition> readDefinition(sqlite::Database& db, const std::string& jobId, const std::string& stored);
/// Reads the fields that are there over `job`, without checking what they mean (what is stored was checked once).
Result<JobDefinition> readFields(const nlohmann::json& document, JobDefinition job, const JobDefinition& defaults);
/// What is stored of a definition: all but depends_on.
std::string storedForm(const JobDefinition& definition);
Result<std::vector<Dependency>> loadDependencies(sqlite::Database& db, const std::string& jobId);

} // namespace inferno::jobs
