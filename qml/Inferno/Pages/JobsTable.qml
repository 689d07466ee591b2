// SPDX-License-Identifier: GPL-3.0-or-later
// The list of jobs: one row each, with its last 20 runs. The keys act on the current row.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M

FocusScope {
    id: root

    required property M.JobsPage page
    readonly property JobColumns columns: JobColumns { width: root.width }

    signal deleteRequested(string name)

    function currentName(): string { return page.nameAt(list.currentIndex); }

    TableHead {
        id: head
        width: parent.width
        Item { width: 8; height: 1 }
        TableHeadCell { width: root.columns.status; text: qsTr("Status"); sortable: true; sorted: root.page.sortBy === 0; descending: root.page.sortDescending; onClicked: root.page.sortOn(0) }
        TableHeadCell { width: root.columns.name; text: qsTr("Name"); sortable: true; sorted: root.page.sortBy === 1; descending: root.page.sortDescending; onClicked: root.page.sortOn(1) }
        TableHeadCell { width: root.columns.schedule; visible: width > 0; text: qsTr("Schedule") }
        TableHeadCell { width: root.columns.next; text: qsTr("Next run"); sortable: true; sorted: root.page.sortBy === 2; descending: root.page.sortDescending; onClicked: root.page.sortOn(2) }
        TableHeadCell { width: root.columns.bars; text: qsTr("Last 20 runs") }
        TableHeadCell { width: root.columns.started; visible: root.columns.wide; text: qsTr("Last started") }
        TableHeadCell { width: root.columns.p50; visible: root.columns.wide; alignRight: true; text: qsTr("p50") }
        TableHeadCell { width: root.columns.p95; alignRight: true; text: qsTr("p95") }
        TableHeadCell { width: root.columns.enabled; visible: root.columns.wide; text: qsTr("Enabled") }
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
        model: root.page.model
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}
        Accessible.role: Accessible.Table
        Accessible.name: qsTr("Jobs")

        Keys.onReturnPressed: root.page.select(root.currentName())
        Keys.onPressed: event => {
            const name = root.currentName();
            const act = root.page.app.keys.action("jobs", event.key, event.modifiers);
            event.accepted = true;
            if (act === "next") incrementCurrentIndex();
            else if (act === "previous") decrementCurrentIndex();
            else if (event.key === Qt.Key_Escape && root.page.selected.length > 0) root.page.select("");
            else if (name.length === 0) event.accepted = false;
            else if (act === "run") root.page.runNow(name);
            else if (act === "pause") root.page.setEnabled(name, !(currentItem as JobRow).jobEnabled);
            else if (act === "edit") root.page.app.navigate("job-editor", name);
            else if (act === "log" || act === "peek") root.page.select(name);
            else if (act === "graph") root.page.app.navigate("graph", name);
            else if (act === "delete") root.deleteRequested(name);
            else event.accepted = false;
        }
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
