// SPDX-License-Identifier: GPL-3.0-or-later
// How many events the vault holds, and how many of them are held outside of it as well.
import QtQuick
import Inferno.Models as M
import Inferno.Theme

Tile {
    id: root

    required property M.OverviewPage page

    iconName: "scroll-text"
    title: qsTr("Audit events")
    value: root.page.eventsText
    foot: root.page.eventsDetail
    tip: root.page.eventsDetail
    problem: root.page.vaultProblem
    onClicked: root.page.app.navigate("audit")
    AppText {
        visible: root.problem.length === 0
        x: 12
        y: 84
        width: parent.width - 24
        font: Theme.label
        color: Theme.text2
        text: root.page.eventsDetail
    }
}
