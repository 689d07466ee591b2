// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>

#include <QHash>
#include <QPointF>
#include <QSizeF>
#include <QStringList>

class QObject;

namespace inferno::models {

struct GraphLink {
    QString from;
    QString to;
    QString on; ///< success failure completion
    bool operator==(const GraphLink&) const = default;
};

/// Where the nodes of a graph stand: centres, in px, from left to right.
struct GraphPlan {
    QHash<QString, QPointF> centres;
    QSizeF size;
    QString engine; ///< "dot", "layers", or "fallback": layers, because `dot` failed or took too long
};

/// The size of a node and the gaps that a plan leaves.
inline constexpr double kNodeWidth = 200;
inline constexpr double kNodeHeight = 64;
inline constexpr double kGapX = 56;
inline constexpr double kGapY = 32;

/// Nodes that shall stand together, by the name of their group.
using GraphClusters = QHash<QString, QStringList>;

/// Columns by the longest path from a root, in the order of the names: for where `dot` is missing. O(nodes + edges)
/// beside the sorting of names.
GraphPlan layerPlan(const QStringList& nodes, const QList<GraphLink>& links);

/// Runs Graphviz' `dot -Tjson0` as a program of its own and tells its plan on the caller's thread; where it is missing
/// or fails, tells layerPlan. Not called once `context` is gone.
void planGraph(const QStringList& nodes, const QList<GraphLink>& links, const GraphClusters& clusters, QObject* context,
               const std::function<void(const GraphPlan&)>& done);

/// A plan in which whatever stood before stays where it was: only a node that would stand left of what it waits for
/// moves to the right, and new ones take a free place near their neighbours. Nothing where too much is new.
std::optional<GraphPlan> keepPlan(const GraphPlan& before, const QStringList& nodes, const QList<GraphLink>& links);

/// The plan in what `dot -Tjson0` printed; nothing where it cannot be read.
std::optional<GraphPlan> readDotPlan(const QByteArray& json);

} // namespace inferno::models
