// SPDX-License-Identifier: GPL-3.0-or-later
// How much of one thing a run uses over its time: its name, a figure, a line.
import QtQuick
import Inferno.Charts
import Inferno.Theme

Item {
    id: root

    property string title: ""
    property string figure: ""
    property alias values: line.values
    property real limit: 0             // the top of the scale

    implicitHeight: 52
    Accessible.role: Accessible.StaticText
    Accessible.name: title + " " + figure

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusControl
        color: Theme.cardInDrawer
        border.color: Theme.border
    }
    AppText { x: 8; y: 4; width: parent.width - number.width - 20; font: Theme.caption; color: Theme.text2; text: root.title }
    AppText { id: number; anchors.right: parent.right; anchors.rightMargin: 8; y: 4; font: Theme.monoCaption; text: root.figure }
    Sparkline {
        id: line
        x: 6
        y: 20
        width: parent.width - 12
        height: 28
        from: 0
        to: root.limit
        Accessible.ignored: true
    }
}
