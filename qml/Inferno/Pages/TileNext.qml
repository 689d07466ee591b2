// SPDX-License-Identifier: GPL-3.0-or-later
// What starts next by its schedule.
import QtQuick
import Inferno.Models as M
import Inferno.Theme

Tile {
    id: root

    required property M.OverviewPage page

    iconName: "calendar-clock"
    title: qsTr("Next run")
    value: root.page.nextText.length > 0 ? root.page.nextText : "–"
    note: root.page.nextIn
    foot: root.page.nextJob
    onClicked: root.page.nextJob.length > 0 ? root.page.app.navigate("jobs", root.page.nextJob) : root.page.app.navigate("calendar")
    AppText { x: 12; y: 84; width: parent.width - 24; font: Theme.label; color: Theme.text2; text: root.page.nextJob }
}
