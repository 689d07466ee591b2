// SPDX-License-Identifier: GPL-3.0-or-later
// A new passphrase, typed twice, with a meter that says how hard it is to guess and why.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Column {
    id: root

    required property M.PassphraseChange change
    property bool needsCurrent: false
    property int labelWidth: 148
    readonly property string current: present.text
    readonly property string passphrase: first.text
    readonly property bool ready: change.acceptable && first.text === second.text && !change.busy
        && (!needsCurrent || present.text.length > 0)

    signal submitted()

    function clear(): void {
        present.clear();
        first.clear();
        second.clear();
        change.forget();
    }

    spacing: 10

    FormRow {
        visible: root.needsCurrent
        width: root.width
        labelWidth: root.labelWidth
        label: qsTr("Passphrase now")
        TextField {
            id: present
            width: root.width - root.labelWidth
            focus: root.needsCurrent
            label: qsTr("Passphrase now")
            echoMode: TextInput.Password
            enabled: !root.change.busy
        }
    }
    FormRow {
        width: root.width
        labelWidth: root.labelWidth
        label: qsTr("New passphrase")
        TextField {
            id: first
            width: root.width - root.labelWidth
            focus: !root.needsCurrent
            label: qsTr("New passphrase")
            placeholderText: qsTr("six words, for instance")
            echoMode: TextInput.Password
            enabled: !root.change.busy
            onTextChanged: root.change.weigh(text)
        }
    }
    Item {
        x: root.labelWidth
        width: root.width - x
        height: 20
        Row {
            id: meter
            anchors.verticalCenter: parent.verticalCenter
            spacing: 4
            Accessible.role: Accessible.Indicator
            //: Accessible name of the meter beside a new passphrase.
            Accessible.name: qsTr("Strength: %1 of 4").arg(root.change.strength)
            Repeater {
                model: 4
                Rectangle {
                    id: part
                    required property int index
                    width: 32
                    height: 4
                    radius: 2
                    color: part.index >= root.change.strength ? Theme.track : root.change.strength === 1 ? Theme.failed
                        : root.change.strength === 2 ? Theme.warning : Theme.success
                }
            }
        }
        AppText {
            x: meter.width + 10
            width: parent.width - x
            anchors.verticalCenter: parent.verticalCenter
            font: Theme.label
            color: Theme.text2
            text: root.change.reason
        }
    }
    FormRow {
        width: root.width
        labelWidth: root.labelWidth
        label: qsTr("Once more")
        errorText: second.text.length > 0 && second.text !== first.text ? qsTr("The two are not the same") : root.change.problem
        TextField {
            id: second
            width: root.width - root.labelWidth
            label: qsTr("The new passphrase once more")
            echoMode: TextInput.Password
            enabled: !root.change.busy
            onAccepted: if (root.ready) root.submitted()
        }
    }
}
