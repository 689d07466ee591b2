// SPDX-License-Identifier: GPL-3.0-or-later
// The audit trail: query, histogram, events, one event with its proof, and the verification of the vault.
import QtQuick
import Inferno.Charts
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

AppPage {
    id: root

    required property M.AuditPage page
    readonly property bool overlay: width < 1080
    readonly property bool showsFields: width - (page.hasChosen && !overlay ? Theme.drawerAudit : 0) > 820

    onFindRequested: query.forceActiveFocus(Qt.ShortcutFocusReason)
    Keys.onPressed: event => {
        if (event.key === Qt.Key_V && event.modifiers === Qt.NoModifier) {
            event.accepted = true;
            root.page.verify("full");
        }
    }

    Rectangle {
        id: bar
        width: root.overlay || !root.page.hasChosen ? parent.width : flyout.x
        height: Theme.toolBar
        color: Theme.surface
        Tokens {
            id: query
            x: 16
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - x - verifyButton.width - 32
            source: root.page.tokens
            errorText: root.page.queryError
            label: qsTr("Search the audit trail")
            placeholderText: qsTr("action:job_failed user:mara result:denied since:24h words")
            keys: "/"
            onSubmitted: words => {
                root.page.search(root.page.query + " " + words);
                if (root.page.queryError.length === 0)
                    text = "";
            }
            onTokenRemoved: index => root.page.removeToken(index)
            Keys.onDownPressed: table.forceActiveFocus(Qt.TabFocusReason)
        }
        Button {
            id: verifyButton
            x: parent.width - width - 16
            anchors.verticalCenter: parent.verticalCenter
            iconName: "shield-check"
            //: Checks every record of the vault against its seals.
            text: qsTr("Verify vault")
            keys: "V"
            busy: root.page.verifying
            enabled: root.page.writable
            reason: root.page.whyNot
            onClicked: root.page.verify("full")
        }
        Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.border }
    }
    Banner {
        id: verdict
        y: bar.height
        width: bar.width
        visible: root.page.hasVerdict
        height: visible ? implicitHeight : 0
        tone: root.page.verdictTone
        iconName: root.page.verdictTone === "success" ? "badge-check" : "shield-alert"
        title: root.page.verdictTitle
        text: root.page.verdictText
        actions: IconButton { iconName: "x"; text: qsTr("Dismiss"); onClicked: root.page.dismissVerdict() }
    }
    PageStates {
        y: verdict.y + verdict.height
        width: bar.width
        height: parent.height - y
        focus: true
        page: root.page
        emptyIcon: "shield-check"
        emptyTitle: qsTr("No events yet")
        emptyText: qsTr("Everything that anyone does is recorded here, sealed and provable.")
        filteredTitle: qsTr("No events match")
        filteredText: root.page.query
        waysOut: WayOut { text: qsTr("Show all events") }
        onWayOutChosen: root.page.clearFilters()
        onFiltersCleared: root.page.clearFilters()

        AuditFields {
            id: fields
            width: root.showsFields ? Theme.fieldList : 0
            height: parent.height
            visible: root.showsFields
            page: root.page
        }
        Rectangle {
            id: chart
            x: fields.width
            width: parent.width - x
            height: 140
            color: Theme.surface
            Row {
                x: 12
                height: 32
                spacing: 6
                AppText { anchors.verticalCenter: parent.verticalCenter; font: Theme.labelStrong; text: root.page.countText }
                AppText { anchors.verticalCenter: parent.verticalCenter; font: Theme.label; color: Theme.text2; text: root.page.histogramText }
                AppText {
                    anchors.verticalCenter: parent.verticalCenter
                    visible: bars.hovered >= 0
                    font: Theme.label
                    color: Theme.text2
                    text: bars.hovered < 0 ? "" : qsTr("%1: %2 success, %3 denied, %4 failed").arg(root.page.barTimes[bars.hovered])
                        .arg(root.page.barsGood[bars.hovered]).arg(root.page.barsDenied[bars.hovered]).arg(root.page.barsFailed[bars.hovered])
                }
            }
            Row {
                anchors.right: parent.right
                anchors.rightMargin: 12
                height: 32
                spacing: 12
                OutcomeMark { ink: Theme.c5; text: qsTr("success") }
                OutcomeMark { ink: Theme.c2; text: qsTr("denied") }
                OutcomeMark { ink: Theme.failed; text: qsTr("failed") }
            }
            Histogram {
                id: bars
                x: 4
                y: 32
                width: parent.width - 16
                height: 104
                low: root.page.barsGood
                middle: root.page.barsDenied
                high: root.page.barsFailed
                labels: root.page.barLabels
                Accessible.name: qsTr("Events over time: %1").arg(root.page.countText)
            }
            Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.border }
        }
        AuditTable {
            id: table
            x: chart.x
            y: chart.height
            width: chart.width
            height: foot.y - y
            focus: true
            page: root.page
        }
        Rectangle {
            id: foot
            x: chart.x
            y: parent.height - height
            width: chart.width
            height: 28
            color: Theme.surface
            Rectangle { width: parent.width; height: 1; color: Theme.border }
            AppText { id: blocks; x: 12; anchors.verticalCenter: parent.verticalCenter; font: Theme.label; color: Theme.text2; text: root.page.blocksText }
            Link {
                x: blocks.x + blocks.width + 16
                anchors.verticalCenter: parent.verticalCenter
                visible: root.page.fresh > 0
                //: Events that came while the list was read; a click shows them.
                text: qsTr("↑ %n new", "", root.page.fresh)
                onClicked: root.page.showFresh()
            }
            Row {
                anchors.right: parent.right
                anchors.rightMargin: 12
                anchors.verticalCenter: parent.verticalCenter
                spacing: 12
                KeyWord { keys: "F"; text: qsTr("filter for") }
                KeyWord { keys: "J+K"; text: qsTr("next, previous") }
                KeyWord { keys: "V"; text: qsTr("verify") }
            }
        }
    }
    AuditFlyout {
        id: flyout
        visible: root.page.hasChosen
        x: parent.width - width
        width: visible ? Math.min(Theme.drawerAudit, parent.width - 48) : 0
        height: parent.height
        page: root.page
        overlay: root.overlay
        onClosed: { root.page.close(); table.forceActiveFocus(Qt.OtherFocusReason); }
    }
}
