// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <span>
#include <vector>

#include "core/schedule/recurrence.h"
#include "services/client/types.h"

namespace inferno::models {

/// When the schedules of many jobs start them in a typical week, for somebody who looks for room. Jobs with the same
/// schedule are worked out once; ten thousand jobs take a second at the worst, so that it is made in another thread.
/// Immutable.
class ScheduleCrowd {
public:
    ScheduleCrowd() = default;
    /// The enabled ones of `jobs` but for `without`. The week begins at `from`; hours are those of the clock in `zone`.
    static ScheduleCrowd of(std::span<const client::JobDefinition> jobs, const std::string& without,
                            const schedule::Zone& zone, WallTime from);

    /// How many jobs start at least once in each hour: 7 × 24 from Monday.
    const std::array<int, 168>& perHour() const { return perHour_; }
    int most() const;
    /// How many jobs start in the minute that begins at `time`. O(distinct schedules).
    int startingAt(WallTime time) const;

private:
    struct Group {
        schedule::Recurrence recurrence;
        schedule::Zone zone;
        int jobs = 0;
    };
    std::vector<Group> groups_;
    std::array<int, 168> perHour_{};
};

} // namespace inferno::models
