// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPointer>
#include <QQuickItem>
#include <QtQml/qqmlregistration.h>

#include "models/table_columns.h"

namespace inferno::ui {

/// The body of a table's row, in one item: its surface, the line below, the mark of the current row, hover and clicks.
/// It sets its cells: with `columns` each child where its column is, as wide, and only while that is in view; without,
/// side by side as wide as they are. Children beyond the columns are left alone. GUI thread; a row costs no binding for
/// a cell, and nothing at all in a frame in which it does not change.
class RowItem : public QQuickItem, public models::CellLine {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(inferno::models::TableColumns* columns READ columns WRITE setColumns NOTIFY columnsChanged)
    Q_PROPERTY(int modifiers READ modifiers) ///< Qt.ShiftModifier … of the last press
    Q_PROPERTY(bool hovered READ hovered NOTIFY hoveredChanged)
    Q_PROPERTY(QColor color READ color WRITE setColor NOTIFY looksChanged)
    Q_PROPERTY(QColor lineColor READ lineColor WRITE setLineColor NOTIFY looksChanged)
    Q_PROPERTY(
        QColor edgeColor READ edgeColor WRITE setEdgeColor NOTIFY looksChanged) ///< at the left; none where clear
    Q_PROPERTY(
        bool focused READ focused WRITE setFocused NOTIFY looksChanged) ///< it has a ring, and screen readers are told
    Q_PROPERTY(QColor ringColor READ ringColor WRITE setRingColor NOTIFY looksChanged)
    Q_PROPERTY(int ringWidth READ ringWidth WRITE setRingWidth NOTIFY looksChanged)

public:
    explicit RowItem(QQuickItem* parent = nullptr);
    ~RowItem() override;

    models::TableColumns* columns() const { return columns_; }
    void setColumns(models::TableColumns* columns);
    int modifiers() const { return modifiers_.toInt(); }
    bool hovered() const { return hovered_; }
    QColor color() const { return color_; }
    QColor lineColor() const { return lineColor_; }
    QColor edgeColor() const { return edgeColor_; }
    QColor ringColor() const { return ringColor_; }
    bool focused() const { return focused_; }
    int ringWidth() const { return ringWidth_; }
    void setColor(const QColor& color) { setLook(color_, color); }
    void setLineColor(const QColor& color) { setLook(lineColor_, color); }
    void setEdgeColor(const QColor& color) { setLook(edgeColor_, color); }
    void setRingColor(const QColor& color) { setLook(ringColor_, color); }
    void setFocused(bool focused);
    void setRingWidth(int width) { setLook(ringWidth_, width); }

    double naturalWidth(qsizetype column) const override;

Q_SIGNALS:
    void columnsChanged();
    void hoveredChanged();
    void looksChanged();
    void clicked();
    void opened();        ///< by a double click
    void menuRequested(); ///< by the right button

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseUngrabEvent() override;
    void hoverEnterEvent(QHoverEvent* event) override;
    void hoverLeaveEvent(QHoverEvent* event) override;
    void itemChange(ItemChange change, const ItemChangeData& value) override;
    void geometryChange(const QRectF& now, const QRectF& before) override;
    void updatePolish() override;
    QSGNode* updatePaintNode(QSGNode* old, UpdatePaintNodeData* data) override;

private:
    template <typename Value>
    void setLook(Value& member, const Value& value) {
        if (member == value)
            return;
        member = value;
        update();
        Q_EMIT looksChanged();
    }
    void follow(QQuickItem* cell);
    void setHovered(bool hovered);

    QPointer<models::TableColumns> columns_;
    QColor color_ = Qt::transparent;
    QColor lineColor_ = Qt::transparent;
    QColor edgeColor_ = Qt::transparent;
    QColor ringColor_ = Qt::transparent;
    int ringWidth_ = 2;
    bool focused_ = false;
    bool hovered_ = false;
    bool pressed_ = false;
    Qt::KeyboardModifiers modifiers_ = Qt::NoModifier;
    Qt::MouseButton button_ = Qt::NoButton;
};

} // namespace inferno::ui
