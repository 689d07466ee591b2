// SPDX-License-Identifier: GPL-3.0-or-later
// A line of the related events: what is shared (a head), or an event that shares it.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.AbstractButton {
    id: root

    required property string kind
    required property string name        // of a head what is shared, of an event its action
    required property string value       // of a head its value, of an event who did it
    required property string count
    required property real seq
    required property string seqText     // of a head the field's name in queries
    required property string time
    required property string outcome
    readonly property bool head: kind === "head"

    signal opened()
    signal filtered()

    implicitHeight: head ? 36 : 28
    focusPolicy: head ? Qt.NoFocus : Qt.StrongFocus
    hoverEnabled: !head
    text: name
    Accessible.role: head ? Accessible.Heading : Accessible.Button
    //: Read to a screen reader: an event by its time, action, outcome and who did it.
    Accessible.name: head ? name + " " + value : qsTr("%1, %2, %3, %4").arg(time).arg(name).arg(outcome).arg(value)
    Keys.onReturnPressed: clicked()
    onClicked: if (!head) opened()

    background: Rectangle {
        radius: Theme.radiusControl
        color: root.hovered ? Theme.rowHover : Theme.clear
        FocusRing { shown: root.visualFocus; gap: -2 }
    }
    AppText { id: words; visible: root.head; y: 12; font: Theme.labelStrong; text: root.name }
    AppText { visible: root.head; x: words.width + 6; y: 12; width: filter.x - x - pill.width - 12; font: Theme.mono; color: Theme.text2; text: root.value }
    CountPill { id: pill; visible: root.head; x: filter.x - width - 6; y: 12; text: root.count }
    IconButton {
        id: filter
        visible: root.head
        anchors.right: parent.right
        y: 8
        small: true
        iconName: "zoom-in"
        //: %1 is a value that several events share.
        text: qsTr("Filter for %1").arg(root.value)
        onClicked: root.filtered()
    }
    AppText { visible: !root.head; x: 4; anchors.verticalCenter: parent.verticalCenter; font: Theme.mono; color: Theme.text2; text: root.time }
    OutcomeIcon { visible: !root.head; x: 72; anchors.verticalCenter: parent.verticalCenter; outcome: root.outcome }
    AppText { visible: !root.head; x: 94; width: 150; anchors.verticalCenter: parent.verticalCenter; font: Theme.bodyMedium; text: root.head ? "" : root.name }
    AppText { visible: !root.head; x: 250; width: number.x - x - 8; anchors.verticalCenter: parent.verticalCenter; text: root.head ? "" : root.value }
    AppText { id: number; visible: !root.head; anchors.right: parent.right; anchors.rightMargin: 4; anchors.verticalCenter: parent.verticalCenter; font: Theme.mono; color: Theme.text2; text: root.head ? "" : root.seqText }
}
