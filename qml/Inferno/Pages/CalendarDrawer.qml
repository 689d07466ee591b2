// SPDX-License-Identifier: GPL-3.0-or-later
// The chosen run or planned fire: when, what became of it, and what can be done.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

DrawerPanel {
    id: root

    required property M.CalendarPage page

    name: "calendar"
    standardWidth: Theme.drawerMin
    title: page.chosenJob

    Column {
        x: 16
        width: parent.width - 32
        spacing: 12

        StatusBadge { status: root.page.chosenStatus }
        Column {
            width: parent.width
            spacing: 2
            AppText { width: parent.width; font: Theme.mono; text: root.page.chosenWhen }
            AppText { width: parent.width; visible: text.length > 0; wrapMode: Text.Wrap; color: Theme.text2; text: root.page.chosenNote }
            AppText { width: parent.width; visible: text.length > 0; font: Theme.label; color: Theme.text3; text: root.page.chosenSchedule }
        }
        Column {
            visible: root.page.canMove
            width: parent.width
            spacing: 8
            Row {
                spacing: 8
                Button {
                    visible: !root.page.canRestore
                    small: true
                    iconName: "chevrons-right"
                    //: Leaves out one planned run.
                    text: qsTr("Skip once")
                    keys: root.page.app.keys.texts["calendar.skip"] ?? ""
                    enabled: root.page.writable
                    reason: root.page.whyNot
                    onClicked: root.page.skip(root.page.chosen)
                }
                Button {
                    visible: root.page.canRestore
                    small: true
                    iconName: "undo"
                    //: The run starts when its schedule says, again.
                    text: qsTr("As scheduled")
                    enabled: root.page.writable
                    reason: root.page.whyNot
                    onClicked: root.page.restore(root.page.chosen)
                }
                Button { small: true; text: qsTr("15 min later"); tip: qsTr("Ctrl+↓"); enabled: root.page.writable; reason: root.page.whyNot; onClicked: root.page.moveBy(root.page.chosen, 15) }
            }
            AppText { width: parent.width; wrapMode: Text.Wrap; font: Theme.label; color: Theme.text3; text: qsTr("Only this run is changed; the schedule stays.") }
        }
        Row {
            spacing: 8
            Button { focus: true; kind: root.page.canMove ? Button.Secondary : Button.Primary; small: true; text: qsTr("Open the job"); onClicked: root.page.app.navigate("jobs", root.page.chosenJob) }
            Button { small: true; text: qsTr("Edit"); onClicked: root.page.app.navigate("job-editor", root.page.chosenJob) }
        }
    }
}
