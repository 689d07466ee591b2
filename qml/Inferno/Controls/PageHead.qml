// SPDX-License-Identifier: GPL-3.0-or-later
// The head of a page: what it is, quieter words, and its actions at the right, the primary one last.
import QtQuick
import Inferno.Theme

Item {
    id: root

    property string title: ""
    property string subtitle: ""
    property string iconName: ""
    property color iconColor: Theme.text2
    property alias actions: side.data

    implicitHeight: 52
    implicitWidth: 400
    Accessible.role: Accessible.Heading
    Accessible.name: title

    AppIcon {
        id: mark
        visible: root.iconName.length > 0
        x: Theme.space5
        anchors.verticalCenter: parent.verticalCenter
        name: root.iconName
        size: Theme.iconLarge
        color: root.iconColor
    }
    AppText {
        id: words
        x: mark.visible ? 48 : Theme.space5
        width: Math.min(implicitWidth, Math.max(0, side.x - x - 16))
        anchors.verticalCenter: parent.verticalCenter
        font: Theme.page
        text: root.title
        Accessible.ignored: true
    }
    AppText {
        x: words.x + words.width + 12
        width: Math.max(0, Math.min(implicitWidth, side.x - x - 16))
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: 2
        color: Theme.text2
        text: root.subtitle
    }
    Row {
        id: side
        anchors.right: parent.right
        anchors.rightMargin: Theme.space5
        anchors.verticalCenter: parent.verticalCenter
        spacing: 8
    }
}
