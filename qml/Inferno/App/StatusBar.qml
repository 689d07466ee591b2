// SPDX-License-Identifier: GPL-3.0-or-later
// The status bar: connection, queue, workers; then the last seal, the clock and its zone.
import QtQuick
import Inferno.App
import Inferno.Models
import Inferno.Theme

FocusScope {
    id: root

    required property AppState app

    signal activityRequested()

    implicitHeight: Theme.statusBar
    Accessible.role: Accessible.StatusBar
    //: Accessible name of the bar along the bottom of the window.
    Accessible.name: qsTr("Status bar")

    Rectangle {
        anchors.fill: parent
        color: Theme.surface
        Rectangle { width: parent.width; height: 1; color: Theme.border }
    }
    Row {
        x: 12
        height: parent.height
        spacing: 16
        StatusItem {
            focus: true
            iconName: root.app.connected ? "plug" : "plug-off"
            iconColor: root.app.connected ? Theme.success : Theme.failed
            text: root.app.host.length > 0 ? root.app.host : root.app.serviceText
            figure: root.app.address
            quiet: true
            //: What the place of the service in the status bar is.
            about: qsTr("The service that this window shows")
        }
        StatusItem {
            visible: root.app.connected
            iconName: "layers"
            //: Status bar: runs that wait.
            text: qsTr("Queue")
            figure: root.app.queueDepth
            about: qsTr("Runs that wait for a worker")
            onClicked: root.app.navigate("jobs", "?status=queued")
        }
        StatusItem {
            visible: root.app.connected
            iconName: "cpu"
            //: Status bar: workers that are busy, of all.
            text: qsTr("Workers")
            figure: root.app.workersBusy + "/" + root.app.workersMax
            about: qsTr("Runs under way, of those that may run at once")
            onClicked: root.app.navigate("jobs", "?status=running")
        }
    }
    Row {
        anchors.right: parent.right
        anchors.rightMargin: 12
        height: parent.height
        spacing: 16
        StatusItem {
            visible: root.app.sealedText.length > 0
            iconName: "shield-check"
            //: Status bar: the newest event under a signed checkpoint.
            text: qsTr("Sealed")
            figure: root.app.sealedText
            note: root.app.sealedAgo
            about: qsTr("The newest event under a signed checkpoint")
            onClicked: root.app.navigate("audit")
        }
        StatusItem {
            iconName: "activity"
            //: Status bar: opens the list of what goes on.
            text: qsTr("Activity")
            figure: root.app.activity.works.count > 0 ? root.app.activity.works.count : ""
            about: qsTr("What goes on, and what was done (%1)").arg(root.app.keys.texts["window.activity"] ?? "")
            onClicked: root.activityRequested()
        }
        StatusItem {
            iconName: "clock"
            figure: root.app.clockText
            note: root.app.zoneText
            quiet: true
            about: qsTr("All times are shown in this zone")
        }
    }
}
