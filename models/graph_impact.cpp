// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/graph_impact.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>

#include "models/job_store.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRowsMost = 12;

class Impact {
    Q_DECLARE_TR_FUNCTIONS(GraphImpact)
public:
    Impact(const JobStore& store, const JobForecast& forecast, WallTime now, const QTimeZone& zone)
        : store_(store), graph_(store.dependencies()), forecast_(forecast), now_(now), zone_(zone),
          nowDate_(dateOf(now)) {}

    GraphImpact of(int node);

private:
    QDateTime dateOf(WallTime time) const {
        const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
        return QDateTime::fromMSecsSinceEpoch(ms, zone_);
    }
    QString clockOf(WallTime time) const { return whenText(dateOf(time), nowDate_); }
    const client::Job& job(int node) const { return store_.jobs().at(node); }
    /// The due time of a job by its own schedule.
    std::optional<WallTime> dueOf(int node) const {
        const auto due = parseRfc3339(job(node).next_run);
        return due ? std::optional(*due) : std::nullopt;
    }
    void say(int node, const std::vector<int>& held);
    void addRow(int node);
    void addPath(int node, const std::vector<int>& held);
    void addHelp(int node, int due);
    static QString slackText(WallTime::duration slack);
    static QString bothDurations(const client::Job& job);

    const JobStore& store_;
    const DependencyGraph& graph_;
    const JobForecast& forecast_;
    WallTime now_;
    QTimeZone zone_;
    QDateTime nowDate_;
    GraphImpact impact_;
};

QString Impact::slackText(WallTime::duration slack) {
    const auto minutes = std::chrono::floor<std::chrono::minutes>(slack).count();
    const QString sign = minutes < 0 ? u"−"_s : u"+"_s;
    const auto size = std::abs(minutes);
    return size < 600 ? tr("%1%2 m").arg(sign).arg(size) : tr("%1%2 h").arg(sign).arg(size / 60);
}

QString Impact::bothDurations(const client::Job& job) {
    if (!job.p50 || !job.p95)
        //: It never completed, so that nobody knows how long it takes.
        return tr("no history");
    return tr("%1–%2").arg(shortDuration(job.p50), shortDuration(job.p95));
}

void Impact::say(int node, const std::vector<int>& held) {
    impact_.failed = isFailure(JobStore::shownStatus(job(node)));
    impact_.title = impact_.failed ? tr("While it stays failed") : tr("If its next run fails");
    if (held.empty())
        return;
    int first = -1;
    for (const int behind : held)
        if (dueOf(behind) && (first < 0 || *dueOf(behind) < *dueOf(first)))
            first = behind;
    const auto count = static_cast<int>(held.size());
    if (first < 0)
        impact_.text = tr("%n job(s) do not start.", nullptr, count);
    else
        //: After the number of jobs: the first that its schedule wants to start, and when.
        impact_.text =
            tr("%n job(s) do not start; %1 misses %2.", nullptr, count).arg(graph_.name(first), clockOf(*dueOf(first)));
}

void Impact::addRow(int node) {
    const JobOutlook& outlook = forecast_.of(node);
    const QString status = JobStore::shownStatus(job(node));
    QString end = u"–"_s, slack = u"–"_s, tone, tip;
    if (outlook.open && outlook.measured)
        end = clockOf(outlook.end95);
    else if (!outlook.open && dueOf(node))
        end = clockOf(*dueOf(node));
    if (outlook.slack && outlook.measured) {
        slack = slackText(*outlook.slack);
        tone = outlook.slack->count() < 0 ? u"failed"_s : QString();
        tip = outlook.due ? tr("Its schedule wants it to start at %1").arg(clockOf(*outlook.due))
                          : tr("So much later may it end before a job behind it is late");
    }
    const bool risk = tone == "failed"_L1 && outlook.due;
    impact_.rows.append({graph_.name(node), risk ? u"at_risk"_s : status, end, slack, tone, tip});
}

void Impact::addPath(int node, const std::vector<int>& held) {
    int target = -1;
    for (const int behind : held) {
        const JobOutlook& outlook = forecast_.of(behind);
        if (!outlook.open || !outlook.measured)
            continue;
        const bool due = outlook.due && outlook.waits;
        const auto rank = [&](int other) {
            const JobOutlook& o = forecast_.of(other);
            return std::pair(o.due && o.waits ? 0 : 1,
                             o.due && o.waits ? o.slack->count() : -o.end95.time_since_epoch().count());
        };
        if ((!due || outlook.slack) && (target < 0 || rank(behind) < rank(target)))
            target = behind;
    }
    if (target < 0)
        return;
    const std::vector<int> way = forecast_.criticalPath(graph_, target);
    const JobOutlook& last = forecast_.of(target);
    const WallTime from = std::min(now_, forecast_.of(way.front()).start50);
    WallTime to = last.due ? std::max(last.end95, *last.due) : last.end95;
    to += (to - from) / 20;
    const auto at = [&](WallTime time) {
        return std::clamp(std::chrono::duration<double>(time - from) / std::chrono::duration<double>(to - from), 0.0,
                          1.0);
    };
    for (const int step : way) {
        const JobOutlook& outlook = forecast_.of(step);
        impact_.path.append(
            {graph_.name(step), bothDurations(job(step)), at(outlook.start50), at(outlook.end50), at(outlook.end95)});
    }
    impact_.pathFrom = clockOf(from);
    impact_.pathTo = clockOf(to);
    if (last.due) {
        impact_.dueAt = at(*last.due);
        impact_.dueText = tr("due %1").arg(clockOf(*last.due));
    }
    addHelp(node, last.due && last.waits ? target : -1);
}

void Impact::addHelp(int node, int due) {
    const client::Job& one = job(node);
    if (impact_.failed) {
        const JobOutlook& outlook = forecast_.of(node);
        impact_.helps.append(
            {tr("Retry %1 now").arg(graph_.name(node)),
             outlook.measured ? tr("At p95 it ends at %1.").arg(clockOf(outlook.end95)) : QString(),
             outlook.slack && outlook.measured ? tr("%1 slack").arg(slackText(*outlook.slack)) : QString(), u"retry"_s,
             text(one.definition.name)});
    }
    if (due >= 0)
        impact_.helps.append({tr("Run %1 with what is there").arg(graph_.name(due)),
                              tr("It does not wait for the jobs before it, and uses their last results."), QString(),
                              u"run"_s, graph_.name(due)});
}

GraphImpact Impact::of(int node) {
    const std::vector<int> held = heldBackBy(store_.jobs(), graph_, node);
    say(node, held);
    if (held.empty() && !impact_.failed)
        return impact_;
    addRow(node);
    for (const int behind : held)
        if (impact_.rows.size() < kRowsMost)
            addRow(behind);
    if (static_cast<qsizetype>(held.size()) + 1 > impact_.rows.size())
        impact_.rows.append({tr("and %n more", nullptr, static_cast<int>(held.size()) + 1 - kRowsMost), u"blocked"_s,
                             QString(), QString(), QString(), QString()});
    addPath(node, held);
    if (impact_.helps.isEmpty() && impact_.failed)
        addHelp(node, -1);
    return impact_;
}

} // namespace

GraphImpact impactOf(const JobStore& store, const JobForecast& forecast, const QString& job, WallTime now,
                     const QTimeZone& zone) {
    const int node = store.dependencies().indexOf(job);
    return node < 0 || forecast.size() != store.dependencies().size() ? GraphImpact()
                                                                      : Impact(store, forecast, now, zone).of(node);
}

} // namespace inferno::models
