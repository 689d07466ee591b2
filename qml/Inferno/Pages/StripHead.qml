// SPDX-License-Identifier: GPL-3.0-or-later
// The head of a strip: a square in the field's colour, its name, what is chosen in words, and quick choices.
import QtQuick
import Inferno.Theme

Item {
    id: root

    property color ink: Theme.accent
    property string title: ""
    property string words: ""
    property bool current: false   // the caret stands in this field
    default property alias links: side.data

    implicitHeight: 24

    Rectangle { y: 8; width: 8; height: 8; radius: 2; color: root.ink }
    AppText { id: name; x: 14; height: parent.height; font: Theme.labelStrong; color: root.current ? root.ink : Theme.text; text: root.title }
    AppText {
        x: name.x + name.width + 8
        width: Math.max(0, side.x - x - 8)
        height: parent.height
        font: Theme.label
        color: Theme.text3
        text: root.words
    }
    Row { id: side; anchors.right: parent.right; anchors.verticalCenter: parent.verticalCenter; spacing: 10 }
}
