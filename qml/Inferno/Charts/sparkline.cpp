// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml/Inferno/Charts/sparkline.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace inferno::ui {

namespace {

constexpr double kDot = 2.5; // radius; the line keeps that far from the edges

} // namespace

SparklineItem::SparklineItem(QQuickItem* parent) : ChartItem(parent) {
    connect(this, &SparklineItem::changed, this, [this] { update(); });
}

QList<QPointF> SparklineItem::points() const {
    QList<QPointF> points;
    if (values_.size() < 2 || width() <= 2 * kDot || height() <= 2 * kDot)
        return points;
    double low = from_;
    double high = to_;
    if (low == high) {
        low = std::numeric_limits<double>::infinity();
        high = -low;
        for (const double value : values_) {
            if (!std::isfinite(value))
                continue;
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }
    const double span = high > low ? high - low : 1;
    const double step = (width() - 2 * kDot) / double(values_.size() - 1);
    for (qsizetype i = 0; i < values_.size(); ++i) {
        if (!std::isfinite(values_.at(i)))
            continue;
        const double share = std::clamp((values_.at(i) - low) / span, 0.0, 1.0);
        points.append({kDot + double(i) * step, height() - kDot - share * (height() - 2 * kDot)});
    }
    return points;
}

void SparklineItem::paint(QPainter* painter) {
    const QList<QPointF> line = points();
    if (line.size() < 2)
        return;
    painter->setRenderHint(QPainter::Antialiasing);
    if (filled_) {
        QPainterPath area(QPointF(line.first().x(), height()));
        for (const QPointF& point : line)
            area.lineTo(point);
        area.lineTo(line.last().x(), height());
        area.closeSubpath();
        QColor tint = color_;
        tint.setAlphaF(0.14F);
        painter->fillPath(area, tint);
    }
    painter->setPen(QPen(color_, stroke_, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->setBrush(Qt::NoBrush);
    painter->drawPolyline(line.data(), int(line.size()));
    if (dot_) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(color_);
        painter->drawEllipse(line.last(), kDot, kDot);
    }
}

} // namespace inferno::ui
