// SPDX-License-Identifier: GPL-3.0-or-later
// What was tried since the window opened, newest first; a row brings its request and its answer back.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Column {
    id: root

    required property M.ModelPlayground playground

    spacing: 2
    AppText {
        height: 24
        font: Theme.labelStrong
        //: Heading over what was tried in this window.
        text: qsTr("This visit")
    }
    Repeater {
        model: root.playground.history
        T.AbstractButton {
            id: line
            required property int index
            required property string time
            required property string label
            required property string outcome
            required property string figure
            required property int rank
            required property string latency
            width: root.width
            implicitHeight: Theme.rowHeight
            focusPolicy: Qt.StrongFocus
            hoverEnabled: true
            //: Read to a screen reader: when which version answered what, how long it took.
            Accessible.name: qsTr("%1, %2: %3 %4, %5").arg(time).arg(label).arg(outcome).arg(figure).arg(latency)
            Keys.onReturnPressed: clicked()
            onClicked: root.playground.recall(index)
            background: Rectangle {
                radius: 3
                color: line.down ? Theme.track : line.hovered ? Theme.rowHover : Theme.clear
                Divider { anchors.bottom: parent.bottom; width: parent.width }
            }
            AppText { anchors.verticalCenter: parent.verticalCenter; font: Theme.monoCaption; color: Theme.text3; text: line.time }
            AppText { id: who; x: 64; width: Math.min(implicitWidth, parent.width * 0.36); anchors.verticalCenter: parent.verticalCenter; font: Theme.label; color: Theme.text2; text: line.label }
            AppText { x: who.x + who.width + 8; width: Math.max(0, amount.x - x - 8); anchors.verticalCenter: parent.verticalCenter; font: Theme.labelMedium; text: line.outcome }
            AppText { id: amount; x: parent.width - 64 - width - 8; anchors.verticalCenter: parent.verticalCenter; font: Theme.monoCaption; text: line.figure }
            AppText { x: parent.width - 64; width: 64; horizontalAlignment: Text.AlignRight; anchors.verticalCenter: parent.verticalCenter; font: Theme.monoCaption; color: Theme.text2; text: line.latency }
            FocusRing { shown: line.visualFocus; gap: -2 }
        }
    }
}
