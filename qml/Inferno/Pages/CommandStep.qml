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
                width: parent.width
                mono: true
                focus: true
                label: qsTr("Command of the job")
                placeholderText: qsTr("tar czf /srv/backup/etc.tgz /etc")
                text: root.page.command
                errorText: root.page.commandError
                onEdited: root.page.command = text
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
