// SPDX-License-Identifier: GPL-3.0-or-later
// A category of settings in the list: icon, name, and how many are changed or found.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.AbstractButton {
    id: root

    required property string title
    required property string iconName
    required property string note
    required property bool warns
    required property bool shown
    property bool current: false
    property bool ringed: false

    visible: shown
    implicitHeight: 32
    focusPolicy: Qt.NoFocus
    hoverEnabled: true
    text: title
    Accessible.role: Accessible.ListItem
    Accessible.name: title
    Accessible.description: note
    Accessible.selected: current

    RowFace {
        x: 8
        y: 1
        width: root.width - 16
        height: 30
        current: root.current
        down: root.down
        hovered: root.hovered
        AppIcon {
            x: 10
            anchors.verticalCenter: parent.verticalCenter
            name: root.iconName
            color: root.current ? Theme.accent : root.hovered ? Theme.text : Theme.text2
        }
        AppText {
            id: words
            x: 33
            width: more.x - x - 6
            anchors.verticalCenter: parent.verticalCenter
            font: Theme.bodyMedium
            color: root.current ? Theme.accent : root.hovered ? Theme.text : Theme.text2
            text: root.title
        }
        AppText {
            id: more
            x: mark.x - width - (mark.visible && width > 0 ? 6 : 0)
            anchors.verticalCenter: parent.verticalCenter
            font: Theme.caption
            color: root.current ? Theme.accent : Theme.text3
            text: root.note
        }
        AppIcon {
            id: mark
            visible: root.warns
            x: parent.width - (visible ? width + 8 : 8)
            anchors.verticalCenter: parent.verticalCenter
            name: "triangle-alert"
            size: Theme.iconBadge
            color: Theme.warning
        }
        FocusRing { shown: root.ringed; gap: -2 }
        Tip { text: root.title; shown: root.hovered && words.truncated }
    }
}
