// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/query_completer.h"

#include "models/audit_filter.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {
constexpr int kValuesAsked = 50;
constexpr qsizetype kShown = 8;
} // namespace

const QList<QueryCompleter::Field>& QueryCompleter::fields() {
    static const QList<Field> fields = {
        {"action", "type", QT_TR_NOOP("what was done")},
        {"user", "user", QT_TR_NOOP("who did it")},
        {"resource", "type", QT_TR_NOOP("to what")},
        {"result", "circle-check", QT_TR_NOOP("success, failure or denied")},
        {"event_type", "tag", QT_TR_NOOP("kind of event")},
        {"severity", "triangle-alert", QT_TR_NOOP("low, medium, high or critical")},
        {"level", "chart-bar", QT_TR_NOOP("trace to error")},
        {"source_ip", "globe", QT_TR_NOOP("from which address")},
        {"session_id", "hash", QT_TR_NOOP("in which session")},
        {"trace_id", "hash", QT_TR_NOOP("in which trace")},
        {"user_agent", "terminal", QT_TR_NOOP("by which program")},
        {"origin", "server", QT_TR_NOOP("the service or a client")},
    };
    return fields;
}

QueryCompleter::QueryCompleter(AppState& app, QObject* parent)
    : QObject(parent), app_(app), suggestions_({"name", "note", "kind"}) {}

QString QueryCompleter::title() const {
    return place_.isValue ? tr("Values of %1").arg(place_.field) : tr("Fields");
}

void QueryCompleter::setQuery(const client::AuditQuery& query) {
    query_ = query;
    values_.clear();
    ++generation_;
}

void QueryCompleter::update(const QString& text, int cursor) {
    text_ = text;
    typedTo_ = cursor;
    place_ = queryPlace(text, cursor);
    if (place_.isValue && !values_.contains(place_.field))
        ask(place_.field);
    show();
}

void QueryCompleter::ask(const QString& field) {
    values_.insert(field, {});
    client::AuditQuery query = query_;
    query.query.clear(); // what is being typed
    app_.backend()
        .auditValues(query, field, kValuesAsked)
        .then(this, [this, field, asked = generation_](const Result<client::AuditValues>& values) {
            if (asked != generation_ || !values)
                return; // without counts there is nothing to suggest
            values_[field] = values->items;
            show();
        });
}

void QueryCompleter::show() {
    QList<FieldsModel::Row> rows;
    if (place_.isValue) {
        for (const client::FieldValue& value : values_.value(place_.field)) {
            const QString name = text(value.value);
            if (rows.size() < kShown && name.startsWith(place_.prefix, Qt::CaseInsensitive) && name != place_.prefix)
                rows.append(FieldsModel::Row{name, groupedNumber(static_cast<qint64>(value.count)), u"value"_s});
        }
    } else {
        for (const Field& field : fields()) {
            const QString name = QString::fromLatin1(field.name);
            if (rows.size() < kShown && name.startsWith(place_.prefix, Qt::CaseInsensitive))
                rows.append(FieldsModel::Row{name, tr(field.meaning), u"field"_s});
        }
    }
    suggestions_.setRows(rows);
    Q_EMIT changed();
}

QString QueryCompleter::accept(int suggestion) {
    const QString name = suggestions_.at(suggestion, u"name"_s).toString();
    if (name.isEmpty())
        return text_;
    const QString put = place_.isValue ? QString(AuditFilter::quoted(name) + u' ') : QString(name + u':');
    cursor_ = static_cast<int>(place_.start + put.size());
    const QString rest = text_.mid(typedTo_);
    return text_.left(place_.start) + put + (put.endsWith(u' ') && rest.startsWith(u' ') ? rest.mid(1) : rest);
}

} // namespace inferno::models
