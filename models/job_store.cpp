// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/job_store.h"

#include <algorithm>
#include <utility>

#include <QSet>

#include <nlohmann/json.hpp>

#include "models/fires.h"
#include "models/schedule_words.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kRecentRuns = 20;
constexpr qint64 kStaleSeconds = 90; // a service would have told the next run by then

bool sameEdges(const client::JobDefinition& a, const client::JobDefinition& b) {
    return a.name == b.name && a.depends_on == b.depends_on && a.depends_mode == b.depends_mode;
}

bool same(const client::Job& a, const client::Job& b) {
    return nlohmann::json(a) == nlohmann::json(b);
}

QDateTime plannedAfter(const client::Job& job, WallTime now, const QTimeZone& zone) {
    const auto own =
        schedule::Zone::find(job.definition.timezone.empty() ? zone.id().toStdString() : job.definition.timezone);
    WallTime first = WallTime::max();
    for (const auto& line : job.definition.schedules)
        if (const auto recurrence = schedule::Recurrence::parse(line, syntaxOf(job.definition)); recurrence && own)
            for (const WallTime fire : fireTimes(*recurrence, *own, now, 1))
                first = std::min(first, fire);
    return first == WallTime::max() ? QDateTime() : timeOf(formatUtc(first), zone);
}

int rankOf(const QString& status) {
    static const QStringList order = {u"failed"_s,  u"timed_out"_s, u"retrying"_s,  u"running"_s,   u"queued"_s,
                                      u"blocked"_s, u"paused"_s,    u"completed"_s, u"cancelled"_s, u"skipped"_s,
                                      u"ready"_s,   u"scheduled"_s, u"disabled"_s};
    const auto rank = order.indexOf(status);
    return static_cast<int>(rank < 0 ? order.size() : rank);
}

QVariant barHeights(const client::Job& job) {
    double longest = 0;
    for (const auto& bar : job.recent)
        longest = std::max(longest, bar.duration);
    QList<double> heights;
    for (const auto& bar : job.recent)
        heights.append(longest > 0 ? bar.duration / longest : 0);
    return QVariant::fromValue(heights);
}

QStringList barStatuses(const client::Job& job) {
    QStringList statuses;
    for (const auto& bar : job.recent)
        statuses.append(text(bar.status));
    return statuses;
}

QStringList tagsOf(const client::Job& job) {
    QStringList tags;
    for (const auto& tag : job.definition.tags)
        tags.append(text(tag));
    return tags;
}

} // namespace

JobStore::JobStore(const Clock& clock, const QTimeZone& zone, QObject* parent)
    : QAbstractListModel(parent), clock_(clock), zone_(zone) {}

int JobStore::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(jobs_.size());
}

QHash<int, QByteArray> JobStore::roleNames() const {
    return {{int(Role::JobId), "jobId"},
            {int(Role::Name), "name"},
            {int(Role::Status), "status"},
            {int(Role::StatusLabel), "statusLabel"},
            {int(Role::Progress), "progress"},
            {int(Role::Tags), "tags"},
            {int(Role::Schedule), "schedule"},
            {int(Role::NextRun), "nextRun"},
            {int(Role::NextRelative), "nextRelative"},
            {int(Role::NextExact), "nextExact"},
            {int(Role::BarHeights), "barHeights"},
            {int(Role::BarStatuses), "barStatuses"},
            {int(Role::P50), "p50"},
            {int(Role::P95), "p95"},
            {int(Role::Enabled), "jobEnabled"},
            {int(Role::LastResult), "lastResult"},
            {int(Role::LastRun), "lastRun"},
            {int(Role::LastRunExact), "lastRunExact"},
            {int(Role::SortRank), "sortRank"},
            {int(Role::NextRunTime), "nextRunTime"}};
}

QString JobStore::shownStatus(const client::Job& job) {
    if ((job.status == "ready" || job.status == "scheduled") && !job.last_status.empty())
        return text(job.last_status);
    return text(job.status);
}

QVariant JobStore::nextRun(const client::Job& job, int role) const {
    const QDateTime now = nowIn(clock_, zone_);
    QDateTime next = timeOf(job.next_run, zone_);
    // Without a service nobody tells the next one: it is worked out here, and said to be planned.
    const bool stale = next.isValid() && next.secsTo(now) > kStaleSeconds && !job.definition.schedules.empty();
    if (stale)
        next = plannedAfter(job, clock_.now(), zone_);
    if (stale && role == int(Role::NextRelative))
        return next.isValid() ? tr("planned") : QString();
    if (role == int(Role::NextExact))
        return exactText(next);
    if (role == int(Role::NextRelative))
        return job.definition.enabled ? relativeText(next, now) : QString();
    if (!job.definition.enabled)
        return tr("disabled");
    if (job.status == "blocked")
        return tr("waiting");
    if (next.isValid())
        return whenText(next, now);
    return job.definition.depends_on.empty() ? tr("on request") : tr("on trigger");
}

QVariant JobStore::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const client::Job& job = jobs_.at(index.row());
    switch (static_cast<Role>(role)) {
    case Role::JobId: return text(job.id);
    case Role::Name: return text(job.definition.name);
    case Role::Status: return shownStatus(job);
    case Role::StatusLabel: {
        const QString word = statusWord(shownStatus(job));
        if (job.status != "running" || !job.progress)
            return word;
        const QString percent = (job.estimated ? u"~"_s : QString()) + QString::number(qRound(*job.progress));
        return tr("%1 %2 %").arg(word, percent);
    }
    case Role::Progress: return job.progress ? *job.progress / 100 : -1.0;
    case Role::Tags: return tagsOf(job);
    case Role::Schedule: return scheduleWords(job);
    case Role::NextRun:
    case Role::NextRelative:
    case Role::NextExact: return nextRun(job, role);
    case Role::BarHeights: return barHeights(job);
    case Role::BarStatuses: return barStatuses(job);
    case Role::P50: return shortDuration(job.p50);
    case Role::P95: return shortDuration(job.p95);
    case Role::Enabled: return job.definition.enabled;
    case Role::LastResult: return text(job.last_status);
    case Role::LastRun: return relativeText(timeOf(job.last_run, zone_), nowIn(clock_, zone_));
    case Role::LastRunExact: return exactText(timeOf(job.last_run, zone_));
    case Role::SortRank: return rankOf(shownStatus(job));
    case Role::NextRunTime: return timeOf(job.next_run, zone_);
    }
    return role == Qt::DisplayRole ? text(job.definition.name) : QVariant();
}

const client::Job* JobStore::byId(const QString& id) const {
    const auto row = rowOfId_.value(id, -1);
    return row < 0 ? nullptr : &jobs_.at(row);
}

const client::Job* JobStore::byName(const QString& name) const {
    const auto row = rowOfName_.value(name, -1);
    return row < 0 ? nullptr : &jobs_.at(row);
}

const DependencyGraph& JobStore::dependencies() const {
    if (!graphKnown_) {
        graph_ = DependencyGraph(jobs_);
        downstream_.clear();
        graphKnown_ = true;
    }
    return graph_;
}

int JobStore::downstreamCount(const QString& name) const {
    const int node = dependencies().indexOf(name);
    if (downstream_.empty() && graph_.size() > 0)
        downstream_ = graph_.downstreamCounts();
    return node < 0 ? 0 : downstream_[static_cast<std::size_t>(node)];
}

void JobStore::readAll(Backend& backend) {
    if (std::exchange(reading_, true))
        return;
    backend.jobs().then(this, [this](const Result<std::vector<client::Job>>& jobs) {
        reading_ = false;
        if (jobs)
            replaceAll(*jobs);
        else
            Q_EMIT readFailed(jobs.error());
    });
}

void JobStore::replaceAll(const std::vector<client::Job>& jobs) {
    QSet<QString> kept;
    for (const auto& job : jobs)
        kept.insert(text(job.id));
    for (auto row = jobs_.size() - 1; row >= 0; --row) {
        if (!kept.contains(text(jobs_.at(row).id)))
            remove(text(jobs_.at(row).id));
    }
    // All new ones at once: who listens computes anew with each insertion.
    QList<client::Job> added;
    for (const auto& job : jobs) {
        const client::Job* known = byId(text(job.id));
        if (!known)
            added.append(job);
        else if (!same(*known, job))
            apply(job);
    }
    if (!added.isEmpty()) {
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(added.size()) - 1);
        jobs_.append(added);
        reindex(jobs_.size() - added.size());
        endInsertRows();
    }
    wasRead_ = true;
    Q_EMIT replaced();
}

void JobStore::apply(const client::Job& job) {
    const auto row = rowOfId_.value(text(job.id), -1);
    if (row < 0) {
        beginInsertRows({}, rowCount(), rowCount());
        jobs_.append(job);
        reindex(jobs_.size() - 1);
        endInsertRows();
        return;
    }
    // A change that comes without the recent runs does not take away those that are known.
    const auto before = jobs_.at(row);
    jobs_[row] = job;
    if (job.recent.empty())
        jobs_[row].recent = before.recent;
    if (before.definition.name != job.definition.name) {
        rowOfName_.remove(text(before.definition.name));
        rowOfName_.insert(text(job.definition.name), row);
    }
    graphKnown_ = graphKnown_ && sameEdges(before.definition, job.definition);
    const QModelIndex cell = index(static_cast<int>(row));
    Q_EMIT dataChanged(cell, cell);
}

void JobStore::applyRun(const client::Run& run) {
    const auto row = rowOfId_.value(text(run.job_id), -1);
    if (row < 0 || run.status == "skipped" || run.started.empty())
        return;
    auto& recent = jobs_[row].recent;
    const client::RunBar bar{run.id, run.status, run.started, run.duration};
    const auto known = std::ranges::find(recent, run.id, &client::RunBar::id);
    if (known != recent.end()) {
        *known = bar;
    } else {
        recent.push_back(bar);
        if (recent.size() > kRecentRuns)
            recent.erase(recent.begin());
    }
    const QModelIndex cell = index(static_cast<int>(row));
    Q_EMIT dataChanged(cell, cell, {int(Role::BarHeights), int(Role::BarStatuses)});
}

void JobStore::remove(const QString& id) {
    const auto row = rowOfId_.value(id, -1);
    if (row < 0)
        return;
    beginRemoveRows({}, static_cast<int>(row), static_cast<int>(row));
    rowOfId_.remove(id);
    rowOfName_.remove(text(jobs_.at(row).definition.name));
    jobs_.removeAt(row);
    reindex(row);
    endRemoveRows();
}

void JobStore::tick() {
    if (jobs_.isEmpty())
        return;
    Q_EMIT dataChanged(index(0), index(rowCount() - 1),
                       {int(Role::NextRelative), int(Role::NextRun), int(Role::LastRun)});
}

// Rows before `from` are where they were.
void JobStore::reindex(qsizetype from) {
    graphKnown_ = false;
    for (qsizetype row = from; row < jobs_.size(); ++row) {
        rowOfId_.insert(text(jobs_.at(row).id), row);
        rowOfName_.insert(text(jobs_.at(row).definition.name), row);
    }
}

} // namespace inferno::models
