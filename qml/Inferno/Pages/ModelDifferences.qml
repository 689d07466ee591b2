// SPDX-License-Identifier: GPL-3.0-or-later
// Two answers side by side, value by value; what differs is marked. D shows that alone.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Column {
    id: root

    required property M.ModelPlayground playground

    spacing: 4
    Item {
        width: parent.width
        height: Theme.controlSmall
        AppText { anchors.verticalCenter: parent.verticalCenter; font: Theme.labelStrong; text: root.playground.differenceText }
        CheckBox {
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            //: Shows only the values in which two answers differ.
            text: qsTr("Only differences")
            checked: root.playground.onlyDifferent
            onToggled: root.playground.onlyDifferent = checked
        }
    }
    Repeater {
        model: root.playground.differences
        Rectangle {
            id: line
            required property string path
            required property string leftValue
            required property string rightValue
            required property bool differs
            width: root.width
            height: 24
            radius: 3
            color: differs ? Theme.warningTint : Theme.clear
            Accessible.role: Accessible.Row
            Accessible.name: path + ": " + leftValue + ", " + rightValue
            AppText { x: 6; width: parent.width * 0.44 - 10; anchors.verticalCenter: parent.verticalCenter; font: Theme.monoCaption; color: Theme.text2; elide: Text.ElideMiddle; text: line.path }
            AppText { x: parent.width * 0.44; width: parent.width * 0.28 - 8; horizontalAlignment: Text.AlignRight; anchors.verticalCenter: parent.verticalCenter; font: Theme.monoCaption; text: line.leftValue }
            AppText { x: parent.width * 0.72; width: parent.width * 0.28 - 6; horizontalAlignment: Text.AlignRight; anchors.verticalCenter: parent.verticalCenter; font: Theme.monoCaption; color: line.differs ? Theme.warning : Theme.text; text: line.rightValue }
        }
    }
}
