// SPDX-License-Identifier: GPL-3.0-or-later
// How many versions of models answer.
import QtQuick
import Inferno.Models as M
import Inferno.Theme

Tile {
    id: root

    required property M.OverviewPage page

    iconName: "boxes"
    title: qsTr("Models")
    value: root.page.modelsText
    //: Models that answer, after the number.
    unit: qsTr("ready")
    foot: root.page.modelsDetail
    problem: root.page.modelsProblem
    onClicked: root.page.app.navigate("models")
    AppIcon {
        visible: root.problem.length === 0
        x: 12
        y: 86
        name: root.page.modelsGood ? "circle-check" : "octagon-x"
        size: Theme.iconSmall
        color: root.page.modelsGood ? Theme.success : Theme.failed
    }
    AppText {
        visible: root.problem.length === 0
        x: 28
        y: 84
        width: parent.width - x - 12
        font: Theme.label
        color: Theme.text2
        text: root.page.modelsDetail
    }
}
