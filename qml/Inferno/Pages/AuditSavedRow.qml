// SPDX-License-Identifier: GPL-3.0-or-later
// A kept question: its name, what it asks, and at the right renaming and removing. While it is `renamed`, its name is a
// field.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.AbstractButton {
    id: root

    required property int index
    required property string name
    required property string words
    required property bool current
    property bool marked: false
    property bool renamed: false

    signal asked()
    signal renameRequested()
    signal renamedTo(string words)
    signal renameLeft()
    signal removed()

    implicitHeight: 40
    focusPolicy: Qt.NoFocus
    hoverEnabled: true
    text: name
    Accessible.role: Accessible.ListItem
    Accessible.name: name
    Accessible.description: words
    onClicked: asked()
    onRenamedChanged: if (renamed) { edit.text = name; edit.selectAll(); edit.forceActiveFocus(Qt.OtherFocusReason); }

    background: Rectangle {
        radius: Theme.radiusControl
        color: root.marked ? Theme.accentTint : root.hovered ? Theme.rowHover : Theme.clear
    }
    AppIcon { x: 6; anchors.verticalCenter: parent.verticalCenter; visible: root.current; name: "check"; size: Theme.iconSmall; color: Theme.accent }
    AppText { x: 26; y: 3; width: tools.x - x - 6; visible: !root.renamed; font: Theme.bodyMedium; text: root.name }
    AppText { x: 26; y: 21; width: tools.x - x - 6; visible: !root.renamed; font: Theme.caption; color: Theme.text2; text: root.words }
    TextField {
        id: edit
        x: 22
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - x - 6
        visible: root.renamed
        label: qsTr("New name")
        maximumLength: 80
        onAccepted: root.renamedTo(text)
        Keys.onEscapePressed: root.renameLeft()
    }
    Row {
        id: tools
        anchors.right: parent.right
        anchors.rightMargin: 4
        anchors.verticalCenter: parent.verticalCenter
        visible: !root.renamed
        IconButton {
            small: true
            focusPolicy: Qt.NoFocus
            iconName: "pencil"
            //: %1 is the name of a kept query.
            text: qsTr("Rename “%1”").arg(root.name)
            keys: "F2"
            onClicked: root.renameRequested()
        }
        IconButton {
            small: true
            focusPolicy: Qt.NoFocus
            iconName: "trash"
            //: %1 is the name of a kept query.
            text: qsTr("Delete “%1”").arg(root.name)
            keys: "Del"
            onClicked: root.removed()
        }
    }
}
