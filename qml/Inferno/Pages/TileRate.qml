// SPDX-License-Identifier: GPL-3.0-or-later
// Which share of the runs succeeded, against the 24 hours before.
import QtQuick
import Inferno.Charts
import Inferno.Models as M
import Inferno.Theme

Tile {
    id: root

    required property M.OverviewPage page

    iconName: "circle-check"
    title: qsTr("Success rate, 24 h")
    value: root.page.hasRate ? root.page.rate : "–"
    unit: root.page.hasRate ? "%" : ""
    foot: root.page.rateDifference + " " + root.page.ratePrevious
    tip: root.page.rateTip
    problem: root.page.runsProblem
    onClicked: root.page.app.navigate("jobs", "?status=failed")
    Sparkline { x: parent.width - width - 12; y: 34; width: Math.min(88, parent.width - 112); values: root.page.rateSeries }
    Row {
        visible: root.page.hasRate && root.problem.length === 0
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
            width: Math.min(implicitWidth, root.width - 24 - (difference.visible ? difference.width + 20 : 0))
            font: Theme.label
            color: Theme.text2
            text: root.page.ratePrevious
        }
    }
}
