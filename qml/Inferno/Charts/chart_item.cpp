// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml/Inferno/Charts/chart_item.h"

#include <QSGNode>

using namespace Qt::StringLiterals;

namespace inferno::ui {

ChartItem::ChartItem(QQuickItem* parent) : QQuickPaintedItem(parent) {
    setAntialiasing(true);
    connect(this, &ChartItem::look, this, [this] { update(); });
}

QSGNode* ChartItem::updatePaintNode(QSGNode* old, UpdatePaintNodeData* data) {
    if (isVisible())
        return QQuickPaintedItem::updatePaintNode(old, data);
    delete old;
    return nullptr;
}

void ChartItem::itemChange(ItemChange change, const ItemChangeData& value) {
    if (change == ItemVisibleHasChanged)
        update();
    QQuickPaintedItem::itemChange(change, value);
}

QColor ChartItem::colorOf(const QString& state) const {
    if (state == "completed"_L1 || state == "success"_L1)
        return success_;
    if (state == "running"_L1)
        return running_;
    if (state == "retrying"_L1 || state == "warnings"_L1 || state == "at_risk"_L1 || state == "warning"_L1)
        return warning_;
    if (state == "failed"_L1 || state == "timed_out"_L1)
        return failed_;
    return neutral_;
}

} // namespace inferno::ui
