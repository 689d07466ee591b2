// SPDX-License-Identifier: GPL-3.0-or-later
// One event: what it says, as JSON, and its proof, checked here.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

DrawerPanel {
    id: root

    required property M.AuditPage page
    readonly property M.EventDetail detail: page.detail

    signal stepped(int by)   // to a newer (-1) or an older (1) event

    function showProof(): void { tabs.currentIndex = 2; }

    implicitWidth: Theme.drawerAudit
    title: detail.action
    headActions: [
        AppText { anchors.verticalCenter: parent.verticalCenter; font: Theme.mono; color: Theme.text2; text: root.detail.seqText },
        IconButton { iconName: "chevron-up"; text: qsTr("Newer event"); keys: "K"; onClicked: root.stepped(-1) },
        IconButton { iconName: "chevron-down"; text: qsTr("Older event"); keys: "J"; onClicked: root.stepped(1) }
    ]
    Keys.onPressed: event => {
        event.accepted = event.modifiers === Qt.NoModifier && (event.key === Qt.Key_J || event.key === Qt.Key_K);
        if (event.accepted)
            stepped(event.key === Qt.Key_J ? 1 : -1);
    }

    Row {
        id: words
        x: 16
        width: parent.width - 32
        height: 20
        spacing: 6
        OutcomeIcon { anchors.verticalCenter: parent.verticalCenter; outcome: root.detail.outcome }
        AppText { width: parent.width - 24; color: Theme.text2; text: root.detail.words }
    }
    TabBar {
        id: tabs
        y: 28
        width: parent.width
        leftPadding: 8
        label: qsTr("About this event")
        TabButton { text: qsTr("Summary") }
        TabButton { text: qsTr("JSON") }
        TabButton { text: qsTr("Proof") }
    }
    Flickable {
        id: view
        y: tabs.y + tabs.height
        width: parent.width
        height: parent.height - y
        contentHeight: 24 + [facts.height, json.height, proof.height][tabs.currentIndex]
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}

        FactList { id: facts; visible: tabs.currentIndex === 0; x: 16; y: 12; width: view.width - 32; wrap: true; source: root.detail.facts }
        Column {
            id: json
            visible: tabs.currentIndex === 1
            x: 16
            y: 12
            width: view.width - 32
            spacing: 8
            Button { small: true; iconName: "copy"; text: qsTr("Copy"); onClicked: clip.copy(root.detail.json) }
            Rectangle {
                width: parent.width
                height: code.height + 16
                radius: Theme.radiusControl
                color: Theme.sunken
                AppText { id: code; x: 10; y: 8; width: parent.width - 20; font: Theme.mono; wrapMode: Text.WrapAnywhere; text: root.detail.json }
            }
        }
        AuditProof { id: proof; visible: tabs.currentIndex === 2; x: 16; y: 12; width: view.width - 32; detail: root.detail }
    }
    Clip { id: clip }
}
