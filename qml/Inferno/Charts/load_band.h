// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>

#include "qml/Inferno/Charts/chart_item.h"

namespace inferno::ui {

/// How many runs want a worker over `days` days of one width: `values` at `places`, which are days from the left, in
/// order. What is before `now` (in days; at or below 0 nothing is) is solid, what comes is dotted and paler; `limit` is
/// a dashed line. The scale ends at `ceiling`. O(values).
class LoadBandItem : public inferno::ui::ChartItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QList<double> places MEMBER places_ NOTIFY changed)
    Q_PROPERTY(QList<double> values MEMBER values_ NOTIFY changed)
    Q_PROPERTY(int days MEMBER days_ NOTIFY changed)
    Q_PROPERTY(double now MEMBER now_ NOTIFY changed)
    Q_PROPERTY(double limit MEMBER limit_ NOTIFY changed)
    Q_PROPERTY(double ceiling MEMBER ceiling_ NOTIFY changed)
    Q_PROPERTY(QColor ink MEMBER ink_ NOTIFY changed)
    Q_PROPERTY(QColor limitInk MEMBER limitInk_ NOTIFY changed)

public:
    explicit LoadBandItem(QQuickItem* parent = nullptr);
    void paint(QPainter* painter) override;

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] QPointF pointOf(double place, double value) const;
    void paintPart(QPainter* painter, double from, double to, bool past) const;

    QList<double> places_;
    QList<double> values_;
    int days_ = 7;
    double now_ = -1;
    double limit_ = 0;
    double ceiling_ = 8;
    QColor ink_ = Qt::blue;
    QColor limitInk_ = Qt::red;
};

} // namespace inferno::ui
