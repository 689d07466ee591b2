// SPDX-License-Identifier: GPL-3.0-or-later
// The versions of all models that are served. L loads or unloads the current row, Enter goes to its page below.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Table {
    id: root

    required property M.ModelsPage page
    columns: ModelColumns { width: root.width - 16 }

    signal opened()

    Rectangle { anchors.fill: parent; color: Theme.surface }
    TableHead {
        id: head
        width: parent.width
        columns: root.columns
        onExited: list.forceActiveFocus(Qt.TabFocusReason)
    }
    ListView {
        id: list
        property M.TableColumns columns: root.columns
        property Item headItem: head
        y: head.height
        width: parent.width
        height: parent.height - y - 1
        clip: true
        focus: true
        activeFocusOnTab: true
        reuseItems: true
        model: root.page.rows
        currentIndex: root.page.selectedRow
        highlightMoveDuration: 0
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}
        Accessible.role: Accessible.Table
        Accessible.name: qsTr("Versions of models")

        function go(row: int): void { root.page.select(Math.max(0, Math.min(count - 1, row))); }
        readonly property int pageRows: Math.max(1, Math.floor(height / Theme.rowHeight) - 1)

        Keys.onUpPressed: go(root.page.selectedRow - 1)
        Keys.onDownPressed: go(root.page.selectedRow + 1)
        Keys.onReturnPressed: root.opened()
        Keys.onPressed: event => {
            const row = root.page.selectedRow;
            const act = root.page.app.keys.action("models", event.key, event.modifiers);
            event.accepted = true;
            if (act === "next") go(row + 1);
            else if (act === "previous") go(row - 1);
            else if (event.modifiers !== Qt.NoModifier) event.accepted = false;
            else if (event.key === Qt.Key_PageDown) go(row + pageRows);
            else if (event.key === Qt.Key_PageUp) go(row - pageRows);
            else if (event.key === Qt.Key_Home) go(0);
            else if (event.key === Qt.Key_End) go(count - 1);
            else event.accepted = false;
        }
        delegate: ModelRow {
            columns: root.columns
            selected: root.page.selectedRow === index
            onClicked: {
                list.forceActiveFocus(Qt.MouseFocusReason);
                root.page.select(index);
            }
        }
    }
    Rectangle { y: parent.height - 1; width: parent.width; height: 1; color: Theme.border }
}
