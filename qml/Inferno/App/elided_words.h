// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QQuickItem>
#include <QRectF>
#include <QtQml/qqmlregistration.h>

namespace inferno::ui {

/// Finds the words under a point that do not fit their place and end in "…". GUI thread; cost: one walk over what is
/// visible, once the pointer rests.
class ElidedWords : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString text READ text NOTIFY changed) ///< "" where there are none
    Q_PROPERTY(QRectF box READ box NOTIFY changed)    ///< their place in `root`

public:
    using QObject::QObject;

    QString text() const { return text_; }
    QRectF box() const { return box_; }

    /// Takes the words that are drawn last at `point` below `root`. What lies under another surface does not count, nor
    /// does what its control explains in a tip of its own.
    Q_INVOKABLE void find(QQuickItem* root, const QPointF& point);
    Q_INVOKABLE void forget();

Q_SIGNALS:
    void changed();

private:
    void look(QQuickItem* item, const QPointF& scene);

    QQuickItem* found_ = nullptr; // during a walk alone
    QString text_;
    QRectF box_;
};

} // namespace inferno::ui
