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

QList<QList<QPointF>> SparklineItem::parts() const {
    if (values_.size() < 2 || width() <= 2 * kDot || height() <= 2 * kDot)
        return {};
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
    QList<QList<QPointF>> parts(1);
    for (qsizetype i = 0; i < values_.size(); ++i) {
        if (!std::isfinite(values_.at(i))) {
            if (!parts.last().isEmpty())
                parts.append(QList<QPointF>());
            continue;
        }
        const double share = std::clamp((values_.at(i) - low) / span, 0.0, 1.0);
        parts.last().append({kDot + double(i) * step, height() - kDot - share * (height() - 2 * kDot)});
    }
    if (parts.last().isEmpty())
        parts.removeLast();
    return parts;
}

void SparklineItem::fill(QPainter* painter, const QList<QPointF>& part) const {
    QPainterPath area(QPointF(part.first().x(), height()));
    for (const QPointF& point : part)
        area.lineTo(point);
    area.lineTo(part.last().x(), height());
    area.closeSubpath();
    QColor tint = color_;
    tint.setAlphaF(0.14F);
    painter->fillPath(area, tint);
}

void SparklineItem::paint(QPainter* painter) {
    const QList<QList<QPointF>> lines = parts();
    if (lines.isEmpty())
        return;
    painter->setRenderHint(QPainter::Antialiasing);
    QPen pen(color_, stroke_, Qt::SolidLine, dash_.isEmpty() ? Qt::RoundCap : Qt::FlatCap, Qt::RoundJoin);
    if (!dash_.isEmpty())
        pen.setDashPattern(dash_);
    for (const QList<QPointF>& line : lines) {
        if (filled_)
            fill(painter, line);
        painter->setPen(pen);
        painter->setBrush(Qt::NoBrush);
        painter->drawPolyline(line.data(), int(line.size()));
        if (line.size() == 1) { // between gaps
            painter->setPen(Qt::NoPen);
            painter->setBrush(color_);
            painter->drawEllipse(line.first(), stroke_, stroke_);
        }
    }
    if (dot_) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(color_);
        painter->drawEllipse(lines.last().last(), kDot, kDot);
    }
}

} // namespace inferno::ui
