// SPDX-License-Identifier: GPL-3.0-or-later
// The jobs that a job waits for.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.JobEditorPage page

    // Adds a job to wait for, or takes it away.
    function toggle(name: string): void {
        const edges = page.dependsOn.split(",").map(edge => edge.trim()).filter(edge => edge.length > 0);
        const at = edges.findIndex(edge => edge.split(":")[0] === name);
        page.dependsOn = (at < 0 ? edges.concat([name]) : edges.filter((_, index) => index !== at)).join(", ");
    }
    function waitsFor(name: string): bool {
        return page.dependsOn.split(",").some(edge => edge.trim().split(":")[0] === name);
    }

    implicitHeight: column.height
    height: implicitHeight

    Column {
        id: column
        width: Math.min(parent.width, 640)
        spacing: 16

        FormRow {
            width: parent.width
            label: qsTr("Waits for")
            hint: qsTr("NAME for success, NAME:failure or NAME:completion for the other results; separated by commas.")
            errorText: root.page.dependsError
            TextField {
                width: parent.width
                focus: true
                mono: true
                label: qsTr("Jobs that it waits for")
                placeholderText: qsTr("nightly_conversion, archive_push:completion")
                text: root.page.dependsOn
                errorText: root.page.dependsError.length > 0 ? " " : ""
                onTextEdited: root.page.dependsOn = text
            }
        }
        Column {
            width: parent.width
            spacing: 4
            visible: root.page.otherJobs.length > 0
            AppText { font: Theme.labelStrong; text: qsTr("Jobs there are") }
            Flow {
                width: parent.width
                spacing: 12
                Repeater {
                    model: root.page.otherJobs
                    CheckBox {
                        required property string modelData
                        text: modelData
                        checked: root.waitsFor(modelData)
                        onToggled: root.toggle(modelData)
                    }
                }
            }
        }
    }
}
