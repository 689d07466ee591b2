// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include "core/schedule/cron_expression.h"

/// How the fields of a cron expression are written, for the parts of ScheduleBuilder. Pure.
namespace inferno::models {

/// The last value that a strip shows: weekdays end on Saturday, since 7 is Sunday again.
int lastOf(schedule::Field field);
/// The shortest plain text of a set of values: "*", "*/15", "1-5", "0,30". `values` ascending.
QString fieldText(schedule::Field field, const QList<int>& values);
bool isNumber(const QString& text);
/// Begins as a step over all values does.
bool isStep(const QString& text);

} // namespace inferno::models
