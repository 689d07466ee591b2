// SPDX-License-Identifier: GPL-3.0-or-later
// The events, newest first; further pages are read as the view comes near their end.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M

FocusScope {
    id: root

    required property M.AuditPage page
    readonly property AuditColumns columns: AuditColumns { width: root.width }

    TableHead {
        id: head
        width: parent.width
        Item { width: 8; height: 1 }
        TableHeadCell { width: root.columns.time; text: qsTr("Time"); sorted: true; descending: true }
        TableHeadCell { width: root.columns.action; text: qsTr("Action") }
        TableHeadCell { width: root.columns.actor; text: qsTr("Actor") }
        TableHeadCell { width: root.columns.object; text: qsTr("Object") }
        TableHeadCell { width: root.columns.seq; alignRight: true; text: qsTr("Sequence") }
    }
    ListView {
        id: list
        y: head.height
        width: parent.width
        height: parent.height - y
        clip: true
        focus: true
        activeFocusOnTab: true
        reuseItems: true
        model: root.page.events
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}
        Accessible.role: Accessible.Table
        Accessible.name: qsTr("Audit events")
        function step(by: int): void {
            currentIndex = Math.max(0, Math.min(count - 1, currentIndex + by));
            if (root.page.hasChosen)
                root.page.chooseRow(currentIndex);
        }
        Keys.onUpPressed: step(-1)
        Keys.onDownPressed: step(1)
        Keys.onReturnPressed: root.page.chooseRow(currentIndex)
        Keys.onEscapePressed: root.page.close()
        Keys.onPressed: event => {
            event.accepted = true;
            if (event.key === Qt.Key_J) step(1);
            else if (event.key === Qt.Key_K) step(-1);
            else if (event.key === Qt.Key_Space) root.page.chooseRow(currentIndex);
            else if (event.key === Qt.Key_F && event.modifiers === Qt.NoModifier && currentItem)
                root.page.addFilter("action", (currentItem as AuditRow).eventAction);
            else event.accepted = false;
        }
        delegate: AuditRow {
            columns: root.columns
            chosenRow: root.page.chosenRow
            onClicked: {
                list.currentIndex = index;
                list.forceActiveFocus(Qt.MouseFocusReason);
                root.page.chooseRow(index);
            }
        }
    }
    Connections {
        target: root.page
        function onChosenChanged(): void {
            if (root.page.chosenRow >= 0)
                list.currentIndex = root.page.chosenRow;
        }
    }
}
