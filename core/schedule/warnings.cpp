// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/schedule/warnings.h"

#include <algorithm>

namespace inferno::schedule {
namespace {

using std::chrono::days;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_seconds;
using namespace std::chrono_literals;

std::string clockTime(LocalSecond time) {
    const std::chrono::hh_mm_ss clock{std::chrono::floor<minutes>(time - std::chrono::floor<days>(time))};
    char text[16];
    std::snprintf(text, sizeof text, "%02d:%02d", static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()));
    return text;
}

std::string dateOf(LocalSecond time) {
    const std::chrono::year_month_day date{std::chrono::floor<days>(time)};
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text;
}

/// The first fitting reading of the clock in [from, to), if there is one.
std::optional<LocalMinute> fitsWithin(const CronExpression& expression, LocalSecond from, LocalSecond to) {
    const auto match = expression.firstMatch(std::chrono::ceil<minutes>(from));
    return match && LocalSecond{*match} < to ? match : std::nullopt;
}

void addSteps(const CronExpression& expression, std::vector<Warning>& large, std::vector<Warning>& uneven) {
    for (const Field field : kFields)
        for (const CronItem& item : expression.field(field).items) {
            const std::string step = "/" + std::to_string(item.step);
            if (item.step > 1 && item.last > item.first && item.step > item.last - item.first) {
                large.push_back({WarningKind::StepTooLarge, "The step " + step + " is larger than its range: only " +
                                                                std::string(nameOf(field)) + " " +
                                                                std::to_string(item.first) + " is left"});
                continue;
            }
            const int whole = field == Field::Minute ? 60 : field == Field::Hour ? 24 : 0;
            if (item.whole && whole > 0 && whole % item.step != 0)
                uneven.push_back({WarningKind::UnevenStep, "The step " + step + " does not divide " +
                                                               std::to_string(whole) + ": it starts again at " +
                                                               std::string(nameOf(field)) + " 0 of each " +
                                                               (field == Field::Minute ? "hour" : "day")});
        }
}

std::string skipped(const CronExpression& expression, const Zone& zone, const ZonePeriod& before,
                    const ZonePeriod& after, LocalMinute first) {
    const std::string clock = "On " + dateOf(before.localEnd()) + " the clock of " + zone.name() + " goes from " +
                              clockTime(before.localEnd()) + " to " + clockTime(after.localBegin());
    if (expression.hasFixedTime())
        return clock + ": the time " + clockTime(first) + " does not exist that day, and it starts once at " +
               clockTime(after.localBegin());
    return clock + ": the times in between, such as " + clockTime(first) + ", do not exist that day and do not fire";
}

std::string repeated(const CronExpression& expression, const Zone& zone, const ZonePeriod& before,
                     const ZonePeriod& after, LocalMinute first) {
    const std::string clock = "On " + dateOf(after.localBegin()) + " the clock of " + zone.name() + " goes back from " +
                              clockTime(before.localEnd()) + " to " + clockTime(after.localBegin()) + ": " +
                              clockTime(first) + " comes twice, and ";
    return clock + (expression.hasFixedTime() ? "it starts in the first pass only" : "it starts in both passes");
}

/// The next change forward and the next change backward within 400 days, where fires fall into them. A jump of a
/// whole day, as over the date line, is not daylight saving.
void addClockChanges(const CronExpression& expression, const Zone& zone, sys_seconds from, std::vector<Warning>& out) {
    bool forward = false;
    bool backward = false;
    ZonePeriod before = zone.periodAt(from);
    while (before.end < std::min(from + days{400}, zone.horizon())) {
        const ZonePeriod after = zone.periodAt(before.end);
        const seconds change = after.offset - before.offset;
        if (change > 0s && change < 3h && !forward) {
            forward = true;
            if (const auto first = fitsWithin(expression, before.localEnd(), after.localBegin()))
                out.push_back({WarningKind::SkippedHour, skipped(expression, zone, before, after, *first)});
        }
        if (change < 0s && change > -3h && !backward) {
            backward = true;
            if (const auto first = fitsWithin(expression, after.localBegin(), before.localEnd()))
                out.push_back({WarningKind::RepeatedHour, repeated(expression, zone, before, after, *first)});
        }
        before = after;
    }
}

} // namespace

std::string_view idOf(WarningKind kind) {
    static constexpr std::array<std::string_view, 6> kIds = {"never_fires", "either_day",   "step_too_large",
                                                             "uneven_step", "skipped_hour", "repeated_hour"};
    return kIds.at(static_cast<std::size_t>(kind));
}

std::vector<Warning> warningsOf(const CronExpression& expression, const Zone& zone, WallTime from) {
    if (expression.neverFires())
        return {{WarningKind::NeverFires, "It never fires: none of its months has such a day"}};
    std::vector<Warning> all;
    if (expression.dayIsEither())
        all.push_back({WarningKind::EitherDay, "Day of month and day of week are both given: a day that fits either "
                                               "of them is enough (cron's rule)"});
    std::vector<Warning> uneven;
    addSteps(expression, all, uneven);
    all.insert(all.end(), uneven.begin(), uneven.end());
    addClockChanges(expression, zone, std::chrono::floor<seconds>(from), all);
    std::ranges::stable_sort(all, {}, &Warning::kind);
    return all;
}

} // namespace inferno::schedule
