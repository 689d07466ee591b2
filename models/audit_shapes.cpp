// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/audit_shapes.h"

#include "models/audit_filter.h"
#include "models/language.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int kShapes = 100;
constexpr int kSparkPoints = 48;

QString percentText(double share) {
    return share > 0 && share < 0.001 ? AuditShapes::tr("<0.1 %")
                                      : AuditShapes::tr("%1 %").arg(locale().toString(share * 100, 'f', 1));
}

} // namespace

AuditShapes::AuditShapes(AppState& app, AuditFilter& filter, QObject* parent)
    : QObject(parent), app_(app), filter_(filter),
      rows_({"eventAction", "eventType", "outcome", "count", "share", "percent", "first", "last", "spark"}) {}

void AuditShapes::setActive(bool active) {
    if (active == active_)
        return;
    active_ = active;
    if (active_ && stale_)
        ask();
    Q_EMIT changed();
}

void AuditShapes::read(const client::AuditQuery& query) {
    query_ = query;
    stale_ = true;
    if (active_)
        ask();
}

void AuditShapes::retry() {
    stale_ = true;
    ask();
}

void AuditShapes::ask() {
    errorText_.clear();
    Q_EMIT changed();
    app_.backend()
        .auditPatterns(query_, kSparkPoints, kShapes)
        .then(this, [this, asked = ++generation_](const Result<client::AuditPatterns>& patterns) {
            if (asked != generation_)
                return;
            stale_ = false;
            if (patterns) {
                show(*patterns);
            } else {
                rows_.setRows({});
                summary_.clear();
                note_.clear();
                errorText_ = titleOfError(patterns.error()) + u". "_s + detailOfError(patterns.error());
            }
            Q_EMIT changed();
        });
}

void AuditShapes::show(const client::AuditPatterns& patterns) {
    const QDateTime now = nowIn(app_.clock(), app_.zone());
    QList<FieldsModel::Row> rows;
    for (const client::AuditPattern& pattern : patterns.items) {
        const double share =
            static_cast<double>(pattern.count) / static_cast<double>(std::max<std::uint64_t>(1, patterns.total));
        QList<double> spark;
        for (const std::uint64_t count : pattern.buckets)
            spark.append(static_cast<double>(count));
        rows.append(FieldsModel::Row{text(pattern.action), text(pattern.event_type), text(pattern.result),
                                     groupedNumber(static_cast<qint64>(pattern.count)), share, percentText(share),
                                     whenText(timeOf(pattern.first, app_.zone()), now),
                                     whenText(timeOf(pattern.last, app_.zone()), now), QVariant::fromValue(spark)});
    }
    rows_.setRows(rows);
    const QString total = groupedNumber(static_cast<qint64>(patterns.total));
    summary_ = tr("%1 patterns among %2 events").arg(groupedNumber(static_cast<qint64>(patterns.shapes)), total);
    QStringList notes;
    if (patterns.partial)
        notes.append(tr("Only the newest %1 events that fit were counted").arg(total));
    if (patterns.other > 0)
        notes.append(tr("%1 events are of rarer patterns").arg(groupedNumber(static_cast<qint64>(patterns.other))));
    if (patterns.undecryptable_blocks > 0)
        notes.append(tr("some blocks cannot be read"));
    note_ = notes.join(u" · "_s);
    spanText_ = patterns.from.empty() ? QString()
                                      : tr("%1 – %2").arg(whenText(timeOf(patterns.from, app_.zone()), now),
                                                          whenText(timeOf(patterns.to, app_.zone()), now));
}

void AuditShapes::filterBy(int row, bool negated) {
    const QString action = rows_.at(row, u"eventAction"_s).toString();
    if (action.isEmpty())
        return;
    filter_.addTogether({{u"action"_s, action},
                         {u"event_type"_s, rows_.at(row, u"eventType"_s).toString()},
                         {u"result"_s, rows_.at(row, u"outcome"_s).toString()}},
                        negated);
}

} // namespace inferno::models
