// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/schedule_words.h"

#include <algorithm>
#include <functional>

#include <QCoreApplication>

#include "core/base/units.h"
#include "core/schedule/cron_expression.h"
#include "models/fires.h"
#include "models/language.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;
using schedule::CronExpression;
using schedule::CronField;
using schedule::DayRule;
using schedule::Field;

namespace {

/// The words of a schedule. Days come in the form in which they follow a time: "At 02:00 on <day 1>".
struct Schedule {
    Q_DECLARE_TR_FUNCTIONS(Schedule)
};

using Values = std::vector<int>;
using Names = std::function<QString(int)>;

QString number(int value) {
    return QString::number(value);
}

QString monthName(int value) {
    return locale().standaloneMonthName(value);
}

QString dayName(int value) {
    return locale().standaloneDayName(value % 7 == 0 ? 7 : value % 7);
}

/// "Mondays".
QString dayNames(int value) {
    switch (value % 7) {
    //: After a time, as the six below: "At 02:00 on Mondays". German: "montags".
    case 1: return Schedule::tr("Mondays");
    case 2: return Schedule::tr("Tuesdays");
    case 3: return Schedule::tr("Wednesdays");
    case 4: return Schedule::tr("Thursdays");
    case 5: return Schedule::tr("Fridays");
    case 6: return Schedule::tr("Saturdays");
    default: return Schedule::tr("Sundays");
    }
}

QString clockTime(int hour, int minute) {
    return u"%1:%2"_s.arg(hour, 2, 10, QChar(u'0')).arg(minute, 2, 10, QChar(u'0'));
}

/// "a", "a and b", "a, b and c".
QString joined(const QStringList& parts) {
    if (parts.size() < 2)
        return parts.value(0);
    //: The end of a list: "1, 5 and 9".
    return Schedule::tr("%1 and %2").arg(parts.mid(0, parts.size() - 1).join(u", "_s), parts.last());
}

/// The values by name; three or more in a row become "a to c".
QString listed(const Values& values, const Names& name) {
    QStringList parts;
    for (std::size_t i = 0; i < values.size();) {
        std::size_t end = i + 1;
        while (end < values.size() && values[end] == values[end - 1] + 1)
            ++end;
        if (end - i >= 3) {
            //: Values in a row: "Monday to Friday".
            parts.append(Schedule::tr("%1 to %2").arg(name(values[i]), name(values[end - 1])));
            i = end;
        } else {
            parts.append(name(values[i++]));
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
    const auto range = schedule::rangeOf(field);
    const int count = field == Field::DayOfWeek ? 7 : range.high - range.low + 1;
    return static_cast<int>(valuesOf(expression, field).size()) == count;
}

/// From Monday on; Sunday is 7.
Values fromMonday(Values values) {
    if (!values.empty() && values[0] == 0) {
        values.erase(values.begin());
        values.push_back(7);
    }
    return values;
}

/// "Every minute", "Every 15 minutes"; empty where the minutes are no even sequence.
QString minuteRhythm(const Values& minutes) {
    const int step = evenStep(minutes, 60);
    if (step == 0)
        return {};
    return step == 1 ? Schedule::tr("Every minute") : Schedule::tr("Every %1 minutes").arg(step);
}

QString atEachHour(const Values& minutes, const QString& every) {
    if (minutes.size() > 1)
        return Schedule::tr("At minutes %1 of every hour").arg(listed(minutes, number));
    //: %1 is "Every hour" or "Every 2 hours".
    return minutes[0] == 0 ? every : Schedule::tr("%1 at minute %2").arg(every).arg(minutes[0]);
}

QString ofHours(const Values& hours, const QString& what) {
    //: %1 is "Every 20 minutes" or "At minute 7"; %2 an hour.
    return hours.size() == 1 ? Schedule::tr("%1 of hour %2").arg(what, number(hours[0]))
                             : Schedule::tr("%1 of hours %2").arg(what, listed(hours, number));
}

/// What happens within a day. `clock` is set to "09:15 and 18:15" where that says it all; then the result is empty.
QString timeOfDay(const CronExpression& expression, QString& clock) {
    const Values minutes = valuesOf(expression, Field::Minute);
    const Values hours = valuesOf(expression, Field::Hour);
    const QString rhythm = minuteRhythm(minutes);
    if (hours.size() == 24)
        return rhythm.isEmpty() ? atEachHour(minutes, Schedule::tr("Every hour")) : rhythm;
    const std::size_t count = minutes.size() * hours.size();
    if (count <= 3 || (rhythm.isEmpty() && count <= 6 && !(isRange(hours) && hours.size() > 2))) {
        QStringList times;
        for (const int hour : hours)
            for (const int minute : minutes)
                times.append(clockTime(hour, minute));
        clock = joined(times);
        return {};
    }
    if (const int step = evenStep(hours, 24); step > 1 && minutes.size() == 1)
        return atEachHour(minutes, Schedule::tr("Every %1 hours").arg(step));
    if (isRange(hours) && (!rhythm.isEmpty() || minutes.size() == 1))
        //: %1 is "Every hour" or "Every 10 minutes"; the others are times.
        return Schedule::tr("%1 from %2 to %3")
            .arg(rhythm.isEmpty() ? Schedule::tr("Every hour") : rhythm, clockTime(hours.front(), minutes.front()),
                 clockTime(hours.back(), minutes.back()));
    if (!rhythm.isEmpty())
        return ofHours(hours, rhythm);
    const QString at = listed(minutes, number);
    return ofHours(hours,
                   minutes.size() == 1 ? Schedule::tr("At minute %1").arg(at) : Schedule::tr("At minutes %1").arg(at));
}

/// "weekdays", "Mondays and Fridays".
QString weekdays(const Values& values) {
    if (values == Values{1, 2, 3, 4, 5})
        //: Monday to Friday, after a time. German: "werktags".
        return Schedule::tr("weekdays");
    if (values == Values{6, 7})
        return Schedule::tr("weekends");
    return listed(values, dayNames);
}

/// "day 1", "days 1 and 15", "odd days".
QString monthDays(const Values& values) {
    const auto every2ndFrom = [&](int first) {
        for (std::size_t i = 0; i < values.size(); ++i)
            if (values[i] != first + 2 * static_cast<int>(i))
                return false;
        return values.back() >= 30;
    };
    if (values.size() > 2 && every2ndFrom(1))
        return Schedule::tr("odd days");
    if (values.size() > 2 && every2ndFrom(2))
        return Schedule::tr("even days");
    //: A day of the month, after a time: "At 02:00 on day 1".
    return values.size() == 1 ? Schedule::tr("day %1").arg(values[0])
                              : Schedule::tr("days %1").arg(listed(values, number));
}

QString nthWeekday(int nth, const QString& day) {
    switch (nth) {
    //: A weekday counted in its month, after a time, as the five below: "At 02:00 on the first Friday".
    case 1: return Schedule::tr("the first %1").arg(day);
    case 2: return Schedule::tr("the second %1").arg(day);
    case 3: return Schedule::tr("the third %1").arg(day);
    case 4: return Schedule::tr("the fourth %1").arg(day);
    default: return Schedule::tr("the fifth %1").arg(day);
    }
}

QString ruleWords(const DayRule& rule) {
    switch (rule.kind) {
    case DayRule::Kind::LastDay:
        return rule.value == 0   ? Schedule::tr("the last day")
               : rule.value == 1 ? Schedule::tr("the day before the last")
                                 : Schedule::tr("%1 days before the last day").arg(rule.value);
    case DayRule::Kind::LastWeekday: return Schedule::tr("the last weekday");
    case DayRule::Kind::NearestWeekday: return Schedule::tr("the weekday nearest to day %1").arg(rule.value);
    case DayRule::Kind::NthWeekday: return nthWeekday(rule.nth, dayName(rule.value));
    case DayRule::Kind::LastOfWeekday: return Schedule::tr("the last %1").arg(dayName(rule.value));
    }
    return {};
}

/// The days of a field: `plain`, which is empty where the field has no values, and its rules.
QString withRules(const QString& plain, const CronField& field) {
    QStringList parts;
    if (!plain.isEmpty())
        parts.append(plain);
    for (const DayRule& rule : field.rules)
        parts.append(ruleWords(rule));
    const QString days = joined(parts);
    //: %1 is "the last day", "the second Friday".
    return field.rules.empty() ? days : Schedule::tr("%1 of the month").arg(days);
}

QString datesOf(const CronExpression& expression) {
    const Values values = valuesOf(expression, Field::DayOfMonth);
    return withRules(values.empty() ? QString() : monthDays(values), expression.field(Field::DayOfMonth));
}

QString weekdaysOf(const CronExpression& expression) {
    const Values values = fromMonday(valuesOf(expression, Field::DayOfWeek));
    return withRules(values.empty() ? QString() : weekdays(values), expression.field(Field::DayOfWeek));
}

/// `time` on the days of the expression: "Every 15 minutes on weekdays".
QString onDays(const CronExpression& expression, const QString& time) {
    const bool allDates = isAll(expression, Field::DayOfMonth);
    const bool allWeekdays = isAll(expression, Field::DayOfWeek);
    if (expression.dayIsEither() ? allDates || allWeekdays : allDates && allWeekdays)
        return time;
    const QString dates = datesOf(expression);
    const QString names = weekdaysOf(expression);
    //: %1 is a time, %2 days of the month, %3 days of the week; either of both is enough.
    if (expression.dayIsEither())
        return Schedule::tr("%1 on %2 or on %3").arg(time, dates, names);
    //: %1 is a time, %2 are days: "At 02:00 on day 1".
    if (allDates || allWeekdays)
        return Schedule::tr("%1 on %2").arg(time, allDates ? names : dates);
    //: %1 is a time, %2 days of the month, %3 days of the week; it needs both.
    return Schedule::tr("%1 on %2, only on %3").arg(time, dates, names);
}

/// Whether only the day of the week counts, by its plain values: "Weekdays at 09:15".
bool isWeekdaysAlone(const CronExpression& expression) {
    return isAll(expression, Field::DayOfMonth) && !isAll(expression, Field::DayOfWeek) && !expression.dayIsEither() &&
           expression.field(Field::DayOfWeek).rules.empty();
}

bool isEveryDay(const CronExpression& expression) {
    const bool allDates = isAll(expression, Field::DayOfMonth);
    const bool allWeekdays = isAll(expression, Field::DayOfWeek);
    return expression.dayIsEither() ? allDates || allWeekdays : allDates && allWeekdays;
}

QString inMonths(const CronExpression& expression, const QString& what) {
    if (isAll(expression, Field::Month))
        return what;
    const Values months = valuesOf(expression, Field::Month);
    const QString names = listed(months, monthName);
    //: %2 are months: "Every day at 12:00 from March to May".
    return months.size() >= 3 && isRange(months) ? Schedule::tr("%1 from %2").arg(what, names)
                                                 : Schedule::tr("%1 in %2").arg(what, names);
}

QString capitalized(QString words) {
    if (!words.isEmpty())
        words[0] = words.at(0).toUpper();
    return words;
}

QString never(const CronExpression& expression) {
    const QString days = inMonths(expression, datesOf(expression));
    //: A schedule that never fires; %1 is such as "day 30 in February".
    return expression.field(Field::DayOfMonth).rules.empty() ? Schedule::tr("Never: there is no %1").arg(days)
                                                             : Schedule::tr("Never: %1 does not exist").arg(days);
}

QString describeMinutes(const CronExpression& expression) {
    QString clock;
    const QString rhythm = timeOfDay(expression, clock);
    if (clock.isEmpty())
        return inMonths(expression, onDays(expression, rhythm));
    if (isEveryDay(expression))
        return inMonths(expression, Schedule::tr("Every day at %1").arg(clock));
    if (isWeekdaysAlone(expression))
        //: %1 are days of the week: "Weekdays at 09:15", "Mondays and Fridays at 03:00".
        return inMonths(expression, Schedule::tr("%1 at %2").arg(capitalized(weekdaysOf(expression)), clock));
    return inMonths(expression, onDays(expression, Schedule::tr("At %1").arg(clock)));
}

/// With a second: once, or "every second" in the place of "every minute".
QString withSeconds(const CronExpression& expression, const Values& seconds, const QString& minutes) {
    const int step = evenStep(seconds, 60);
    const QString rhythm = step == 1  ? Schedule::tr("every second")
                           : step > 1 ? Schedule::tr("every %1 seconds").arg(step)
                                      : QString();
    const QString everyMinute = Schedule::tr("Every minute");
    if (!rhythm.isEmpty() && minutes.startsWith(everyMinute) &&
        minuteRhythm(valuesOf(expression, Field::Minute)) == everyMinute)
        return capitalized(rhythm) + minutes.mid(everyMinute.size());
    const QString at = listed(seconds, number);
    //: %1 is a whole schedule, %2 its seconds: "Every day at 09:15, at second 30".
    return Schedule::tr("%1, %2").arg(minutes, !rhythm.isEmpty()     ? rhythm
                                               : seconds.size() == 1 ? Schedule::tr("at second %1").arg(at)
                                                                     : Schedule::tr("at seconds %1").arg(at));
}

QString minuteOrHour(const Values& values, Field field) {
    const bool minute = field == Field::Minute;
    const QString list = listed(values, number);
    switch (const int step = evenStep(values, minute ? 60 : 24)) {
    case 0: break;
    case 1: return minute ? Schedule::tr("every minute") : Schedule::tr("every hour");
    default: return minute ? Schedule::tr("every %1 minutes").arg(step) : Schedule::tr("every %1 hours").arg(step);
    }
    if (values.size() == 1)
        return minute ? Schedule::tr("minute %1").arg(list) : Schedule::tr("hour %1").arg(list);
    return minute ? Schedule::tr("minutes %1").arg(list) : Schedule::tr("hours %1").arg(list);
}

} // namespace

QString fieldWords(const CronExpression& expression, Field field) {
    const Values values = valuesOf(expression, field);
    switch (field) {
    case Field::Minute:
    case Field::Hour: return minuteOrHour(values, field);
    case Field::DayOfMonth:
        return isAll(expression, field) ? Schedule::tr("every day of the month") : datesOf(expression);
    case Field::Month: return isAll(expression, field) ? Schedule::tr("every month") : listed(values, monthName);
    case Field::DayOfWeek: break;
    }
    if (isAll(expression, field))
        return Schedule::tr("every day of the week");
    return expression.field(field).rules.empty() ? listed(fromMonday(values), dayName) : weekdaysOf(expression);
}

QString describe(const CronExpression& expression) {
    if (expression.neverFires())
        return never(expression);
    const QString minutes = describeMinutes(expression);
    const Values seconds = expression.second() ? expression.second()->values() : Values{0};
    return seconds == Values{0} ? minutes : withSeconds(expression, seconds, minutes);
}

QString describe(const schedule::Recurrence& recurrence) {
    if (const CronExpression* const expression = recurrence.cron())
        return describe(*expression);
    const auto* const interval = recurrence.interval();
    if (!interval)
        return Schedule::tr("When the machine has started");
    //: %1 is a duration: "Every 1 h 30 min".
    const QString every = Schedule::tr("Every %1").arg(text(formatDuration(interval->length)));
    if (interval->phase.count() == 0)
        return every;
    //: %1 is "Every 6 h", %2 how much later than the full interval.
    return Schedule::tr("%1, %2 later").arg(every, text(formatDuration(interval->phase)));
}

QString warningWords(const schedule::Warning& warning) {
    if (locale().language() == QLocale::English)
        return text(warning.text);
    switch (warning.kind) {
    case schedule::WarningKind::NeverFires: return Schedule::tr("None of its months has such a day.");
    case schedule::WarningKind::EitherDay:
        return Schedule::tr("A day that fits the day of month or the day of week is enough (cron's rule).");
    case schedule::WarningKind::StepTooLarge: return Schedule::tr("Only the first value of the range is left.");
    case schedule::WarningKind::UnevenStep: return Schedule::tr("Each hour or day it starts again at 0.");
    case schedule::WarningKind::SkippedHour:
        return Schedule::tr("There is no such time on the day on which clocks go forward.");
    case schedule::WarningKind::RepeatedHour:
        return Schedule::tr("This time comes twice on the day on which clocks go back.");
    }
    return {};
}

QString scheduleWords(const client::Job& job) {
    if (locale().language() == QLocale::English)
        return text(job.schedule_words);
    QStringList parts;
    for (const std::string& line : job.definition.schedules) {
        const auto recurrence = schedule::Recurrence::parse(line, syntaxOf(job.definition));
        parts.append(recurrence ? describe(*recurrence) : text(line));
    }
    if (!job.definition.run_at.empty())
        parts.append(Schedule::tr("Once at %1").arg(text(job.definition.run_at)));
    if (!job.definition.depends_on.empty()) {
        QStringList names;
        for (const std::string& edge : job.definition.depends_on)
            names.append(text(edge.substr(0, edge.find(':'))));
        //: A job that starts after others: "After nightly_backup"; with a schedule before it, in small letters.
        parts.append(parts.isEmpty() ? Schedule::tr("After %1").arg(joined(names))
                                     : Schedule::tr("after %1").arg(joined(names)));
    }
    return parts.isEmpty() ? Schedule::tr("On request") : joined(parts);
}

} // namespace inferno::models
