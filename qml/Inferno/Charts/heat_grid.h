// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include "qml/Inferno/Charts/chart_item.h"

namespace inferno::ui {

/// A grid of cells in one hue, row by row: `values[row * columns + column]` against `most` (0 = the largest of them).
/// `marked` cells have an outline. `ramp` has the colour of nothing first, then of little to most.
class HeatGridItem : public inferno::ui::ChartItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QList<double> values MEMBER values_ NOTIFY changed)
    Q_PROPERTY(QList<int> marked MEMBER marked_ NOTIFY changed)
    Q_PROPERTY(QList<QColor> ramp MEMBER ramp_ NOTIFY changed)
    Q_PROPERTY(QColor mark MEMBER mark_ NOTIFY changed)
    Q_PROPERTY(int columns MEMBER columns_ NOTIFY changed)
    Q_PROPERTY(int rows MEMBER rows_ NOTIFY changed)
    Q_PROPERTY(double most MEMBER most_ NOTIFY changed)
    Q_PROPERTY(double gap MEMBER gap_ NOTIFY changed)

public:
    explicit HeatGridItem(QQuickItem* parent = nullptr);
    void paint(QPainter* painter) override;
    /// The index of the cell at a point, or -1.
    Q_INVOKABLE int cellAt(double x, double y) const;

Q_SIGNALS:
    void changed();

private:
    QList<double> values_;
    QList<int> marked_;
    QList<QColor> ramp_;
    QColor mark_;
    int columns_ = 24;
    int rows_ = 7;
    double most_ = 0;
    double gap_ = 1;
};

} // namespace inferno::ui
