// SPDX-License-Identifier: GPL-3.0-or-later
// All about a setting: default, origin, key, when a change counts, and the line that sets it on the command line.
import QtQuick
import Inferno.Controls
import Inferno.Theme

Rectangle {
    id: root

    required property string key
    required property string unit
    required property string defaultText
    required property string origin
    required property string command
    required property bool restart
    property bool ofWindow: false
    property bool again: false   // the window must be opened again

    signal againAsked()

    implicitHeight: facts.height + 16
    radius: Theme.radiusControl
    color: Theme.bg

    Column {
        id: facts
        x: 12
        y: 8
        width: parent.width - 24
        spacing: 4
        SettingFact { width: parent.width; visible: value.length > 0; label: qsTr("Default"); value: root.defaultText + (root.unit.length > 0 ? " " + root.unit : "") }
        SettingFact { width: parent.width; label: qsTr("Comes from"); value: root.origin; mono: root.origin.startsWith("/") }
        SettingFact { width: parent.width; label: qsTr("Key"); value: root.key; mono: true }
        SettingFact {
            width: parent.width
            label: qsTr("Counts")
            value: root.ofWindow ? (root.restart ? qsTr("when the window is opened again") : qsTr("at once"))
                : root.restart ? qsTr("from the next start of the service") : qsTr("at once")
        }
        Item { width: 1; height: 2; visible: line.visible }
        CommandLine {
            id: line
            width: parent.width
            visible: root.command.length > 0
            command: root.command
        }
        Button {
            visible: root.again
            iconName: "rotate-cw"
            text: qsTr("Open the window again")
            onClicked: root.againAsked()
        }
    }
}
