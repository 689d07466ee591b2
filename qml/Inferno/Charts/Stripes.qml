// SPDX-License-Identifier: GPL-3.0-or-later
// Slanted stripes over its whole area: what a second series looks like without its colour.
pragma ComponentBehavior: Bound
import QtQuick

Item {
    id: root

    property color color
    property int period: 8
    property int thickness: 3

    clip: true

    Repeater {
        model: root.width > 0 && root.height > 0 ? Math.ceil((root.width + root.height) / root.period) + 1 : 0
        Rectangle {
            required property int index
            x: index * root.period - root.height / 2 - width / 2
            y: -root.height / 2
            width: root.thickness
            height: root.height * 2
            rotation: 45
            antialiasing: true
            color: root.color
        }
    }
}
