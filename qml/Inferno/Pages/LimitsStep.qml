// SPDX-License-Identifier: GPL-3.0-or-later
// How long a job may take, and how often it is tried again.
import QtQuick
import Inferno.Controls
import Inferno.Models as M

FocusScope {
    id: root

    required property M.JobEditorPage page
    readonly property var values: page.values

    implicitHeight: column.height
    height: implicitHeight

    Column {
        id: column
        width: Math.min(parent.width, 640)
        spacing: 16

        JobField {
            width: parent.width
            focus: true
            page: root.page
            field: "timeout"
            label: qsTr("Time limit")
            hint: qsTr("Such as 90s, 15m or 1h30m; empty: none.")
        }
        JobField {
            width: parent.width
            page: root.page
            field: "grace"
            label: qsTr("Time to end by itself")
            hint: qsTr("After the limit, or when it is stopped, it is asked to end; so much later it is killed.")
        }
        JobField {
            width: parent.width
            page: root.page
            field: "queued_timeout"
            label: qsTr("Waits at most")
            hint: qsTr("A run that has not started by then is cancelled; empty: it waits.")
        }
        FormRow {
            width: parent.width
            label: qsTr("Tries after a failure")
            hint: qsTr("Beyond the first; 0: none.")
            TextField {
                width: 96
                label: qsTr("Tries after a failure")
                text: root.page.retries
                inputMethodHints: Qt.ImhDigitsOnly
                validator: IntValidator { bottom: 0; top: 100 }
                onTextEdited: if (acceptableInput) root.page.retries = parseInt(text)
            }
        }
        JobField {
            width: parent.width
            visible: root.page.retries > 0
            height: visible ? implicitHeight : 0
            page: root.page
            field: "retry_delay"
            label: qsTr("First wait")
        }
        JobField {
            width: parent.width
            visible: root.page.retries > 0
            page: root.page
            field: "retry_backoff"
            label: qsTr("Each wait longer by")
            hint: qsTr("2: each is twice as long as the one before.")
            fieldWidth: 96
        }
        JobField {
            width: parent.width
            visible: root.page.retries > 0
            page: root.page
            field: "retry_max_delay"
            label: qsTr("Longest wait")
        }
        JobField {
            width: parent.width
            visible: root.page.retries > 0
            page: root.page
            field: "retry_on"
            label: qsTr("Only after exit codes")
            hint: qsTr("Such as 75,100-110; empty: whatever went wrong.")
        }
        JobField {
            width: parent.width
            page: root.page
            field: "cpu_limit"
            label: qsTr("CPU cores")
            hint: qsTr("Such as 2 or 0.5; empty: no limit.")
            fieldWidth: 96
        }
        JobField {
            width: parent.width
            page: root.page
            field: "memory_limit_gb"
            label: qsTr("Memory in GB")
            hint: qsTr("Empty: no limit.")
            fieldWidth: 96
        }
        FormRow {
            width: parent.width
            label: qsTr("GPU")
            CheckBox {
                height: 28
                text: qsTr("It needs one: without it the run waits")
                checked: (root.values["gpu_required"] ?? "").length > 0
                onToggled: root.page.set("gpu_required", checked ? "1" : "")
            }
        }
    }
}
