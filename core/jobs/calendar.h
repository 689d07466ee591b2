// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/jobs/job_store.h"

namespace inferno::jobs {

/// A fire that is to come, at its time: one that was skipped keeps its place, one that was moved stands at the new one.
struct Occurrence {
    std::string jobId;
    std::string job; ///< name
    WallTime at{};
    WallTime fire{};      ///< as the schedule says; another than `at` where it was moved
    bool skipped = false; ///< it will not start: somebody took it out
    std::string blackout; ///< it will not start, and why; "" if it will
};

struct Occurrences {
    std::vector<Occurrence> items;        ///< in order of `at`
    std::optional<WallTime> completeTo{}; ///< before the end of what was asked for, where the limit was reached
};

/// One fire of a job that is not made as its schedule says.
struct FireException {
    std::string jobId;
    std::string job;
    WallTime fire{};            ///< as the schedule says
    std::optional<WallTime> to; ///< moved there; nothing: skipped
    std::string by;             ///< who asked
};

/// Runs in a part of the time, counted in indexes.
struct RunCount {
    WallTime from{};
    int runs = 0;   ///< queued in it, skipped ones left out
    int failed = 0; ///< failed or timed out in it
};

struct JobCount {
    std::string jobId;
    std::string job;
    int runs = 0;
};

/// Past and future of the jobs on one axis, and single fires that are skipped or moved. Of the fires of several
/// schedules of a job at one instant an exception holds for all. A skipped fire becomes a skipped run at its time; a
/// moved one becomes one run at the new time, which keeps the instant that the schedule gave (`scheduledFor`), so that
/// UNIQUE(schedule, fire) holds for both. An exception goes with its schedule, and is over with its times. Each change
/// is one transaction with its event. Safe from any thread.
class Calendar {
public:
    explicit Calendar(JobStore& store);

    /// The fire is not made. Errors: job.unknown; input.invalid where the job has no such fire to come.
    Result<Changed> skip(const std::string& job, WallTime fire, const Request& request);
    /// The fire is made at `to` instead, once. `fire` is the one that the schedule gives, also where it was moved
    /// before. Errors: as skip, and input.invalid for a time that is over or beyond 400 days.
    Result<Changed> move(const std::string& job, WallTime fire, WallTime to, const Request& request);
    /// The fire is made as its schedule says. Errors: input.invalid where nothing is different about it; run.state
    /// where its own time is over.
    Result<Changed> restore(const std::string& job, WallTime fire, const Request& request);
    /// Those whose times are not over, by time; of all jobs where `job` is "". Error: job.unknown.
    Result<std::vector<FireException>> exceptions(const std::string& job = {}) const;

    /// Fires of enabled jobs in [from, to), at most `limit`.
    Result<Occurrences> occurrences(WallTime from, WallTime to, int limit) const;
    /// How many runs each job has that were queued in [from, to); those with none are left out.
    Result<std::vector<JobCount>> countByJob(WallTime from, WallTime to) const;
    /// The runs of these jobs that were active at some time in [from, to), oldest first, at most `limit`.
    Result<std::vector<Run>> runsOf(const std::vector<std::string>& jobIds, WallTime from, WallTime to,
                                    int limit) const;
    /// The runs of all jobs, in parts of so many milliseconds from `from` on.
    Result<std::vector<RunCount>> countByTime(WallTime from, WallTime to, std::chrono::milliseconds part) const;

private:
    StoreCore& core_;
};

} // namespace inferno::jobs
