// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "qml/Inferno/Charts/chart_item.h"

namespace inferno::ui {

/// Diagonal stripes of a tile of 8×8: a time in which nothing starts, or that does not exist.
class HatchItem : public inferno::ui::ChartItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QColor ink MEMBER ink_ NOTIFY changed)
    Q_PROPERTY(double stroke MEMBER stroke_ NOTIFY changed)

public:
    explicit HatchItem(QQuickItem* parent = nullptr);
    void paint(QPainter* painter) override;

Q_SIGNALS:
    void changed();

private:
    QColor ink_ = Qt::lightGray;
    double stroke_ = 2.5;
};

} // namespace inferno::ui
