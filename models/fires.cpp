// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fires.h"

#include <QCoreApplication>

#include "models/dates.h"
#include "models/words.h"

namespace inferno::models {

using namespace std::chrono;
using namespace Qt::StringLiterals;

namespace {

struct Fires {
    Q_DECLARE_TR_FUNCTIONS(Fires)
};

QDateTime utc(WallTime time) {
    return QDateTime::fromMSecsSinceEpoch(duration_cast<milliseconds>(time.time_since_epoch()).count(),
                                          QTimeZone::utc());
}

} // namespace

QString clockNote(const schedule::CronExpression& expression, const schedule::Zone& zone, WallTime fire) {
    const auto offset = zone.offsetAt(fire);
    const schedule::LocalMinute reading{floor<minutes>((fire + offset).time_since_epoch())};
    if (expression.matches(reading))
        return {};
    const auto skipped = expression.firstMatch(reading - hours(3));
    if (!skipped || *skipped >= reading)
        return Fires::tr("moved: the clock skips its time");
    const auto ofDay = skipped->time_since_epoch() - floor<days>(skipped->time_since_epoch());
    const auto hour = ofDay / hours(1);
    const auto minute = ofDay % hours(1) / minutes(1);
    return Fires::tr("moved from %1:%2").arg(hour, 2, 10, QChar(u'0')).arg(minute, 2, 10, QChar(u'0'));
}

QList<FieldsModel::Row> nextFires(const schedule::Recurrence& recurrence, const schedule::Zone& zone, WallTime after,
                                  int count) {
    QList<FieldsModel::Row> rows;
    const auto* const cron = recurrence.cron();
    const bool withSeconds = recurrence.interval() || (cron && cron->second());
    WallTime at = after;
    while (rows.size() < count) {
        const auto next = recurrence.next(at, zone);
        if (!next || !*next)
            break;
        at = **next;
        const QDateTime local = utc(at).addSecs(duration_cast<seconds>(zone.offsetAt(at)).count());
        const QString note = cron ? clockNote(*cron, zone, at) : QString();
        const bool thisYear = local.date().year() == utc(after).date().year();
        rows.append({dated(local.date(), thisYear ? DateForm::WeekdayDayMonth : DateForm::WeekdayDayMonthYear),
                     local.toString(withSeconds ? u"HH:mm:ss" : u"HH:mm"), relativeText(utc(at), utc(after)), note,
                     !note.isEmpty()});
    }
    return rows;
}

schedule::CronSyntax syntaxOf(const client::JobDefinition& definition) {
    return {definition.cron_fields == 6, definition.cron_extensions, definition.name};
}

} // namespace inferno::models
