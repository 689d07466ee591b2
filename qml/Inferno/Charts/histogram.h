// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include "qml/Inferno/Charts/chart_item.h"

namespace inferno::ui {

/// Stacked counts over time: `low[i]`, `middle[i]` and `high[i]` from the bottom, in three colours. Lists may be of
/// different lengths; what is missing counts 0. `peak` is the tallest stack, for the axis.
class HistogramItem : public inferno::ui::ChartItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QList<double> low MEMBER low_ NOTIFY countsChanged)
    Q_PROPERTY(QList<double> middle MEMBER middle_ NOTIFY countsChanged)
    Q_PROPERTY(QList<double> high MEMBER high_ NOTIFY countsChanged)
    Q_PROPERTY(QColor lowColor MEMBER lowColor_ NOTIFY changed)
    Q_PROPERTY(QColor middleColor MEMBER middleColor_ NOTIFY changed)
    Q_PROPERTY(QColor highColor MEMBER highColor_ NOTIFY changed)
    Q_PROPERTY(double ceiling MEMBER ceiling_ NOTIFY changed)
    Q_PROPERTY(double peak READ peak NOTIFY countsChanged)
    Q_PROPERTY(int count READ count NOTIFY countsChanged)

public:
    explicit HistogramItem(QQuickItem* parent = nullptr);
    void paint(QPainter* painter) override;
    [[nodiscard]] double peak() const;
    [[nodiscard]] int count() const;

Q_SIGNALS:
    void countsChanged();
    void changed();

private:
    QList<double> low_;
    QList<double> middle_;
    QList<double> high_;
    QColor lowColor_;
    QColor middleColor_;
    QColor highColor_;
    double ceiling_ = 0; // what the full height stands for; 0 = the peak
};

} // namespace inferno::ui
