// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

/// Dates as the window writes them, in the language that it speaks. Pure functions; safe from any thread.
namespace inferno::models {

/// Each is a pattern that the translators know.
enum class DateForm {
    WeekdayTime,         ///< "Wed 10:30"
    DayMonth,            ///< "29 Mar"
    DayMonthTime,        ///< "29 Mar 02:30"
    DayMonthSeconds,     ///< "29 Mar 02:30:07"
    DayMonthYear,        ///< "29 Mar 2027"
    DayMonthYearSeconds, ///< "29 Mar 2027 02:30:07"
    DayMonthShortYear,   ///< "29 Mar 27"
    Day,                 ///< "29", alone in a cell
    RangeDay,            ///< "23", before " – 29 March 2026"
    WeekdayDay,          ///< "Sun 29"
    WeekdayDayMonth,     ///< "Sun 29 Mar"
    WeekdayDayMonthYear, ///< "Sun 29 Mar 2026"
    WeekdayMinutes,      ///< "Sun 29 Mar, 02:30"
    WeekdaySeconds,      ///< "Sun 29 Mar 02:30:07"
    Exact,               ///< "Sun 29 Mar 2026, 02:30:07"
    LongDay,             ///< "29 March 2026"
    LongDate,            ///< "Sunday 29 March 2026"
    MonthYear            ///< "March 2026"
};

QString dated(const QDateTime& time, DateForm form);
QString dated(const QDate& date, DateForm form);

} // namespace inferno::models
