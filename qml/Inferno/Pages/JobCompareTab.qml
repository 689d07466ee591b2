// SPDX-License-Identifier: GPL-3.0-or-later
// What differs between the last failure of a job and the last success before it.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Flickable {
    id: root

    required property M.JobDetail detail
    readonly property M.RunComparison comparison: detail.comparison

    contentHeight: column.height + 24
    clip: true
    activeFocusOnTab: true
    boundsBehavior: Flickable.StopAtBounds
    T.ScrollBar.vertical: ScrollBar {}
    Accessible.role: Accessible.Pane
    Accessible.name: comparison.text
    Keys.onDownPressed: contentY = Math.min(Math.max(0, contentHeight - height), contentY + 48)
    Keys.onUpPressed: contentY = Math.max(0, contentY - 48)
    onVisibleChanged: if (visible) detail.compare()

    Column {
        id: column
        x: 16
        y: 12
        width: parent.width - 32

        AppText { width: parent.width; bottomPadding: 8; wrapMode: Text.Wrap; font: Theme.labelStrong; text: root.comparison.text }
        Repeater {
            model: root.comparison.rows
            Item {
                id: fact
                required property string label
                required property string failed
                required property string good
                required property bool differs
                width: column.width
                height: Math.max(24, a.height + 6, b.height + 6)
                Accessible.role: Accessible.ListItem
                //: Read to a screen reader: a figure of the run that failed, and of the one that succeeded.
                Accessible.name: qsTr("%1: %2, before %3").arg(label).arg(failed).arg(good)
                Rectangle { visible: fact.differs; x: -6; y: 1; width: parent.width + 12; height: parent.height - 2; radius: 3; color: Theme.warningTint }
                AppText { y: 3; width: 88; color: Theme.text2; text: fact.label }
                AppText { id: a; x: 92; y: 3; width: (parent.width - 100) / 2; wrapMode: Text.Wrap; font: fact.differs ? Theme.bodyMedium : Theme.body; color: fact.differs ? Theme.failed : Theme.text2; text: fact.failed }
                AppText { id: b; x: 100 + (parent.width - 100) / 2; y: 3; width: (parent.width - 100) / 2; wrapMode: Text.Wrap; color: fact.differs ? Theme.success : Theme.text2; text: fact.good }
            }
        }
        AppText { visible: root.comparison.ready; topPadding: 12; height: 36; font: Theme.labelStrong; text: qsTr("Changed in between") }
        AppText {
            visible: root.comparison.ready && root.comparison.changes.count === 0
            height: 24
            color: Theme.text2
            text: root.comparison.reading ? qsTr("Reading…") : qsTr("Nothing of the job")
        }
        Repeater {
            model: root.comparison.changes
            Column {
                id: made
                required property string time
                required property string user
                required property string title
                required property string before
                required property string after
                width: column.width
                JobChange { width: parent.width; title: made.title; before: made.before; after: made.after; titleWidth: 110 }
                AppText { x: 110; font: Theme.caption; color: Theme.text3; text: made.user + " · " + made.time }
            }
        }
        AppText { visible: root.comparison.ready; topPadding: 12; height: 36; font: Theme.labelStrong; text: qsTr("In the output") }
        AppText {
            visible: root.comparison.ready && root.comparison.lines.count === 0
            height: 24
            color: Theme.text2
            text: root.comparison.reading ? qsTr("Reading…") : qsTr("The same kinds of lines")
        }
        Repeater {
            model: root.comparison.lines
            Rectangle {
                id: line
                required property string line
                required property int count
                required property bool added
                width: column.width
                height: said.height + 4
                color: added ? Theme.failedTint : Theme.successTint
                Accessible.role: Accessible.ListItem
                Accessible.name: added ? qsTr("only in the failure: %1").arg(said.text) : qsTr("only in the success: %1").arg(said.text)
                AppText { x: 4; y: 2; font: Theme.mono; color: line.added ? Theme.failed : Theme.success; text: line.added ? "+" : "−" }
                AppText { id: said; x: 18; y: 2; width: parent.width - 18 - 44; font: Theme.mono; wrapMode: Text.WrapAnywhere; text: line.line }
                AppText { anchors.right: parent.right; anchors.rightMargin: 4; y: 2; visible: line.count > 1; font: Theme.caption; color: Theme.text2; text: "×" + line.count }
            }
        }
    }
}
