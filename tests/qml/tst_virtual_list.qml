// SPDX-License-Identifier: GPL-3.0-or-later
// The list of any length: wheel, scroll bar and places, far beyond what a 32-bit float could tell apart.
import QtQuick
import QtTest
import Inferno.Controls

Item {
    id: root

    width: 400
    height: 290

    // Rows as a model would hold them: those in view alone.
    ListModel { id: rows }

    Component {
        id: rowComponent
        Item {
            required property real row
            objectName: "row"
            y: (row - list.position) * list.rowHeight
            width: list.width
            height: list.rowHeight
        }
    }
    VirtualList {
        id: list
        anchors.fill: parent
        total: 10000000
        rowHeight: 28
        model: rows
        delegate: rowComponent
        onScrollRequested: row => {
            position = Math.max(0, Math.min(total - pageRows, row));
            rows.clear();
            for (let i = 0; i <= pageRows + 1; ++i)
                rows.append({ row: Math.floor(position) + i });
        }
    }

    TestCase {
        name: "VirtualList"
        when: windowShown

        function rowsInView(): list<real> {
            const places = [];
            const items = list.children[0].children;
            for (let i = 0; i < items.length; ++i)
                if (items[i].objectName === "row")
                    places.push(items[i].y);
            return places;
        }

        function init(): void { list.scrollRequested(0); }

        function test_lastRowsKeepTheirPlaces(): void {
            list.scrollRequested(9999990.25);
            compare(list.position, 9999990);   // ten rows fit
            list.scrollRequested(9999900.25);
            const places = rowsInView();
            compare(places.length, 12);
            for (let i = 0; i < places.length; ++i)
                compare(places[i], i * 28 - 7);
        }
        function test_wheel(): void {
            mouseWheel(list, 100, 100, 0, -120);
            compare(list.position, 3);
            mouseWheel(list, 100, 100, 0, 120);
            compare(list.position, 0);
        }
        function test_thumb(): void {
            const x = list.width - 5;
            mousePress(list, x, 10);
            mouseMove(list, x, 150);
            verify(list.position > 3000000 && list.position < 7000000);
            mouseMove(list, x, 289);
            compare(list.position, 9999990);
            mouseRelease(list, x, 289);
            mousePress(list, x, 285);
            mouseMove(list, x, 265, -1, Qt.LeftButton);
            verify(list.position < 9999990);
            mouseRelease(list, x, 265);
        }
        function test_besideTheThumb(): void {
            mouseClick(list, list.width - 5, 200);
            compare(list.position, 10);
        }
    }
}
