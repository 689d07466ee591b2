// SPDX-License-Identifier: GPL-3.0-or-later
// A key of the palette and what it does.
import QtQuick
import Inferno.Controls
import Inferno.Theme

Row {
    id: root

    required property string keys
    required property string text

    height: parent ? parent.height : implicitHeight
    spacing: 4
    Accessible.ignored: true
    KeyHint { anchors.verticalCenter: parent.verticalCenter; keys: root.keys }
    AppText { anchors.verticalCenter: parent.verticalCenter; font: Theme.label; color: Theme.text3; text: root.text }
}
