// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml/Inferno/Charts/run_bars.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace inferno::ui {

namespace {

constexpr double kCross = 5;   // room above a failed bar
constexpr double kLeast = 3;   // height of the shortest bar
constexpr float kCalm = 0.62F; // completed runs step back, so that the others stand out

bool isBad(const QString& state) {
    return state == "failed"_L1 || state == "timed_out"_L1;
}

} // namespace

RunBarsItem::RunBarsItem(QQuickItem* parent) : ChartItem(parent) {
    connect(this, &RunBarsItem::changed, this, [this] { update(); });
    const auto resize = [this] { setImplicitSize(slotCount_ * (barWidth_ + gap_) - gap_, 18); };
    connect(this, &RunBarsItem::changed, this, resize);
    resize();
}

int RunBarsItem::failedCount() const {
    return int(std::ranges::count_if(states_, isBad));
}

void RunBarsItem::paint(QPainter* painter) {
    painter->setRenderHint(QPainter::Antialiasing);
    const qsizetype count = std::min<qsizetype>({durations_.size(), states_.size(), slotCount_});
    const qsizetype skip = std::min(durations_.size(), states_.size()) - count;
    const qsizetype empty = slotCount_ - count;
    double longest = 0;
    for (qsizetype i = 0; i < count; ++i)
        longest = std::max(longest, durations_.at(skip + i));
    for (qsizetype i = 0; i < slotCount_; ++i) {
        const double x = double(i) * (barWidth_ + gap_);
        if (i < empty) {
            painter->fillRect(QRectF(x, height() - 1, barWidth_, 1), line_);
            continue;
        }
        const qsizetype run = skip + i - empty;
        paintBar(painter, x, longest > 0 ? durations_.at(run) / longest : 0, states_.at(run));
    }
}

void RunBarsItem::paintBar(QPainter* painter, double x, double share, const QString& state) const {
    const bool bad = isBad(state);
    QColor color = colorOf(state);
    const double room = height() - kCross;
    const double tall = kLeast + std::clamp(share, 0.0, 1.0) * (room - kLeast);
    QRectF bar(x, height() - tall, barWidth_, tall);
    if (state == "skipped"_L1 || state == "cancelled"_L1 || state == "queued"_L1 || state == "blocked"_L1) {
        painter->setPen(QPen(color, 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5));
        return;
    }
    if (state == "completed"_L1)
        color.setAlphaF(kCalm);
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    painter->drawRoundedRect(bar, 1, 1);
    if (!bad)
        return;
    const double middle = x + barWidth_ / 2;
    const double top = std::max(0.5, bar.top() - 4.5);
    painter->setPen(QPen(color, 1.2, Qt::SolidLine, Qt::RoundCap));
    painter->drawLine(QPointF(middle - 1.7, top), QPointF(middle + 1.7, top + 3.4));
    painter->drawLine(QPointF(middle - 1.7, top + 3.4), QPointF(middle + 1.7, top));
}

} // namespace inferno::ui
