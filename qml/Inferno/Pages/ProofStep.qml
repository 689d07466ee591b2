// SPDX-License-Identifier: GPL-3.0-or-later
// One part of a proof in words, and whether it holds.
import QtQuick
import Inferno.Theme

Item {
    id: root

    property string title: ""
    property string text: ""
    property bool good: true

    implicitHeight: 22 + detail.height
    Accessible.role: Accessible.StaticText
    //: Read to a screen reader: a part of a proof, and what was checked.
    Accessible.name: (good ? qsTr("holds: %1") : qsTr("does not hold: %1")).arg(title + ", " + text)
    AppIcon { y: 2; name: root.good ? "circle-check" : "octagon-x"; size: Theme.icon; color: root.good ? Theme.success : Theme.failed }
    AppText { x: 26; width: parent.width - x; font: Theme.bodyMedium; text: root.title }
    AppText { id: detail; x: 26; y: 20; width: parent.width - x; font: Theme.label; color: Theme.text2; wrapMode: Text.Wrap; text: root.text }
}
