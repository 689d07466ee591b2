// SPDX-License-Identifier: GPL-3.0-or-later
// The inclusion proof of an event, as the service gave it: sequence, hashes, and the path from its leaf to the root.
// The window shows it and does not recompute it; `inferno audit prove` and inferno-verify do, and this says so.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Column {
    id: root

    required property M.AuditPage page

    spacing: 12
    onVisibleChanged: if (visible) page.prove()

    Connections {
        target: root.page
        enabled: root.visible
        function onChosenChanged(): void { if (!root.page.proofReady) root.page.prove(); }
    }
    Banner {
        width: parent.width
        visible: root.page.proofError.length > 0
        boxed: true
        tone: "warning"
        title: qsTr("No proof yet")
        text: root.page.proofError
        actions: Button { small: true; text: qsTr("Try again"); onClicked: root.page.prove() }
    }
    Banner {
        width: parent.width
        visible: root.page.proofReady
        boxed: true
        tone: "neutral"
        iconName: "badge-check"
        title: qsTr("The service gives an inclusion proof")
        text: qsTr("%1 siblings lead from the record to a signed root").arg(root.page.proofLevels)
        actions: Button { small: true; iconName: "rotate-cw"; text: qsTr("Prove again"); busy: root.page.proving; onClicked: root.page.prove() }
    }
    FactList { width: parent.width; visible: root.page.proofReady; source: root.page.proofFacts }
    ProofPath { width: parent.width; visible: root.page.proofReady; page: root.page }
    ProofStep { width: parent.width; visible: root.page.proofReady; title: qsTr("Leaf"); text: qsTr("SHA-256(0x00 ‖ salt ‖ record): the record as it lies in the vault") }
    ProofStep { width: parent.width; visible: root.page.proofReady; title: qsTr("%1 siblings").arg(root.page.proofLevels); text: qsTr("each pair is hashed with 0x01 in front, up to the root") }
    ProofStep { width: parent.width; visible: root.page.proofReady; title: qsTr("Signed checkpoint"); text: qsTr("Ed25519 over the tree's size and root") }
    AppText {
        width: parent.width
        visible: root.page.proofReady
        wrapMode: Text.Wrap
        font: Theme.label
        color: Theme.text2
        text: qsTr("This window shows the proof and has not recomputed it. To check it without trusting this service: inferno audit prove, then inferno-verify.")
    }
    Rectangle {
        width: parent.width
        height: 32
        radius: Theme.radiusControl
        color: Theme.clear
        border.color: Theme.border
        AppIcon { x: 10; anchors.verticalCenter: parent.verticalCenter; name: "hourglass"; size: Theme.iconSmall; color: Theme.text2 }
        AppText { x: 30; width: parent.width - x - 8; anchors.verticalCenter: parent.verticalCenter; font: Theme.label; color: Theme.text2; text: root.page.tailText }
    }
}
