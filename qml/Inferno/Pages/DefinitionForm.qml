// SPDX-License-Identifier: GPL-3.0-or-later
// Definitions of jobs taken over: their text, what each would change, then the changes.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Column {
    id: root

    required property M.DefinitionImport source
    property bool writable: true
    property string whyNot: ""

    spacing: 12

    Row {
        spacing: 8
        TextField {
            id: path
            width: root.width - read.width - 8
            mono: true
            label: qsTr("File of definitions")
            placeholderText: qsTr("/path/to/jobs.yaml, or drop the file here")
            onAccepted: if (text.length > 0) root.source.readFile(text)
        }
        Button {
            id: read
            iconName: "file"
            enabled: root.writable && path.text.length > 0
            reason: root.whyNot
            //: Reads a file of definitions.
            text: qsTr("Read")
            onClicked: root.source.readFile(path.text)
        }
    }
    TextArea {
        id: words
        width: root.width
        mono: true
        minLines: 6
        maxLines: 12
        label: qsTr("Text of the definitions")
        //: An example of a definition of a job, in YAML.
        placeholderText: qsTr("- name: nightly_backup\n  command: /usr/local/bin/backup.sh\n  schedule: '15 2 * * *'")
        text: root.source.text
        errorText: root.source.problem
        onEdited: root.source.text = text
        DropArea {
            anchors.fill: parent
            onDropped: drop => {
                if (drop.hasUrls) root.source.readUrl(drop.urls[0]);
            }
        }
    }
    AppText {
        width: root.width
        visible: text.length > 0
        wrapMode: Text.Wrap
        font: Theme.label
        color: Theme.failed
        text: root.source.problem
    }
    Row {
        spacing: 12
        Button {
            kind: root.source.planned ? Button.Secondary : Button.Primary
            enabled: root.writable && root.source.text.length > 0
            reason: root.whyNot
            busy: root.source.busy && !root.source.planned
            //: Shows what would become of definitions, and changes nothing.
            text: qsTr("Show what it would change")
            onClicked: root.source.makePlan()
        }
        Button {
            visible: root.source.planned && root.source.problems.count === 0
            kind: Button.Primary
            enabled: root.source.canApply && root.writable
            busy: root.source.busy
            text: root.source.applied ? qsTr("Taken over") : qsTr("Make these changes")
            onClicked: root.source.apply()
        }
        AppText { anchors.verticalCenter: parent.verticalCenter; color: Theme.text2; text: root.source.summary }
    }
    Card {
        visible: root.source.problems.count > 0
        width: root.width
        pad: 1
        Column {
            width: parent.width
            Repeater {
                model: root.source.problems
                DefinitionRow {
                    required property string job
                    required text
                    width: parent ? parent.width : 0
                    title: job
                    tone: "failed"
                    word: qsTr("cannot be read")
                }
            }
        }
    }
    Card {
        visible: root.source.plan.count > 0
        width: root.width
        pad: 1
        Column {
            width: parent.width
            Repeater {
                model: root.source.plan
                DefinitionRow {
                    required property string job
                    required property string changes
                    required word
                    required tone
                    width: parent ? parent.width : 0
                    title: job
                    text: changes
                }
            }
        }
    }
}
