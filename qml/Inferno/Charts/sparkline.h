// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include "qml/Inferno/Charts/chart_item.h"

namespace inferno::ui {

/// A line of values over its tint, with a dot at its newest. The scale goes from `from` to `to`; where they are equal
/// (the default), over the values themselves. Fewer than two values draw nothing. Values that are not finite are gaps.
/// `dash` is a pattern of lengths in strokes; empty draws a solid line.
class SparklineItem : public inferno::ui::ChartItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QList<double> values MEMBER values_ NOTIFY changed)
    Q_PROPERTY(QColor color MEMBER color_ NOTIFY changed)
    Q_PROPERTY(double from MEMBER from_ NOTIFY changed)
    Q_PROPERTY(double to MEMBER to_ NOTIFY changed)
    Q_PROPERTY(double stroke MEMBER stroke_ NOTIFY changed)
    Q_PROPERTY(QList<double> dash MEMBER dash_ NOTIFY changed)
    Q_PROPERTY(bool filled MEMBER filled_ NOTIFY changed)
    Q_PROPERTY(bool dot MEMBER dot_ NOTIFY changed)

public:
    explicit SparklineItem(QQuickItem* parent = nullptr);
    void paint(QPainter* painter) override;

Q_SIGNALS:
    void changed();

private:
    /// The parts of the line between its gaps.
    [[nodiscard]] QList<QList<QPointF>> parts() const;
    void fill(QPainter* painter, const QList<QPointF>& part) const;

    QList<double> values_;
    QColor color_;
    double from_ = 0;
    double to_ = 0;
    double stroke_ = 1.5;
    QList<double> dash_;
    bool filled_ = true;
    bool dot_ = true;
};

} // namespace inferno::ui
