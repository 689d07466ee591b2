// SPDX-License-Identifier: GPL-3.0-or-later
// How many jobs failed, and the one that holds back most.
import QtQuick
import Inferno.Models as M
import Inferno.Theme

Tile {
    id: root

    required property M.OverviewPage page

    iconName: "octagon-x"
    title: qsTr("Failing jobs")
    value: root.page.failing
    foot: words.text
    onClicked: root.page.app.navigate("jobs", "?status=failed")
    AppIcon {
        x: 12
        y: 86
        name: root.page.failing > 0 ? "octagon-x" : "circle-check"
        size: Theme.iconSmall
        color: root.page.failing > 0 ? Theme.failed : Theme.success
    }
    AppText {
        id: words
        x: 28
        y: 84
        width: parent.width - x - 12
        font: Theme.label
        color: Theme.text2
        //: %1 is the failed job that holds back most.
        text: root.page.failing > 0 ? qsTr("first %1").arg(root.page.firstFailing) : qsTr("None failed")
    }
}
