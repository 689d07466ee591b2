// SPDX-License-Identifier: GPL-3.0-or-later
// Asks for a name; what is wrong with it stands below. `submitted` is answered by `wrong`, or by closing.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls

Dialog {
    id: root

    property string value: ""
    property string label: ""
    property string wrong: ""
    property TextField field: null

    signal submitted(string name)

    function ask(name: string): void {
        wrong = "";
        value = name;
        open();
    }

    stays: true
    canAccept: field !== null && field.text.trim().length > 0
    onStarted: submitted(field.text)
    onOpened: field.forceActiveFocus(Qt.PopupFocusReason)
    body: FormRow {
        width: parent ? parent.width : 0
        labelWidth: 0
        errorText: root.wrong
        TextField {
            id: line
            width: parent ? parent.width : 0
            label: root.label
            text: root.value
            focus: true
            onAccepted: if (root.canAccept) root.submitted(text)
            Component.onCompleted: root.field = line
        }
    }
}
