// SPDX-License-Identifier: GPL-3.0-or-later
// A square of a series' colour and its name.
import QtQuick
import Inferno.Theme

Row {
    id: root

    property color ink: Theme.c1
    property alias text: words.text

    spacing: 5
    height: parent ? parent.height : 16
    Accessible.ignored: true
    Rectangle { anchors.verticalCenter: parent.verticalCenter; width: 8; height: 8; radius: 2; color: root.ink }
    AppText { id: words; anchors.verticalCenter: parent.verticalCenter; font: Theme.label; color: Theme.text2 }
}
