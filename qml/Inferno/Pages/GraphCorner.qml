// SPDX-License-Identifier: GPL-3.0-or-later
// The whole of the graph in small, and how far it is zoomed.
import QtQuick
import Inferno.Charts
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Row {
    id: root

    required property M.GraphPage page
    required property GraphCanvas canvas

    spacing: 12

    Rectangle {
        width: 184
        height: 96
        radius: Theme.radiusControl
        color: Theme.surface
        border.color: Theme.border
        GraphMapItem {
            anchors.fill: parent
            nodes: root.page.nodes
            view: root.canvas.view
            accent: Theme.accent
            success: Theme.success
            running: Theme.running
            warning: Theme.warning
            failed: Theme.failed
            neutral: Theme.neutral
            line: Theme.track
            Accessible.ignored: true
            onCentred: (x, y) => root.canvas.centreOn(x, y)
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: zoomRow.width
        height: 30
        radius: Theme.radiusControl
        color: Theme.surface
        border.color: Theme.border
        Row {
            id: zoomRow
            anchors.verticalCenter: parent.verticalCenter
            IconButton { iconName: "minus"; text: qsTr("Zoom out"); keys: root.page.app.keys.texts["graph.zoom-out"] ?? ""; onClicked: root.canvas.zoomAt(1 / 1.2, root.canvas.width / 2, root.canvas.height / 2) }
            AppText { width: 48; height: Theme.control; horizontalAlignment: Text.AlignHCenter; font: Theme.mono; text: qsTr("%1 %").arg(Math.round(root.canvas.zoom * 100)) }
            IconButton { iconName: "plus"; text: qsTr("Zoom in"); keys: root.page.app.keys.texts["graph.zoom-in"] ?? ""; onClicked: root.canvas.zoomAt(1.2, root.canvas.width / 2, root.canvas.height / 2) }
            IconButton { iconName: "maximize"; text: qsTr("Fit the whole graph"); keys: root.page.app.keys.texts["graph.fit"] ?? ""; onClicked: root.canvas.fit() }
            IconButton { iconName: "wand"; text: qsTr("Place all jobs anew"); keys: root.page.app.keys.texts["graph.tidy"] ?? ""; onClicked: root.page.tidy() }
        }
    }
}
