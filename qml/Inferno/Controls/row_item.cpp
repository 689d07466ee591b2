// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml/Inferno/Controls/row_item.h"

#include <QAccessible>
#include <QCoreApplication>
#include <QQuickWindow>
#include <QSGRectangleNode>

#include "qml/Inferno/Controls/table_face.h"

namespace inferno::ui {

using models::TableColumn;
using models::TableColumns;

namespace {

constexpr double kEdge = 4;

/// Surface, line, edge, and the four sides of the ring.
class Surface : public QSGNode {
public:
    explicit Surface(QQuickWindow* window) {
        for (QSGRectangleNode*& part : parts_) {
            part = window->createRectangleNode();
            appendChildNode(part);
        }
    }
    void begin() { next_ = 0; }
    void put(const QRectF& box, const QColor& color) {
        QSGRectangleNode* part = parts_[next_++];
        part->setRect(color.alpha() > 0 ? box : QRectF());
        part->setColor(color);
    }

private:
    QSGRectangleNode* parts_[7] = {};
    int next_ = 0;
};

Q_COREAPP_STARTUP_FUNCTION(installTableFaces)

} // namespace

RowItem::RowItem(QQuickItem* parent) : QQuickItem(parent) {
    setFlag(ItemHasContents);
    setAcceptedMouseButtons(Qt::LeftButton | Qt::RightButton);
    setAcceptHoverEvents(true);
}

RowItem::~RowItem() {
    if (columns_)
        columns_->removeLine(this);
}

// Cells

void RowItem::setColumns(TableColumns* columns) {
    if (columns == columns_)
        return;
    if (columns_) {
        columns_->disconnect(this);
        columns_->removeLine(this);
    }
    columns_ = columns;
    if (columns_) {
        connect(columns_, &TableColumns::laidOut, this, &QQuickItem::polish);
        columns_->addLine(this);
    }
    polish();
    Q_EMIT columnsChanged();
}

double RowItem::naturalWidth(qsizetype column) const {
    const QQuickItem* cell = childItems().value(column);
    return cell && isVisible() ? cell->implicitWidth() : 0;
}

void RowItem::updatePolish() {
    if (columns_) {
        qsizetype index = 0;
        for (QQuickItem* cell : childItems()) {
            const TableColumn* column = columns_->at(static_cast<int>(index++));
            if (!column)
                break;
            cell->setVisible(column->inView());
            if (!column->inView())
                continue;
            cell->setX(column->x());
            cell->setSize({column->room(), height()});
        }
        return;
    }
    double x = 0;
    for (QQuickItem* cell : childItems()) {
        if (!cell->isVisible() || cell->width() <= 0)
            continue;
        cell->setX(x);
        x += cell->width();
    }
}

void RowItem::follow(QQuickItem* cell) {
    connect(cell, &QQuickItem::widthChanged, this, [this] {
        if (!columns_)
            polish();
    });
    connect(cell, &QQuickItem::visibleChanged, this, [this] {
        if (!columns_)
            polish();
    });
}

void RowItem::itemChange(ItemChange change, const ItemChangeData& value) {
    if (change == ItemChildAddedChange)
        follow(value.item);
    if (change == ItemChildRemovedChange)
        value.item->disconnect(this);
    if (change == ItemChildAddedChange || change == ItemChildRemovedChange)
        polish();
    QQuickItem::itemChange(change, value);
}

void RowItem::geometryChange(const QRectF& now, const QRectF& before) {
    if (now.size() != before.size()) {
        polish();
        update();
    }
    QQuickItem::geometryChange(now, before);
}

// Pointer

void RowItem::mousePressEvent(QMouseEvent* event) {
    pressed_ = true;
    button_ = event->button();
    modifiers_ = event->modifiers();
}

void RowItem::mouseReleaseEvent(QMouseEvent* event) {
    if (!std::exchange(pressed_, false) || !contains(event->position()))
        return;
    if (button_ == Qt::LeftButton)
        Q_EMIT clicked();
    else
        Q_EMIT menuRequested();
}

void RowItem::mouseDoubleClickEvent(QMouseEvent* event) {
    pressed_ = false;
    if (event->button() == Qt::LeftButton)
        Q_EMIT opened();
}

void RowItem::mouseUngrabEvent() {
    pressed_ = false; // the list was dragged
}

void RowItem::hoverEnterEvent(QHoverEvent* event) {
    setHovered(true);
    event->ignore();
}

void RowItem::hoverLeaveEvent(QHoverEvent* event) {
    setHovered(false);
    event->ignore();
}

void RowItem::setHovered(bool hovered) {
    if (hovered == hovered_)
        return;
    hovered_ = hovered;
    Q_EMIT hoveredChanged();
}

// Surface

void RowItem::setFocused(bool focused) {
    if (focused == focused_)
        return;
    setLook(focused_, focused);
    if (!focused_ || !columns_ || !QAccessible::isActive())
        return;
    QAccessibleEvent event(this, QAccessible::Focus);
    QAccessible::updateAccessibility(&event);
}

QSGNode* RowItem::updatePaintNode(QSGNode* old, UpdatePaintNodeData*) {
    auto* surface = static_cast<Surface*>(old);
    if (!surface)
        surface = new Surface(window());
    const double w = width();
    const double h = height();
    const double ring = ringWidth_;
    const QColor around = focused_ ? ringColor_ : Qt::transparent;
    surface->begin();
    surface->put({0, 0, w, h}, color_);
    surface->put({0, h - 1, w, 1}, lineColor_);
    surface->put({0, 0, kEdge, h}, edgeColor_);
    // A corner is one px short: it looks round.
    surface->put({2, 1, w - 4, ring}, around);
    surface->put({2, h - 1 - ring, w - 4, ring}, around);
    surface->put({1, 2, ring, h - 4}, around);
    surface->put({w - 1 - ring, 2, ring, h - 4}, around);
    return surface;
}

} // namespace inferno::ui
