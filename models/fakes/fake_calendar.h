// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

#include "models/fakes/sample.h"
#include "services/client/types_calendar.h"

namespace inferno::models::fakes {

/// What a service would say of the sample: its runs, the fires of its jobs with what was changed about single ones, and
/// counts of the jobs that run often. The load has a made-up share, so that a night is busier than a day and one hour
/// of the last Sunday of March wants more than there is.
client::CalendarView calendarViewOf(const Sample& sample, WallTime from, WallTime to, std::chrono::seconds part);

} // namespace inferno::models::fakes
