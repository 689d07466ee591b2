// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/schedule/recurrence.h"

namespace inferno::schedule {

/// The schedule in one English sentence without a full stop: "Weekdays at 09:15", "Every 15 minutes",
/// "At 02:00 on day 1 or on Mondays", "Never: no month has that day". Pure; safe from any thread.
std::string describe(const CronExpression& expression);
/// The same of any recurrence: "Every 1 h 30 min", "When the machine has started".
std::string describe(const Recurrence& recurrence);

/// One field, for a person who reads the expression or builds it.
struct FieldExplanation {
    Field field;
    std::string text;        ///< as written: "1-5"
    std::vector<int> values; ///< ascending; Sunday is 0
    bool all = false;        ///< every value of the field
    std::string words;       ///< "Monday to Friday"
};
/// The five fields in order.
std::vector<FieldExplanation> explain(const CronExpression& expression);

} // namespace inferno::schedule
