// SPDX-License-Identifier: GPL-3.0-or-later
// A card: head of 40 (32 where `small`) with icon, title, quieter words and `actions` at the right; then its content.
import QtQuick
import Inferno.Theme

FocusScope {
    id: root

    property string title: ""
    property string subtitle: ""
    property string iconName: ""
    property bool small: false
    property bool inDrawer: false
    property bool headless: title.length === 0
    property int pad: Theme.space4
    default property alias content: body.data
    property alias actions: side.data

    implicitWidth: 240
    implicitHeight: (headless ? 0 : head.height) + body.childrenRect.height + 2 * pad
    Accessible.role: Accessible.Grouping
    Accessible.name: title

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusCard
        color: root.inDrawer ? Theme.cardInDrawer : Theme.surface
        border.color: Theme.border
    }
    Item {
        id: head
        visible: !root.headless
        width: parent.width
        height: root.small ? Theme.cardHeadSmall : Theme.cardHead
        AppIcon {
            id: mark
            visible: root.iconName.length > 0
            x: 12
            anchors.verticalCenter: parent.verticalCenter
            name: root.iconName
            color: Theme.text2
        }
        AppText {
            id: heading
            x: mark.visible ? 36 : 12
            width: Math.min(implicitWidth, Math.max(0, side.x - x - 8))
            anchors.verticalCenter: parent.verticalCenter
            font: root.small ? Theme.labelStrong : Theme.bodyStrong
            text: root.title
        }
        AppText {
            x: heading.x + heading.width + 8
            width: Math.max(0, Math.min(implicitWidth, side.x - x - 8))
            anchors.verticalCenter: parent.verticalCenter
            font: Theme.label
            color: Theme.text3
            text: root.subtitle
        }
        Row {
            id: side
            anchors.right: parent.right
            anchors.rightMargin: 12
            anchors.verticalCenter: parent.verticalCenter
            spacing: 8
        }
        Divider {
            anchors.bottom: parent.bottom
            x: 1
            width: parent.width - 2
        }
    }
    Item {
        id: body
        readonly property int inset: Math.max(1, root.pad) // the edge stays visible
        x: inset
        y: (root.headless ? 0 : head.height) + (root.headless ? inset : root.pad)
        width: root.width - 2 * inset
        height: root.height - y - inset
    }
}
