// SPDX-License-Identifier: GPL-3.0-or-later
// The chosen job of the graph: what it is, what its failure means for others, and its recent runs.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

DrawerPanel {
    id: root

    required property M.GraphPage page

    name: "graph"
    standardWidth: Theme.drawerMin
    title: page.chosenLabel

    StatusBadge { id: badge; x: 16; status: root.page.chosenStatus }
    TabBar {
        id: tabs
        y: badge.height + 8
        width: parent.width
        label: qsTr("About %1").arg(root.page.chosenLabel)
        focus: true
        currentIndex: root.page.editing || root.page.chosenIsGroup ? 0 : 1
        TabButton { text: qsTr("Details") }
        TabButton { text: qsTr("Impact") }
        TabButton { text: qsTr("Runs") }
    }
    Flickable {
        y: tabs.y + tabs.height
        width: parent.width
        height: parent.height - y
        contentHeight: body.height + 32
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}
        Item {
            id: body
            x: 16
            y: 16
            width: parent.width - 32
            height: childrenRect.height
            GraphDetails { visible: tabs.currentIndex === 0; height: visible ? implicitHeight : 0; width: parent.width; page: root.page }
            GraphImpact { visible: tabs.currentIndex === 1; height: visible ? implicitHeight : 0; width: parent.width; page: root.page }
            Column {
                visible: tabs.currentIndex === 2
                height: visible ? implicitHeight : 0
                width: parent.width
                AppText { visible: root.page.recentRuns.count === 0; color: Theme.text2; text: qsTr("It has not run yet.") }
                Repeater {
                    model: root.page.recentRuns
                    CardRow {
                        id: run
                        required property string status
                        required property string started
                        required property string duration
                        width: parent ? parent.width : 0
                        text: StatusLook.word(status) + ", " + started + ", " + duration
                        onClicked: root.page.app.navigate("jobs", root.page.chosen)
                        StatusIcon { anchors.verticalCenter: parent.verticalCenter; status: run.status }
                        AppText { x: 20; anchors.verticalCenter: parent.verticalCenter; text: StatusLook.word(run.status) }
                        AppText { x: parent.width - 160; width: 96; horizontalAlignment: Text.AlignRight; anchors.verticalCenter: parent.verticalCenter; font: Theme.mono; color: Theme.text2; text: run.started }
                        AppText { anchors.right: parent.right; anchors.verticalCenter: parent.verticalCenter; font: Theme.mono; text: run.duration }
                    }
                }
            }
        }
    }
}
