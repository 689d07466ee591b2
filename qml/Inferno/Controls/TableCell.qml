// SPDX-License-Identifier: GPL-3.0-or-later
// A cell of text in a row: elided, with what is hidden in a tooltip; numbers and times are `mono`.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Theme

Item {
    id: root

    property alias text: words.text
    property alias color: words.color
    property bool mono: false
    property bool strong: false
    property bool alignRight: false

    implicitWidth: 120
    height: parent ? parent.height : Theme.rowHeight

    AppText {
        id: words
        x: Theme.rowPad
        width: parent.width - 2 * Theme.rowPad
        anchors.verticalCenter: parent.verticalCenter
        horizontalAlignment: root.alignRight ? Text.AlignRight : Text.AlignLeft
        font: root.mono ? Theme.mono : root.strong ? Theme.bodyMedium : Theme.body
    }
    HoverHandler { id: over; enabled: words.truncated }
    Tip { text: words.text; shown: over.hovered }
}
