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

    title: detail.name

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
        Button { iconName: "pencil"; text: qsTr("Edit"); onClicked: root.page.app.navigate("job-editor", root.detail.name) }
        IconButton { bordered: true; iconName: "workflow"; text: qsTr("Show in graph"); keys: root.page.app.keys.texts["jobs.graph"] ?? ""; onClicked: root.page.app.navigate("graph", root.detail.name) }
    }
    TabBar {
        id: tabs
        y: 70
        width: parent.width
        leftPadding: 8
        label: qsTr("About this job")
        TabButton { text: qsTr("Run") }
        TabButton { text: qsTr("History"); count: root.detail.history.count > 0 ? root.detail.history.count : "" }
        TabButton { text: qsTr("Schedule") }
        TabButton { text: qsTr("Config") }
    }
    Item {
        id: body
        y: tabs.y + tabs.height
        width: parent.width
        height: parent.height - y

        JobRunTab { anchors.fill: parent; visible: tabs.currentIndex === 0; detail: root.detail }
        JobHistoryTab {
            anchors.fill: parent
            visible: tabs.currentIndex === 1
            detail: root.detail
            onLogRequested: tabs.currentIndex = 0
        }
        AppText {
            visible: tabs.currentIndex === 2 && root.detail.fires.count === 0
            x: 16
            y: 12
            width: parent.width - 32
            wrapMode: Text.Wrap
            color: Theme.text2
            text: root.detail.jobEnabled ? qsTr("No schedule: it starts on request or after other jobs.")
                : qsTr("Disabled: nothing starts it.")
        }
        FireList { visible: tabs.currentIndex === 2; x: 16; y: 8; width: parent.width - 32; source: root.detail.fires }
        FactList {
            visible: tabs.currentIndex === 3
            x: 16
            y: 10
            width: parent.width - 32
            labelWidth: 116
            wrap: true
            source: root.detail.config
        }
    }
}
