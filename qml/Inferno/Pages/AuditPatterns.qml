// SPDX-License-Identifier: GPL-3.0-or-later
// The tab Patterns: which shapes of events there are, how often, since when and until when. Up and down move, Enter or F
// filters for the row, Shift+F filters it out.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.AuditPage page
    readonly property M.AuditShapes shapes: page.shapes
    readonly property bool narrow: width < 760
    readonly property real nameWidth: Math.max(160, width - 16 - 116 - 90 - 132 - (narrow ? 0 : 220) - 72)

    signal filtered()     // the events of a pattern are asked for

    function act(row: int, negated: bool): void {
        shapes.filterBy(row, negated);
        if (!negated)
            filtered();
    }

    Rectangle { anchors.fill: parent; color: Theme.surface }
    Row {
        id: lead
        x: 12
        height: 36
        spacing: 8
        AppText { anchors.verticalCenter: parent.verticalCenter; font: Theme.labelStrong; text: root.shapes.summary }
        AppText { anchors.verticalCenter: parent.verticalCenter; font: Theme.label; color: Theme.text2; text: root.shapes.spanText }
        AppText { anchors.verticalCenter: parent.verticalCenter; font: Theme.label; color: Theme.warning; text: root.shapes.note }
    }
    TableHead {
        id: head
        y: lead.height
        width: parent.width
        Item { width: 16; height: 1 }
        TableHeadCell { width: root.nameWidth; leftPadding: -Theme.rowPad; text: qsTr("Pattern") }
        TableHeadCell { width: 116; text: qsTr("Share"); sorted: true; descending: true }
        TableHeadCell { width: 90; alignRight: true; text: qsTr("Events") }
        TableHeadCell { width: 132; text: qsTr("Over the time") }
        TableHeadCell { width: 110; visible: !root.narrow; text: qsTr("First") }
        TableHeadCell { width: 110; visible: !root.narrow; text: qsTr("Last") }
    }
    ListView {
        id: list
        y: head.y + head.height
        width: parent.width
        height: parent.height - y
        clip: true
        focus: true
        activeFocusOnTab: true
        visible: root.shapes.errorText.length === 0
        model: root.shapes.rows
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}
        Accessible.role: Accessible.Table
        Accessible.name: qsTr("Patterns of events")
        Keys.onReturnPressed: root.act(currentIndex, false)
        Keys.onPressed: event => {
            const act = root.page.app.keys.action("audit", event.key, event.modifiers);
            event.accepted = act === "filter" || act === "filter-out";
            if (event.accepted)
                root.act(currentIndex, act === "filter-out");
        }
        delegate: AuditPatternRow {
            width: list.width
            filterKeys: root.page.app.keys.texts["audit.filter"] ?? ""
            filterOutKeys: root.page.app.keys.texts["audit.filter-out"] ?? ""
            nameWidth: root.nameWidth
            narrow: root.narrow
            marked: list.activeFocus && ListView.isCurrentItem
            onPicked: { list.currentIndex = index; list.forceActiveFocus(Qt.MouseFocusReason); }
            onActed: negated => root.act(index, negated)
        }
    }
    SkeletonRows {
        y: list.y
        width: parent.width
        height: list.height
        visible: root.shapes.loading && list.count === 0
    }
    Repeater {
        model: root.shapes.errorText.length > 0 ? 1 : 0
        StateError {
            y: list.y
            width: root.width
            height: list.height
            //: The service did not count the patterns of events.
            title: qsTr("The patterns could not be counted")
            text: root.shapes.errorText
            onRetried: root.shapes.retry()
        }
    }
}
