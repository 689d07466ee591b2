// SPDX-License-Identifier: GPL-3.0-or-later
// A line of a crontab, and what becomes of it.
import QtQuick
import Inferno.Controls
import Inferno.Theme

Item {
    id: root

    required property int line
    required property string text
    required property bool fits
    required property string word
    required property string tone
    required property string job
    required property string schedule
    required property string command
    required property string note

    implicitHeight: (note.length > 0 ? why.height + 4 : 0) + 32
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("Line %1: %2").arg(line).arg(word) + " " + job + " " + note

    AppText { x: 12; y: 6; width: 28; horizontalAlignment: Text.AlignRight; font: Theme.mono; lineHeight: 20; color: Theme.text3; text: root.line }
    Badge {
        x: 52
        y: 6
        tone: root.tone
        iconName: root.tone === "success" ? "circle-check" : root.tone === "warning" ? "triangle-alert" : "info"
        text: root.word
    }
    AppText { x: 160; y: 6; width: 128; font: Theme.bodyMedium; text: root.job }
    AppText { x: 296; y: 6; width: 112; font: Theme.mono; lineHeight: 20; text: root.schedule }
    AppText {
        id: words
        x: root.fits && root.job.length > 0 ? 416 : 160
        y: 6
        width: parent.width - x - 12
        font: Theme.mono
        lineHeight: 20
        color: Theme.text2
        text: root.command
        HoverHandler { id: over; enabled: words.truncated }
        Tip { text: root.command; shown: over.hovered }
    }
    AppText {
        id: why
        visible: text.length > 0
        x: 160
        y: 28
        width: parent.width - x - 12
        font: Theme.label
        color: root.fits ? Theme.text2 : Theme.warning
        wrapMode: Text.Wrap
        text: root.note
    }
    Divider { anchors.bottom: parent.bottom; width: parent.width }
}
