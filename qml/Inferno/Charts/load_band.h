// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>

#include "qml/Inferno/Charts/chart_item.h"

namespace inferno::ui {

/// How many runs want a worker over `days` days of one width: `points` are (days from the left, runs). What is before
/// `now` (in days; at or below 0 nothing is) is solid, what comes is dotted and paler; `limit` is a dashed line. The
/// scale ends at `top`. O(points).
class LoadBandItem : public inferno::ui::ChartItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QList<QPointF> points MEMBER points_ NOTIFY changed)
    Q_PROPERTY(int days MEMBER days_ NOTIFY changed)
    Q_PROPERTY(double now MEMBER now_ NOTIFY changed)
    Q_PROPERTY(double limit MEMBER limit_ NOTIFY changed)
    Q_PROPERTY(double top MEMBER top_ NOTIFY changed)
    Q_PROPERTY(QColor ink MEMBER ink_ NOTIFY changed)
    Q_PROPERTY(QColor limitInk MEMBER limitInk_ NOTIFY changed)

public:
    explicit LoadBandItem(QQuickItem* parent = nullptr);
    void paint(QPainter* painter) override;
    /// Where a point stands.
    Q_INVOKABLE QPointF placeOf(const QPointF& point) const;
    /// The load at an x of the item; -1 where there is none.
    Q_INVOKABLE double valueAt(double x) const;

Q_SIGNALS:
    void changed();

private:
    void paintPart(QPainter* painter, double from, double to, bool past) const;

    QList<QPointF> points_;
    int days_ = 7;
    double now_ = -1;
    double limit_ = 0;
    double top_ = 8;
    QColor ink_ = Qt::blue;
    QColor limitInk_ = Qt::red;
};

} // namespace inferno::ui
