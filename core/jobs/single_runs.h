// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/jobs/job_store.h"
#include "core/jobs/run_values.h"

namespace inferno::jobs {

/// One attempt of a run: from the launch that began it to its end.
struct Attempt {
    int number = 0; ///< from 1
    RunState state = RunState::Running;
    WallTime started{};
    std::optional<WallTime> finished;
    std::optional<int> exitCode;
    std::optional<int> signal;
    std::string reason;
};

/// A run that came of another one: started by its end, or a new try of it.
struct RunAfter {
    std::string of; ///< id of that other run
    Run run;
};

/// A run, what it came of and what came of it.
struct RunTimeline {
    Run run;
    RunValues values; ///< its own, in the place of the job's
    std::vector<Attempt> attempts;
    std::vector<Run> before; ///< the runs whose ends started it, by the time; of a retry the run that it tries again
    std::vector<RunAfter> after; ///< nearest first; directly and through others
};

/// What people ask of single runs. Safe from any thread.
class SingleRuns {
public:
    explicit SingleRuns(JobStore& store);

    /// As JobStore::run, with values for this run alone. Errors: those of checkValues.
    Result<Changed> start(const std::string& job, const RunValues& values, const Request& request);

    /// At most `limit` runs after it. Looks for them among the jobs that depend on its job now, and in each of these
    /// among the 500 runs that follow. Error: run.unknown.
    Result<RunTimeline> timeline(const std::string& runId, int limit = 200) const;

private:
    StoreCore& core_;
};

} // namespace inferno::jobs
