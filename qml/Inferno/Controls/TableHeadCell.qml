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
    property bool flush: false     // the words begin at the edge
    property bool pinned: false
    property string hint: ""       // what the title means
    readonly property int pad: flush ? 0 : Theme.rowPad
    readonly property real titleWidth: words.implicitWidth + 2 * Theme.rowPad + (sorted ? 16 : 0) + (pinned ? 16 : 0)

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
            x: root.alignRight ? parent.width - width - Theme.rowPad : root.pad
            anchors.verticalCenter: parent.verticalCenter
            spacing: 4
            AppText {
                id: words
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, root.width - root.pad - Theme.rowPad - (root.sorted ? 16 : 0) - (root.pinned ? 16 : 0))
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
            AppIcon {
                anchors.verticalCenter: parent.verticalCenter
                visible: root.pinned
                name: "pin"
                size: Theme.iconSmall
                color: Theme.text3
            }
        }
    }
    HoverHandler { id: over; enabled: words.truncated || root.hint.length > 0 }
    Tip { text: root.hint.length > 0 ? root.hint : root.text; shown: over.hovered }
    FocusRing { shown: root.visualFocus; gap: -4 }
}
