// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/schedule/recurrence.h"
#include "core/schedule/warnings.h"
#include "services/client/types.h"

namespace inferno::models {

/// core/schedule/words.h in the language of the window. In English both say the same, and a test holds them together;
/// other languages put the parts in an order of their own. Pure; safe from any thread.
QString describe(const schedule::CronExpression& expression);
QString describe(const schedule::Recurrence& recurrence);
/// What one field says: "Monday to Friday".
QString fieldWords(const schedule::CronExpression& expression, schedule::Field field);

/// What may surprise: in English with its dates and values, elsewhere in general.
QString warningWords(const schedule::Warning& warning);

/// When a job runs: "Weekdays at 09:15", "After NAME", "On request". In English as the service says it.
QString scheduleWords(const client::Job& job);

} // namespace inferno::models
