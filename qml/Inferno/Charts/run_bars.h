// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

#include "qml/Inferno/Charts/chart_item.h"

namespace inferno::ui {

/// The last runs of a job, oldest first, as bars whose height is their duration: `states[i]` took `durations[i]` (any
/// unit; the longest is the full height). A failed one carries a cross above it, a skipped one is hollow, and the
/// `slotCount` places that no run fills yet are dashes at the left.
class RunBarsItem : public inferno::ui::ChartItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QList<double> durations MEMBER durations_ NOTIFY changed)
    Q_PROPERTY(QStringList states MEMBER states_ NOTIFY changed)
    Q_PROPERTY(int runCount READ runCount NOTIFY changed)
    Q_PROPERTY(int failedCount READ failedCount NOTIFY changed)
    Q_PROPERTY(int slotCount MEMBER slotCount_ NOTIFY changed)
    Q_PROPERTY(double barWidth MEMBER barWidth_ NOTIFY changed)
    Q_PROPERTY(double gap MEMBER gap_ NOTIFY changed)

public:
    explicit RunBarsItem(QQuickItem* parent = nullptr);
    void paint(QPainter* painter) override;
    [[nodiscard]] int runCount() const { return int(states_.size()); }
    [[nodiscard]] int failedCount() const;

Q_SIGNALS:
    void changed();

private:
    void paintBar(QPainter* painter, double x, double share, const QString& state) const;

    QList<double> durations_;
    QStringList states_;
    int slotCount_ = 20;
    double barWidth_ = 4;
    double gap_ = 2;
};

} // namespace inferno::ui
