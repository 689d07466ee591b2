// SPDX-License-Identifier: GPL-3.0-or-later
// When a job runs: modes, the expression, its strips, and what happens around its times.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.JobEditorPage page
    readonly property M.ScheduleBuilder schedule: page.schedule

    function editText(): void { cron.edit(); }

    implicitHeight: column.height
    height: implicitHeight

    Column {
        id: column
        width: parent.width
        spacing: 14

        SegmentedControl {
            id: modes
            label: qsTr("How often")
            segments: [
                Segment { text: qsTr("On request") },
                Segment { text: qsTr("Hourly") },
                Segment { text: qsTr("Daily") },
                Segment { text: qsTr("Weekly") },
                Segment { text: qsTr("Monthly") },
                Segment { text: qsTr("Yearly") },
                Segment { text: qsTr("Interval") },
                Segment { text: qsTr("Custom") }
            ]
            onActivated: index => root.schedule.setMode(index)
            Binding on currentIndex { value: root.schedule.mode; restoreMode: Binding.RestoreNone }
        }
        Item {
            width: parent.width
            height: Math.max(cron.height, 96)
            CronText {
                id: cron
                width: Math.min(420, parent.width * 0.5)
                height: implicitHeight
                focus: true
                schedule: root.schedule
            }
            Column {
                x: cron.width + 24
                width: parent.width - x
                spacing: 8
                AppText { font: Theme.labelMedium; color: Theme.text2; text: qsTr("Time zone") }
                TextField {
                    width: Math.min(parent.width, 260)
                    iconName: "globe"
                    label: qsTr("Time zone of the schedule")
                    text: root.schedule.zone
                    errorText: root.schedule.zoneKnown ? "" : qsTr("unknown")
                    onTextEdited: root.schedule.zone = text
                }
                Row {
                    spacing: 6
                    KeyHint { anchors.verticalCenter: parent.verticalCenter; keys: root.page.app.keys.texts["job-editor.text"] ?? "" }
                    AppText { font: Theme.label; color: Theme.text3; text: qsTr("edit the text") }
                }
            }
        }
        CronBuilder {
            width: parent.width
            height: implicitHeight
            visible: !root.schedule.empty
            schedule: root.schedule
        }
        Rectangle {
            width: parent.width
            height: policies.height
            radius: Theme.radiusCard
            color: Theme.surface
            border.color: Theme.border
            Column {
                id: policies
                width: parent.width
                PolicyRow {
                    width: parent.width
                    visible: root.schedule.dayIsEither
                    title: qsTr("Day and weekday")
                    choices: [qsTr("either one matches (cron's rule)")]
                    values: ["either"]
                    value: "either"
                }
                PolicyRow {
                    width: parent.width
                    title: qsTr("Missed start")
                    choices: [qsTr("run the latest as soon as possible"), qsTr("skip"), qsTr("catch up all")]
                    values: ["latest", "skip", "all"]
                    value: root.page.misfire
                    onChosen: value => root.page.misfire = value
                }
                PolicyRow {
                    width: parent.width
                    last: true
                    title: qsTr("Already running")
                    choices: [qsTr("skip"), qsTr("queue one"), qsTr("run in parallel"), qsTr("stop the old run")]
                    values: ["skip", "queue", "allow", "replace"]
                    value: root.page.overlap
                    onChosen: value => root.page.overlap = value
                }
            }
        }
    }
}
