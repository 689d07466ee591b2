// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/last_look.h"

#include <algorithm>

#include <QCoreApplication>
#include <QJsonArray>
#include <QSet>

#include "models/job_store.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

/// Gathers the lines; says in one what would be too many.
class Changes {
    Q_DECLARE_TR_FUNCTIONS(LastLook)
public:
    Changes(const LastLook& then, const LastLook& now, const JobStore& store, const QTimeZone& zone)
        : then_(then), now_(now), store_(store), zone_(zone), before_(then.failed.begin(), then.failed.end()),
          failing_(now.failed.begin(), now.failed.end()) {}

    QList<LookChange> list(const std::vector<client::Run>& history);

private:
    void addFailures();
    void addRecovered();
    void addDefinitions();
    void addNumbers(const std::vector<client::Run>& history);
    void addJobs(const QStringList& names, const QString& title, const QString& status, const QString& page);
    QString when(const std::string& time) const { return whenText(timeOf(time, zone_), timeOf(now_.at, zone_)); }

    const LastLook& then_;
    const LastLook& now_;
    const JobStore& store_;
    const QTimeZone& zone_;
    QSet<QString> before_;
    QSet<QString> failing_;
    QList<LookChange> lines_;
    int added_ = 0;
};

void Changes::addJobs(const QStringList& names, const QString& title, const QString& status, const QString& page) {
    for (const QString& name : names.first(std::min<qsizetype>(names.size(), kChangesShown))) {
        const client::Job* job = store_.byName(name);
        lines_.append({title.arg(name), job ? when(page == "jobs"_L1 ? job->last_run : job->updated) : QString(),
                       status, page, name});
    }
    if (names.size() > kChangesShown)
        lines_.append(
            {tr("and %n more", nullptr, static_cast<int>(names.size()) - kChangesShown), {}, status, u"jobs"_s, {}});
}

void Changes::addFailures() {
    QStringList names;
    for (const QString& name : now_.failed)
        if (!before_.contains(name) && !then_.cut)
            names.append(name);
    addJobs(names, tr("%1 failed"), u"failed"_s, u"jobs"_s);
}

void Changes::addRecovered() {
    QStringList names;
    for (const QString& name : then_.failed) {
        const client::Job* job = store_.byName(name);
        if (!failing_.contains(name) && job && JobStore::shownStatus(*job) == "completed"_L1)
            names.append(name);
    }
    addJobs(names, tr("%1 recovered"), u"completed"_s, u"jobs"_s);
}

void Changes::addDefinitions() {
    QStringList fresh, changed;
    for (const auto& job : store_.jobs()) {
        if (job.created > then_.at)
            fresh.append(text(job.definition.name));
        else if (job.updated > then_.at)
            changed.append(text(job.definition.name));
    }
    added_ = static_cast<int>(fresh.size());
    addJobs(fresh, tr("%1 is new"), u"scheduled"_s, u"job-editor"_s);
    addJobs(changed, tr("%1 was changed"), u"scheduled"_s, u"job-editor"_s);
    if (const int gone = then_.jobs + added_ - now_.jobs; gone > 0)
        lines_.append({tr("%n job(s) are gone", nullptr, gone), {}, u"disabled"_s, u"jobs"_s, {}});
    if (now_.paused != then_.paused)
        lines_.append({now_.paused ? tr("The queue was paused") : tr("The queue was resumed"),
                       {},
                       now_.paused ? u"paused"_s : u"running"_s,
                       u"jobs"_s,
                       {}});
}

void Changes::addNumbers(const std::vector<client::Run>& history) {
    const auto ended = std::ranges::count_if(history, [&](const auto& run) { return run.finished > then_.at; });
    const auto bad = std::ranges::count_if(
        history, [&](const auto& run) { return run.finished > then_.at && isFailure(text(run.status)); });
    if (ended > 0)
        lines_.append({tr("%n run(s) ended", nullptr, static_cast<int>(ended)),
                       bad > 0 ? tr("%n failed", nullptr, static_cast<int>(bad)) : QString(),
                       u"completed"_s,
                       u"jobs"_s,
                       {},
                       false});
    if (now_.sealed > then_.sealed)
        lines_.append({tr("%1 more events in the vault").arg(groupedNumber(now_.sealed - then_.sealed)),
                       {},
                       u"completed"_s,
                       u"audit"_s,
                       {},
                       false});
}

QList<LookChange> Changes::list(const std::vector<client::Run>& history) {
    addFailures();
    addRecovered();
    addDefinitions();
    addNumbers(history);
    return lines_;
}

} // namespace

QJsonObject LastLook::toJson() const {
    if (at.empty())
        return {};
    return {{u"at"_s, text(at)},
            {u"jobs"_s, jobs},
            {u"sealed"_s, static_cast<double>(sealed)},
            {u"failed"_s, QJsonArray::fromStringList(failed)},
            {u"paused"_s, paused},
            {u"cut"_s, cut}};
}

LastLook LastLook::fromJson(const QJsonObject& json) {
    LastLook look;
    const std::string at = json.value(u"at"_s).toString().toStdString();
    const auto time = parseRfc3339(at);
    if (!time)
        return look;
    look.at = formatUtc(*time);
    look.jobs = json.value(u"jobs"_s).toInt();
    look.sealed = static_cast<qint64>(json.value(u"sealed"_s).toDouble());
    for (const auto& name : json.value(u"failed"_s).toArray())
        look.failed.append(name.toString());
    look.paused = json.value(u"paused"_s).toBool();
    look.cut = json.value(u"cut"_s).toBool();
    return look;
}

LastLook LastLook::of(const JobStore& store, qint64 sealed, bool paused, WallTime now) {
    LastLook look;
    look.at = formatUtc(std::chrono::floor<std::chrono::seconds>(now));
    look.jobs = store.rowCount();
    look.sealed = sealed;
    look.paused = paused;
    for (const auto& job : store.jobs()) {
        if (!job.definition.enabled || !isFailure(JobStore::shownStatus(job)))
            continue;
        look.cut = look.failed.size() == kFailedKept;
        if (look.cut)
            break;
        look.failed.append(text(job.definition.name));
    }
    return look;
}

QList<LookChange> changesSince(const LastLook& then, const LastLook& now, const JobStore& store,
                               const std::vector<client::Run>& history, const QTimeZone& zone) {
    return then.at.empty() ? QList<LookChange>() : Changes(then, now, store, zone).list(history);
}

} // namespace inferno::models
