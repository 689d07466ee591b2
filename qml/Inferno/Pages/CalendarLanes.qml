// SPDX-License-Identifier: GPL-3.0-or-later
// A day as lanes, one a job.
import QtQuick
import Inferno.Charts
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.CalendarPage page

    Rectangle { anchors.fill: parent; color: Theme.surface }
    Timeline {
        anchors.fill: parent
        anchors.leftMargin: 16
        anchors.topMargin: 8
        focus: true
        nameWidth: 180
        lanes: root.page.lanes
        hours: root.page.laneHours
        nowAt: root.page.nowDay === 0 ? root.page.nowMinute / 1440 : -1
        nowText: root.page.nowText
        onOpened: name => root.page.app.navigate("jobs", name)
    }
}
