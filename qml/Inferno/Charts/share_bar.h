// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

#include "qml/Inferno/Charts/chart_item.h"

namespace inferno::ui {

/// Parts of a whole side by side: `counts[i]` in the colour of the state or tone `tones[i]`. What is 0 is not there;
/// what is more is at least 4 px, so that one failure among thousands is seen. With nothing to show, an empty track.
class ShareBarItem : public inferno::ui::ChartItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QList<int> counts MEMBER counts_ NOTIFY changed)
    Q_PROPERTY(QStringList tones MEMBER tones_ NOTIFY changed)

public:
    explicit ShareBarItem(QQuickItem* parent = nullptr);
    void paint(QPainter* painter) override;

Q_SIGNALS:
    void changed();

private:
    QList<int> counts_;
    QStringList tones_;
};

} // namespace inferno::ui
