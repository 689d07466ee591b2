// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "models/app_state.h"
#include "models/calendar_layout.h"
#include "models/calendar_page.h"
#include "models/dates.h"
#include "models/fires.h"
#include "models/job_store.h"
#include "models/words.h"

/// CalendarPage: from what was read to what is drawn.
namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDayMinutes = 24 * 60;
constexpr int kMostGroups = 5;
constexpr int kMostLanes = 200;
constexpr int kLoadSlotsWeek = 900; // seconds
constexpr int kLoadSlotsDay = 300;
const QString kNoGroup = QStringLiteral("");
const QString kOtherGroups = QStringLiteral("*");

QString hourMinute(const QDateTime& time) {
    return time.toString(u"HH:mm");
}

/// Whether a run in this state is still to end.
bool isOpen(const QString& status) {
    return status == "running"_L1 || status == "retrying"_L1;
}

} // namespace

// ---- events ----

QString CalendarPage::groupOf(const std::string& job) const {
    const auto known = groupOfJob_.find(job);
    return known == groupOfJob_.end() ? kNoGroup : known->second;
}

QString CalendarPage::kindOf(const client::CalendarItem& item, const QString& clock) const {
    if (item.status == "planned") {
        if (item.change == "skipped")
            return u"skipped"_s;
        if (!item.blackout.empty())
            return u"held"_s;
        return item.change == "moved" ? u"moved"_s : clock.isEmpty() ? u"planned"_s : u"shifted"_s;
    }
    if (item.status == "queued" || item.status == "blocked")
        return u"waiting"_s;
    if (item.status == "skipped")
        return u"skipped"_s;
    return isOpen(text(item.status)) ? u"running"_s : u"ran"_s;
}

/// Only on a day on which the clock changes can it have skipped a fire.
QString CalendarPage::clockNoteOf(const client::CalendarItem& item, const QDateTime& start) const {
    if (item.status != "planned" || !item.change.empty())
        return {};
    const QDateTime midnight = start.date().startOfDay(app().zone());
    if (midnight.secsTo(start.date().addDays(1).startOfDay(app().zone())) == 24 * 3600)
        return {};
    const client::Job* job = app().jobStore().byName(text(item.job));
    const auto zone = schedule::Zone::find(job ? job->definition.timezone : std::string());
    const auto fire = parseRfc3339(item.start);
    if (!job || !zone || !fire)
        return {};
    for (const std::string& one : job->definition.schedules) {
        const auto recurrence = schedule::Recurrence::parse(one, syntaxOf(job->definition));
        const auto next = recurrence ? recurrence->next(*fire - std::chrono::milliseconds(1), *zone)
                                     : Result<std::optional<WallTime>>(std::nullopt);
        if (recurrence && recurrence->cron() && next && *next == *fire)
            return clockNote(*recurrence->cron(), *zone, *fire);
    }
    return {};
}

void CalendarPage::gatherEvents() {
    if (groupOfJob_.empty())
        for (const client::Job& job : app().jobStore().jobs())
            groupOfJob_[job.definition.name] =
                job.definition.tags.empty() ? kNoGroup : text(job.definition.tags.front());
    events_.clear();
    events_.reserve(answer_.items.size());
    for (std::size_t i = 0; i < answer_.items.size(); ++i) {
        const client::CalendarItem& item = answer_.items[i];
        Event event;
        event.item = i;
        event.start = timeOf(item.start, app().zone());
        if (!event.start.isValid())
            continue;
        const QDateTime guess = event.start.addMSecs(static_cast<qint64>(item.estimate * 1000));
        event.end = timeOf(item.end, app().zone());
        if (!event.end.isValid())
            event.end = isOpen(text(item.status)) ? std::max(guess, now()) : guess;
        event.clock = clockNoteOf(item, event.start);
        event.kind = kindOf(item, event.clock);
        event.status = text(item.status);
        event.group = groupOf(item.job);
        events_.push_back(std::move(event));
    }
    std::ranges::stable_sort(events_, {}, &Event::start);
    chosen_ = -1;
    for (std::size_t i = 0; i < events_.size(); ++i) {
        const QString key = keyOf(events_[i]);
        if (key == wanted_ || (wanted_.isEmpty() && key == chosenKey_))
            chosen_ = static_cast<int>(i);
    }
}

/// The tag that is ticked for it: its own, or that of all the rare ones.
QString CalendarPage::shownGroup(const Event& event) const {
    const bool grouped =
        std::ranges::any_of(groups_.rows(), [&](const auto& row) { return row.at(0).toString() == event.group; });
    return grouped ? event.group : kOtherGroups;
}

bool CalendarPage::isOn(const Event& event) const {
    if (off_.contains(shownGroup(event)))
        return false;
    if (event.kind == "skipped"_L1)
        return layersOn_.contains(u"skipped"_s);
    return event.status != "planned"_L1 || layersOn_.contains(u"planned"_s);
}

void CalendarPage::compose() {
    gatherEvents();
    showGroups();
    conflict_ = conflictOf(answer_, WallTime{std::chrono::milliseconds(now().toMSecsSinceEpoch())});
    showLayers();
    showWaysOut();
    showDays();
    showHours();
    showBands();
    showBoxes();
    showLoad();
    showHeat();
    showLanes();
    showOutline();
    showMonth();
    Q_EMIT shown();
    Q_EMIT nowMoved();
    Q_EMIT chosenChanged();
    if (wanted_.isEmpty() || answer_.from.empty())
        return;
    wanted_.clear();
    if (chosen_ >= 0) {
        choose(chosen_);
    } else if (failureAt_.isValid()) { // of a job that is only counted
        const auto [day, minute] = placeOf(failureAt_);
        Q_EMIT revealed(day, minute);
    }
}

void CalendarPage::showGroups() {
    std::map<QString, int> jobs;
    for (const auto& [job, group] : groupOfJob_)
        ++jobs[group];
    QList<std::pair<QString, int>> all(jobs.begin(), jobs.end());
    std::ranges::stable_sort(all, std::greater{}, &std::pair<QString, int>::second);
    int others = 0;
    for (qsizetype i = kMostGroups; i < all.size(); ++i)
        others += all.at(i).second;
    if (all.size() > kMostGroups)
        all.resize(kMostGroups);
    QList<FieldsModel::Row> rows;
    for (const auto& [name, count] : all)
        rows.append({name, name.isEmpty() ? tr("No tag") : name, count, !off_.contains(name)});
    if (others > 0)
        rows.append({kOtherGroups, tr("Other tags"), others, !off_.contains(kOtherGroups)});
    groups_.setRows(rows);
}

void CalendarPage::showLayers() {
    int planned = 0, skipped = 0;
    for (const Event& event : events_) {
        planned += event.status == "planned"_L1 && event.kind != "skipped"_L1 ? 1 : 0;
        skipped += event.kind == "skipped"_L1 ? 1 : 0;
    }
    const auto row = [this](const QString& name, const QString& label, int count) {
        return FieldsModel::Row{name, label, count, layersOn_.contains(name)};
    };
    layers_.setRows({row(u"planned"_s, tr("Planned runs"), planned),
                     row(u"blackouts"_s, tr("Blackouts"), static_cast<int>(blackouts_.size())),
                     row(u"often"_s, tr("Frequent jobs as strip"), static_cast<int>(answer_.often.size())),
                     row(u"skipped"_s, tr("Skipped runs"), skipped)});
}

void CalendarPage::showWaysOut() {
    const bool strip = layersOn_.contains(u"often"_s) && !answer_.often.empty();
    filteredOut_ =
        !strip && !events_.empty() && std::ranges::none_of(events_, [this](const Event& event) { return isOn(event); });
    ways_.clear();
    QList<FieldsModel::Row> rows;
    // What only it would bring: with the other filters as they are.
    const auto way = [&](const QString& way, const QString& words, const QString& icon, std::set<QString>& filter,
                         const QString& name, bool on) {
        const std::set<QString> before = filter;
        on ? static_cast<void>(filter.insert(name)) : static_cast<void>(filter.erase(name));
        const auto events = std::ranges::count_if(events_, [this](const Event& event) { return isOn(event); });
        filter = before;
        if (events == 0)
            return;
        ways_.append(way);
        rows.append({words, QString::number(events), icon});
    };
    if (filteredOut_) {
        for (const FieldsModel::Row& group : groups_.rows())
            if (!group.at(3).toBool())
                way(u'#' + group.at(0).toString(), tr("Show %1").arg(group.at(1).toString()), u"tag"_s, off_,
                    group.at(0).toString(), false);
        for (const FieldsModel::Row& layer : layers_.rows())
            if (!layer.at(3).toBool())
                way(layer.at(0).toString(), tr("Show %1").arg(layer.at(1).toString()), u"eye"_s, layersOn_,
                    layer.at(0).toString(), true);
    }
    waysOut_.setRows(rows);
}

// ---- days ----

void CalendarPage::showDays() {
    struct Day {
        int runs = 0, failed = 0, planned = 0;
        QList<double> hours;
    };
    QList<Day> days(dayCount(), Day{0, 0, 0, QList<double>(24, -1)});
    double most = 1;
    for (const client::CalendarPart& part : answer_.parts) {
        const auto [day, minute] = placeOf(timeOf(part.from, app().zone()));
        if (day < 0 || day >= days.size())
            continue;
        Day& there = days[day];
        there.runs += part.runs;
        there.failed += part.failed;
        there.planned += part.planned;
        double& hour = there.hours[static_cast<qsizetype>(minute / 60)];
        hour = std::max(0.0, hour) + part.often_runs + part.often_planned;
        most = std::max(most, hour);
    }
    int mostRuns = 1;
    for (const Day& day : days)
        mostRuns = std::max(mostRuns, day.runs + day.planned);
    const QDate today = now().date();
    QList<FieldsModel::Row> rows;
    for (int i = 0; i < days.size(); ++i) {
        const Day& day = days.at(i);
        const QDate date = first_.addDays(i);
        const auto hoursLong = date.startOfDay(app().zone()).secsTo(date.addDays(1).startOfDay(app().zone())) / 3600;
        QString note, tone, icon;
        if (hoursLong != 24) {
            note = tr("%1 h day").arg(hoursLong);
            tone = u"warning"_s;
            icon = u"clock"_s;
        } else if (date == today && day.failed > 0) {
            note = groupedNumber(day.failed);
            tone = u"failed"_s;
            icon = u"octagon-x"_s;
        } else if (date > today || (date == today && day.runs == 0)) {
            //: In the head of a day to come: how many runs are planned.
            note = tr("%1 planned").arg(groupedNumber(day.planned));
        } else {
            //: In the head of a day that is over: how many runs there were.
            note = tr("%1 runs").arg(groupedNumber(day.runs));
        }
        QStringList tip{dated(date, DateForm::LongDate)};
        if (date <= today)
            tip.append(tr("%1 runs, %2 failed").arg(groupedNumber(day.runs), groupedNumber(day.failed)));
        if (date >= today)
            tip.append(tr("%1 planned").arg(groupedNumber(day.planned)));
        if (hoursLong != 24)
            tip.append(tr("the clock changes: %1 hours").arg(hoursLong));
        QVariantList hours;
        for (const double value : day.hours)
            hours.append(value < 0 || !layersOn_.contains(u"often"_s) ? -1.0 : value / most);
        rows.append({date.toString(Qt::ISODate),
                     dated(date, view_ == View::Month ? DateForm::Day : DateForm::WeekdayDay), date == today,
                     date < today, note, tone, icon, tip.join(u'\n'), hours, day.runs, day.failed, day.planned,
                     date.month() == date_.month(), static_cast<double>(day.runs + day.planned) / mostRuns});
    }
    days_.setRows(rows);
}

void CalendarPage::showHours() {
    // By the offset of the first day that shows; where the clock changes, its own column says so.
    const int offset = begin().offsetFromUtc() / 60;
    QList<FieldsModel::Row> rows;
    for (int hour = 0; hour < 24; ++hour) {
        const int other = ((hour * 60 - offset) % kDayMinutes + kDayMinutes) % kDayMinutes;
        const QString utc = other % 60 == 0 ? u"%1"_s.arg(other / 60, 2, 10, QChar(u'0'))
                                            : u"%1:%2"_s.arg(other / 60, 2, 10, QChar(u'0')).arg(other % 60);
        rows.append({u"%1"_s.arg(hour, 2, 10, QChar(u'0')), utc, hour * 60});
    }
    hours_.setRows(rows);
}

void CalendarPage::showBands() {
    QList<FieldsModel::Row> rows;
    const bool withHours = view_ == View::Week || view_ == View::Day;
    for (int day = 0; withHours && day < dayCount(); ++day) {
        const QDateTime midnight = first_.addDays(day).startOfDay(app().zone());
        const qint64 length = midnight.secsTo(first_.addDays(day + 1).startOfDay(app().zone()));
        const int change = static_cast<int>(length / 60) - kDayMinutes;
        if (change == 0)
            continue;
        // The minute at which the reading of the clock jumps.
        for (int minute = 0; minute < kDayMinutes; minute += 15) {
            const QDateTime at = midnight.addSecs(minute * 60);
            const double reading = at.time().msecsSinceStartOfDay() / 60'000.0;
            if (qRound(reading) == minute)
                continue;
            const int from = change < 0 ? minute : minute + change * -1;
            const int to = change < 0 ? minute - change : minute;
            const QString span = u"%1–%2"_s.arg(from / 60, 2, 10, QChar(u'0')).arg(to / 60, 2, 10, QChar(u'0'));
            rows.append({day, from, to, change < 0 ? u"gap"_s : u"twice"_s,
                         //: On the day on which the clock goes forward: %1 is "02–03".
                         change < 0 ? tr("%1 does not exist").arg(span)
                                    //: On the day on which the clock goes back: %1 is "02–03".
                                    : tr("%1 comes twice").arg(span),
                         QString(), true});
            break;
        }
    }
    const auto wall = [](const QDateTime& time) {
        return WallTime{std::chrono::milliseconds(time.toMSecsSinceEpoch())};
    };
    for (const client::Blackout& blackout : blackouts_) {
        if (!withHours || !layersOn_.contains(u"blackouts"_s))
            break;
        for (const BlackoutSpan& span : spansOf(blackout, wall(begin()), wall(end()))) {
            const auto from = std::max(timeOf(formatUtc(span.from), app().zone()), begin());
            const auto to = std::min(timeOf(formatUtc(span.to), app().zone()), end());
            const auto [firstDay, firstMinute] = placeOf(from);
            const auto [lastDay, lastMinute] = placeOf(to);
            for (int day = firstDay; day <= lastDay && day < dayCount(); ++day) {
                const double begins = day == firstDay ? firstMinute : 0;
                const double ends = day == lastDay ? lastMinute : kDayMinutes;
                if (ends > begins)
                    rows.append({day, begins, ends, u"blackout"_s,
                                 //: %1 is the name of a time in which nothing starts.
                                 tr("Blackout: %1").arg(text(blackout.name)), text(blackout.name), day == firstDay});
            }
        }
    }
    bands_.setRows(rows);
}

void CalendarPage::showBoxes() {
    QList<FieldsModel::Row> rows;
    if (view_ != View::Week && view_ != View::Day) {
        boxes_.setRows(rows);
        return;
    }
    QList<QList<DayEvent>> days(dayCount());
    for (std::size_t i = 0; i < events_.size(); ++i) {
        const Event& event = events_[i];
        if (!isOn(event))
            continue;
        const auto [day, minute] = placeOf(event.start);
        const auto [lastDay, lastMinute] = placeOf(event.end);
        if (day >= 0 && day < days.size())
            days[day].append({minute, lastDay > day ? kDayMinutes : std::max(minute, lastMinute), static_cast<int>(i)});
        else if (day < 0 && lastDay == 0 && event.kind != "skipped"_L1) // it began before what shows
            days[0].append({0, lastMinute, static_cast<int>(i)});
    }
    const DayRoom room{view_ == View::Day ? lanesWide_ : 2, shortest_, 30};
    for (int day = 0; day < days.size(); ++day) {
        for (const DayBox& box : placeDay(days.at(day), room)) {
            if (box.events.size() > 1) {
                int failed = 0;
                for (const int event : box.events)
                    failed += isFailure(events_[static_cast<std::size_t>(event)].status) ? 1 : 0;
                const auto count = static_cast<int>(box.events.size());
                const bool chosen = box.events.contains(chosen_);
                //: In one hour of the calendar: more runs than can be shown one by one.
                QString name = tr("%n run(s)", nullptr, count);
                if (failed > 0)
                    name += u" · "_s + tr("%n failed", nullptr, failed);
                rows.append({day, box.from, box.to, box.lane, box.lanes, name, u"many"_s,
                             failed > 0 ? u"failed"_s : QString(), box.events.first(), name, chosen, false});
                continue;
            }
            const int at = box.events.first();
            const Event& event = events_[static_cast<std::size_t>(at)];
            const client::CalendarItem& item = itemOf(event);
            QString name = text(item.job);
            if (item.attempt > 1 && isFailure(event.status))
                name += u" %1/%2"_s.arg(item.attempt).arg(std::max(item.attempt, item.attempts_max));
            rows.append({day, box.from, box.to, box.lane, box.lanes, name, event.kind, event.status, at, tipOf(event),
                         at == chosen_, item.status == "planned" && !planned_});
        }
    }
    boxes_.setRows(rows);
}

void CalendarPage::markChosen() {
    showBoxes();
    showOutline();
    Q_EMIT chosenChanged();
}

// ---- load ----

void CalendarPage::showLoad() {
    load_.clear();
    loadPlaces_.clear();
    loadMost_ = std::max(1, answer_.workers);
    if ((view_ != View::Week && view_ != View::Day) || answer_.from.empty())
        return;
    const WallTime at{std::chrono::milliseconds(now().toMSecsSinceEpoch())};
    const std::chrono::seconds slot(view_ == View::Week ? kLoadSlotsWeek : kLoadSlotsDay);
    const Load load = loadOf(answer_, at, slot);
    QDateTime time = timeOf(answer_.from, app().zone());
    for (const double wanted : load.wanted) {
        const auto [day, minute] = placeOf(time);
        load_.append(wanted);
        loadPlaces_.append(day + minute / kDayMinutes);
        loadMost_ = std::max(loadMost_, wanted);
        time = time.addSecs(slot.count());
    }
}

double CalendarPage::conflictPlace() const {
    if (!conflict_)
        return {};
    const auto middle = conflict_->from + (conflict_->to - conflict_->from) / 2;
    const auto [day, minute] = placeOf(timeOf(formatUtc(middle), app().zone()));
    return day + minute / kDayMinutes;
}

// ---- heat map and timeline ----

void CalendarPage::showHeat() {
    heat_.fill(0, static_cast<qsizetype>(dayCount()) * 24);
    for (const client::CalendarPart& part : answer_.parts) {
        const auto [day, minute] = placeOf(timeOf(part.from, app().zone()));
        if (day < 0 || day >= dayCount())
            continue;
        double& cell = heat_[day * 24 + static_cast<int>(minute / 60)];
        cell += metric_ == Metric::Runs       ? part.runs + part.planned
                : metric_ == Metric::Failures ? part.failed
                                              : part.often_busy / 60;
    }
    if (metric_ != Metric::Busy)
        return;
    for (const Event& event : events_) {
        const auto [day, minute] = placeOf(event.start);
        if (day >= 0 && day < dayCount() && event.kind != "skipped"_L1 && event.kind != "held"_L1)
            heat_[day * 24 + static_cast<int>(minute / 60)] += static_cast<double>(event.start.secsTo(event.end)) / 60;
    }
}

void CalendarPage::showLanes() {
    QList<FieldsModel::Row> rows;
    QList<FieldsModel::Row> hours;
    if (view_ == View::Timeline) {
        std::map<QString, std::pair<QVariantList, QString>> lanes; // bars, and the newest state
        const double length = static_cast<double>(begin().secsTo(end()));
        const auto at = [&](const QDateTime& time) { return static_cast<double>(begin().secsTo(time)) / length; };
        for (const Event& event : events_) {
            if (!isOn(event))
                continue;
            const QString kind = event.status == "planned"_L1 ? u"planned"_s
                                 : event.kind == "waiting"_L1 ? u"estimate"_s
                                                              : u"actual"_s;
            const QDateTime until = event.kind == "running"_L1 ? now() : event.end;
            auto& [bars, status] = lanes[text(itemOf(event).job)];
            bars.append(QVariant(QVariantList{std::clamp(at(event.start), 0.0, 1.0), std::clamp(at(until), 0.0, 1.0),
                                              event.status, kind}));
            if (event.kind == "running"_L1 && event.end > now())
                bars.append(QVariant(
                    QVariantList{at(now()), std::clamp(at(event.end), 0.0, 1.0), event.status, u"estimate"_s}));
            if (event.status != "planned"_L1 || status.isEmpty())
                status = event.status == "planned"_L1 ? u"scheduled"_s : event.status;
        }
        for (const auto& [name, lane] : lanes)
            if (rows.size() < kMostLanes)
                rows.append({name, lane.second, QString(), u"neutral"_s, lane.first});
        for (int hour = 0; hour < 24; hour += 2)
            hours.append({u"%1:00"_s.arg(hour, 2, 10, QChar(u'0')), at(timeAt(0, hour * 60))});
    }
    lanes_.setRows(rows);
    laneHours_.setRows(hours);
}

// ---- outline and month ----

void CalendarPage::showOutline() {
    QList<FieldsModel::Row> rows;
    for (std::size_t i = 0; i < events_.size(); ++i) {
        const Event& event = events_[i];
        if (!isOn(event) && static_cast<int>(i) != chosen_)
            continue;
        rows.append({static_cast<int>(i), dated(event.start.date(), DateForm::WeekdayDayMonth), hourMinute(event.start),
                     text(itemOf(event).job), wordsOf(event), event.kind, event.status,
                     static_cast<int>(i) == chosen_});
    }
    outline_.setRows(rows);
}

void CalendarPage::showMonth() {
    QList<FieldsModel::Row> rows;
    const QDate first = monthShown_.addDays(1 - monthShown_.dayOfWeek());
    const QDate today = now().date();
    for (int i = 0; i < 42; ++i) {
        const QDate date = first.addDays(i);
        if (i >= 35 && first.addDays(35).month() != monthShown_.month())
            break;
        const bool inSpan =
            view_ != View::Month && view_ != View::HeatMap && date >= first_ && date < first_.addDays(dayCount());
        rows.append({date.toString(Qt::ISODate), date.day(), date.month() == monthShown_.month(), inSpan, date == today,
                     failedDays_.contains(date)});
    }
    month_.setRows(rows);
}

} // namespace inferno::models
