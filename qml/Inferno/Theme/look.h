// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace inferno::ui {

/// Gives the program its look: the bundled fonts (Inter is the default), the Basic style below our own controls.
/// Call it once, on the GUI thread, after the QGuiApplication is made and before the first QML engine.
/// Returns the families that could not be loaded: empty where the bundle is whole.
[[nodiscard]] QStringList setUpLook();

} // namespace inferno::ui
