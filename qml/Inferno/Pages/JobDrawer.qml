// SPDX-License-Identifier: GPL-3.0-or-later
// The chosen job: its status and acts, then tabs for its run, its history, its schedule and its definition.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

DrawerPanel {
    id: root

    required property M.JobsPage page
    readonly property M.JobDetail detail: page.detail
    property bool whole: false           // the page itself, in the place of the list
    readonly property list<string> tabNames: ["run", "why", "compare", "history", "schedule", "config", "audit"]

    signal linkRequested()
    signal valuesRequested()

    function showTab(tab: string): void { tabs.currentIndex = Math.max(0, tabNames.indexOf(tab)); }

    name: "jobs"
    title: detail.name
    headActions: [
        IconButton { iconName: "link"; text: qsTr("Copy the link to this job"); keys: "Ctrl+C"; onClicked: root.linkRequested() },
        IconButton { iconName: root.whole ? "minimize" : "expand"; text: root.whole ? qsTr("Beside the list") : qsTr("In the whole page"); keys: "O"; onClicked: root.whole = !root.whole }
    ]
    Keys.onPressed: event => {
        event.accepted = event.modifiers === Qt.NoModifier || (event.modifiers === Qt.ControlModifier && event.key === Qt.Key_C);
        if (!event.accepted)
            return;
        if (event.key === Qt.Key_C && event.modifiers === Qt.ControlModifier) linkRequested();
        else if (event.key === Qt.Key_C) showTab("compare");
        else if (event.key === Qt.Key_W) showTab("why");
        else if (event.key === Qt.Key_L) showTab("run");
        else if (event.key === Qt.Key_O) whole = !whole;
        else if (event.key === Qt.Key_E) page.app.navigate("job-editor", detail.name);
        else if (event.key === Qt.Key_G) page.app.navigate("graph", detail.name);
        else if (event.key === Qt.Key_H) showTab("history");
        else if (event.key === Qt.Key_Period) detail.stepRun(0);
        else event.accepted = false;
    }

    Row {
        id: state
        x: 16
        width: parent.width - 32
        height: 24
        spacing: 8
        StatusBadge { anchors.verticalCenter: parent.verticalCenter; status: root.detail.status; progress: root.detail.progress }
        AppText { anchors.verticalCenter: parent.verticalCenter; font: Theme.label; color: Theme.text2; text: root.detail.runText }
    }
    Row {
        anchors.right: parent.right
        anchors.rightMargin: 16
        height: 24
        spacing: 8
        AppText { anchors.verticalCenter: parent.verticalCenter; font: Theme.label; color: Theme.text2; text: qsTr("Enabled") }
        Switch {
            anchors.verticalCenter: parent.verticalCenter
            checked: root.detail.jobEnabled
            enabled: root.page.writable
            Accessible.name: qsTr("Enabled")
            onToggled: root.page.setEnabled(root.detail.name, checked)
        }
    }
    Row {
        id: acts
        x: 16
        y: 34
        spacing: 8
        Button {
            visible: !root.detail.active
            focus: true
            iconName: root.detail.canRetry ? "rotate-ccw" : "play"
            text: root.detail.canRetry ? qsTr("Retry") : qsTr("Run now")
            enabled: root.page.writable
            reason: root.page.whyNot
            onClicked: root.detail.canRetry ? root.page.retry(root.detail.name) : root.page.runNow(root.detail.name)
        }
        Button {
            visible: root.detail.active
            iconName: "square"
            //: Ends the run that goes on.
            text: qsTr("Stop run")
            enabled: root.page.writable
            reason: root.page.whyNot
            onClicked: root.page.stop(root.detail.name)
        }
        IconButton {
            bordered: true
            iconName: "braces"
            text: qsTr("Run with other values")
            keys: root.page.app.keys.texts["jobs.run-with"] ?? ""
            enabled: root.page.writable
            onClicked: root.valuesRequested()
        }
        Button { iconName: "pencil"; text: qsTr("Edit"); onClicked: root.page.app.navigate("job-editor", root.detail.name) }
        IconButton { bordered: true; iconName: "workflow"; text: qsTr("Show in graph"); keys: root.page.app.keys.texts["jobs.graph"] ?? ""; onClicked: root.page.app.navigate("graph", root.detail.name) }
    }
    Select {
        visible: !tabs.visible
        x: 16
        y: 74
        width: parent.width - 32
        label: tabs.label
        model: tabs.names
        currentIndex: tabs.currentIndex
        onActivated: index => tabs.currentIndex = index
    }
    TabBar {
        id: tabs

        readonly property list<string> names: [
            qsTr("Run"),
            //: The tab that tells why a run started.
            qsTr("Why"),
            qsTr("Compare"), qsTr("History"), qsTr("Schedule"), qsTr("Config"), qsTr("Audit")
        ]

        visible: contentWidth + leftPadding <= width   // where the words are too long to stand beside each other, there is a list
        y: 70
        width: parent.width
        leftPadding: 4
        spacing: 0
        label: qsTr("About this job")
        Repeater {
            model: tabs.names
            TabButton {
                required property string modelData
                width: implicitWidth - 5
                text: modelData
            }
        }
    }
    Item {
        id: body
        y: tabs.y + tabs.height
        width: parent.width
        height: parent.height - y

        JobRunTab { anchors.fill: parent; visible: tabs.currentIndex === 0; detail: root.detail; onWhyRequested: root.showTab("why") }
        JobWhyTab { anchors.fill: parent; visible: tabs.currentIndex === 1; page: root.page }
        JobCompareTab { anchors.fill: parent; visible: tabs.currentIndex === 2; detail: root.detail }
        JobHistoryTab { anchors.fill: parent; visible: tabs.currentIndex === 3; detail: root.detail; onLogRequested: tabs.currentIndex = 0; onJobRequested: name => root.page.select(name) }
        JobScheduleTab {
            anchors.fill: parent
            visible: tabs.currentIndex === 4
            detail: root.detail
            onRunRequested: runId => { root.detail.showLogOf(runId); root.showTab("why"); }
        }
        JobConfigTab { anchors.fill: parent; visible: tabs.currentIndex === 5; page: root.page }
        JobAuditTab { anchors.fill: parent; visible: tabs.currentIndex === 6; page: root.page }
    }
    Connections {
        target: root.page
        function onSelectedChanged(): void {
            if (root.page.selected.length === 0)
                root.whole = false;
            if (tabs.currentIndex === 2) root.detail.compare();
            else if (tabs.currentIndex === 5) root.detail.readVersions();
            else if (tabs.currentIndex === 6 && root.detail.events.count === 0) root.detail.readEvents();
        }
    }
}
