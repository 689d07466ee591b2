// SPDX-License-Identifier: GPL-3.0-or-later
// The two days of a cron expression, of which either or both must fit, and the quietest time of the week.
#include <algorithm>

#include "models/cron_text.h"
#include "models/fires.h"
#include "models/language.h"
#include "models/schedule_builder.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;
using namespace std::chrono;
using schedule::CronExpression;
using schedule::Field;

namespace {

/// The field with a star in front, at which cron lets a day fit both: a step that reaches its lowest value alone, then
/// the others. `values` holds the lowest.
QString starred(Field field, const QList<int>& values) {
    const int low = schedule::rangeOf(field).low;
    QList<int> others = values;
    others.removeAll(low);
    const QString step = field == Field::DayOfWeek ? u"*/7"_s : u"*/31"_s;
    if (others.isEmpty())
        return step;
    QStringList parts = {step};
    for (const int value : others)
        parts.append(QString::number(value));
    return parts.join(u',');
}

} // namespace

bool ScheduleBuilder::dayAndWeekday() const {
    return expression() && !isBeyondStrips(2) && !isBeyondStrips(4) && !days().isEmpty() && !weekdays().isEmpty();
}

std::optional<ScheduleBuilder::DayTexts> ScheduleBuilder::bothTexts(const QList<int>& days,
                                                                    const QList<int>& weekdays) const {
    if (weekdays.contains(0))
        return DayTexts{fieldText(Field::DayOfMonth, days), starred(Field::DayOfWeek, weekdays)};
    if (days.contains(1))
        return DayTexts{starred(Field::DayOfMonth, days), fieldText(Field::DayOfWeek, weekdays)};
    return std::nullopt;
}

bool ScheduleBuilder::canRequireBoth() const {
    return dayAndWeekday() && (!dayIsEither() || bothTexts(days(), weekdays()));
}

QString ScheduleBuilder::withDays(const DayTexts& days) const {
    QStringList texts = fieldTexts_;
    texts[2] = days.first;
    texts[4] = days.second;
    if (const auto& second = expression()->second())
        texts.prepend(models::text(second->text));
    return texts.join(u' ');
}

void ScheduleBuilder::requireBoth(bool both) {
    if (!dayAndWeekday() || both == !dayIsEither())
        return;
    std::optional<DayTexts> texts =
        DayTexts{fieldText(Field::DayOfMonth, days()), fieldText(Field::DayOfWeek, weekdays())};
    if (both)
        texts = bothTexts(days(), weekdays());
    if (!texts)
        return;
    setText(withDays(*texts));
    Q_EMIT edited();
}

void ScheduleBuilder::writeDays(int field, const QList<int>& values) {
    const auto touched = static_cast<Field>(field);
    const auto other = field == 2 ? Field::DayOfWeek : Field::DayOfMonth;
    const QList<int> dayValues = field == 2 ? values : days();
    const QList<int> weekdayValues = field == 4 ? values : weekdays();
    const bool all = values.isEmpty() || values.size() > lastOf(touched) - schedule::rangeOf(touched).low;
    // As long as the other one has the star, this one may be written as it is.
    if (expression()->field(other).star || all) {
        write(field, fieldText(touched, values));
        return;
    }
    const auto both = bothTexts(dayValues, weekdayValues);
    setText(withDays(
        both ? *both : DayTexts{fieldText(Field::DayOfMonth, dayValues), fieldText(Field::DayOfWeek, weekdayValues)}));
    Q_EMIT edited();
}

QString ScheduleBuilder::otherDayText() const {
    if (!dayAndWeekday())
        return {};
    std::optional<DayTexts> texts =
        DayTexts{fieldText(Field::DayOfMonth, days()), fieldText(Field::DayOfWeek, weekdays())};
    if (dayIsEither())
        texts = bothTexts(days(), weekdays());
    if (!texts)
        return tr("cron can ask for both only with day 1 or Sunday among them");
    const auto other = CronExpression::parse(withDays(*texts).toStdString(), syntax_);
    const auto rows =
        other ? nextFires(schedule::Recurrence::of(*other), rules_, clock_.now(), 1) : QList<FieldsModel::Row>();
    if (rows.isEmpty())
        return {};
    const QString when = rows.first().at(0).toString();
    //: When it would run if a day had to fit both the day of the month and the weekday, or only one of them.
    return dayIsEither() ? tr("both: next on %1").arg(when) : tr("either: next on %1").arg(when);
}

std::optional<ScheduleBuilder::Quiet> ScheduleBuilder::quietest() const {
    if (!expression() || !isNumber(fieldTexts_.value(0)) || !isNumber(fieldTexts_.value(1)) || fireTimes_.empty())
        return std::nullopt;
    const int ownHour = fieldTexts_.at(1).toInt();
    // The weekdays on which it runs, of the fires that are shown.
    std::vector<int> week;
    for (const WallTime fire : fireTimes_) {
        const auto local = floor<std::chrono::days>(fire + rules_.offsetAt(fire)).time_since_epoch().count();
        week.push_back(static_cast<int>((local + 3) % 7));
    }
    std::ranges::sort(week);
    week.erase(std::unique(week.begin(), week.end()), week.end());
    const auto loadAt = [&](int hour) {
        int sum = 0;
        for (const int day : week)
            sum += crowd_->perHour()[static_cast<std::size_t>(day * 24 + hour)];
        return sum;
    };
    Quiet quiet{ownHour, fieldTexts_.at(0).toInt(), loadAt(ownHour), week.size() == 1 ? week.front() : -1};
    // The nearest hour of the quietest ones, later before earlier.
    for (int off = 1; off < 24; ++off)
        for (const int hour : {ownHour + off, ownHour - off})
            if (hour >= 0 && hour < 24 && loadAt(hour) < quiet.others)
                quiet.hour = hour, quiet.others = loadAt(hour);
    if (quiet.hour == ownHour)
        return quiet;
    int fewest = -1;
    for (int minute = 0; minute < 60; minute += 5) {
        const WallTime at = fireTimes_.front() + std::chrono::hours(quiet.hour - ownHour) +
                            std::chrono::minutes(minute - fieldTexts_.at(0).toInt());
        const int others = crowd_->startingAt(at);
        if (fewest < 0 || others < fewest) {
            fewest = others;
            quiet.minute = minute;
        }
    }
    return quiet;
}

QString ScheduleBuilder::quietestText() const {
    const auto quiet = quietest();
    if (!quiet || (quiet->hour == fieldTexts_.at(1).toInt()))
        return {};
    const QString time = u"%1:%2"_s.arg(quiet->hour, 2, 10, QChar(u'0')).arg(quiet->minute, 2, 10, QChar(u'0'));
    const QDate monday(2026, 3, 23);
    return quiet->day < 0 ? time : locale().toString(monday.addDays(quiet->day), u"ddd"_s) + u' ' + time;
}

void ScheduleBuilder::useQuietest() {
    const auto quiet = quietest();
    if (!quiet)
        return;
    QStringList texts = fieldTexts_;
    texts[0] = QString::number(quiet->minute);
    texts[1] = QString::number(quiet->hour);
    if (const auto& second = expression()->second())
        texts.prepend(models::text(second->text));
    setText(texts.join(u' '));
    Q_EMIT edited();
}

} // namespace inferno::models
