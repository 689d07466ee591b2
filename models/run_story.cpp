// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run_story.h"

#include <QCoreApplication>

#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLateMs = 60'000; // a start that is later than this after its time is told as late

struct RunStory {
    Q_DECLARE_TR_FUNCTIONS(RunStory)
};

QString clockOf(const QDateTime& time) {
    return time.isValid() ? time.toString(u"HH:mm:ss") : QString();
}

QString spanText(qint64 ms) {
    return longDuration(static_cast<double>(ms) / 1000);
}

FieldsModel::Row trigger(const client::Run& run, const client::JobDefinition& job, const QTimeZone& zone) {
    const QDateTime due = timeOf(run.scheduled_for, zone);
    const QString cause = text(run.cause);
    QString said;
    QString target;
    if (run.trigger == "schedule") {
        said = job.schedules.empty()
                   ? RunStory::tr("Its schedule was due on %1").arg(exactText(due))
                   : RunStory::tr("Its schedule %1 was due on %2").arg(text(job.schedules.front()), exactText(due));
    } else if (run.trigger == "run_at") {
        said = RunStory::tr("It was to run once, on %1").arg(exactText(due));
    } else if (run.trigger == "dependency") {
        target = job.depends_on.empty() ? QString() : text(job.depends_on.front()).section(u':', 0, 0);
        said = target.isEmpty() ? RunStory::tr("The jobs that it waits for ended as they should")
                                : RunStory::tr("%1 ended as it should").arg(target);
    } else if (run.trigger == "retry") {
        said = RunStory::tr("It is a new try of %1").arg(text(run.retry_of));
    } else if (run.trigger == "created") {
        said = RunStory::tr("The job was created, and nothing else starts it");
    } else {
        said = RunStory::tr("Somebody asked for it");
    }
    return {RunStory::tr("Trigger"), said, clockOf(due.isValid() ? due : timeOf(run.queued, zone)), target, QString()};
}

} // namespace

QString triggerText(const std::string& trigger) {
    const QHash<std::string, QString> words = {
        {"schedule", RunStory::tr("by its schedule")},     {"manual", RunStory::tr("on request")},
        {"dependency", RunStory::tr("after another job")}, {"retry", RunStory::tr("as a new try")},
        {"created", RunStory::tr("when it was created")},  {"run_at", RunStory::tr("at its time")}};
    return words.value(trigger, text(trigger));
}

QList<FieldsModel::Row> storyOf(const client::Run& run, const client::JobDefinition& job, const QTimeZone& zone) {
    const QDateTime due = timeOf(run.scheduled_for, zone);
    const QDateTime queued = timeOf(run.queued, zone);
    const QDateTime started = timeOf(run.started, zone);
    const QDateTime finished = timeOf(run.finished, zone);
    QList<FieldsModel::Row> rows;
    const auto add = [&rows](const QString& title, const QString& said, const QString& time, const QString& tone) {
        rows.append({title, said, time, QString(), tone});
    };
    rows.append(trigger(run, job, zone));
    if (!run.cause.empty())
        //: What the service itself wrote down as the reason of a run.
        add(RunStory::tr("Recorded"), text(run.cause), {}, {});
    if (due.isValid() && queued.isValid() && due.msecsTo(queued) > kLateMs)
        add(RunStory::tr("Missed start"),
            RunStory::tr("Noticed %1 late; the rule for missed starts is “%2”")
                .arg(spanText(due.msecsTo(queued)), text(job.misfire)),
            clockOf(queued), u"warning"_s);
    if (!job.condition.empty())
        add(RunStory::tr("Condition"), text(job.condition), {}, {});
    if (job.jitter > 0)
        add(RunStory::tr("Spread"), RunStory::tr("Its start is spread over up to %1").arg(longDuration(job.jitter)), {},
            {});
    if (started.isValid()) {
        const qint64 waited = std::max<qint64>(0, queued.msecsTo(started));
        add(RunStory::tr("Decision"),
            waited < 1000 ? RunStory::tr("A worker was free at once")
                          : RunStory::tr("It waited %1 for its turn").arg(spanText(waited)),
            clockOf(queued), waited > kLateMs ? u"warning"_s : QString());
        add(RunStory::tr("Started"),
            run.attempts_max > 1 ? RunStory::tr("Attempt %1 of at most %2").arg(run.attempt).arg(run.attempts_max)
                                 : RunStory::tr("The only attempt"),
            clockOf(started), {});
    } else if (!run.waiting.empty()) {
        add(RunStory::tr("Waits"), text(run.waiting), clockOf(queued), u"warning"_s);
    } else if (run.status == "skipped") {
        add(RunStory::tr("Decision"), RunStory::tr("It was not started: %1").arg(text(run.reason)), clockOf(queued),
            u"warning"_s);
    }
    if (finished.isValid() && started.isValid()) {
        const bool bad = isFailure(text(run.status));
        add(RunStory::tr("Ended"),
            bad ? causeOf(run.status, run.exit_code, run.signal, run.reason)
                : RunStory::tr("%1 after %2").arg(statusWord(text(run.status)), longDuration(run.duration)),
            clockOf(finished), bad ? u"failed"_s : QString());
    }
    return rows;
}

} // namespace inferno::models
