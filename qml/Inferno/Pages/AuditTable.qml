// SPDX-License-Identifier: GPL-3.0-or-later
// The events, newest first. All keys act on the current row: J, K and the arrows, pages, Home and End; left and right
// choose the column that F filters for and Shift+F filters out; P takes a pinned column away.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Table {
    id: root

    required property M.AuditPage page
    readonly property M.AuditList events: page.events
    columns: AuditColumns { width: root.width - 14; events: root.events }
    readonly property list<string> fields: ["", "action", "user", "resource", ...events.pinned]
    property int column: 1

    function move(row: real): void {
        const target = Math.max(0, Math.min(events.total - 1, row));
        if (page.detail.chosen)
            page.chooseRow(target);
        else
            events.current = target;
        events.reveal(target);
    }
    function filter(negated: bool): void { page.filterByRow(events.current, fields[column], negated); }
    function letter(event: KeyEvent): bool {
        const act = page.app.keys.action("audit", event.key, event.modifiers);
        if (act === "filter" || act === "filter-out") filter(act === "filter-out");
        else if (act === "next") move(events.current + 1);
        else if (act === "previous") move(events.current - 1);
        else if (act === "pin" && column > 3) events.togglePin(fields[column]);
        else if (act === "peek") page.chooseRow(events.current);
        else return false;
        return true;
    }

    Rectangle { anchors.fill: parent; color: Theme.surface }
    TableHead {
        id: head
        width: parent.width
        columns: root.columns
        onExited: list.forceActiveFocus(Qt.TabFocusReason)
    }
    VirtualList {
        id: list
        columns: root.columns
        headItem: head
        y: head.height
        width: parent.width
        height: parent.height - y
        focus: true
        activeFocusOnTab: true
        model: root.events
        total: root.events.total
        position: root.events.position
        positionText: dragging ? root.events.positionText : ""
        Accessible.name: qsTr("Audit events")
        Accessible.description: qsTr("%n row(s)", "", Math.min(root.events.total, 2147483647))
        onPageRowsChanged: root.events.visibleRows = pageRows
        Component.onCompleted: root.events.visibleRows = pageRows
        onScrollRequested: row => root.events.position = row
        onActiveFocusChanged: if (activeFocus && root.events.current < 0) root.events.current = Math.ceil(root.events.position)

        Keys.onUpPressed: root.move(root.events.current - 1)
        Keys.onDownPressed: root.move(root.events.current + 1)
        Keys.onLeftPressed: root.column = Math.max(1, root.column - 1)
        Keys.onRightPressed: root.column = Math.min(root.fields.length - 1, root.column + 1)
        Keys.onReturnPressed: root.page.chooseRow(root.events.current)
        Keys.onEscapePressed: event => {
            event.accepted = root.page.detail.chosen;
            root.page.close();
        }
        Keys.onPressed: event => {
            event.accepted = true;
            if (event.key === Qt.Key_Home) root.move(0);
            else if (event.key === Qt.Key_End) root.move(root.events.total - 1);
            else if (event.key === Qt.Key_PageUp) root.move(root.events.current - pageRows);
            else if (event.key === Qt.Key_PageDown) root.move(root.events.current + pageRows);
            else event.accepted = root.letter(event);
        }
        delegate: AuditRow {
            width: list.width
            y: (row - list.position) * Theme.rowHeight
            visible: row < list.total // the view can end in the middle of a row
            columns: root.columns
            open: isRow && root.page.detail.chosen
            focusShown: list.activeFocus
            focusColumn: isRow && list.activeFocus ? root.column : 0
            onClicked: {
                list.forceActiveFocus(Qt.MouseFocusReason);
                root.page.chooseRow(row);
            }
        }
    }
}
