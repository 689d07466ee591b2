// SPDX-License-Identifier: GPL-3.0-or-later
// A row of a table: hover, selection, focus, a line below. Its children are its cells: the n-th belongs to the n-th of
// `columns`, which say where it is and how wide; without columns they stand side by side.
// The list has the keyboard focus, not the row: `current` follows ListView.isCurrentItem.
import QtQuick
import Inferno.Controls
import Inferno.Theme

RowItem {
    id: root

    property string text: ""
    property bool selected: false
    property bool current: ListView.isCurrentItem
    property bool focusShown: false        // bind to the list's activeFocus

    width: ListView.view ? ListView.view.width : implicitWidth
    implicitWidth: 400
    implicitHeight: Theme.rowHeight
    color: selected ? Theme.accentTint : hovered ? Theme.rowHover : Theme.surface
    lineColor: Theme.divider
    edgeColor: Theme.contrast && selected ? Theme.accent : Theme.clear
    focused: current && focusShown
    ringColor: Theme.accent
    ringWidth: Theme.focusWidth
    Accessible.role: Accessible.ListItem
    Accessible.name: text
    Accessible.selected: selected
    Accessible.onPressAction: clicked()
}
