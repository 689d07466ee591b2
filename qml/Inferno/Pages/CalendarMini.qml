// SPDX-License-Identifier: GPL-3.0-or-later
// A month of small days: what shows is marked, a dot says that something failed. Arrows move a mark, Enter goes there.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.CalendarPage page
    property int mark: 0
    readonly property real cell: width / 7

    function markToday(): void {
        for (let i = 0; i < page.month.count; ++i)
            if (page.month.at(i, "inSpan") === true || page.month.at(i, "today") === true)
                mark = i;
    }
    function go(): void { page.goTo(page.month.at(mark, "date")); }

    implicitHeight: 24 + 22 + Math.ceil(page.month.count / 7) * 22

    AppText { height: 24; width: parent.width - 60; font: Theme.bodyStrong; text: root.page.monthTitle }
    Row {
        anchors.right: parent.right
        IconButton { small: true; iconName: "chevron-left"; iconSize: Theme.iconSmall; text: qsTr("Month before"); onClicked: root.page.stepMonth(-1) }
        IconButton { small: true; iconName: "chevron-right"; iconSize: Theme.iconSmall; text: qsTr("Next month"); onClicked: root.page.stepMonth(1) }
    }
    Repeater {
        model: root.page.weekdays
        AppText {
            required property string modelData
            required property int index
            x: index * root.cell
            y: 24
            width: root.cell
            height: 22
            horizontalAlignment: Text.AlignHCenter
            font: Theme.caption
            color: Theme.text3
            text: modelData
        }
    }
    FocusScope {
        id: cells
        y: 46
        width: parent.width
        height: parent.height - y
        focus: true
        activeFocusOnTab: true
        Accessible.role: Accessible.Table
        Accessible.name: qsTr("Days of %1").arg(root.page.monthTitle)
        onActiveFocusChanged: if (activeFocus) root.markToday()
        Keys.onReturnPressed: root.go()
        Keys.onEnterPressed: root.go()
        Keys.onSpacePressed: root.go()
        Keys.onPressed: event => {
            const by = event.key === Qt.Key_Left ? -1 : event.key === Qt.Key_Right ? 1 : event.key === Qt.Key_Up ? -7 : event.key === Qt.Key_Down ? 7 : 0;
            event.accepted = by !== 0;
            if (by !== 0)
                root.mark = Math.max(0, Math.min(root.page.month.count - 1, root.mark + by));
        }
        Repeater {
            model: root.page.month
            CalendarMiniDay {
                x: index % 7 * root.cell
                y: Math.floor(index / 7) * 22
                width: root.cell
                marked: cells.activeFocus && root.mark === index
                onChosen: { root.mark = index; root.go(); }
            }
        }
    }
}
