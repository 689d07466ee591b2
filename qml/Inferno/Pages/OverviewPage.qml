// SPDX-License-Identifier: GPL-3.0-or-later
// How things stand: one sentence, five tiles, now and next, what needs attention, what goes wrong.
import QtQuick
import QtQuick.Templates as T
import Inferno.Charts
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

AppPage {
    id: root

    required property M.OverviewPage page
    readonly property M.FirstRunPage firstRun: page.app.pageObject("first-run") as M.FirstRunPage

    property bool editing: false

    onNewRequested: page.app.navigate("job-editor")
    onEditingChanged: if (editing) tiles.focusTile(0); else states.forceActiveFocus(Qt.OtherFocusReason)
    Keys.onPressed: event => {
        const act = page.app.keys.action("overview", event.key, event.modifiers);
        event.accepted = true;
        if (act === "attention") attention.forceActiveFocus(Qt.ShortcutFocusReason);
        else if (act === "edit") root.editing = !root.editing;
        else if (event.key === Qt.Key_Escape && root.editing) root.editing = false;
        else event.accepted = false;
    }

    OverviewChecklist {
        id: checklist
        visible: root.firstRun.listed
        x: 16
        y: 16
        width: parent.width - 32
        source: root.firstRun
    }
    PageStates {
        id: states
        y: checklist.visible ? checklist.y + checklist.height : 0
        width: parent.width
        height: parent.height - y
        focus: true
        page: root.page
        emptyIcon: "activity"
        emptyTitle: qsTr("Nothing has run yet")
        emptyText: qsTr("Here you will see what runs, what comes next, and what needs you.")
        //: Makes a new job.
        emptyAction: qsTr("New job")
        emptySecondAction: qsTr("Import crontab")
        sampleText: qsTr("or load the sample workspace, removable in one click")
        onEmptySecondActionTriggered: root.page.app.navigate("first-run", "job")
        onSampleRequested: root.firstRun.sample.load()
        onEmptyActionTriggered: root.page.app.navigate("job-editor")

        Flickable {
            anchors.fill: parent
            contentHeight: Math.max(height, 700 + tiles.height)
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            T.ScrollBar.vertical: ScrollBar {}

            OverviewHead {
                x: 16
                y: 16
                width: parent.width - 32
                page: root.page
                editing: root.editing
                onEditToggled: root.editing = !root.editing
            }
            OverviewTiles {
                id: tiles
                x: 16
                y: 64
                width: parent.width - 32
                page: root.page
                editing: root.editing
                opacity: root.page.state === M.PageState.Offline ? 0.6 : 1
                Accessible.description: root.page.state === M.PageState.Offline ? root.page.asOfText : ""
            }
            Card {
                id: now
                opacity: tiles.opacity
                x: 16
                y: tiles.y + tiles.height + 16
                width: Math.round((parent.width - 48) * 0.667)
                height: bottom.y - y - 16
                iconName: "calendar-clock"
                title: qsTr("Now and next")
                subtitle: qsTr("−2 h to +6 h")
                pad: 0
                actions: [
                    LegendMark { anchors.verticalCenter: parent.verticalCenter; kind: "actual"; text: qsTr("actual") },
                    LegendMark { anchors.verticalCenter: parent.verticalCenter; kind: "planned"; text: qsTr("planned") },
                    LegendMark { anchors.verticalCenter: parent.verticalCenter; kind: "estimate"; text: qsTr("estimate") },
                    Button {
                        visible: now.width > 560
                        small: true
                        kind: Button.Ghost
                        trailingIcon: "arrow-right"
                        text: qsTr("Open calendar")
                        onClicked: root.page.app.navigate("calendar")
                    }
                ]
                AppText {
                    visible: root.page.lanesProblem.length > 0
                    anchors.centerIn: parent
                    color: Theme.text2
                    text: root.page.lanesProblem
                }
                Timeline {
                    visible: root.page.lanesProblem.length === 0
                    anchors.fill: parent
                    anchors.bottomMargin: 4
                    lanes: root.page.lanes
                    hours: root.page.hours
                    nowAt: root.page.nowAt
                    nowText: root.page.nowText
                    onOpened: name => root.page.app.navigate("jobs", name)
                }
            }
            OverviewAttention {
                id: attention
                opacity: tiles.opacity
                x: now.x + now.width + 16
                y: now.y
                width: parent.width - x - 16
                height: now.height
                page: root.page
            }
            OverviewCards {
                id: bottom
                opacity: tiles.opacity
                x: 16
                y: parent.height - height - 16
                width: parent.width - 32
                height: 220
                page: root.page
            }
        }
    }
}
