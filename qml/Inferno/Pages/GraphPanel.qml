// SPDX-License-Identifier: GPL-3.0-or-later
// The chosen job of the graph: its state, what it waits for, what waits for it.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

DrawerPanel {
    id: root

    required property M.GraphPage page

    standardWidth: Theme.drawerMin
    title: page.chosen

    Column {
        x: 16
        width: parent.width - 32
        spacing: 12

        StatusBadge { status: root.page.chosenStatus }
        Column {
            width: parent.width
            spacing: 2
            AppText { width: parent.width; color: Theme.text2; text: root.page.chosenSchedule }
            AppText { width: parent.width; visible: text.length > 0; font: Theme.label; color: Theme.text3; text: root.page.chosenNext }
        }
        Banner {
            width: parent.width
            visible: root.page.impactText.length > 0
            boxed: true
            tone: "failed"
            title: qsTr("While it stays failed")
            text: root.page.impactText
        }
        Row {
            spacing: 8
            Button {
                focus: true
                kind: Button.Primary
                small: true
                iconName: StatusLook.tone(root.page.chosenStatus) === "failed" ? "rotate-ccw" : "play"
                text: StatusLook.tone(root.page.chosenStatus) === "failed" ? qsTr("Retry") : qsTr("Run now")
                enabled: root.page.writable
                reason: root.page.whyNot
                onClicked: StatusLook.tone(root.page.chosenStatus) === "failed" ? root.page.app.retryJob(root.page.chosen) : root.page.app.runJob(root.page.chosen)
            }
            Button { small: true; text: qsTr("Open"); onClicked: root.page.app.navigate("jobs", root.page.chosen) }
            Button { small: true; text: qsTr("Isolate"); keys: root.page.app.keys.texts["graph.isolate"] ?? ""; onClicked: root.page.isolate(root.page.chosen) }
        }
        NameList { width: parent.width; title: qsTr("Waits for"); names: root.page.upstream; onChosen: name => root.page.choose(name) }
        NameList { width: parent.width; title: qsTr("Waiting for it"); names: root.page.downstream; onChosen: name => root.page.choose(name) }
    }
}
