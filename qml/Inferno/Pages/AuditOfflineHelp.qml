// SPDX-License-Identifier: GPL-3.0-or-later
// How anybody checks a proof without this service: the file, the program, and the key that it must be signed with.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Dialog {
    id: root

    required property M.EventDetail detail

    width: 560
    title: qsTr("How to check this offline")
    text: qsTr("Export the proof. The file holds the event, its proof, the signed checkpoint and a README. On any computer, without this service and without its keys:")
    acceptText: qsTr("Close")
    onlyAccept: true
    body: Column {
        id: form
        width: parent ? parent.width : 0
        spacing: 10
        topPadding: 4
        CommandLine { width: form.width; label: qsTr("Check the file"); command: "inferno-verify inferno-proof-" + root.detail.seq + ".tar.zst" }
        CommandLine {
            width: form.width
            label: qsTr("The key that must have signed it; keep it elsewhere, and name it by --key")
            command: root.detail.verifierKey
        }
        Button {
            enabled: root.detail.proofReady
            reason: qsTr("The proof is not there yet")
            iconName: "braces"
            //: Copies the proof as JSON, as the command line prints it.
            text: qsTr("Copy the proof as JSON")
            tip: qsTr("As inferno audit prove --json prints it")
            onClicked: clip.copy(root.detail.proofJson)
        }
        Clip { id: clip }
    }
}
