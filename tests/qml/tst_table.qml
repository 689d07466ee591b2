// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of a table under a person's hands: by mouse and by keys, from the head and from its menu.
import QtQml
import QtQuick
import QtTest
import Inferno.Controls
import Inferno.Models
import Inferno.Test
import Inferno.Theme

Item {
    id: root

    width: 700
    height: 300

    ListModel {
        id: rows
        ListElement { name: "vault_backup"; status: "running"; p95: "1.2 s" }
        ListElement { name: "a_job_with_a_name_that_is_much_longer_than_others"; status: "failed"; p95: "12 min" }
    }
    Table {
        id: table
        anchors.fill: parent
        columns: TableColumns {
            id: columns
            name: "test"
            memory: LayoutMemory
            width: table.width
            TableColumn { id: mark; name: "mark"; width: 30; fixed: true }
            TableColumn { id: status; name: "status"; title: "Status"; width: 120; sortable: true; onSortAsked: ++table.sorts }
            TableColumn { id: names; name: "name"; title: "Name"; stretch: 1; minimum: 80; needed: true }
            TableColumn { id: p95; name: "p95"; title: "p95"; width: 60; alignRight: true }
        }
        property int sorts: 0

        TableHead { id: head; width: parent.width; columns: columns; onExited: list.forceActiveFocus(Qt.TabFocusReason) }
        ListView {
            id: list
            property TableColumns columns: table.columns
            property Item headItem: head
            y: head.height
            width: parent.width
            height: parent.height - y
            activeFocusOnTab: true
            model: rows
            Accessible.role: Accessible.Table
            Accessible.name: "Rows"
            delegate: TableRow {
                id: row
                required property int index
                required property string name
                required property string status
                required property string p95
                columns: table.columns
                text: name
                Item {}
                TableCell { text: row.status }
                TableCell { text: row.name }
                TableCell { text: row.p95; mono: true; alignRight: true }
            }
        }
    }

    TestCase {
        name: "Table"
        when: windowShown

        function heads(): list<Item> {
            const found = [];
            for (let i = 0; i < head.children.length; ++i)
                if (head.children[i] instanceof ColumnHead)
                    found.push(head.children[i]);
            return found;
        }
        function headOf(column: TableColumn): Item { return heads().find(each => (each as ColumnHead).column === column); }
        function cellsOf(row: int): list<Item> { return list.itemAtIndex(row).children; }
        function checkCells(): void {
            waitForRendering(table);
            for (let row = 0; row < 2; ++row) {
                const all = cellsOf(row);
                for (let i = 0; i < 4; ++i) {
                    const column = columns.at(i);
                    compare(all[i].visible, column.inView, column.name);
                    if (!column.inView)
                        continue;
                    compare(all[i].x, column.x, column.name);
                    compare(all[i].width, column.room, column.name);
                    if (!column.fixed)
                        compare(headOf(column).x, column.x, column.name);
                }
            }
        }
        function menuOf(): ColumnMenu {
            for (let i = 0; i < head.resources.length; ++i)
                if (head.resources[i] instanceof Instantiator)
                    return head.resources[i].object as ColumnMenu;
            return null;
        }
        function init(): void { Bench.takeWarnings(); columns.makeUsual(); table.sorts = 0; waitForRendering(table); }
        function cleanup(): void { checkCells(); compare(Bench.takeWarnings(), []); }

        function test_theEdgeIsDragged(): void {
            const cell = headOf(status);
            mousePress(cell, cell.width - 3, 10);
            mouseMove(cell, cell.width + 37, 10);
            compare(status.room, 160);
            mouseRelease(cell, cell.width - 3, 10);
            compare(table.sorts, 0, "that is no click on the title");
            mouseDoubleClickSequence(headOf(names), headOf(names).width - 3, 10);
            verify(names.room > 250 && names.room < 560, "as wide as the longest name: " + names.room);
            mouseDoubleClickSequence(headOf(status), headOf(status).width - 3, 10);
            verify(status.room < 120);
        }
        function test_aTitleIsDragged(): void {
            const cell = headOf(p95);
            mousePress(cell, 20, 10);
            for (const x of [0, -40, -200, 60 - cell.x, 40 - cell.x])
                mouseMove(cell, x, 10);
            compare(head.dropX, 30);
            mouseRelease(cell, 40 - cell.x, 10);
            compare(columns.beside(null, 0), p95);
            compare(head.dropX, -1);
            compare(table.sorts, 0);
        }
        function test_aTitleSorts(): void {
            mouseClick(headOf(status));
            compare(table.sorts, 1);
            mouseClick(headOf(names));
            compare(table.sorts, 1, "not every column does");
        }
        function test_keys(): void {
            head.go(status);
            keyClick(Qt.Key_Return);
            compare(table.sorts, 1);
            keyClick(Qt.Key_Right, Qt.ControlModifier);
            compare(status.room, 136);
            keyClick(Qt.Key_Left, Qt.ControlModifier);
            compare(status.room, 120);
            keyClick(Qt.Key_Right);
            verify(headOf(names).activeFocus);
            keyClick(Qt.Key_Right);
            keyClick(Qt.Key_Right); // there is no other
            verify(headOf(p95).activeFocus);
            keyClick(Qt.Key_Left, Qt.ControlModifier | Qt.ShiftModifier);
            compare(columns.beside(p95, 1), names);
            verify(headOf(p95).activeFocus);
            keyClick(Qt.Key_Down);
            verify(list.activeFocus);
        }
        function test_tabStopsOnce(): void {
            head.go(names);
            keyClick(Qt.Key_Tab);
            verify(list.activeFocus);
            keyClick(Qt.Key_Backtab);
            verify(headOf(names).activeFocus, "at the column where it was");
        }
        function test_menuByKeys(): void {
            head.go(p95);
            keyClick(Qt.Key_F10, Qt.ShiftModifier);
            const menu = menuOf();
            tryVerify(() => menu.opened);
            for (let i = 0; i < menu.count && !(menu.itemAt(i).text === "Hide this column"); ++i)
                keyClick(Qt.Key_Down);
            while (menu.currentIndex >= 0 && menu.itemAt(menu.currentIndex).text !== "Hide this column")
                keyClick(Qt.Key_Up);
            keyClick(Qt.Key_Return);
            tryVerify(() => !menu.visible);
            verify(!p95.shown);
            tryVerify(() => headOf(status).activeFocus, 1000, "where the column was hidden the first has the focus");
        }
        function test_menuByMouse(): void {
            mouseClick(headOf(status), 20, 10, Qt.RightButton);
            const menu = menuOf();
            tryVerify(() => menu.opened);
            const pin = Array.from({ length: menu.count }, (_, i) => menu.itemAt(i)).find(item => item.text === "Pin at the left");
            mouseClick(pin);
            verify(status.pinned);
            tryVerify(() => !menu.visible);
        }
        function test_columnsThatDoNotFitScroll(): void {
            columns.resize(names, 700);
            verify(columns.lastFirst > 0);
            columns.setPinned(status, true);
            checkCells();
            head.go(p95);
            verify(p95.x + p95.room <= table.width, "what has the focus is in view");
            checkCells();
            verify(!names.inView);
            verify(status.inView);
            Bench.keepPicture(table, "table-scrolled");
        }
        function test_itLasts(): void {
            columns.resize(status, 150);
            const stored = LayoutMemory.stored;
            columns.makeUsual();
            compare(status.room, 120);
            LayoutMemory.stored = stored;
            compare(status.room, 150);
        }
        function test_aScreenReaderFindsRowsAndCells(): void {
            compare(Bench.tableOf(list), ["2 x 3", "Status | Name | p95", "0: running | vault_backup | 1.2 s",
                "1: failed | a_job_with_a_name_that_is_much_longer_than_others | 12 min"]);
            columns.move(p95, -1);
            columns.setShown(status, false);
            checkCells();
            compare(Bench.tableOf(list), ["2 x 2", "p95 | Name", "0: 1.2 s | vault_backup",
                "1: 12 min | a_job_with_a_name_that_is_much_longer_than_others"], "as it is shown now");
            compare(Bench.tableOf(head), ["no table"]);
            compare(Bench.tableOf(table), ["no table"], "the list is the table");
            compare(Bench.nameOf(list.itemAtIndex(0)), "vault_backup");
        }
        function test_aRowIsClicked(): void {
            const row = list.itemAtIndex(1) as TableRow;
            let clicks = 0;
            let menus = 0;
            const click = () => ++clicks;
            const menu = () => ++menus;
            row.clicked.connect(click);
            row.menuRequested.connect(menu);
            mouseClick(row, 200, 10);
            mouseClick(row, 200, 10, Qt.RightButton);
            compare([clicks, menus], [1, 1]);
            mousePress(row, 200, 10);
            mouseRelease(row, 200, -40);
            compare(clicks, 1, "it was let go elsewhere");
            mouseMove(row, 210, 12);
            verify(row.hovered);
            row.clicked.disconnect(click);
            row.menuRequested.disconnect(menu);
        }
    }
}
