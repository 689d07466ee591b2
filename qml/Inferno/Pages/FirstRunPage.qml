// SPDX-License-Identifier: GPL-3.0-or-later
// The first steps: five, each with a line of what it is. Enter goes on, every step may be left out.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

AppPage {
    id: root

    required property M.FirstRunPage page
    readonly property bool showsSteps: width > 720
    readonly property Item form: [computer, service, vault, preferences, job][page.step]

    function goOn(): void { root.page.next(); }

    Shortcut { sequences: root.page.app.keys.sequences["first-run.step-1"] ?? []; enabled: root.visible; onActivated: root.page.step = 0 }
    Shortcut { sequences: root.page.app.keys.sequences["first-run.step-2"] ?? []; enabled: root.visible; onActivated: root.page.step = 1 }
    Shortcut { sequences: root.page.app.keys.sequences["first-run.step-3"] ?? []; enabled: root.visible; onActivated: root.page.step = 2 }
    Shortcut { sequences: root.page.app.keys.sequences["first-run.step-4"] ?? []; enabled: root.visible; onActivated: root.page.step = 3 }
    Shortcut { sequences: root.page.app.keys.sequences["first-run.step-5"] ?? []; enabled: root.visible; onActivated: root.page.step = 4 }
    Shortcut { sequences: root.page.app.keys.sequences["first-run.next"] ?? []; enabled: root.visible; onActivated: root.goOn() }
    Connections {
        target: root.page
        function onStepShown(): void {
            if (root.activeFocus)
                root.form.forceActiveFocus(Qt.TabFocusReason);
        }
    }

    Rectangle {
        id: stepper
        width: root.showsSteps ? Theme.category : 0
        height: parent.height - foot.height
        visible: root.showsSteps
        color: Theme.surface
        Column {
            x: 8
            y: 12
            width: parent.width - 16
            spacing: 4
            Repeater {
                model: root.page.steps
                FirstRunStep {
                    id: entry
                    width: parent ? parent.width : 0
                    current: root.page.step === entry.index
                    onClicked: root.page.step = entry.index
                }
            }
        }
        Rectangle { anchors.right: parent.right; width: 1; height: parent.height; color: Theme.border }
    }
    Flickable {
        id: view
        x: stepper.width
        width: parent.width - x
        height: parent.height - foot.height
        contentHeight: Math.max(height, body.height)
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}

        FocusScope {
            id: body
            x: 24
            width: Math.min(720, view.width - 48)
            height: head.height + root.form.implicitHeight + 56
            focus: true

            Column {
                id: head
                y: 20
                width: parent.width
                spacing: 4
                AppText {
                    width: parent.width
                    font: Theme.page
                    text: root.page.steps.at(root.page.step, "title")
                    Accessible.role: Accessible.Heading
                }
                AppText {
                    width: parent.width
                    color: Theme.text2
                    wrapMode: Text.Wrap
                    text: root.page.steps.at(root.page.step, "what")
                }
            }
            readonly property int formTop: head.y + head.height + 20

            FirstRunComputer { id: computer; y: body.formTop; width: parent.width; visible: root.page.step === 0; focus: visible; page: root.page }
            FirstRunService { id: service; y: body.formTop; width: parent.width; visible: root.page.step === 1; focus: visible; page: root.page }
            FirstRunVault { id: vault; y: body.formTop; width: parent.width; visible: root.page.step === 2; focus: visible; page: root.page }
            FirstRunPreferences { id: preferences; y: body.formTop; width: parent.width; visible: root.page.step === 3; focus: visible; page: root.page }
            FirstRunJob { id: job; y: body.formTop; width: parent.width; visible: root.page.step === 4; focus: visible; page: root.page }
        }
    }
    Rectangle {
        id: foot
        anchors.bottom: parent.bottom
        width: parent.width
        height: 48
        color: Theme.surface
        Rectangle { width: parent.width; height: 1; color: Theme.border }
        Button {
            x: 16
            anchors.verticalCenter: parent.verticalCenter
            kind: Button.Ghost
            //: Leaves the first steps for now; they stay on the overview.
            text: qsTr("Later")
            onClicked: root.page.app.navigate("overview")
        }
        Row {
            anchors.right: parent.right
            anchors.rightMargin: 16
            anchors.verticalCenter: parent.verticalCenter
            spacing: 8
            Button {
                kind: Button.Ghost
                //: Leaves a step out.
                text: qsTr("Skip")
                onClicked: root.page.skip()
            }
            Button {
                enabled: root.page.step > 0
                //: To the step before.
                text: qsTr("Back")
                Accessible.name: qsTr("To the step before")
                onClicked: root.page.back()
            }
            Button {
                kind: Button.Primary
                keys: ""
                text: root.page.last
                    //: Ends the first steps.
                    ? qsTr("Finish")
                    //: To the next step.
                    : qsTr("Next")
                tip: "Ctrl+Enter"
                onClicked: root.goOn()
            }
        }
    }
}
