// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>

#include "core/jobs/job.h"
#include "core/sqlite/database.h"

namespace inferno::jobs {

/// What one run gets in the place of what its job says: values of the parameters of the job's template, and variables
/// of the environment. Both reach the command as variables. They stay with the run, for its attempts and retries.
struct RunValues {
    std::map<std::string, std::string> params;
    std::map<std::string, std::string> env;

    bool empty() const { return params.empty() && env.empty(); }
    bool operator==(const RunValues&) const = default;
};

/// Whether a run of this job may get these values. Errors: job.invalid for a parameter that the job's template has not,
/// and what `validated` says of the environment.
Result<void> checkValues(const RunValues& values, const JobDefinition& job);
/// ", with retention_days=7, another DEBUG": of the environment only names, its values may be secrets. "" for none.
std::string inWords(const RunValues& values);

// Internal to core/jobs: of a run's row.
Result<void> storeValues(sqlite::Database& db, const std::string& runId, const RunValues& values);
Result<RunValues> loadValues(sqlite::Database& db, const std::string& runId);

} // namespace inferno::jobs
