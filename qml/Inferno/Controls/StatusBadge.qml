// SPDX-License-Identifier: GPL-3.0-or-later
// The status of a job or run: the one place where a state becomes glyph, word and colour. `progress` in 0..1 adds a
// percentage to a running one; `text` overrides the word ("Warnings").
import QtQuick
import Inferno.Controls
import Inferno.Theme

Badge {
    id: root

    property string status: "scheduled"
    property real progress: -1

    tone: StatusLook.tone(status)
    iconName: StatusLook.glyph(status)
    turning: status === "running"
    text: status === "running" && progress >= 0
        //: A running job and how much of it is done: "Running 62 %".
        ? qsTr("%1 %2 %").arg(StatusLook.word(status)).arg(Math.round(progress * 100)) : StatusLook.word(status)
}
