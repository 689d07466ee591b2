// SPDX-License-Identifier: GPL-3.0-or-later
// A hash of a proof: on the path (good), or a sibling.
import QtQuick
import Inferno.Theme

Rectangle {
    id: root

    property string title: ""
    property string hash: ""
    property bool good: false

    height: 34
    radius: Theme.radiusControl
    color: good ? Theme.successTint : Theme.neutralTint
    border.color: good ? Theme.successLine : Theme.neutralLine
    Accessible.role: Accessible.StaticText
    Accessible.name: title + " " + hash

    AppText {
        y: root.hash.length > 0 ? 2 : 9
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        font: root.good ? Theme.captionStrong : Theme.caption
        color: root.good ? Theme.success : Theme.text2
        text: root.title
    }
    AppText {
        y: 16
        width: parent.width
        visible: text.length > 0
        horizontalAlignment: Text.AlignHCenter
        font: Theme.monoCaption
        text: root.hash
    }
}
