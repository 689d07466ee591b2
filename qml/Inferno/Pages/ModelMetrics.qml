// SPDX-License-Identifier: GPL-3.0-or-later
// What the two versions did, figure by figure, with the difference.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Card {
    id: root

    required property M.ModelFigures figures
    required property M.ModelTraffic traffic
    readonly property bool pair: traffic.second.length > 0
    readonly property int figure: Math.min(112, Math.max(84, (width - 24) * 0.2))

    pad: 0
    implicitHeight: 2 + Theme.tableHead + figures.rows.count * Theme.rowHeight
    Accessible.name: qsTr("Figures of the versions")

    Item {
        id: head
        width: parent.width
        height: Theme.tableHead
        AppText { x: 12; width: parent.width - 3 * root.figure - 40; anchors.verticalCenter: parent.verticalCenter; font: Theme.labelMedium; color: Theme.text2; text: qsTr("Since the service started") }
        AppText { x: parent.width - (root.pair ? 3 : 1) * root.figure - 12; width: root.figure; horizontalAlignment: Text.AlignRight; anchors.verticalCenter: parent.verticalCenter; font: Theme.labelStrong; color: Theme.c1Ink; text: root.traffic.first }
        AppText { visible: root.pair; x: parent.width - 2 * root.figure - 12; width: root.figure; horizontalAlignment: Text.AlignRight; anchors.verticalCenter: parent.verticalCenter; font: Theme.labelStrong; color: Theme.c6Ink; text: root.traffic.second }
        AppText {
            visible: root.pair
            x: parent.width - root.figure - 12
            width: root.figure
            horizontalAlignment: Text.AlignRight
            anchors.verticalCenter: parent.verticalCenter
            font: Theme.labelMedium
            color: Theme.text2
            //: Over the differences between two versions.
            text: qsTr("Difference")
        }
        Divider { anchors.bottom: parent.bottom; width: parent.width }
    }
    Column {
        y: head.height
        width: parent.width
        Repeater {
            model: root.figures.rows
            Item {
                id: line
                required property int index
                required property string name
                required property string first
                required property string second
                required property string change
                required property string tone
                width: parent ? parent.width : 0
                height: Theme.rowHeight
                Accessible.role: Accessible.Row
                Accessible.name: name + " " + first + " " + second + " " + change
                AppText { x: 12; anchors.verticalCenter: parent.verticalCenter; text: line.name }
                AppText { x: parent.width - (root.pair ? 3 : 1) * root.figure - 12; width: root.figure; horizontalAlignment: Text.AlignRight; anchors.verticalCenter: parent.verticalCenter; font: Theme.mono; text: line.first }
                AppText { visible: root.pair; x: parent.width - 2 * root.figure - 12; width: root.figure; horizontalAlignment: Text.AlignRight; anchors.verticalCenter: parent.verticalCenter; font: Theme.mono; text: line.second }
                AppText { visible: root.pair; x: parent.width - root.figure - 12; width: root.figure; horizontalAlignment: Text.AlignRight; anchors.verticalCenter: parent.verticalCenter; font: Theme.mono; color: line.tone.length > 0 ? StatusLook.ink(line.tone) : Theme.text2; text: line.change }
                Divider { visible: line.index < root.figures.rows.count - 1; anchors.bottom: parent.bottom; width: parent.width }
            }
        }
    }
}
