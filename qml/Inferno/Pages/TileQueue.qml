// SPDX-License-Identifier: GPL-3.0-or-later
// How many runs wait, and how many workers are busy.
import QtQuick
import Inferno.Charts
import Inferno.Models as M
import Inferno.Theme

Tile {
    id: root

    required property M.OverviewPage page

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
        visible: root.width > 190
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
