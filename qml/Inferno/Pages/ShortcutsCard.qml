// SPDX-License-Identifier: GPL-3.0-or-later
// All keys of the window, by where they work, each to be changed by pressing another one.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Card {
    id: root

    required property M.KeyMap keys

    title: qsTr("Keys")
    subtitle: keys.changedCount > 0
        //: How many keys are not as they were at first.
        ? qsTr("%n changed", "", keys.changedCount) : qsTr("choose one and press another key")
    pad: 1
    actions: Button {
        enabled: root.keys.changedCount > 0
        reason: qsTr("No key is changed")
        small: true
        iconName: "rotate-ccw"
        text: qsTr("Reset all keys")
        onClicked: root.keys.resetAll()
    }

    Column {
        width: parent.width
        bottomPadding: 4
        Repeater {
            model: root.keys
            Column {
                id: entry
                required property string actionId
                required property string text
                required property string scopeTitle
                required property bool first
                required property var chords   // of texts
                required property bool fixed
                required property bool isChanged
                width: parent ? parent.width : 0
                AppText {
                    visible: entry.first
                    leftPadding: 12
                    topPadding: 12
                    bottomPadding: 4
                    font: Theme.emphasis
                    text: entry.scopeTitle
                    Accessible.role: Accessible.Heading
                    Accessible.name: text
                }
                ShortcutRow {
                    width: parent.width
                    keys: root.keys
                    actionId: entry.actionId
                    text: entry.text
                    chords: entry.chords
                    fixed: entry.fixed
                    isChanged: entry.isChanged
                }
            }
        }
    }
}
