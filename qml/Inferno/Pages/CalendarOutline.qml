// SPDX-License-Identifier: GPL-3.0-or-later
// The same runs and fires as a list in order of time, for those who cannot or would not use the grid.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.CalendarPage page

    function chooseAt(row: int): void {
        if (row >= 0 && row < page.outline.count)
            page.choose(page.outline.at(row, "event"));
    }

    Rectangle { anchors.fill: parent; color: Theme.surface }
    ListView {
        id: list
        anchors.fill: parent
        clip: true
        focus: true
        activeFocusOnTab: true
        reuseItems: true
        model: root.page.outline
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Runs and planned fires, %1").arg(root.page.title)
        onActiveFocusChanged: if (activeFocus && root.page.chosen < 0) root.chooseAt(currentIndex)
        Keys.onUpPressed: { decrementCurrentIndex(); root.chooseAt(currentIndex); }
        Keys.onDownPressed: { incrementCurrentIndex(); root.chooseAt(currentIndex); }
        Keys.onReturnPressed: root.page.app.navigate("jobs", root.page.outline.at(currentIndex, "name"))
        delegate: TableRow {
            id: row
            required property int index
            required property int event
            required property string day
            required property string time
            required property string name
            required property string words
            required property string kind
            required property string status
            required property bool chosen
            text: day + " " + time + ", " + name + ", " + words
            selected: chosen
            focusShown: list.activeFocus && chosen
            onClicked: { list.currentIndex = index; list.forceActiveFocus(Qt.MouseFocusReason); root.page.choose(event); }
            onOpened: root.page.app.navigate("jobs", name)
            Item { width: 16; height: 1 }
            TableCell { width: 96; color: Theme.text2; text: row.day }
            TableCell { width: 64; mono: true; text: row.time }
            Item {
                width: 24
                height: parent.height
                StatusIcon { anchors.verticalCenter: parent.verticalCenter; status: row.status === "planned" ? (row.kind === "skipped" ? "skipped" : "scheduled") : row.status }
            }
            TableCell { width: 240; strong: true; text: row.name }
            TableCell { width: Math.max(160, root.width - 460); color: Theme.text2; text: row.words }
        }
    }
}
