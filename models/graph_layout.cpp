// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/graph_layout.h"

#include <algorithm>
#include <cmath>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QProcess>
#include <QSet>
#include <QStandardPaths>
#include <QTimer>

#include "models/dependency_graph.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr double kPointsPerInch = 72;
constexpr int kDotLimitMs = 5000;

/// A name inside quotes of the DOT language.
QString quoted(QString name) {
    name.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return u'"' + name + u'"';
}

QString dotOf(const QStringList& nodes, const QList<GraphLink>& links, const GraphClusters& clusters) {
    QString dot = u"digraph G { rankdir=LR; splines=line; nodesep=%1; ranksep=%2; node [shape=box fixedsize=true "
                  u"width=%3 height=%4 label=\"\"];\n"_s.arg(kGapY / kPointsPerInch)
                      .arg(kGapX / kPointsPerInch)
                      .arg(kNodeWidth / kPointsPerInch)
                      .arg(kNodeHeight / kPointsPerInch);
    for (const QString& node : nodes)
        dot += quoted(node) + u";\n"_s;
    for (auto cluster = clusters.begin(); cluster != clusters.end(); ++cluster) {
        dot += u"subgraph "_s + quoted(u"cluster_"_s + cluster.key()) + u" { margin=24;\n"_s;
        for (const QString& node : cluster.value())
            dot += quoted(node) + u";\n"_s;
        dot += u"}\n"_s;
    }
    for (const GraphLink& link : links)
        dot += quoted(link.from) + u" -> "_s + quoted(link.to) + u";\n"_s;
    return dot + u"}\n"_s;
}

DependencyGraph graphOf(const QStringList& nodes, const QList<GraphLink>& links) {
    QHash<QString, int> places;
    for (const QString& node : nodes)
        places.insert(node, static_cast<int>(places.size()));
    std::vector<DependencyGraph::Edge> edges;
    for (const GraphLink& link : links)
        edges.push_back({places.value(link.from, -1), places.value(link.to, -1), link.on});
    return {nodes, edges};
}

} // namespace

GraphPlan layerPlan(const QStringList& nodes, const QList<GraphLink>& links) {
    const DependencyGraph graph = graphOf(nodes, links);
    QHash<QString, int> layer;
    for (const int node : graph.order()) {
        int& mine = layer[graph.name(node)];
        for (const int edge : graph.entering(node))
            mine = std::max(mine, layer.value(graph.name(graph.edges()[static_cast<std::size_t>(edge)].from), -1) + 1);
    }
    QStringList sorted = nodes;
    sorted.sort();
    GraphPlan plan;
    plan.engine = u"layers"_s;
    QHash<int, int> filled;
    for (const QString& node : sorted) {
        const int column = layer.value(node);
        const int row = filled[column]++;
        const QPointF centre(column * (kNodeWidth + kGapX) + kNodeWidth / 2,
                             row * (kNodeHeight + kGapY) + kNodeHeight / 2);
        plan.centres.insert(node, centre);
        plan.size = plan.size.expandedTo({centre.x() + kNodeWidth / 2, centre.y() + kNodeHeight / 2});
    }
    return plan;
}

namespace {

/// Which places are taken, in cells as large as a node with its gaps.
class Places {
public:
    void take(const QPointF& centre) { taken_[cellOf(centre)].append(centre); }
    /// The place in this column nearest to `wanted`, downwards before upwards.
    QPointF nearest(QPointF wanted) const {
        wanted.setY(std::max(wanted.y(), kNodeHeight / 2));
        for (int step = 0;; ++step) {
            const double way = (step + 1) / 2 * (kNodeHeight + kGapY) * (step % 2 == 0 ? -1 : 1);
            const QPointF centre(wanted.x(), wanted.y() + way);
            if (centre.y() >= kNodeHeight / 2 && isFree(centre))
                return centre;
        }
    }

private:
    using Cell = QPair<int, int>;
    static Cell cellOf(const QPointF& centre) {
        return {static_cast<int>(centre.x() / (kNodeWidth + kGapX)),
                static_cast<int>(centre.y() / (kNodeHeight + kGapY))};
    }
    bool isFree(const QPointF& centre) const {
        const Cell cell = cellOf(centre);
        for (int x = cell.first - 1; x <= cell.first + 1; ++x)
            for (int y = cell.second - 1; y <= cell.second + 1; ++y)
                for (const QPointF& other : taken_.value({x, y}))
                    if (std::abs(other.x() - centre.x()) < kNodeWidth + kGapX / 4 &&
                        std::abs(other.y() - centre.y()) < kNodeHeight + kGapY / 4)
                        return false;
        return true;
    }
    QHash<Cell, QList<QPointF>> taken_;
};

} // namespace

std::optional<GraphPlan> keepPlan(const GraphPlan& before, const QStringList& nodes, const QList<GraphLink>& links) {
    const auto fresh =
        std::ranges::count_if(nodes, [&](const QString& node) { return !before.centres.contains(node); });
    if (before.centres.isEmpty() || fresh > 3 + nodes.size() / 4)
        return std::nullopt;
    const DependencyGraph graph = graphOf(nodes, links);
    const double step = kNodeWidth + kGapX;
    QHash<QString, QPointF> placed;
    Places places;
    QStringList moving;
    // In the order of the edges, so that one that moves takes those behind it along.
    for (const int node : graph.order()) {
        const QString& name = graph.name(node);
        double least = kNodeWidth / 2;
        QPointF beside;
        for (const int edge : graph.entering(node)) {
            const QPointF parent = placed.value(graph.name(graph.edges()[static_cast<std::size_t>(edge)].from));
            if (!parent.isNull() && parent.x() + step > least) {
                least = parent.x() + step;
                beside = parent;
            }
        }
        const auto old = before.centres.constFind(name);
        const double room = kNodeWidth + kGapX / 2; // as near as a plan puts neighbours
        if (old != before.centres.constEnd() && old->x() >= least - step + room - 1) {
            placed.insert(name, *old);
            continue;
        }
        const double y = old != before.centres.constEnd() ? old->y()
                         : beside.isNull()                ? before.size.height() + kGapY + kNodeHeight / 2
                                                          : beside.y();
        placed.insert(name, {least, y});
        moving.append(name);
    }
    const QSet<QString> moved(moving.begin(), moving.end());
    for (const QString& name : nodes)
        if (!moved.contains(name))
            places.take(placed.value(name));
    for (const QString& name : moving) {
        placed[name] = places.nearest(placed.value(name));
        places.take(placed.value(name));
    }
    GraphPlan plan = before;
    plan.centres = placed;
    plan.size = {};
    for (const QPointF& centre : placed)
        plan.size = plan.size.expandedTo({centre.x() + kNodeWidth / 2, centre.y() + kNodeHeight / 2});
    return plan;
}

std::optional<GraphPlan> readDotPlan(const QByteArray& json) {
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    const auto box = root.value("bb"_L1).toString().split(u',');
    if (box.size() != 4)
        return std::nullopt;
    GraphPlan plan;
    plan.engine = u"dot"_s;
    plan.size = {box.at(2).toDouble(), box.at(3).toDouble()};
    for (const auto& value : root.value("objects"_L1).toArray()) {
        const QJsonObject node = value.toObject();
        const auto at = node.value("pos"_L1).toString().split(u',');
        if (at.size() == 2) // Graphviz counts from the lower left corner
            plan.centres.insert(node.value("name"_L1).toString(),
                                {at.at(0).toDouble(), plan.size.height() - at.at(1).toDouble()});
    }
    return plan;
}

void planGraph(const QStringList& nodes, const QList<GraphLink>& links, const GraphClusters& clusters, QObject* context,
               const std::function<void(const GraphPlan&)>& done) {
    const QString program = QStandardPaths::findExecutable(u"dot"_s);
    if (program.isEmpty() || nodes.isEmpty()) {
        done(layerPlan(nodes, links));
        return;
    }
    auto* process = new QProcess; // deletes itself once it has ended
    const QPointer<QObject> alive(context);
    const auto finish = [=, told = std::make_shared<bool>(false)](bool good) {
        if (std::exchange(*told, true))
            return;
        auto plan = good ? readDotPlan(process->readAllStandardOutput()) : std::nullopt;
        const bool whole =
            plan && std::ranges::all_of(nodes, [&](const QString& n) { return plan->centres.contains(n); });
        GraphPlan shown = whole ? *plan : layerPlan(nodes, links);
        if (!whole)
            shown.engine = u"fallback"_s;
        if (alive)
            done(shown);
        process->deleteLater();
    };
    QObject::connect(process, &QProcess::finished, process, [=](int code, QProcess::ExitStatus status) {
        finish(code == 0 && status == QProcess::NormalExit);
    });
    QObject::connect(process, &QProcess::errorOccurred, process, [=] { finish(false); });
    QTimer::singleShot(kDotLimitMs, process, [process] { process->kill(); });
    process->start(program, {u"-Tjson0"_s});
    process->write(dotOf(nodes, links, clusters).toUtf8());
    process->closeWriteChannel();
}

} // namespace inferno::models
