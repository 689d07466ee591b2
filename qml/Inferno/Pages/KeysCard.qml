// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of the vault: what they are for, how old, and the way to new ones. Secrets are never shown.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M

Card {
    id: root

    required property M.SettingsPage page
    property bool canChoose: false   // whether a passphrase or the key file opens the vault is chosen here
    readonly property bool roomy: width >= 480

    title: qsTr("Keys")
    subtitle: qsTr("secrets are never shown")
    pad: 1
    actions: Button {
        visible: root.canChoose && root.page.service.keys.count > 0
        enabled: root.page.writable
        reason: root.page.whyNot
        iconName: "lock"
        text: root.page.service.byPassphrase ? qsTr("Change the passphrase…") : qsTr("Set a passphrase…")
        onClicked: change.begin()
    }

    Column {
        width: parent.width
        bottomPadding: 8
        Repeater {
            model: root.page.service.keys
            KeyLine {
                width: parent ? parent.width : 0
                roomy: root.roomy
                writable: root.page.writable
                whyNot: root.page.whyNot
                onActed: act => {
                    if (act === "root") {
                        root.canChoose ? change.begin() : root.page.enter("vault");
                        return;
                    }
                    sure.act = act;
                    sure.open();
                }
            }
        }
    }
    PassphraseDialog { id: change; change: root.page.passphrase; service: root.page.service }
    Dialog {
        id: sure
        property string act: ""
        title: act === "signing" ? qsTr("A new key that signs?") : qsTr("New keys for the vault?")
        text: act === "signing"
            ? qsTr("Checkpoints are signed by it from now on. Those who check proofs need its public part; the old one stays in the history of keys.")
            : qsTr("What is recorded from now on is under a new key. What was recorded before stays readable.")
        acceptText: qsTr("Make new keys")
        onAccepted: root.page.rotate(act === "signing")
    }
}
