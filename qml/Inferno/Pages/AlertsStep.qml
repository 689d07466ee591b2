// SPDX-License-Identifier: GPL-3.0-or-later
// The rules about when somebody is told of the queue. They look at all jobs: this one is among them.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.JobEditorPage page
    readonly property M.QueueRules rules: page.rules

    implicitHeight: column.height
    height: implicitHeight
    onVisibleChanged: if (visible) rules.read()

    Column {
        id: column
        width: Math.min(parent.width, 720)
        spacing: 16

        Banner {
            width: parent.width
            boxed: true
            tone: "warning"
            title: qsTr("Rules are kept, and do not tell anybody yet")
            text: qsTr("They look at the queue as a whole, with this job in it. The service checks and stores them; telling by mail or chat is not built yet. Until then this window shows failures, and the tray tells of them.")
        }
        Card {
            width: parent.width
            visible: root.rules.rows.count > 0
            small: true
            title: qsTr("Rules of the queue")
            pad: 1
            Column {
                width: parent.width
                Repeater {
                    model: root.rules.rows
                    RuleRow {
                        width: parent ? parent.width : 0
                        writable: root.page.writable
                        onSwitched: enabled => root.rules.setEnabled(name, enabled)
                        onRemoved: root.rules.remove(name)
                    }
                }
            }
        }
        AppText {
            visible: root.rules.known && root.rules.rows.count === 0
            color: Theme.text2
            text: qsTr("There is no rule yet.")
        }
        FormRow {
            width: parent.width
            label: qsTr("Name of the rule")
            TextField {
                width: 240
                focus: true
                label: qsTr("Name of the rule")
                //: An example of a name of a rule of alerts.
                placeholderText: qsTr("many_failures")
                text: root.rules.name
                onTextEdited: root.rules.name = text
            }
        }
        FormRow {
            width: parent.width
            label: qsTr("When")
            hint: qsTr("A figure, a bound and a time: failed_runs, failure_rate, timed_out_runs, oldest_waiting, blocked_runs, cpu_usage and others.")
            errorText: root.rules.problem
            TextField {
                width: parent.width
                mono: true
                label: qsTr("Condition of the rule")
                //: An example of a condition of a rule; its words are not translated.
                placeholderText: qsTr("failed_runs > 3 in 1h")
                errorText: root.rules.problem
                text: root.rules.condition
                onTextEdited: root.rules.condition = text
                onAccepted: root.rules.add()
            }
        }
        FormRow {
            width: parent.width
            label: qsTr("Severity")
            Row {
                spacing: 12
                Select {
                    width: 140
                    label: qsTr("Severity of the rule")
                    model: root.rules.severities
                    currentIndex: root.rules.severity
                    onActivated: index => root.rules.severity = index
                }
                Button {
                    iconName: "plus"
                    text: qsTr("Add the rule")
                    enabled: root.rules.canAdd && root.page.writable
                    reason: root.page.whyNot
                    onClicked: root.rules.add()
                }
            }
        }
        CommandLine { width: parent.width; visible: root.rules.canAdd; command: root.rules.command }
    }
}
