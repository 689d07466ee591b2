// SPDX-License-Identifier: GPL-3.0-or-later
// A key and what it does, in the foot of a list.
import QtQuick
import Inferno.Controls
import Inferno.Theme

Row {
    id: root

    property alias keys: hint.keys
    property alias text: words.text

    spacing: 4
    Accessible.ignored: true
    KeyHint { id: hint; anchors.verticalCenter: parent.verticalCenter }
    AppText { id: words; anchors.verticalCenter: parent.verticalCenter; font: Theme.label; color: Theme.text2 }
}
