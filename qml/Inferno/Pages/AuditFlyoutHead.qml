// SPDX-License-Identifier: GPL-3.0-or-later
// Over an event: its outcome, action and number, and the event as a sentence.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Item {
    id: root

    property string nextKeys: ""
    property string previousKeys: ""
    required property M.EventDetail detail

    signal stepped(int by)
    signal closed()

    implicitHeight: 64
    OutcomeIcon { x: 16; y: 18; size: Theme.icon; outcome: root.detail.outcome }
    AppText { id: action; x: 40; y: 14; width: Math.min(implicitWidth, tools.x - x - number.width - 16); font: Theme.section; text: root.detail.action; Accessible.role: Accessible.Heading; Accessible.name: text }
    AppText { id: number; x: action.x + action.width + 8; y: 18; font: Theme.mono; color: Theme.text2; text: root.detail.seqText }
    Row {
        id: tools
        anchors.right: parent.right
        anchors.rightMargin: 10
        y: 12
        spacing: 4
        IconButton { iconName: "chevron-up"; text: qsTr("Newer event"); keys: root.previousKeys; onClicked: root.stepped(-1) }
        IconButton { iconName: "chevron-down"; text: qsTr("Older event"); keys: root.nextKeys; onClicked: root.stepped(1) }
        IconButton {
            iconName: "x"
            //: Closes the panel at the right.
            text: qsTr("Close")
            keys: "Esc"
            onClicked: root.closed()
        }
    }
    Row {
        x: 16
        y: 41
        width: parent.width - 32
        spacing: 4
        clip: true
        Accessible.role: Accessible.StaticText
        Accessible.name: root.detail.words
        AppText { id: actor; width: Math.min(implicitWidth, 140); font: Theme.labelStrong; text: root.detail.actor }
        AppText { id: verb; font: Theme.label; color: Theme.text2; text: root.detail.verb }
        AppText { width: Math.min(implicitWidth, Math.max(40, parent.width - actor.width - verb.width - place.implicitWidth - 12)); font: Theme.mono; color: Theme.text2; text: root.detail.object }
        AppText { id: place; font: Theme.label; color: Theme.text2; text: root.detail.whereText }
    }
}
