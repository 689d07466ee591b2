// SPDX-License-Identifier: GPL-3.0-or-later
// The verification of the whole vault: at which level, how far it is, and what came of it.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.AuditPage page
    readonly property M.VaultCheck check: page.check
    property string level: "full"

    signal eventRequested(real seq)

    Rectangle { anchors.fill: parent; color: Theme.bg }
    Flickable {
        anchors.fill: parent
        contentHeight: content.height + 32
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}

        Column {
            id: content
            x: 16
            y: 16
            width: Math.min(parent.width - 32, 880)
            spacing: 16

            Card {
                width: parent.width
                title: qsTr("Verify the vault")
                Column {
                    id: levels
                    width: parent.width
                    spacing: 2
                    AuditLevel { level: "structure"; title: qsTr("Structure"); text: qsTr("files, checkpoints and their signatures, the tree's upper part; seconds"); chosen: root.level; onPicked: name => root.level = name }
                    AuditLevel { level: "ciphertext"; title: qsTr("Ciphertext"); text: qsTr("also every byte as it is stored; needs no key"); chosen: root.level; onPicked: name => root.level = name }
                    AuditLevel { level: "full"; title: qsTr("Full"); text: qsTr("also every record, decrypted, against its leaf of the tree"); chosen: root.level; onPicked: name => root.level = name }
                }
                Row {
                    y: levels.height + 10
                    height: 32
                    spacing: 12
                    Button {
                        anchors.verticalCenter: parent.verticalCenter
                        visible: !root.check.running
                        focus: visible
                        kind: Button.Primary
                        iconName: "shield-check"
                        //: Checks every record of the vault against its seals.
                        text: qsTr("Verify vault")
                        tip: qsTr("Key V, on any tab of this page")
                        enabled: root.page.writable
                        reason: root.page.whyNot
                        onClicked: root.check.start(root.level)
                    }
                    Button {
                        anchors.verticalCenter: parent.verticalCenter
                        visible: root.check.running
                        //: Stops a verification that runs.
                        text: qsTr("Cancel")
                        enabled: root.check.cancellable
                        onClicked: root.check.cancel()
                    }
                    ProgressBar {
                        anchors.verticalCenter: parent.verticalCenter
                        visible: root.check.running
                        width: 260
                        indeterminate: root.check.progress < 0
                        value: Math.max(0, root.check.progress)
                        Accessible.name: qsTr("Verification")
                        Accessible.description: root.check.progressText
                    }
                    AppText {
                        anchors.verticalCenter: parent.verticalCenter
                        font: Theme.label
                        color: root.check.errorText.length > 0 && !root.check.running ? Theme.failed : Theme.text2
                        text: root.check.running ? root.check.progressText : root.check.errorText
                    }
                }
            }
            Card {
                width: parent.width
                visible: root.check.hasVerdict
                //: Heading over what a verification found.
                title: qsTr("Result, level %1").arg(root.check.level)
                Banner {
                    id: seal
                    width: parent.width
                    boxed: true
                    tone: root.check.tone
                    iconName: root.check.tone === "success" ? "badge-check" : "shield-alert"
                    title: root.check.title
                    text: root.check.text
                }
                FactList { id: facts; y: seal.height + 12; width: parent.width; labelWidth: 200; source: root.check.facts }
                AuditProblems {
                    id: problems
                    y: facts.y + facts.height + 12
                    width: parent.width
                    visible: root.check.problems.count > 0
                    problems: root.check.problems
                    onChosen: seq => root.eventRequested(seq)
                }
            }
            AppText {
                width: parent.width
                visible: !root.check.hasVerdict
                wrapMode: Text.Wrap
                color: Theme.text2
                text: root.page.lastVerifiedText
            }
            AppText {
                width: parent.width
                wrapMode: Text.Wrap
                font: Theme.label
                color: Theme.text2
                text: qsTr("A service cannot vouch for itself: inferno-verify checks a copy of the vault's folder elsewhere, without service and keys.")
            }
        }
    }
}
