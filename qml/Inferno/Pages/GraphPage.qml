// SPDX-License-Identifier: GPL-3.0-or-later
// The dependency graph of the jobs, as a canvas or as an outline, with the chosen job at the right.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

AppPage {
    id: root

    required property M.GraphPage page
    property bool outline: false
    readonly property bool overlay: width < 1100

    onFindRequested: find.forceActiveFocus(Qt.ShortcutFocusReason)
    Keys.onPressed: event => {
        if (page.app.keys.action("graph", event.key, event.modifiers) === "outline") {
            event.accepted = true;
            root.outline = !root.outline;
        }
    }

    Rectangle {
        id: tools
        width: parent.width
        height: Theme.toolBar
        color: Theme.surface
        Row {
            x: 16
            anchors.verticalCenter: parent.verticalCenter
            spacing: 12
            AppText { anchors.verticalCenter: parent.verticalCenter; font: Theme.section; text: qsTr("Graph") }
            SegmentedControl {
                label: qsTr("How the graph is shown")
                segments: [
                    Segment { text: qsTr("Graph"); iconName: "workflow" },
                    Segment { text: qsTr("Outline"); iconName: "list-tree"; keys: root.page.app.keys.texts["graph.outline"] ?? "" }
                ]
                onActivated: index => root.outline = index === 1
                Binding on currentIndex { value: root.outline ? 1 : 0; restoreMode: Binding.RestoreNone }
            }
            SearchField {
                id: find
                width: 220
                keys: root.page.app.keys.texts["window.find"] ?? ""
                label: qsTr("Find a job in the graph")
                placeholderText: qsTr("Find a job")
                onAccepted: {
                    const wanted = text.trim().toLowerCase();
                    const name = root.page.app.jobNames.find(job => job.toLowerCase().includes(wanted));
                    if (name !== undefined) {
                        root.page.choose(name);
                        canvas.reveal(name);
                        canvas.forceActiveFocus(Qt.TabFocusReason);
                    }
                }
            }
        }
        Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.border }
    }
    PageStates {
        y: tools.height
        width: parent.width
        height: parent.height - y
        focus: true
        page: root.page
        emptyIcon: "workflow"
        emptyTitle: qsTr("No jobs yet")
        emptyText: qsTr("Jobs that wait for others appear here with their edges.")
        emptyAction: qsTr("New job")
        onEmptyActionTriggered: root.page.app.navigate("job-editor")

        GraphCanvas {
            id: canvas
            width: root.overlay ? parent.width : panel.x
            height: parent.height
            visible: !root.outline
            focus: !root.outline
            page: root.page
        }
        Rectangle {
            visible: root.outline
            width: canvas.width
            height: parent.height
            color: Theme.surface
            GraphOutline { anchors.fill: parent; focus: root.outline; page: root.page }
        }
        Rectangle {
            visible: root.page.isolated.length > 0 && !root.outline
            x: 16
            y: 16
            width: isolatedRow.width + 24
            height: 28
            radius: Theme.radiusControl
            color: Theme.surface
            border.color: Theme.accentLine
            Row {
                id: isolatedRow
                x: 12
                anchors.verticalCenter: parent.verticalCenter
                spacing: 8
                AppIcon { anchors.verticalCenter: parent.verticalCenter; name: "target"; size: Theme.iconBadge; color: Theme.accent }
                AppText { font: Theme.labelStrong; text: root.page.isolatedText }
                Link { text: qsTr("Show all"); onClicked: root.page.showAll() }
                KeyHint { keys: "Esc" }
            }
        }
        Rectangle {
            visible: !root.outline
            x: 16
            y: parent.height - height - 16
            width: zoomRow.width
            height: 30
            radius: Theme.radiusControl
            color: Theme.surface
            border.color: Theme.border
            Row {
                id: zoomRow
                anchors.verticalCenter: parent.verticalCenter
                IconButton { iconName: "minus"; text: qsTr("Zoom out"); keys: root.page.app.keys.texts["graph.zoom-out"] ?? ""; onClicked: canvas.zoomAt(1 / 1.2, canvas.width / 2, canvas.height / 2) }
                AppText { width: 48; height: Theme.control; horizontalAlignment: Text.AlignHCenter; font: Theme.mono; text: qsTr("%1 %").arg(Math.round(canvas.zoom * 100)) }
                IconButton { iconName: "plus"; text: qsTr("Zoom in"); keys: root.page.app.keys.texts["graph.zoom-in"] ?? ""; onClicked: canvas.zoomAt(1.2, canvas.width / 2, canvas.height / 2) }
                IconButton { iconName: "maximize"; text: qsTr("Fit the whole graph"); keys: root.page.app.keys.texts["graph.fit"] ?? ""; onClicked: canvas.fit() }
            }
        }
        GraphLegend {
            visible: !root.outline
            x: canvas.width - width - 16
            y: parent.height - height - 17
            words: root.page.planText
        }
        GraphPanel {
            id: panel
            visible: root.page.chosen.length > 0
            x: parent.width - width
            width: visible ? Math.min(implicitWidth, parent.width - 48) : 0
            height: parent.height
            page: root.page
            overlay: root.overlay
            onClosed: { root.page.choose(""); canvas.forceActiveFocus(Qt.OtherFocusReason); }
        }
    }
}
