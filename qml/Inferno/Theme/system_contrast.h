// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPalette>
#include <QVariant>
#include <QtQml/qqmlregistration.h>

#ifdef INFERNO_DBUS
#include <QDBusMessage>
#endif

namespace inferno::ui {

/// Whether the desktop asks for high contrast. Qt 6.4 does not tell, so it is read where it stands: on Linux in the
/// settings of the desktop portal (org.freedesktop.appearance, contrast), live; on Windows in the palette, which has
/// black on white or white on black there and nowhere else. Elsewhere it is never asked for. GUI thread.
class SystemContrast : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(bool high READ isHigh NOTIFY changed)

public:
    explicit SystemContrast(QObject* parent = nullptr);

    [[nodiscard]] bool isHigh() const { return high_; }

    /// True where window and text are as far apart as colours can be (20:1 of 21:1).
    [[nodiscard]] static bool isExtreme(const QPalette& palette);
    /// True where the portal's answer (a number, in one or two wrappings) asks for more contrast.
    [[nodiscard]] static bool asksForMore(const QVariant& answer);

Q_SIGNALS:
    void changed();

private:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void setHigh(bool high);
#ifdef INFERNO_DBUS
    void ask();
    Q_SLOT void onSettingChanged(const QDBusMessage& said);
#endif

    bool high_ = false;
};

} // namespace inferno::ui
