// SPDX-License-Identifier: GPL-3.0-or-later
// Places taken of places there are: `taken` filled boxes, then hollow ones up to `places` (at most 16 are drawn).
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Theme

Row {
    id: root

    property int taken: 0
    property int places: 0
    property string tone: "running"

    spacing: 2
    Accessible.ignored: true

    Repeater {
        model: Math.min(16, root.places)
        Rectangle {
            id: box
            required property int index
            width: 11
            height: 7
            radius: 1.5
            color: box.index < root.taken ? StatusLook.ink(root.tone) : Theme.clear
            border.width: box.index < root.taken ? 0 : 1
            border.color: Theme.borderStrong
        }
    }
}
