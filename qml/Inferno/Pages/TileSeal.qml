// SPDX-License-Identifier: GPL-3.0-or-later
// The newest signed checkpoint of the vault, and when it was verified.
import QtQuick
import Inferno.Models as M
import Inferno.Theme

Tile {
    id: root

    required property M.OverviewPage page

    iconName: "shield-check"
    title: qsTr("Vault seal")
    value: root.page.sealText
    foot: root.page.sealDetail
    tip: root.page.sealDetail
    problem: root.page.vaultProblem
    onClicked: root.page.app.navigate("audit")
    AppIcon {
        visible: root.problem.length === 0
        x: 12
        y: 86
        name: root.page.sealGood ? "circle-check" : "clock"
        size: Theme.iconSmall
        color: root.page.sealGood ? Theme.success : Theme.text2
    }
    AppText {
        visible: root.problem.length === 0
        x: 28
        y: 84
        width: parent.width - x - 12
        font: Theme.label
        color: root.page.sealGood ? Theme.success : Theme.text2
        text: root.page.sealDetail
    }
}
