// SPDX-License-Identifier: GPL-3.0-or-later
// Six weeks, a cell a day with its counts. Arrows move a mark, Enter opens the day.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.CalendarPage page
    property int mark: -1
    readonly property real cellWidth: width / 7
    readonly property real cellHeight: (height - 28) / 6

    function moveMark(by: int): void { mark = Math.max(0, Math.min(page.days.count - 1, mark < 0 ? 0 : mark + by)); }

    activeFocusOnTab: true
    Accessible.role: Accessible.Table
    Accessible.name: qsTr("%1, day by day").arg(page.title)
    Keys.onReturnPressed: if (mark >= 0) page.openDay(mark)
    Keys.onUpPressed: moveMark(-7)
    Keys.onDownPressed: moveMark(7)
    Keys.onPressed: event => {
        // Left and right alone are months, as in every view; with Control they are days.
        const by = event.key === Qt.Key_Left ? -1 : event.key === Qt.Key_Right ? 1 : 0;
        event.accepted = by !== 0 && (event.modifiers & Qt.ControlModifier) !== 0;
        if (event.accepted)
            root.moveMark(by);
    }

    Rectangle { anchors.fill: parent; color: Theme.surface }
    Repeater {
        model: 7
        AppText {
            required property int index
            x: index * root.cellWidth + 12
            width: root.cellWidth - 16
            height: 28
            font: Theme.captionStrong
            color: Theme.text2
            text: root.page.weekdayNames[index]
        }
    }
    Repeater {
        model: root.page.days
        CalendarMonthCell {
            x: index % 7 * root.cellWidth
            y: 28 + Math.floor(index / 7) * root.cellHeight
            width: root.cellWidth
            height: root.cellHeight
            marked: root.activeFocus && root.mark === index
            onOpened: root.page.openDay(index)
        }
    }
}
