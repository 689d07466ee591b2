// SPDX-License-Identifier: GPL-3.0-or-later
// What a rule makes of five times of a schedule: r ran, x missed or not started, l ran later, p waits, s stopped.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Theme

Row {
    id: root

    property string ticks: ""

    height: 8
    spacing: 3
    Accessible.ignored: true
    Repeater {
        model: root.ticks.length
        Rectangle {
            id: tick
            required property int index
            readonly property string kind: root.ticks[index]
            width: kind === "l" ? 7 : 12
            height: 8
            radius: 2
            color: kind === "r" || kind === "l" ? Theme.success : kind === "s" ? Theme.failedTint : kind === "p" ? Theme.neutralTint : Theme.clear
            border.width: kind === "r" || kind === "l" ? 0 : 1
            border.color: kind === "x" ? Theme.borderStrong : kind === "s" ? Theme.failed : Theme.neutral
            Rectangle {
                visible: tick.kind === "x" || tick.kind === "s"
                anchors.centerIn: parent
                width: parent.width
                height: 1
                rotation: -30
                color: tick.kind === "s" ? Theme.failed : Theme.borderStrong
            }
        }
    }
}
