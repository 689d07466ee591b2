// SPDX-License-Identifier: GPL-3.0-or-later
// Looks like a field, and opens the palette.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.AbstractButton {
    id: root

    property string keys: "Ctrl+K"

    implicitWidth: 360
    implicitHeight: Theme.control
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    //: The field in the middle of the top bar.
    text: qsTr("Search or run a command")
    Accessible.role: Accessible.Button
    Accessible.name: text
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    background: Rectangle {
        radius: Theme.radiusControl
        color: root.hovered ? Theme.rowHover : Theme.field
        border.color: root.hovered ? Theme.borderStrong : Theme.border
    }
    AppIcon { x: 10; anchors.verticalCenter: parent.verticalCenter; name: "search"; size: Theme.iconBadge; color: Theme.text3 }
    AppText {
        x: 32
        width: hint.x - x - 8
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.text3
        text: root.text
    }
    KeyHint {
        id: hint
        anchors.right: parent.right
        anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        keys: root.keys
    }
    FocusRing { shown: root.visualFocus }
}
