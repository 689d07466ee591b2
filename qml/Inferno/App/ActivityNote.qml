// SPDX-License-Identifier: GPL-3.0-or-later
// Something that was done or was not: when, what, and taking it back where that is still possible.
import QtQuick
import Inferno.Controls
import Inferno.Theme

FocusScope {
    id: root

    required property string time
    required property string text
    required property bool failed
    required property bool canUndo

    signal undone()

    implicitHeight: 28
    Accessible.role: Accessible.ListItem
    Accessible.name: time + " " + text

    AppText { x: 13; width: 60; anchors.verticalCenter: parent.verticalCenter; font: Theme.mono; color: Theme.text3; text: root.time }
    AppIcon {
        x: 80
        anchors.verticalCenter: parent.verticalCenter
        name: root.failed ? "octagon-x" : "circle-check"
        size: Theme.iconBadge
        color: root.failed ? Theme.failed : Theme.success
    }
    AppText {
        id: words
        x: 102
        width: (undo.visible ? undo.x : parent.width) - x - 12
        anchors.verticalCenter: parent.verticalCenter
        text: root.text
        HoverHandler { id: over; enabled: words.truncated }
        Tip { text: root.text; shown: over.hovered }
    }
    Button {
        id: undo
        visible: root.canUndo
        focus: visible
        x: parent.width - width - 12
        anchors.verticalCenter: parent.verticalCenter
        small: true
        kind: Button.Ghost
        iconName: "undo"
        text: qsTr("Undo")
        onClicked: root.undone()
    }
}
