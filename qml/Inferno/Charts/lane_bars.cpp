// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml/Inferno/Charts/lane_bars.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace inferno::ui {

namespace {

constexpr double kNearestPx = 4; // planned bars that begin nearer than this are one strip
constexpr double kStripHeight = 6;
constexpr float kStripOpacity = 0.35F;

} // namespace

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

std::vector<LaneBarsItem::Strip> LaneBarsItem::strips() const {
    std::vector<Strip> found;
    for (qsizetype i = 0; i < bars_.size(); ++i) {
        const QVariantList bar = bars_.at(i).toList();
        if (bar.size() < 4 || bar.at(3).toString() != "planned"_L1)
            continue;
        const double from = bar.at(0).toDouble();
        const double to = bar.at(1).toDouble();
        const bool follows = !found.empty() && found.back().last == i - 1;
        const double before = follows ? bars_.at(i - 1).toList().at(0).toDouble() : 0;
        if (follows && std::abs(from - before) * width() < kNearestPx) {
            Strip& strip = found.back();
            strip.from = std::min(strip.from, from);
            strip.to = std::max(strip.to, to);
            ++strip.count;
            strip.last = i;
        } else {
            found.push_back({from, to, 1, i, i});
        }
    }
    std::erase_if(found, [](const Strip& strip) { return strip.count < 2; });
    return found;
}

int LaneBarsItem::denseCount() const {
    int count = 0;
    for (const Strip& strip : strips())
        count += strip.count;
    return count;
}

void LaneBarsItem::geometryChange(const QRectF& now, const QRectF& before) {
    ChartItem::geometryChange(now, before);
    if (now.width() != before.width())
        Q_EMIT changed();
}

void LaneBarsItem::paint(QPainter* painter) {
    painter->setRenderHint(QPainter::Antialiasing);
    const double top = std::floor((height() - barHeight_) / 2);
    const std::vector<Strip> dense = strips();
    auto strip = dense.begin();
    for (qsizetype i = 0; i < bars_.size(); ++i) {
        const QVariantList bar = bars_.at(i).toList();
        if (strip == dense.end() || i < strip->first) {
            paintBar(painter, bar, top);
            continue;
        }
        QColor color = colorOf(bar.at(2).toString());
        color.setAlphaF(kStripOpacity);
        const double from = std::clamp(strip->from, 0.0, 1.0) * width();
        const double to = std::clamp(strip->to, 0.0, 1.0) * width();
        painter->fillRect(QRectF(from, std::floor((height() - kStripHeight) / 2), to - from, kStripHeight), color);
        i = strip->last;
        ++strip;
    }
}

void LaneBarsItem::paintBar(QPainter* painter, const QVariantList& bar, double top) const {
    if (bar.size() < 4)
        return;
    const double from = std::max(0.0, bar.at(0).toDouble());
    const double to = std::min(1.0, bar.at(1).toDouble());
    if (to < from)
        return;
    const QRectF box(from * width(), top, std::max(3.0, (to - from) * width()), barHeight_);
    const QColor color = colorOf(bar.at(2).toString());
    const QString kind = bar.at(3).toString();
    if (kind == "actual"_L1) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(color);
        painter->drawRoundedRect(box, 1.5, 1.5);
        return;
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

} // namespace inferno::ui
