// SPDX-License-Identifier: GPL-3.0-or-later
// The outline of a table that loads: `rows` rows of a badge and bars.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Theme

Column {
    id: root

    property int rows: 8
    property int rowHeight: Theme.rowHeight

    width: parent ? parent.width : 400
    clip: true
    Accessible.ignored: true

    Repeater {
        model: root.rows
        Item {
            id: row
            required property int index
            width: root.width
            height: root.rowHeight
            Skeleton { x: 12; anchors.verticalCenter: parent.verticalCenter; width: 64; height: 16 }
            Skeleton {
                x: 92
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width * [0.29, 0.23, 0.33, 0.21, 0.27, 0.24, 0.3][row.index % 7]
            }
            Skeleton {
                anchors.right: last.left
                anchors.rightMargin: 14
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width * [0.19, 0.23, 0.16, 0.21, 0.18][row.index % 5]
            }
            Skeleton {
                id: last
                anchors.right: parent.right
                anchors.rightMargin: 12
                anchors.verticalCenter: parent.verticalCenter
                width: 60
            }
            Divider { anchors.bottom: parent.bottom; width: parent.width }
        }
    }
}
