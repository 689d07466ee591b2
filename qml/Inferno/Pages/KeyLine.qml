// SPDX-License-Identifier: GPL-3.0-or-later
// A key of the vault in its card.
import QtQuick
import Inferno.Controls
import Inferno.Theme

Item {
    id: root

    required property string name
    required property string iconName
    required property string mark
    required property string note
    required property string tone
    required property string word
    required property string act
    property bool roomy: true
    property bool writable: true
    property string whyNot: ""

    signal acted(string act)

    implicitHeight: 28
    Accessible.role: Accessible.StaticText
    Accessible.name: name + " " + mark + " " + word

    AppIcon { x: 12; anchors.verticalCenter: parent.verticalCenter; name: root.iconName; size: Theme.iconBadge; color: Theme.text2 }
    AppText { x: 34; anchors.verticalCenter: parent.verticalCenter; width: 116; font: Theme.bodyMedium; text: root.name }
    AppText {
        id: what
        x: 156
        anchors.verticalCenter: parent.verticalCenter
        width: (root.roomy ? 74 : badge.x - 164)
        font: Theme.mono
        text: root.mark
        HoverHandler { id: overWhat; enabled: what.truncated }
        Tip { text: root.mark; shown: overWhat.hovered }
    }
    AppText {
        id: more
        visible: root.roomy
        x: 236
        anchors.verticalCenter: parent.verticalCenter
        width: badge.x - x - 8
        color: Theme.text2
        text: root.note
        HoverHandler { id: over; enabled: more.truncated }
        Tip { text: root.note; shown: over.hovered }
    }
    Badge {
        id: badge
        anchors.verticalCenter: parent.verticalCenter
        x: parent.width - 156
        tone: root.tone
        iconName: root.tone === "warning" ? "triangle-alert" : "circle-check"
        text: root.word
    }
    Link {
        anchors.right: parent.right
        anchors.rightMargin: 12
        anchors.verticalCenter: parent.verticalCenter
        enabled: root.writable
        //: Chooses what opens the vault, or makes new keys.
        text: root.act === "root" ? qsTr("Change") : qsTr("Rotate")
        Accessible.name: text + " " + root.name
        Accessible.description: root.writable ? "" : root.whyNot
        onClicked: root.acted(root.act)
    }
    Divider { anchors.bottom: parent.bottom; width: parent.width }
}
