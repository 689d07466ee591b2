// SPDX-License-Identifier: GPL-3.0-or-later
// What a job is called, how it is found, and how urgent it is.
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
            hint: root.page.isNew ? qsTr("Other jobs and the command line call it so.")
                : qsTr("Jobs that wait for it follow when it is renamed; scripts do not.")
            errorText: root.page.nameError
            TextField {
                width: parent.width
                focus: true
                label: qsTr("Name of the job")
                placeholderText: qsTr("nightly_backup")
                text: root.page.name
                errorText: root.page.nameError.length > 0 ? " " : ""
                onTextEdited: root.page.name = text
            }
        }
        FormRow {
            width: parent.width
            label: qsTr("Tags")
            hint: qsTr("Separated by commas; lists, rules and blackouts find the job by them.")
            TextField {
                width: parent.width
                label: qsTr("Tags")
                placeholderText: qsTr("etl, finance")
                text: root.page.tags
                onTextEdited: root.page.tags = text
            }
        }
        JobChoice {
            width: parent.width
            page: root.page
            field: "priority"
            label: qsTr("Priority")
            hint: qsTr("Who goes first where several wait for a worker.")
            values: ["low", "normal", "high", "critical"]
            words: [qsTr("low"), qsTr("normal"), qsTr("high"), qsTr("critical")]
        }
        JobField {
            width: parent.width
            page: root.page
            field: "pool"
            label: qsTr("Pool")
            hint: qsTr("Jobs of one pool share its slots; empty: none.")
        }
    }
}
