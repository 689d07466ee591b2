// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QObject>
#include <QTimeZone>
#include <QtQml/qqmlregistration.h>

#include "core/base/clock.h"
#include "models/fields_model.h"
#include "services/client/types.h"

namespace inferno::models {

/// What the audit page asks for: words in the query language, pills (a field and a value that must hold, or must not),
/// and a range of time. Pills of one field are alternatives; everything else must hold together. GUI thread.
class AuditFilter : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AuditPage.filter")

    Q_PROPERTY(QString text READ text NOTIFY changed)
    /// Fields key, value, negated.
    Q_PROPERTY(inferno::models::FieldsModel* pills READ pills CONSTANT)
    Q_PROPERTY(QString range READ range NOTIFY changed)         ///< "" (all), 15m, 1h, 24h, 7d, 30d, or "span"
    Q_PROPERTY(QString rangeText READ rangeText NOTIFY changed) ///< "All time", "Last 24 hours", "24 Mar 09:00 – 10:30"
    /// The day of this window's clock, ISO, and both ends of what is shown as a field for a time has them; an end that
    /// moves with the clock, or that there is not, is "".
    Q_PROPERTY(QString today READ today NOTIFY changed)
    Q_PROPERTY(QString begins READ begins NOTIFY changed)
    Q_PROPERTY(QString ends READ ends NOTIFY changed)
    Q_PROPERTY(QString words READ words NOTIFY changed) ///< all of it, for a sentence
    Q_PROPERTY(bool empty READ empty NOTIFY changed)

public:
    struct Pill {
        QString key;
        QString value;
        bool negated = false;
        friend bool operator==(const Pill&, const Pill&) = default;
    };

    AuditFilter(const Clock& clock, const QTimeZone& zone, QObject* parent = nullptr);

    const QString& text() const { return text_; }
    FieldsModel* pills() { return &pillRows_; }
    const QString& range() const { return range_; }
    QString rangeText() const;
    QString today() const;
    QString begins() const;
    QString ends() const;
    QString words() const;
    bool empty() const { return text_.isEmpty() && pills_.isEmpty() && range_.isEmpty(); }
    const QList<Pill>& pillList() const { return pills_; }

    /// What it means to the service: no page, no view.
    client::AuditQuery query() const;
    /// The same without one of its pills, its words, or its range of time: ways out of an empty list.
    static constexpr int kText = -1;
    static constexpr int kRange = -2;
    client::AuditQuery queryWithout(int part) const;

    /// All of it, to be kept and restored: text, pills, range, and of a span both of its ends.
    QJsonObject state() const;
    void restore(const QJsonObject& state);
    /// What `restore` of this would show, for a sentence.
    QString wordsOf(const QJsonObject& state) const;

    Q_INVOKABLE void setText(const QString& text);
    /// A pill that is there already is not added again; its opposite is replaced.
    Q_INVOKABLE void add(const QString& key, const QString& value, bool negated = false);
    /// Several at once, from a line with commas.
    Q_INVOKABLE void addAll(const QString& key, const QString& values, bool negated = false);
    /// Fields that must hold together: pills; or, where `negated`, words that shut out what has all of them.
    void addTogether(const QList<std::pair<QString, QString>>& fields, bool negated);
    Q_INVOKABLE void remove(int pill);
    Q_INVOKABLE void setRange(const QString& range);
    void setSpan(const QDateTime& from, const QDateTime& to);
    /// "2026-03-24 10:00" and another, or "" for now. "" where it was taken; else why it was not.
    Q_INVOKABLE QString setBetween(const QString& from, const QString& to);
    Q_INVOKABLE void clear();
    /// All at once, told once: "user:mara -action:x words", with `since:24h` for the range.
    void set(const QString& line);

    /// A value as the query language takes it: quoted where it is not one word.
    static QString quoted(const QString& value);

Q_SIGNALS:
    void changed();

private:
    void take(const QJsonObject& state);
    void showPills();

    const Clock& clock_;
    QTimeZone zone_;
    QString text_;
    QList<Pill> pills_;
    QString range_;
    QDateTime from_;
    QDateTime to_;
    FieldsModel pillRows_;
};

} // namespace inferno::models
