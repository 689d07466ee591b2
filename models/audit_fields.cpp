// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/audit_fields.h"

#include <algorithm>
#include <map>

#include "models/audit_list.h"
#include "models/query_completer.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {
constexpr int kColumns = 4; // fields that are columns of the table come first
constexpr int kMoreValues = 50;
} // namespace

AuditFields::AuditFields(AppState& app, AuditList& list, QObject* parent)
    : QObject(parent), app_(app), list_(list), rows_({"kind", "field", "name", "mark", "share", "open", "column"}) {
    connect(&list, &AuditList::pinnedChanged, this, &AuditFields::show);
    open_.insert(u"action"_s, {});
    show();
}

QStringList AuditFields::names() const {
    QStringList names;
    for (const QueryCompleter::Field& field : QueryCompleter::fields())
        names.append(QString::fromLatin1(field.name));
    return names;
}

void AuditFields::setSearch(const QString& search) {
    search_ = search;
    show();
    Q_EMIT changed();
}

void AuditFields::read(const client::AuditQuery& query) {
    query_ = query;
    ++generation_;
    for (const QString& field : open_.keys())
        ask(field);
}

void AuditFields::toggle(const QString& field) {
    if (open_.remove(field) == 0) {
        open_.insert(field, {});
        ask(field);
    }
    show();
}

void AuditFields::showMore(const QString& field) {
    if (!open_.contains(field))
        return;
    open_[field].limit = kMoreValues;
    ask(field);
}

void AuditFields::ask(const QString& field) {
    app_.backend()
        .auditValues(query_, field, open_[field].limit)
        .then(this, [this, field, asked = generation_](const Result<client::AuditValues>& values) {
            if (asked != generation_ || !open_.contains(field))
                return;
            Values& shown = open_[field];
            shown.ready = true;
            shown.fromMemory = !values;
            shown.counted = values ? *values : countInMemory(field);
            show();
        });
}

client::AuditValues AuditFields::countInMemory(const QString& field) const {
    std::map<std::string, std::uint64_t> counts;
    client::AuditValues values;
    for (const client::AuditEvent* event : list_.inMemory()) {
        if (const std::string value = AuditList::fieldOf(*event, field).toStdString(); !value.empty()) {
            ++counts[value];
            ++values.total;
        }
    }
    for (const auto& [value, count] : counts)
        values.items.push_back({value, count});
    std::ranges::stable_sort(values.items, std::greater{}, &client::FieldValue::count);
    values.items.resize(std::min<std::size_t>(values.items.size(), static_cast<std::size_t>(open_[field].limit)));
    return values;
}

void AuditFields::appendValues(QList<FieldsModel::Row>& rows, const QString& field) const {
    const Values values = open_.value(field);
    const auto note = [&](const QString& words) {
        rows.append(FieldsModel::Row{u"note"_s, field, words, QString(), 0.0, false, 0});
    };
    if (!values.ready)
        return;
    std::uint64_t shown = 0;
    for (const client::FieldValue& value : values.counted.items) {
        const double share =
            static_cast<double>(value.count) / static_cast<double>(std::max<std::uint64_t>(1, values.counted.total));
        rows.append(FieldsModel::Row{u"value"_s, field, text(value.value),
                                     groupedNumber(static_cast<qint64>(value.count)), share, false, 0});
        shown += value.count;
    }
    if (values.counted.items.empty())
        note(tr("no event has it"));
    else if (shown < values.counted.total && values.limit < kMoreValues)
        rows.append(FieldsModel::Row{u"more"_s, field, tr("more values"), QString(), 0.0, false, 0});
    if (values.fromMemory)
        note(tr("of the events read so far"));
    else if (values.counted.partial)
        note(tr("of the newest %1 events").arg(groupedNumber(static_cast<qint64>(values.counted.total))));
}

void AuditFields::show() {
    QList<FieldsModel::Row> rows;
    const auto& fields = QueryCompleter::fields();
    const auto columnOf = [&](qsizetype field) {
        return field < kColumns ? 2 : list_.pinned().contains(QLatin1String(fields.at(field).name)) ? 1 : 0;
    };
    for (const bool selected : {true, false}) {
        if (search_.isEmpty())
            rows.append(FieldsModel::Row{u"head"_s, QString(), selected ? tr("Selected") : tr("Available"), QString(),
                                         0.0, false, 0});
        for (qsizetype i = 0; i < fields.size(); ++i) {
            const QString name = QString::fromLatin1(fields.at(i).name);
            if ((columnOf(i) > 0) != selected || !name.contains(search_, Qt::CaseInsensitive))
                continue;
            rows.append(FieldsModel::Row{u"field"_s, name, name, QString::fromLatin1(fields.at(i).icon), 0.0,
                                         open_.contains(name), columnOf(i)});
            if (open_.contains(name))
                appendValues(rows, name);
        }
    }
    rows_.setRows(rows);
}

} // namespace inferno::models
