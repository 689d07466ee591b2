// SPDX-License-Identifier: GPL-3.0-or-later
// The old or the new value of a change.
import QtQuick
import Inferno.Theme

Rectangle {
    id: root

    property string tone: "success"
    property string sign: "+"
    property string value: ""

    height: Math.max(26, words.height + 10)
    radius: Theme.radiusControl
    color: StatusLook.tint(tone)
    border.color: StatusLook.line(tone)
    Accessible.ignored: true
    AppText { x: 10; y: 5; font: Theme.mono; color: StatusLook.ink(root.tone); text: root.sign }
    AppText {
        id: words
        x: 26
        y: 5
        width: parent.width - x - 10
        font: root.value.length > 0 ? Theme.mono : Theme.label
        color: root.value.length > 0 ? Theme.text : Theme.text3
        wrapMode: Text.WrapAnywhere
        //: In the place of a value that is not there.
        text: root.value.length > 0 ? root.value : qsTr("nothing")
    }
}
