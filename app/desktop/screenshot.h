// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QQuickWindow>
#include <QString>

namespace inferno::desktop {

/// Writes what `window` shows to `file` once it has been still for `settleMs`, then quits the program: exit 0, or 1
/// with a sentence on stderr where the picture cannot be written. For pictures in documents and for tests. GUI thread.
void takeScreenshot(QQuickWindow* window, const QString& file, int settleMs);

} // namespace inferno::desktop
