// SPDX-License-Identifier: GPL-3.0-or-later
// A quiet count beside a tab or a title.
import QtQuick
import Inferno.Theme

Rectangle {
    id: root

    property string text: ""
    property bool current: false
    property string tone: ""  // "failed" tints it

    implicitWidth: Math.max(20, label.implicitWidth + 12)
    implicitHeight: 16
    radius: 8
    color: tone.length > 0 ? StatusLook.tint(tone) : Theme.track
    Accessible.ignored: true

    AppText {
        id: label
        anchors.centerIn: parent
        font: root.tone.length > 0 ? Theme.captionStrong : Theme.caption
        color: root.tone.length > 0 ? StatusLook.ink(root.tone) : root.current ? Theme.text : Theme.text2
        text: root.text
    }
}
