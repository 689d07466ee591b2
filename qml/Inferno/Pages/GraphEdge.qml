// SPDX-License-Identifier: GPL-3.0-or-later
// An edge between two jobs: solid on success, dashed always, dotted on failure; a cross where it is broken.
import QtQuick
import QtQuick.Shapes
import Inferno.Theme

Item {
    id: root

    required property string on
    required property real x1
    required property real y1
    required property real x2
    required property real y2
    required property bool lit
    required property bool broken
    required property bool dimmed
    readonly property real bend: Math.max(24, Math.abs(x2 - x1) * 0.45)
    readonly property color ink: broken && !dimmed ? Theme.failed : lit ? Theme.accent : Theme.borderStrong

    opacity: dimmed ? Theme.fainter : 1
    Accessible.ignored: true

    Shape {
        ShapePath {
            strokeColor: root.ink
            strokeWidth: root.lit || root.broken ? 2 : 1.5
            strokeStyle: root.on === "success" ? ShapePath.SolidLine : ShapePath.DashLine
            dashPattern: root.on === "failure" ? [1.5, 2.5] : [4, 3]
            capStyle: ShapePath.FlatCap
            fillColor: Theme.clear
            startX: root.x1
            startY: root.y1
            PathCubic {
                x: root.x2 - 7
                y: root.y2
                control1X: root.x1 + root.bend
                control1Y: root.y1
                control2X: root.x2 - 7 - root.bend
                control2Y: root.y2
            }
        }
        ShapePath {
            strokeColor: Theme.clear
            fillColor: root.ink
            startX: root.x2
            startY: root.y2
            PathLine { x: root.x2 - 8; y: root.y2 - 4 }
            PathLine { x: root.x2 - 8; y: root.y2 + 4 }
        }
    }
    Rectangle {
        visible: root.broken
        x: (root.x1 + root.x2) / 2 - 9
        y: (root.y1 + root.y2) / 2 - 9
        width: 18
        height: 18
        radius: 9
        color: Theme.surface
        border.width: 1.5
        border.color: Theme.failed
        AppIcon { anchors.centerIn: parent; name: "x"; size: 10; color: Theme.failed }
    }
}
