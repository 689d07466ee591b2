// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

#include "core/schedule/zone.h"
#include "services/client/types.h"
#include "services/client/types_calendar.h"

namespace inferno::models {

/// What may go wrong with a job's planned runs, worst first.
enum class Risk { None, ClockChange, Blackout, Collision };

struct JobRisk {
    Risk kind = Risk::None;
    QString text; ///< what, and when, in a sentence
};

/// By the names of jobs, from the plan of the time after `now`: fires that the clock moves, that a blackout swallows,
/// or that find no free worker. Jobs without a risk are not in it. Pure; O(planned runs + slots).
QHash<QString, JobRisk> risksOf(const client::CalendarView& plan, const QList<client::Job>& jobs,
                                const schedule::Zone& zone, WallTime now);

} // namespace inferno::models
