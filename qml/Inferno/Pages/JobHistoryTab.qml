// SPDX-License-Identifier: GPL-3.0-or-later
// The last 20 runs of a job; Enter or a click shows the output of one.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

ListView {
    id: root

    required property M.JobDetail detail

    signal logRequested()

    function openRow(row: int): void {
        detail.showLogOf(detail.history.at(row, "runId"));
        logRequested();
    }

    clip: true
    focus: true
    activeFocusOnTab: true
    model: detail.history
    boundsBehavior: Flickable.StopAtBounds
    T.ScrollBar.vertical: ScrollBar {}
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Last runs")
    Keys.onReturnPressed: openRow(currentIndex)
    delegate: TableRow {
        id: row
        required property int index
        required property string status
        required property string started
        required property string duration
        required property string trigger
        required property string reason
        text: StatusLook.word(status) + " " + started + " " + duration + " " + reason
        focusShown: root.activeFocus
        onClicked: root.openRow(index)
        Item { width: 16; height: 1 }
        Item {
            width: 20
            height: parent.height
            StatusIcon { anchors.verticalCenter: parent.verticalCenter; status: row.status }
        }
        TableCell { width: 92; mono: true; text: row.started }
        TableCell { width: 58; mono: true; alignRight: true; color: Theme.text2; text: row.duration }
        TableCell { width: 84; color: Theme.text2; text: row.trigger }
        TableCell { width: Math.max(0, root.width - 274); color: Theme.text2; text: row.reason }
    }
}
