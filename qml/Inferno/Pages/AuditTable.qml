// SPDX-License-Identifier: GPL-3.0-or-later
// The events, newest first. All keys act on the current row: J, K and the arrows, pages, Home and End; left and right
// choose the column that F filters for and Shift+F filters out; P takes a pinned column away. Shift with up and down
// chooses events, which Ctrl+C copies; Shift+F10 opens the menu of a row.
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
    function extend(by: int): void {
        events.selectTo(Math.max(0, Math.min(events.total - 1, events.current + by)));
        move(events.current + by);
    }
    function copy(format: string): void {
        const words = events.copied(format);
        if (words.length > 0)
            clip.copy(words);
        page.app.say(words.length > 0 ? qsTr("%n event(s) copied", "", Math.max(1, Math.min(events.selectedCount, 2147483647)))
            : qsTr("Not all of these events are read: export them instead"), words.length === 0);
    }
    function openMenu(row: real, x: real, y: real): void {
        events.current = row;
        menu.x = x;
        menu.y = y;
        menu.open();
    }
    function click(row: real, modifiers: int): void {
        list.forceActiveFocus(Qt.MouseFocusReason);
        if (modifiers & Qt.ShiftModifier) {
            events.selectTo(row, (modifiers & Qt.ControlModifier) !== 0);
            events.current = row;
        } else if (modifiers & Qt.ControlModifier) {
            events.toggleSelected(row);
            events.current = row;
        } else {
            events.clearSelection();
            page.chooseRow(row);
        }
    }
    // Whether the key chooses events or copies them.
    function choose(event: KeyEvent): bool {
        const up = event.key === Qt.Key_Up;
        if (event.modifiers === Qt.ShiftModifier && (up || event.key === Qt.Key_Down)) extend(up ? -1 : 1);
        else if (event.matches(StandardKey.SelectAll)) events.selectAll();
        else if (event.matches(StandardKey.Copy)) copy("text");
        else if (event.key === Qt.Key_Menu || (event.key === Qt.Key_F10 && event.modifiers === Qt.ShiftModifier))
            openMenu(events.current, 40, head.height + (events.current - events.position + 1) * Theme.rowHeight);
        else return false;
        return true;
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

        Keys.onLeftPressed: root.column = Math.max(1, root.column - 1)
        Keys.onRightPressed: root.column = Math.min(root.fields.length - 1, root.column + 1)
        Keys.onReturnPressed: root.page.chooseRow(root.events.current)
        Keys.onEscapePressed: event => {
            event.accepted = root.page.detail.chosen || root.events.selectedCount > 0;
            if (root.events.selectedCount > 0)
                root.events.clearSelection();
            else
                root.page.close();
        }
        Keys.onPressed: event => {
            event.accepted = true;
            if (root.choose(event)) return;
            if (event.key === Qt.Key_Up) root.move(root.events.current - 1);
            else if (event.key === Qt.Key_Down) root.move(root.events.current + 1);
            else if (event.key === Qt.Key_Home) root.move(0);
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
            onClicked: root.click(row, modifiers)
            onMenuRequested: root.openMenu(row, 40, list.y + y + height)
        }
    }
    Clip { id: clip }
    Menu {
        id: menu
        onClosed: list.forceActiveFocus(Qt.PopupFocusReason)
        MenuItem { iconName: "panel-right"; text: qsTr("Look at the event"); onTriggered: root.page.chooseRow(root.events.current) }
        MenuItem {
            iconName: "zoom-in"
            //: Of the menu of an event: only events with the same value, such as the same actor.
            text: qsTr("Filter for this value")
            keys: root.page.app.keys.texts["audit.filter"] ?? ""
            onTriggered: root.filter(false)
        }
        MenuItem { iconName: "zoom-out"; text: qsTr("Filter this value out"); keys: root.page.app.keys.texts["audit.filter-out"] ?? ""; onTriggered: root.filter(true) }
        MenuSeparator {}
        MenuItem { iconName: "copy"; text: qsTr("Copy"); keys: "Ctrl+C"; onTriggered: root.copy("text") }
        MenuItem { indented: true; text: qsTr("Copy as CSV"); onTriggered: root.copy("csv") }
        MenuItem { indented: true; text: qsTr("Copy as JSON"); onTriggered: root.copy("json") }
        MenuSeparator {}
        MenuItem { indented: true; text: qsTr("Select all"); keys: "Ctrl+A"; onTriggered: root.events.selectAll() }
        MenuItem { indented: true; text: qsTr("Invert the selection"); onTriggered: root.events.invertSelection() }
    }
}
