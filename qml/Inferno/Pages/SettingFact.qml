// SPDX-License-Identifier: GPL-3.0-or-later
// A fact of a setting: label and value on a line.
import QtQuick
import Inferno.Theme

Item {
    id: root

    property string label: ""
    property string value: ""
    property bool mono: false

    implicitHeight: 20
    Accessible.role: Accessible.StaticText
    Accessible.name: label + " " + value

    AppText { width: 92; height: parent.height; font: Theme.label; color: Theme.text2; text: root.label }
    AppText { x: 96; width: parent.width - x; height: parent.height; font: root.mono ? Theme.mono : Theme.label; elide: Text.ElideMiddle; text: root.value }
}
