// SPDX-License-Identifier: GPL-3.0-or-later
// The strips of all five fields, in step with the text.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Item {
    id: root

    required property M.ScheduleBuilder schedule
    property int field: -1              // in which the caret of the text stands
    signal touched(int field)           // a strip took the focus
    readonly property real half: Math.round((width - 24) * 0.49)

    function series(from: int, to: int): list<int> {
        return Array.from({ length: to - from + 1 }, (_, index) => from + index);
    }
    // In the user's language, from Monday on.
    function dayNames(): list<string> {
        return Array.from({ length: 7 }, (_, index) => Qt.locale().standaloneDayName((index + 1) % 7, Locale.ShortFormat));
    }
    function monthNames(): list<string> {
        return Array.from({ length: 12 }, (_, index) => Qt.locale().standaloneMonthName(index, Locale.ShortFormat));
    }
    function dayNumbers(): list<string> { return Array.from({ length: 31 }, (_, index) => String(index + 1)); }

    implicitHeight: days.y + days.height
    enabled: schedule.valid

    StripHead {
        id: minutesHead
        width: root.half
        ink: Theme.c1Ink
        title: qsTr("Minutes")
        current: root.field === 0
        words: root.schedule.fieldWords[0] ?? ""
        Link { text: qsTr("every"); onClicked: root.schedule.setEvery(0) }
        Link { text: qsTr("every 15"); onClicked: root.schedule.setEvery(0, 15) }
    }
    CronStrip {
        id: minutes
        y: minutesHead.height
        width: root.half
        label: qsTr("Minutes")
        lit: root.field === 0
        onTouched: root.touched(0)
        ink: Theme.c1Ink
        order: root.series(0, 59)
        columns: 12
        cellHeight: 24
        values: root.schedule.minutes
        onValueSet: (value, on) => root.schedule.setValue(0, value, on)
        onRangeSet: (from, to, on) => root.schedule.setRange(0, from, to, on)
    }
    StripHead {
        id: weekdaysHead
        x: root.half + 24
        width: root.width - x
        ink: Theme.accent
        title: qsTr("Weekdays")
        current: root.field === 4
        words: root.schedule.fieldWords[4] ?? ""
        Link { text: qsTr("every"); onClicked: root.schedule.setEvery(4) }
        Link { text: qsTr("weekdays"); onClicked: root.schedule.setValues(4, [1, 2, 3, 4, 5]) }
        Link { text: qsTr("weekend"); onClicked: root.schedule.setValues(4, [0, 6]) }
    }
    CronStrip {
        id: weekdays
        x: weekdaysHead.x
        y: weekdaysHead.height
        width: weekdaysHead.width
        label: qsTr("Weekdays")
        lit: root.field === 4
        onTouched: root.touched(4)
        ink: Theme.accent
        order: [1, 2, 3, 4, 5, 6, 0]
        names: root.dayNames()
        values: root.schedule.weekdays
        onValueSet: (value, on) => root.schedule.setValue(4, value, on)
        // A range over the strip may end on Sunday, which is 0.
        onRangeSet: (from, to, on) => root.schedule.setValues(4, order.slice(order.indexOf(from), order.indexOf(to) + 1))
    }
    StripHead {
        id: monthsHead
        x: weekdaysHead.x
        y: weekdays.y + weekdays.height + 8
        width: weekdaysHead.width
        ink: Theme.c4Ink
        title: qsTr("Months")
        current: root.field === 3
        words: root.schedule.fieldWords[3] ?? ""
        Link { text: qsTr("every"); onClicked: root.schedule.setEvery(3) }
        Link { text: qsTr("quarters"); onClicked: root.schedule.setValues(3, [1, 4, 7, 10]) }
    }
    CronStrip {
        x: weekdaysHead.x
        y: monthsHead.y + monthsHead.height
        width: weekdaysHead.width
        label: qsTr("Months")
        lit: root.field === 3
        onTouched: root.touched(3)
        ink: Theme.c4Ink
        order: root.series(1, 12)
        names: root.monthNames()
        columns: 6
        cellHeight: 25
        values: root.schedule.months
        onValueSet: (value, on) => root.schedule.setValue(3, value, on)
        onRangeSet: (from, to, on) => root.schedule.setRange(3, from, to, on)
    }
    StripHead {
        id: hoursHead
        y: minutes.y + minutes.height + 12
        width: root.width
        ink: Theme.c6Ink
        title: qsTr("Hours")
        current: root.field === 1
        words: root.schedule.fieldWords[1] ?? ""
        AppText { font: Theme.label; color: Theme.text3; text: qsTr("shaded: working hours 08–18") }
        Link { text: qsTr("every"); onClicked: root.schedule.setEvery(1) }
        Link { text: qsTr("every 2"); onClicked: root.schedule.setEvery(1, 2) }
    }
    CronStrip {
        id: hours
        y: hoursHead.y + hoursHead.height
        width: root.width
        label: qsTr("Hours")
        lit: root.field === 1
        onTouched: root.touched(1)
        ink: Theme.c6Ink
        order: root.series(0, 23)
        workFrom: 8
        workTo: 18
        values: root.schedule.hours
        onValueSet: (value, on) => root.schedule.setValue(1, value, on)
        onRangeSet: (from, to, on) => root.schedule.setRange(1, from, to, on)
    }
    StripHead {
        id: daysHead
        y: hours.y + hours.height + 12
        width: root.width
        ink: Theme.c3Ink
        title: qsTr("Days of the month")
        current: root.field === 2
        words: root.schedule.fieldWords[2] ?? ""
        Link { text: qsTr("every"); onClicked: root.schedule.setEvery(2) }
        Link { text: qsTr("first"); onClicked: root.schedule.setValues(2, [1]) }
        //: Runs on the first Monday of each month; the number can be changed in the text.
        Link { text: qsTr("first Monday"); onClicked: root.schedule.setRule(4, "1#1") }
        //: Runs on the last day of each month, whichever it is.
        Link { text: qsTr("last day"); onClicked: root.schedule.setRule(2, "L") }
        Link { text: qsTr("last working day"); onClicked: root.schedule.setRule(2, "LW") }
    }
    CronStrip {
        id: days
        y: daysHead.y + daysHead.height
        width: root.width
        label: qsTr("Days of the month")
        lit: root.field === 2
        onTouched: root.touched(2)
        ink: Theme.c3Ink
        order: root.series(1, 31)
        names: root.dayNumbers()
        mono: true
        values: root.schedule.days
        onValueSet: (value, on) => root.schedule.setValue(2, value, on)
        onRangeSet: (from, to, on) => root.schedule.setRange(2, from, to, on)
    }
}
