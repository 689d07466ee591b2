// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "app/cli/context.h"

namespace inferno::cli {

/// The options of `batch-queue create` and `update` that define a job.
struct JobOptions {
    std::string name, command, runAt, timezone, dependsMode, dependsJoin, timeout, grace, retryDelay, retryMaxDelay,
        jitter, condition, priority, misfire, overlap, workdir, starts, ends, pool, queuedTimeout, retryOn, memoryLimit,
        templateName, executor;
    std::vector<std::string> schedules, moreSchedules, dependsOn, environment, tags, params;
    int retryAttempts = 0;
    int cronFields = 5;
    int maxRuns = 0;
    int maxParallel = 0;
    double retryBackoff = 0;
    double cpuLimit = 0;
    bool gpu = false, enabled = false, disabled = false, cronExtensions = false, ignoreBlackouts = false;
};

void addJobOptions(CLI::App& command, JobOptions& options);

/// What was typed, and only that, as the fields of the API: durations in seconds, run_at as RFC 3339 in UTC. A list
/// given as one empty text becomes empty. Errors: duration.invalid, size.invalid, time.invalid, input.invalid,
/// cron.zone.
Result<nlohmann::json> typedFields(const CLI::App& command, const JobOptions& options, Context& context);

/// What was typed for one run alone, as `--param` and `--env`, as the API takes it. Error: input.invalid.
Result<nlohmann::json> runValues(const std::vector<std::string>& params, const std::vector<std::string>& environment);

} // namespace inferno::cli
