// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace inferno::ui {

/// Gives the program its look: the bundled fonts (Inter is the default), the Basic style below our own controls, and
/// the English words for one and for many.
/// Call it once, on the GUI thread, after the QGuiApplication is made and before the first QML engine.
/// Returns what could not be loaded: nothing where the bundle is whole.
[[nodiscard]] QStringList setUpLook();

} // namespace inferno::ui
