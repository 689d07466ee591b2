// SPDX-License-Identifier: GPL-3.0-or-later
// A job being written: steps at the left, the form, a live preview at the right.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

AppPage {
    id: root

    required property M.JobEditorPage page
    readonly property bool roomy: width > 980
    property bool previewAsked: false    // in a narrow window it lies over the form
    readonly property bool showsPreview: roomy || previewAsked
    readonly property bool showsSteps: width > 760
    property int step: page.isNew ? 0 : 1
    readonly property list<string> steps: [qsTr("General"), qsTr("Schedule"), qsTr("Command"), qsTr("Inputs"), qsTr("Dependencies"), qsTr("Limits and retries"), qsTr("Alerts"), qsTr("Review")]

    // What is wrong in a step, "" where nothing is.
    function problemOf(index: int): string { return page.stepProblems[index] ?? ""; }
    readonly property Item form: [general, schedule, command, inputs, depends, limits, alerts, review][step]

    function finish(): void { page.app.navigate("jobs", ""); }

    onSaveRequested: page.save()
    onStepChanged: form.forceActiveFocus(Qt.TabFocusReason)
    Repeater {
        model: root.steps.length
        Item {
            id: jump
            required property int index
            Shortcut { sequences: root.page.app.keys.sequences["job-editor.step-" + (jump.index + 1)] ?? []; enabled: root.visible; onActivated: root.step = jump.index }
        }
    }
    Shortcut { sequences: root.page.app.keys.sequences["job-editor.run"] ?? []; enabled: root.visible; onActivated: root.page.saveAndRun() }
    Shortcut { sequences: root.page.app.keys.sequences["job-editor.text"] ?? []; enabled: root.visible; onActivated: { root.step = 1; schedule.editText(); } }
    Connections {
        target: root.page
        function onBegun(): void { root.step = root.page.isNew ? 0 : 1; }
        function onRefused(): void {
            for (let index = 0; index < root.steps.length - 1; ++index) {
                if (root.problemOf(index).length > 0) {
                    root.step = index;
                    return;
                }
            }
        }
        function onSaved(name: string): void {
            if (root.page.app.currentPage === "job-editor")
                root.page.app.navigate("jobs", name);
        }
    }

    Rectangle {
        id: head
        width: parent.width
        height: Theme.toolBar
        color: Theme.surface
        AppText { id: title; x: 16; anchors.verticalCenter: parent.verticalCenter; width: Math.min(implicitWidth, 420); font: Theme.section; text: root.page.title }
        Badge {
            x: title.x + title.width + 12
            anchors.verticalCenter: parent.verticalCenter
            visible: root.page.dirty
            tone: "warning"
            text: qsTr("Unsaved changes")
        }
        AppText {
            x: title.x + title.width + 148
            anchors.verticalCenter: parent.verticalCenter
            font: Theme.label
            color: Theme.text3
            text: root.page.draftText
        }
        Button {
            visible: !root.roomy
            anchors.right: parent.right
            anchors.rightMargin: 16
            anchors.verticalCenter: parent.verticalCenter
            iconName: "panel-right"
            //: Shows or hides what a schedule will do, beside the form.
            text: root.previewAsked ? qsTr("Hide preview") : qsTr("Preview")
            onClicked: root.previewAsked = !root.previewAsked
        }
        Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.border }
    }
    JobMerged {
        id: merged
        y: head.height
        width: parent.width
        height: visible ? implicitHeight : 0
        page: root.page
    }
    PageStates {
        y: head.height + merged.height
        width: parent.width
        height: parent.height - y
        focus: true
        page: root.page

        Rectangle {
            id: stepper
            width: root.showsSteps ? Theme.stepper : 0
            height: parent.height - foot.height
            visible: root.showsSteps
            color: Theme.surface
            Column {
                x: 8
                y: 12
                width: parent.width - 16
                spacing: 4
                Repeater {
                    model: root.steps
                    StepButton {
                        required property string modelData
                        required property int index
                        width: parent ? parent.width : 0
                        number: index + 1
                        text: modelData
                        current: root.step === index
                        problem: root.problemOf(index)
                        onClicked: root.step = index
                    }
                }
            }
            Row {
                x: 16
                y: parent.height - 28
                spacing: 6
                KeyHint { anchors.verticalCenter: parent.verticalCenter; keys: root.page.app.keys.texts["job-editor.step-1"] ?? "" }
                AppText { font: Theme.label; color: Theme.text3; text: qsTr("to 8: jump to a step") }
            }
            Rectangle { anchors.right: parent.right; width: 1; height: parent.height; color: Theme.border }
        }
        Rectangle {
            x: stepper.width
            width: (root.roomy ? preview.x : parent.width) - x
            height: stepper.height
            color: Theme.surface
            Flickable {
                anchors.fill: parent
                contentHeight: 32 + root.form.height
                clip: true
                boundsBehavior: Flickable.StopAtBounds
                T.ScrollBar.vertical: ScrollBar {}
                GeneralStep { id: general; visible: root.step === 0; focus: visible; x: 24; y: 16; width: parent.width - 48; page: root.page }
                ScheduleStep { id: schedule; visible: root.step === 1; focus: visible; x: 24; y: 16; width: parent.width - 48; page: root.page; onStepRequested: step => root.step = step }
                CommandStep { id: command; visible: root.step === 2; focus: visible; x: 24; y: 16; width: parent.width - 48; page: root.page }
                InputsStep { id: inputs; visible: root.step === 3; focus: visible; x: 24; y: 16; width: parent.width - 48; page: root.page }
                DependsStep { id: depends; visible: root.step === 4; focus: visible; x: 24; y: 16; width: parent.width - 48; page: root.page }
                LimitsStep { id: limits; visible: root.step === 5; focus: visible; x: 24; y: 16; width: parent.width - 48; page: root.page }
                AlertsStep { id: alerts; visible: root.step === 6; focus: visible; x: 24; y: 16; width: parent.width - 48; page: root.page }
                ReviewStep { id: review; visible: root.step === 7; focus: visible; x: 24; y: 16; width: parent.width - 48; page: root.page; onStepRequested: step => root.step = step }
            }
        }
        SchedulePreview {
            id: preview
            visible: root.showsPreview
            x: parent.width - width
            width: root.showsPreview ? 424 : 0
            height: stepper.height
            page: root.page
        }
        Rectangle {
            id: foot
            anchors.bottom: parent.bottom
            width: parent.width
            height: Theme.toolBar
            color: Theme.surface
            Rectangle { width: parent.width; height: 1; color: Theme.border }
            Button {
                x: 16
                anchors.verticalCenter: parent.verticalCenter
                kind: Button.Ghost
                text: root.page.dirty ? qsTr("Discard") : qsTr("Back to jobs")
                onClicked: { root.page.discard(); root.finish(); }
            }
            Row {
                anchors.right: parent.right
                anchors.rightMargin: 16
                anchors.verticalCenter: parent.verticalCenter
                spacing: 8
                AppText {
                    anchors.verticalCenter: parent.verticalCenter
                    width: Math.min(implicitWidth, foot.width - 420)
                    font: Theme.label
                    color: root.page.formError.length > 0 ? Theme.failed : Theme.text2
                    text: root.page.formError.length > 0 ? root.page.formError
                        : !root.page.writable ? qsTr("The draft is kept here until the service is there again")
                        : qsTr("Takes effect at once; the change is recorded in the audit trail")
                }
                Button {
                    visible: root.step < 7
                    text: qsTr("Next step")
                    trailingIcon: "arrow-right"
                    onClicked: root.step += 1
                }
                Button {
                    text: qsTr("Save and run")
                    keys: root.page.app.keys.texts["job-editor.run"] ?? ""
                    enabled: root.page.writable
                    reason: root.page.whyNot
                    onClicked: root.page.saveAndRun()
                }
                Button {
                    kind: Button.Primary
                    text: root.page.isNew ? qsTr("Create job") : qsTr("Save job")
                    busy: root.page.saving
                    enabled: root.page.writable && (root.page.dirty || root.page.isNew)
                    reason: root.page.whyNot
                    onClicked: root.page.save()
                }
            }
        }
    }
}
