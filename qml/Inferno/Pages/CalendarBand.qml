// SPDX-License-Identifier: GPL-3.0-or-later
// Hours in which nothing starts, that do not exist, or that come twice: hatched; or their words, which lie above the
// boxes (`words`).
import QtQuick
import Inferno.Charts
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Item {
    id: root

    required property int day
    required property real from
    required property real to
    required property string kind
    required property string text
    required property string name
    required property bool first
    required property M.CalendarPage page
    property bool words: false
    readonly property bool blackout: kind === "blackout"

    Accessible.ignored: !words
    Accessible.role: Accessible.StaticText
    Accessible.name: text + ", " + page.spanText(day, from, to)

    Rectangle {
        anchors.fill: parent
        visible: !root.words
        color: root.blackout ? Theme.surface : Theme.clear
        radius: Theme.radiusControl
        clip: true
        Hatch { anchors.fill: parent; ink: root.blackout ? (Theme.contrast ? Theme.divider : Theme.sunken) : Theme.warningLine; stroke: root.blackout ? 3 : 1.2 }
        Rectangle { anchors.fill: parent; visible: root.blackout; radius: Theme.radiusControl; color: Theme.clear; border.color: Theme.borderStrong }
    }
    Rectangle {
        visible: root.words && root.first && root.height >= 18
        anchors.centerIn: parent
        width: Math.min(label.implicitWidth + (root.blackout ? 26 : 12), parent.width - 4)
        height: 16
        radius: 2
        color: Theme.surface
        AppIcon { x: 4; anchors.verticalCenter: parent.verticalCenter; visible: root.blackout; name: "ban"; size: Theme.iconSmall; color: Theme.text2 }
        AppText {
            id: label
            x: root.blackout ? 20 : 6
            width: parent.width - x - 4
            height: parent.height
            font: root.blackout ? Theme.caption : Theme.captionStrong
            color: root.blackout ? Theme.text2 : Theme.warning
            text: root.text
        }
    }
    HoverHandler { id: over; enabled: root.blackout && !root.words }
    Tip { shown: over.hovered && !menu.visible; text: root.text + "\n" + root.page.spanText(root.day, root.from, root.to) }
    TapHandler { enabled: root.blackout && !root.words; acceptedButtons: Qt.LeftButton | Qt.RightButton; onTapped: menu.popup() }
    Menu {
        id: menu
        MenuItem {
            //: Lets the jobs start again in a time in which nothing started.
            text: qsTr("Take this blackout away")
            iconName: "trash"
            enabled: root.page.writable
            onTriggered: root.page.removeBlackout(root.name)
        }
    }
}
