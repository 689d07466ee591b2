// SPDX-License-Identifier: GPL-3.0-or-later
// One choice of several, all visible.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.RadioButton {
    id: root

    property string note: ""  // quieter words after the text

    implicitWidth: implicitContentWidth
    implicitHeight: 20
    spacing: 8
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.name: text
    Accessible.description: note

    indicator: Rectangle {
        y: Math.round((root.height - height) / 2)
        implicitWidth: Theme.check
        implicitHeight: Theme.check
        radius: Theme.check / 2
        color: root.checked && root.enabled ? (root.hovered ? Theme.accentHover : Theme.accent) : Theme.field
        border.width: root.checked && root.enabled ? 0 : Theme.edge
        border.color: !root.enabled ? Theme.border : root.hovered ? Theme.text3 : Theme.borderStrong
        Rectangle {
            anchors.centerIn: parent
            width: 6
            height: 6
            radius: 3
            visible: root.checked
            color: root.enabled ? Theme.inkOnAccent : Theme.textDisabled
        }
        FocusRing { shown: root.visualFocus; inner: Theme.check / 2 }
    }
    contentItem: Row {
        leftPadding: Theme.check + root.spacing
        spacing: 6
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            font: root.checked ? Theme.bodyMedium : Theme.body
            color: !root.enabled ? Theme.textDisabled : root.checked ? Theme.text : Theme.text2
            text: root.text
        }
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.note.length > 0
            color: Theme.text3
            text: root.note
        }
    }
}
