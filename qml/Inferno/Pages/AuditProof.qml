// SPDX-License-Identifier: GPL-3.0-or-later
// The inclusion proof of an event: sequence, hashes, the path from its leaf to the root, and each part as this window
// computed it. The service gives the numbers; whether they hold is not its word.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Column {
    id: root

    property string verifyKeys: ""
    required property M.EventDetail detail

    spacing: 12
    onVisibleChanged: if (visible && !detail.proofReady) detail.prove()

    Connections {
        target: root.detail
        enabled: root.visible
        function onChosenChanged(): void { if (!root.detail.proofReady) root.detail.prove(); }
    }
    Banner {
        width: parent.width
        visible: root.detail.proofError.length > 0
        boxed: true
        tone: "warning"
        title: qsTr("No proof yet")
        text: root.detail.proofError
        actions: Button { small: true; text: qsTr("Try again"); onClicked: root.detail.prove() }
    }
    Banner {
        width: parent.width
        visible: root.detail.proofReady
        boxed: true
        large: true
        tone: root.detail.proofHolds ? "success" : "failed"
        iconName: root.detail.proofHolds ? "badge-check" : "shield-alert"
        title: root.detail.proofTitle
        text: root.detail.proofText
        actions: Button { small: true; iconName: "rotate-cw"; text: qsTr("Verify"); keys: root.verifyKeys; busy: root.detail.proving; onClicked: root.detail.prove() }
    }
    FactList { width: parent.width; visible: root.detail.proofReady; labelWidth: 116; source: root.detail.proofFacts }
    ProofPath { width: parent.width; visible: root.detail.proofReady; detail: root.detail }
    Column {
        width: parent.width
        visible: root.detail.proofReady
        spacing: 4
        Repeater {
            model: root.detail.proofReady ? root.detail.proofSteps : null
            ProofStep {
                required property bool holds
                required title
                required text
                width: parent ? parent.width : 0
                good: holds
            }
        }
    }
    Rectangle {
        width: parent.width
        height: 34
        radius: Theme.radiusControl
        color: Theme.clear
        border.color: Theme.border
        AppIcon { x: 12; anchors.verticalCenter: parent.verticalCenter; name: "hourglass"; size: Theme.iconBadge; color: Theme.text2 }
        AppText { x: 36; width: parent.width - x - when.width - 20; anchors.verticalCenter: parent.verticalCenter; font: Theme.label; color: Theme.text2; text: root.detail.tailText }
        AppText { id: when; anchors.right: parent.right; anchors.rightMargin: 12; anchors.verticalCenter: parent.verticalCenter; font: Theme.label; color: Theme.text2; text: root.detail.anchorText }
    }
}
