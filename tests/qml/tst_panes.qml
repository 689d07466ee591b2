// SPDX-License-Identifier: GPL-3.0-or-later
// The pieces between and inside of panes: the line that is moved, the field for a time with its month, and the tree.
import QtQuick
import QtTest
import Inferno.Controls
import Inferno.Test
import Inferno.Theme

Item {
    id: root

    width: 600
    height: 400

    ListModel {
        id: branches
        ListElement { name: "a"; depth: 0 }
        ListElement { name: "b"; depth: 1 }
        ListElement { name: "c"; depth: 2 }
        ListElement { name: "d"; depth: 1 }
        ListElement { name: "e"; depth: 0 }
    }
    Rectangle {
        id: pane
        property int chosen: 200
        x: parent.width - width
        width: chosen
        height: 100
        SplitHandle {
            id: handle
            x: -4
            height: parent.height
            label: "Edge of the pane"
            value: pane.width
            minimumValue: 160
            maximumValue: 400
            usual: 240
            onMoved: width => pane.chosen = width
        }
    }
    Snackbar { id: bar; y: 340; patience: 300; action: "Undo"; onGone: shown = false }
    TimeField { id: field; y: 120; width: 220; label: "From"; today: "2026-03-24" }
    TreeList {
        id: tree
        property list<int> asked
        x: 260
        y: 120
        width: 300
        height: 200
        label: "Branches"
        tree: TreeFold { id: fold; source: branches }
        onOpened: row => asked.push(row)
        delegate: TreeRow { required property string name; tree: fold; text: name; focusShown: ListView.view ? ListView.view.activeFocus : false }
    }

    TestCase {
        name: "Panes"
        when: windowShown

        function init() { Bench.takeWarnings(); field.text = ""; fold.unfoldAll(); tree.currentIndex = 0; }
        function cleanup() { compare(Bench.takeWarnings(), []); }

        function test_theLineIsDragged() {
            pane.chosen = 200;
            mousePress(handle, 4, 50);
            mouseMove(handle, -46, 50);
            compare(pane.width, 250);
            mouseMove(handle, -600, 50); // by far
            compare(pane.width, 400);
            mouseRelease(handle, 4, 50);
            mouseDoubleClickSequence(handle, 4, 50);
            compare(pane.width, 240);
        }
        function test_theLineIsMovedByKeys() {
            pane.chosen = 200;
            handle.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Left);
            compare(pane.width, 216);
            keyClick(Qt.Key_Right);
            compare(pane.width, 200);
            keyClick(Qt.Key_Home);
            compare(pane.width, 160);
            keyClick(Qt.Key_Right);
            compare(pane.width, 160, "no less than it may be");
            keyClick(Qt.Key_End);
            compare(pane.width, 400);
            keyClick(Qt.Key_Return);
            compare(pane.width, 240);
            compare(Bench.nameOf(handle), "Edge of the pane");
        }

        function test_theSnackbarWaitsForTheFocus() {
            bar.text = "Deleted 3 jobs";
            bar.shown = true;
            tryVerify(() => !bar.visible, 2000, "it goes by itself");
            bar.shown = true;
            tryVerify(() => bar.opacity === 1);
            bar.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason);
            verify(bar.focused);
            wait(600);
            verify(bar.shown, "not while somebody is at its button");
            field.forceActiveFocus();
            tryVerify(() => !bar.visible);
        }

        function test_aTimeIsTyped_data() {
            return [
                { tag: "year", text: "2024-02-29 09:30", at: 2, key: Qt.Key_Up, then: "2025-02-28 09:30" },
                { tag: "month", text: "2026-01-31", at: 6, key: Qt.Key_Up, then: "2026-02-28" },
                { tag: "day", text: "2026-03-01 00:00", at: 9, key: Qt.Key_Down, then: "2026-02-28 00:00" },
                { tag: "hour", text: "2026-03-29 23:15", at: 12, key: Qt.Key_Up, then: "2026-03-30 00:15" },
                { tag: "minute", text: "2026-03-24 09:00", at: 16, key: Qt.Key_Down, then: "2026-03-24 08:55" },
                { tag: "no time", text: "yesterday", at: 3, key: Qt.Key_Up, then: "yesterday" }
            ];
        }
        function test_aTimeIsTyped(data) {
            field.forceActiveFocus();
            field.text = data.text;
            field.cursorPosition = data.at;
            keyClick(data.key);
            compare(field.text, data.then);
            compare(field.cursorPosition, data.at);
        }
        function test_aDayIsChosenFromTheMonth() {
            field.forceActiveFocus();
            field.text = "2026-03-24 09:15";
            keyClick(Qt.Key_Down, Qt.AltModifier);
            wait(20);
            keyClick(Qt.Key_Right);  // from the day of the text
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Return); // 25 March, a week on
            compare(field.text, "2026-04-01 09:15");
            tryVerify(() => field.activeFocus);
            keyClick(Qt.Key_F4);
            wait(20);
            keyClick(Qt.Key_PageDown);
            keyClick(Qt.Key_Home);
            keyClick(Qt.Key_Escape);
            tryVerify(() => field.activeFocus);
            compare(field.text, "2026-04-01 09:15", "Escape leaves it");
            field.text = "";
            keyClick(Qt.Key_F4);
            wait(20);
            keyClick(Qt.Key_Return); // today, from midnight
            compare(field.text, "2026-03-24 00:00");
        }

        function test_theTreeFoldsByKeys() {
            tree.forceActiveFocus(Qt.TabFocusReason);
            compare(tree.count, 5);
            keyClick(Qt.Key_Left);
            compare(tree.count, 2);
            compare(fold.at(0, "folded"), true);
            keyClick(Qt.Key_Right);
            compare(tree.count, 5);
            keyClick(Qt.Key_Right);
            compare(tree.currentIndex, 1);
            keyClick(Qt.Key_Left); // b folds
            compare(tree.count, 4);
            keyClick(Qt.Key_Left); // to what it hangs below
            compare(tree.currentIndex, 0);
            keyClick(Qt.Key_Asterisk);
            compare(tree.count, 5);
            keyClick(Qt.Key_End);
            compare(tree.currentIndex, 4);
            keyClick(Qt.Key_Right); // nothing below it
            compare(tree.currentIndex, 4);
            keyClick(Qt.Key_Return);
            compare(Array.from(tree.asked), [4]);
        }
        function test_theTreeFoldsByMouse() {
            waitForRendering(tree);
            mouseClick(tree, 26, Theme.rowHeight / 2); // the arrow of the first row
            compare(tree.count, 2);
            branches.insert(1, { name: "new", depth: 1 });
            compare(tree.count, 2, "what comes into a folded branch stays in it");
            branches.remove(1);
            branches.setProperty(4, "depth", 1);
            compare(fold.at(0, "hasChildren"), true);
            branches.setProperty(4, "depth", 0);
        }
        function test_theTreeSaysWhereItIs() {
            waitForRendering(tree);
            compare(Bench.nameOf(tree.itemAtIndex(2)), "c");
            compare(fold.at(2, "depth"), 2);
            compare(fold.parentRow(2), 1);
            compare(fold.parentRow(0), -1);
            compare(fold.rowOf("e"), 4);
        }
    }
}
