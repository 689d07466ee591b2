// SPDX-License-Identifier: GPL-3.0-or-later
// A level of verification to choose: what it is called, and what it looks at.
import QtQuick
import Inferno.Controls
import Inferno.Theme

Item {
    id: root

    required property string level
    required property string title
    required property string text
    property string chosen: ""

    signal picked(string level)

    width: parent ? parent.width : 0
    height: 28
    RadioButton {
        id: radio
        anchors.verticalCenter: parent.verticalCenter
        text: root.title
        autoExclusive: false
        checked: root.chosen === root.level
        Accessible.description: root.text
        onClicked: root.picked(root.level)
    }
    AppText { x: 120; width: parent.width - x; anchors.verticalCenter: parent.verticalCenter; font: Theme.label; color: Theme.text2; text: root.text }
}
