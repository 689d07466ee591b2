// SPDX-License-Identifier: GPL-3.0-or-later
// Registers a model: which file, as what, and how it is served. It stays open until the service has taken it.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M

Dialog {
    id: root

    required property M.ModelRegistration registration

    width: 560
    title: qsTr("Register a model")
    text: qsTr("Loads a TorchScript file or an archive (.mar) from the service's machine and serves it.")
    acceptText: registration.running ? qsTr("Loading…") : qsTr("Register")
    stays: true
    canAccept: registration.complete && !registration.running
    onStarted: registration.send()
    Connections {
        target: root.registration
        function onRegistered(): void { root.close(); }
    }

    body: Column {
        id: form
        width: parent ? parent.width : 0
        spacing: 10
        topPadding: 6
        FormRow {
            width: form.width
            labelWidth: 96
            label: qsTr("File")
            errorText: root.registration.pathError
            TextField {
                width: form.width - 96
                mono: true
                focus: true
                label: qsTr("File")
                placeholderText: qsTr("/path/to/model.mar")
                enabled: !root.registration.running
                text: root.registration.path
                onTextEdited: root.registration.path = text
                Component.onCompleted: forceActiveFocus(Qt.PopupFocusReason)
            }
        }
        FormRow {
            width: form.width
            labelWidth: 96
            label: qsTr("Name")
            errorText: root.registration.nameError
            TextField {
                width: form.width - 96
                label: qsTr("Name")
                //: Stands in an empty field: a name that the file gives.
                placeholderText: qsTr("the archive's, or the file's")
                enabled: !root.registration.running
                text: root.registration.name
                onTextEdited: root.registration.name = text
            }
        }
        FormRow {
            width: form.width
            labelWidth: 96
            label: qsTr("Version")
            errorText: root.registration.versionError
            TextField {
                width: 160
                label: qsTr("Version")
                placeholderText: qsTr("the archive's, or 1.0")
                enabled: !root.registration.running
                text: root.registration.version
                onTextEdited: root.registration.version = text
            }
        }
        FormRow {
            width: form.width
            labelWidth: 96
            label: qsTr("Handler")
            hint: root.registration.handlers.at(root.registration.handler, "meaning")
            Select {
                width: 240
                label: qsTr("Handler")
                enabled: !root.registration.running
                model: root.registration.handlers
                textRole: "name"
                currentIndex: root.registration.handler
                onActivated: index => root.registration.handler = index
            }
        }
        Row {
            spacing: 24
            FormRow {
                width: 96 + 112
                labelWidth: 96
                label: qsTr("Batch")
                errorText: root.registration.batchError
                TextField {
                    width: 112
                    label: qsTr("Requests computed together, at most")
                    placeholderText: qsTr("8")
                    enabled: !root.registration.running
                    text: root.registration.batchSize
                    onTextEdited: root.registration.batchSize = text
                }
            }
            FormRow {
                width: 76 + 112
                labelWidth: 76
                label: qsTr("Workers")
                errorText: root.registration.workersError
                TextField {
                    width: 112
                    label: qsTr("Batches computed at once")
                    placeholderText: qsTr("2")
                    enabled: !root.registration.running
                    text: root.registration.workers
                    onTextEdited: root.registration.workers = text
                }
            }
        }
        Banner {
            width: form.width
            visible: root.registration.errorText.length > 0
            boxed: true
            tone: "failed"
            title: qsTr("The service refused it")
            text: root.registration.errorText
        }
        CommandLine { width: form.width; command: root.registration.command }
    }
}
