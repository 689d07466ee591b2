// SPDX-License-Identifier: GPL-3.0-or-later
// A tab with an optional count.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.TabButton {
    id: root

    property string count: ""
    property string iconName: ""

    implicitWidth: implicitContentWidth + 20
    implicitHeight: Theme.tabs
    width: implicitWidth
    padding: 0
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.role: Accessible.PageTab
    Accessible.name: text
    Accessible.description: count

    contentItem: CenteredRow {
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            font: root.checked ? Theme.bodyStrong : Theme.bodyMedium
            color: !root.enabled ? Theme.textDisabled : root.checked || root.hovered ? Theme.text : Theme.text2
            text: root.text
        }
        AppIcon {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.iconName.length > 0
            name: root.iconName
            size: Theme.iconBadge
            color: Theme.success
        }
        CountPill {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.count.length > 0
            text: root.count
            current: root.checked
        }
    }
    background: Item {
        Rectangle {
            anchors.bottom: parent.bottom
            width: parent.width
            height: 2
            color: root.checked ? Theme.accent : root.hovered ? Theme.border : Theme.clear
        }
        FocusRing { shown: root.visualFocus; gap: -6 }
    }
}
