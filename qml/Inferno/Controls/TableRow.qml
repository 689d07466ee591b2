// SPDX-License-Identifier: GPL-3.0-or-later
// A row of a table in a ListView (`reuseItems: true`): hover, selection, focus, a line below. Put TableCells into it.
// The list has the keyboard focus, not the row: `current` follows ListView.isCurrentItem.
import QtQuick
import QtQuick.Templates as T
import Inferno.Theme

T.ItemDelegate {
    id: root

    property bool selected: false
    property bool current: ListView.isCurrentItem
    property bool focusShown: false        // bind to the list's activeFocus
    default property alias cells: row.data

    signal menuRequested()
    signal opened()

    width: ListView.view ? ListView.view.width : implicitWidth
    implicitWidth: 400
    implicitHeight: Theme.rowHeight
    padding: 0
    hoverEnabled: true
    focusPolicy: Qt.NoFocus
    Accessible.role: Accessible.ListItem
    Accessible.name: text
    Accessible.selected: selected
    onDoubleClicked: opened()

    background: Rectangle {
        color: root.selected ? Theme.accentTint : root.hovered ? Theme.rowHover : Theme.surface
        Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.divider }
        Rectangle { visible: Theme.contrast && root.selected; width: 4; height: parent.height; color: Theme.accent }
        Rectangle {
            anchors.fill: parent
            anchors.margins: 1
            visible: root.current && root.focusShown
            color: Theme.clear
            radius: 3
            border.width: Theme.focusWidth
            border.color: Theme.accent
        }
    }
    Row { id: row; anchors.fill: parent }
    TapHandler { acceptedButtons: Qt.RightButton; onTapped: root.menuRequested() }
}
