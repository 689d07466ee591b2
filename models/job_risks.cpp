// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/job_risks.h"

#include <algorithm>

#include <QCoreApplication>

#include "models/calendar_plan.h"
#include "models/fires.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

constexpr auto kSlot = minutes(15);

struct JobRisks {
    Q_DECLARE_TR_FUNCTIONS(JobRisks)
};

QString clockOf(WallTime time, const schedule::Zone& zone) {
    const auto local = duration_cast<seconds>((time + zone.offsetAt(time)).time_since_epoch());
    return QDateTime::fromSecsSinceEpoch(local.count(), QTimeZone::utc()).toString(u"HH:mm");
}

} // namespace

QHash<QString, JobRisk> risksOf(const client::CalendarView& plan, const QList<client::Job>& jobs,
                                const schedule::Zone& zone, WallTime now) {
    QHash<QString, JobRisk> risks;
    const auto tell = [&risks](const QString& job, Risk kind, const QString& said) {
        JobRisk& risk = risks[job];
        if (kind > risk.kind)
            risk = {kind, said};
    };
    QHash<QString, const client::Job*> byName;
    for (const auto& job : jobs)
        byName.insert(text(job.definition.name), &job);
    const Load load = loadOf(plan, now, kSlot);
    for (const auto& item : plan.items) {
        const auto start = parseRfc3339(item.start);
        const QString name = text(item.job);
        if (item.status != "planned" || !start || *start < now || item.change == "skipped")
            continue;
        if (!item.blackout.empty()) {
            tell(name, Risk::Blackout,
                 JobRisks::tr("At %1 it will not start: %2").arg(clockOf(*start, zone), text(item.blackout)));
            continue;
        }
        if (const client::Job* job = byName.value(name)) {
            const auto own = schedule::Zone::find(job->definition.timezone);
            for (const auto& line : job->definition.schedules) {
                const auto recurrence = schedule::Recurrence::parse(line, syntaxOf(job->definition));
                const auto* cron = recurrence ? recurrence->cron() : nullptr;
                const QString note = cron ? clockNote(*cron, own ? *own : zone, *start) : QString();
                if (!note.isEmpty() && job->definition.schedules.size() == 1 && item.change.empty())
                    tell(name, Risk::ClockChange, JobRisks::tr("At %1: %2").arg(clockOf(*start, zone), note));
            }
        }
        const double highest = load.highest(*start, *start + kSlot);
        if (plan.workers > 0 && highest > plan.workers)
            tell(name, Risk::Collision,
                 JobRisks::tr("At %1 about %2 runs want %3 workers: it may have to wait")
                     .arg(clockOf(*start, zone))
                     .arg(static_cast<int>(highest + 0.5))
                     .arg(plan.workers));
    }
    return risks;
}

} // namespace inferno::models
