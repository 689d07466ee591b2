// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of a page, or of the whole window, in two columns.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Models
import Inferno.Theme

Column {
    id: root

    required property KeyMap keys
    required property string part
    required property string title

    spacing: 6
    AppText { font: Theme.emphasis; text: root.title; Accessible.role: Accessible.Heading; Accessible.name: text }
    Grid {
        id: grid
        width: parent.width
        columns: 2
        columnSpacing: 24
        rowSpacing: 4
        Repeater {
            model: root.keys
            KeyRow {
                required property string scope
                width: (grid.width - grid.columnSpacing) / 2
                visible: scope === root.part && chords.length > 0
            }
        }
    }
}
