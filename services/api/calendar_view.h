// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

#include "core/base/clock.h"
#include "core/base/error.h"
#include "services/client/types_calendar.h"

namespace inferno::jobs {
class JobStore;
}

namespace inferno::api {

/// Which part of the time a calendar shows, and how much of it one by one.
struct CalendarWish {
    WallTime from{};
    WallTime to{};
    std::chrono::milliseconds part{0};
    WallTime now{};
    int workers = 0;
};

/// Jobs that run more than six times a day (of a shorter time: more than six times in it) are counted, all others'
/// runs and fires are items, at most 5,000: where there are more, those of the jobs that run most are counted too.
Result<client::CalendarView> calendarView(jobs::JobStore& store, const CalendarWish& wish);

} // namespace inferno::api
