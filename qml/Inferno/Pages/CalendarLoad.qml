// SPDX-License-Identifier: GPL-3.0-or-later
// How many runs want a worker, below the days: what was, what is planned, and the number of workers.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Charts
import Inferno.Models as M
import Inferno.Theme

Item {
    id: root

    required property M.CalendarPage page
    property int axisWidth: 56
    property int dayCount: 7
    // A conflict stands out, and there is room above it.
    readonly property real scaleTop: Math.max(1, page.loadMost) * 1.15

    implicitHeight: 84
    Rectangle { width: parent.width; height: 1; color: Theme.borderStrong; opacity: 0.6 }
    Column {
        x: 8
        y: 8
        width: root.axisWidth - 10
        AppText {
            width: parent.width
            font: Theme.captionStrong
            //: Heading of the band that shows how many runs want a worker.
            text: qsTr("Load")
        }
        AppText { width: parent.width; font: Theme.caption; color: Theme.text2; text: qsTr("workers") }
    }
    Repeater {
        model: root.dayCount
        Rectangle {
            required property int index
            x: root.axisWidth + index * (root.width - root.axisWidth) / root.dayCount
            y: 1
            width: 1
            height: root.height - 1
            color: Theme.border
        }
    }
    LoadBand {
        id: band
        x: root.axisWidth
        y: 10
        width: parent.width - x
        height: parent.height - y - 2
        places: root.page.loadPlaces
        values: root.page.load
        days: root.dayCount
        now: root.page.nowDay >= 0 ? root.page.nowDay + root.page.nowMinute / 1440 : root.page.days.at(0, "past") === true ? root.dayCount : -1
        limit: root.page.workers
        ceiling: root.scaleTop
        Accessible.name: qsTr("Load against %1 workers").arg(root.page.workers) + (root.page.hasConflict ? ", " + root.page.conflictTitle + ": " + root.page.conflictMark : "")
    }
    Rectangle {
        visible: root.page.nowDay >= 0
        x: root.axisWidth + (root.page.nowDay + root.page.nowMinute / 1440) * (root.width - root.axisWidth) / root.dayCount
        y: 1
        width: Theme.strokeNow
        height: parent.height - 1
        color: Theme.accent
    }
    AppText {
        visible: root.page.workers > 0
        anchors.right: parent.right
        anchors.rightMargin: 8
        y: band.y + band.height * (1 - root.page.workers / root.scaleTop) + 2
        font: Theme.caption
        color: Theme.failed
        text: qsTr("%1 workers").arg(root.page.workers)
    }
    Item {
        readonly property point at: Qt.point(band.x + root.page.conflictPlace / root.dayCount * band.width, band.y + band.height * (1 - root.page.conflictWanted / root.scaleTop))
        visible: root.page.hasConflict
        x: at.x
        y: at.y
        Rectangle { x: -4; y: -4; width: 8; height: 8; radius: 4; color: Theme.surface; border.width: 2; border.color: Theme.failed }
        Rectangle {
            id: flag
            x: -width - 9
            y: -10
            width: row.width + 12
            height: Theme.badge
            radius: Theme.radiusControl
            color: Theme.failedTint
            border.color: Theme.failedLine
            Row {
                id: row
                x: 6
                height: parent.height
                spacing: 4
                AppIcon { anchors.verticalCenter: parent.verticalCenter; name: "octagon-x"; size: Theme.iconSmall; color: Theme.failed }
                AppText { anchors.verticalCenter: parent.verticalCenter; font: Theme.captionStrong; color: Theme.failed; text: root.page.conflictMark }
            }
        }
    }
}
