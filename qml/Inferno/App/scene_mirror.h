// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QQmlComponent>
#include <QQuickItem>
#include <QQuickWindow>
#include <QtQml/qqmlregistration.h>

namespace inferno::ui {

/// Mirrors a whole window for languages that are written from right to left: the scene is turned over as a whole, and
/// what would be unreadable in a mirror (texts, icons) is turned back where it stands. So nothing that lays out needs
/// to know of it, and the mirrored window is exact; without it, it costs nothing. Arrows and chevrons stay turned: they
/// point the other way then. Follows what comes later;
/// whether it is needed is asked once, when the window is given. GUI thread.
class SceneMirror : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QQuickWindow* window MEMBER window_ NOTIFY windowChanged)

public:
    explicit SceneMirror(QObject* parent = nullptr);

Q_SIGNALS:
    void windowChanged();

private:
    void begin();
    void follow(QQuickItem* item);
    /// Turned over around its own middle, or around that of `around`, its parent.
    void turn(QQuickItem* item, QQuickItem* around);

    QPointer<QQuickWindow> window_;
    std::unique_ptr<QQmlComponent> scale_;
};

} // namespace inferno::ui
