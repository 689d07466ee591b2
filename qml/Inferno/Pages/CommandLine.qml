// SPDX-License-Identifier: GPL-3.0-or-later
// A command to copy, with words above it.
import QtQuick
import Inferno.Controls
import Inferno.Theme

Column {
    id: root

    property string label: ""
    property string command: ""

    spacing: 4
    AppText { width: parent.width; visible: text.length > 0; font: Theme.label; color: Theme.text2; text: root.label }
    Rectangle {
        width: parent.width
        height: Theme.control
        radius: Theme.radiusControl
        color: Theme.sunken
        AppText {
            id: words
            x: 8
            width: copy.x - x - 4
            anchors.verticalCenter: parent.verticalCenter
            font: Theme.mono
            elide: Text.ElideMiddle
            text: root.command
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }
        IconButton {
            id: copy
            anchors.right: parent.right
            anchors.rightMargin: 2
            anchors.verticalCenter: parent.verticalCenter
            small: true
            iconName: "copy"
            //: Copies a command to the clipboard.
            text: qsTr("Copy the command")
            onClicked: clip.copy(root.command)
        }
        HoverHandler { id: over; enabled: words.truncated }
        Tip { text: root.command; shown: over.hovered }
    }
    Clip { id: clip }
}
