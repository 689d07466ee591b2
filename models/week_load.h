// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include "core/schedule/recurrence.h"

namespace inferno::models {

/// The cells (weekday × 24 + hour, Monday first, in `zone`) in which a schedule fires at least once in the seven days
/// after `from`; each cell once, ascending. At most 168 lookups: after a fire the rest of its hour is passed over.
QList<int> hoursOfWeek(const schedule::Recurrence& recurrence, const schedule::Zone& zone, WallTime from);

} // namespace inferno::models
