// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dates.h"

#include <QCoreApplication>

#include "models/language.h"

namespace inferno::models {

namespace {

struct Dates {
    Q_DECLARE_TR_FUNCTIONS(Dates)
};

QString pattern(DateForm form) {
    // In all of them d is the day, MMM and MMMM the month's name, yyyy the year, ddd and dddd the weekday's name.
    switch (form) {
    //: A pattern for a date, as all of this group: d day, MMM month, yyyy year, ddd weekday, HH:mm time. "Wed 10:30".
    case DateForm::WeekdayTime: return Dates::tr("ddd HH:mm");
    case DateForm::DayMonth: return Dates::tr("d MMM");
    case DateForm::DayMonthTime: return Dates::tr("d MMM HH:mm");
    case DateForm::DayMonthSeconds: return Dates::tr("d MMM HH:mm:ss");
    case DateForm::DayMonthYear: return Dates::tr("d MMM yyyy");
    case DateForm::DayMonthYearSeconds: return Dates::tr("d MMM yyyy HH:mm:ss");
    case DateForm::DayMonthShortYear: return Dates::tr("d MMM yy");
    case DateForm::Day: break;
    //: The first day of a range in one month: "23" of "23 – 29 March 2026".
    case DateForm::RangeDay: return Dates::tr("d");
    //: A pattern for the head of a column: "Sun 29".
    case DateForm::WeekdayDay: return Dates::tr("ddd d");
    case DateForm::WeekdayDayMonth: return Dates::tr("ddd d MMM");
    case DateForm::WeekdayDayMonthYear: return Dates::tr("ddd d MMM yyyy");
    case DateForm::WeekdayMinutes: return Dates::tr("ddd d MMM, HH:mm");
    case DateForm::WeekdaySeconds: return Dates::tr("ddd d MMM HH:mm:ss");
    case DateForm::Exact: return Dates::tr("ddd d MMM yyyy, HH:mm:ss");
    case DateForm::LongDay: return Dates::tr("d MMMM yyyy");
    case DateForm::LongDate: return Dates::tr("dddd d MMMM yyyy");
    case DateForm::MonthYear: return Dates::tr("MMMM yyyy");
    }
    return QStringLiteral("d");
}

} // namespace

QString dated(const QDateTime& time, DateForm form) {
    return locale().toString(time, pattern(form));
}

QString dated(const QDate& date, DateForm form) {
    return locale().toString(date, pattern(form));
}

} // namespace inferno::models
