// SPDX-License-Identifier: GPL-3.0-or-later
// A line to type in. `label` is its accessible name; `errorText` outlines it and is shown inside at the right, or below
// through FormRow when it is long; `suffix` is a unit.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.TextField {
    id: root

    property string label: ""
    property string iconName: ""
    property string errorText: ""
    property string suffix: ""
    property bool mono: false
    property bool small: false
    property real extraRight: 0   // room that a descendant's own buttons take at the right

    readonly property bool bad: errorText.length > 0

    implicitWidth: 200
    implicitHeight: small ? Theme.controlSmall : Theme.control
    leftPadding: iconName.length > 0 ? 30 : 8
    rightPadding: 8 + extraRight + (note.visible ? note.width + 8 : 0)
    topPadding: 0
    bottomPadding: 0
    font: mono ? Theme.mono : Theme.body
    color: enabled ? Theme.text : Theme.textDisabled
    placeholderTextColor: Theme.text3
    selectionColor: Theme.accent
    selectedTextColor: Theme.inkOnAccent
    verticalAlignment: TextInput.AlignVCenter
    selectByMouse: true
    hoverEnabled: true
    clip: true

    Accessible.role: Accessible.EditableText
    Accessible.name: label.length > 0 ? label : placeholderText
    Accessible.description: errorText

    background: Rectangle {
        radius: Theme.radiusControl
        color: root.enabled ? Theme.field : Theme.bg
        border.width: Theme.edge
        border.color: root.bad ? Theme.failed : !root.enabled ? Theme.border
            : root.activeFocus ? Theme.accent : root.hovered ? Theme.text3 : Theme.borderStrong
        FocusRing { shown: root.activeFocus }
    }

    AppIcon {
        visible: root.iconName.length > 0
        x: 9
        anchors.verticalCenter: parent.verticalCenter
        name: root.iconName
        size: Theme.iconBadge
        color: Theme.text3
    }
    AppText {
        x: root.leftPadding
        anchors.verticalCenter: parent.verticalCenter
        width: root.width - root.leftPadding - root.rightPadding
        visible: root.length === 0 && root.preeditText.length === 0
        font: root.font
        color: root.placeholderTextColor
        text: root.placeholderText
    }
    Row {
        id: note
        visible: root.suffix.length > 0 || root.bad
        anchors.right: parent.right
        anchors.rightMargin: 8 + root.extraRight
        anchors.verticalCenter: parent.verticalCenter
        spacing: 4
        AppIcon {
            visible: root.bad
            anchors.verticalCenter: parent.verticalCenter
            name: "octagon-x"
            size: Theme.iconSmall
            color: Theme.failed
        }
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, root.width / 2)
            font: Theme.label
            color: root.bad ? Theme.failed : Theme.text3
            text: root.bad ? root.errorText : root.suffix
        }
    }
}
