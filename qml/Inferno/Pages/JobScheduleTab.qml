// SPDX-License-Identifier: GPL-3.0-or-later
// The next fifty fires of a job, and the last fifty times, with what was missed and why.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Flickable {
    id: root

    required property M.JobDetail detail

    signal runRequested(string runId)

    contentHeight: column.height + 24
    clip: true
    activeFocusOnTab: true
    boundsBehavior: Flickable.StopAtBounds
    T.ScrollBar.vertical: ScrollBar {}
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Schedule")
    Keys.onDownPressed: contentY = Math.min(Math.max(0, contentHeight - height), contentY + 44)
    Keys.onUpPressed: contentY = Math.max(0, contentY - 44)

    Column {
        id: column
        x: 16
        y: 10
        width: parent.width - 32

        AppText {
            visible: root.detail.fires.count === 0
            width: parent.width
            bottomPadding: 12
            wrapMode: Text.Wrap
            color: Theme.text2
            text: root.detail.jobEnabled ? qsTr("No schedule: it starts on request or after other jobs.")
                : qsTr("Disabled: nothing starts it.")
        }
        AppText { visible: root.detail.past.count > 0; height: 24; font: Theme.labelStrong
            text: root.detail.missed > 0 ? qsTr("The last %1, %n missed", "", root.detail.missed).arg(root.detail.past.count) : qsTr("The last %1, none missed").arg(root.detail.past.count) }
        Repeater {
            model: root.detail.past
            Item {
                id: time
                required property string when
                required property string status
                required property string runId
                required property string text
                readonly property bool missed: status === "skipped" || status === ""
                width: column.width
                height: 22
                Accessible.role: Accessible.ListItem
                Accessible.name: when + " " + (status.length > 0 ? StatusLook.word(status) : qsTr("not started")) + " " + text
                AppText { x: 12; width: 96; height: 22; font: Theme.mono; text: time.when }
                StatusIcon { x: 112; y: 4; visible: time.status.length > 0; status: time.status }
                AppText { x: 134; width: parent.width - x; height: 22; font: Theme.label; color: time.missed ? Theme.warning : Theme.text2; text: time.text }
                TapHandler { enabled: time.runId.length > 0; onTapped: root.runRequested(time.runId) }
            }
        }
        AppText { visible: root.detail.fires.count > 0; topPadding: 12; height: 36; font: Theme.labelStrong; text: qsTr("The next %1").arg(root.detail.fires.count) }
        FireList { width: parent.width; source: root.detail.fires }
    }
}
