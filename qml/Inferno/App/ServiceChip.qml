// SPDX-License-Identifier: GPL-3.0-or-later
// The service's state, and what can be done about it.
import QtQuick
import Inferno.Controls
import Inferno.Models
import Inferno.Theme

Chip {
    id: root

    required property AppState app

    text: app.serviceText
    tip: app.serviceDetail
    iconName: {
        switch (app.serviceState) {
        case AppState.Running: return "circle-check";
        case AppState.Paused: return "circle-pause";
        case AppState.Reconnecting: return "refresh";
        case AppState.Unreachable: return "octagon-x";
        case AppState.VersionMismatch: return "git-branch";
        }
        return "loader-circle";
    }
    iconColor: {
        switch (app.serviceState) {
        case AppState.Running: return Theme.success;
        case AppState.Reconnecting:
        case AppState.VersionMismatch: return Theme.warning;
        case AppState.Unreachable: return Theme.failed;
        }
        return Theme.neutral;
    }
    Accessible.role: Accessible.ButtonMenu
    onClicked: menu.popup(root, 0, root.height + 4)

    Menu {
        id: menu
        MenuItem {
            text: root.app.queuePaused ? qsTr("Resume the queue") : qsTr("Pause the queue")
            iconName: root.app.queuePaused ? "play" : "pause"
            enabled: root.app.connected
            onTriggered: root.app.queuePaused ? root.app.resumeQueue() : root.app.pauseQueue()
        }
        MenuSeparator {}
        MenuItem {
            text: qsTr("Reconnect now")
            iconName: "refresh"
            enabled: !root.app.connected
            onTriggered: root.app.reconnectNow()
        }
        MenuItem {
            text: qsTr("Start the service")
            iconName: "power"
            enabled: !root.app.connected
            onTriggered: root.app.startService()
        }
        MenuItem {
            text: qsTr("Stop the service…")
            iconName: "stop"
            danger: true
            enabled: root.app.connected
            onTriggered: stopDialog.open()
        }
    }
    Dialog {
        id: stopDialog
        danger: true
        title: qsTr("Stop the service?")
        text: root.app.stopWarning
        acceptText: qsTr("Stop the service")
        onAccepted: root.app.stopService()
    }
}
