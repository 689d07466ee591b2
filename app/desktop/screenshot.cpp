// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/screenshot.h"

#include <QGuiApplication>
#include <QTimer>

namespace inferno::desktop {

void takeScreenshot(QQuickWindow* window, const QString& file, int settleMs) {
    QTimer::singleShot(settleMs, window, [window, file] {
        const QImage picture = window->grabWindow();
        const bool written = !picture.isNull() && picture.save(file);
        if (!written)
            qCritical("error: the picture was not written · %s · name a .png in a folder that exists",
                      qUtf8Printable(file));
        QGuiApplication::exit(written ? 0 : 1);
    });
}

} // namespace inferno::desktop
