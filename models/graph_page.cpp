// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/graph_page.h"

#include <algorithm>
#include <cmath>

#include <QSet>

#include "models/app_state.h"
#include "models/job_store.h"
#include "models/schedule_words.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

/// Which result of the job before starts this one.
QString onWords(const QString& on) {
    //: Beside a job: it starts when the one before failed.
    return on == "failure"_L1 ? GraphPage::tr("on failure")
           //: Beside a job: it starts when the one before has ended, however it did.
           : on == "completion"_L1 ? GraphPage::tr("on completion")
                                   : on;
}

constexpr int kSettleMs = 50;

GraphLink linkOf(const client::Job& job, const std::string& edge) {
    const auto colon = edge.find(':');
    const std::string mode = colon == std::string::npos ? job.definition.depends_mode : edge.substr(colon + 1);
    return {text(edge.substr(0, colon)), text(job.definition.name), text(mode)};
}

} // namespace

GraphPage::GraphPage(AppState& app)
    : PageObject(app),
      nodes_({"name", "nodeX", "nodeY", "status", "statusLabel", "schedule", "progress", "chosen", "dimmed"}),
      edges_({"from", "to", "on", "x1", "y1", "x2", "y2", "lit", "broken", "dimmed"}),
      outline_({"name", "depth", "status", "schedule", "note"}) {
    soon_.setSingleShot(true);
    soon_.setInterval(kSettleMs);
    connect(&soon_, &QTimer::timeout, this, &GraphPage::gather);
    const auto later = [this] {
        if (!soon_.isActive()) // else it never ends where changes never pause
            soon_.start();
    };
    connect(&app.jobStore(), &QAbstractItemModel::dataChanged, this, later);
    connect(&app.jobStore(), &QAbstractItemModel::rowsInserted, this, later);
    connect(&app.jobStore(), &QAbstractItemModel::rowsRemoved, this, later);
    connect(&app.jobStore(), &JobStore::replaced, this, later);
    connect(&app.jobStore(), &JobStore::readFailed, this, &GraphPage::setFailed);
}

void GraphPage::refresh() {
    setRefreshing();
    app().jobStore().readAll(app().backend());
}

void GraphPage::enter(const QString& argument) {
    if (!argument.isEmpty())
        choose(argument);
}

void GraphPage::gather() {
    if (!app().jobStore().wasRead())
        return;
    QStringList names;
    QList<GraphLink> links;
    for (const auto& job : app().jobStore().jobs()) {
        names.append(text(job.definition.name));
        for (const auto& edge : job.definition.depends_on) {
            const GraphLink link = linkOf(job, edge);
            if (app().jobStore().byName(link.from))
                links.append(link);
        }
    }
    if (names == names_ && links == links_ && !plan_.centres.isEmpty()) {
        showPlan();
        return;
    }
    if (planning_)
        return;
    names_ = names;
    links_ = links;
    QSet<QString> tied;
    for (const GraphLink& link : links) {
        tied.insert(link.from);
        tied.insert(link.to);
    }
    QStringList inGraph, loose;
    for (const QString& name : names)
        (tied.contains(name) ? inGraph : loose).append(name);
    planning_ = true;
    const MonoTime begun = app().clock().monotonic();
    planGraph(inGraph, links, this, [this, loose, begun](const GraphPlan& plan) {
        planning_ = false;
        plan_ = plan;
        planTime_ = std::chrono::duration_cast<std::chrono::milliseconds>(app().clock().monotonic() - begun);
        addIsolated(loose);
        Q_EMIT planned();
        showPlan();
        soon_.start(); // what changed while it was planned
    });
}

void GraphPage::showPlan() {
    show();
    if (app().connected())
        setLoaded(names_.isEmpty());
}

void GraphPage::addIsolated(const QStringList& loose) {
    const int columns = std::max(3, static_cast<int>(plan_.size.width() / (kNodeWidth + kGapX)));
    const double top = plan_.centres.isEmpty() ? 0 : plan_.size.height() + 2 * kGapY;
    for (qsizetype i = 0; i < loose.size(); ++i) {
        const double column = static_cast<double>(i % columns);
        const qsizetype row = i / columns;
        const QPointF centre(column * (kNodeWidth + kGapX) + kNodeWidth / 2,
                             top + static_cast<double>(row) * (kNodeHeight + kGapY / 2) + kNodeHeight / 2);
        plan_.centres.insert(loose.at(i), centre);
        plan_.size = plan_.size.expandedTo({centre.x() + kNodeWidth / 2, centre.y() + kNodeHeight / 2});
    }
}

void GraphPage::show() {
    if (!app().jobStore().byName(chosen_))
        chosen_.clear();
    if (!app().jobStore().byName(isolated_))
        isolated_.clear();
    showNodes();
    showEdges();
    showOutline();
    Q_EMIT chosenChanged();
}

QString GraphPage::statusOf(const QString& name) const {
    const client::Job* job = app().jobStore().byName(name);
    return job ? JobStore::shownStatus(*job) : QString();
}

QStringList GraphPage::reach(const QString& name, bool down) const {
    QStringList found;
    QStringList open = {name};
    while (!open.isEmpty()) {
        const QString at = open.takeFirst();
        for (const GraphLink& link : links_) {
            const QString& next = down ? link.to : link.from;
            if ((down ? link.from : link.to) == at && next != name && !found.contains(next)) {
                found.append(next);
                open.append(next);
            }
        }
    }
    return found;
}

void GraphPage::showNodes() {
    const QStringList family = QStringList{isolated_} + reach(isolated_, true) + reach(isolated_, false);
    QList<FieldsModel::Row> rows;
    for (const QString& name : names_) {
        const client::Job* job = app().jobStore().byName(name);
        if (!job || !plan_.centres.contains(name))
            continue;
        const QPointF centre = plan_.centres.value(name);
        const QString status = JobStore::shownStatus(*job);
        rows.append({name, centre.x() - kNodeWidth / 2, centre.y() - kNodeHeight / 2, status, statusWord(status),
                     scheduleWords(*job), job->progress && job->status == "running" ? *job->progress / 100 : -1.0,
                     name == chosen_, !isolated_.isEmpty() && !family.contains(name)});
    }
    nodes_.setRows(rows);
}

void GraphPage::showEdges() {
    const QStringList up = QStringList{isolated_} + reach(isolated_, false);
    const QStringList down = QStringList{isolated_} + reach(isolated_, true);
    QList<FieldsModel::Row> rows;
    for (const GraphLink& link : links_) {
        const QPointF from = plan_.centres.value(link.from);
        const QPointF to = plan_.centres.value(link.to);
        const bool family =
            (up.contains(link.from) && up.contains(link.to)) || (down.contains(link.from) && down.contains(link.to));
        const bool onPath = !isolated_.isEmpty() && family;
        const bool broken = link.on == "success"_L1 && isFailure(statusOf(link.from));
        rows.append({link.from, link.to, link.on, from.x() + kNodeWidth / 2, from.y(), to.x() - kNodeWidth / 2, to.y(),
                     onPath, broken, !isolated_.isEmpty() && !onPath});
    }
    edges_.setRows(rows);
}

void GraphPage::showOutline() {
    QList<FieldsModel::Row> rows;
    QSet<QString> told;
    const auto add = [&](const auto& self, const QString& name, int depth, const QString& on) -> void {
        const client::Job* job = app().jobStore().byName(name);
        if (!job)
            return;
        const bool again = told.contains(name);
        QString note = depth == 0 || on == "success"_L1 ? QString() : onWords(on);
        if (again)
            note = tr("shown above");
        rows.append({name, depth, JobStore::shownStatus(*job), scheduleWords(*job), note});
        if (again)
            return;
        told.insert(name);
        for (const GraphLink& link : links_) {
            if (link.from == name)
                self(self, link.to, depth + 1, link.on);
        }
    };
    for (const QString& name : names_) {
        const bool root = std::ranges::none_of(links_, [&](const GraphLink& link) { return link.to == name; });
        if (root)
            add(add, name, 0, {});
    }
    outline_.setRows(rows);
}

void GraphPage::choose(const QString& name) {
    if (name == chosen_)
        return;
    chosen_ = name;
    showNodes();
    Q_EMIT chosenChanged();
}

void GraphPage::isolate(const QString& name) {
    chosen_ = isolated_ = name;
    show();
}

void GraphPage::showAll() {
    isolated_.clear();
    show();
}

void GraphPage::move(const QString& direction) {
    if (names_.isEmpty())
        return;
    if (chosen_.isEmpty()) {
        choose(names_.first());
        return;
    }
    const QPointF from = plan_.centres.value(chosen_);
    const bool across = direction == "left"_L1 || direction == "right"_L1;
    const double sign = direction == "right"_L1 || direction == "down"_L1 ? 1 : -1;
    QString best;
    double nearest = 0;
    for (const QString& name : names_) {
        const QPointF way = plan_.centres.value(name) - from;
        const double ahead = sign * (across ? way.x() : way.y());
        const double aside = std::abs(across ? way.y() : way.x());
        if (name == chosen_ || ahead < 1)
            continue;
        const bool tied = links_.contains(GraphLink{chosen_, name, u"success"_s});
        const double distance = ahead + 2 * aside - (across && tied ? 1000 : 0);
        if (best.isEmpty() || distance < nearest) {
            best = name;
            nearest = distance;
        }
    }
    if (!best.isEmpty())
        choose(best);
}

QString GraphPage::planText() const {
    const QString counts = tr("%n job(s)", nullptr, static_cast<int>(names_.size())) + u" · "_s +
                           tr("%n edge(s)", nullptr, static_cast<int>(links_.size()));
    if (plan_.engine == "dot"_L1 && planTime_.count() == 0) // too short to be told, or the clock stands
        return counts;
    if (plan_.engine == "dot"_L1)
        return counts + u" · "_s + tr("laid out in %1 ms").arg(planTime_.count());
    return links_.isEmpty() ? counts : QString(counts + u" · "_s + tr("plain layers: Graphviz is not installed"));
}

QString GraphPage::isolatedText() const {
    if (isolated_.isEmpty())
        return {};
    return tr("Isolated: %1 with %2 upstream and %3 downstream")
        .arg(isolated_)
        .arg(reach(isolated_, false).size())
        .arg(reach(isolated_, true).size());
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

QString GraphPage::impactText() const {
    const auto waiting = downstream().size();
    if (!isFailure(chosenStatus()) || waiting == 0)
        return {};
    return tr("%n job(s) downstream wait for it.", nullptr, static_cast<int>(waiting));
}

} // namespace inferno::models
