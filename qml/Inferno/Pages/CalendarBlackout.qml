// SPDX-License-Identifier: GPL-3.0-or-later
// Asks for the name and the times of a blackout.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M

Dialog {
    id: root

    required property M.CalendarPage page
    property string blackoutName: ""
    property string from: ""
    property string to: ""
    readonly property string today: page.nowDay >= 0 ? String(page.days.at(page.nowDay, "date") ?? "") : ""
    readonly property string problem: page.blackoutProblem(blackoutName, from, to)

    // By the chosen run's hour, or the next hour of today.
    function ask(): void {
        const day = page.chosen >= 0 ? page.chosenDay : Math.max(0, page.nowDay);
        const minute = page.chosen >= 0 ? page.chosenMinute : (Math.floor(page.nowMinute / 60) + 1) * 60;
        askFor(day, minute, minute + 120);
    }
    function askFor(day: int, begins: real, ends: real): void {
        blackoutName = "";
        from = page.fieldTime(day, begins);
        to = page.fieldTime(day, ends);
        open();
    }

    function acceptIfGood(): void { if (canAccept) accept(); }

    title: qsTr("New blackout")
    text: qsTr("Schedules do not start anything in it; each fire becomes a skipped run that names it.")
    //: Makes the blackout.
    acceptText: qsTr("Block these hours")
    canAccept: problem.length === 0
    onAccepted: page.addBlackout(blackoutName.trim(), from, to)
    body: Column {
        width: parent ? parent.width : 0
        spacing: 8
        FormRow {
            width: parent.width
            labelWidth: 72
            label: qsTr("Name")
            TextField {
                width: parent.width
                focus: true
                label: qsTr("Name of the blackout")
                //: Example of a blackout's name.
                placeholderText: qsTr("database-update")
                text: root.blackoutName
                onTextEdited: root.blackoutName = text
                onAccepted: root.acceptIfGood()
                Component.onCompleted: forceActiveFocus(Qt.OtherFocusReason)
            }
        }
        FormRow {
            width: parent.width
            labelWidth: 72
            //: Begin of a time span.
            label: qsTr("From")
            TimeField { width: parent.width; today: root.today; label: qsTr("Blackout from"); text: root.from; onTextEdited: root.from = text; onAccepted: root.acceptIfGood() }
        }
        FormRow {
            width: parent.width
            labelWidth: 72
            //: End of a time span.
            label: qsTr("To")
            hint: root.blackoutName.length > 0 ? root.problem : ""
            TimeField { width: parent.width; today: root.today; label: qsTr("Blackout to"); text: root.to; onTextEdited: root.to = text; onAccepted: root.acceptIfGood() }
        }
    }
}
