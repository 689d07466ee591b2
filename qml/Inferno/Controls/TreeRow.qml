// SPDX-License-Identifier: GPL-3.0-or-later
// A row of a TreeList: indented by its depth, with an arrow that opens and closes its branch. Put TableCells into it.
import QtQuick
import Inferno.Controls
import Inferno.Theme

TableRow {
    id: root

    required property int index
    required property int depth
    required property bool hasChildren
    required property bool folded
    property TreeFold tree: null
    readonly property int mostIndents: 12                // deeper rows stand no further to the right
    readonly property int indent: 16 + Math.min(depth, mostIndents) * 24 + 20   // what is before the first cell

    Accessible.role: Accessible.TreeItem
    //: Read to a screen reader: where a row of a tree is; %1 counts from 1.
    Accessible.description: qsTr("level %1").arg(depth + 1) + (!hasChildren ? "" : folded
        //: Read to a screen reader, after the level: a branch of a tree.
        ? ", " + qsTr("closed") : ", " + qsTr("open"))

    Item {
        width: root.indent
        height: parent ? parent.height : 0
        IconButton {
            x: root.indent - 24
            anchors.verticalCenter: parent.verticalCenter
            visible: root.hasChildren
            width: 20
            height: 20
            focusPolicy: Qt.NoFocus // Right and Left do it
            iconName: root.folded ? "chevron-right" : "chevron-down"
            iconSize: Theme.iconSmall
            //: Opens or closes a branch of a tree.
            text: root.folded ? qsTr("Open the branch") : qsTr("Close the branch")
            onClicked: root.tree.setFolded(root.index, !root.folded)
        }
    }
}
