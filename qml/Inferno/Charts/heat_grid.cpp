// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml/Inferno/Charts/heat_grid.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace inferno::ui {

HeatGridItem::HeatGridItem(QQuickItem* parent) : ChartItem(parent) {
    connect(this, &HeatGridItem::changed, this, [this] { update(); });
}

int HeatGridItem::cellAt(double x, double y) const {
    if (x < 0 || y < 0 || x >= width() || y >= height() || columns_ < 1 || rows_ < 1)
        return -1;
    return int(y / (height() / rows_)) * columns_ + int(x / (width() / columns_));
}

void HeatGridItem::paint(QPainter* painter) {
    if (columns_ < 1 || rows_ < 1 || ramp_.size() < 2)
        return;
    painter->setRenderHint(QPainter::Antialiasing);
    double most = most_;
    for (const double value : values_)
        most = most_ > 0 ? most_ : std::max(most, value);
    const double wide = width() / columns_;
    const double tall = height() / rows_;
    for (int cell = 0; cell < rows_ * columns_; ++cell) {
        const double value = values_.value(cell);
        const qsizetype steps = ramp_.size() - 1;
        const qsizetype step =
            value <= 0 || most <= 0
                ? 0
                : std::clamp<qsizetype>(qsizetype(std::ceil(value / most * double(steps))), 1, steps);
        const QRectF box(cell % columns_ * wide, cell / columns_ * tall, wide - gap_, tall - gap_);
        painter->setPen(Qt::NoPen);
        painter->setBrush(ramp_.at(step));
        painter->drawRoundedRect(box, 2, 2);
        if (!marked_.contains(cell))
            continue;
        painter->setPen(QPen(mark_, 1.5));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 2, 2);
    }
}

} // namespace inferno::ui
