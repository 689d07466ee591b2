// SPDX-License-Identifier: GPL-3.0-or-later
// A month of small days. Arrows move a mark, Page Up and Page Down go to other months, Enter chooses. The rows of
// `days` have day, date, name, inMonth, inSpan, today and failed, whole weeks of them.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Theme

FocusScope {
    id: root

    required property var days      // a list model with `count` and at(row, field)
    required property string title
    required property list<string> weekdays
    property int mark: 0
    readonly property real cell: width / 7

    signal stepped(int months)
    signal chosen(string date)

    function markShown(): void {
        for (let i = 0; i < days.count; ++i)
            if (days.at(i, "inSpan") === true || days.at(i, "today") === true)
                mark = i;
    }
    function go(): void { chosen(days.at(mark, "date")); }
    function offset(key: int): int {
        return key === Qt.Key_Left ? -1 : key === Qt.Key_Right ? 1 : key === Qt.Key_Up ? -7 : key === Qt.Key_Down ? 7
            : key === Qt.Key_Home ? -(mark % 7) : key === Qt.Key_End ? 6 - mark % 7 : 0;
    }

    implicitWidth: 188
    implicitHeight: 24 + 22 + Math.ceil(days.count / 7) * 22

    AppText { height: 24; width: parent.width - 60; font: Theme.bodyStrong; text: root.title }
    Row {
        anchors.right: parent.right
        IconButton { small: true; iconName: "chevron-left"; iconSize: Theme.iconSmall; text: qsTr("Month before"); keys: "PgUp"; onClicked: root.stepped(-1) }
        IconButton { small: true; iconName: "chevron-right"; iconSize: Theme.iconSmall; text: qsTr("Next month"); keys: "PgDown"; onClicked: root.stepped(1) }
    }
    Repeater {
        model: root.weekdays
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
        //: Accessible name of a grid of days: %1 is a month, such as March 2026.
        Accessible.name: qsTr("Days of %1").arg(root.title)
        Accessible.description: root.days.count > root.mark ? root.days.at(root.mark, "date") : ""
        onActiveFocusChanged: if (activeFocus) root.markShown()
        Keys.onReturnPressed: root.go()
        Keys.onEnterPressed: root.go()
        Keys.onSpacePressed: root.go()
        Keys.onPressed: event => {
            const months = event.key === Qt.Key_PageUp ? -1 : event.key === Qt.Key_PageDown ? 1 : 0;
            const by = root.offset(event.key);
            event.accepted = months !== 0 || by !== 0;
            if (months !== 0)
                root.stepped(months);
            root.mark = Math.max(0, Math.min(root.days.count - 1, root.mark + by));
        }
        Repeater {
            model: root.days
            MonthDay {
                x: index % 7 * root.cell
                y: Math.floor(index / 7) * 22
                width: root.cell
                marked: cells.activeFocus && root.mark === index
                onChosen: { root.mark = index; root.go(); }
            }
        }
    }
}
