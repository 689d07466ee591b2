// SPDX-License-Identifier: GPL-3.0-or-later
// The graph as an indented list: the same jobs and edges, for those who cannot or would not use the canvas.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

ListView {
    id: root

    required property M.GraphPage page

    clip: true
    activeFocusOnTab: true
    reuseItems: true
    model: page.outline
    boundsBehavior: Flickable.StopAtBounds
    T.ScrollBar.vertical: ScrollBar {}
    Accessible.role: Accessible.Tree
    Accessible.name: qsTr("Outline of the dependency graph")
    onCurrentIndexChanged: if (activeFocus) page.choose(page.outline.at(currentIndex, "name"))
    Keys.onReturnPressed: page.app.navigate("jobs", page.outline.at(currentIndex, "name"))
    Keys.onEscapePressed: page.choose("")
    delegate: TableRow {
        id: row
        required property int index
        required property string name
        required property int depth
        required property string status
        required property string schedule
        required property string note
        text: name + ", " + StatusLook.word(status) + ", " + schedule + ", " + note
        selected: root.page.chosen === name
        focusShown: root.activeFocus
        onClicked: {
            root.currentIndex = index;
            root.forceActiveFocus(Qt.MouseFocusReason);
            root.page.choose(name);
        }
        onOpened: root.page.app.navigate("jobs", name)
        Item { width: 16 + row.depth * 24; height: 1 }
        Item {
            width: 24
            height: parent.height
            StatusIcon { anchors.verticalCenter: parent.verticalCenter; status: row.status }
        }
        TableCell { width: 300 - row.depth * 24; strong: true; text: row.name }
        TableCell { width: 120; color: StatusLook.color(row.status); text: StatusLook.word(row.status) }
        TableCell { width: Math.max(120, root.width - 620); color: Theme.text2; text: row.schedule }
        TableCell { width: 140; color: Theme.text3; text: row.note }
    }
}
