// SPDX-License-Identifier: GPL-3.0-or-later
// The graph as an indented list: the same jobs, groups and edges with the same keys, for those who cannot or would not
// use the canvas. A line is an edge from the line above it that is less indented.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

TreeList {
    id: root

    required property M.GraphPage page

    // The line's edge, for the keys that change it.
    function take(index: int): void {
        const parent = fold.at(index, "parent");
        page.choose(fold.at(index, "name"));
        if (page.editing && parent.length > 0)
            page.chooseEdge(parent, fold.at(index, "name"));
    }

    label: qsTr("Outline of the dependency graph")
    tree: TreeFold { id: fold; source: root.page.outline }
    Accessible.description: page.editing ? page.linkText + " " + page.edgeText : ""
    onChosen: row => take(row)
    onActiveFocusChanged: if (activeFocus && currentIndex >= 0 && page.chosen.length === 0) take(currentIndex)
    // Enter is Keys.onReturnPressed of the tree; the rest is the page's.
    onOpened: row => keys.press(Qt.Key_Return, Qt.NoModifier)
    Keys.onPressed: event => event.accepted = keys.press(event.key, event.modifiers)

    GraphKeys { id: keys; page: root.page }
    delegate: TreeRow {
        id: row
        required property string name
        required property string label
        tree: fold
        required property string status
        required property string schedule
        required property string note
        required property int members
        text: label + ", " + StatusLook.word(status) + ", " + schedule + ", " + note
        selected: root.page.chosen === name && root.currentIndex === index
        focusShown: root.activeFocus
        onClicked: {
            root.currentIndex = index;
            root.forceActiveFocus(Qt.MouseFocusReason);
            root.take(index);
        }
        onOpened: root.page.open(name)
        Item {
            visible: row.members > 0
            width: 20
            height: parent.height
            AppIcon { anchors.verticalCenter: parent.verticalCenter; name: row.name.startsWith("#") ? "chevron-right" : "chevron-down"; size: Theme.iconSmall; color: Theme.text2 }
        }
        Item {
            width: 24
            height: parent.height
            StatusIcon { anchors.verticalCenter: parent.verticalCenter; status: row.status }
        }
        TableCell { width: Math.max(80, 300 - Math.min(row.depth, row.mostIndents) * 24); strong: true; text: row.label }
        TableCell { width: 120; color: StatusLook.color(row.status); text: StatusLook.word(row.status) }
        TableCell { width: Math.max(120, root.width - 700); color: Theme.text2; text: row.schedule }
        TableCell { width: 220; color: Theme.text3; text: row.note }
    }
}
