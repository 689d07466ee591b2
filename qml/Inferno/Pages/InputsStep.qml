// SPDX-License-Identifier: GPL-3.0-or-later
// What a job's command finds in its environment.
import QtQuick
import Inferno.Controls
import Inferno.Models as M

FocusScope {
    id: root

    required property M.JobEditorPage page
    readonly property var values: page.values
    readonly property var errors: page.errors

    implicitHeight: column.height
    height: implicitHeight

    Column {
        id: column
        width: Math.min(parent.width, 640)
        spacing: 16

        FormRow {
            width: parent.width
            label: qsTr("Environment")
            hint: qsTr("A line each, NAME=VALUE. Values are never in a log, an event or a draft on disk; who may only read jobs sees the names.")
            errorText: root.errors["env"] ?? ""
            TextArea {
                id: lines
                width: parent.width
                mono: true
                focus: true
                minLines: 5
                maxLines: 14
                label: qsTr("Environment")
                placeholderText: qsTr("API_URL=https://example.org")
                errorText: root.errors["env"] ?? ""
                onEdited: root.page.set("env", text)
                Component.onCompleted: text = root.values["env"] ?? ""
                Connections {
                    target: root.page
                    function onEdited(): void {
                        const shown = root.values["env"] ?? "";
                        if (lines.text !== shown)
                            lines.text = shown;
                    }
                }
            }
        }
        Column {
            width: parent.width
            spacing: 4
            CommandLine { width: parent.width; label: qsTr("Always there: the run, the service, and a token that dies with the run"); command: "$INFERNO_RUN_ID  $INFERNO_URL  $INFERNO_TOKEN" }
            CommandLine { width: parent.width; label: qsTr("What the jobs before it left, and where to leave something for those after it"); command: "$INFERNO_INPUTS  $INFERNO_OUTPUTS  $INFERNO_FILES" }
        }
    }
}
