// SPDX-License-Identifier: GPL-3.0-or-later
// A message across a region: glyph, strong words, plain words, and its ways out at the right.
import QtQuick
import Inferno.Theme

Rectangle {
    id: root

    property string tone: "warning"   // success, running, warning, failed, neutral
    property string title: ""
    property string text: ""
    property string iconName: tone === "failed" ? "octagon-x" : tone === "warning" ? "triangle-alert"
        : tone === "success" ? "circle-check" : "info"
    property bool boxed: false        // with an edge all around, inside a page; else along a region's top
    property bool large: false        // boxed: the verdict of a region
    property alias actions: side.data

    implicitWidth: 400
    implicitHeight: boxed ? Math.max(large ? 56 : 40, 36 + (more.visible ? more.implicitHeight : 0)) : 36
    color: StatusLook.tint(tone)
    radius: boxed ? Theme.radiusCard : 0
    border.width: boxed ? 1 : 0
    border.color: StatusLook.line(tone)
    Accessible.role: Accessible.AlertMessage
    Accessible.name: title
    Accessible.description: text

    AppIcon {
        id: mark
        x: root.large ? 14 : 12
        anchors.verticalCenter: parent.verticalCenter
        name: root.iconName
        size: root.large ? Theme.iconLarge : Theme.iconBadge
        color: StatusLook.ink(root.tone)
    }
    Column {
        x: root.large ? 48 : 36
        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(0, side.x - x - 12)
        Row {
            width: parent.width
            spacing: 6
            AppText {
                id: strong
                width: Math.min(implicitWidth, parent.width)
                font: root.large ? Theme.bodyStrong : Theme.labelStrong
                text: root.title
            }
            AppText {
                visible: !root.boxed
                width: Math.max(0, parent.width - strong.width - 6)
                font: Theme.label
                color: Theme.text2
                text: root.text
            }
        }
        AppText {
            id: more
            visible: root.boxed && text.length > 0
            width: parent.width
            font: Theme.label
            color: Theme.text2
            wrapMode: Text.Wrap
            text: root.text
        }
    }
    Row {
        id: side
        anchors.right: parent.right
        anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        spacing: 8
    }
    Rectangle {
        visible: !root.boxed
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: StatusLook.line(root.tone)
    }
}
