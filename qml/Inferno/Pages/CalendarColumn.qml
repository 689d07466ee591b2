// SPDX-License-Identifier: GPL-3.0-or-later
// A day's ground: its line, today's tint, and the strip of the jobs that run often, filled up to now.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Theme

Item {
    id: root

    required property int index
    required property bool today
    required property bool past
    required property var hours
    property real hourHeight: 25.5
    property real nowMinute: 0

    function shade(share: real): color {
        return Theme.heat[Math.max(1, Math.min(3, Math.ceil(share * 3)))];
    }

    Rectangle { anchors.fill: parent; visible: root.today; color: Theme.accentTint; opacity: 0.45 }
    Rectangle { width: 1; height: parent.height; color: Theme.border }
    Repeater {
        model: root.hours
        Item {
            id: hour
            required property real modelData
            required property int index
            readonly property real done: Math.max(0, Math.min(1, (root.nowMinute - index * 60) / 60))
            visible: modelData > 0
            x: 2
            y: Math.round(index * root.hourHeight) + 1
            width: 6
            height: Math.round((index + 1) * root.hourHeight) - Math.round(index * root.hourHeight) - 1
            Rectangle { anchors.fill: parent; visible: hour.done < 1; color: Theme.clear; border.color: root.shade(hour.modelData) }
            Rectangle { width: parent.width; height: Math.round(parent.height * hour.done); color: root.shade(hour.modelData) }
        }
    }
}
