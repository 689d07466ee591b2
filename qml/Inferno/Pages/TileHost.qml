// SPDX-License-Identifier: GPL-3.0-or-later
// How busy the service's machine is.
import QtQuick
import Inferno.Charts
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Tile {
    id: root

    required property M.OverviewPage page

    iconName: "cpu"
    title: root.page.app.host.length > 0 ? qsTr("Processor · %1").arg(root.page.app.host) : qsTr("Processor")
    value: root.page.hasHost ? root.page.cpuPercent : "–"
    unit: root.page.hasHost ? "%" : ""
    foot: root.page.memoryText
    tip: root.page.hostTip
    problem: root.page.hostProblem
    onClicked: root.page.app.navigate("settings")
    Sparkline { x: parent.width - width - 12; y: 34; width: Math.min(88, parent.width - 112); values: root.page.cpuSeries; from: 0; to: 100 }
    ProgressBar {
        visible: root.page.hasHost && root.problem.length === 0
        x: 12
        y: 89
        width: 48
        value: root.page.memoryShare
        Accessible.name: qsTr("Memory used")
    }
    AppText {
        visible: root.page.hasHost && root.width > 190 && root.problem.length === 0
        x: 68
        y: 84
        width: disk.x - x - 6
        font: Theme.label
        color: Theme.text2
        text: root.page.memoryText
    }
    AppText {
        id: disk
        x: parent.width - implicitWidth - 12
        y: 84
        visible: root.page.hasHost && root.width > 200 && root.problem.length === 0
        font: Theme.label
        color: Theme.text3
        text: root.page.diskText
    }
}
