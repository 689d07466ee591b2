// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

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
    QString engine; ///< "dot" or "layers"
};

/// The size of a node and the gaps that a plan leaves.
inline constexpr double kNodeWidth = 200;
inline constexpr double kNodeHeight = 64;
inline constexpr double kGapX = 56;
inline constexpr double kGapY = 32;

/// Columns by the longest path from a root, in the order of the names: for where `dot` is missing. O(nodes × edges).
GraphPlan layerPlan(const QStringList& nodes, const QList<GraphLink>& links);

/// Runs Graphviz' `dot -Tjson0` as a program of its own and tells its plan on the caller's thread; where it is missing
/// or fails, tells layerPlan. Not called once `context` is gone.
void planGraph(const QStringList& nodes, const QList<GraphLink>& links, QObject* context,
               const std::function<void(const GraphPlan&)>& done);

/// The plan in what `dot -Tjson0` printed; nothing where it cannot be read.
std::optional<GraphPlan> readDotPlan(const QByteArray& json);

} // namespace inferno::models
