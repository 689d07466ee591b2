// SPDX-License-Identifier: GPL-3.0-or-later
// The dependency graph of the jobs, as a canvas or as an outline, with the chosen job at the right.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Charts
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

AppPage {
    id: root

    required property M.GraphPage page
    property bool outline: false
    property bool peek: true         // the panel shows what is chosen
    readonly property bool overlay: width < 1100

    onFindRequested: tools.focusFind()
    Keys.onPressed: event => {
        if (page.app.keys.action("graph", event.key, event.modifiers) === "outline") {
            event.accepted = true;
            root.outline = !root.outline;
        }
    }

    Binding { target: root.page; property: "outlineShown"; value: root.visible && root.outline }
    GraphTools {
        id: tools
        width: parent.width
        page: root.page
        outline: root.outline
        onOutlineChosen: on => root.outline = on
        onFound: name => { root.outline = false; canvas.reveal(name); canvas.forceActiveFocus(Qt.TabFocusReason); }
        onExportAsked: ending => files.openFor(ending)
    }
    GraphExport { id: files; page: root.page; canvas: canvas }
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

        Banner {
            id: why
            width: canvas.width
            height: visible ? implicitHeight : 0
            visible: root.page.groupedWhy.length > 0
            tone: "running"
            title: root.page.groupedWhy
        }
        GraphCanvas {
            id: canvas
            y: why.height
            width: root.overlay || !panel.part ? parent.width : panel.part.x
            height: parent.height - y - runs.height
            visible: !root.outline
            focus: !root.outline
            page: root.page
            opacity: root.page.state === M.PageState.Offline ? 0.6 : 1
            onPeekToggled: root.peek = !root.peek
        }
        Later {
            wanted: root.outline
            FocusScope {
                visible: root.outline
                focus: root.outline
                y: why.height
                width: canvas.width
                height: (parent ? parent.height : 0) - y
                Rectangle { anchors.fill: parent; color: Theme.surface }
                GraphOutline { anchors.fill: parent; anchors.topMargin: root.page.editing ? 56 : 0; focus: true; page: root.page }
            }
        }
        Rectangle {
            id: isolatedBox
            visible: root.page.isolated.length > 0 && !root.outline
            x: 16
            y: canvas.y + 16
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
                AppText {
                    font: Theme.label
                    color: Theme.text3
                    //: How many jobs step back.
                    text: qsTr("%1 dimmed").arg(root.page.dimmedCount)
                }
                Link { text: qsTr("Show all"); onClicked: root.page.showAll() }
                KeyHint { keys: "Esc" }
            }
        }
        Rectangle {
            id: missedBox
            visible: tools.missed.length > 0
            x: 16
            y: isolatedBox.visible ? isolatedBox.y + 40 : canvas.y + 16
            width: missedRow.width + 24
            height: 28
            radius: Theme.radiusControl
            color: Theme.surface
            border.color: Theme.warningLine
            Row {
                id: missedRow
                x: 12
                anchors.verticalCenter: parent.verticalCenter
                spacing: 8
                AppIcon { anchors.verticalCenter: parent.verticalCenter; name: "search"; size: Theme.iconBadge; color: Theme.warning }
                AppText {
                    width: Math.min(implicitWidth, Math.max(120, canvas.width - 220))
                    font: Theme.labelStrong
                    //: %1 is what was searched for in the graph.
                    text: qsTr("No job is called “%1”").arg(tools.missed)
                }
                //: Empties a search field.
                Link { text: qsTr("Clear the search"); onClicked: tools.clearFind() }
            }
        }
        Later {
            wanted: root.page.editing
            GraphEditBar {
                visible: root.page.editing
                x: 16
                y: missedBox.visible ? missedBox.y + 40 : missedBox.y
                page: root.page
            }
        }
        GraphCorner { visible: !root.outline; x: 16; y: canvas.y + canvas.height - height - 16; page: root.page; canvas: canvas }
        GraphLegend {
            visible: !root.outline && canvas.width > 860
            x: canvas.width - width - 16
            y: canvas.y + canvas.height - height - 17
            words: root.page.planText
        }
        Rectangle {
            id: runs
            visible: root.page.lastRun && !root.outline
            y: parent.height - height
            width: canvas.width
            height: visible ? Math.min(200, 32 + lanes.implicitHeight) : 0
            color: Theme.surface
            Rectangle { width: parent.width; height: 1; color: Theme.border }
            AppText {
                visible: root.page.runLanes.count === 0
                anchors.centerIn: parent
                color: Theme.text2
                text: qsTr("None of these jobs has run yet.")
            }
            Timeline {
                id: lanes
                anchors.fill: parent
                anchors.topMargin: 4
                nameWidth: 180
                lanes: root.page.runLanes
                hours: root.page.runHours
                onOpened: name => { root.page.choose(name); canvas.reveal(name); }
            }
        }
        Later {
            id: panel
            wanted: root.page.chosen.length > 0 && root.peek
            GraphPanel {
                readonly property real room: parent ? parent.width : 0
                visible: root.page.chosen.length > 0 && root.peek
                x: room - width
                width: visible ? Math.min(implicitWidth, room - 48) : 0
                height: parent ? parent.height : 0
                page: root.page
                overlay: root.overlay
                onClosed: { root.page.choose(""); canvas.forceActiveFocus(Qt.OtherFocusReason); }
            }
        }
    }
}
