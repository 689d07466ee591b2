// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAbstractItemModel>
#include <QHash>
#include <QPainterPath>
#include <QRectF>

namespace inferno::ui {

/// A graph as it is drawn: read once from models with the roles that GraphPage names, then asked at every move of the
/// pointer. A value. O(nodes + edges) to read.
struct GraphScene {
    struct Node {
        QString name, label, status, statusLabel, schedule;
        QRectF rect;
        double progress = -1;
        int members = 0; ///< of a group; else 0
        bool chosen = false, dimmed = false;
    };
    struct Edge {
        QString from, to, on;
        QPointF start, end;
        QPainterPath path;
        QRectF bounds;
        bool lit = false, broken = false, dimmed = false, refused = false, chosen = false;
    };
    struct Frame {
        QString group, label;
        QRectF rect;
    };
    static constexpr double kNodeWidth = 200;
    static constexpr double kNodeHeight = 64;

    std::vector<Node> nodes;
    std::vector<Edge> edges;
    std::vector<Frame> frames;
    QHash<QString, int> places; ///< of nodes by name

    void readNodes(const QAbstractItemModel* model);
    void readEdges(const QAbstractItemModel* model);
    /// One row again, that changed; false where it is another node, or unknown: then all are to be read.
    bool readNode(const QAbstractItemModel* model, int row);
    bool readEdge(const QAbstractItemModel* model, int row);
    void readFrames(const QAbstractItemModel* model);
    /// Of all nodes and frames.
    [[nodiscard]] QRectF bounds() const;
    /// The node at a point, -1 for none; the edge within `reach` of it.
    [[nodiscard]] int nodeAt(const QPointF& point) const;
    [[nodiscard]] int edgeAt(const QPointF& point, double reach) const;
    [[nodiscard]] int frameHeadAt(const QPointF& point) const;
    /// Which nodes lie up- or downstream of one, itself included. O(nodes + edges).
    [[nodiscard]] std::vector<bool> familyOf(int node) const;
    /// From the right of one node to the left of another.
    [[nodiscard]] static QPainterPath curve(const QPointF& from, const QPointF& to);
};

} // namespace inferno::ui
