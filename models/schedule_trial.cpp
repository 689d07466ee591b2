// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/schedule_trial.h"

#include <algorithm>
#include <cmath>

#include <QDateTime>
#include <QLocale>

#include "core/base/units.h"
#include "models/job_form.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

constexpr qint64 kDayMs = 86'400'000;
constexpr double kUsual = 600; // seconds, where a job never ran

struct Look {
    Fate fate;
    const char* state; ///< colour of the bar, and of its count
    const char* tone;
};
constexpr Look kLooks[] = {{Fate::Starts, "completed", "success"},   {Fate::Beside, "completed", "success"},
                           {Fate::Waits, "retrying", "warning"},     {Fate::Replaces, "retrying", "warning"},
                           {Fate::StillRunning, "failed", "failed"}, {Fate::Blackout, "skipped", "neutral"},
                           {Fate::Missed, "failed", "failed"},       {Fate::CaughtUp, "retrying", "warning"}};

const Look& lookOf(Fate fate) {
    return *std::ranges::find(kLooks, fate, &Look::fate);
}

QString words(Fate fate, int count) {
    switch (fate) {
    //: How many times of a schedule start a run; %n is the number, and so with those below.
    case Fate::Starts: return ScheduleTrial::tr("%n start(s)", nullptr, count);
    case Fate::Beside: return ScheduleTrial::tr("%n beside another", nullptr, count);
    case Fate::Waits: return ScheduleTrial::tr("%n wait(s) for the run before", nullptr, count);
    case Fate::Replaces: return ScheduleTrial::tr("%n end(s) the run before", nullptr, count);
    case Fate::StillRunning: return ScheduleTrial::tr("%n skipped: the run before goes on", nullptr, count);
    case Fate::Blackout: return ScheduleTrial::tr("%n in a blackout", nullptr, count);
    case Fate::Missed: return ScheduleTrial::tr("%n missed", nullptr, count);
    case Fate::CaughtUp: return ScheduleTrial::tr("%n made up for", nullptr, count);
    }
    return {};
}

QDateTime local(WallTime time, const QTimeZone& zone) {
    return QDateTime::fromMSecsSinceEpoch(duration_cast<milliseconds>(time.time_since_epoch()).count(), zone);
}

} // namespace

ScheduleTrial::ScheduleTrial(const Clock& clock, QObject* parent)
    : QObject(parent), clock_(clock), takes_(durationText(kUsual)),
      lanes_({"name", "status", "note", "noteTone", "bars"}), hours_({"label", "at"}), fates_({"tone", "text"}) {
    QList<FieldsModel::Row> marks;
    for (const int hour : {6, 12, 18})
        marks.append({QLocale().toString(QTime(hour, 0), u"HH:mm"_s), hour / 24.0});
    hours_.setRows(marks);
}

void ScheduleTrial::setDays(int days) {
    days_ = std::clamp(days, 1, 31);
    Q_EMIT asked();
}

void ScheduleTrial::setTakes(const QString& takes) {
    takes_ = takes;
    Q_EMIT asked();
}

void ScheduleTrial::setAway(int hours) {
    away_ = std::max(0, hours);
    Q_EMIT asked();
}

QString ScheduleTrial::takesError() const {
    return takes_.trimmed().isEmpty() || parseDuration(takes_.trimmed().toStdString())
               ? QString()
               : tr("write a time such as 90s, 15m or 1h30m");
}

void ScheduleTrial::begin(std::optional<double> usual) {
    takes_ = durationText(std::max(1.0, std::round(usual.value_or(kUsual))));
    away_ = 0;
    days_ = 7;
}

void ScheduleTrial::show(const schedule::Recurrence* recurrence, const schedule::Zone& zone,
                         const client::JobDefinition& job, const std::vector<client::Blackout>& blackouts) {
    if (!recurrence) {
        lanes_.setRows({});
        fates_.setRows({});
        Q_EMIT changed();
        return;
    }
    SimulationRules rules;
    rules.from = clock_.now();
    rules.to = rules.from + std::chrono::hours(24) * days_;
    rules.overlap = job.overlap;
    rules.misfire = job.misfire;
    rules.maxParallel = job.max_parallel;
    rules.maxRuns = job.max_runs;
    if (const auto takes = parseDuration(takes_.trimmed().toStdString()))
        rules.takes = *takes;
    if (const auto starts = parseRfc3339(job.starts))
        rules.starts = *starts;
    if (const auto ends = parseRfc3339(job.ends))
        rules.ends = *ends;
    if (away_ > 0)
        rules.awayUntil = rules.from + std::chrono::hours(away_);
    for (const client::Blackout& blackout : job.ignore_blackouts ? std::vector<client::Blackout>() : blackouts) {
        const bool concerns = blackout.tags.empty() || std::ranges::any_of(job.tags, [&](const std::string& tag) {
                                  return std::ranges::find(blackout.tags, tag) != blackout.tags.end();
                              });
        if (concerns)
            std::ranges::copy(spansOf(blackout, rules.from, rules.to), std::back_inserter(rules.blackouts));
    }
    const Simulation simulation = simulate(*recurrence, zone, rules);
    const QTimeZone shown(QByteArray::fromStdString(zone.name()));
    showDays(simulation, shown.isValid() ? shown : QTimeZone::utc(), rules.from);
    showFates(simulation);
    Q_EMIT changed();
}

void ScheduleTrial::showDays(const Simulation& simulation, const QTimeZone& zone, WallTime from) {
    const QDate first = local(from, zone).date();
    QList<QVariantList> bars(days_ + 1);
    QList<int> lost(days_ + 1);
    const auto put = [&](WallTime begins, WallTime ends, const Look& look, bool runs) {
        QDateTime begin = local(begins, zone);
        const QDateTime end = local(ends, zone);
        // Over midnight it goes on in the lane of the next day.
        for (auto day = first.daysTo(begin.date()); day >= 0 && day <= days_ && begin <= end; ++day) {
            const QDateTime midnight(first.addDays(day), QTime(0, 0), zone);
            const double at = static_cast<double>(midnight.msecsTo(begin)) / kDayMs;
            const double to = static_cast<double>(midnight.msecsTo(end)) / kDayMs;
            bars[day].append(QVariant(
                QVariantList{at, std::min(1.0, to), QLatin1String(look.state), runs ? u"planned"_s : u"actual"_s}));
            if (to <= 1)
                return;
            begin = midnight.addDays(1);
        }
    };
    for (const SimulatedFire& fire : simulation.fires) {
        const Look& look = lookOf(fire.fate);
        put(fire.runs() ? fire.begins : fire.at, fire.runs() ? fire.ends : fire.at, look, fire.runs());
        const auto day = first.daysTo(local(fire.at, zone).date());
        if (!fire.runs() && day >= 0 && day <= days_)
            ++lost[day];
    }
    QList<FieldsModel::Row> rows;
    for (int day = 0; day <= days_ && (day < days_ || !bars.at(day).isEmpty()); ++day)
        rows.append({QLocale().toString(first.addDays(day), u"ddd d MMM"_s),
                     lost.at(day) > 0 ? u"warnings"_s : u"scheduled"_s,
                     //: Of the times of a schedule on one day: so many start no run.
                     lost.at(day) > 0 ? tr("%n not started", nullptr, lost.at(day)) : QString(),
                     lost.at(day) > 0 ? u"warning"_s : QString(), bars.at(day)});
    lanes_.setRows(rows);
}

void ScheduleTrial::showFates(const Simulation& simulation) {
    QList<FieldsModel::Row> rows;
    for (const Look& look : kLooks)
        if (const int count = simulation.count(look.fate); count > 0)
            rows.append({QLatin1String(look.tone), words(look.fate, count)});
    if (rows.isEmpty())
        rows.append({u"neutral"_s, tr("Nothing is due in this time")});
    if (simulation.cut)
        rows.append({u"neutral"_s, tr("only the first %1 times").arg(groupedNumber(Simulation::kMost))});
    fates_.setRows(rows);
}

} // namespace inferno::models
