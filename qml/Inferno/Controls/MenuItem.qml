// SPDX-License-Identifier: GPL-3.0-or-later
// A row of a menu: icon, text, and at the right its keys, a note or the arrow of a submenu.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.MenuItem {
    id: root

    property string iconName: ""
    property string keys: ""
    property string note: ""
    property bool danger: false
    property bool indented: iconName.length > 0
    readonly property color ink: !enabled ? Theme.textDisabled : danger ? Theme.failed : Theme.text

    implicitWidth: Math.max(180, implicitContentWidth + leftPadding + rightPadding + (subMenu ? 24 : 0))
    implicitHeight: Theme.control
    leftPadding: indented || checkable ? 32 : 10
    rightPadding: 10
    topPadding: 0
    bottomPadding: 0
    hoverEnabled: true
    Accessible.role: Accessible.MenuItem
    Accessible.name: text
    Accessible.description: note

    arrow: AppIcon {
        x: root.width - width - 8
        anchors.verticalCenter: parent.verticalCenter
        visible: root.subMenu
        name: "chevron-right"
        size: Theme.iconSmall
        color: root.ink
    }
    indicator: AppIcon {
        x: 10
        anchors.verticalCenter: parent.verticalCenter
        visible: root.checkable ? root.checked : root.iconName.length > 0
        name: root.checkable ? "check" : root.iconName
        size: Theme.iconBadge
        color: root.highlighted && !root.danger ? Theme.accent : root.danger ? root.ink : Theme.text2
    }
    contentItem: AppText {
        rightPadding: side.visible ? side.width + 16 : hint.visible ? hint.width + 16 : 0
        color: root.ink
        text: root.text
    }
    AppText {
        id: side
        visible: root.note.length > 0
        anchors.right: parent.right
        anchors.rightMargin: root.subMenu ? 28 : 10
        anchors.verticalCenter: parent.verticalCenter
        font: Theme.label
        color: Theme.text3
        text: root.note
    }
    KeyHint {
        id: hint
        visible: root.keys.length > 0
        anchors.right: parent.right
        anchors.rightMargin: 10
        anchors.verticalCenter: parent.verticalCenter
        keys: root.keys
    }
    background: RowFace {
        current: root.highlighted || root.down
        hovered: root.hovered
        currentTint: root.danger ? Theme.failedTint : Theme.accentTint
        currentEdge: root.danger ? Theme.failed : Theme.accent
    }
}
