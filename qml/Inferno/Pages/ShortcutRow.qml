// SPDX-License-Identifier: GPL-3.0-or-later
// A key in the settings: what it does, the keys that do it, and the way back to how it was.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Item {
    id: root

    required property M.KeyMap keys
    required property string actionId
    required property string text
    required property var chords   // of texts
    required property bool fixed
    required property bool isChanged

    implicitHeight: 30 + (problem.visible ? problem.height + 6 : 0)
    Accessible.role: Accessible.Grouping
    Accessible.name: text

    AppText {
        x: 12
        width: recorder.x - x - 8
        height: 30
        verticalAlignment: Text.AlignVCenter
        color: root.fixed ? Theme.text2 : Theme.text
        text: root.text
    }
    KeyRecorder {
        id: recorder
        anchors.right: back.left
        anchors.rightMargin: 4
        y: 2
        keys: root.keys
        actionId: root.actionId
        what: root.text
        chords: root.chords
        enabled: !root.fixed
    }
    IconButton {
        id: back
        anchors.right: parent.right
        anchors.rightMargin: 8
        y: 3
        small: true
        visible: root.isChanged
        iconName: "rotate-ccw"
        //: Gives an action the keys back that it had at first; %1 is the action.
        text: qsTr("Reset the keys of “%1”").arg(root.text)
        onClicked: root.keys.reset(root.actionId)
    }
    AppText {
        id: problem
        visible: recorder.problem.length > 0
        x: 12
        y: 32
        width: parent.width - 24
        horizontalAlignment: Text.AlignRight
        font: Theme.label
        color: Theme.failed
        text: recorder.problem
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
    }
    Divider { anchors.bottom: parent.bottom; width: parent.width }
}
