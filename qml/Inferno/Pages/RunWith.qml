// SPDX-License-Identifier: GPL-3.0-or-later
// Asks what one run of a job gets in the place of what the job says; stays open until the service has taken it.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Dialog {
    id: root

    required property M.RunRequest request

    function ask(job: string): void {
        request.begin(job);
        open();
    }

    width: 560
    title: qsTr("Run %1 with other values").arg(request.job)
    text: request.note
    acceptText: request.sending ? qsTr("Starting…") : qsTr("Run")
    stays: true
    canAccept: request.canSend
    onStarted: request.send()
    Connections {
        target: root.request
        function onStarted(runId: string): void { root.close(); }
    }

    body: Column {
        id: form
        width: parent ? parent.width : 0
        spacing: 10
        topPadding: 6
        Repeater {
            model: root.request.params
            RunParam {
                width: form.width
                first: index === 0
                onEdited: value => root.request.set(index, value)
            }
        }
        FormRow {
            width: form.width
            labelWidth: 136
            label: qsTr("Environment")
            hint: qsTr("Variables for this run alone, a line each. They may hold what shall not be read in the list of runs.")
            errorText: root.request.environmentError
            TextArea {
                id: environment
                width: parent.width
                mono: true
                minLines: 2
                maxLines: 4
                focus: root.request.params.count === 0
                label: qsTr("Environment of this run")
                placeholderText: qsTr("NAME=VALUE")
                errorText: root.request.environmentError
                onEdited: root.request.environment = text
                Component.onCompleted: {
                    text = root.request.environment;
                    if (root.request.params.count === 0) forceActiveFocus(Qt.PopupFocusReason);
                }
            }
        }
        Banner {
            width: form.width
            visible: root.request.problem.length > 0
            boxed: true
            tone: "failed"
            title: qsTr("The service refused it")
            text: root.request.problem
        }
        AppText {
            width: form.width
            font: Theme.label
            color: Theme.text3
            wrapMode: Text.Wrap
            text: qsTr("The values stay with this run and what is tried again of it; the job keeps its own.")
        }
        CommandLine { width: form.width; command: root.request.command }
    }
}
