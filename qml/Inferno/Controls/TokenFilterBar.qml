// SPDX-License-Identifier: GPL-3.0-or-later
// The filter of a page: tokens, then words to type. Enter hands the text over (`submitted`), Backspace at its start
// removes the last token, and each keystroke of free text is told (`textEdited`).
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Theme

FocusScope {
    id: root

    property var tokens: null   // a model with key, value, negated
    property alias text: field.text
    property string placeholderText: ""
    property string errorText: ""
    property string label: qsTr("Filter")
    property string keys: ""

    signal submitted(string text)
    signal textEdited(string text)
    signal tokenRemoved(int index)

    implicitWidth: 480
    implicitHeight: Theme.control

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusControl
        color: root.enabled ? Theme.field : Theme.bg
        border.color: root.errorText.length > 0 ? Theme.failed : field.activeFocus ? Theme.accent : Theme.borderStrong
        FocusRing { shown: field.activeFocus }
    }
    AppIcon { x: 9; anchors.verticalCenter: parent.verticalCenter; name: "funnel"; size: Theme.iconBadge; color: Theme.text3 }
    Row {
        id: chips
        x: 31
        anchors.verticalCenter: parent.verticalCenter
        spacing: 6
        Repeater {
            id: list
            model: root.tokens
            TokenChip {
                required property int index
                onRemoved: root.tokenRemoved(index)
            }
        }
    }
    TextField {
        id: field
        x: chips.x + chips.width + (list.count > 0 ? 2 : -4)
        width: parent.width - x - 8
        height: parent.height
        focus: true
        background: Item {}
        label: root.label
        placeholderText: root.placeholderText
        errorText: root.errorText
        extraRight: hint.visible ? hint.width : 0
        onTextEdited: root.textEdited(text)
        onAccepted: root.submitted(text)
        Keys.onPressed: event => {
            if (event.key === Qt.Key_Backspace && cursorPosition === 0 && selectedText.length === 0 && list.count > 0) {
                event.accepted = true;
                root.tokenRemoved(list.count - 1);
            }
        }
        KeyHint {
            id: hint
            visible: root.keys.length > 0 && field.length === 0 && !field.activeFocus
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            keys: root.keys
        }
    }
}
