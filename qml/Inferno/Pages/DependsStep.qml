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
    readonly property var names: page.otherJobs

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
        JobChoice {
            width: parent.width
            page: root.page
            field: "depends_mode"
            label: qsTr("Result that counts")
            hint: qsTr("For names that do not say it themselves.")
            values: ["success", "failure", "completion"]
            words: [qsTr("success"), qsTr("failure"), qsTr("any end")]
        }
        JobChoice {
            width: parent.width
            page: root.page
            field: "depends_join"
            label: qsTr("Of several")
            values: ["all", "any"]
            words: [qsTr("all of them"), qsTr("any of them")]
        }
        JobField {
            width: parent.width
            page: root.page
            field: "condition"
            label: qsTr("Condition")
            hint: qsTr("Asked before a run starts, such as disk_usage_percent > 80; where it does not hold, the run is skipped.")
            fieldWidth: 480
            mono: true
        }
        Column {
            width: parent.width
            spacing: 4
            visible: root.page.otherJobs.length > 0
            AppText { font: Theme.labelStrong; text: qsTr("Jobs there are") }
            TextField {
                id: search
                visible: root.page.otherJobs.length > 20
                width: 260
                iconName: "search"
                label: qsTr("Find a job")
                placeholderText: qsTr("part of a name")
            }
            Flow {
                width: parent.width
                spacing: 12
                Repeater {
                    model: root.names.filter(name => name.includes(search.text)).slice(0, 60)
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
