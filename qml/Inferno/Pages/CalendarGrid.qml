// SPDX-License-Identifier: GPL-3.0-or-later
// The hours and what stands in them.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Models as M
import Inferno.Theme

Item {
    id: root

    required property M.CalendarPage page
    property int axisWidth: 56
    property real dayWidth: 150
    property real hourHeight: 25.5
    property bool focusShown: false
    readonly property bool withStrip: page.oftenText.length > 0

    signal pressed()

    Repeater {
        model: root.page.days
        CalendarColumn {
            x: root.axisWidth + index * root.dayWidth
            width: root.dayWidth
            height: root.height
            hourHeight: root.hourHeight
            nowMinute: today ? root.page.nowMinute : past ? 1440 : 0
        }
    }
    Repeater {
        model: root.page.hours
        Item {
            id: hour
            required property int index
            required property string label
            required property string other
            required property real at
            y: at / 60 * root.hourHeight
            width: root.width
            Rectangle { x: root.axisWidth; width: parent.width - x; height: 1; visible: hour.index > 0; color: Theme.divider }
            AppText { y: -8; width: root.axisWidth / 2; visible: hour.index > 0 && (hour.index % 2 === 0 || root.hourHeight > 36); horizontalAlignment: Text.AlignHCenter; font: Theme.monoCaption; color: Theme.text3; text: hour.other }
            AppText { x: root.axisWidth / 2; y: -8; width: root.axisWidth / 2; visible: hour.index > 0 && (hour.index % 2 === 0 || root.hourHeight > 36); horizontalAlignment: Text.AlignHCenter; font: Theme.monoCaption; color: Theme.text2; text: hour.label }
        }
    }
    TapHandler { onTapped: { root.pressed(); root.page.choose(-1); } }
    Repeater {
        model: root.page.bands
        CalendarBand {
            x: root.axisWidth + day * root.dayWidth + 11
            y: from / 60 * root.hourHeight
            width: root.dayWidth - 14
            height: (to - from) / 60 * root.hourHeight
            page: root.page
        }
    }
    Rectangle {
        visible: root.page.nowDay >= 0
        x: root.axisWidth
        y: Math.round(root.page.nowMinute / 60 * root.hourHeight)
        width: parent.width - x
        height: 1
        color: Theme.accent
        opacity: 0.35
    }
    Repeater {
        model: root.page.boxes
        CalendarEntry {
            id: entry
            readonly property real room: root.dayWidth - (root.withStrip ? 18 : 10)
            readonly property real laneWidth: room / lanes
            x: root.axisWidth + day * root.dayWidth + (root.withStrip ? 11 : 5) + lane * laneWidth
            y: Math.round(from / 60 * root.hourHeight)
            width: laneWidth - (lane + 1 < lanes ? 3 : 0)
            height: Math.max(15, Math.round(to / 60 * root.hourHeight) - y - 1)
            page: root.page
            focusShown: root.focusShown && chosen
            dayWidth: root.dayWidth
            hourHeight: root.hourHeight
            onPressed: root.pressed()
        }
    }
    Repeater {
        model: root.page.bands
        CalendarBand {
            x: root.axisWidth + day * root.dayWidth + 11
            y: from / 60 * root.hourHeight
            width: root.dayWidth - 14
            height: (to - from) / 60 * root.hourHeight
            page: root.page
            words: true
        }
    }
    Item {
        visible: root.page.nowDay >= 0
        x: root.axisWidth + root.page.nowDay * root.dayWidth
        y: Math.round(root.page.nowMinute / 60 * root.hourHeight)
        width: root.dayWidth
        Rectangle { width: 11; height: Theme.strokeNow; color: Theme.accent }
        Rectangle { x: parent.width - 7; width: 7; height: Theme.strokeNow; color: Theme.accent }
        Rectangle { x: -5; y: -4; width: 10; height: 10; radius: 5; color: Theme.accent }
    }
}
