// SPDX-License-Identifier: GPL-3.0-or-later
// Step 3: what opens the vault: the key file that was made with it, or a passphrase.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.FirstRunPage page
    readonly property M.SettingsPage settings: page.app.pageObject("settings") as M.SettingsPage
    readonly property M.ServiceFacts service: settings.service
    property bool byPassphrase: service.byPassphrase

    implicitHeight: column.height

    Column {
        id: column
        width: parent.width
        spacing: 16
        Column {
            width: parent.width
            spacing: 8
            RadioButton {
                focus: true
                checked: !root.byPassphrase
                enabled: !root.service.byPassphrase
                text: qsTr("The key file opens it")
                note: qsTr("for machines that start without a person")
                onToggled: root.byPassphrase = false
            }
            RadioButton {
                checked: root.byPassphrase
                text: qsTr("A passphrase opens it")
                note: qsTr("somebody types it after each start of the service")
                onToggled: root.byPassphrase = true
            }
        }
        Card {
            visible: !root.byPassphrase
            width: parent.width
            Column {
                width: parent.width
                spacing: 8
                AppText { width: parent.width; wrapMode: Text.Wrap; color: Theme.text2; text: qsTr("Keep a copy of this file away from the vault, on paper or on a stick. Without it nobody can read the records, and neither can you.") }
                CommandLine {
                    width: parent.width
                    visible: root.service.keyFile.length > 0
                    command: root.service.keyFile
                }
            }
        }
        Card {
            visible: root.byPassphrase && root.service.byPassphrase
            width: parent.width
            AppText { width: parent.width; wrapMode: Text.Wrap; text: qsTr("A passphrase opens the vault already. It can be changed in the settings.") }
        }
        Card {
            visible: root.byPassphrase && !root.service.byPassphrase
            width: parent.width
            Column {
                width: parent.width
                spacing: 12
                PassphraseFields {
                    id: fields
                    width: parent.width
                    change: root.page.passphrase
                    onSubmitted: root.page.passphrase.set(passphrase, "")
                }
                Row {
                    spacing: 12
                    Button {
                        kind: Button.Primary
                        enabled: fields.ready && root.page.writable
                        reason: root.page.whyNot
                        busy: root.page.passphrase.busy
                        text: qsTr("Set the passphrase")
                        onClicked: root.page.passphrase.set(fields.passphrase, "")
                    }
                    AppText { anchors.verticalCenter: parent.verticalCenter; font: Theme.label; color: Theme.text2; text: qsTr("It cannot be recovered. Write it down and keep it apart.") }
                }
            }
        }
    }
}
