// SPDX-License-Identifier: GPL-3.0-or-later
// Step 2: what runs, where its data lies, and what is and is not registered with the system.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.FirstRunPage page
    readonly property M.ServiceFacts service: (page.app.pageObject("settings") as M.SettingsPage).service

    implicitHeight: column.height

    Column {
        id: column
        width: parent.width
        spacing: 16
        Card {
            width: parent.width
            pad: 1
            Column {
                width: parent.width
                topPadding: 6
                bottomPadding: 6
                FactMark { width: parent.width; text: qsTr("Goes on without this window"); note: qsTr("and running jobs go on without the service") }
                FactMark { width: parent.width; text: qsTr("Started when it is needed"); note: qsTr("by this window, or by the first command") }
                FactMark {
                    width: parent.width
                    good: false
                    text: qsTr("Started with the computer")
                    note: qsTr("only once the line below has been run")
                }
                FactMark { width: parent.width; text: qsTr("Reached from"); note: root.service.reach.length > 0 ? root.service.reach : qsTr("not known while it does not run") }
                FactMark { width: parent.width; text: qsTr("Keeps its data in"); note: root.service.folder.length > 0 ? root.service.folder : qsTr("not known while it does not run") }
            }
        }
        AppText {
            width: parent.width
            wrapMode: Text.Wrap
            color: Theme.text2
            text: qsTr("So that schedules hold after a restart of the computer, have systemd start the service:")
        }
        CommandLine {
            width: parent.width
            focus: true
            command: "inferno service install"
        }
    }
}
