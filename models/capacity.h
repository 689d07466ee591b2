// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QTimeZone>

#include "core/base/clock.h"
#include "services/client/types_calendar.h"

namespace inferno::models {

/// How many workers are busy on average in each part of a time, from what ran and what is planned (by its usual
/// duration). Values that do not apply are NaN: `busy` ends with the part of now, where `forecast` begins.
struct Capacity {
    QList<double> busy;
    QList<double> forecast;
    int workers = 0;
    double nowAt = -1; ///< 0..1 of the time; -1: it is not in it
    double top = 1;    ///< of a scale that holds all of it and the workers: a multiple of 4
    double most = 0;   ///< the highest forecast
};

/// O(items × parts that each lasts).
Capacity capacityOf(const client::CalendarView& view, WallTime now);

} // namespace inferno::models
