// SPDX-License-Identifier: GPL-3.0-or-later
// The runs of a job: a matrix of the last 20 with what came of each, the chosen one over time, and the list; Enter or a
// click in the list shows the output of one.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Charts
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.JobDetail detail
    readonly property M.RunFamily family: detail.family
    readonly property int triggerWidth: width > 700 ? 170 : 96
    readonly property int lanesShown: Math.min(family.lanes.count, height > 560 ? 8 : 4)

    signal logRequested()
    signal jobRequested(string name)

    function openRow(row: int): void {
        detail.showLogOf(detail.history.at(row, "runId"));
        logRequested();
    }
    // A lane of another job, and not one of an attempt.
    function isOther(name: string): bool {
        for (let lane = 0; lane < family.lanes.count; ++lane)
            if (family.lanes.at(lane, "name") === name)
                return family.lanes.at(lane, "job").length > 0 && name !== detail.name;
        return false;
    }
    // A run of this job shows its output; one of another job leads there.
    function openCell(row: int, column: int): void {
        const job = family.rows.at(row, "job");
        if (family.cellRun(row, column).length === 0)
            return;
        if (job.length > 0) {
            jobRequested(job);
        } else {
            detail.showLogOf(family.cellRun(row, column));
            logRequested();
        }
    }

    onVisibleChanged: if (visible) family.read()
    Connections {
        target: root.detail
        enabled: root.visible
        function onChanged(): void { root.family.read(); }
    }

    RunMatrix {
        id: matrix
        x: 16
        y: 12
        width: parent.width - 32
        visible: root.family.columns > 0
        height: visible ? implicitHeight : 0
        family: root.family
        focus: true
        onRunChosen: runId => root.detail.showLogOf(runId)
        onOpened: (row, column) => root.openCell(row, column)
    }
    Item {
        id: head
        x: 16
        y: matrix.y + matrix.height + 8
        width: parent.width - 32
        height: visible ? 20 : 0
        visible: root.family.lanesText.length > 0
        AppText { id: title; font: Theme.labelStrong; text: qsTr("The chosen run") }
        AppText {
            anchors.right: parent.right
            width: Math.min(implicitWidth, parent.width - title.width - 12)
            horizontalAlignment: Text.AlignRight
            font: Theme.label
            color: Theme.text2
            text: root.family.lanesText
        }
    }
    Timeline {
        id: time
        y: head.y + head.height
        width: parent.width
        visible: root.family.lanes.count > 0
        height: visible ? headHeight + root.lanesShown * Theme.rowHeight : 0
        nameWidth: matrix.names + 16
        ground: Theme.raised
        label: qsTr("The chosen run over time")
        lanes: root.family.lanes
        hours: root.family.hours
        nowAt: root.family.nowAt
        nowText: root.family.nowText
        onOpened: name => root.isOther(name) ? root.jobRequested(name) : root.logRequested()
    }
    ListView {
        id: list
        y: time.y + time.height + 8
        width: parent.width
        height: Math.max(0, parent.height - y)
        clip: true
        activeFocusOnTab: true
        model: root.detail.history
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Last runs")
        Keys.onReturnPressed: root.openRow(currentIndex)
        delegate: TableRow {
            id: row
            required property int index
            required property string runId
            required property string status
            required property string started
            required property string duration
            required property string trigger
            required property string reason
            text: StatusLook.word(status) + " " + started + " " + duration + " " + reason
            selected: runId === root.detail.chosenRun
            focusShown: list.activeFocus
            onClicked: root.openRow(index)
            Item { width: 16; height: 1 }
            Item {
                width: 20
                height: parent.height
                StatusIcon { anchors.verticalCenter: parent.verticalCenter; status: row.status }
            }
            TableCell { width: 112; mono: true; text: row.started }
            TableCell { width: 54; mono: true; alignRight: true; color: Theme.text2; text: row.duration }
            TableCell { width: root.triggerWidth; color: Theme.text2; text: row.trigger }
            TableCell { width: Math.max(0, root.width - 206 - root.triggerWidth); color: Theme.text2; text: row.reason }
        }
    }
}
