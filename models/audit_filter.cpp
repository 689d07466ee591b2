// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/audit_filter.h"

#include <algorithm>
#include <map>

#include <QRegularExpression>

#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

/// The fields that the service filters by without its query language.
const std::map<QString, std::string client::AuditQuery::*>& plainFields() {
    static const std::map<QString, std::string client::AuditQuery::*> fields = {
        {u"user"_s, &client::AuditQuery::user},
        {u"action"_s, &client::AuditQuery::action},
        {u"event_type"_s, &client::AuditQuery::event_type},
        {u"severity"_s, &client::AuditQuery::severity},
        {u"result"_s, &client::AuditQuery::result},
        {u"resource"_s, &client::AuditQuery::resource},
        {u"source_ip"_s, &client::AuditQuery::source_ip},
        {u"session_id"_s, &client::AuditQuery::session_id},
        {u"trace_id"_s, &client::AuditQuery::trace_id},
    };
    return fields;
}

bool isPlain(const AuditFilter::Pill& pill) {
    return !pill.negated && plainFields().contains(pill.key) && !pill.value.contains(u',') &&
           !pill.value.contains(u'*');
}

} // namespace

AuditFilter::AuditFilter(const Clock& clock, const QTimeZone& zone, QObject* parent)
    : QObject(parent), clock_(clock), zone_(zone), pillRows_({"key", "value", "negated"}) {}

QString AuditFilter::quoted(const QString& value) {
    static const QRegularExpression plain(u"^[\\w*]+$"_s, QRegularExpression::UseUnicodePropertiesOption);
    static const QStringList operators = {u"and"_s, u"or"_s, u"not"_s};
    if (plain.match(value).hasMatch() && !operators.contains(value.toLower()))
        return value;
    QString inside = value;
    inside.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return u'"' + inside + u'"';
}

client::AuditQuery AuditFilter::query() const {
    client::AuditQuery query;
    QStringList clauses;
    if (!text_.isEmpty())
        clauses.append(pills_.isEmpty() ? text_ : u'(' + text_ + u')');
    std::map<QString, QStringList> alternatives;
    for (const Pill& pill : pills_) {
        if (isPlain(pill)) {
            std::string& target = query.*plainFields().at(pill.key);
            target += (target.empty() ? "" : ",") + pill.value.toStdString();
        } else if (pill.negated) {
            clauses.append(u"NOT "_s + pill.key + u'=' + quoted(pill.value));
        } else {
            alternatives[pill.key].append(pill.key + u'=' + quoted(pill.value));
        }
    }
    for (const auto& [key, list] : alternatives)
        clauses.append(list.size() == 1 ? list.first() : u'(' + list.join(u" OR "_s) + u')');
    if (clauses.size() == 1 && clauses.first() == u'(' + text_ + u')')
        clauses.first() = text_;
    query.query = clauses.join(u" AND "_s).toStdString();
    if (range_ == "span"_L1) {
        query.since = apiTime(from_);
        query.until = apiTime(to_);
    } else {
        query.since = range_.toStdString();
    }
    return query;
}

client::AuditQuery AuditFilter::queryWithout(int part) const {
    AuditFilter other(clock_, zone_);
    other.text_ = part == kText ? QString() : text_;
    other.pills_ = pills_;
    if (part >= 0 && part < pills_.size())
        other.pills_.removeAt(part);
    other.range_ = part == kRange ? QString() : range_;
    other.from_ = from_;
    other.to_ = to_;
    return other.query();
}

void AuditFilter::setText(const QString& line) {
    const QString wanted = line.simplified();
    if (wanted == text_)
        return;
    text_ = wanted;
    Q_EMIT changed();
}

void AuditFilter::add(const QString& key, const QString& value, bool negated) {
    if (key.isEmpty() || value.isEmpty() || pills_.contains(Pill{key, value, negated}))
        return;
    pills_.removeOne(Pill{key, value, !negated});
    pills_.append({key, value, negated});
    showPills();
    Q_EMIT changed();
}

void AuditFilter::remove(int pill) {
    if (pill < 0 || pill >= pills_.size())
        return;
    pills_.removeAt(pill);
    showPills();
    Q_EMIT changed();
}

void AuditFilter::setRange(const QString& range) {
    if (range == range_)
        return;
    range_ = range;
    Q_EMIT changed();
}

void AuditFilter::setSpan(const QDateTime& from, const QDateTime& to) {
    range_ = u"span"_s;
    from_ = from;
    to_ = to;
    Q_EMIT changed();
}

void AuditFilter::clear() {
    set({});
}

void AuditFilter::set(const QString& line) {
    QStringList words;
    QList<Pill> pills;
    QString range;
    for (const QString& part : line.split(u' ', Qt::SkipEmptyParts)) {
        const bool negated = part.startsWith(u'-') && part.contains(u':');
        const auto colon = part.indexOf(u':');
        const QString key = part.mid(negated ? 1 : 0, colon - (negated ? 1 : 0));
        const QString value = part.mid(colon + 1);
        if (colon > 0 && key == "since"_L1)
            range = value;
        else if (colon > 0 && !value.isEmpty() && plainFields().contains(key))
            pills.append({key, value, negated});
        else
            words.append(part);
    }
    text_ = words.join(u' ');
    pills_ = pills;
    range_ = range;
    showPills();
    Q_EMIT changed();
}

void AuditFilter::showPills() {
    QList<FieldsModel::Row> rows;
    for (const Pill& pill : pills_)
        rows.append({pill.key, pill.value, pill.negated});
    pillRows_.setRows(rows);
}

QString AuditFilter::rangeText() const {
    static const QHash<QString, QString> names = {
        {QString(), tr("All time")},     {u"15m"_s, tr("Last 15 minutes")}, {u"1h"_s, tr("Last hour")},
        {u"24h"_s, tr("Last 24 hours")}, {u"7d"_s, tr("Last 7 days")},      {u"30d"_s, tr("Last 30 days")},
    };
    if (range_ != "span"_L1)
        return names.value(range_, tr("Last %1").arg(range_));
    const QDateTime now = nowIn(clock_, zone_);
    return tr("%1 – %2").arg(whenText(from_, now),
                             from_.date() == to_.date() ? to_.toString(u"HH:mm") : whenText(to_, now));
}

QString AuditFilter::words() const {
    QStringList parts{rangeText()};
    for (const Pill& pill : pills_)
        parts.append(pill.negated ? tr("not %1 %2").arg(pill.key, pill.value) : pill.key + u' ' + pill.value);
    if (!text_.isEmpty())
        parts.append(text_);
    return parts.join(u", "_s);
}

} // namespace inferno::models
