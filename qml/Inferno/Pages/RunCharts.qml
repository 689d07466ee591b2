// SPDX-License-Identifier: GPL-3.0-or-later
// What the chosen run uses of the machine: processor, memory and disks, as far as they are measured.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Column {
    id: root

    required property M.RunUsage usage
    readonly property int charts: usage.diskText.length > 0 ? 3 : 2
    readonly property real each: (width - (charts - 1) * 8) / charts

    visible: usage.known
    spacing: 4
    Item {
        width: root.width
        height: 20
        AppText { font: Theme.labelStrong; text: qsTr("Resources") }
        AppText { anchors.right: parent.right; font: Theme.label; color: Theme.text2; text: root.usage.figureText }
    }
    Row {
        spacing: 8
        RunChart {
            width: root.each
            //: What a run uses: its share of the processors.
            title: qsTr("CPU")
            figure: root.usage.cpuText
            values: root.usage.cpu
            limit: root.usage.cpuTop
        }
        RunChart { width: root.each; title: qsTr("Memory"); figure: root.usage.memoryText; values: root.usage.memory; limit: root.usage.memoryTop }
        RunChart {
            width: root.each
            visible: root.charts > 2
            //: What a run reads from and writes to disks in a second.
            title: qsTr("Disks")
            figure: root.usage.diskText
            values: root.usage.disk
            limit: root.usage.diskTop
        }
    }
    HoverHandler { id: over }
    Tip { shown: over.hovered; text: root.usage.detailText }
}
