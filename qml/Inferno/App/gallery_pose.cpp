// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml/Inferno/App/gallery_pose.h"

#include <QCoreApplication>
#include <QHoverEvent>

namespace inferno::ui {

using namespace Qt::StringLiterals;

namespace {

QQuickItem* ringOf(QQuickItem* item) {
    if (QByteArrayView(item->metaObject()->className()).startsWith("FocusRing"))
        return item;
    // Its own before that of a button in it.
    QList<QQuickItem*> children = item->childItems();
    if (auto* own = item->property("background").value<QQuickItem*>())
        children.prepend(own);
    for (QQuickItem* child : children)
        if (QQuickItem* ring = ringOf(child))
            return ring;
    return nullptr;
}

void hover(QQuickItem* control) {
    const QPointF middle(control->width() / 2, control->height() / 2);
    QHoverEvent event(QEvent::HoverEnter, control->mapToScene(middle), control->mapToGlobal(middle), QPointF(-1, -1));
    QCoreApplication::sendEvent(control, &event);
}

} // namespace

void GalleryPose::apply(QQuickItem* control, const QString& pose) const {
    if (!control)
        return;
    if (pose == "hover"_L1)
        hover(control);
    else if (pose == "pressed"_L1)
        control->setProperty("down", true);
    else if (pose == "disabled"_L1)
        control->setEnabled(false);
    else if (QQuickItem* ring = pose == "focus"_L1 ? ringOf(control) : nullptr)
        ring->setProperty("shown", true);
}

} // namespace inferno::ui
