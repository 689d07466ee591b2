// SPDX-License-Identifier: GPL-3.0-or-later
// A line of the sheet of keys: what is done, and the keys for it.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Theme

Item {
    id: root

    required property string text
    required property var chords   // of texts

    implicitWidth: 226
    implicitHeight: 22
    Accessible.role: Accessible.StaticText
    Accessible.name: text + " " + chords.join(", ")

    AppText { width: parent.width - hints.width - 8; anchors.verticalCenter: parent.verticalCenter; text: root.text; Accessible.ignored: true }
    Row {
        id: hints
        anchors.right: parent.right
        anchors.rightMargin: 2
        anchors.verticalCenter: parent.verticalCenter
        spacing: 6
        Repeater {
            model: root.chords
            KeyHint { required property string modelData; keys: modelData }
        }
    }
}
