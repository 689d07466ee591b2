// SPDX-License-Identifier: GPL-3.0-or-later
// A state's glyph and how many are in it.
import QtQuick
import Inferno.Controls
import Inferno.Theme

Row {
    id: root

    property string status: "completed"
    property int total: 0
    property string words: ""    // after the number

    spacing: 4
    Accessible.role: Accessible.StaticText
    Accessible.name: total + " " + StatusLook.word(status)

    StatusIcon { anchors.verticalCenter: parent.verticalCenter; status: root.status; size: Theme.iconSmall }
    AppText {
        anchors.verticalCenter: parent.verticalCenter
        font: Theme.label
        color: Theme.text2
        text: root.words.length > 0 ? root.total + " " + root.words : root.total
    }
}
