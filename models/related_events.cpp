// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/related_events.h"

#include <array>

#include "models/audit_filter.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRestMs = 400;
constexpr qint64 kAroundSeconds = 3600;

struct Relation {
    const char* field;
    std::string client::AuditEvent::* member;
    const char* words;
};
constexpr std::array<Relation, 3> kRelations = {
    {{"trace_id", &client::AuditEvent::trace_id, QT_TRANSLATE_NOOP("inferno::models::RelatedEvents", "Same trace")},
     {"session_id", &client::AuditEvent::session_id,
      QT_TRANSLATE_NOOP("inferno::models::RelatedEvents", "Same session")},
     {"resource", &client::AuditEvent::resource, QT_TRANSLATE_NOOP("inferno::models::RelatedEvents", "Same object")}}};

} // namespace

RelatedEvents::RelatedEvents(AppState& app, QObject* parent)
    : QObject(parent), app_(app), rows_({"kind", "name", "value", "count", "seq", "seqText", "time", "outcome"}) {
    rest_.setSingleShot(true);
    rest_.setInterval(kRestMs);
    connect(&rest_, &QTimer::timeout, this, &RelatedEvents::ask);
}

QString RelatedEvents::queryFor(const client::AuditEvent& event) {
    QStringList parts;
    for (const Relation& relation : kRelations)
        if (const std::string& value = event.*relation.member; !value.empty())
            parts.append(QLatin1String(relation.field) + u'=' + AuditFilter::quoted(text(value)));
    return parts.join(u" OR "_s);
}

void RelatedEvents::choose(const std::optional<client::AuditEvent>& event) {
    event_ = event;
    ++generation_;
    rest_.stop();
    rows_.setRows({});
    countText_.clear();
    note_.clear();
    loading_ = event && !queryFor(*event).isEmpty();
    if (loading_)
        rest_.start();
    else if (event)
        note_ = tr("This event has no trace, no session and no object.");
    Q_EMIT changed();
}

void RelatedEvents::ask() {
    const QDateTime at = timeOf(event_->received, app_.zone());
    client::AuditQuery query;
    query.query = queryFor(*event_).toStdString();
    query.since = apiTime(at.addSecs(-kAroundSeconds));
    query.until = apiTime(at.addSecs(kAroundSeconds));
    query.limit = kEventsMax + 1;
    app_.backend().auditEvents(query).then(this, [this, asked = generation_](const Result<client::AuditPage>& page) {
        if (asked != generation_)
            return;
        loading_ = false;
        if (page)
            show(*page);
        else
            note_ = titleOfError(page.error()) + u". "_s + detailOfError(page.error());
        Q_EMIT changed();
    });
}

void RelatedEvents::show(const client::AuditPage& page) {
    QList<FieldsModel::Row> rows;
    qint64 others = 0;
    for (const client::AuditEvent& other : page.items)
        others += other.seq == event_->seq ? 0 : 1;
    const bool more = !page.next_cursor.empty();
    countText_ = more ? tr("%1+").arg(others) : QString::number(others);
    for (const Relation& relation : kRelations) {
        const std::string& value = (*event_).*relation.member;
        if (value.empty())
            continue;
        QList<FieldsModel::Row> found;
        for (const client::AuditEvent& other : page.items)
            if (other.seq != event_->seq && other.*relation.member == value)
                found.append(FieldsModel::Row{
                    u"event"_s, text(other.action), text(other.user), QString(), static_cast<double>(other.seq),
                    QString(u"#"_s + groupedNumber(static_cast<qint64>(other.seq))),
                    timeOf(other.received, app_.zone()).toString(u"HH:mm:ss"), text(other.result)});
        rows.append(FieldsModel::Row{u"head"_s, tr(relation.words), text(value),
                                     more ? tr("%1+").arg(found.size()) : QString::number(found.size()), -1.0,
                                     QLatin1String(relation.field), QString(), QString()});
        rows.append(found);
    }
    if (others == 0)
        note_ = tr("No other event within an hour of it has its trace, session or object.");
    rows_.setRows(rows);
}

} // namespace inferno::models
