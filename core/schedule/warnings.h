// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/schedule/cron_expression.h"

namespace inferno::schedule {

enum class WarningKind {
    NeverFires,   ///< no calendar has such a day
    EitherDay,    ///< day of month OR day of week, where people expect AND
    StepTooLarge, ///< a step beyond its range leaves the first value alone
    UnevenStep,   ///< the step starts again with each hour or day: */35 is 0 and 35
    SkippedHour,  ///< at the next change forward, fires fall into the hour that is skipped
    RepeatedHour, ///< at the next change backward, fires fall into the hour that comes twice
};
/// Stable text id: "never_fires", "either_day", …
std::string_view idOf(WarningKind kind);

/// Something that is allowed, and rarely meant.
struct Warning {
    WarningKind kind;
    std::string text; ///< what happens, with dates and times, in one English sentence
};

/// What a person should know before this schedule is used: in the order of the enumeration. The clock's changes are
/// looked for in the 400 days after `from`. Safe from any thread.
std::vector<Warning> warningsOf(const CronExpression& expression, const Zone& zone, WallTime from);

} // namespace inferno::schedule
