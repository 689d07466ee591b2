// SPDX-License-Identifier: GPL-3.0-or-later
// The head of a table: 28 high. With `columns` it makes a ColumnHead for each: Tab stops at one of them, left and right
// go to the next, Down goes into the table. Without, TableHeadCells in a row are put into it.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Rectangle {
    id: root

    default property alias cells: row.data
    property M.TableColumns columns: null
    property M.TableColumn chosen: null     // by keys or by mouse
    readonly property M.TableColumn stop: !columns || columns.count === 0 ? null : chosen && chosen.inView ? chosen : columns.beside(null, 0)
    property real dropX: -1                 // where a dragged column would go

    signal exited()

    function go(column: M.TableColumn): void {
        if (!column)
            return;
        columns.reveal(column);
        for (let i = 0; i < heads.count; ++i)
            if ((heads.itemAt(i) as ColumnHead).column === column)
                heads.itemAt(i).forceActiveFocus(Qt.TabFocusReason);
        chosen = column;
    }
    function openMenu(column: M.TableColumn, x: real): void {
        chosen = column;
        menu.active = true;
        (menu.object as ColumnMenu).openFor(column, x);
    }

    implicitWidth: 400
    implicitHeight: Theme.tableHead
    color: Theme.surface
    Accessible.role: Accessible.Grouping
    //: Accessible name of the row with the titles of a table's columns.
    Accessible.name: qsTr("Columns")
    Accessible.ignored: !columns

    Repeater {
        id: heads
        model: root.columns ? root.columns.count : 0
        ColumnHead {
            required property int index
            columns: root.columns
            column: root.columns.at(index)
            stop: root.stop === column
            onWent: by => root.go(root.columns.beside(column, by))
            onMenuRequested: at => root.openMenu(column, x + at)
            onExited: root.exited()
            onLifted: at => root.dropX = at
        }
    }
    Row {
        id: row
        anchors.fill: parent
    }
    TapHandler {
        enabled: root.columns !== null
        acceptedButtons: Qt.RightButton
        onTapped: point => root.openMenu(root.stop, point.position.x)
    }
    Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.border }
    Rectangle { visible: root.dropX >= 0; x: Math.max(0, root.dropX - 1); width: 2; height: parent.height; color: Theme.accent }
    // None until it is wanted: a Loader cannot make bound components in Qt 6.4.
    Instantiator {
        id: menu
        active: false
        ColumnMenu { parent: root; columns: root.columns; onClosed: if (root.visible) root.go(root.stop) }
    }
}
