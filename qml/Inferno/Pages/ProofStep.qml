// SPDX-License-Identifier: GPL-3.0-or-later
// One part of a proof in words.
import QtQuick
import Inferno.Theme

Item {
    id: root

    property string title: ""
    property string text: ""

    implicitHeight: 38
    Accessible.role: Accessible.StaticText
    Accessible.name: title + ": " + text
    AppIcon { y: 2; name: "info"; size: Theme.icon; color: Theme.text2 }
    AppText { x: 26; width: parent.width - x; font: Theme.bodyMedium; text: root.title }
    AppText { x: 26; y: 19; width: parent.width - x; font: Theme.label; color: Theme.text2; text: root.text }
}
