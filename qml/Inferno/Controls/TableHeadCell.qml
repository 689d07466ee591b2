// SPDX-License-Identifier: GPL-3.0-or-later
// A column's head; sorts when clicked or with Enter, where `sortable`.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.AbstractButton {
    id: root

    property bool sortable: false
    property bool sorted: false
    property bool descending: false
    property bool alignRight: false

    implicitWidth: 120
    implicitHeight: Theme.tableHead
    height: implicitHeight
    enabled: sortable
    hoverEnabled: sortable
    focusPolicy: sortable ? Qt.StrongFocus : Qt.NoFocus
    Accessible.role: Accessible.ColumnHeader
    Accessible.name: text
    Accessible.description: !sorted ? "" : descending
        //: Says to a screen reader how a column is sorted.
        ? qsTr("sorted, largest first") : qsTr("sorted, smallest first")
    Keys.onReturnPressed: clicked()

    Item {
        anchors.fill: parent
        Row {
            x: root.alignRight ? parent.width - width - Theme.rowPad : Theme.rowPad
            anchors.verticalCenter: parent.verticalCenter
            spacing: 4
            AppText {
                id: words
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, root.width - 2 * Theme.rowPad - (root.sorted ? 16 : 0))
                font: root.sorted ? Theme.labelStrong : Theme.labelMedium
                color: root.sorted || root.hovered ? Theme.text : Theme.text2
                text: root.text
            }
            AppIcon {
                anchors.verticalCenter: parent.verticalCenter
                visible: root.sorted
                name: root.descending ? "arrow-down" : "arrow-up"
                size: Theme.iconSmall
                color: Theme.text
            }
        }
    }
    HoverHandler { id: over; enabled: words.truncated }
    Tip { text: root.text; shown: over.hovered }
    FocusRing { shown: root.visualFocus; gap: -4 }
}
