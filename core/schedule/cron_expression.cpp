// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/schedule/cron_expression.h"

#include <bit>

namespace inferno::schedule {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::local_days;
using std::chrono::minutes;
using std::chrono::months;
using std::chrono::year_month;
using std::chrono::year_month_day;

constexpr std::chrono::year kLastYear{2200};

/// The lowest set bit at or above `from`; -1 if there is none.
int firstBit(std::uint64_t mask, unsigned from) {
    const std::uint64_t rest = from < 64 ? mask >> from << from : 0;
    return rest == 0 ? -1 : std::countr_zero(rest);
}

constexpr unsigned kSaturday = 6;

/// The day in a month of `length` days, of which day 1 is weekday `first`; 0 if that month has no such day.
unsigned dayOf(const DayRule& rule, unsigned length, unsigned first) {
    const auto weekdayOf = [&](unsigned day) { return (first + day - 1) % 7; };
    const auto value = static_cast<unsigned>(rule.value);
    switch (rule.kind) {
    case DayRule::Kind::LastDay: return value < length ? length - value : 0;
    case DayRule::Kind::LastWeekday: {
        const unsigned last = weekdayOf(length);
        return last == 0 ? length - 2 : last == kSaturday ? length - 1 : length;
    }
    case DayRule::Kind::NearestWeekday: {
        if (value > length)
            return 0;
        if (weekdayOf(value) == kSaturday)
            return value == 1 ? 3 : value - 1;
        if (weekdayOf(value) == 0)
            return value == length ? value - 2 : value + 1;
        return value;
    }
    case DayRule::Kind::NthWeekday: {
        const unsigned day = 1 + (value % 7 + 7 - first) % 7 + 7 * static_cast<unsigned>(rule.nth - 1);
        return day <= length ? day : 0;
    }
    case DayRule::Kind::LastOfWeekday: return length - (weekdayOf(length) + 7 - value % 7) % 7;
    }
    return 0;
}

/// Bit d set for the day of each rule.
std::uint64_t daysOfRules(const CronField& field, unsigned length, unsigned first) {
    std::uint64_t days = 0;
    for (const DayRule& rule : field.rules)
        if (const unsigned day = dayOf(rule, length, first); day > 0)
            days |= std::uint64_t{1} << day;
    return days;
}

} // namespace

std::string_view nameOf(Field field) {
    static constexpr std::array<std::string_view, kFieldCount> kNames = {"minute", "hour", "day of month", "month",
                                                                         "day of week"};
    return kNames.at(static_cast<std::size_t>(field));
}

FieldRange rangeOf(Field field) {
    static constexpr std::array<FieldRange, kFieldCount> kRanges = {{{0, 59}, {0, 23}, {1, 31}, {1, 12}, {0, 7}}};
    return kRanges.at(static_cast<std::size_t>(field));
}

std::vector<int> CronField::values() const {
    std::vector<int> values;
    for (int bit = firstBit(mask, 0); bit >= 0; bit = firstBit(mask, static_cast<unsigned>(bit) + 1))
        values.push_back(bit);
    return values;
}

std::string CronExpression::resolved() const {
    if (isMacro())
        return text_;
    std::string text = second_ ? second_->resolved : "";
    for (const CronField& field : fields_)
        text += (text.empty() ? "" : " ") + field.resolved;
    return text;
}

Error CronProblem::toError() const {
    std::string detail = field ? std::string(nameOf(*field)) + ", column " : "column ";
    detail += std::to_string(column) + ": " + why;
    return Error{code, std::move(detail), hint, {}};
}

std::uint32_t CronExpression::daysOf(year_month month) const {
    const auto length = static_cast<unsigned>((month / std::chrono::last).day());
    const unsigned weekdayOfFirst = std::chrono::weekday{local_days{month / 1}}.c_encoding();
    // The week's seven bits, repeated, and turned so that bit 1 is the weekday of day 1.
    const std::uint64_t week = field(Field::DayOfWeek).mask;
    std::uint64_t weeks = 0;
    for (unsigned i = 0; i < 6; ++i)
        weeks |= week << (7 * i);
    const CronField& dates = field(Field::DayOfMonth);
    const std::uint64_t byWeekday =
        weeks >> weekdayOfFirst << 1 | daysOfRules(field(Field::DayOfWeek), length, weekdayOfFirst);
    const std::uint64_t byDate = dates.mask | daysOfRules(dates, length, weekdayOfFirst);
    const std::uint64_t fitting = dayIsEither() ? byDate | byWeekday : byDate & byWeekday;
    return static_cast<std::uint32_t>(fitting & ((std::uint64_t{2} << length) - 2));
}

bool CronExpression::matches(LocalMinute minute) const {
    const auto day = std::chrono::floor<days>(minute);
    const year_month_day date{day};
    const int ofDay = static_cast<int>((minute - day).count());
    return field(Field::Minute).has(ofDay % 60) && field(Field::Hour).has(ofDay / 60) &&
           field(Field::Month).has(static_cast<int>(static_cast<unsigned>(date.month()))) &&
           (daysOf(date.year() / date.month()) >> static_cast<unsigned>(date.day()) & 1) != 0;
}

std::optional<LocalMinute> CronExpression::firstMatch(LocalMinute from) const {
    if (never_)
        return std::nullopt;
    const std::uint64_t minuteMask = field(Field::Minute).mask;
    const std::uint64_t hourMask = field(Field::Hour).mask;
    const std::uint64_t monthMask = field(Field::Month).mask;
    const auto firstDay = std::chrono::floor<days>(from);
    const year_month_day date{firstDay};
    const auto ofDay = static_cast<unsigned>((from - firstDay).count());

    year_month month = date.year() / date.month();
    unsigned day = static_cast<unsigned>(date.day());
    int hour = -1;
    int minute = -1;
    // The first day itself, if what is left of it has a fitting time.
    if ((monthMask >> static_cast<unsigned>(date.month()) & 1) != 0 && (daysOf(month) >> day & 1) != 0) {
        hour = firstBit(hourMask, ofDay / 60);
        minute = firstBit(minuteMask, hour == static_cast<int>(ofDay / 60) ? ofDay % 60 : 0);
        if (hour >= 0 && minute < 0) {
            hour = firstBit(hourMask, ofDay / 60 + 1);
            minute = firstBit(minuteMask, 0);
        }
        if (hour >= 0)
            return LocalMinute{firstDay} + hours{hour} + minutes{minute};
    }
    // Else the first time of the first fitting day after it.
    hour = firstBit(hourMask, 0);
    minute = firstBit(minuteMask, 0);
    for (++day; month.year() <= kLastYear; month += months{1}, day = 1) {
        const int wanted = firstBit(monthMask, static_cast<unsigned>(month.month()));
        if (wanted < 0) {
            month = year_month{month.year(), std::chrono::December};
            continue;
        }
        if (wanted != static_cast<int>(static_cast<unsigned>(month.month()))) {
            month = year_month{month.year(), std::chrono::month{static_cast<unsigned>(wanted)}};
            day = 1;
        }
        if (const int found = firstBit(daysOf(month), day); found >= 0)
            return LocalMinute{local_days{month / found}} + hours{hour} + minutes{minute};
    }
    return std::nullopt;
}

} // namespace inferno::schedule
