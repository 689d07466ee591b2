// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/audit_filter.h"

#include <algorithm>
#include <map>

#include <QJsonArray>
#include <QRegularExpression>

#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

const auto kFieldTime = u"yyyy-MM-dd HH:mm"_s;

/// "15m", "24h", "7d" in seconds; 0 for anything else.
qint64 secondsOf(const QString& range) {
    constexpr qint64 kMinute = 60;
    const qint64 count = range.chopped(range.isEmpty() ? 0 : 1).toLongLong();
    return range.endsWith(u'm')   ? count * kMinute
           : range.endsWith(u'h') ? count * 60 * kMinute
           : range.endsWith(u'd') ? count * 24 * 60 * kMinute
                                  : 0;
}

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

void AuditFilter::addAll(const QString& key, const QString& values, bool negated) {
    const QList<Pill> before = pills_;
    for (const QString& part : values.split(u',')) {
        const Pill pill{key, part.trimmed(), negated};
        if (key.isEmpty() || pill.value.isEmpty() || pills_.contains(pill))
            continue;
        pills_.removeOne(Pill{key, pill.value, !negated});
        pills_.append(pill);
    }
    if (pills_ == before)
        return;
    showPills();
    Q_EMIT changed();
}

void AuditFilter::addTogether(const QList<std::pair<QString, QString>>& fields, bool negated) {
    QStringList clauses;
    QList<Pill> pills = pills_;
    for (const auto& [key, value] : fields) {
        if (value.isEmpty())
            continue;
        clauses.append(key + u'=' + quoted(value));
        // Pills of one field are alternatives: another one would widen.
        pills.removeIf([&key = key](const Pill& pill) { return pill.key == key; });
        pills.append({key, value, false});
    }
    if (clauses.isEmpty())
        return;
    if (!negated) {
        pills_ = pills;
        showPills();
    } else {
        const QString out = u"NOT ("_s + clauses.join(u" AND "_s) + u')';
        text_ = text_.isEmpty() ? out : u'(' + text_ + u") AND "_s + out;
    }
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

QString AuditFilter::today() const {
    return nowIn(clock_, zone_).date().toString(Qt::ISODate);
}

QString AuditFilter::begins() const {
    if (range_ == "span"_L1)
        return from_.toString(kFieldTime);
    const qint64 seconds = secondsOf(range_);
    return seconds > 0 ? nowIn(clock_, zone_).addSecs(-seconds).toString(kFieldTime) : QString();
}

QString AuditFilter::ends() const {
    return range_ == "span"_L1 ? to_.toString(kFieldTime) : QString();
}

QString AuditFilter::setBetween(const QString& from, const QString& to) {
    const auto parse = [this](const QString& line) {
        const QDateTime time = QDateTime::fromString(line.trimmed(), kFieldTime);
        const QDateTime day = QDateTime::fromString(line.trimmed(), u"yyyy-MM-dd"_s);
        const QDateTime& read = time.isValid() ? time : day;
        return read.isValid() ? QDateTime(read.date(), read.time(), zone_) : QDateTime();
    };
    const QDateTime first = parse(from);
    const QDateTime last = to.trimmed().isEmpty() ? nowIn(clock_, zone_) : parse(to);
    if (!first.isValid() || !last.isValid())
        return tr("“%1” is no time; write it as 2026-03-24 10:00").arg(first.isValid() ? to : from);
    if (first >= last)
        return tr("The end is not after the beginning");
    setSpan(first, last);
    return {};
}

QJsonObject AuditFilter::state() const {
    QJsonObject state{{"text"_L1, text_}, {"range"_L1, range_}};
    QJsonArray pills;
    for (const Pill& pill : pills_)
        pills.append(QJsonObject{{"key"_L1, pill.key}, {"value"_L1, pill.value}, {"not"_L1, pill.negated}});
    state.insert("pills"_L1, pills);
    if (range_ == "span"_L1) {
        state.insert("from"_L1, QString::fromStdString(apiTime(from_)));
        state.insert("to"_L1, QString::fromStdString(apiTime(to_)));
    }
    return state;
}

void AuditFilter::take(const QJsonObject& state) {
    text_ = state.value("text"_L1).toString().simplified();
    range_ = state.value("range"_L1).toString();
    from_ = timeOf(state.value("from"_L1).toString().toStdString(), zone_);
    to_ = timeOf(state.value("to"_L1).toString().toStdString(), zone_);
    if (range_ == "span"_L1 && (!from_.isValid() || !to_.isValid()))
        range_.clear();
    pills_.clear();
    for (const QJsonValue& value : state.value("pills"_L1).toArray()) {
        const QJsonObject pill = value.toObject();
        if (!pill.value("key"_L1).toString().isEmpty() && !pill.value("value"_L1).toString().isEmpty())
            pills_.append(
                {pill.value("key"_L1).toString(), pill.value("value"_L1).toString(), pill.value("not"_L1).toBool()});
    }
}

void AuditFilter::restore(const QJsonObject& state) {
    take(state);
    showPills();
    Q_EMIT changed();
}

QString AuditFilter::wordsOf(const QJsonObject& state) const {
    AuditFilter other(clock_, zone_);
    other.take(state);
    return other.words();
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
    const QHash<QString, QString> names = {
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
