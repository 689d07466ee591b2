// SPDX-License-Identifier: GPL-3.0-or-later
// What opens the vault: a new passphrase, or the key file again.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M

Dialog {
    id: root

    required property M.PassphraseChange change
    required property M.ServiceFacts service
    property bool again: false   // the key file again
    property PassphraseFields fields: null

    function begin(): void {
        again = false;
        change.forget();
        open();
    }

    stays: true
    title: service.byPassphrase ? qsTr("Another passphrase for the vault") : qsTr("A passphrase for the vault")
    text: qsTr("After each start of the service somebody must type it, or nothing new starts. It cannot be recovered: without it the records cannot be read.")
    acceptText: qsTr("Set the passphrase")
    canAccept: fields !== null && fields.ready
    onStarted: change.set(fields.passphrase, fields.current)
    onClosed: change.forget()

    body: Column {
        id: form
        width: parent ? parent.width : 0
        topPadding: 8
        spacing: 8
        PassphraseFields {
            id: inside
            width: form.width
            focus: true
            labelWidth: 128
            change: root.change
            needsCurrent: root.service.byPassphrase
            onSubmitted: root.change.set(passphrase, current)
            Component.onCompleted: root.fields = inside
        }
        Link {
            visible: root.service.byPassphrase
            enabled: inside.current.length > 0
            //: Lets the vault be opened without a person.
            text: qsTr("Let the key file open it again")
            onClicked: root.change.remove(inside.current)
        }
    }
    Connections {
        target: root.change
        function onDone(): void { root.close(); }
    }
}
