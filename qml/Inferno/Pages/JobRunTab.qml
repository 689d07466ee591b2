// SPDX-License-Identifier: GPL-3.0-or-later
// A job's newest run: progress, facts, the bars of the last 20 runs, and its output, followed while it goes on.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Charts
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Item {
    id: root

    required property M.JobDetail detail

    signal whyRequested()

    Column {
        id: top
        x: 16
        y: 10
        width: parent.width - 32
        spacing: 8
        Item {
            width: parent.width
            height: 16
            visible: root.detail.elapsedText.length > 0
            AppText { font: Theme.label; color: Theme.text2; text: root.detail.elapsedText }
            AppText { anchors.right: parent.right; font: Theme.label; color: Theme.text2; text: root.detail.leftText }
        }
        ProgressBar {
            width: parent.width
            visible: root.detail.elapsedText.length > 0
            indeterminate: root.detail.progress < 0
            value: Math.max(0, root.detail.progress)
            Accessible.name: qsTr("Progress of the run")
        }
        FactList { width: parent.width; source: root.detail.facts }
        Link {
            visible: root.detail.story.count > 0
            //: Leads to the chain of reasons why a run started.
            text: qsTr("why did it start?")
            onClicked: root.whyRequested()
        }
        RunCharts { width: parent.width; usage: root.detail.usage }
        Item {
            width: parent.width
            height: 20
            AppText { font: Theme.labelStrong; text: qsTr("Last 20 runs") }
            AppText { anchors.right: parent.right; font: Theme.label; color: Theme.text2; text: root.detail.durations }
        }
        RunBars {
            width: parent.width
            height: 40
            barWidth: (width - 19 * 4) / 20
            gap: 4
            durations: root.detail.barHeights
            states: root.detail.barStatuses
        }
    }
    LogView {
        y: top.y + top.height + 12
        width: parent.width
        height: parent.height - y
        detail: root.detail
    }
}
