// SPDX-License-Identifier: GPL-3.0-or-later
// A tag of a job: 16 px, quiet.
import QtQuick
import Inferno.Theme

Rectangle {
    id: root

    property string text: ""

    implicitWidth: label.implicitWidth + 10
    implicitHeight: Theme.tag
    radius: 3
    color: Theme.track
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    AppText {
        id: label
        anchors.centerIn: parent
        font: Theme.caption
        color: Theme.text2
        text: root.text
    }
}
