// SPDX-License-Identifier: GPL-3.0-or-later
// An action of the whole window, on whatever keys it has now.
import QtQuick
import Inferno.Models

Shortcut {
    required property KeyMap keys
    required property string action

    sequences: keys.sequences["window." + action] ?? []
}
