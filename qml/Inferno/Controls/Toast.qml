// SPDX-License-Identifier: GPL-3.0-or-later
// One snackbar: an edge in its tone, a sentence, one action ("Undo"), a cross.
import QtQuick
import Inferno.Controls
import Inferno.Theme

Rectangle {
    id: root

    property string text: ""
    property string action: ""
    property string tone: "accent"
    readonly property bool focused: verb.activeFocus || cross.activeFocus

    signal actionTriggered()
    signal dismissed()

    implicitWidth: Math.min(560, row.width + 28)
    implicitHeight: 40
    radius: Theme.radiusCard
    color: Theme.raised
    border.color: Theme.borderStrong
    Accessible.role: tone === "failed" ? Accessible.AlertMessage : Accessible.Notification
    Accessible.name: text

    Rectangle {
        x: 1
        y: 1
        width: 4
        height: parent.height - 2
        radius: 2
        color: StatusLook.ink(root.tone)
    }
    Row {
        id: row
        x: 18
        anchors.verticalCenter: parent.verticalCenter
        spacing: 8
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, 400)
            text: root.text
        }
        Button {
            id: verb
            visible: root.action.length > 0
            small: true
            kind: Button.Ghost
            text: root.action
            onClicked: root.actionTriggered()
        }
        IconButton {
            id: cross
            small: true
            iconName: "x"
            iconSize: Theme.iconSmall
            text: qsTr("Dismiss")
            onClicked: root.dismissed()
        }
    }
}
