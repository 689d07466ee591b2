// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QtMath>

#include "models/app_state.h"
#include "models/calendar_page.h"
#include "models/dates.h"
#include "models/job_store.h"
#include "models/language.h"
#include "models/schedule_words.h"
#include "models/words.h"

/// CalendarPage: its words.
namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int kNamesShown = 5;

QString clockText(double minute) {
    const int whole = std::clamp(qRound(minute), 0, 1440);
    return u"%1:%2"_s.arg(whole / 60, 2, 10, QChar(u'0')).arg(whole % 60, 2, 10, QChar(u'0'));
}

} // namespace

QString CalendarPage::title() const {
    const QDate last = first_.addDays(dayCount() - 1);
    switch (view_) {
    case View::Month:
    case View::HeatMap: return dated(date_, DateForm::MonthYear);
    case View::Day:
    case View::Timeline: return dated(first_, DateForm::LongDate);
    case View::Week: break;
    }
    if (first_.year() != last.year())
        return u"%1 – %2"_s.arg(dated(first_, DateForm::DayMonthYear), dated(last, DateForm::DayMonthYear));
    if (first_.month() != last.month())
        return u"%1 – %2"_s.arg(dated(first_, DateForm::DayMonth), dated(last, DateForm::DayMonthYear));
    return u"%1 – %2"_s.arg(dated(first_, DateForm::RangeDay), dated(last, DateForm::LongDay));
}

QString CalendarPage::subtitle() const {
    if (view_ == View::Month || view_ == View::HeatMap)
        return {};
    return tr("week %1").arg(first_.weekNumber());
}

QString CalendarPage::monthTitle() const {
    return dated(monthShown_, DateForm::MonthYear);
}

QStringList CalendarPage::weekdays() const {
    QStringList names;
    for (int day = 1; day <= 7; ++day)
        names.append(locale().dayName(day, QLocale::NarrowFormat));
    return names;
}

QStringList CalendarPage::weekdayNames() const {
    QStringList names;
    for (int day = 1; day <= 7; ++day)
        names.append(locale().dayName(day, QLocale::LongFormat));
    return names;
}

QString CalendarPage::nowText() const {
    return now().toString(u"HH:mm");
}

QString CalendarPage::heatWords() const {
    switch (metric_) {
    case Metric::Runs: return tr("Runs of each hour, those to come as they are planned");
    case Metric::Failures: return tr("Runs that failed or timed out in each hour");
    case Metric::Busy: return tr("Time that the runs of each hour take, by their usual duration");
    }
    return {};
}

QString CalendarPage::heatText(int cell) const {
    if (cell < 0 || cell >= heat_.size())
        return {};
    const int minute = cell % 24 * 60;
    const double value = heat_.at(cell);
    const QString what = metric_ == Metric::Runs       ? tr("%n run(s)", nullptr, qRound(value))
                         : metric_ == Metric::Failures ? tr("%n failed", nullptr, qRound(value))
                                                       : longDuration(value * 60);
    return tr("%1: %2").arg(spanText(cell / 24, minute, minute + 60), what);
}

QString CalendarPage::zoneName() const {
    return app().zone().abbreviation(begin());
}

QString CalendarPage::timeText(int day, double minute) const {
    const QDateTime time = timeAt(day, minute);
    return dated(time, DateForm::WeekdayMinutes);
}

QString CalendarPage::spanText(int day, double from, double to) const {
    const QString begins = timeText(day, from);
    return to < 0 ? begins : begins + u"–"_s + clockText(to);
}

QString CalendarPage::fieldTime(int day, double minute) const {
    return timeAt(day, minute).toString(u"yyyy-MM-dd HH:mm");
}

QString CalendarPage::blackoutProblem(const QString& name, const QString& from, const QString& to) const {
    if (!writable())
        return whyNot();
    const QString wanted = name.trimmed();
    const bool plain = !wanted.isEmpty() && wanted.size() <= 128 && std::ranges::all_of(wanted, [](QChar c) {
        return (c.unicode() < 128 && c.isLetterOrNumber()) || c == u'.' || c == u'_' || c == u'-';
    });
    if (!plain)
        return tr("The name has letters, digits, dot, underscore and dash");
    if (std::ranges::any_of(blackouts_, [&](const auto& one) { return text(one.name) == wanted; }))
        return tr("There is a blackout of this name");
    const QDateTime begins = QDateTime::fromString(from, u"yyyy-MM-dd HH:mm"_s);
    const QDateTime ends = QDateTime::fromString(to, u"yyyy-MM-dd HH:mm"_s);
    if (!begins.isValid() || !ends.isValid())
        return tr("Times are such as 2026-03-27 13:30");
    return begins < ends ? QString() : tr("It ends after it begins");
}

// ---- an event ----

QString CalendarPage::tipOf(const Event& event) const {
    const client::CalendarItem& item = itemOf(event);
    QStringList lines{text(item.job)};
    const bool planned = item.status == "planned";
    const QString from = dated(event.start, DateForm::WeekdaySeconds);
    const double seconds = static_cast<double>(event.start.msecsTo(event.end)) / 1000;
    if (planned)
        lines.append(item.estimate > 0 ? tr("%1, about %2").arg(from, longDuration(item.estimate)) : from);
    else if (event.kind == "ran"_L1)
        lines.append(tr("%1, took %2").arg(from, longDuration(seconds)));
    else
        lines.append(from);
    if (event.kind == "moved"_L1)
        lines.append(tr("moved once, from %1").arg(whenText(timeOf(item.fire, app().zone()), now())));
    else if (event.kind == "skipped"_L1)
        lines.append(item.reason.empty() ? tr("skipped once") : text(item.reason));
    else if (event.kind == "held"_L1)
        lines.append(tr("will not start: %1").arg(text(item.blackout)));
    else if (planned)
        lines.append(event.clock.isEmpty() ? tr("planned") : event.clock);
    else
        lines.append(statusWord(event.status).toLower() +
                     (item.reason.empty() ? QString() : u": "_s + text(item.reason)));
    return lines.join(u'\n');
}

QString CalendarPage::wordsOf(const Event& event) const {
    const QStringList lines = tipOf(event).split(u'\n');
    QStringList words = lines.mid(2);
    if (const QString first = lines.value(1).section(u", "_s, 1); !first.isEmpty()) // what follows the time
        words.prepend(first);
    return words.join(u", "_s);
}

QString CalendarPage::chosenJob() const {
    const Event* event = eventAt(chosen_);
    return event ? text(itemOf(*event).job) : QString();
}

QString CalendarPage::chosenStatus() const {
    const Event* event = eventAt(chosen_);
    return !event ? QString() : event->status == "planned"_L1 ? u"scheduled"_s : event->status;
}

QString CalendarPage::chosenWhen() const {
    const Event* event = eventAt(chosen_);
    return event ? exactText(event->start) : QString();
}

QString CalendarPage::chosenNote() const {
    const Event* event = eventAt(chosen_);
    return event ? wordsOf(*event) : QString();
}

QString CalendarPage::chosenSchedule() const {
    const client::Job* job = app().jobStore().byName(chosenJob());
    return job ? scheduleWords(*job) : QString();
}

int CalendarPage::chosenDay() const {
    const Event* event = eventAt(chosen_);
    return event ? placeOf(event->start).first : -1;
}

double CalendarPage::chosenMinute() const {
    const Event* event = eventAt(chosen_);
    return event ? placeOf(event->start).second : 0;
}

// ---- the conflict ----

QString CalendarPage::conflictTitle() const {
    if (!conflict_)
        return {};
    const QDateTime at = timeOf(formatUtc(conflict_->from), app().zone());
    return dated(at, DateForm::WeekdayMinutes);
}

QString CalendarPage::conflictMark() const {
    return conflict_ ? tr("%1 of %2 wanted").arg(qCeil(conflict_->wanted)).arg(answer_.workers) : QString();
}

QString CalendarPage::conflictText() const {
    if (!conflict_)
        return {};
    const QString figures = tr("%1 wanted, %2 workers.").arg(qCeil(conflict_->wanted)).arg(answer_.workers);
    int shifted = 0;
    for (const Event& event : events_)
        if (event.kind == "shifted"_L1 && std::ranges::find(conflict_->items, event.item) != conflict_->items.end())
            ++shifted;
    if (shifted > 0)
        return tr("The clock change pushes %n job(s) into this hour:", nullptr, shifted) + u' ' + figures;
    return tr("%n planned run(s) begin then:", nullptr, static_cast<int>(conflict_->items.size())) + u' ' + figures;
}

QString CalendarPage::spreadText() const {
    if (!conflict_ || !conflict_->by || planned_)
        return {};
    return tr("Spread by %1 min").arg(conflict_->by->count());
}

QString CalendarPage::oftenText() const {
    QStringList names;
    for (const std::string& name : answer_.often)
        if (names.size() < kNamesShown)
            names.append(text(name));
    const auto more = static_cast<int>(std::ssize(answer_.often) - names.size());
    QString list = names.join(u", "_s);
    if (more > 0)
        list += u' ' + tr("and %n more", nullptr, more);
    return list;
}

QString CalendarPage::partialPlanText() const {
    if (planned_)
        return tr("Planned here: what ran is known only to the service");
    if (answer_.planned_to.empty())
        return {};
    return tr("Planned up to %1: beyond it there are too many fires")
        .arg(whenText(timeOf(answer_.planned_to, app().zone()), now()));
}

} // namespace inferno::models
