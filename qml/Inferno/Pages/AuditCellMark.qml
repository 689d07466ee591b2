// SPDX-License-Identifier: GPL-3.0-or-later
// Marks the cell of a table's current row that F and Shift+F filter by.
import QtQuick
import Inferno.Theme

Rectangle {
    property bool shown: false

    visible: shown
    anchors.bottom: parent ? parent.bottom : undefined
    anchors.bottomMargin: 4
    width: parent ? parent.width - 16 : 0
    height: 2
    radius: 1
    color: Theme.accent
    Accessible.ignored: true
}
