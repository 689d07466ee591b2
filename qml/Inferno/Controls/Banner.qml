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
    property alias actions: side.data

    implicitWidth: 400
    implicitHeight: Math.max(36, words.implicitHeight + 16)
    color: StatusLook.tint(tone)
    radius: boxed ? Theme.radiusCard : 0
    border.width: boxed ? 1 : 0
    border.color: StatusLook.line(tone)
    Accessible.role: Accessible.AlertMessage
    Accessible.name: title
    Accessible.description: text

    AppIcon {
        id: mark
        x: 12
        anchors.verticalCenter: parent.verticalCenter
        name: root.iconName
        size: Theme.iconBadge
        color: StatusLook.ink(root.tone)
    }
    Column {
        id: words
        x: 36
        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(0, side.x - x - 12)
        AppText {
            width: parent.width
            visible: text.length > 0
            font: Theme.labelStrong
            text: root.title
        }
        AppText {
            width: parent.width
            visible: text.length > 0
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
