// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with a column, and which columns there are.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M

Menu {
    id: root

    required property M.TableColumns columns
    property M.TableColumn column: null

    function openFor(column: M.TableColumn, x: real): void {
        root.column = column;
        root.x = x;
        root.y = parent ? parent.height : 0;
        open();
        currentIndex = 0;
    }

    MenuItem {
        visible: root.column !== null && root.column.sortable
        height: visible ? implicitHeight : 0
        indented: true
        //: Of the menu of a table's column.
        text: qsTr("Sort by %1").arg(root.column ? root.column.title : "")
        keys: "Enter"
        onTriggered: root.column.sortAsked()
    }
    MenuItem {
        indented: true
        //: Makes a column as wide as what stands in it.
        text: qsTr("Fit to content")
        onTriggered: root.columns.fit(root.column, 0)
    }
    MenuItem {
        indented: true
        enabled: root.opened && root.columns.canMove(root.column, -1)
        //: Moves a column of a table.
        text: qsTr("Move left")
        keys: "Ctrl+Shift+←"
        onTriggered: root.columns.move(root.column, -1)
    }
    MenuItem {
        indented: true
        enabled: root.opened && root.columns.canMove(root.column, 1)
        //: Moves a column of a table.
        text: qsTr("Move right")
        keys: "Ctrl+Shift+→"
        onTriggered: root.columns.move(root.column, 1)
    }
    MenuItem {
        iconName: "pin"
        //: A pinned column stays at the left when the others scroll.
        text: root.column && root.column.pinned ? qsTr("Unpin") : qsTr("Pin at the left")
        onTriggered: root.columns.setPinned(root.column, !root.column.pinned)
    }
    MenuItem {
        iconName: "eye-off"
        enabled: root.opened && root.columns.canHide(root.column)
        //: Of the menu of a table's column.
        text: qsTr("Hide this column")
        onTriggered: root.columns.setShown(root.column, false)
    }
    MenuSeparator {}
    Repeater {
        model: root.columns.count
        MenuItem {
            required property int index
            readonly property M.TableColumn of: root.columns.at(index)
            visible: of.available && !of.fixed
            height: visible ? implicitHeight : 0
            enabled: visible && root.columns.canHide(of)
            checkable: true
            checked: of.shown
            text: of.title
            onTriggered: root.columns.setShown(of, !of.shown)
        }
    }
    MenuSeparator {}
    MenuItem {
        iconName: "undo"
        enabled: !root.columns.usual
        //: Gives a table the columns back that it has by itself, in their order and width.
        text: qsTr("Usual columns")
        onTriggered: root.columns.makeUsual()
    }
}
