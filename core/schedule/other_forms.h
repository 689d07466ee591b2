// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/schedule/recurrence.h"

/// A schedule as other programs write it, to be copied. Pure; safe from any thread.
namespace inferno::schedule {

/// Lines for crontab(5) of cronie: the zone as CRON_TZ, then the expression and the command, whose % is escaped and
/// whose line breaks become "; ". "" where cron cannot say it: seconds, L, W, #, intervals that are not minutes of the
/// hour.
std::string crontabOf(const Recurrence& recurrence, const Zone& zone, std::string_view command);

/// The [Timer] section of a systemd.timer(5): OnCalendar= in the zone, twice where a day of the month *or* a weekday is
/// enough; OnBootSec= for @reboot. "" where systemd cannot say it: W, #, intervals. What systemd does at a change of
/// the clock differs from cron: a time that is skipped comes at the end of the gap as well, one that comes twice is run
/// once.
std::string systemdTimerOf(const Recurrence& recurrence, const Zone& zone);

} // namespace inferno::schedule
