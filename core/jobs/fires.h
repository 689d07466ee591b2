// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/jobs/calendar.h"
#include "core/jobs/transitions.h"

/// Internal to core/jobs: fires that are due, and what people changed about single ones.
namespace inferno::jobs {

struct DueSchedule {
    std::int64_t id = 0;
    std::string jobId;
    WallTime next{};
    Timing timing;
};

/// Why fires are missed although the service was there: no more than a slow pass, or a clock that was set.
inline constexpr std::string_view kLate = "late";

/// The run of a fire; with a time to start where the job's fires are spread (jitter).
NewRun runFor(const DueSchedule& schedule, const JobRow& job, WallTime fire);
/// The same for a fire that was moved.
NewRun movedRunFor(const DueSchedule& schedule, const JobRow& job, WallTime fire, WallTime to);

/// What is different about single fires: a look-up by schedule and fire.
class ExceptedFires {
public:
    struct One {
        std::optional<WallTime> to; ///< moved there; nothing: skipped
        bool done = false;          ///< it was made at its new time
        std::string by;
    };
    static Result<ExceptedFires> load(sqlite::Database& db);
    /// Null where the fire is as the schedule says.
    const One* find(std::int64_t scheduleId, WallTime fire) const;
    bool empty() const { return all_.empty(); }

private:
    std::map<std::pair<std::int64_t, WallTime>, One> all_;
};

/// The time of such a fire has come: a skipped one is recorded; a moved one waits for its new time, or had it before.
Result<void> recordExcepted(Change& change, const DueSchedule& schedule, const JobRow& job, WallTime fire,
                            const ExceptedFires::One& exception);
/// Moved fires whose new time has come. One that is late is missed, and the job's misfire policy has the word; where it
/// may not run, it is skipped with `cause`. Returns how many there were.
Result<int> recordMoved(Change& change, const std::string& cause, const CatchUp& bounds, const Blackouts& blackouts);

/// Fires in [from, to) of all enabled jobs, or of one.
Result<Occurrences> occurrencesBetween(sqlite::Database& db, WallTime from, WallTime to, int limit,
                                       const std::string& jobId = {});
/// Corrects the next fire of jobs of which single fires are not as planned.
Result<void> correctNextRuns(sqlite::Database& db, std::span<Job> jobs);

} // namespace inferno::jobs
