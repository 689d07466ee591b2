// SPDX-License-Identifier: GPL-3.0-or-later
// The chosen job of the graph, or the chosen group: what it is, its edges, its jobs.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Column {
    id: root

    required property M.GraphPage page

    spacing: 16

    Column {
        width: parent.width
        spacing: 2
        visible: !root.page.chosenIsGroup
        AppText { width: parent.width; color: Theme.text2; text: root.page.chosenSchedule }
        AppText { width: parent.width; visible: text.length > 0; font: Theme.label; color: Theme.text3; text: root.page.chosenNext }
    }
    Flow {
        width: parent.width
        spacing: 8
        Button {
            visible: !root.page.chosenIsGroup
            kind: Button.Primary
            small: true
            iconName: root.page.impactFailed ? "rotate-ccw" : "play"
            text: root.page.impactFailed ? qsTr("Retry") : qsTr("Run now")
            enabled: root.page.writable
            reason: root.page.whyNot
            onClicked: root.page.impactFailed ? root.page.app.retryJob(root.page.chosen) : root.page.app.runJob(root.page.chosen)
        }
        Button { small: true; text: root.page.chosenIsGroup ? qsTr("Show its jobs") : qsTr("Open"); onClicked: root.page.open(root.page.chosen) }
        Button { small: true; text: qsTr("Isolate"); keys: root.page.app.keys.texts["graph.isolate"] ?? ""; onClicked: root.page.isolate(root.page.chosen) }
        Button { visible: !root.page.chosenIsGroup; small: true; text: qsTr("Edit the job"); onClicked: root.page.app.navigate("job-editor", root.page.chosen) }
    }
    Column {
        width: parent.width
        visible: !root.page.chosenIsGroup
        Row {
            spacing: 6
            AppText { font: Theme.labelStrong; text: qsTr("Waits for") }
            CountPill { anchors.verticalCenter: parent.verticalCenter; text: root.page.waitsFor.count }
        }
        Repeater {
            model: root.page.waitsFor
            GraphEdgeRow {
                width: parent ? parent.width : 0
                editing: root.page.editing
                writable: root.page.writable
                onClicked: root.page.choose(name)
                onConditionChosen: on => root.page.setCondition(name, root.page.chosen, on)
                onRemoved: root.page.removeEdge(name, root.page.chosen)
            }
        }
    }
    Column {
        width: parent.width
        visible: !root.page.chosenIsGroup
        Row {
            spacing: 6
            AppText { font: Theme.labelStrong; text: qsTr("Waiting for it") }
            CountPill { anchors.verticalCenter: parent.verticalCenter; text: root.page.waitedBy.count }
        }
        Repeater {
            model: root.page.waitedBy
            GraphEdgeRow {
                width: parent ? parent.width : 0
                editing: root.page.editing
                writable: root.page.writable
                onClicked: root.page.choose(name)
                onConditionChosen: on => root.page.setCondition(root.page.chosen, name, on)
                onRemoved: root.page.removeEdge(root.page.chosen, name)
            }
        }
    }
    NameList {
        visible: root.page.chosenIsGroup
        width: parent.width
        title: qsTr("Jobs of the group")
        names: root.page.members
        onChosen: name => root.page.app.navigate("jobs", name)
    }
}
