// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "qml/Inferno/Charts/chart_item.h"

namespace inferno::ui {

/// The box of a calendar's entry: filled with an edge of 3 px where it ran, outlined where it is planned, dashed where
/// it waits or was moved. Its colours are its owner's. No input, no text.
class EntryBoxItem : public inferno::ui::ChartItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QColor fill MEMBER fill_ NOTIFY changed)
    Q_PROPERTY(QColor outline MEMBER outline_ NOTIFY changed)
    Q_PROPERTY(QColor edge MEMBER edge_ NOTIFY changed) ///< at the left; transparent for none
    Q_PROPERTY(bool dashed MEMBER dashed_ NOTIFY changed)
    Q_PROPERTY(double stroke MEMBER stroke_ NOTIFY changed)

public:
    explicit EntryBoxItem(QQuickItem* parent = nullptr);
    void paint(QPainter* painter) override;

Q_SIGNALS:
    void changed();

private:
    QColor fill_ = Qt::transparent;
    QColor outline_ = Qt::gray;
    QColor edge_ = Qt::transparent;
    bool dashed_ = false;
    double stroke_ = 1;
};

} // namespace inferno::ui
