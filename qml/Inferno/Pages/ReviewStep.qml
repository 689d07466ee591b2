// SPDX-License-Identifier: GPL-3.0-or-later
// The last step: what is wrong with the way to it, what would be saved, and the job as other programs write it.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.JobEditorPage page

    signal stepRequested(int step)

    implicitHeight: column.height
    height: implicitHeight

    Column {
        id: column
        width: Math.min(parent.width, 720)
        spacing: 16

        Column {
            width: parent.width
            spacing: 6
            visible: root.page.problems.count > 0
            AppText { font: Theme.bodyStrong; color: Theme.failed; text: qsTr("%n thing(s) to mend", "", root.page.problems.count) }
            Repeater {
                model: root.page.problems
                Link {
                    required property int index
                    required property int step
                    required text
                    focus: index === 0
                    onClicked: root.stepRequested(step)
                }
            }
        }
        Row {
            spacing: 6
            visible: root.page.problems.count === 0
            AppIcon { anchors.verticalCenter: parent.verticalCenter; name: "circle-check"; color: Theme.success }
            AppText { font: Theme.bodyStrong; text: qsTr("Nothing is wrong") }
        }
        Card {
            width: parent.width
            height: 32 + Math.max(32, list.height + 16)
            small: true
            title: root.page.isNew ? qsTr("What will be created") : qsTr("What will be saved")
            subtitle: root.page.changes.count > 0 ? "" : qsTr("nothing is different")
            pad: 8
            Column {
                id: list
                width: parent.width
                Repeater {
                    model: root.page.changes
                    JobChange { required title; required before; required after; width: list.width }
                }
            }
        }
        Repeater {
            model: root.page.forms
            JobForm { required title; required text; width: column.width }
        }
        Button {
            iconName: "copy"
            text: qsTr("Copy as a document for “apply”")
            onClicked: { clip.copy(root.page.document()); root.page.app.say(qsTr("The definition is in the clipboard")); }
        }
        Clip { id: clip }
    }
}
