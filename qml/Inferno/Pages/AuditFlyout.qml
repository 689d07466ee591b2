// SPDX-License-Identifier: GPL-3.0-or-later
// One event: what it says, what it changed, as JSON, what is around it, and its proof, checked here.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

DrawerPanel {
    id: root

    required property M.AuditPage page
    readonly property M.EventDetail detail: page.detail
    readonly property bool showsProof: tabs.currentIndex === 4

    signal proofExportRequested()
    signal stepped(int by)   // to a newer (-1) or an older (1) event
    signal eventChosen(real seq)

    function showProof(): void { tabs.currentIndex = 4; }
    function verify(): void { detail.prove(); }

    name: "audit"
    standardWidth: Theme.drawerAudit
    narrowest: Theme.drawerJobs
    headless: true
    title: detail.action
    Accessible.description: detail.words
    Keys.onPressed: event => {
        const act = page.app.keys.action("audit", event.key, event.modifiers);
        event.accepted = act === "next" || act === "previous";
        if (event.accepted)
            stepped(act === "next" ? 1 : -1);
    }
    Connections {
        target: root.detail
        function onProofWanted(): void { root.showProof(); }
        // The tab goes with the event that has it.
        function onChosenChanged(): void { if (tabs.currentIndex === 1 && root.detail.changes.count === 0) tabs.currentIndex = 0; }
    }

    AuditFlyoutHead {
        id: head
        width: parent.width
        detail: root.detail
        nextKeys: root.page.app.keys.texts["audit.next"] ?? ""
        previousKeys: root.page.app.keys.texts["audit.previous"] ?? ""
        onStepped: by => root.stepped(by)
        onClosed: root.closed()
    }
    TabBar {
        id: tabs
        y: head.height
        width: parent.width
        leftPadding: 8
        label: qsTr("About this event")
        property int before: 0
        // Left and right pass over a tab that is not there.
        onCurrentIndexChanged: {
            const by = currentIndex > before ? 1 : -1;
            before = currentIndex;
            if (currentIndex === 1 && root.detail.changes.count === 0)
                currentIndex += by;
        }
        TabButton { text: qsTr("Summary") }
        TabButton {
            visible: root.detail.changes.count > 0
            width: visible ? implicitWidth : 0
            //: The tab with the old and the new values of what an event changed.
            text: qsTr("Before / after")
        }
        TabButton { text: qsTr("JSON") }
        TabButton {
            //: The tab with the events around this one.
            text: qsTr("Related")
            count: root.detail.related.countText
        }
        TabButton { text: qsTr("Proof") }
    }
    Flickable {
        id: view
        y: tabs.y + tabs.height
        width: parent.width
        height: parent.height - y - (foot.visible ? foot.height : 0)
        contentHeight: 24 + [facts.height, changes.height, json.height, related.height, proof.height][tabs.currentIndex]
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}

        FactList { id: facts; visible: tabs.currentIndex === 0; x: 16; y: 12; width: view.width - 32; wrap: true; source: root.detail.facts }
        AuditChanges { id: changes; visible: tabs.currentIndex === 1; x: 16; y: 12; width: view.width - 32; source: root.detail.changes }
        Column {
            id: json
            visible: tabs.currentIndex === 2
            x: 16
            y: 12
            width: view.width - 32
            spacing: 8
            Button { small: true; iconName: "copy"; text: qsTr("Copy"); Accessible.name: qsTr("Copy the JSON"); onClicked: clip.copy(root.detail.json) }
            Rectangle {
                width: parent.width
                height: code.height + 16
                radius: Theme.radiusControl
                color: Theme.sunken
                AppText { id: code; x: 10; y: 8; width: parent.width - 20; font: Theme.mono; wrapMode: Text.WrapAnywhere; text: root.detail.json }
            }
        }
        AuditRelated {
            id: related
            visible: tabs.currentIndex === 3
            x: 16
            y: 12
            width: view.width - 32
            related: root.detail.related
            onChosen: seq => root.eventChosen(seq)
            onFiltered: (field, value) => root.page.filter.add(field, value, false)
        }
        AuditProof { id: proof; visible: tabs.currentIndex === 4; x: 16; y: 12; width: view.width - 32; detail: root.detail; verifyKeys: root.page.app.keys.texts["audit.verify"] ?? "" }
    }
    AuditProofFoot {
        id: foot
        visible: root.showsProof
        anchors.bottom: parent.bottom
        width: parent.width
        detail: root.detail
        onExportRequested: root.proofExportRequested()
    }
    Clip { id: clip }
}
