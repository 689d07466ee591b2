// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QQuickItem>
#include <QtQml/qqmlregistration.h>

namespace inferno::ui {

/// Puts a real control into a state for the gallery, as a person's hand would: "rest", "hover", "pressed", "focus" or
/// "disabled". It stays so until the pointer comes. GUI thread.
class GalleryPose : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

public:
    using QObject::QObject;

    Q_INVOKABLE void apply(QQuickItem* control, const QString& pose) const;
};

} // namespace inferno::ui
