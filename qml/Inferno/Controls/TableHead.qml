// SPDX-License-Identifier: GPL-3.0-or-later
// The head of a table: 28 high, with TableHeadCells in a row.
import QtQuick
import Inferno.Theme

Rectangle {
    default property alias cells: row.data

    implicitWidth: 400
    implicitHeight: Theme.tableHead
    color: Theme.surface

    Row {
        id: row
        anchors.fill: parent
    }
    Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.border }
}
