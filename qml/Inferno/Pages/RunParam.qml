// SPDX-License-Identifier: GPL-3.0-or-later
// A parameter of a job for one run: a field, or a choice where its values are known.
import QtQuick
import Inferno.Controls

FormRow {
    id: root

    required property int index
    required property string name
    required property string value
    required property string usual
    required property var choices
    required property string description
    required property string error
    required property bool differs
    property bool first: false

    signal edited(string value)

    labelWidth: 136
    label: name
    //: Below a field with another value than the job has: %1 is what the field means, %2 the job's value.
    hint: differs ? qsTr("%1 · the job has %2").arg(description).arg(usual.length > 0 ? usual : qsTr("none")) : description

    TextField {
        id: line
        visible: root.choices.length === 0
        width: parent.width
        height: visible ? implicitHeight : 0
        mono: true
        focus: root.first
        label: root.name
        text: root.value
        errorText: root.error
        onTextEdited: root.edited(text)
        Component.onCompleted: if (root.first && visible) forceActiveFocus(Qt.PopupFocusReason)
    }
    Select {
        visible: root.choices.length > 0
        width: 200
        height: visible ? implicitHeight : 0
        label: root.name
        model: root.choices
        currentIndex: root.choices.indexOf(root.value)
        onActivated: index => root.edited(root.choices[index])
    }
}
