// SPDX-License-Identifier: GPL-3.0-or-later
// The surface of a row, step or entry that can be chosen: a tint, and in high contrast an edge as well.
import QtQuick
import Inferno.Theme

Rectangle {
    property bool current: false
    property bool down: false
    property bool hovered: false
    property color currentTint: Theme.accentTint
    property color currentEdge: Theme.accent

    radius: Theme.radiusControl
    color: current ? currentTint : down ? Theme.track : hovered ? Theme.rowHover : Theme.clear
    border.width: !Theme.contrast ? 0 : current ? Theme.edge : down || hovered ? 1 : 0
    border.color: current ? currentEdge : Theme.border
}
