// SPDX-License-Identifier: GPL-3.0-or-later
// Locked: rows without data, and the vault's passphrase in place with the focus in it.
import QtQuick
import Inferno.Controls
import Inferno.Theme

FocusScope {
    id: root

    property string errorText: ""
    property bool busy: false

    signal unlockRequested(string passphrase)

    Component.onCompleted: if (visible) field.forceActiveFocus(Qt.OtherFocusReason)

    SkeletonRows { anchors.fill: parent; opacity: 0.7; rows: Math.max(1, Math.ceil(height / rowHeight)) }
    Rectangle {
        anchors.centerIn: parent
        width: Math.min(parent.width - 32, 360)
        height: words.height + 32
        radius: Theme.radiusDialog
        color: Theme.raised
        border.color: Theme.borderStrong
        Column {
            id: words
            x: 16
            y: 16
            width: parent.width - 32
            spacing: 6
            Row {
                spacing: 8
                AppIcon { anchors.verticalCenter: parent.verticalCenter; name: "lock"; color: Theme.text2 }
                AppText {
                    font: Theme.emphasis
                    //: Title over the field for the vault's passphrase.
                    text: qsTr("The vault is locked")
                }
            }
            AppText {
                width: parent.width
                wrapMode: Text.Wrap
                font: Theme.label
                color: Theme.text2
                text: qsTr("Nothing new starts and nothing is shown until it is opened with its passphrase.")
            }
            Item { width: 1; height: 2 }
            Item {
                width: parent.width
                height: field.height
                TextField {
                    id: field
                    focus: true
                    width: parent.width - unlock.width - 8
                    echoMode: reveal.checked ? TextInput.Normal : TextInput.Password
                    label: qsTr("Passphrase")
                    placeholderText: qsTr("Passphrase")
                    extraRight: 24
                    inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText
                    onAccepted: unlock.submit()
                    IconButton {
                        id: reveal
                        anchors.right: parent.right
                        anchors.rightMargin: 2
                        anchors.verticalCenter: parent.verticalCenter
                        small: true
                        checkable: true
                        iconName: checked ? "eye-off" : "eye"
                        text: checked ? qsTr("Hide the passphrase") : qsTr("Show the passphrase")
                    }
                }
                Button {
                    id: unlock
                    function submit(): void {
                        if (field.length > 0 && !root.busy)
                            root.unlockRequested(field.text);
                    }
                    anchors.right: parent.right
                    kind: Button.Primary
                    enabled: field.length > 0
                    busy: root.busy
                    //: Opens the vault.
                    text: qsTr("Unlock")
                    onClicked: submit()
                }
            }
            AppText {
                visible: root.errorText.length > 0
                width: parent.width
                wrapMode: Text.Wrap
                font: Theme.label
                color: Theme.failed
                text: root.errorText
                Accessible.role: Accessible.AlertMessage
                Accessible.name: text
            }
        }
    }
}
