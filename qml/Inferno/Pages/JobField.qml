// SPDX-License-Identifier: GPL-3.0-or-later
// A line of the editor's form: a field of the job, by the name that it has in the API.
import QtQuick
import Inferno.Controls
import Inferno.Models as M

FormRow {
    id: root

    required property M.JobEditorPage page
    property string field: ""
    property int fieldWidth: 160
    property string placeholder: ""
    property bool mono: false

    errorText: root.page.errors[field] ?? ""
    TextField {
        width: Math.min(root.fieldWidth, parent ? parent.width : root.fieldWidth)
        label: root.label
        mono: root.mono
        placeholderText: root.placeholder
        text: root.page.values[root.field] ?? ""
        errorText: root.errorText.length > 0 ? " " : ""
        onTextEdited: root.page.set(root.field, text)
    }
}
