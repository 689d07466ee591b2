// SPDX-License-Identifier: GPL-3.0-or-later
// The foot of the palette: what the current row would do, its line for a terminal, and the keys for both.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Theme

Column {
    id: root

    required property string line
    required property bool complete
    required property string explanation

    Divider { width: parent.width }
    Item {
        visible: root.explanation.length > 0
        width: parent.width
        height: words.height + 16
        Accessible.role: Accessible.StaticText
        Accessible.name: root.explanation
        AppIcon { x: 16; y: 10; name: "info"; size: Theme.iconBadge; color: Theme.running }
        AppText {
            id: words
            x: 42
            y: 8
            width: parent.width - x - 16
            wrapMode: Text.Wrap
            elide: Text.ElideNone
            color: Theme.text
            text: root.explanation
            Accessible.ignored: true
        }
    }
    Rectangle {
        visible: root.line.length > 0
        width: parent.width
        height: 28
        color: Theme.sunken
        AppIcon { x: 16; anchors.verticalCenter: parent.verticalCenter; name: "terminal"; size: Theme.iconBadge; color: Theme.text3 }
        AppText {
            id: command
            x: 42
            width: parent.width - x - 16
            anchors.verticalCenter: parent.verticalCenter
            font: Theme.mono
            elide: Text.ElideMiddle
            color: root.complete ? Theme.text2 : Theme.text3
            text: root.line
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }
        HoverHandler { id: over; enabled: command.truncated }
        Tip { text: root.line; shown: over.hovered }
    }
    Row {
        x: 16
        height: 28
        spacing: 12
        PaletteKey { keys: "⏎"; text: qsTr("do it") }
        PaletteKey { keys: "Alt+⏎"; text: qsTr("what would this do?") }
        PaletteKey { keys: "Ctrl+C"; text: qsTr("copy the line"); opacity: root.complete ? 1 : 0.4 }
        PaletteKey { keys: "Esc"; text: qsTr("back") }
    }
}
