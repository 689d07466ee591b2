// SPDX-License-Identifier: GPL-3.0-or-later
// A job as another program writes it, to be copied.
import QtQuick
import Inferno.Controls
import Inferno.Theme

Column {
    id: root

    property string title: ""
    property string text: ""

    spacing: 4
    AppText { font: Theme.labelStrong; text: root.title }
    Rectangle {
        width: parent.width
        height: Math.max(32, words.height + 12)
        radius: Theme.radiusControl
        color: Theme.sunken
        AppText {
            id: words
            x: 8
            y: 6
            width: parent.width - 48
            font: Theme.mono
            wrapMode: Text.WrapAnywhere
            text: root.text.trim()
        }
        IconButton {
            anchors.right: parent.right
            anchors.rightMargin: 4
            y: 4
            small: true
            iconName: "copy"
            //: Copies a job in the form of another program, such as a crontab.
            text: qsTr("Copy: %1").arg(root.title)
            onClicked: clip.copy(root.text)
        }
    }
    Clip { id: clip }
}
