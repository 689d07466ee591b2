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
    readonly property var values: page.values
    readonly property var errors: page.errors
    readonly property M.ScheduleBuilder schedule: page.schedule
    readonly property bool scheduled: !schedule.empty

    signal stepRequested(int step)

    function editText(): void { cron.edit(); }

    implicitHeight: column.height
    height: implicitHeight

    Column {
        id: column
        width: parent.width
        spacing: 14

        Select {
            visible: !modes.visible
            label: modes.label
            model: modes.names
            currentIndex: root.page.startMode
            onActivated: index => root.page.setStartMode(index)
        }
        SegmentedControl {
            id: modes

            readonly property list<string> names: [
                qsTr("On request"), qsTr("Once"), qsTr("After job"), qsTr("Hourly"), qsTr("Daily"),
                qsTr("Weekly"), qsTr("Monthly"), qsTr("Yearly"), qsTr("Interval"), qsTr("Custom")
            ]

            visible: implicitWidth <= column.width
            label: qsTr("How it starts")
            segments: [
                Segment { text: modes.names[0] },
                Segment { text: modes.names[1] },
                Segment { text: modes.names[2] },
                Segment { text: modes.names[3] },
                Segment { text: modes.names[4] },
                Segment { text: modes.names[5] },
                Segment { text: modes.names[6] },
                Segment { text: modes.names[7] },
                Segment { text: modes.names[8] },
                Segment { text: modes.names[9] }
            ]
            onActivated: index => root.page.setStartMode(index)
            Binding on currentIndex { value: root.page.startMode; restoreMode: Binding.RestoreNone }
        }
        JobField {
            width: Math.min(parent.width, 560)
            visible: root.page.startMode === 1
            page: root.page
            field: "run_at"
            label: qsTr("Once at")
            hint: qsTr("By the clock of %1").arg(root.schedule.zone)
            mono: true
        }
        Link {
            visible: root.page.startMode === 2
            text: root.page.dependsOn.length > 0 ? qsTr("After %1: change it").arg(root.page.dependsOn) : qsTr("Choose the jobs that it waits for")
            onClicked: root.stepRequested(4)
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
                stripField: builder.activeFocus ? builder.lastTouched : -1
            }
            Column {
                x: cron.width + 24
                width: parent.width - x
                spacing: 8
                PhraseField { width: parent.width; schedule: root.schedule }
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
            id: builder
            property int lastTouched: -1
            field: cron.caretField
            onTouched: field => lastTouched = field
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
                    visible: root.schedule.dayAndWeekday
                    title: qsTr("Day and weekday")
                    choices: [qsTr("either one matches (cron's rule)"), qsTr("both must match")]
                    values: ["either", "both"]
                    value: root.schedule.dayIsEither ? "either" : "both"
                    possible: [true, root.schedule.canRequireBoth]
                    note: root.schedule.otherDayText
                    onChosen: value => root.schedule.requireBoth(value === "both")
                }
                PolicyRow {
                    width: parent.width
                    visible: root.schedule.shiftedText.length > 0
                    title: qsTr("Clock skips the hour")
                    choices: [qsTr("run when the clock is there again"), qsTr("skip this run")]
                    values: ["run", "skip"]
                    value: root.page.skipShifted ? "skip" : "run"
                    note: root.schedule.shiftedText
                    onChosen: value => root.page.skipShifted = value === "skip"
                }
                PolicyRow {
                    width: parent.width
                    visible: root.scheduled
                    title: qsTr("Missed start")
                    choices: [qsTr("run the latest as soon as possible"), qsTr("skip"), qsTr("catch up all")]
                    ticks: ["rxxlr", "rxxxr", "rlllr"]
                    values: ["latest", "skip", "all"]
                    value: root.page.misfire
                    onChosen: value => root.page.misfire = value
                }
                PolicyRow {
                    width: parent.width
                    visible: root.scheduled
                    title: qsTr("Never during")
                    choices: [qsTr("blackouts"), qsTr("ignore them")]
                    values: ["heed", "ignore"]
                    value: (root.values["ignore_blackouts"] ?? "").length > 0 ? "ignore" : "heed"
                    note: root.page.blackoutText
                    onChosen: value => root.page.set("ignore_blackouts", value === "ignore" ? "1" : "")
                }
                PolicyRow {
                    width: parent.width
                    visible: root.scheduled
                    title: qsTr("Spread the start")
                    note: root.errors["jitter"] ? root.errors["jitter"] : qsTr("the same offset for the same time of a schedule")
                    AppText { height: 28; text: qsTr("by up to") }
                    TextField {
                        width: 72
                        label: qsTr("Spread the start by up to")
                        placeholderText: qsTr("0")
                        text: root.values["jitter"] ?? ""
                        errorText: root.errors["jitter"] ? " " : ""
                        onTextEdited: root.page.set("jitter", text)
                    }
                }
                PolicyRow {
                    width: parent.width
                    last: true
                    title: qsTr("Already running")
                    choices: [qsTr("skip"), qsTr("queue one"), qsTr("run in parallel"), qsTr("stop the old run")]
                    ticks: ["rxrxr", "rprpr", "rrrrr", "srsrr"]
                    values: ["skip", "queue", "allow", "replace"]
                    value: root.page.overlap
                    onChosen: value => root.page.overlap = value
                }
            }
        }
        Row {
            visible: root.scheduled
            spacing: 24
            JobField { width: 300; labelWidth: 100; page: root.page; field: "starts"; label: qsTr("Not before"); placeholder: "2026-04-01 00:00"; mono: true }
            JobField { width: 300; labelWidth: 100; page: root.page; field: "ends"; label: qsTr("Not after"); placeholder: "2026-12-31 23:59"; mono: true }
        }
        JobField { width: 300; labelWidth: 100; visible: root.scheduled; page: root.page; field: "max_runs"; label: qsTr("At most"); hint: qsTr("runs; empty: without an end"); fieldWidth: 96 }
    }
}
