// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of an action. Chosen, it takes the next key that is pressed, whatever that does elsewhere: Escape leaves it as
// it is, Backspace takes its keys away, and what another action has is refused with its name.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

T.AbstractButton {
    id: root

    required property M.KeyMap keys
    required property string actionId
    required property string what
    required property var chords   // of texts
    property bool recording: false
    property string problem: ""

    function begin(): void { problem = ""; recording = true; forceActiveFocus(Qt.MouseFocusReason); }
    function end(): void { problem = ""; recording = false; }
    function take(event: KeyEvent): bool {
        const plain = event.modifiers === Qt.NoModifier;
        if (!recording) {
            if (!plain || (event.key !== Qt.Key_Return && event.key !== Qt.Key_Enter && event.key !== Qt.Key_Space)) return false;
            begin();
        } else if (event.key === Qt.Key_Tab || event.key === Qt.Key_Backtab) {
            return false;
        } else if (event.key === Qt.Key_Escape) {
            end();
        } else if (event.key === Qt.Key_Backspace && plain) {
            keys.assign(actionId, "");
            end();
        } else {
            record(keys.chord(event.key, event.modifiers));
        }
        return true;
    }
    function record(chord: string): void {
        if (chord.length === 0)
            return;
        problem = keys.assign(actionId, chord);
        recording = problem.length > 0;
    }

    implicitWidth: Math.max(96, (recording ? asks.implicitWidth : hints.implicitWidth) + 16)
    implicitHeight: 26
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.role: Accessible.Button
    //: Name of a control that records a key: the action, then its keys.
    Accessible.name: qsTr("%1: %2").arg(what).arg(chords.length > 0 ? chords.join(", ") : qsTr("no key"))
    Accessible.description: problem.length > 0 ? problem : recording ? asks.text : ""
    onClicked: recording ? end() : begin()
    onActiveFocusChanged: if (!activeFocus) end()
    Keys.onShortcutOverride: event => event.accepted = recording
    Keys.onPressed: event => event.accepted = take(event)

    background: Rectangle {
        radius: Theme.radiusControl
        color: root.recording ? Theme.accentTint : root.hovered && root.enabled ? Theme.rowHover : Theme.clear
        border.width: root.enabled ? 1 : 0
        border.color: root.problem.length > 0 ? Theme.failed : root.recording ? Theme.accent : root.hovered ? Theme.borderStrong : Theme.clear
    }
    AppText {
        id: asks
        visible: root.recording
        anchors.centerIn: parent
        font: Theme.label
        color: Theme.accent
        //: Shown while a key is recorded.
        text: qsTr("Press a key — Esc: leave, ⌫: none")
    }
    Row {
        id: hints
        visible: !root.recording
        anchors.right: parent.right
        anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        spacing: 6
        Repeater {
            model: root.chords
            KeyHint { required property string modelData; keys: modelData }
        }
        AppText {
            visible: root.chords.length === 0
            anchors.verticalCenter: parent.verticalCenter
            font: Theme.label
            color: Theme.text3
            //: An action that has no key.
            text: qsTr("no key")
        }
    }
    FocusRing { shown: root.visualFocus || root.recording }
}
