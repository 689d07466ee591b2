// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "models/command_parts.h"
#include "models/job_store.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;
using Choice = CommandStep::Choice;

namespace {

using WhyNot = QString (*)(const client::Job& job);

QString always(const client::Job&) {
    return {};
}

bool isActive(const client::Job& job) {
    const QString status = JobStore::shownStatus(job);
    return status == "running"_L1 || status == "queued"_L1 || status == "blocked"_L1 || status == "retrying"_L1;
}

QString whyNotStopped(const client::Job& job) {
    return isActive(job) ? QString() : Commands::tr("it does not run");
}

QString whyNotRetried(const client::Job& job) {
    if (isActive(job))
        return Commands::tr("it runs");
    return isFailure(text(job.last_status)) || job.last_status == "cancelled"
               ? QString()
               : Commands::tr("its last run did not fail");
}

QString whyNotEnabled(const client::Job& job) {
    return job.definition.enabled ? Commands::tr("it is enabled") : QString();
}

QString whyNotDisabled(const client::Job& job) {
    return job.definition.enabled ? QString() : Commands::tr("it is paused already");
}

QString whyNotSkipped(const client::Job& job) {
    return job.next_run.empty() ? Commands::tr("nothing is planned") : QString();
}

CommandStep whichJob(AppState& app, WhyNot whyNot = always) {
    const auto choices = [&app, whyNot](const QStringList&) {
        QList<Choice> all;
        for (const client::Job& job : app.jobStore().jobs())
            all.append({text(job.definition.name), text(job.definition.name), text(job.schedule_words), whyNot(job)});
        std::ranges::stable_sort(all, [](const Choice& a, const Choice& b) {
            if (a.reason.isEmpty() != b.reason.isEmpty())
                return a.reason.isEmpty();
            return a.title.compare(b.title, Qt::CaseInsensitive) < 0;
        });
        return all;
    };
    return {Commands::tr("which job?"), u"JOB"_s, choices};
}

std::function<QStringList(const QStringList&)> queueLine(const QString& verb) {
    return [verb](const QStringList& values) { return QStringList{u"batch-queue"_s, verb} + values; };
}

/// When a run that is asked for now would begin.
QString startWords(AppState& app, const client::Job& job) {
    if (app.queuePaused())
        return Commands::tr("It would wait: the queue is paused.");
    if (job.status == "running" && job.definition.overlap == "replace")
        return Commands::tr("The run that is under way would be ended, and a new one started.");
    if (job.status == "running" && job.definition.overlap != "allow")
        return Commands::tr("It would wait for the run that is under way.");
    if (app.workersMax() > 0 && app.workersBusy() >= app.workersMax())
        //: %1 is a number of workers, all of them.
        return Commands::tr("It would wait: all %1 workers are busy, and %n run(s) wait already.", nullptr,
                            app.queueDepth())
            .arg(app.workersMax());
    return Commands::tr("It would start at once: %1 of %2 workers are busy.")
        .arg(app.workersBusy())
        .arg(app.workersMax());
}

QString runEffect(AppState& app, const QString& name) {
    const client::Job* job = app.jobStore().byName(name);
    if (!job)
        return {};
    QString words = startWords(app, *job);
    if (!job->definition.command.empty())
        words += u' ' + Commands::tr("It runs: %1").arg(text(job->definition.command).simplified().left(120));
    if (const int after = app.jobStore().downstreamCount(name); after > 0)
        words += u' ' + Commands::tr("%n job(s) wait for it.", nullptr, after);
    return words;
}

QString stopEffect(AppState& app, const QString& name) {
    const client::Job* job = app.jobStore().byName(name);
    if (!job)
        return {};
    QString words =
        Commands::tr("Its process is told to end, and killed if it has not after %1 s.").arg(job->definition.grace);
    if (job->status != "running")
        words = Commands::tr("Its run waits: it is taken out of the queue.");
    if (const int after = app.jobStore().downstreamCount(name); after > 0)
        words += u' ' + Commands::tr("%n job(s) wait for it.", nullptr, after);
    return words;
}

QString skipEffect(AppState& app, const QString& name) {
    const client::Job* job = app.jobStore().byName(name);
    if (!job || job->next_run.empty())
        return {};
    const QDateTime time = timeOf(job->next_run, app.zone());
    const QDateTime now = nowIn(app.clock(), app.zone());
    return Commands::tr("Nothing is started at %1 (%2). The schedule stays.")
        .arg(whenText(time, now), relativeText(time, now));
}

QString switchEffect(AppState& app, const QString& name, bool enable) {
    const client::Job* job = app.jobStore().byName(name);
    if (!job)
        return {};
    if (enable)
        return Commands::tr("Its schedule starts it again: %1.").arg(text(job->schedule_words));
    QString words = Commands::tr("Nothing starts it by itself until it is enabled. What it missed is not made up for.");
    if (isActive(*job))
        words += u' ' + Commands::tr("The run that is under way goes on.");
    return words;
}

QString deleteEffect(AppState& app, const QString& name) {
    const int after = app.jobStore().downstreamCount(name);
    if (after > 0)
        return Commands::tr("The service would refuse: %n job(s) wait for it.", nullptr, after);
    return Commands::tr("Its definition goes; its runs stay in the audit trail. It can be taken back.");
}

void addJobCommands(QList<Command>& list, AppState& app) {
    const QString part = Commands::tr("Job");
    const auto away = needsService(app);
    list.append({u"job.run"_s,
                 Commands::tr("Run job"),
                 Commands::tr("start now"),
                 u"play"_s,
                 part,
                 u"jobs.run"_s,
                 {whichJob(app)},
                 {},
                 away,
                 [&app](const QStringList& v) { app.runJob(v.at(0)); },
                 queueLine(u"run"_s),
                 [&app](const QStringList& v) { return runEffect(app, v.at(0)); }});
    list.append({u"job.retry"_s,
                 Commands::tr("Retry job"),
                 Commands::tr("again failed"),
                 u"rotate-ccw"_s,
                 part,
                 {},
                 {whichJob(app, whyNotRetried)},
                 {},
                 away,
                 [&app](const QStringList& v) { app.retryJob(v.at(0)); },
                 queueLine(u"retry"_s),
                 [&app](const QStringList& v) { return runEffect(app, v.at(0)); }});
    list.append({u"job.stop"_s,
                 Commands::tr("Stop job"),
                 Commands::tr("cancel end kill"),
                 u"stop"_s,
                 part,
                 {},
                 {whichJob(app, whyNotStopped)},
                 Commands::tr("Stop %1"),
                 away,
                 [&app](const QStringList& v) { app.stopJob(v.at(0)); },
                 queueLine(u"cancel"_s),
                 [&app](const QStringList& v) { return stopEffect(app, v.at(0)); }});
    list.append({u"job.enable"_s,
                 Commands::tr("Enable job"),
                 Commands::tr("switch on resume"),
                 u"circle-check"_s,
                 part,
                 u"jobs.pause"_s,
                 {whichJob(app, whyNotEnabled)},
                 {},
                 away,
                 [&app](const QStringList& v) { app.enableJob(v.at(0), true); },
                 queueLine(u"enable"_s),
                 [&app](const QStringList& v) { return switchEffect(app, v.at(0), true); }});
    list.append({u"job.disable"_s,
                 Commands::tr("Pause job"),
                 Commands::tr("disable switch off"),
                 u"circle-pause"_s,
                 part,
                 u"jobs.pause"_s,
                 {whichJob(app, whyNotDisabled)},
                 {},
                 away,
                 [&app](const QStringList& v) { app.enableJob(v.at(0), false); },
                 queueLine(u"disable"_s),
                 [&app](const QStringList& v) { return switchEffect(app, v.at(0), false); }});
    list.append({u"job.skip"_s,
                 Commands::tr("Leave out the next run of a job"),
                 Commands::tr("skip once"),
                 u"chevrons-right"_s,
                 part,
                 {},
                 {whichJob(app, whyNotSkipped)},
                 {},
                 away,
                 [&app](const QStringList& v) { app.skipNextRun(v.at(0)); },
                 [&app](const QStringList& v) {
                     const client::Job* job = app.jobStore().byName(v.at(0));
                     return QStringList{u"batch-queue"_s, u"skip"_s, v.at(0), job ? text(job->next_run) : u"TIME"_s};
                 },
                 [&app](const QStringList& v) { return skipEffect(app, v.at(0)); }});
    list.append({u"job.delete"_s,
                 Commands::tr("Delete job"),
                 Commands::tr("remove"),
                 u"trash"_s,
                 part,
                 u"jobs.delete"_s,
                 {whichJob(app)},
                 Commands::tr("Delete %1"),
                 away,
                 [&app](const QStringList& v) { app.deleteJob(v.at(0)); },
                 queueLine(u"delete"_s),
                 [&app](const QStringList& v) { return deleteEffect(app, v.at(0)); }});
    list.append({u"job.new"_s,
                 Commands::tr("New job"),
                 Commands::tr("create"),
                 u"plus"_s,
                 part,
                 u"window.new"_s,
                 {},
                 {},
                 {},
                 [&app](const QStringList&) { app.navigate(u"job-editor"_s); }});
    list.append({u"job.edit"_s,
                 Commands::tr("Edit job"),
                 Commands::tr("change schedule"),
                 u"pencil"_s,
                 part,
                 u"jobs.edit"_s,
                 {whichJob(app)},
                 {},
                 {},
                 [&app](const QStringList& v) { app.navigate(u"job-editor"_s, v.at(0)); }});
    list.append({u"job.graph"_s,
                 Commands::tr("Show job in the graph"),
                 Commands::tr("dependencies"),
                 u"workflow"_s,
                 part,
                 u"jobs.graph"_s,
                 {whichJob(app)},
                 {},
                 {},
                 [&app](const QStringList& v) { app.navigate(u"graph"_s, v.at(0)); }});
    list.append({u"job.show"_s,
                 Commands::tr("Show job"),
                 Commands::tr("open log output"),
                 u"list-checks"_s,
                 part,
                 u"jobs.log"_s,
                 {whichJob(app)},
                 {},
                 {},
                 [&app](const QStringList& v) { app.navigate(u"jobs"_s, v.at(0)); },
                 queueLine(u"show"_s)});
}

} // namespace

void addQueueCommands(QList<Command>& list, AppState& app) {
    addJobCommands(list, app);
    const QString part = Commands::tr("Queue");
    const auto away = needsService(app);
    list.append({u"queue.pause"_s,
                 Commands::tr("Pause the queue"),
                 Commands::tr("stop scheduler hold"),
                 u"pause"_s,
                 part,
                 {},
                 {},
                 {},
                 [&app, away] { return app.connected() && app.queuePaused() ? Commands::tr("it is paused") : away(); },
                 [&app](const QStringList&) { app.pauseQueue(); },
                 queueLine(u"pause"_s),
                 [&app](const QStringList&) {
                     return Commands::tr("%n run(s) in the queue would wait until it is resumed.", nullptr,
                                         app.queueDepth()) +
                            u' ' + Commands::tr("%n run(s) under way go on.", nullptr, app.workersBusy());
                 }});
    list.append(
        {u"queue.resume"_s,
         Commands::tr("Resume the queue"),
         Commands::tr("start scheduler"),
         u"play"_s,
         part,
         {},
         {},
         {},
         [&app, away] { return app.connected() && !app.queuePaused() ? Commands::tr("it is not paused") : away(); },
         [&app](const QStringList&) { app.resumeQueue(); },
         queueLine(u"resume"_s),
         [&app](const QStringList&) {
             return Commands::tr("%n run(s) in the queue may start.", nullptr, app.queueDepth());
         }});
}

} // namespace inferno::models
