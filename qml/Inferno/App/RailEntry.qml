// SPDX-License-Identifier: GPL-3.0-or-later
// A page in the rail: icon, title, count; only the icon, with a tooltip, where the rail is narrow.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.AbstractButton {
    id: root

    property bool wide: true
    property bool current: false
    property bool line: false           // a new group begins
    required property int group
    required property string iconName
    required property string shortcut
    required property string badge
    required property bool badgeFailed
    readonly property int above: line ? 15 : 0

    implicitHeight: 34 + above
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.role: Accessible.PageTab
    Accessible.name: text
    Accessible.description: badge
    Accessible.selected: current
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()
    Keys.onUpPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
    Keys.onDownPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)

    Divider { visible: root.line; x: 8; y: 6; width: root.width - 16 }
    RowFace {
        id: face
        x: 8
        y: root.above + 1
        width: root.width - 16
        height: 32
        current: root.current
        down: root.down
        hovered: root.hovered
        AppIcon {
            x: root.wide ? 12 : (parent.width - width) / 2
            anchors.verticalCenter: parent.verticalCenter
            name: root.iconName
            color: root.current ? Theme.accent : root.hovered ? Theme.text : Theme.text2
        }
        AppText {
            visible: root.wide
            x: 38
            width: pill.x - x - 4
            anchors.verticalCenter: parent.verticalCenter
            font: Theme.bodyMedium
            color: root.current ? Theme.accent : root.hovered ? Theme.text : Theme.text2
            text: root.text
        }
        CountPill {
            id: pill
            visible: root.wide && root.badge.length > 0
            x: parent.width - (visible ? width + 8 : 0)
            anchors.verticalCenter: parent.verticalCenter
            text: root.badge
            tone: root.badgeFailed ? "failed" : ""
        }
        Rectangle {
            visible: !root.wide && root.badgeFailed
            x: parent.width / 2 + 5
            y: 6
            width: 6
            height: 6
            radius: 3
            color: Theme.failed
        }
        FocusRing { shown: root.visualFocus; gap: -2 }
    }
    Rectangle {
        visible: root.current
        y: face.y + 4
        width: 3
        height: 24
        radius: 1.5
        color: Theme.accent
    }
    Tip {
        around: face
        side: Tip.Right
        text: root.text
        keys: root.shortcut
        shown: !root.wide && (root.hovered || root.visualFocus)
    }
}
