// SPDX-License-Identifier: GPL-3.0-or-later
// The place to try a version by hand: the request, its answer, another version beside it, and what was tried before.
// Ctrl+Enter asks, with Shift both versions; Escape waits no longer.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M
import Inferno.Pages
import Inferno.Theme

FocusScope {
    id: root

    required property M.ModelsPage page
    readonly property M.ModelPlayground playground: page.playground
    readonly property bool ready: playground.chosen >= 0
    readonly property bool askable: ready && page.writable && playground.requestError.length === 0 && !playground.running

    function choose(): void {
        chooser.forceActiveFocus(Qt.ShortcutFocusReason);
        chooser.popup.open();
    }

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Playground")
    Keys.onEscapePressed: event => {
        event.accepted = playground.running;
        if (event.accepted)
            playground.stop();
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.surface
        Rectangle { width: 1; height: parent.height; color: Theme.border }
    }
    Item {
        id: head
        width: parent.width
        height: Theme.toolBar
        AppText { x: 16; anchors.verticalCenter: parent.verticalCenter; font: Theme.emphasis; text: qsTr("Playground"); Accessible.role: Accessible.Heading; Accessible.name: text }
        Row {
            anchors.right: parent.right
            anchors.rightMargin: 16
            anchors.verticalCenter: parent.verticalCenter
            spacing: 12
            Select {
                id: chooser
                width: Math.min(implicitWidth, root.width - 230)
                enabled: root.ready
                widest: 320
                narrowest: 280
                label: qsTr("Version to ask")
                model: root.playground.choices
                textRole: "label"
                currentIndex: root.playground.chosen
                onActivated: index => root.playground.chosen = index
            }
            Switch {
                anchors.verticalCenter: parent.verticalCenter
                enabled: root.ready && root.playground.choices.count > 1
                //: Asks a second version of a model too, and shows both answers.
                text: qsTr("Compare")
                checked: root.playground.comparing
                onToggled: root.playground.comparing = checked
            }
        }
        Rectangle { anchors.bottom: parent.bottom; x: 1; width: parent.width - 1; height: 1; color: Theme.border }
    }
    Flickable {
        id: view
        y: head.height
        width: parent.width
        height: parent.height - y - foot.height
        contentHeight: column.height + 24
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}
        Column {
            id: column
            x: 16
            y: 10
            width: view.width - 32
            spacing: 10
            Row {
                visible: root.playground.comparing
                spacing: 8
                AppText { anchors.verticalCenter: parent.verticalCenter; font: Theme.label; color: Theme.text2; text: qsTr("beside") }
                Select {
                    label: qsTr("Version to compare with")
                    widest: 320
                    narrowest: 280
                    model: root.playground.choices
                    textRole: "label"
                    currentIndex: root.playground.other
                    onActivated: index => root.playground.other = index
                }
            }
            Item {
                width: parent.width
                height: 20
                AppText {
                    id: title
                    anchors.verticalCenter: parent.verticalCenter
                    font: Theme.labelStrong
                    //: Heading over what is sent to a model.
                    text: qsTr("Request")
                }
                AppText {
                    x: title.width + 8
                    width: sample.x - x - 8
                    anchors.verticalCenter: parent.verticalCenter
                    font: Theme.label
                    color: root.playground.requestError.length > 0 ? Theme.failed : Theme.text2
                    //: What can be sent to a model.
                    text: root.playground.requestError.length > 0 ? root.playground.requestError : qsTr("JSON, or @FILE to send a file")
                }
                Link {
                    id: sample
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    enabled: root.ready
                    //: Writes a request that the chosen model understands.
                    text: qsTr("Sample")
                    onClicked: root.playground.useSample()
                }
            }
            TextArea {
                id: request
                width: parent.width
                mono: true
                focus: true
                minLines: 7
                maxLines: 12
                label: qsTr("Request")
                errorText: root.playground.requestError
                onEdited: root.playground.request = text
                Component.onCompleted: text = root.playground.request
                Connections {
                    target: root.playground
                    function onRequestChanged(): void {
                        if (request.text !== root.playground.request)
                            request.text = root.playground.request;
                    }
                }
                JsonColors { target: request.textDocument; key: Theme.c1Ink; string: Theme.c3Ink; number: Theme.c6Ink; literal: Theme.c4Ink }
            }
            Item {
                width: parent.width
                height: Theme.control
                Row {
                    spacing: 8
                    Button {
                        kind: Button.Primary
                        iconName: "play"
                        //: Sends the request to the model.
                        text: root.playground.comparing ? qsTr("Run both") : qsTr("Run")
                        tip: qsTr("Ctrl+Enter; with Shift it asks both versions")
                        busy: root.playground.running
                        enabled: root.askable || root.playground.running
                        reason: root.page.whyNot.length > 0 ? root.page.whyNot : root.ready ? root.playground.requestError : qsTr("No model is ready")
                        onClicked: root.playground.run()
                    }
                    Button {
                        visible: root.playground.running
                        iconName: "square"
                        //: Waits no longer for the answer of a model.
                        text: qsTr("Stop")
                        onClicked: root.playground.stop()
                    }
                    IconButton {
                        bordered: true
                        iconName: "terminal"
                        text: qsTr("Copy the command")
                        enabled: root.ready
                        onClicked: clip.copy(root.playground.command)
                    }
                    KeyHint { anchors.verticalCenter: parent.verticalCenter; visible: !root.playground.running; keys: root.page.app.keys.texts["models.run"] ?? "" }
                }
                AppText {
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    visible: !root.playground.comparing
                    font: Theme.mono
                    color: Theme.text2
                    text: root.playground.first.latencyText
                }
            }
            ModelAnswer { width: parent.width; visible: !root.playground.comparing && (trial.answered || trial.running); trial: root.playground.first }
            Row {
                width: parent.width
                visible: root.playground.comparing && (root.playground.first.answered || root.playground.second.answered || root.playground.running)
                spacing: 12
                ModelAnswer { width: (parent.width - 12) / 2; titled: true; trial: root.playground.first }
                ModelAnswer { width: (parent.width - 12) / 2; titled: true; trial: root.playground.second }
            }
            ModelDifferences { width: parent.width; visible: root.playground.differenceText.length > 0; playground: root.playground }
            ModelTrials { width: parent.width; visible: root.playground.history.count > 0; playground: root.playground }
        }
    }
    Item {
        id: foot
        y: parent.height - height
        width: parent.width
        height: 32
        Rectangle { x: 1; width: parent.width - 1; height: 1; color: Theme.divider }
        AppText {
            x: 16
            width: parent.width - x - seen.width - 32
            anchors.verticalCenter: parent.verticalCenter
            font: Theme.label
            color: Theme.text3
            text: qsTr("Each request is recorded in the vault")
        }
        Link {
            id: seen
            anchors.right: parent.right
            anchors.rightMargin: 16
            anchors.verticalCenter: parent.verticalCenter
            //: Opens the audit trail with the requests to models.
            text: qsTr("Show in Audit")
            onClicked: root.page.app.navigate("audit", "?action=inference_request")
        }
    }
    Clip { id: clip }
}
