// SPDX-License-Identifier: GPL-3.0-or-later
// The audit trail: what is asked for, the events that fit, one event with its proof, the verification of the vault, and
// the export. There is no verb that changes or removes an event.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

AppPage {
    id: root

    required property M.AuditPage page
    readonly property bool overlay: width < 1080
    readonly property bool hasFlyout: page.detail.chosen

    function verify(): void {
        tabs.currentIndex = 3;
        page.check.start(integrity.level);
    }
    function showEvent(seq: real): void {
        tabs.currentIndex = 0;
        page.chooseSeq(seq);
    }

    function act(what: string): bool {
        switch (what) {
        case "verify": hasFlyout && flyout.showsProof ? flyout.verify() : verify(); return true;
        case "export": exporter.openFor(-1); return true;
        case "earlier": page.shiftTime(-1); return true;
        case "later": page.shiftTime(1); return true;
        case "zoom-in": page.zoomTime(1); return true;
        case "zoom-out": page.zoomTime(-1); return true;
        }
        return false;
    }

    onFindRequested: query.forceActiveFocus(Qt.ShortcutFocusReason)
    onSaveRequested: query.openSaved()
    Keys.onPressed: event => event.accepted = act(page.app.keys.action("audit", event.key, event.modifiers))

    Binding { target: root.page.shapes; property: "active"; value: root.visible && tabs.currentIndex === 1 }
    Binding { target: root.page.statistics; property: "active"; value: root.visible && tabs.currentIndex === 2 }
    Item {
        id: left
        width: root.overlay || !root.hasFlyout ? parent.width : flyout.x
        height: parent.height

        AuditQueryBar {
            id: query
            width: parent.width
            page: root.page
            onExited: events.toTable()
            onExportRequested: exporter.openFor(-1)
        }
        Rectangle { y: tabs.y; width: parent.width; height: tabs.height; color: Theme.surface }
        TabBar {
            id: tabs
            y: query.height
            width: parent.width
            leftPadding: 8
            label: qsTr("Audit trail")
            readonly property string title: currentItem ? (currentItem as TabButton).text : ""
            onTitleChanged: root.page.showPath(title)
            TabButton { text: qsTr("Events"); count: root.page.chart.countText }
            //: The tab with the frequent shapes of events.
            TabButton { text: qsTr("Patterns") }
            TabButton { text: qsTr("Field statistics") }
            TabButton {
                //: The tab that verifies the vault.
                text: qsTr("Integrity")
                iconName: root.page.check.hasVerdict && root.page.check.tone === "success" ? "badge-check" : ""
            }
        }
        Banner {
            id: tampered
            y: tabs.y + tabs.height
            width: parent.width
            visible: root.page.tamperedText.length > 0
            height: visible ? implicitHeight : 0
            tone: "failed"
            iconName: "shield-alert"
            title: qsTr("Tampering found")
            text: root.page.tamperedText
            actions: [
                Button {
                    visible: root.page.tamperedSeq >= 0
                    small: true
                    //: Shows the first event that was altered.
                    text: qsTr("Show the event")
                    onClicked: root.showEvent(root.page.tamperedSeq)
                },
                Button {
                    small: true
                    //: Writes the events that fit with their proofs to a file.
                    text: qsTr("Export proof")
                    onClicked: exporter.openEvidence()
                },
                Button {
                    small: true
                    //: Shows what the verification found.
                    text: qsTr("Details")
                    onClicked: tabs.currentIndex = 3
                }
            ]
        }
        PageStates {
            y: tampered.y + tampered.height
            width: parent.width
            height: parent.height - y
            visible: tabs.currentIndex < 3
            focus: visible
            page: root.page
            emptyIcon: "shield-check"
            emptyTitle: qsTr("No events yet")
            emptyText: qsTr("Everything that anyone does is recorded here, sealed and provable.")
            filteredTitle: qsTr("No events match these filters")
            filteredText: root.page.filter.words
            waysOut: root.page.waysOut
            onWayOutChosen: index => root.page.takeWayOut(index)
            onFiltersCleared: root.page.filter.clear()

            AuditEvents { id: events; anchors.fill: parent; visible: tabs.currentIndex === 0; focus: visible; page: root.page }
            Later {
                wanted: tabs.currentIndex === 1
                AuditPatterns {
                    anchors.fill: parent
                    visible: tabs.currentIndex === 1
                    focus: visible
                    page: root.page
                    onFiltered: tabs.currentIndex = 0
                }
            }
            Later {
                wanted: tabs.currentIndex === 2
                AuditStatistics { anchors.fill: parent; visible: tabs.currentIndex === 2; focus: visible; page: root.page }
            }
        }
        AuditIntegrity {
            id: integrity
            y: tampered.y + tampered.height
            width: parent.width
            height: parent.height - y
            visible: tabs.currentIndex === 3
            focus: visible
            page: root.page
            onEventRequested: seq => root.showEvent(seq)
        }
    }
    AuditFlyout {
        id: flyout
        visible: root.hasFlyout
        x: parent.width - width
        width: visible ? Math.min(implicitWidth, parent.width - 48) : 0
        height: parent.height
        page: root.page
        overlay: root.overlay
        onStepped: by => events.step(by)
        onProofExportRequested: exporter.openFor(root.page.detail.seq)
        onEventChosen: seq => root.showEvent(seq)
        onClosed: { root.page.close(); events.toTable(); }
    }
    AuditExportDialog { id: exporter; exporter: root.page.exporter }
}
