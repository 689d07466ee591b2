// SPDX-License-Identifier: GPL-3.0-or-later
// A job of a file of definitions, and what would become of it.
import QtQuick
import Inferno.Controls
import Inferno.Theme

Item {
    id: root

    property string title: ""
    property string word: ""
    property string tone: "neutral"
    property string text: ""

    implicitHeight: Math.max(32, lines.height + 14)
    Accessible.role: Accessible.ListItem
    Accessible.name: title + ": " + word + " " + text

    Badge {
        x: 12
        y: 6
        tone: root.tone
        iconName: root.tone === "success" ? "circle-check" : root.tone === "failed" ? "octagon-x" : root.tone === "warning" ? "pencil" : "info"
        text: root.word
    }
    AppText { x: 148; y: 6; width: 172; font: Theme.bodyMedium; text: root.title }
    AppText {
        id: lines
        x: 328
        y: 7
        width: parent.width - x - 12
        font: Theme.label
        color: root.tone === "failed" ? Theme.failed : Theme.text2
        wrapMode: Text.Wrap
        text: root.text
    }
    Divider { anchors.bottom: parent.bottom; width: parent.width }
}
