// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "services/client/client.h"
#include "services/client/types_plan.h"
#include "services/definitions/crontab_jobs.h"

/// A crontab taken over by a service, over its public API: what the command line and the window do.
namespace inferno::definitions {

struct ImportOptions {
    std::string timezone; ///< of schedules without CRON_TZ
    std::string user;     ///< whose jobs the service runs
    std::string prefix{}; ///< names of jobs begin with it
    bool anyUser = false; ///< also take lines of other users
    bool dryRun = true;   ///< change nothing
};

struct ImportPlan {
    std::vector<CrontabLine> lines;
    client::ApplyAnswer answer;
    /// What is done with a line: "create", "change", "unchanged"; "not imported"; "setting".
    std::string actionOf(const CrontabLine& line) const;
};

/// As readCrontab; one that starts nothing is input.invalid.
Result<Crontab> readForImport(std::string_view text, bool system);
/// Errors: those of a job that is refused (then nothing is changed), those of the service.
Result<ImportPlan> importCrontab(client::Client& service, const Crontab& crontab, const ImportOptions& options);

/// Whose jobs a service runs: the owner of its data root, or, where that is not on this machine, who asks.
std::string userOfService(const std::string& dataRoot);

} // namespace inferno::definitions
