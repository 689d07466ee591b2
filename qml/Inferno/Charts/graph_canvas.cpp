// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml/Inferno/Charts/graph_canvas.h"

#include <cmath>
#include <utility>

#include <QCursor>
#include <QGuiApplication>
#include <QStyleHints>

using namespace Qt::StringLiterals;

namespace inferno::ui {

namespace {

constexpr double kPortReach = 12;
constexpr double kEdgeReach = 6;
constexpr double kWheelStep = 1.15;

} // namespace

GraphCanvasItem::GraphCanvasItem(QQuickItem* parent) : ChartItem(parent) {
    setAcceptedMouseButtons(Qt::LeftButton);
    setAcceptHoverEvents(true);
    setFlag(ItemClipsChildrenToShape);
    connect(this, &GraphCanvasItem::viewChanged, this, [this] { update(); });
}

void GraphCanvasItem::follow(QPointer<QAbstractItemModel>& mine, QAbstractItemModel* model) {
    if (mine == model)
        return;
    if (mine)
        mine->disconnect(this);
    mine = model;
    if (model) {
        connect(
            model, &QAbstractItemModel::dataChanged, this,
            [this, model](const QModelIndex& from, const QModelIndex& to) { changed(model, from.row(), to.row()); });
        connect(model, &QAbstractItemModel::rowsInserted, this, &GraphCanvasItem::again);
        connect(model, &QAbstractItemModel::rowsRemoved, this, &GraphCanvasItem::again);
        connect(model, &QAbstractItemModel::modelReset, this, &GraphCanvasItem::again);
    }
    again();
    Q_EMIT modelsChanged();
}

void GraphCanvasItem::setNodes(QAbstractItemModel* model) {
    follow(nodes_, model);
}

void GraphCanvasItem::setEdges(QAbstractItemModel* model) {
    follow(edges_, model);
}

void GraphCanvasItem::setFrames(QAbstractItemModel* model) {
    follow(frames_, model);
}

// Hundreds of rows change at once: they are read once, before the next frame.
void GraphCanvasItem::again() {
    stale_ = true;
    polish();
    update();
}

void GraphCanvasItem::changed(const QAbstractItemModel* model, int from, int to) {
    for (int row = from; row <= to; ++row)
        (model == nodes_ ? changedNodes_ : changedEdges_).insert(row);
    if (model == frames_)
        stale_ = true;
    polish();
    update();
}

void GraphCanvasItem::read() {
    const QString at = hovered();
    for (const int row : std::exchange(changedNodes_, {}))
        stale_ = stale_ || !scene_.readNode(nodes_, row);
    for (const int row : std::exchange(changedEdges_, {}))
        stale_ = stale_ || !scene_.readEdge(edges_, row);
    if (!stale_)
        return;
    stale_ = false;
    scene_.readNodes(nodes_);
    scene_.readEdges(edges_);
    scene_.readFrames(frames_);
    hovered_ = scene_.places.value(at, -1);
    family_ = scene_.familyOf(hovered_);
}

void GraphCanvasItem::updatePolish() {
    read();
}

QString GraphCanvasItem::hovered() const {
    return hovered_ >= 0 && hovered_ < static_cast<int>(scene_.nodes.size())
               ? scene_.nodes[static_cast<std::size_t>(hovered_)].name
               : QString();
}

QPointF GraphCanvasItem::toScene(const QPointF& point) const {
    return (point - QPointF(panX_, panY_)) / zoom_;
}

int GraphCanvasItem::portAt(const QPointF& point) const {
    for (std::size_t i = 0; i < scene_.nodes.size(); ++i) {
        const QRectF& rect = scene_.nodes[i].rect;
        const QPointF port(rect.right(), rect.center().y());
        if (scene_.nodes[i].members == 0 && QLineF(port, point).length() <= kPortReach / std::min(1.0, zoom_))
            return static_cast<int>(i);
    }
    return -1;
}

void GraphCanvasItem::hover(int node) {
    if (node == hovered_)
        return;
    hovered_ = node;
    family_ = scene_.familyOf(node);
    setCursor(node >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
    Q_EMIT hoveredChanged();
}

void GraphCanvasItem::hoverEnterEvent(QHoverEvent* event) {
    hoverMoveEvent(event);
}

void GraphCanvasItem::hoverMoveEvent(QHoverEvent* event) {
    read();
    hover(scene_.nodeAt(toScene(event->position())));
    if (editing_ && portAt(toScene(event->position())) >= 0)
        setCursor(Qt::CrossCursor);
}

void GraphCanvasItem::hoverLeaveEvent(QHoverEvent*) {
    hover(-1);
}

void GraphCanvasItem::mousePressEvent(QMouseEvent* event) {
    read();
    pressedAt_ = event->position();
    panFrom_ = {panX_, panY_};
    moved_ = false;
    const int port = editing_ ? portAt(toScene(pressedAt_)) : -1;
    drag_ = port >= 0 ? Drag::Link : Drag::Pan;
    linkNode_ = port;
    linkTo_ = toScene(pressedAt_);
    setKeepMouseGrab(true);
    event->accept();
}

void GraphCanvasItem::mouseMoveEvent(QMouseEvent* event) {
    const QPointF way = event->position() - pressedAt_;
    moved_ = moved_ || way.manhattanLength() >= QGuiApplication::styleHints()->startDragDistance();
    if (!moved_)
        return;
    if (drag_ == Drag::Link) {
        linkTo_ = toScene(event->position());
        hover(scene_.nodeAt(linkTo_));
        update();
    } else if (drag_ == Drag::Pan) {
        panX_ = panFrom_.x() + way.x();
        panY_ = panFrom_.y() + way.y();
        Q_EMIT viewChanged();
        Q_EMIT panned();
    }
}

void GraphCanvasItem::mouseReleaseEvent(QMouseEvent* event) {
    const QPointF at = toScene(event->position());
    const Drag drag = std::exchange(drag_, Drag::None);
    setKeepMouseGrab(false);
    update();
    if (drag == Drag::Link && moved_) {
        const int target = scene_.nodeAt(at);
        const QString from = scene_.nodes[static_cast<std::size_t>(linkNode_)].name;
        if (target >= 0 && scene_.nodes[static_cast<std::size_t>(target)].members == 0)
            Q_EMIT edgeDrawn(from, scene_.nodes[static_cast<std::size_t>(target)].name);
        return;
    }
    if (moved_)
        return;
    if (const int node = scene_.nodeAt(at); node >= 0) {
        Q_EMIT nodePressed(scene_.nodes[static_cast<std::size_t>(node)].name);
    } else if (const int edge = scene_.edgeAt(at, kEdgeReach / std::min(1.0, zoom_)); edge >= 0) {
        const auto& pressed = scene_.edges[static_cast<std::size_t>(edge)];
        const QString from = pressed.from, to = pressed.to; // the model may change while they are told
        Q_EMIT edgePressed(from, to);
    } else if (const int frame = scene_.frameHeadAt(at); frame >= 0) {
        Q_EMIT framePressed(scene_.frames[static_cast<std::size_t>(frame)].group);
    } else {
        Q_EMIT emptyPressed();
    }
}

void GraphCanvasItem::mouseDoubleClickEvent(QMouseEvent* event) {
    drag_ = Drag::None;
    if (const int node = scene_.nodeAt(toScene(event->position())); node >= 0)
        Q_EMIT nodeOpened(scene_.nodes[static_cast<std::size_t>(node)].name);
}

void GraphCanvasItem::mouseUngrabEvent() {
    drag_ = Drag::None;
    update();
}

void GraphCanvasItem::wheelEvent(QWheelEvent* event) {
    if (event->angleDelta().y() == 0)
        return;
    const double factor = std::pow(kWheelStep, event->angleDelta().y() / 120.0);
    Q_EMIT zoomAsked(factor, event->position().x(), event->position().y());
    event->accept();
}

} // namespace inferno::ui
