// SPDX-License-Identifier: GPL-3.0-or-later
// How full the disk of the data folder is.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Tile {
    id: root

    required property M.OverviewPage page

    iconName: "database"
    title: qsTr("Data folder")
    value: root.page.hasHost ? root.page.diskPercent : "–"
    //: Of the disk, after the number.
    unit: root.page.hasHost ? qsTr("% full") : ""
    foot: root.page.diskDetail
    problem: root.page.hostProblem
    onClicked: root.page.app.navigate("settings")
    ProgressBar { x: 12; y: 72; width: parent.width - 24; value: root.page.diskPercent / 100; Accessible.name: qsTr("Disk used") }
    AppText {
        visible: root.problem.length === 0
        x: 12
        y: 84
        width: parent.width - 24
        font: Theme.label
        color: Theme.text2
        text: root.page.diskDetail
    }
}
