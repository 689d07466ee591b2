// SPDX-License-Identifier: GPL-3.0-or-later
// A field of a job with few values, all visible.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M

FormRow {
    id: root

    required property M.JobEditorPage page
    property string field: ""
    property list<string> values
    property list<string> words

    Row {
        height: 28
        spacing: 16
        Repeater {
            model: root.values
            RadioButton {
                required property string modelData
                required property int index
                anchors.verticalCenter: parent ? parent.verticalCenter : undefined
                text: root.words[index] ?? modelData
                checked: (root.page.values[root.field] ?? "") === modelData
                onToggled: root.page.set(root.field, modelData)
            }
        }
    }
}
