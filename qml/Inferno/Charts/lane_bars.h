// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVariantList>

#include "qml/Inferno/Charts/chart_item.h"

namespace inferno::ui {

/// One lane of a timeline. `bars` is a list of [from, to, state, kind]: from and to in 0..1 of the axis, kind "actual"
/// (filled), "planned" (outlined) or "estimate" (dashed). A bar is at least 3 px wide, and cut at the edges.
class LaneBarsItem : public inferno::ui::ChartItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QVariantList bars MEMBER bars_ NOTIFY changed)
    /// Where a note begins: after the last bar that is not planned, or after the first that is.
    Q_PROPERTY(double noteAt READ noteAt NOTIFY changed)
    Q_PROPERTY(double barHeight MEMBER barHeight_ NOTIFY changed)

public:
    explicit LaneBarsItem(QQuickItem* parent = nullptr);
    void paint(QPainter* painter) override;
    [[nodiscard]] double noteAt() const;

Q_SIGNALS:
    void changed();

private:
    QVariantList bars_;
    double barHeight_ = 12;
};

} // namespace inferno::ui
