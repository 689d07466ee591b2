// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>

namespace inferno::desktop {

/// What the tray's icon tells. Shapes differ, not colours alone: menu bars tint icons in one colour.
enum class TrayState { Idle, Running, Attention, Paused, Sealed, Disconnected };

/// The flame with the state's sign at its lower right, as one-colour icons of 16 to 64 px in `ink`; marked as a mask,
/// so that menu bars that tint may. Disconnected is faded.
[[nodiscard]] QIcon trayIcon(TrayState state, const QColor& ink);

/// One of its pictures, `edge` px wide.
[[nodiscard]] QPixmap trayPixmap(TrayState state, const QColor& ink, int edge);

} // namespace inferno::desktop
