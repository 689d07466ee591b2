// SPDX-License-Identifier: GPL-3.0-or-later
// Something that is as it should be, or is not, and a quieter word about it.
import QtQuick
import Inferno.Controls
import Inferno.Theme

Item {
    id: root

    property bool good: true
    property string text: ""
    property string note: ""

    implicitHeight: 28
    Accessible.role: Accessible.StaticText
    Accessible.name: text + " " + note

    AppIcon {
        x: 12
        anchors.verticalCenter: parent.verticalCenter
        name: root.good ? "circle-check" : "triangle-alert"
        size: Theme.iconBadge
        color: root.good ? Theme.success : Theme.warning
    }
    AppText {
        id: words
        x: 34
        width: Math.min(implicitWidth, parent.width - 46)
        anchors.verticalCenter: parent.verticalCenter
        font: Theme.bodyMedium
        text: root.text
    }
    AppText {
        id: more
        x: words.x + words.width + 12
        width: Math.max(0, parent.width - x - 12)
        anchors.verticalCenter: parent.verticalCenter
        horizontalAlignment: Text.AlignRight
        font: Theme.label
        color: Theme.text2
        text: root.note
        HoverHandler { id: over; enabled: more.truncated }
        Tip { text: root.note; shown: over.hovered }
    }
}
