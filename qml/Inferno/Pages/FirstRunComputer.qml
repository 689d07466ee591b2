// SPDX-License-Identifier: GPL-3.0-or-later
// Step 1: which service this window shows, and that it answers.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.FirstRunPage page
    readonly property M.AppState app: page.app
    readonly property M.ServiceFacts service: (app.pageObject("settings") as M.SettingsPage).service
    readonly property bool starting: app.serviceState === M.AppState.Starting

    implicitHeight: column.height

    Column {
        id: column
        width: parent.width
        spacing: 16
        Banner {
            width: parent.width
            boxed: true
            large: true
            tone: root.service.tone
            iconName: root.app.connected ? "circle-check" : root.starting ? "loader-circle" : "plug-off"
            title: root.app.connected
                ? (root.service.local ? qsTr("The service of this computer answers") : qsTr("The service answers at %1").arg(root.app.address))
                : root.service.title
            text: root.app.connected ? root.service.facts : root.app.serviceDetail
            actions: [
                Button {
                    visible: !root.app.connected
                    text: qsTr("Reconnect")
                    onClicked: root.app.reconnectNow()
                },
                Button {
                    visible: !root.app.connected && root.service.local
                    focus: true
                    kind: Button.Primary
                    busy: root.starting
                    text: qsTr("Start service")
                    onClicked: root.app.startService()
                }
            ]
        }
        AppText {
            width: parent.width
            wrapMode: Text.Wrap
            color: Theme.text2
            text: qsTr("To look after the service of another machine, open a window for it. It needs a token of that service, in INFERNO_TOKEN.")
        }
        CommandLine {
            width: parent.width
            command: "INFERNO_TOKEN=… inferno-desktop --url http://HOST:8080"
        }
    }
}
