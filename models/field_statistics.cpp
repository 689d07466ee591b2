// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/field_statistics.h"

#include <algorithm>

#include "models/audit_chart.h"
#include "models/audit_filter.h"
#include "models/query_completer.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

QString percentText(double share) {
    return share > 0 && share < 0.01 ? FieldStatistics::tr("<1 %")
                                     : FieldStatistics::tr("%1 %").arg(qRound(share * 100));
}

QString number(std::uint64_t count) {
    return groupedNumber(static_cast<qint64>(count));
}

} // namespace

FieldStatistics::FieldStatistics(AppState& app, AuditFilter& filter, AuditChart& chart, QObject* parent)
    : QObject(parent), app_(app), filter_(filter), chart_(chart),
      rows_({"kind", "field", "name", "iconName", "count", "share", "percent", "distinct"}) {
    connect(&chart, &AuditChart::changed, this, [this] {
        if (active_)
            show(); // shares are of the events that the chart counts
    });
}

void FieldStatistics::setActive(bool active) {
    if (active == active_)
        return;
    active_ = active;
    if (active_ && stale_)
        begin();
    Q_EMIT changed();
}

void FieldStatistics::read(const client::AuditQuery& query) {
    query_ = query;
    stale_ = true;
    if (active_)
        begin();
}

void FieldStatistics::begin() {
    ++generation_;
    stale_ = false;
    values_.clear();
    next_ = 0;
    askNext();
}

void FieldStatistics::askNext() {
    const auto& fields = QueryCompleter::fields();
    if (next_ >= fields.size() || !active_) {
        stale_ = stale_ || next_ < fields.size(); // left half done
        next_ = -1;
        show();
        return;
    }
    app_.backend()
        .auditValues(query_, QString::fromLatin1(fields.at(next_).name), kValuesAsked)
        .then(this, [this, asked = generation_](const Result<client::AuditValues>& values) {
            if (asked != generation_)
                return;
            values_.insert_or_assign(next_, values);
            ++next_;
            show();
            askNext();
        });
}

QString FieldStatistics::distinctText(const client::AuditValues& values) {
    const auto known = static_cast<int>(values.items.size());
    if (values.other > 0)
        return tr("at least %1 values").arg(groupedNumber(known + 1));
    if (values.partial)
        return tr("at least %n value(s)", "", known);
    return known == 0 ? tr("no value") : tr("%n value(s)", "", known);
}

QString FieldStatistics::summary() const {
    const auto fields = static_cast<int>(QueryCompleter::fields().size());
    return tr("%1 fields of %2 events").arg(fields).arg(chart_.countText());
}

void FieldStatistics::show() {
    const auto& fields = QueryCompleter::fields();
    QList<FieldsModel::Row> rows;
    for (int i = 0; i < fields.size(); ++i) {
        const QString field = QString::fromLatin1(fields.at(i).name);
        const QString icon = QString::fromLatin1(fields.at(i).icon);
        const auto found = values_.find(i);
        if (found == values_.end()) {
            rows.append(FieldsModel::Row{u"field"_s, field, field, icon, QString(), -1.0, QString(), QString()});
            continue;
        }
        if (!found->second) {
            rows.append(FieldsModel::Row{u"field"_s, field, field, icon, QString(), -1.0, QString(), QString()});
            rows.append(FieldsModel::Row{u"note"_s, field, titleOfError(found->second.error()), QString(), QString(),
                                         0.0, QString(), QString()});
            continue;
        }
        const client::AuditValues& values = *found->second;
        const bool comparable = chart_.total() > 0 && !values.partial;
        const double share = comparable ? std::min(1.0, static_cast<double>(values.total) / chart_.total()) : -1;
        rows.append(FieldsModel::Row{u"field"_s, field, field, icon, number(values.total), share,
                                     comparable ? percentText(share) : QString(), distinctText(values)});
        for (std::size_t v = 0; v < values.items.size() && v < kValuesShown; ++v) {
            const client::FieldValue& value = values.items[v];
            const double part =
                static_cast<double>(value.count) / static_cast<double>(std::max<std::uint64_t>(1, values.total));
            rows.append(FieldsModel::Row{u"value"_s, field, text(value.value), QString(), number(value.count), part,
                                         percentText(part), QString()});
        }
        if (values.partial)
            rows.append(FieldsModel::Row{u"note"_s, field, tr("of the newest %1 events").arg(number(values.total)),
                                         QString(), QString(), 0.0, QString(), QString()});
    }
    rows_.setRows(rows);
    Q_EMIT changed();
}

void FieldStatistics::filterBy(int row, bool negated) {
    if (rows_.at(row, u"kind"_s).toString() == "value"_L1)
        filter_.add(rows_.at(row, u"field"_s).toString(), rows_.at(row, u"name"_s).toString(), negated);
}

} // namespace inferno::models
