// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace inferno::models {

/// What the desktop around the window can do, for pages that tell it: filled by the program, which alone speaks to the
/// desktop. GUI thread.
class DesktopState : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AppState.desktop")

    Q_PROPERTY(bool notifies READ notifies NOTIFY changed)    ///< someone shows notifications
    Q_PROPERTY(QString notifier READ notifier NOTIFY changed) ///< who, such as "gnome-shell 43.9"
    Q_PROPERTY(bool actions READ actions NOTIFY changed)      ///< with buttons in them
    Q_PROPERTY(bool tray READ tray NOTIFY changed)            ///< there is a place for an icon

public:
    struct Facts {
        bool notifies = false;
        QString notifier;
        bool actions = false;
        bool tray = false;
    };
    using QObject::QObject;

    bool notifies() const { return facts_.notifies; }
    QString notifier() const { return facts_.notifier; }
    bool actions() const { return facts_.actions; }
    bool tray() const { return facts_.tray; }
    void set(const Facts& facts) {
        facts_ = facts;
        Q_EMIT changed();
    }

    /// Shows a notification that says nothing but that it came.
    Q_INVOKABLE void sendTest() { Q_EMIT testAsked(); }

Q_SIGNALS:
    void changed();
    void testAsked();

private:
    Facts facts_;
};

} // namespace inferno::models
