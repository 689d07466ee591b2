// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml/Inferno/Charts/hatch.h"

#include <QPainter>

namespace inferno::ui {

namespace {

constexpr double kTile = 8;

} // namespace

HatchItem::HatchItem(QQuickItem* parent) : ChartItem(parent) {
    connect(this, &HatchItem::changed, this, [this] { update(); });
}

void HatchItem::paint(QPainter* painter) {
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(ink_, stroke_, Qt::SolidLine, Qt::FlatCap));
    // From the lower left to the upper right, one tile apart; the ends lie outside.
    for (double x = -height(); x < width() + kTile; x += kTile)
        painter->drawLine(QPointF(x - kTile, height() + kTile), QPointF(x + height() + kTile, -kTile));
}

} // namespace inferno::ui
