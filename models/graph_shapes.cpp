// SPDX-License-Identifier: GPL-3.0-or-later
// What the graph shows of its jobs: nodes, edges, frames, outline, runs, and the chosen one.
#include <algorithm>

#include <QRectF>

#include "models/app_state.h"
#include "models/graph_page.h"
#include "models/job_store.h"
#include "models/schedule_words.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr double kFramePad = 16;
constexpr double kFrameHead = 32;
constexpr int kLanesMost = 100;
constexpr int kRecentShown = 20;
constexpr int kHourParts = 6;

int worseOf(const QString& status) {
    static const QStringList order = {u"failed"_s,    u"timed_out"_s, u"at_risk"_s, u"retrying"_s,  u"running"_s,
                                      u"blocked"_s,   u"queued"_s,    u"paused"_s,  u"cancelled"_s, u"skipped"_s,
                                      u"completed"_s, u"scheduled"_s, u"ready"_s,   u"disabled"_s};
    return static_cast<int>(order.indexOf(status));
}

bool isLate(const JobOutlook& outlook) {
    return outlook.due && outlook.waits && outlook.measured && outlook.slack && outlook.slack->count() < 0;
}

QString conditionWords(const QString& on) {
    if (on == "failure"_L1)
        return GraphPage::tr("on failure");
    return on == "completion"_L1 ? GraphPage::tr("always") : GraphPage::tr("on success");
}

/// The newest run that has ended; null where there is none.
const client::RunBar* lastEnded(const client::Job& job) {
    for (auto bar = job.recent.rbegin(); bar != job.recent.rend(); ++bar)
        if (bar->status != "running" && bar->status != "queued" && bar->status != "retrying")
            return &*bar;
    return nullptr;
}

} // namespace

QString GraphPage::labelOf(const QString& name) const {
    return name.startsWith(u'#') ? name.mid(1) : name;
}

QString GraphPage::statusOf(const QString& name) const {
    if (!name.startsWith(u'#')) {
        const client::Job* job = app().jobStore().byName(name);
        if (!job)
            return {};
        const client::RunBar* bar = lastRun_ ? lastEnded(*job) : nullptr;
        if (bar)
            return text(bar->status);
        const int node = graph().indexOf(name);
        const bool known = !lastRun_ && node >= 0 && forecast_.size() == graph().size();
        return known && isLate(forecast_.of(node)) ? u"at_risk"_s : JobStore::shownStatus(*job);
    }
    QString worst;
    for (const int node : units_.members.value(name.mid(1))) {
        const QString status = statusOf(graph().name(node));
        if (worst.isEmpty() || worseOf(status) < worseOf(worst))
            worst = status;
    }
    return worst;
}

QStringList GraphPage::unitReach(const QString& name, bool down) const {
    return shown_.reachOf(name, down);
}

// Read anew for a job that changed only: in other languages than English each is taken apart for it.
QString GraphPage::scheduleOf(const client::Job& job) {
    const QString name = text(job.definition.name);
    auto known = schedules_.constFind(name);
    if (known == schedules_.cend())
        known = schedules_.insert(name, scheduleWords(job));
    return *known;
}

FieldsModel::Row GraphPage::nodeRow(const QString& name) {
    const client::Job& job = *app().jobStore().byName(name);
    const QPointF centre = plan_.centres.value(name);
    const QString status = statusOf(name);
    QString label = statusWord(status);
    if (const client::RunBar* bar = lastRun_ ? lastEnded(job) : nullptr)
        label = shortDuration(bar->duration);
    const double progress = job.progress && job.status == "running" && !lastRun_ ? *job.progress / 100 : -1.0;
    return {name,
            name,
            centre.x() - kNodeWidth / 2,
            centre.y() - kNodeHeight / 2,
            status,
            label,
            scheduleOf(job),
            progress,
            name == chosen_,
            false,
            0};
}

FieldsModel::Row GraphPage::groupRow(const QString& name) const {
    const auto members = units_.members.value(name.mid(1));
    const QPointF centre = plan_.centres.value(name);
    const auto bad = std::ranges::count_if(members, [&](int node) { return isFailure(statusOf(graph().name(node))); });
    const auto all = static_cast<int>(members.size());
    const QString label = bad > 0 ? tr("%n failed", nullptr, static_cast<int>(bad))
                                  //: Of the jobs of a group: none failed.
                                  : tr("%1 of %1 ok").arg(all);
    return {name,
            labelOf(name),
            centre.x() - kNodeWidth / 2,
            centre.y() - kNodeHeight / 2,
            statusOf(name),
            label,
            tr("%n job(s) collapsed", nullptr, all),
            -1.0,
            name == chosen_,
            false,
            all};
}

void GraphPage::showNodes() {
    QSet<QString> family = {isolated_};
    for (const bool down : {true, false})
        for (const QString& name : unitReach(isolated_, down))
            family.insert(name);
    QList<FieldsModel::Row> rows;
    dimmed_ = 0;
    constexpr int kDimmed = 9;
    for (const QString& name : units_.names) {
        if (!plan_.centres.contains(name) || (!name.startsWith(u'#') && !app().jobStore().byName(name)))
            continue;
        FieldsModel::Row row = name.startsWith(u'#') ? groupRow(name) : nodeRow(name);
        row[kDimmed] = !isolated_.isEmpty() && !family.contains(name);
        dimmed_ += row.at(kDimmed).toBool() ? 1 : 0;
        rows.append(row);
    }
    nodes_.setRows(rows);
}

void GraphPage::showEdges() {
    QSet<QString> up = {isolated_}, down = {isolated_};
    for (const QString& name : unitReach(isolated_, false))
        up.insert(name);
    for (const QString& name : unitReach(isolated_, true))
        down.insert(name);
    const auto closes = [&](const QString& from, const QString& to) {
        for (qsizetype i = 0; i + 1 < circle_.size(); ++i)
            if (circle_.at(i) == from && circle_.at(i + 1) == to)
                return true;
        return false;
    };
    QList<FieldsModel::Row> rows;
    const auto add = [&](const GraphLink& link, bool lit, bool broken, bool dimmed, bool refused) {
        const QPointF from = plan_.centres.value(link.from);
        const QPointF to = plan_.centres.value(link.to);
        rows.append({link.from, link.to, link.on, from.x() + kNodeWidth / 2, from.y(), to.x() - kNodeWidth / 2, to.y(),
                     lit, broken, dimmed, refused, link.from == chosenEdge_.from && link.to == chosenEdge_.to});
    };
    for (const GraphLink& link : units_.links) {
        const bool family =
            (up.contains(link.from) && up.contains(link.to)) || (down.contains(link.from) && down.contains(link.to));
        const bool onPath = !isolated_.isEmpty() && family;
        const bool broken = link.on == "success"_L1 && isFailure(statusOf(link.from));
        add(link, onPath, broken, !isolated_.isEmpty() && !onPath, closes(link.from, link.to));
    }
    if (circle_.size() > 2) // the edge that is not there
        add({circle_.at(0), circle_.at(1), u"success"_s}, false, false, false, true);
    edges_.setRows(rows);
}

void GraphPage::showFrames() {
    QList<FieldsModel::Row> rows;
    QStringList groups(open_.begin(), open_.end());
    groups.sort();
    for (const QString& group : groups) {
        QRectF frame;
        for (const int node : units_.members.value(group)) {
            if (!plan_.centres.contains(graph().name(node)) || !graph().isTied(node))
                continue;
            const QPointF centre = plan_.centres.value(graph().name(node));
            frame |= QRectF(centre.x() - kNodeWidth / 2, centre.y() - kNodeHeight / 2, kNodeWidth, kNodeHeight);
        }
        if (frame.isEmpty() || plan_.engine != "dot"_L1 || !units_.grouped)
            continue;
        frame.adjust(-kFramePad, -kFrameHead, kFramePad, kFramePad);
        rows.append({group, group, frame.x(), frame.y(), frame.width(), frame.height()});
    }
    frames_.setRows(rows);
}

void GraphPage::showOutline() {
    if (units_.grouped) {
        showGroupedOutline();
        return;
    }
    QList<FieldsModel::Row> rows;
    std::vector<bool> told(static_cast<std::size_t>(graph().size()));
    struct Line {
        int node;
        int depth;
        int parent;
        QString on;
    };
    std::vector<Line> open;
    for (int root = 0; root < graph().size(); ++root) {
        if (!graph().entering(root).empty())
            continue;
        open.push_back({root, 0, -1, {}});
        while (!open.empty()) {
            const Line line = open.back();
            open.pop_back();
            const client::Job& job = app().jobStore().jobs().at(line.node);
            const bool again = told[static_cast<std::size_t>(line.node)];
            const QString on = line.parent < 0 ? QString() : conditionWords(line.on);
            const QString note = !again ? on : tr("%1, shown above").arg(on);
            const QString& name = graph().name(line.node);
            rows.append({name, name, line.parent < 0 ? QString() : graph().name(line.parent), line.on, line.depth,
                         statusOf(name), scheduleOf(job), note, 0});
            if (again)
                continue;
            told[static_cast<std::size_t>(line.node)] = true;
            const auto& leaving = graph().leaving(line.node);
            for (auto edge = leaving.rbegin(); edge != leaving.rend(); ++edge) {
                const auto& one = graph().edges()[static_cast<std::size_t>(*edge)];
                open.push_back({one.to, line.depth + 1, line.node, one.on});
            }
        }
    }
    outline_.setRows(rows);
}

void GraphPage::showGroupedOutline() {
    QStringList groups = units_.members.keys();
    groups.sort();
    QList<FieldsModel::Row> rows;
    for (const QString& group : groups) {
        FieldsModel::Row head = groupRow(u'#' + group);
        const bool open = open_.contains(group);
        rows.append({open ? group : u'#' + group, group, QString(), QString(), 0, head.at(4),
                     open ? tr("open") : tr("closed"), head.at(5),
                     static_cast<int>(units_.members.value(group).size())});
        if (!open)
            continue;
        for (const int node : units_.members.value(group)) {
            const client::Job& job = app().jobStore().jobs().at(node);
            QStringList after;
            for (const int edge : graph().entering(node)) {
                const auto& one = graph().edges()[static_cast<std::size_t>(edge)];
                //: A job that another waits for, and for which end of it: "import (on success)".
                after.append(tr("%1 (%2)").arg(graph().name(one.from), conditionWords(one.on)));
            }
            rows.append({graph().name(node), graph().name(node), QString(), QString(), 1, JobStore::shownStatus(job),
                         scheduleOf(job), after.join(u", "_s), 0});
        }
    }
    outline_.setRows(rows);
}

void GraphPage::showRuns() {
    QList<FieldsModel::Row> lanes, hours;
    struct Bar {
        QString name;
        const client::RunBar* bar;
        QDateTime from, to;
    };
    std::vector<Bar> bars;
    if (lastRun_) {
        for (const FieldsModel::Row& row : nodes_.rows()) {
            const client::Job* job = app().jobStore().byName(row.first().toString());
            const client::RunBar* bar = job && !row.at(9).toBool() ? lastEnded(*job) : nullptr;
            if (!bar)
                continue;
            const QDateTime from = timeOf(bar->started, app().zone());
            bars.push_back({row.first().toString(), bar, from, from.addMSecs(qRound64(bar->duration * 1000))});
        }
        // The newest first decides which time is shown; then by when they began.
        std::ranges::stable_sort(bars, std::greater{}, &Bar::from);
        bars.resize(std::min<std::size_t>(bars.size(), kLanesMost));
        const QDateTime newest = bars.empty() ? QDateTime() : bars.front().to;
        std::erase_if(bars, [&](const Bar& bar) { return bar.from < newest.addDays(-1); });
        std::ranges::reverse(bars);
    }
    if (!bars.empty()) {
        const QDateTime from = bars.front().from;
        QDateTime to = from;
        for (const Bar& bar : bars)
            to = std::max(to, bar.to);
        const double span = std::max(1.0, static_cast<double>(from.msecsTo(to)));
        const auto at = [&](const QDateTime& time) { return static_cast<double>(from.msecsTo(time)) / span; };
        for (const Bar& bar : bars) {
            const QVariantList one{at(bar.from), at(bar.to), text(bar.bar->status), u"actual"_s};
            lanes.append({bar.name, text(bar.bar->status), shortDuration(bar.bar->duration), QString(),
                          QVariantList{QVariant(one)}});
        }
        for (int part = 0; part < kHourParts; ++part) {
            const double share = (part + 0.5) / kHourParts;
            hours.append({from.addMSecs(qRound64(share * span)).toString(u"HH:mm"), share});
        }
    }
    runLanes_.setRows(lanes);
    runHours_.setRows(hours);
}

void GraphPage::showChosen() {
    const client::Job* job = app().jobStore().byName(chosen_);
    QList<FieldsModel::Row> before, behind, recent;
    impact_ = {};
    if (job) {
        const int node = graph().indexOf(chosen_);
        for (const int edge : graph().entering(node)) {
            const auto& one = graph().edges()[static_cast<std::size_t>(edge)];
            before.append({graph().name(one.from), one.on, statusOf(graph().name(one.from))});
        }
        for (const int edge : graph().leaving(node)) {
            const auto& one = graph().edges()[static_cast<std::size_t>(edge)];
            behind.append({graph().name(one.to), one.on, statusOf(graph().name(one.to))});
        }
        for (auto bar = job->recent.rbegin(); bar != job->recent.rend() && recent.size() < kRecentShown; ++bar)
            recent.append({text(bar->status),
                           whenText(timeOf(bar->started, app().zone()), nowIn(app().clock(), app().zone())),
                           shortDuration(bar->duration)});
        const WallTime now = app().clock().now();
        impact_ =
            impactOf(app().jobStore(), JobForecast(app().jobStore().jobs(), graph(), now), chosen_, now, app().zone());
    }
    waitsFor_.setRows(before);
    waitedBy_.setRows(behind);
    recentRuns_.setRows(recent);
    impactRows_.setRows(impact_.rows);
    criticalPath_.setRows(impact_.path);
    helps_.setRows(impact_.helps);
    Q_EMIT chosenChanged();
}

QStringList GraphPage::upstream() const {
    return chosenIsGroup() ? unitReach(chosen_, false) : graph().reachOf(chosen_, false);
}

QStringList GraphPage::downstream() const {
    return chosenIsGroup() ? unitReach(chosen_, true) : graph().reachOf(chosen_, true);
}

QStringList GraphPage::members() const {
    QStringList names;
    if (chosenIsGroup())
        for (const int node : units_.members.value(chosen_.mid(1))
                                  .first(std::min<qsizetype>(units_.members.value(chosen_.mid(1)).size(), kLanesMost)))
            names.append(graph().name(node));
    return names;
}

QString GraphPage::isolatedText() const {
    if (isolated_.isEmpty())
        return {};
    return tr("Isolated: %1 with %2 upstream and %3 downstream")
        .arg(labelOf(isolated_))
        .arg(unitReach(isolated_, false).size())
        .arg(unitReach(isolated_, true).size());
}

QString GraphPage::chosenStatus() const {
    return statusOf(chosen_);
}

QString GraphPage::chosenSchedule() const {
    const client::Job* job = app().jobStore().byName(chosen_);
    return job ? scheduleWords(*job) : QString();
}

QString GraphPage::chosenNext() const {
    const client::Job* job = app().jobStore().byName(chosen_);
    return job ? exactText(timeOf(job->next_run, app().zone())) : QString();
}

QString GraphPage::chosenText() const {
    if (chosen_.isEmpty())
        return tr("Nothing is chosen. Arrows walk from job to job.");
    const QStringList parts = {labelOf(chosen_), statusWord(chosenStatus()), chosenSchedule(),
                               tr("waits for %1").arg(waitsFor_.count()), tr("%1 wait for it").arg(waitedBy_.count())};
    return parts.join(u", "_s);
}

} // namespace inferno::models
