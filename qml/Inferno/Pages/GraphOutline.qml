// SPDX-License-Identifier: GPL-3.0-or-later
// The graph as an indented list: the same jobs and edges, for those who cannot or would not use the canvas.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

TreeList {
    id: root

    required property M.GraphPage page

    label: qsTr("Outline of the dependency graph")
    tree: TreeFold { id: fold; source: root.page.outline }
    onChosen: row => page.choose(fold.at(row, "name"))
    onOpened: row => page.app.navigate("jobs", fold.at(row, "name"))
    Keys.onEscapePressed: page.choose("")
    delegate: TreeRow {
        id: row
        required property string name
        required property string status
        required property string schedule
        required property string note
        tree: fold
        text: name + ", " + StatusLook.word(status) + ", " + schedule + (note.length > 0 ? ", " + note : "")
        selected: root.page.chosen === name
        focusShown: root.activeFocus
        onClicked: {
            root.currentIndex = index;
            root.forceActiveFocus(Qt.MouseFocusReason);
            root.page.choose(name);
        }
        onDoubleClicked: root.page.app.navigate("jobs", name)
        Item {
            width: 24
            height: parent ? parent.height : 0
            StatusIcon { anchors.verticalCenter: parent.verticalCenter; status: row.status }
        }
        TableCell { width: Math.max(120, 320 - Math.min(row.depth, row.mostIndents) * 24); strong: true; text: row.name }
        TableCell { width: 120; color: StatusLook.color(row.status); text: StatusLook.word(row.status) }
        TableCell { width: Math.max(120, root.width - 660); color: Theme.text2; text: row.schedule }
        TableCell { width: 140; color: Theme.text3; text: row.note }
    }
}
