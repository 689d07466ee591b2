// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/graph_page.h"

#include <algorithm>
#include <cmath>

#include <QDir>
#include <QStandardPaths>

#include "models/app_state.h"
#include "models/job_store.h"
#include "models/schedule_words.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds kBeat{33}; // of changes, 30 a second

} // namespace

GraphPage::GraphPage(AppState& app)
    : PageObject(app), nodes_({"name", "label", "nodeX", "nodeY", "status", "statusLabel", "schedule", "progress",
                               "chosen", "dimmed", "members"}),
      edges_({"from", "to", "on", "x1", "y1", "x2", "y2", "lit", "broken", "dimmed", "refused", "chosen"}),
      frames_({"group", "label", "frameX", "frameY", "frameWidth", "frameHeight"}),
      outline_({"name", "label", "parent", "on", "depth", "status", "schedule", "note", "members"}),
      runLanes_({"name", "status", "note", "noteTone", "bars"}), runHours_({"label", "at"}),
      waitsFor_({"name", "on", "status"}), waitedBy_({"name", "on", "status"}),
      recentRuns_({"status", "started", "duration"}),
      impactRows_({"name", "status", "end", "slack", "slackTone", "tip"}),
      criticalPath_({"name", "words", "from50", "to50", "to95"}), helps_({"title", "detail", "gain", "act", "job"}) {
    soon_.setSingleShot(true);
    soon_.setTimerType(Qt::PreciseTimer);
    connect(&soon_, &QTimer::timeout, this, &GraphPage::gather);
    const auto later = [this] {
        if (soon_.isActive()) // else it never ends where changes never pause
            return;
        const auto since =
            std::chrono::duration_cast<std::chrono::milliseconds>(this->app().clock().monotonic() - gathered_);
        soon_.start(std::clamp(kBeat - since, kBeat / 3, kBeat));
    };
    connect(&app.jobStore(), &QAbstractItemModel::dataChanged, this,
            [this, later](const QModelIndex& from, const QModelIndex& to) {
                for (int row = from.row(); row <= to.row(); ++row)
                    schedules_.remove(text(this->app().jobStore().jobs().at(row).definition.name));
                later();
            });
    connect(&app.jobStore(), &QAbstractItemModel::rowsInserted, this, later);
    connect(&app.jobStore(), &QAbstractItemModel::rowsRemoved, this, [this, later] {
        schedules_.clear();
        later();
    });
    connect(&app.jobStore(), &JobStore::replaced, this, [this, later] {
        readFailed_ = false;
        later();
    });
    connect(&app.jobStore(), &JobStore::readFailed, this, [this](const Error& error) {
        readFailed_ = true;
        setFailed(error);
    });
}

const DependencyGraph& GraphPage::graph() const {
    return app().jobStore().dependencies();
}

bool GraphPage::tooMany() const {
    return app().jobStore().rowCount() > kGraphNodesMost;
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
    if (planning_ || !app().jobStore().wasRead())
        return; // takePlan comes back; so does what is read
    gathered_ = app().clock().monotonic();
    GraphUnits units = unitsOf(app().jobStore().jobs(), graph(), grouped(), open_);
    const bool same = !tidy_ && units.names == units_.names && units.links == units_.links;
    const bool edited = units.grouped == units_.grouped && units.shown_.size() == units_.shown_.size();
    units_ = std::move(units);
    if (same && !plan_.centres.isEmpty()) {
        showStates();
        settle();
        return;
    }
    std::vector<DependencyGraph::Edge> edges;
    QHash<QString, int> places;
    for (const QString& name : units_.names)
        places.insert(name, static_cast<int>(places.size()));
    for (const GraphLink& link : units_.links)
        edges.push_back({places.value(link.from), places.value(link.to), link.on});
    shown_ = DependencyGraph(units_.names, edges);
    if (edited && !tidy_) {
        if (const auto kept = keepPlan(plan_, units_.names, units_.links)) {
            takePlan(*kept);
            return;
        }
    }
    tidy_ = false;
    QStringList inGraph, loose;
    for (int node = 0; node < shown_.size(); ++node)
        (shown_.isTied(node) ? inGraph : loose).append(shown_.name(node));
    plan(inGraph, loose);
}

void GraphPage::plan(const QStringList& inGraph, const QStringList& loose) {
    GraphClusters clusters;
    const QSet<QString> tied(inGraph.begin(), inGraph.end());
    for (const QString& group : open_)
        for (const int node : units_.members.value(group))
            if (tied.contains(graph().name(node)))
                clusters[group].append(graph().name(node));
    planning_ = true;
    Q_EMIT planned();
    const MonoTime begun = app().clock().monotonic();
    planGraph(inGraph, units_.links, clusters, this, [this, loose, begun](const GraphPlan& made) {
        planning_ = false;
        plan_ = made;
        planTime_ = std::chrono::duration_cast<std::chrono::milliseconds>(app().clock().monotonic() - begun);
        addIsolated(loose);
        takePlan(plan_);
        soon_.start(kBeat); // what changed while it was planned
    });
}

void GraphPage::takePlan(const GraphPlan& plan) {
    plan_ = plan;
    Q_EMIT planned();
    show();
    settle();
}

/// What is drawn anew after a reading that failed is still of before it.
void GraphPage::settle() {
    if (app().connected() && !readFailed_)
        setLoaded(units_.names.isEmpty());
}

void GraphPage::addIsolated(const QStringList& loose) {
    const int columns = std::max({3, static_cast<int>(plan_.size.width() / (kNodeWidth + kGapX)),
                                  static_cast<int>(std::sqrt(static_cast<double>(loose.size())) / 2)});
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
    showStates();
    if (!outlineShown_)
        showOutline();
}

void GraphPage::showStates() {
    if (!chosen_.isEmpty() && shown_.indexOf(units_.unitOf(chosen_)) < 0)
        chosen_.clear();
    if (shown_.indexOf(isolated_) < 0)
        isolated_.clear();
    forecast_ = JobForecast(app().jobStore().jobs(), graph(), app().clock().now());
    showNodes();
    showEdges();
    showFrames();
    if (outlineShown_)
        showOutline();
    showRuns();
    showChosen();
}

void GraphPage::setGrouped(bool grouped) {
    if (grouped == grouped_ || tooMany())
        return;
    grouped_ = grouped;
    if (grouped)
        open_.clear();
    isolated_.clear();
    chosen_.clear();
    soon_.start(kBeat);
}

QString GraphPage::groupedWhy() const {
    return tooMany() ? tr("%1 jobs are too many to draw one by one: they are grouped. Open a group to see its jobs.")
                           .arg(groupedNumber(app().jobStore().rowCount()))
                     : QString();
}

void GraphPage::open(const QString& name) {
    if (!name.startsWith(u'#')) {
        app().navigate(u"jobs"_s, name);
        return;
    }
    const QString group = name.mid(1);
    const auto more = units_.members.value(group).size();
    if (units_.names.size() + more > kGraphNodesMost) {
        app().say(tr("%1 more nodes are too many to draw: close a group first, or filter the list of jobs.").arg(more),
                  true);
        return;
    }
    open_.insert(group);
    chosen_ = units_.members.value(group).isEmpty() ? QString() : graph().name(units_.members.value(group).first());
    soon_.start(kBeat);
}

void GraphPage::collapse(const QString& name) {
    const QString group = open_.contains(name) ? name : units_.groupOf.value(name);
    if (!open_.remove(group))
        return;
    chosen_ = u'#' + group;
    soon_.start(kBeat);
}

void GraphPage::tidy() {
    tidy_ = true;
    soon_.start(kBeat);
}

void GraphPage::setOutlineShown(bool shown) {
    if (shown == outlineShown_)
        return;
    outlineShown_ = shown;
    if (shown)
        showOutline();
    Q_EMIT outlineShownChanged();
}

void GraphPage::setLastRun(bool on) {
    if (on == lastRun_)
        return;
    lastRun_ = on;
    show();
    Q_EMIT planned();
}

void GraphPage::choose(const QString& name) {
    if (name == chosen_)
        return;
    chosen_ = name;
    chosenEdge_ = {};
    if (shown_.size() == 0) { // before the jobs are read
        Q_EMIT chosenChanged();
        return;
    }
    clearRefusal();
    showNodes();
    showEdges();
    showChosen();
}

void GraphPage::isolate(const QString& name) {
    chosen_ = name;
    isolated_ = units_.unitOf(name);
    show();
}

void GraphPage::showAll() {
    isolated_.clear();
    show();
}

QString GraphPage::find(const QString& words) {
    QString wanted = words.trimmed();
    const bool alone = wanted.size() > 2 && wanted.startsWith(u'+') && wanted.endsWith(u'+');
    if (alone)
        wanted = wanted.mid(1, wanted.size() - 2);
    if (wanted.isEmpty())
        return {};
    QString found;
    for (const QString& name : graph().names()) {
        if (!name.contains(wanted, Qt::CaseInsensitive))
            continue;
        if (found.isEmpty() || name.compare(wanted, Qt::CaseInsensitive) == 0)
            found = name;
    }
    for (const QString& name : units_.names)
        if (found.isEmpty() && name.startsWith(u'#') && name.contains(wanted, Qt::CaseInsensitive))
            found = name;
    const QString unit = units_.unitOf(found);
    if (found.isEmpty())
        return {};
    alone ? isolate(unit) : choose(unit);
    return unit;
}

void GraphPage::move(const QString& direction) {
    if (units_.names.isEmpty())
        return;
    if (chosen_.isEmpty()) {
        choose(units_.names.first());
        return;
    }
    const bool across = direction == "left"_L1 || direction == "right"_L1;
    const double sign = direction == "right"_L1 || direction == "down"_L1 ? 1 : -1;
    const QString at = units_.unitOf(chosen_);
    const QPointF from = plan_.centres.value(at);
    QSet<QString> tied;
    if (const int node = shown_.indexOf(at); node >= 0 && across) {
        const bool down = sign > 0;
        for (const int edge : down ? shown_.leaving(node) : shown_.entering(node)) {
            const auto& one = shown_.edges()[static_cast<std::size_t>(edge)];
            tied.insert(shown_.name(down ? one.to : one.from));
        }
    }
    QString best;
    double nearest = 0;
    for (const QString& name : units_.names) {
        const QPointF way = plan_.centres.value(name) - from;
        const double ahead = sign * (across ? way.x() : way.y());
        const double aside = std::abs(across ? way.y() : way.x());
        if (name == at || ahead < 1)
            continue;
        constexpr double kFarther = 1e6; // than any node that no edge leads to
        const double distance = ahead + 2 * aside - (tied.contains(name) ? kFarther : 0);
        if (best.isEmpty() || distance < nearest) {
            best = name;
            nearest = distance;
        }
    }
    if (!best.isEmpty())
        choose(best);
}

QString GraphPage::proposedFile(const QString& ending) {
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    QString file = folder.filePath(u"inferno-graph."_s + ending);
    for (int number = 2; QFile::exists(file); ++number)
        file = folder.filePath(u"inferno-graph-%1.%2"_s.arg(number).arg(ending));
    return file;
}

void GraphPage::help(int row) {
    const QString job = helps_.at(row, u"job"_s).toString();
    if (helps_.at(row, u"act"_s).toString() == "retry"_L1)
        app().retryJob(job);
    else if (!job.isEmpty())
        app().runJob(job);
}

QString GraphPage::planText() const {
    const QString counts = tr("%n job(s)", nullptr, graph().size()) + u" · "_s +
                           tr("%n edge(s)", nullptr, static_cast<int>(graph().edges().size()));
    if (plan_.engine == "dot"_L1 && planTime_.count() == 0) // too short to be told, or the clock stands
        return counts;
    if (plan_.engine == "dot"_L1)
        return counts + u" · "_s + tr("laid out in %1 ms").arg(planTime_.count());
    if (plan_.engine == "fallback"_L1)
        return counts + u" · "_s + tr("plain layers: Graphviz took too long");
    return units_.links.isEmpty() ? counts : QString(counts + u" · "_s + tr("plain layers: Graphviz is not installed"));
}

} // namespace inferno::models
