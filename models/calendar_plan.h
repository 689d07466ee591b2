// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/base/clock.h"
#include "services/client/types.h"
#include "services/client/types_calendar.h"

namespace inferno::models {

/// The plan as the definitions have it, for when no service answers: fires of enabled jobs in [from, to) after `now`,
/// and none of what ran. Jobs that fire more than six times a day in [from, to) are only counted. Pure.
client::CalendarView planOf(std::span<const client::Job> jobs, WallTime from, WallTime to, WallTime now,
                            std::chrono::seconds part);

/// The times of a blackout in [from, to), in order, at most 1,000.
struct BlackoutSpan {
    WallTime from{};
    WallTime to{};
};
std::vector<BlackoutSpan> spansOf(const client::Blackout& blackout, WallTime from, WallTime to);

/// How the runs of a part of the time use the workers.
struct Load {
    WallTime from{};
    std::chrono::seconds slot{900};
    std::vector<double> wanted; ///< runs at once in each slot
    double highest(WallTime from, WallTime to) const;
};
Load loadOf(const client::CalendarView& view, WallTime now, std::chrono::seconds slot);

/// Where more is planned at once than there are workers.
struct Conflict {
    WallTime from{}; ///< of the slots in which it is so
    WallTime to{};
    double wanted = 0;
    std::vector<std::size_t> items; ///< of the view: planned runs that begin then, latest first
    /// What helps: so many of `items` begin so much later. Nothing where two hours do not suffice.
    std::size_t moved = 0;
    std::optional<std::chrono::minutes> by;
};
/// The first one after `now`.
std::optional<Conflict> conflictOf(const client::CalendarView& view, WallTime now);

} // namespace inferno::models
