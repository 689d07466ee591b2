// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QQuickPaintedItem>
#include <QtQml/qqmlregistration.h>

namespace inferno::ui {

/// What all small charts have: the colours of the states, given by their QML wrapper from Theme, and repainting. They
/// are painted, not built of items: a table shows hundreds of them. One that cannot be seen is not painted, and keeps
/// no picture. No input; the text that says the same is their owner's (`Accessible.name`). GUI thread; paint() runs
/// while the GUI thread waits.
class ChartItem : public QQuickPaintedItem {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(QColor success MEMBER success_ NOTIFY look)
    Q_PROPERTY(QColor running MEMBER running_ NOTIFY look)
    Q_PROPERTY(QColor warning MEMBER warning_ NOTIFY look)
    Q_PROPERTY(QColor failed MEMBER failed_ NOTIFY look)
    Q_PROPERTY(QColor neutral MEMBER neutral_ NOTIFY look)
    Q_PROPERTY(QColor line MEMBER line_ NOTIFY look)

public:
    explicit ChartItem(QQuickItem* parent = nullptr);

    /// The colour of a state or tone: "completed" and "success" are one.
    [[nodiscard]] QColor colorOf(const QString& state) const;

Q_SIGNALS:
    void look();

protected:
    QSGNode* updatePaintNode(QSGNode* old, UpdatePaintNodeData* data) override;
    void itemChange(ItemChange change, const ItemChangeData& value) override;

    QColor success_ = Qt::gray;
    QColor running_ = Qt::gray;
    QColor warning_ = Qt::gray;
    QColor failed_ = Qt::gray;
    QColor neutral_ = Qt::gray;
    QColor line_ = Qt::lightGray;
};

} // namespace inferno::ui
