// SPDX-License-Identifier: GPL-3.0-or-later
// The list of jobs: one row each, with its last 20 runs. The keys act on the current row.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Table {
    id: root

    required property M.JobsPage page
    columns: JobColumns { page: root.page; width: root.width - 8 }

    property int tickAnchor: 0

    signal deleteRequested(string name)
    signal renameRequested(string name)
    signal copyRequested(string name)
    signal tabRequested(string tab)

    function tick(row: int): void {
        tickAnchor = row;
        page.setChecked(page.nameAt(row), !page.isChecked(page.nameAt(row)));
    }
    function extend(by: int): void {
        if (page.checkedCount === 0)
            tickAnchor = list.currentIndex;
        list.currentIndex = Math.max(0, Math.min(list.count - 1, list.currentIndex + by));
        page.checkRange(tickAnchor, list.currentIndex);
    }
    function open(name: string, tab: string): void {
        page.select(name);
        tabRequested(tab);
    }
    function currentName(): string { return page.nameAt(list.currentIndex); }

    JobGroups { id: groups }
    TableHead {
        id: head
        width: parent.width
        columns: root.columns
        onExited: list.forceActiveFocus(Qt.TabFocusReason)
        Item {
            width: 36
            height: parent.height
            CheckBox {
                x: 16
                anchors.verticalCenter: parent.verticalCenter
                tristate: true
                checkState: root.page.checkedCount === 0 ? Qt.Unchecked : root.page.checkedCount < root.page.shown ? Qt.PartiallyChecked : Qt.Checked
                nextCheckState: () => root.page.checkedCount === 0 ? Qt.Checked : Qt.Unchecked
                Accessible.name: qsTr("Select all jobs that are shown")
                onClicked: root.page.checkAll(checkState === Qt.Checked)
            }
        }
    }
    ListView {
        id: list
        property M.TableColumns columns: root.columns
        property Item headItem: head
        y: head.height
        width: parent.width
        height: parent.height - y
        clip: true
        focus: true
        activeFocusOnTab: true
        reuseItems: true
        model: root.page.model
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}
        Accessible.role: Accessible.Table
        Accessible.name: qsTr("List of jobs")

        Keys.onReturnPressed: root.page.select(root.currentName())
        Keys.onPressed: event => {
            const name = root.currentName();
            const act = root.page.app.keys.action("jobs", event.key, event.modifiers);
            const plain = event.modifiers === Qt.NoModifier;
            event.accepted = true;
            if (event.matches(StandardKey.SelectAll)) root.page.checkAll(true);
            else if (event.modifiers === Qt.ShiftModifier && (event.key === Qt.Key_Down || event.key === Qt.Key_Up)) root.extend(event.key === Qt.Key_Down ? 1 : -1);
            else if (event.modifiers === Qt.ControlModifier && event.key === Qt.Key_Return) root.page.checkedCount > 0 ? root.page.actOnChecked("run") : root.page.runNow(name);
            else if (event.modifiers === Qt.ControlModifier && event.key === Qt.Key_C && name.length > 0) root.copyRequested(name);
            else if (act === "next") incrementCurrentIndex();
            else if (act === "previous") decrementCurrentIndex();
            else if (plain && event.key === Qt.Key_Home) currentIndex = 0;
            else if (plain && event.key === Qt.Key_End) currentIndex = count - 1;
            else if (plain && event.key === Qt.Key_PageDown) currentIndex = Math.min(count - 1, currentIndex + Math.floor(height / Theme.rowHeight));
            else if (plain && event.key === Qt.Key_PageUp) currentIndex = Math.max(0, currentIndex - Math.floor(height / Theme.rowHeight));
            else if (event.key === Qt.Key_Escape && root.page.checkedCount > 0) root.page.checkAll(false);
            else if (event.key === Qt.Key_Escape && root.page.selected.length > 0) root.page.select("");
            else if (name.length === 0) event.accepted = false;
            else if (act === "tick") root.tick(currentIndex);
            else if (act === "edit") root.page.app.navigate("job-editor", name);
            else if (act === "log") root.open(name, "run");
            else if (act === "why") root.open(name, "why");
            else if (act === "compare") root.open(name, "compare");
            else if (act === "graph") root.page.app.navigate("graph", name);
            else if (!root.page.writable) event.accepted = false;
            else if (act === "run") root.page.runNow(name);
            else if (act === "pause") root.page.setEnabled(name, !(currentItem as JobRow).jobEnabled);
            else if (act === "duplicate") root.page.app.navigate("job-editor", "?copy=" + name);
            else if (act === "rename") root.renameRequested(name);
            else if (act === "delete") root.deleteRequested(root.page.checkedCount > 0 ? "" : name);
            else event.accepted = false;
        }
        section.property: root.page.groupBy > 0 ? "group" : ""
        section.delegate: groups.head
        delegate: JobRow {
            columns: root.columns
            page: root.page
            onClicked: {
                list.currentIndex = index;
                list.forceActiveFocus(Qt.MouseFocusReason);
                root.page.select(name);
            }
            onOpened: root.page.app.navigate("job-editor", name)
        }
    }
    Connections {
        target: root.page
        function onSelectedChanged(): void {
            if (root.page.selectedRow >= 0)
                list.currentIndex = root.page.selectedRow;
        }
    }
}
