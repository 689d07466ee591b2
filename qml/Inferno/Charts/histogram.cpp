// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml/Inferno/Charts/histogram.h"

#include <QPainter>

#include <algorithm>

namespace inferno::ui {

HistogramItem::HistogramItem(QQuickItem* parent) : ChartItem(parent) {
    connect(this, &HistogramItem::changed, this, [this] { update(); });
    connect(this, &HistogramItem::countsChanged, this, [this] { update(); });
}

int HistogramItem::count() const {
    return int(std::max({low_.size(), middle_.size(), high_.size()}));
}

double HistogramItem::peak() const {
    double tallest = 0;
    for (int i = 0; i < count(); ++i)
        tallest = std::max(tallest, low_.value(i) + middle_.value(i) + high_.value(i));
    return tallest;
}

void HistogramItem::paint(QPainter* painter) {
    const double scale = ceiling_ > 0 ? ceiling_ : peak();
    if (scale <= 0)
        return;
    const double step = width() / count();
    const double gap = step > 4 ? 1 : 0;
    for (int i = 0; i < count(); ++i) {
        double bottom = height();
        const auto stack = [&](double value, const QColor& color) {
            if (value <= 0)
                return;
            const double tall = std::max(1.0, value / scale * height()); // what happened is never invisible
            painter->fillRect(QRectF(i * step, bottom - tall, std::max(1.0, step - gap), tall), color);
            bottom -= tall;
        };
        stack(low_.value(i), lowColor_);
        stack(middle_.value(i), middleColor_);
        stack(high_.value(i), highColor_);
    }
}

} // namespace inferno::ui
