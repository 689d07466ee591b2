// SPDX-License-Identifier: GPL-3.0-or-later
// The small month beside the calendar: what shows is marked, a dot says that something failed.
import Inferno.Controls
import Inferno.Models as M

MonthGrid {
    required property M.CalendarPage page

    days: page.month
    title: page.monthTitle
    weekdays: page.weekdays
    onStepped: months => page.stepMonth(months)
    onChosen: date => page.goTo(date)
}
