// SPDX-License-Identifier: GPL-3.0-or-later
// How many runs ended, and how.
import QtQuick
import Inferno.Charts
import Inferno.Models as M

Tile {
    id: root

    required property M.OverviewPage page

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
        spacing: root.width > 200 ? 12 : 4
        CountLink { status: "completed"; total: root.page.runCounts[0]; onClicked: root.page.app.navigate("jobs", "?status=completed") }
        CountLink { status: "failed"; total: root.page.runCounts[1]; onClicked: root.page.app.navigate("jobs", "?status=failed") }
        CountLink { status: "cancelled"; total: root.page.runCounts[2]; onClicked: root.page.app.navigate("jobs", "?status=cancelled") }
        CountLink { status: "running"; total: root.page.runCounts[3]; onClicked: root.page.app.navigate("jobs", "?status=running") }
        CountLink { status: "queued"; total: root.page.runCounts[4]; onClicked: root.page.app.navigate("jobs", "?status=queued") }
    }
}
