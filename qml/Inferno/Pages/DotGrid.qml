// SPDX-License-Identifier: GPL-3.0-or-later
// The dots of a canvas, 20 px apart; they move with it.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import Inferno.Theme

Item {
    id: root

    property real offsetX: 0
    property real offsetY: 0
    readonly property int step: 20

    clip: true
    Accessible.ignored: true

    // Each row of dots is one dashed line.
    Repeater {
        model: Math.ceil(root.height / root.step) + 1
        Shape {
            id: line
            required property int index
            y: line.index * root.step + ((root.offsetY % root.step) + root.step) % root.step - root.step
            x: ((root.offsetX % root.step) + root.step) % root.step - root.step
            ShapePath {
                strokeColor: Theme.border
                strokeWidth: 1
                strokeStyle: ShapePath.DashLine
                dashPattern: [1, root.step - 1]
                capStyle: ShapePath.FlatCap
                startX: 0
                startY: 0.5
                PathLine { x: root.width + 2 * root.step; y: 0.5 }
            }
        }
    }
}
