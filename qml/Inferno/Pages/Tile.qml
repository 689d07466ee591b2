// SPDX-License-Identifier: GPL-3.0-or-later
// A figure of the overview: title, value with its unit, and what stands below; opens the page behind the figure.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.AbstractButton {
    id: root

    property string iconName: ""
    property string title: ""
    property string value: ""
    property string unit: ""
    property string note: ""          // beside the value
    property real noteRight: 0        // room that a chart takes at the right of the value
    property string foot: ""          // what stands below, in words, for screen readers
    property string tip: ""           // in full what the tile says in short
    property string problem: ""       // why there is no figure; the rest of the page works
    default property alias content: body.data

    implicitHeight: 112
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: title + " " + value + " " + unit + " " + note + " " + (problem.length > 0 ? problem : foot)
    Accessible.description: tip
    Keys.onReturnPressed: clicked()
    Tip { shown: root.hovered || root.visualFocus; text: root.problem.length > 0 ? root.problem : root.tip }

    background: Rectangle {
        radius: Theme.radiusCard
        color: root.down ? Theme.rowHover : Theme.surface
        border.color: root.hovered ? Theme.borderStrong : Theme.border
        FocusRing { shown: root.visualFocus; inner: Theme.radiusCard }
    }
    Item {
        anchors.fill: parent
        AppIcon { x: 12; y: 12; name: root.iconName; size: Theme.iconBadge; color: Theme.text2 }
        AppText { x: 32; y: 11; width: parent.width - 44; font: Theme.label; color: Theme.text2; text: root.title }
        AppText {
            id: figure
            x: 12
            y: 32
            width: Math.min(implicitWidth, parent.width - 24 - root.noteRight)
            font: Theme.stat
            text: root.value
        }
        AppText {
            id: unit
            x: figure.x + figure.width + 4
            y: 39
            font: Theme.emphasis
            color: Theme.text2
            text: root.unit
        }
        AppText {
            x: figure.x + figure.width + (unit.text.length > 0 ? unit.width + 4 : 0) + 8
            y: 42
            width: parent.width - x - 12 - root.noteRight
            font: Theme.label
            color: Theme.text2
            text: root.note
        }
        Item { id: body; anchors.fill: parent }
        AppIcon { visible: root.problem.length > 0; x: 12; y: 86; name: "triangle-alert"; size: Theme.iconSmall; color: Theme.warning }
        AppText {
            visible: root.problem.length > 0
            x: 28
            y: 84
            width: parent.width - x - 12
            font: Theme.label
            color: Theme.warning
            text: root.problem
        }
    }
}
