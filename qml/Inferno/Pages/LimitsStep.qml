// SPDX-License-Identifier: GPL-3.0-or-later
// How long a job may take, and how often it is tried again.
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
            label: qsTr("Time limit")
            hint: qsTr("Such as 90s, 15m or 1h30m; empty: none. Then it is asked to end, and 10 s later it is killed.")
            errorText: root.page.timeoutError
            TextField {
                width: 160
                focus: true
                label: qsTr("Time limit")
                text: root.page.timeoutText
                errorText: root.page.timeoutError.length > 0 ? " " : ""
                onTextEdited: root.page.timeoutText = text
            }
        }
        FormRow {
            width: parent.width
            label: qsTr("Tries after a failure")
            hint: qsTr("After 30 s, then each time twice as long, at most an hour.")
            TextField {
                width: 96
                label: qsTr("Tries after a failure")
                text: root.page.retries
                inputMethodHints: Qt.ImhDigitsOnly
                validator: IntValidator { bottom: 0; top: 100 }
                onTextEdited: if (acceptableInput) root.page.retries = parseInt(text)
            }
        }
    }
}
