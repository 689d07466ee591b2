// SPDX-License-Identifier: GPL-3.0-or-later
// What a line of a chart is, above it.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Theme

Row {
    id: root

    property bool dashed: false
    property color ink: Theme.c1
    property string text: ""

    anchors.verticalCenter: parent ? parent.verticalCenter : undefined
    spacing: 5
    Accessible.ignored: true

    Row {
        anchors.verticalCenter: parent.verticalCenter
        spacing: 2
        Repeater {
            model: root.dashed ? 3 : 1
            Rectangle { width: root.dashed ? 3 : 13; height: 2; color: root.ink }
        }
    }
    AppText { font: Theme.caption; color: Theme.text2; text: root.text }
}
