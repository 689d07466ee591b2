// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QDate>
#include <QtQml/qqmlregistration.h>

namespace inferno::ui {

/// The days of a month in whole weeks from Monday, for a MonthGrid, and what a field for a time does with its text
/// "yyyy-MM-dd HH:mm" (or the day alone). A text that is no time is left as it is. GUI thread.
class MonthDays : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString time READ time WRITE setTime NOTIFY timeChanged) ///< the field's text: its day is chosen
    Q_PROPERTY(QString today READ today WRITE setToday NOTIFY shown)    ///< ISO; without one that of this machine
    Q_PROPERTY(QString title READ title NOTIFY shown)                   ///< "March 2026"
    Q_PROPERTY(QList<QString> weekdays READ weekdays CONSTANT)          ///< a letter each, from Monday
    Q_PROPERTY(int count READ count NOTIFY shown)

public:
    enum class Role : int { Date = Qt::UserRole, Day, InMonth, InSpan, Today, Failed };

    explicit MonthDays(QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return weeks_ * 7; }
    QString time() const { return time_; }
    QString today() const { return today_.toString(Qt::ISODate); }
    QString title() const;
    QList<QString> weekdays() const;
    void setTime(const QString& time);
    void setToday(const QString& day);

    Q_INVOKABLE QVariant at(int row, const QString& field) const;
    /// The month of the chosen day, or of today.
    Q_INVOKABLE void showChosen();
    Q_INVOKABLE void step(int months);
    /// The text with another day: the clock stays, and is midnight where there was none.
    Q_INVOKABLE QString withDay(const QString& date) const;
    /// The text with the part that the caret is in (year, month, day, hour, minute) changed by `by`; minutes go in
    /// fives. The same text where it is no time.
    Q_INVOKABLE QString stepped(int caret, int by) const;

Q_SIGNALS:
    void timeChanged();
    void shown();

private:
    QDate first() const;
    QDate chosen() const;
    void show(const QDate& day);

    QString time_;
    QDate today_;
    QDate month_; // its first day
    int weeks_ = 0;
};

} // namespace inferno::ui
