// SPDX-License-Identifier: GPL-3.0-or-later
// What a bar's look means: filled actual, outlined planned, dashed estimate.
import QtQuick
import QtQuick.Shapes
import Inferno.Theme

Row {
    id: root

    property string kind: "actual"
    property alias text: words.text

    spacing: 5
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Item {
        anchors.verticalCenter: parent ? parent.verticalCenter : undefined
        width: 12
        height: 9
        Rectangle {
            anchors.fill: parent
            visible: root.kind !== "estimate"
            radius: 2
            color: root.kind === "actual" ? Theme.success : Theme.clear
            border.width: root.kind === "planned" ? 1 : 0
            border.color: Theme.borderStrong
        }
        Shape {
            anchors.fill: parent
            visible: root.kind === "estimate"
            ShapePath {
                strokeColor: Theme.running
                strokeWidth: 1
                strokeStyle: ShapePath.DashLine
                dashPattern: [3, 2]
                fillColor: Theme.clear
                startX: 0.5
                startY: 0.5
                PathLine { x: 11.5; y: 0.5 }
                PathLine { x: 11.5; y: 8.5 }
                PathLine { x: 0.5; y: 8.5 }
                PathLine { x: 0.5; y: 0.5 }
            }
        }
    }
    AppText { id: words; font: Theme.caption; color: Theme.text2 }
}
