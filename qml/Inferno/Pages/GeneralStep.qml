// SPDX-License-Identifier: GPL-3.0-or-later
// What a job is called and what it runs.
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
            label: qsTr("Name")
            hint: qsTr("Other jobs and the command line call it so.")
            errorText: root.page.nameError
            TextField {
                width: parent.width
                focus: true
                label: qsTr("Name of the job")
                placeholderText: qsTr("nightly_backup")
                enabled: root.page.isNew
                text: root.page.name
                errorText: root.page.nameError.length > 0 ? " " : ""
                onTextEdited: root.page.name = text
            }
        }
        FormRow {
            width: parent.width
            label: qsTr("Command")
            hint: qsTr("Runs in the shell. Output is captured; exit code 0 is success.")
            errorText: root.page.commandError
            TextArea {
                width: parent.width
                mono: true
                label: qsTr("Command")
                placeholderText: qsTr("tar czf /srv/backup/etc.tgz /etc")
                text: root.page.command
                errorText: root.page.commandError
                onEdited: root.page.command = text
            }
        }
        FormRow {
            width: parent.width
            label: qsTr("Working folder")
            hint: qsTr("Empty: a folder of its own in the data root.")
            TextField {
                width: parent.width
                mono: true
                label: qsTr("Working folder")
                text: root.page.workdir
                onTextEdited: root.page.workdir = text
            }
        }
        FormRow {
            width: parent.width
            label: qsTr("Tags")
            hint: qsTr("Separated by commas; lists and rules find the job by them.")
            TextField {
                width: parent.width
                label: qsTr("Tags")
                placeholderText: qsTr("etl, finance")
                text: root.page.tags
                onTextEdited: root.page.tags = text
            }
        }
    }
}
