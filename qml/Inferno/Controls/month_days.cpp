// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml/Inferno/Controls/month_days.h"

#include <QDateTime>
#include <QLocale>

namespace inferno::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDaysOfWeek = 7;
constexpr int kMinuteStep = 5;
constexpr qsizetype kDayLength = 10; // "yyyy-MM-dd"
const auto kDayFormat = u"yyyy-MM-dd"_s;
const auto kFormat = u"yyyy-MM-dd HH:mm"_s;

// Neither of any zone's clock nor of any language: a text and back.
QDateTime parse(const QString& text) {
    const QString line = text.trimmed();
    const QDateTime day(QDate::fromString(line, kDayFormat), QTime(0, 0), Qt::UTC);
    const QDate date = QDate::fromString(line.left(kDayLength), kDayFormat);
    const QTime clock = QTime::fromString(line.mid(kDayLength + 1), u"HH:mm"_s);
    return date.isValid() && clock.isValid() ? QDateTime(date, clock, Qt::UTC) : day;
}

} // namespace

MonthDays::MonthDays(QObject* parent) : QAbstractListModel(parent), today_(QDate::currentDate()) {
    show(today_);
}

int MonthDays::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : count();
}

QHash<int, QByteArray> MonthDays::roleNames() const {
    return {{static_cast<int>(Role::Date), "date"},       {static_cast<int>(Role::Day), "day"},
            {static_cast<int>(Role::InMonth), "inMonth"}, {static_cast<int>(Role::InSpan), "inSpan"},
            {static_cast<int>(Role::Today), "today"},     {static_cast<int>(Role::Failed), "failed"}};
}

QVariant MonthDays::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const QDate date = first().addDays(index.row());
    switch (static_cast<Role>(role)) {
    case Role::Date: return date.toString(Qt::ISODate);
    case Role::Day: return date.day();
    case Role::InMonth: return date.month() == month_.month();
    case Role::InSpan: return date == chosen();
    case Role::Today: return date == today_;
    case Role::Failed: return false;
    }
    return {};
}

QVariant MonthDays::at(int row, const QString& field) const {
    return data(index(row), roleNames().key(field.toUtf8(), -1));
}

QString MonthDays::title() const {
    return QLocale().toString(month_, u"MMMM yyyy");
}

QList<QString> MonthDays::weekdays() const {
    QList<QString> names;
    for (int day = 1; day <= kDaysOfWeek; ++day)
        names.append(QLocale().standaloneDayName(day, QLocale::NarrowFormat));
    return names;
}

void MonthDays::setTime(const QString& time) {
    if (time == time_)
        return;
    time_ = time;
    Q_EMIT timeChanged();
    showChosen();
}

void MonthDays::setToday(const QString& day) {
    const QDate date = QDate::fromString(day, Qt::ISODate);
    if (!date.isValid() || date == today_)
        return;
    today_ = date;
    showChosen();
}

void MonthDays::showChosen() {
    show(chosen().isValid() ? chosen() : today_);
}

void MonthDays::step(int months) {
    show(month_.addMonths(months));
}

QString MonthDays::withDay(const QString& date) const {
    const QDateTime time = parse(time_);
    return date + (time.isValid() ? time.toString(u" HH:mm") : u" 00:00"_s);
}

QString MonthDays::stepped(int caret, int by) const {
    const QDateTime time = parse(time_);
    if (!time.isValid())
        return time_;
    const QDateTime next = caret <= 4    ? time.addYears(by)
                           : caret <= 7  ? time.addMonths(by)
                           : caret <= 10 ? time.addDays(by)
                           : caret <= 13 ? time.addSecs(3600LL * by)
                                         : time.addSecs(60LL * kMinuteStep * by);
    return next.toString(time_.trimmed().size() > kDayLength ? kFormat : kDayFormat);
}

QDate MonthDays::first() const {
    return month_.addDays(1 - month_.dayOfWeek());
}

QDate MonthDays::chosen() const {
    return parse(time_).date();
}

void MonthDays::show(const QDate& day) {
    beginResetModel(); // forty cells, whose days are all others
    month_ = QDate(day.year(), day.month(), 1);
    weeks_ = static_cast<int>((first().daysTo(month_.addMonths(1)) + kDaysOfWeek - 1) / kDaysOfWeek);
    endResetModel();
    Q_EMIT shown();
}

} // namespace inferno::ui
