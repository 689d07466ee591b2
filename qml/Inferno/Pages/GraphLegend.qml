// SPDX-License-Identifier: GPL-3.0-or-later
// What the lines of the graph mean, and how many jobs and edges there are.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Theme

Rectangle {
    id: root

    property string words: ""

    implicitWidth: row.width + 24
    implicitHeight: 28
    radius: Theme.radiusControl
    color: Theme.surface
    border.color: Theme.border

    Row {
        id: row
        x: 12
        anchors.verticalCenter: parent.verticalCenter
        spacing: 16
        Repeater {
            model: [qsTr("on success"), qsTr("always"), qsTr("on failure")]
            Row {
                id: mark
                required property string modelData
                required property int index
                spacing: 6
                Item {
                    width: 28
                    height: 16
                    GraphEdge {
                        on: ["success", "completion", "failure"][mark.index]
                        x1: 0
                        y1: 8
                        x2: 28
                        y2: 8
                        lit: false
                        broken: false
                        dimmed: false
                    }
                }
                AppText { font: Theme.label; color: Theme.text2; text: mark.modelData }
            }
        }
        AppText { font: Theme.label; color: Theme.text3; text: root.words }
    }
}
