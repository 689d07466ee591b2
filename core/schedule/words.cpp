// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/schedule/words.h"

#include <algorithm>
#include <cstdio>

#include "core/base/units.h"

namespace inferno::schedule {
namespace {

using Values = std::vector<int>;
using Names = std::string (*)(int);

constexpr std::array<const char*, 12> kMonths = {"January", "February", "March",     "April",   "May",      "June",
                                                 "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<const char*, 7> kDays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                              "Thursday", "Friday", "Saturday"};

std::string number(int value) {
    return std::to_string(value);
}
std::string monthName(int value) {
    return kMonths.at(static_cast<std::size_t>(value - 1));
}
std::string dayName(int value) {
    return kDays.at(static_cast<std::size_t>(value % 7));
}
std::string dayNames(int value) {
    return dayName(value) + "s";
}

std::string clockTime(int hour, int minute) {
    char text[16];
    std::snprintf(text, sizeof text, "%02d:%02d", hour, minute);
    return text;
}

/// "a", "a and b", "a, b and c".
std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i)
        text += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
    return text;
}

/// The values by name; three or more in a row become "a to c".
std::string listed(const Values& values, Names name) {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < values.size();) {
        std::size_t end = i + 1;
        while (end < values.size() && values[end] == values[end - 1] + 1)
            ++end;
        if (end - i >= 3) {
            parts.push_back(name(values[i]) + " to " + name(values[end - 1]));
            i = end;
        } else {
            parts.push_back(name(values[i++]));
        }
    }
    return joined(parts);
}

bool isRange(const Values& values) {
    return values.back() - values.front() + 1 == static_cast<int>(values.size());
}

/// The step of values that begin at 0 and divide `whole` evenly; 0 if they are no such thing.
int evenStep(const Values& values, int whole) {
    if (values.size() < 2 || values[0] != 0)
        return 0;
    const int step = values[1];
    if (whole % step != 0 || static_cast<int>(values.size()) != whole / step)
        return 0;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (values[i] != static_cast<int>(i) * step)
            return 0;
    return step;
}

Values valuesOf(const CronExpression& expression, Field field) {
    return expression.field(field).values();
}

bool isAll(const CronExpression& expression, Field field) {
    const FieldRange range = rangeOf(field);
    const int count = field == Field::DayOfWeek ? 7 : range.high - range.low + 1;
    return static_cast<int>(valuesOf(expression, field).size()) == count;
}

/// "Every minute", "Every 15 minutes"; empty where the minutes are no even sequence.
std::string minuteRhythm(const Values& minutes) {
    const int step = evenStep(minutes, 60);
    if (step == 0)
        return "";
    return step == 1 ? "Every minute" : "Every " + number(step) + " minutes";
}

std::string atEachHour(const Values& minutes, const std::string& every) {
    if (minutes.size() > 1)
        return "At minutes " + listed(minutes, number) + " of every hour";
    return minutes[0] == 0 ? every : every + " at minute " + number(minutes[0]);
}

/// What happens within a day. `clock` is set to "09:15 and 18:15" where that says it all; then the result is empty.
std::string timeOfDay(const CronExpression& expression, std::string& clock) {
    const Values minutes = valuesOf(expression, Field::Minute);
    const Values hours = valuesOf(expression, Field::Hour);
    const std::string rhythm = minuteRhythm(minutes);
    if (hours.size() == 24)
        return rhythm.empty() ? atEachHour(minutes, "Every hour") : rhythm;
    const std::size_t count = minutes.size() * hours.size();
    if (count <= 3 || (rhythm.empty() && count <= 6 && !(isRange(hours) && hours.size() > 2))) {
        std::vector<std::string> times;
        for (const int hour : hours)
            for (const int minute : minutes)
                times.push_back(clockTime(hour, minute));
        clock = joined(times);
        return "";
    }
    if (const int step = evenStep(hours, 24); step > 1 && minutes.size() == 1)
        return atEachHour(minutes, "Every " + number(step) + " hours");
    if (isRange(hours) && (!rhythm.empty() || minutes.size() == 1))
        return (rhythm.empty() ? "Every hour" : rhythm) + " from " + clockTime(hours.front(), minutes.front()) +
               " to " + clockTime(hours.back(), minutes.back());
    const std::string ofHours =
        hours.size() == 1 ? " of hour " + number(hours[0]) : " of hours " + listed(hours, number);
    if (!rhythm.empty())
        return rhythm + ofHours;
    return (minutes.size() == 1 ? "At minute " : "At minutes ") + listed(minutes, number) + ofHours;
}

/// "weekdays", "Mondays and Fridays"; weeks begin on Monday here.
std::string weekdays(Values values) {
    if (!values.empty() && values[0] == 0) {
        values.erase(values.begin());
        values.push_back(7);
    }
    if (values == Values{1, 2, 3, 4, 5})
        return "weekdays";
    if (values == Values{6, 7})
        return "weekends";
    return listed(values, dayNames);
}

/// "day 1", "days 1 and 15", "odd days".
std::string monthDays(const Values& values) {
    const auto every2ndFrom = [&](int first) {
        for (std::size_t i = 0; i < values.size(); ++i)
            if (values[i] != first + 2 * static_cast<int>(i))
                return false;
        return values.back() >= 30;
    };
    if (values.size() > 2 && every2ndFrom(1))
        return "odd days";
    if (values.size() > 2 && every2ndFrom(2))
        return "even days";
    return (values.size() == 1 ? "day " : "days ") + listed(values, number);
}

constexpr std::array<const char*, 5> kOrdinals = {"first", "second", "third", "fourth", "fifth"};

/// "the last day", "the weekday nearest to day 15", "the second Friday", each of the month.
std::string ruleWords(const DayRule& rule) {
    switch (rule.kind) {
    case DayRule::Kind::LastDay:
        return rule.value == 0   ? "the last day"
               : rule.value == 1 ? "the day before the last"
                                 : number(rule.value) + " days before the last day";
    case DayRule::Kind::LastWeekday: return "the last weekday";
    case DayRule::Kind::NearestWeekday: return "the weekday nearest to day " + number(rule.value);
    case DayRule::Kind::NthWeekday:
        return "the " + std::string(kOrdinals.at(static_cast<std::size_t>(rule.nth - 1))) + " " + dayName(rule.value);
    case DayRule::Kind::LastOfWeekday: return "the last " + dayName(rule.value);
    }
    return {};
}

/// The days of a field: `plain`, which is not empty where the field has values, and its rules.
std::string withRules(std::string plain, const CronField& field) {
    std::vector<std::string> parts;
    if (!plain.empty())
        parts.push_back(std::move(plain));
    for (const DayRule& rule : field.rules)
        parts.push_back(ruleWords(rule));
    return joined(parts) + (field.rules.empty() ? "" : " of the month");
}

std::string datesOf(const CronExpression& expression) {
    const Values values = valuesOf(expression, Field::DayOfMonth);
    return withRules(values.empty() ? "" : monthDays(values), expression.field(Field::DayOfMonth));
}

std::string weekdaysOf(const CronExpression& expression) {
    const Values values = valuesOf(expression, Field::DayOfWeek);
    return withRules(values.empty() ? "" : weekdays(values), expression.field(Field::DayOfWeek));
}

struct DayWords {
    std::string text;          ///< "on day 1 or on Mondays"; empty for every day
    std::string weekdaysAlone; ///< "weekdays", where only the day of the week counts
};

DayWords daysOf(const CronExpression& expression) {
    const bool allDates = isAll(expression, Field::DayOfMonth);
    const bool allWeekdays = isAll(expression, Field::DayOfWeek);
    const std::string dates = datesOf(expression);
    const std::string names = weekdaysOf(expression);
    if (expression.dayIsEither()) {
        if (allDates || allWeekdays)
            return {};
        return {" on " + dates + " or on " + names, ""};
    }
    if (allDates && allWeekdays)
        return {};
    if (allDates)
        return {" on " + names, expression.field(Field::DayOfWeek).rules.empty() ? names : ""};
    if (allWeekdays)
        return {" on " + dates, ""};
    return {" on " + dates + ", only on " + names, ""};
}

std::string capitalized(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string monthsOf(const CronExpression& expression) {
    if (isAll(expression, Field::Month))
        return "";
    const Values months = valuesOf(expression, Field::Month);
    if (months.size() >= 3 && isRange(months))
        return " from " + listed(months, monthName);
    return " in " + listed(months, monthName);
}

std::string fieldWords(const CronExpression& expression, Field field) {
    const Values values = valuesOf(expression, field);
    const auto counted = [&](const char* one, const char* many, Names name) {
        return (values.size() == 1 ? one : many) + listed(values, name);
    };
    switch (field) {
    case Field::Minute: {
        const int step = evenStep(values, 60);
        return step == 1  ? "every minute"
               : step > 1 ? "every " + number(step) + " minutes"
                          : counted("minute ", "minutes ", number);
    }
    case Field::Hour: {
        const int step = evenStep(values, 24);
        return step == 1  ? "every hour"
               : step > 1 ? "every " + number(step) + " hours"
                          : counted("hour ", "hours ", number);
    }
    case Field::DayOfMonth: return isAll(expression, field) ? "every day of the month" : datesOf(expression);
    case Field::Month: return isAll(expression, field) ? "every month" : listed(values, monthName);
    case Field::DayOfWeek: break;
    }
    if (isAll(expression, field))
        return "every day of the week";
    if (!expression.field(field).rules.empty())
        return weekdaysOf(expression);
    Values fromMonday = values;
    if (fromMonday[0] == 0) {
        fromMonday.erase(fromMonday.begin());
        fromMonday.push_back(7);
    }
    return listed(fromMonday, dayName);
}

std::string describeMinutes(const CronExpression& expression) {
    const std::string months = monthsOf(expression);
    if (expression.neverFires())
        return expression.field(Field::DayOfMonth).rules.empty()
                   ? "Never: there is no " + datesOf(expression) + months
                   : "Never: " + datesOf(expression) + months + " does not exist";
    const DayWords days = daysOf(expression);
    std::string clock;
    const std::string rhythm = timeOfDay(expression, clock);
    if (clock.empty())
        return rhythm + days.text + months;
    if (days.text.empty())
        return "Every day at " + clock + months;
    if (!days.weekdaysAlone.empty())
        return capitalized(days.weekdaysAlone) + " at " + clock + months;
    return "At " + clock + days.text + months;
}

} // namespace

std::string describe(const CronExpression& expression) {
    const std::string minutes = describeMinutes(expression);
    if (!expression.second() || expression.neverFires())
        return minutes;
    const Values seconds = expression.second()->values();
    if (seconds == Values{0})
        return minutes;
    constexpr std::string_view kEveryMinute = "Every minute";
    const int step = evenStep(seconds, 60);
    const std::string rhythm = step == 1 ? "every second" : step > 1 ? "every " + number(step) + " seconds" : "";
    if (!rhythm.empty() && minutes.starts_with(kEveryMinute))
        return capitalized(rhythm) + minutes.substr(kEveryMinute.size());
    return minutes + ", " +
           (rhythm.empty() ? (seconds.size() == 1 ? "at second " : "at seconds ") + listed(seconds, number) : rhythm);
}

std::string describe(const Recurrence& recurrence) {
    if (const CronExpression* const expression = recurrence.cron())
        return describe(*expression) + (recurrence.zone() ? " (" + recurrence.zone()->name() + ")" : "");
    if (const Recurrence::Interval* const interval = recurrence.interval())
        return "Every " + formatDuration(interval->length) +
               (interval->phase.count() > 0 ? ", " + formatDuration(interval->phase) + " later" : "");
    return "When the machine has started";
}

std::vector<FieldExplanation> explain(const CronExpression& expression) {
    std::vector<FieldExplanation> fields;
    for (const Field field : kFields)
        fields.push_back({field, expression.field(field).text, valuesOf(expression, field), isAll(expression, field),
                          fieldWords(expression, field)});
    return fields;
}

} // namespace inferno::schedule
