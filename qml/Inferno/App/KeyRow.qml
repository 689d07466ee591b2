// SPDX-License-Identifier: GPL-3.0-or-later
// A line of the sheet of keys.
import QtQuick
import Inferno.Controls
import Inferno.Theme

Item {
    id: root

    required property string text
    required property string keys

    implicitWidth: 226
    implicitHeight: 22
    Accessible.role: Accessible.StaticText
    Accessible.name: text + " " + keys

    AppText { width: parent.width - hint.width - 8; anchors.verticalCenter: parent.verticalCenter; text: root.text; Accessible.ignored: true }
    KeyHint { id: hint; anchors.right: parent.right; anchors.verticalCenter: parent.verticalCenter; keys: root.keys }
}
