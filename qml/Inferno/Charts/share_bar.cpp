// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml/Inferno/Charts/share_bar.h"

#include <QPainter>

#include <algorithm>

namespace inferno::ui {

namespace {

constexpr double kLeast = 4;
constexpr double kGap = 2;

} // namespace

ShareBarItem::ShareBarItem(QQuickItem* parent) : ChartItem(parent) {
    connect(this, &ShareBarItem::changed, this, [this] { update(); });
}

void ShareBarItem::paint(QPainter* painter) {
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    double total = 0;
    int parts = 0;
    for (const int count : counts_) {
        total += std::max(count, 0);
        parts += count > 0 ? 1 : 0;
    }
    if (parts == 0) {
        painter->setBrush(line_);
        painter->drawRoundedRect(boundingRect(), 1, 1);
        return;
    }
    const double room = std::max(0.0, width() - parts * kLeast - (parts - 1) * kGap);
    double x = 0;
    for (qsizetype i = 0; i < counts_.size(); ++i) {
        if (counts_.at(i) <= 0)
            continue;
        const double wide = kLeast + room * counts_.at(i) / total;
        painter->setBrush(colorOf(tones_.value(i)));
        painter->drawRoundedRect(QRectF(x, 0, wide, height()), 1, 1);
        x += wide + kGap;
    }
}

} // namespace inferno::ui
