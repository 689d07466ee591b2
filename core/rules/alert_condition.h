// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>

#include "core/rules/metrics.h"

/// Conditions of alert rules: one figure, a bound, and a time. Pure; safe from any thread.
namespace inferno::rules {

/// What a rule looks at: the queue and its machine, or the events of the audit trail.
enum class AlertScope { Queue, Audit };
/// "queue", "audit".
std::string_view nameOf(AlertScope scope);

/// Counted over a time ("failure_rate > 0.10 in 1h"), or a level that holds for one ("cpu_usage > 90% for 5m").
enum class AlertTime { In, For };

struct AlertFigure {
    std::string_view name;
    AlertScope scope;
    AlertTime time;
    Kind kind;  ///< Percent of a counted share is written as 0.10 or as 10%
    bool share; ///< a plain number is 0 to 1
    std::string_view says;
};
/// All but the figures of the machine (metrics.h), which are levels of the queue's scope.
std::span<const AlertFigure> alertFigures();

/// Immutable once parsed.
struct AlertCondition {
    std::string text;       ///< as it was written, blanks at both ends left out
    std::string figure;     ///< its name in the list
    std::string comparison; ///< > >= < <= == !=
    double value = 0;       ///< in the figure's unit: percent, bytes, seconds, a number
    AlertTime time = AlertTime::For;
    std::chrono::milliseconds window{0}; ///< 0: a level that is acted on at once
};

/// Reads FIGURE COMPARISON VALUE [in|for DURATION]. What is counted needs `in`, a level may have `for`. At most 1,024
/// bytes; O(length). Error: condition.invalid, naming the column (from 1) and what was expected there.
Result<AlertCondition> parseAlertCondition(std::string_view text, AlertScope scope);

} // namespace inferno::rules
