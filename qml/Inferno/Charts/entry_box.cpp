// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml/Inferno/Charts/entry_box.h"

#include <QPainter>

namespace inferno::ui {

namespace {

constexpr double kRadius = 2;
constexpr double kEdge = 3;

} // namespace

EntryBoxItem::EntryBoxItem(QQuickItem* parent) : ChartItem(parent) {
    connect(this, &EntryBoxItem::changed, this, [this] { update(); });
}

void EntryBoxItem::paint(QPainter* painter) {
    painter->setRenderHint(QPainter::Antialiasing);
    QPen pen(outline_, stroke_);
    if (dashed_)
        pen.setDashPattern({3 / stroke_, 2 / stroke_});
    const double inset = stroke_ / 2;
    painter->setPen(pen);
    painter->setBrush(fill_);
    painter->drawRoundedRect(QRectF(inset, inset, width() - stroke_, height() - stroke_), kRadius, kRadius);
    if (edge_.alpha() == 0)
        return;
    painter->setPen(Qt::NoPen);
    painter->setBrush(edge_);
    painter->setClipRect(QRectF(0, 0, kEdge, height()));
    painter->drawRoundedRect(QRectF(0, 0, kEdge * 3, height()), kRadius, kRadius);
}

} // namespace inferno::ui
