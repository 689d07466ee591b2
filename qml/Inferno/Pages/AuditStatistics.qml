// SPDX-License-Identifier: GPL-3.0-or-later
// The tab Field statistics: of each field how many events have it, how many values it has, and the most frequent ones.
// Up and down move, Enter or F filters for a value, Shift+F filters it out.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.AuditPage page
    readonly property M.FieldStatistics statistics: page.statistics

    Rectangle { anchors.fill: parent; color: Theme.surface }
    Row {
        id: lead
        x: 12
        height: 36
        spacing: 8
        AppText { anchors.verticalCenter: parent.verticalCenter; font: Theme.labelStrong; text: root.statistics.summary }
        Spinner { anchors.verticalCenter: parent.verticalCenter; visible: root.statistics.loading; size: Theme.iconBadge; color: Theme.text2 }
    }
    TableHead {
        id: head
        y: lead.height
        width: parent.width
        Item { width: 16; height: 1 }
        TableHeadCell { width: 236; leftPadding: -Theme.rowPad; text: qsTr("Field") }
        TableHeadCell { width: 200; text: qsTr("Share") }
        TableHeadCell { width: 110; alignRight: true; text: qsTr("Events") }
        TableHeadCell { width: 180; leftPadding: 16; text: qsTr("Distinct values") }
    }
    ListView {
        id: list
        y: head.y + head.height
        width: parent.width
        height: parent.height - y
        clip: true
        focus: true
        activeFocusOnTab: true
        model: root.statistics.rows
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}
        Accessible.role: Accessible.Table
        Accessible.name: qsTr("Statistics of the fields")
        Keys.onReturnPressed: root.statistics.filterBy(currentIndex, false)
        Keys.onPressed: event => {
            event.accepted = event.key === Qt.Key_F;
            if (event.accepted)
                root.statistics.filterBy(currentIndex, event.modifiers === Qt.ShiftModifier);
        }
        delegate: AuditStatisticRow {
            width: list.width
            filterKeys: root.page.app.keys.texts["audit.filter"] ?? ""
            filterOutKeys: root.page.app.keys.texts["audit.filter-out"] ?? ""
            marked: list.activeFocus && ListView.isCurrentItem
            onPicked: { list.currentIndex = index; list.forceActiveFocus(Qt.MouseFocusReason); }
            onActed: negated => root.statistics.filterBy(index, negated)
        }
    }
}
