// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml/Inferno/Charts/graph_scene.h"

#include <algorithm>
#include <cmath>

namespace inferno::ui {

namespace {

constexpr double kFrameHead = 28;
constexpr int kCurveParts = 16;
constexpr double kBackBelow = 60;
constexpr double kBackBend = 48;

/// Reads a row by the names of its roles.
class Reader {
public:
    explicit Reader(const QAbstractItemModel* model) : model_(model) {
        const auto names = model->roleNames();
        for (auto role = names.begin(); role != names.end(); ++role)
            roles_.insert(role.value(), role.key());
    }
    [[nodiscard]] QVariant value(int row, const char* role) const {
        return model_->index(row, 0).data(roles_.value(role));
    }

private:
    const QAbstractItemModel* model_;
    QHash<QByteArray, int> roles_;
};

GraphScene::Node nodeOf(const Reader& read, int row) {
    GraphScene::Node node;
    node.name = read.value(row, "name").toString();
    node.label = read.value(row, "label").toString();
    node.status = read.value(row, "status").toString();
    node.statusLabel = read.value(row, "statusLabel").toString();
    node.schedule = read.value(row, "schedule").toString();
    node.rect = {read.value(row, "nodeX").toDouble(), read.value(row, "nodeY").toDouble(), GraphScene::kNodeWidth,
                 GraphScene::kNodeHeight};
    node.progress = read.value(row, "progress").toDouble();
    node.members = read.value(row, "members").toInt();
    node.chosen = read.value(row, "chosen").toBool();
    node.dimmed = read.value(row, "dimmed").toBool();
    return node;
}

GraphScene::Edge edgeOf(const Reader& read, int row) {
    GraphScene::Edge edge;
    edge.from = read.value(row, "from").toString();
    edge.to = read.value(row, "to").toString();
    edge.on = read.value(row, "on").toString();
    edge.start = {read.value(row, "x1").toDouble(), read.value(row, "y1").toDouble()};
    edge.end = {read.value(row, "x2").toDouble(), read.value(row, "y2").toDouble()};
    edge.path = GraphScene::curve(edge.start, edge.end);
    edge.bounds = edge.path.boundingRect().adjusted(-10, -10, 10, 10);
    edge.lit = read.value(row, "lit").toBool();
    edge.broken = read.value(row, "broken").toBool();
    edge.dimmed = read.value(row, "dimmed").toBool();
    edge.refused = read.value(row, "refused").toBool();
    edge.chosen = read.value(row, "chosen").toBool();
    return edge;
}

} // namespace

QPainterPath GraphScene::curve(const QPointF& from, const QPointF& to) {
    QPainterPath path(from);
    if (to.x() < from.x()) { // back, below the nodes between
        const double below = std::max(from.y(), to.y()) + kBackBelow;
        path.cubicTo({from.x() + kBackBend, from.y()}, {from.x() + kBackBend, below}, {from.x() - kBackBend, below});
        path.lineTo(to.x() + kBackBend, below);
        path.cubicTo({to.x() - kBackBend, below}, {to.x() - kBackBend, to.y()}, to - QPointF(7, 0));
        return path;
    }
    const double bend = std::max(24.0, std::abs(to.x() - from.x()) * 0.45);
    path.cubicTo(from + QPointF(bend, 0), to - QPointF(bend + 7, 0), to - QPointF(7, 0));
    return path;
}

void GraphScene::readNodes(const QAbstractItemModel* model) {
    nodes.clear();
    places.clear();
    if (!model)
        return;
    const Reader read(model);
    for (int row = 0; row < model->rowCount(); ++row) {
        nodes.push_back(nodeOf(read, row));
        places.insert(nodes.back().name, row);
    }
}

bool GraphScene::readNode(const QAbstractItemModel* model, int row) {
    if (!model || row < 0 || row >= static_cast<int>(nodes.size()))
        return false;
    Node& node = nodes[static_cast<std::size_t>(row)];
    const QString name = node.name;
    node = nodeOf(Reader(model), row);
    return node.name == name;
}

void GraphScene::readEdges(const QAbstractItemModel* model) {
    edges.clear();
    if (!model)
        return;
    const Reader read(model);
    for (int row = 0; row < model->rowCount(); ++row)
        edges.push_back(edgeOf(read, row));
}

bool GraphScene::readEdge(const QAbstractItemModel* model, int row) {
    if (!model || row < 0 || row >= static_cast<int>(edges.size()))
        return false;
    edges[static_cast<std::size_t>(row)] = edgeOf(Reader(model), row);
    return true;
}

void GraphScene::readFrames(const QAbstractItemModel* model) {
    frames.clear();
    if (!model)
        return;
    const Reader read(model);
    for (int row = 0; row < model->rowCount(); ++row)
        frames.push_back({read.value(row, "group").toString(),
                          read.value(row, "label").toString(),
                          {read.value(row, "frameX").toDouble(), read.value(row, "frameY").toDouble(),
                           read.value(row, "frameWidth").toDouble(), read.value(row, "frameHeight").toDouble()}});
}

QRectF GraphScene::bounds() const {
    QRectF all;
    for (const Node& node : nodes)
        all |= node.rect;
    for (const Frame& frame : frames)
        all |= frame.rect;
    return all;
}

int GraphScene::nodeAt(const QPointF& point) const {
    for (std::size_t i = nodes.size(); i-- > 0;)
        if (nodes[i].rect.contains(point))
            return static_cast<int>(i);
    return -1;
}

int GraphScene::edgeAt(const QPointF& point, double reach) const {
    int nearest = -1;
    double least = reach * reach;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        if (!edges[i].bounds.adjusted(-reach, -reach, reach, reach).contains(point))
            continue;
        for (int part = 0; part <= kCurveParts; ++part) {
            const QPointF way = edges[i].path.pointAtPercent(static_cast<double>(part) / kCurveParts) - point;
            const double distance = QPointF::dotProduct(way, way);
            if (distance < least) {
                least = distance;
                nearest = static_cast<int>(i);
            }
        }
    }
    return nearest;
}

int GraphScene::frameHeadAt(const QPointF& point) const {
    for (std::size_t i = 0; i < frames.size(); ++i) {
        QRectF head = frames[i].rect;
        head.setHeight(kFrameHead);
        if (head.contains(point))
            return static_cast<int>(i);
    }
    return -1;
}

std::vector<bool> GraphScene::familyOf(int node) const {
    std::vector<bool> family(nodes.size());
    if (node < 0)
        return family;
    std::vector<std::vector<int>> next[2];
    next[0].resize(nodes.size());
    next[1].resize(nodes.size());
    for (const Edge& edge : edges) {
        const int from = places.value(edge.from, -1), to = places.value(edge.to, -1);
        if (from < 0 || to < 0 || edge.refused)
            continue;
        next[0][static_cast<std::size_t>(from)].push_back(to);
        next[1][static_cast<std::size_t>(to)].push_back(from);
    }
    for (const auto& side : next) {
        std::vector<int> open = {node};
        std::vector<bool> seen(nodes.size());
        seen[static_cast<std::size_t>(node)] = true;
        while (!open.empty()) {
            const auto at = static_cast<std::size_t>(open.back());
            open.pop_back();
            family[at] = true;
            for (const int other : side[at]) {
                if (!seen[static_cast<std::size_t>(other)])
                    open.push_back(other);
                seen[static_cast<std::size_t>(other)] = true;
            }
        }
    }
    return family;
}

} // namespace inferno::ui
