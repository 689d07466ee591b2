// SPDX-License-Identifier: GPL-3.0-or-later
// Spells out the words under the pointer where they are cut short and nothing else says them in full.
import QtQuick
import Inferno.App
import Inferno.Controls
import Inferno.Theme

Item {
    id: root

    required property Item target   // below it are the words
    // Of an ancestor of the words: one of this item, which lies over them, would keep what is below from being hovered.
    required property HoverHandler pointer

    Connections {
        target: root.pointer
        function onPointChanged(): void { words.forget(); if (root.pointer.hovered) patience.restart(); }
    }
    Timer {
        id: patience
        interval: Theme.tipDelay
        onTriggered: if (root.pointer.hovered) words.find(root.target, root.target.mapFromItem(null, root.pointer.point.scenePosition))
    }
    ElidedWords { id: words }
    Item {
        x: words.box.x
        y: words.box.y
        width: words.box.width
        height: words.box.height
        Tip {
            side: words.box.y + words.box.height + 40 < root.height ? Tip.Below : Tip.Above
            delay: 0
            text: words.text
            shown: words.text.length > 0
        }
    }
}
