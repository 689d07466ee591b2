// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml/Inferno/Charts/load_band.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace inferno::ui {

namespace {

constexpr float kPastFill = 0.20F;
constexpr float kFutureFill = 0.07F;
constexpr double kLine = 1.5;

} // namespace

LoadBandItem::LoadBandItem(QQuickItem* parent) : ChartItem(parent) {
    connect(this, &LoadBandItem::changed, this, [this] { update(); });
}

QPointF LoadBandItem::pointOf(double place, double value) const {
    const double share = ceiling_ > 0 ? std::clamp(value / ceiling_, 0.0, 1.0) : 0;
    return {place / std::max(1, days_) * width(), height() - share * height()};
}

void LoadBandItem::paintPart(QPainter* painter, double from, double to, bool past) const {
    QPainterPath line;
    double first = -1, last = -1;
    for (qsizetype i = 0; i < std::min(places_.size(), values_.size()); ++i) {
        if (places_.at(i) < from || places_.at(i) > to)
            continue;
        const QPointF at = pointOf(places_.at(i), values_.at(i));
        if (first < 0) {
            line.moveTo(at);
            first = at.x();
        } else {
            line.lineTo(at);
        }
        last = at.x();
    }
    if (first < 0)
        return;
    QPainterPath area = line;
    area.lineTo(last, height());
    area.lineTo(first, height());
    area.closeSubpath();
    QColor fill = ink_;
    fill.setAlphaF(past ? kPastFill : kFutureFill);
    painter->fillPath(area, fill);
    QPen pen(ink_, kLine);
    if (!past)
        pen.setDashPattern({1.6, 1.6});
    painter->setPen(pen);
    painter->setBrush(Qt::NoBrush);
    painter->drawPath(line);
}

void LoadBandItem::paint(QPainter* painter) {
    painter->setRenderHint(QPainter::Antialiasing);
    const double now = std::clamp(now_, 0.0, static_cast<double>(days_));
    if (now > 0)
        paintPart(painter, 0, now, true);
    if (now < days_)
        paintPart(painter, now, days_, false);
    if (limit_ <= 0)
        return;
    const double y = pointOf(0, limit_).y();
    QPen pen(limitInk_, 1);
    pen.setDashPattern({4, 3});
    painter->setPen(pen);
    painter->drawLine(QPointF(0, y), QPointF(width(), y));
}

} // namespace inferno::ui
