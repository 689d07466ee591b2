// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/saved_queries.h"

#include <algorithm>

#include <QJsonArray>
#include <QJsonDocument>

#include "models/audit_filter.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

SavedQueries::SavedQueries(AuditFilter& filter, QObject* parent)
    : QObject(parent), filter_(filter), rows_({"name", "words", "current"}) {
    connect(&filter, &AuditFilter::changed, this, &SavedQueries::show);
}

QString SavedQueries::stored() const {
    QJsonArray list;
    for (const Query& query : queries_) {
        QJsonObject entry = query.question;
        entry.insert("name"_L1, query.name);
        list.append(entry);
    }
    return list.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
}

// What stands in the file may have been edited by hand: what cannot be read is as if it were not there.
void SavedQueries::setStored(const QString& stored) {
    if (stored == this->stored())
        return;
    queries_.clear();
    for (const QJsonValue& value : QJsonDocument::fromJson(stored.toUtf8()).array()) {
        QJsonObject question = value.toObject();
        const QString name = question.take("name"_L1).toString().simplified();
        if (!name.isEmpty() && name.size() <= kNameMax && queries_.size() < kQueriesMax)
            queries_.append({name, question});
    }
    show();
}

QString SavedQueries::currentName() const {
    const QJsonObject now = filter_.state();
    const auto found = std::ranges::find(queries_, now, &Query::question);
    return filter_.empty() || found == queries_.end() ? QString() : found->name;
}

bool SavedQueries::has(const QString& name) const {
    return std::ranges::find(queries_, name, &Query::name) != queries_.end();
}

QString SavedQueries::checked(const QString& name) const {
    if (name.isEmpty())
        return tr("Give it a name");
    if (name.size() > kNameMax)
        return tr("A name has at most %1 letters").arg(kNameMax);
    return {};
}

QString SavedQueries::save(const QString& given) {
    const QString name = given.simplified();
    if (const QString why = checked(name); !why.isEmpty())
        return why;
    if (filter_.empty())
        return tr("Nothing is filtered now");
    const auto same = std::ranges::find(queries_, name, &Query::name);
    if (same != queries_.end())
        same->question = filter_.state();
    else if (queries_.size() >= kQueriesMax)
        return tr("There are %1 already; delete one first").arg(kQueriesMax);
    else
        queries_.append({name, filter_.state()});
    keep();
    return {};
}

void SavedQueries::apply(int row) {
    if (row >= 0 && row < queries_.size())
        filter_.restore(queries_.at(row).question);
}

QString SavedQueries::rename(int row, const QString& given) {
    const QString name = given.simplified();
    if (row < 0 || row >= queries_.size() || queries_.at(row).name == name)
        return {};
    if (const QString why = checked(name); !why.isEmpty())
        return why;
    if (has(name))
        return tr("“%1” is there already").arg(name);
    queries_[row].name = name;
    keep();
    return {};
}

void SavedQueries::remove(int row) {
    if (row < 0 || row >= queries_.size())
        return;
    removed_ = queries_.takeAt(row);
    keep();
}

void SavedQueries::undo() {
    if (removed_.name.isEmpty())
        return;
    if (!has(removed_.name))
        queries_.append(removed_);
    removed_ = {};
    keep();
}

void SavedQueries::keep() {
    std::ranges::sort(
        queries_, [](const QString& a, const QString& b) { return a.localeAwareCompare(b) < 0; }, &Query::name);
    show();
    Q_EMIT storedChanged();
}

void SavedQueries::show() {
    const QString now = currentName();
    QList<FieldsModel::Row> rows;
    for (const Query& query : queries_)
        rows.append(FieldsModel::Row{query.name, filter_.wordsOf(query.question), query.name == now});
    rows_.setRows(rows);
    Q_EMIT changed();
}

} // namespace inferno::models
