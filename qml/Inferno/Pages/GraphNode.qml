// SPDX-License-Identifier: GPL-3.0-or-later
// A job on the canvas, 200×64: an edge in the colour of its status, its name, schedule, status, and its progress.
import QtQuick
import Inferno.Controls
import Inferno.Theme

Item {
    id: root

    required property string name
    required property real nodeX
    required property real nodeY
    required property string status
    required property string statusLabel
    required property string schedule
    required property real progress
    required property bool chosen
    required property bool dimmed

    signal pressed()
    signal opened()
    signal isolated()

    x: nodeX
    y: nodeY
    width: 200
    height: 64
    opacity: dimmed ? 0.5 : 1
    Accessible.role: Accessible.ListItem
    Accessible.name: name + ", " + statusLabel + ", " + schedule
    Accessible.selected: chosen

    Rectangle {
        anchors.fill: parent
        antialiasing: true
        radius: Theme.radiusCard
        color: over.hovered ? Theme.rowHover : Theme.surface
        border.width: root.chosen || StatusLook.tone(root.status) === "failed" ? 2 : 1
        border.color: root.chosen || StatusLook.tone(root.status) === "failed" ? StatusLook.color(root.status) : Theme.borderStrong
    }
    Rectangle {
        x: 1
        y: 1
        width: 4
        height: parent.height - 2
        radius: 2
        color: StatusLook.color(root.status)
    }
    StatusIcon { x: 14; y: 12; size: Theme.icon; status: root.status }
    AppText { x: 38; y: 10; width: parent.width - x - 10; font: Theme.bodyStrong; text: root.name }
    AppText { x: 14; y: 36; width: word.x - x - 8; font: Theme.label; color: Theme.text2; text: root.schedule }
    AppText {
        id: word
        x: parent.width - implicitWidth - 12
        y: 36
        font: Theme.labelMedium
        color: StatusLook.color(root.status)
        text: root.statusLabel
    }
    Rectangle {
        visible: root.progress >= 0
        x: 5
        y: parent.height - 4
        width: (parent.width - 7) * root.progress
        height: 3
        color: Theme.running
    }
    FocusRing { shown: root.chosen; inner: Theme.radiusCard }
    HoverHandler { id: over }
    TapHandler {
        onTapped: root.pressed()
        onDoubleTapped: root.isolated()
    }
}
