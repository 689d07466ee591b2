// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the service runs, since when, which one; start, stop, restart; and how busy it and its computer are.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Card {
    id: root

    required property M.SettingsPage page
    readonly property M.ServiceFacts service: page.service
    readonly property M.AppState app: page.app
    readonly property bool roomy: width >= 640

    pad: 16
    Accessible.name: service.title

    Column {
        width: parent.width
        spacing: 12

        Item {
            width: parent.width
            height: 40
            Rectangle {
                id: face
                width: 40
                height: 40
                radius: Theme.radiusCard
                color: StatusLook.tint(root.service.tone)
                border.color: StatusLook.line(root.service.tone)
                Spinner {
                    anchors.centerIn: parent
                    name: root.page.restarting ? "loader-circle" : root.service.tone === "success" ? "circle-check"
                        : root.service.tone === "warning" ? "triangle-alert" : root.service.tone === "failed" ? "octagon-x" : "server"
                    size: Theme.iconLarge
                    color: StatusLook.ink(root.service.tone)
                    runs: root.page.restarting
                }
            }
            AppText {
                id: title
                x: 56
                width: Math.min(implicitWidth, acts.x - x - 8)
                font: Theme.section
                lineHeight: 20
                text: root.service.title
            }
            AppText {
                x: title.x + title.width + 8
                y: 1
                width: Math.max(0, acts.x - x - 8)
                color: Theme.text2
                text: root.service.since
            }
            AppText {
                id: facts
                x: 56
                y: 22
                width: acts.x - x - 8
                font: Theme.label
                color: Theme.text2
                text: root.service.facts
                HoverHandler { id: over; enabled: facts.truncated }
                Tip { text: facts.text; shown: over.hovered }
            }
            Row {
                id: acts
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                spacing: 12
                Button {
                    visible: !root.app.connected && root.service.local
                    iconName: "play"
                    busy: root.page.restarting
                    text: qsTr("Start")
                    onClicked: root.app.startService()
                }
                Button {
                    visible: root.app.connected
                    iconName: "rotate-cw"
                    text: qsTr("Restart")
                    enabled: root.service.local
                    reason: qsTr("Start it again on its own machine")
                    tip: qsTr("Running jobs go on and are taken up again")
                    onClicked: root.app.restartService()
                }
                Button {
                    visible: root.app.connected
                    kind: Button.Danger
                    iconName: "stop"
                    //: Stops the service, after a question.
                    text: qsTr("Stop…")
                    onClicked: sure.open()
                }
            }
        }
        Repeater {
            model: root.app.connected ? root.service.problems : []
            Banner {
                required property string modelData
                width: parent ? parent.width : 0
                boxed: true
                title: modelData
            }
        }
        Divider { width: parent.width; visible: root.roomy }
        Row {
            id: figures
            visible: root.roomy && root.page.hasData
            width: parent.width
            Repeater {
                model: root.service.figures
                ServiceFigure {
                    required property int index
                    width: figures.width / root.service.figures.count
                    lined: index > 0
                }
            }
        }
    }
    Dialog {
        id: sure
        danger: true
        title: qsTr("Stop the service?")
        text: root.app.stopWarning
        acceptText: qsTr("Stop the service")
        onAccepted: root.app.stopService()
    }
}
