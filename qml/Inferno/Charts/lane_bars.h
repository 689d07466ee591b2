// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QVariantList>

#include "qml/Inferno/Charts/chart_item.h"

namespace inferno::ui {

/// One lane of a timeline. `bars` is a list of [from, to, state, kind]: from and to in 0..1 of the axis, kind "actual"
/// (filled), "planned" (outlined) or "estimate" (dashed). A bar is at least 3 px wide, and cut at the edges. Planned
/// bars that begin less than 4 px apart are drawn as one thin strip, since their outlines would look like one long run.
/// O(bars) to paint.
class LaneBarsItem : public inferno::ui::ChartItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QVariantList bars MEMBER bars_ NOTIFY changed)
    /// Where a note begins: after the last bar that is not planned, or after the first that is.
    Q_PROPERTY(double noteAt READ noteAt NOTIFY changed)
    /// How many planned bars stand in strips.
    Q_PROPERTY(int denseCount READ denseCount NOTIFY changed)
    Q_PROPERTY(double barHeight MEMBER barHeight_ NOTIFY changed)

public:
    explicit LaneBarsItem(QQuickItem* parent = nullptr);
    void paint(QPainter* painter) override;
    [[nodiscard]] double noteAt() const;
    [[nodiscard]] int denseCount() const;

Q_SIGNALS:
    void changed();

protected:
    void geometryChange(const QRectF& now, const QRectF& before) override;

private:
    struct Strip {
        double from, to; ///< 0..1
        int count;
        qsizetype first, last; ///< places of its bars in bars_
    };
    /// Runs of neighbouring planned bars that are too near to be told apart at this width.
    [[nodiscard]] std::vector<Strip> strips() const;
    void paintBar(QPainter* painter, const QVariantList& bar, double top) const;

    QVariantList bars_;
    double barHeight_ = 12;
};

} // namespace inferno::ui
