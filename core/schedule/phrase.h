// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.h"

namespace inferno::schedule {

/// A schedule said in plain English as a cron expression: "weekdays 9:15", "every 15 minutes from 9 to 17",
/// "sundays at 2:30 and on the 1st", "1st of every quarter at noon", "monthly". A fixed grammar without any guessing:
/// the same words always mean the same, and what it does not know it names. What is not said is: minute 0, every day;
/// a day without a time is at midnight. Pure; safe from any thread.
///
/// Errors: cron.syntax for a word that it does not know, or for words that no one expression can hold (two times with
/// different minutes and hours, holidays); cron.range for a number that no clock or calendar has.
Result<std::string> cronOfPhrase(std::string_view phrase);

} // namespace inferno::schedule
