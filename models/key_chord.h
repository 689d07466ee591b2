// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <Qt>

namespace inferno::models {

/// A key with the modifiers that are held, as Qt's portable text has it: "Ctrl+Shift+P", "Alt+Left", "F5", "?". Only
/// keys that a keyboard has everywhere; what is none of them is "". Pure.
QString chordText(int key, Qt::KeyboardModifiers modifiers);
/// The other way round; no key where the text is none.
QKeyCombination chordOf(const QString& text);
/// As people read it: arrows and Return as signs, on macOS the modifiers as well.
QString chordShown(const QString& text);
/// A letter or a digit.
bool isLetterOrDigit(int key);

} // namespace inferno::models
