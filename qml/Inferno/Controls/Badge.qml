// SPDX-License-Identifier: GPL-3.0-or-later
// Glyph + word + colour in 20 px: the shape of every status. `tone` is success, running, warning, failed, neutral, accent.
import QtQuick
import Inferno.Controls
import Inferno.Theme

Rectangle {
    id: root

    property string text: ""
    property string tone: "neutral"
    property string iconName: ""
    property bool turning: false

    implicitWidth: row.implicitWidth + (iconName.length > 0 ? 12 : 14)
    implicitHeight: Theme.badge
    radius: Theme.radiusControl
    color: StatusLook.tint(tone)
    border.color: StatusLook.line(tone)

    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Row {
        id: row
        x: root.iconName.length > 0 ? 5 : 7
        anchors.verticalCenter: parent.verticalCenter
        spacing: 4
        Spinner {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.iconName.length > 0
            name: root.iconName
            size: Theme.iconSmall
            color: StatusLook.ink(root.tone)
            runs: root.turning
        }
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            font: Theme.captionStrong
            color: StatusLook.ink(root.tone)
            text: root.text
        }
    }
}
