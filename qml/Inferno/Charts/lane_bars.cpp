// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml/Inferno/Charts/lane_bars.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace inferno::ui {

LaneBarsItem::LaneBarsItem(QQuickItem* parent) : ChartItem(parent) {
    connect(this, &LaneBarsItem::changed, this, [this] { update(); });
}

double LaneBarsItem::noteAt() const {
    double past = -1;
    double planned = -1;
    for (const QVariant& entry : bars_) {
        const QVariantList bar = entry.toList();
        if (bar.size() < 4)
            continue;
        const double end = std::clamp(bar.at(1).toDouble(), 0.0, 1.0);
        if (bar.at(3).toString() != "planned"_L1)
            past = std::max(past, end);
        else if (planned < 0)
            planned = end;
    }
    return past >= 0 ? past : std::max(planned, 0.0);
}

void LaneBarsItem::paint(QPainter* painter) {
    painter->setRenderHint(QPainter::Antialiasing);
    const double top = std::floor((height() - barHeight_) / 2);
    for (const QVariant& entry : bars_) {
        const QVariantList bar = entry.toList();
        if (bar.size() < 4)
            continue;
        const double from = std::max(0.0, bar.at(0).toDouble());
        const double to = std::min(1.0, bar.at(1).toDouble());
        if (to < from)
            continue;
        const QRectF box(from * width(), top, std::max(3.0, (to - from) * width()), barHeight_);
        const QColor color = colorOf(bar.at(2).toString());
        const QString kind = bar.at(3).toString();
        if (kind == "actual"_L1) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(color);
            painter->drawRoundedRect(box, 1.5, 1.5);
            continue;
        }
        QColor tint = color;
        tint.setAlphaF(kind == "estimate"_L1 ? 0.14F : 0.0F);
        QPen pen(color, 1);
        if (kind == "estimate"_L1)
            pen.setDashPattern({3, 2});
        painter->setPen(pen);
        painter->setBrush(tint);
        painter->drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 1.5, 1.5);
    }
}

} // namespace inferno::ui
