// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <variant>
#include <vector>

#include "core/schedule/recurrence.h"

namespace inferno::schedule {

/// A time in which schedules do not fire: once, again and again, or on the days of a calendar. Immutable value; safe
/// from any thread. Cost of `covers`: two fire times of a cron expression at most.
class Blackout {
public:
    /// From one instant to another, the second excluded.
    struct Once {
        WallTime from{};
        WallTime to{};
    };
    /// From each time of a recurrence on, for so long.
    struct Again {
        Recurrence begins;
        std::chrono::milliseconds length{0};
    };
    /// Whole days by the clock of the zone: holidays.
    struct Days {
        std::set<std::chrono::local_days> days;
    };
    using When = std::variant<Once, Again, Days>;

    /// Errors: input.invalid for a time that ends before it begins, a length that is none or over 366 days, or no day.
    static Result<Blackout> of(When when, Zone zone);
    bool covers(WallTime time) const;

private:
    Blackout(When when, Zone zone) : when_(std::move(when)), zone_(std::move(zone)) {}

    When when_;
    Zone zone_;
};

/// Days as people keep them in a file: a line each, "2026-12-25" and whatever follows it; empty lines, lines that begin
/// with # and the rest of iCalendar files (of which DTSTART of whole days is read) are passed over. Error:
/// input.invalid with the line, if there is no day at all or a date that is none.
Result<std::set<std::chrono::local_days>> readDays(std::string_view text);

} // namespace inferno::schedule
