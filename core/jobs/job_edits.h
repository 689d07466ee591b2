// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "core/jobs/rows.h"

/// Internal to core/jobs: what is done to one job, within a change that somebody else began. Each writes its events.
namespace inferno::jobs {

class Change;

/// REQUIRES a name that no job has. Errors: job.unknown for a parent, job.cycle, job.invalid for what the rest of the
/// queue does not allow.
Result<JobRow> insertJob(Change& change, const JobDefinition& definition, bool enabled);
/// REQUIRES that `enabled` is another than now.
Result<void> switchJob(Change& change, const JobRow& job, bool enabled);
/// Nothing where `after` is the same. Errors: as of insertJob.
Result<void> updateJob(Change& change, const JobRow& job, const JobDefinition& after);
/// Keeps what the queue's defaults are now: what a definition given now leaves out.
Result<void> noteDefaults(Change& change, const std::string& jobId);
/// Errors: job.has_dependents; run.state while a run is running.
Result<void> removeJob(Change& change, const JobRow& job);
/// The fields whose values differ: {"timeout": {"old", "new"}}. No values of the environment, which may be secrets.
nlohmann::json changedFields(const JobDefinition& before, const JobDefinition& after);

} // namespace inferno::jobs
