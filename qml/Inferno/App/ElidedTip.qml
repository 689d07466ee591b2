// SPDX-License-Identifier: GPL-3.0-or-later
// Spells out the words under the pointer where they are cut short and nothing else says them in full.
import QtQuick
import Inferno.App
import Inferno.Controls
import Inferno.Theme

Item {
    id: root

    required property Item target   // below it are the words

    HoverHandler {
        id: pointer
        onPointChanged: { words.forget(); if (hovered) patience.restart(); }
    }
    Timer {
        id: patience
        interval: Theme.tipDelay
        onTriggered: if (pointer.hovered) words.find(root.target, pointer.point.position)
    }
    ElidedWords { id: words }
    Tip {
        x: Math.max(8, Math.min(root.width - width - 8, words.box.x))
        y: words.box.y + words.box.height + 6 + height < root.height ? words.box.y + words.box.height + 6 : words.box.y - height - 6
        delay: 0
        text: words.text
        shown: words.text.length > 0
    }
}
