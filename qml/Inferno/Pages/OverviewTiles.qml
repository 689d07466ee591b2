// SPDX-License-Identifier: GPL-3.0-or-later
// The five tiles of the overview, in one row or in two.
import QtQuick
import Inferno.Charts
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Flow {
    id: root

    required property M.OverviewPage page
    readonly property bool wraps: width < 960 // five would clip their words: three, and two below
    readonly property real tileWidth: Math.floor((width - (wraps ? 2 : 4) * spacing) / (wraps ? 3 : 5))
    readonly property real wideWidth: wraps ? Math.floor((width - spacing) / 2) : tileWidth

    spacing: Theme.space5

    Tile {
        width: root.tileWidth
        iconName: "activity"
        title: qsTr("Runs, last 24 h")
        value: root.page.runs
        note: root.page.runsDifference
        onClicked: root.page.app.navigate("jobs")
        ShareBar {
            x: 12
            y: 72
            width: parent.width - 24
            counts: root.page.runCounts
            tones: ["success", "failed", "warning", "running", "neutral"]
        }
        Row {
            x: 12
            y: 85
            spacing: root.tileWidth > 200 ? 12 : 4
            CountGlyph { status: "completed"; total: root.page.runCounts[0] }
            CountGlyph { status: "failed"; total: root.page.runCounts[1] }
            CountGlyph { status: "cancelled"; total: root.page.runCounts[2] }
            CountGlyph { status: "running"; total: root.page.runCounts[3] }
            CountGlyph { status: "queued"; total: root.page.runCounts[4] }
        }
    }
    Tile {
        id: rate
        width: root.tileWidth
        iconName: "circle-check"
        title: qsTr("Success rate, 24 h")
        value: root.page.hasRate ? root.page.rate : "–"
        unit: root.page.hasRate ? "%" : ""
        foot: root.page.rateDifference + " " + root.page.ratePrevious
        tip: root.page.rateTip
        onClicked: root.page.app.navigate("jobs", "?status=failed")
        Sparkline { x: parent.width - width - 12; y: 34; width: Math.min(88, parent.width - 112); values: root.page.rateSeries }
        Row {
            visible: root.page.hasRate
            x: 12
            y: 84
            spacing: 4
            AppIcon {
                visible: difference.visible
                anchors.verticalCenter: parent.verticalCenter
                name: root.page.rateFell ? "arrow-down" : "arrow-up"
                size: Theme.iconSmall
                color: root.page.rateFell ? Theme.failed : Theme.success
            }
            AppText { id: difference; visible: text.length > 0; font: Theme.label; color: root.page.rateFell ? Theme.failed : Theme.success; text: root.page.rateDifference }
            AppText {
                width: Math.min(implicitWidth, rate.width - 24 - (difference.visible ? difference.width + 20 : 0))
                font: Theme.label
                color: Theme.text2
                text: root.page.ratePrevious
            }
        }
    }
    Tile {
        width: root.tileWidth
        iconName: "layers"
        title: qsTr("Queue and workers")
        value: root.page.app.queueDepth
        //: After the number of runs that wait for a worker.
        unit: qsTr("waiting")
        foot: workers.text
        onClicked: root.page.app.navigate("jobs", "?status=running")
        Sparkline { x: parent.width - width - 12; y: 34; width: Math.min(72, parent.width - 130); values: root.page.perHour }
        CellRow {
            id: cells
            visible: root.tileWidth > 190
            x: 12
            y: 88
            taken: root.page.app.workersBusy
            places: Math.min(8, root.page.app.workersMax)
        }
        AppText {
            id: workers
            x: cells.visible ? cells.x + cells.width + 8 : 12
            y: 84
            width: parent.width - x - 8
            font: Theme.label
            color: Theme.text2
            text: qsTr("%1 of %2 workers").arg(root.page.app.workersBusy).arg(root.page.app.workersMax)
        }
    }
    Tile {
        width: root.wideWidth
        iconName: "shield-check"
        title: qsTr("Vault seal")
        value: root.page.sealText
        foot: root.page.sealDetail
        tip: root.page.sealDetail
        onClicked: root.page.app.navigate("audit")
        AppIcon {
            id: sealMark
            x: 12
            y: 86
            name: root.page.sealGood ? "circle-check" : "clock"
            size: Theme.iconSmall
            color: root.page.sealGood ? Theme.success : Theme.text2
        }
        AppText {
            x: 28
            y: 84
            width: parent.width - x - 12
            font: Theme.label
            color: root.page.sealGood ? Theme.success : Theme.text2
            text: root.page.sealDetail
        }
    }
    Tile {
        width: root.wideWidth
        iconName: "cpu"
        title: root.page.app.host.length > 0 ? qsTr("Processor · %1").arg(root.page.app.host) : qsTr("Processor")
        value: root.page.hasHost ? root.page.cpuPercent : "–"
        unit: root.page.hasHost ? "%" : ""
        foot: root.page.memoryText
        tip: root.page.hostTip
        Sparkline { x: parent.width - width - 12; y: 34; width: Math.min(88, parent.width - 112); values: root.page.cpuSeries; from: 0; to: 100 }
        ProgressBar { visible: root.page.hasHost; x: 12; y: 89; width: 48; value: root.page.memoryShare; Accessible.name: qsTr("Memory used") }
        AppText {
            visible: root.page.hasHost && root.tileWidth > 190
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
            visible: root.page.hasHost && root.tileWidth > 200
            font: Theme.label
            color: Theme.text3
            text: root.page.diskText
        }
    }
}
