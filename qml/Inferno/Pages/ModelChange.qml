// SPDX-License-Identifier: GPL-3.0-or-later
// A change of who answers, before it is made: what it does, why it is made, and the same for a terminal.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.ModelTraffic traffic

    implicitHeight: form.height + 24

    Connections {
        target: root.traffic
        function onChangeAsked(): void { why.forceActiveFocus(Qt.TabFocusReason); }
    }
    Keys.onEscapePressed: root.traffic.cancelChange()

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusControl
        color: Theme.accentTint
        border.color: Theme.accentLine
    }
    Column {
        id: form
        x: 12
        y: 12
        width: parent.width - 24
        spacing: 8
        Row {
            width: parent.width
            spacing: 8
            AppText { id: title; width: Math.min(implicitWidth, parent.width); font: Theme.bodyStrong; text: root.traffic.changeTitle }
            AppText { width: Math.max(0, parent.width - title.width - 8); height: title.height; font: Theme.label; color: Theme.text2; text: root.traffic.changeText }
        }
        Row {
            width: parent.width
            spacing: 8
            TextField {
                id: why
                width: parent.width - cancel.width - apply.width - 16
                focus: true
                label: qsTr("Reason of the change")
                placeholderText: qsTr("Reason, for the audit trail")
                text: root.traffic.reason
                enabled: !root.traffic.applying
                onTextEdited: root.traffic.reason = text
                onAccepted: root.traffic.apply()
            }
            Button { id: cancel; text: qsTr("Cancel"); enabled: !root.traffic.applying; onClicked: root.traffic.cancelChange() }
            Button {
                id: apply
                kind: Button.Primary
                busy: root.traffic.applying
                enabled: root.traffic.reachable
                reason: qsTr("The service does not answer")
                text: root.traffic.changeVerb
                onClicked: root.traffic.apply()
            }
        }
        AppText {
            width: parent.width
            visible: text.length > 0
            wrapMode: Text.Wrap
            font: Theme.label
            color: Theme.failed
            text: root.traffic.changeError
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
        }
        CommandLine { width: parent.width; command: root.traffic.command }
    }
}
