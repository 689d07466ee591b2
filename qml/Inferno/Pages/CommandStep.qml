// SPDX-License-Identifier: GPL-3.0-or-later
// What a job runs, and where.
import QtQuick
import Inferno.Controls
import Inferno.Models as M

FocusScope {
    id: root

    required property M.JobEditorPage page

    implicitHeight: column.height
    height: implicitHeight

    Column {
        id: column
        width: Math.min(parent.width, 640)
        spacing: 16

        FormRow {
            width: parent.width
            label: qsTr("Command")
            hint: qsTr("Runs in the shell. Output is captured; exit code 0 is success.")
            errorText: root.page.commandError
            TextArea {
                id: command
                width: parent.width
                mono: true
                focus: true
                label: qsTr("Command of the job")
                placeholderText: qsTr("tar czf /srv/backup/etc.tgz /etc")
                errorText: root.page.commandError
                onEdited: root.page.command = text
                Component.onCompleted: text = root.page.command
                // Not a binding: it would go in a circle with what is typed.
                Connections {
                    target: root.page
                    function onEdited(): void {
                        if (command.text !== root.page.command)
                            command.text = root.page.command;
                    }
                }
            }
        }
        JobField {
            width: parent.width
            page: root.page
            field: "workdir"
            label: qsTr("Working folder")
            hint: qsTr("Empty: a folder of its own in the data root.")
            fieldWidth: 480
            mono: true
        }
    }
}
