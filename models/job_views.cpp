// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/job_views.h"

#include <algorithm>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace inferno::models {

using namespace Qt::StringLiterals;

JobViews::JobViews(QObject* parent)
    : QObject(parent),
      views_({{tr("All"), {}, -1}, {tr("Failing"), {}, -1}, {tr("Running"), {}, -1}, {tr("Next hour"), {}, -1}}),
      rows_({"name", "words", "count"}) {
    show();
}

QString JobViews::stored() const {
    QJsonArray list;
    for (const View& view : views_.mid(kBuiltIn))
        list.append(QJsonObject{{u"name"_s, view.name}, {u"words"_s, view.words}});
    return QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
}

void JobViews::setStored(const QString& stored) {
    views_.resize(kBuiltIn);
    for (const auto& value : QJsonDocument::fromJson(stored.toUtf8()).array()) {
        QString why;
        add(value.toObject().value(u"name"_s).toString(), value.toObject().value(u"words"_s).toString(), &why);
    }
    show();
}

void JobViews::setCount(int view, int count) {
    if (view >= 0 && view < views_.size())
        views_[view].count = count;
}

void JobViews::show() {
    QList<FieldsModel::Row> rows;
    for (const View& view : views_)
        rows.append({view.name, view.words, view.count < 0 ? QString() : QString::number(view.count)});
    rows_.setRows(rows);
}

int JobViews::add(const QString& name, const QString& words, QString* why) {
    const QString wanted = name.simplified();
    if (wanted.isEmpty())
        *why = tr("A view needs a name");
    else if (wanted.size() > kNameMax)
        *why = tr("At most %1 characters").arg(kNameMax);
    else if (std::ranges::any_of(views_, [&](const View& view) { return view.name == wanted; }))
        *why = tr("A view of this name exists");
    else if (views_.size() >= kViewsMax)
        *why = tr("There are %1 views already").arg(kViewsMax);
    if (!why->isEmpty())
        return -1;
    views_.append({wanted, words, -1});
    show();
    Q_EMIT storedChanged();
    return count() - 1;
}

void JobViews::remove(int view) {
    if (view < kBuiltIn || view >= views_.size())
        return;
    views_.removeAt(view);
    show();
    Q_EMIT storedChanged();
}

} // namespace inferno::models
