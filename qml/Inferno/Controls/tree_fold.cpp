// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml/Inferno/Controls/tree_fold.h"

namespace inferno::ui {

using namespace Qt::StringLiterals;

TreeFold::TreeFold(QObject* parent) : QSortFilterProxyModel(parent) {}

void TreeFold::setSource(QAbstractItemModel* source) {
    if (source == sourceModel())
        return;
    if (sourceModel())
        disconnect(sourceModel(), nullptr, this, nullptr);
    setSourceModel(source);
    if (source)
        for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
            connect(source, signal, this, [this] { tellAll(); });
    Q_EMIT sourceChanged();
}

QHash<int, QByteArray> TreeFold::roleNames() const {
    QHash<int, QByteArray> names = QSortFilterProxyModel::roleNames();
    names.insert(static_cast<int>(Role::HasChildren), "hasChildren");
    names.insert(static_cast<int>(Role::Folded), "folded");
    return names;
}

QVariant TreeFold::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const int row = mapToSource(index).row();
    if (role == static_cast<int>(Role::HasChildren))
        return hasChildren(row);
    if (role == static_cast<int>(Role::Folded))
        return folded_.contains(path(row));
    return QSortFilterProxyModel::data(index, role);
}

QVariant TreeFold::at(int row, const QString& field) const {
    return data(index(row, 0), roleNames().key(field.toUtf8(), -1));
}

int TreeFold::rowOf(const QString& name) const {
    for (int row = 0; row < rowCount(); ++row)
        if (at(row, u"name"_s).toString() == name)
            return row;
    return -1;
}

int TreeFold::parentRow(int row) const {
    const QModelIndex here = index(row, 0);
    const int above = here.isValid() ? parentAt(mapToSource(here).row()) : -1;
    return above < 0 ? -1 : mapFromSource(sourceModel()->index(above, 0)).row();
}

void TreeFold::setFolded(int row, bool folded) {
    const QModelIndex here = index(row, 0);
    if (!here.isValid() || !hasChildren(mapToSource(here).row()))
        return;
    const QString key = path(mapToSource(here).row());
    if (folded == folded_.contains(key))
        return;
    if (folded)
        folded_.insert(key);
    else
        folded_.remove(key);
    invalidateFilter();
    Q_EMIT dataChanged(here, here, {static_cast<int>(Role::Folded)});
    Q_EMIT foldedChanged();
}

void TreeFold::unfoldAll() {
    if (folded_.isEmpty())
        return;
    folded_.clear();
    invalidateFilter();
    tellAll();
    Q_EMIT foldedChanged();
}

bool TreeFold::filterAcceptsRow(int sourceRow, const QModelIndex&) const {
    for (int above = parentAt(sourceRow); above >= 0; above = parentAt(above))
        if (folded_.contains(path(above)))
            return false;
    return true;
}

int TreeFold::roleOf(const char* name) const {
    return sourceModel()->roleNames().key(name, -1);
}

int TreeFold::depthAt(int sourceRow) const {
    return sourceModel()->index(sourceRow, 0).data(roleOf("depth")).toInt();
}

int TreeFold::parentAt(int sourceRow) const {
    const int depth = depthAt(sourceRow);
    int row = sourceRow - 1;
    while (depth > 0 && row >= 0 && depthAt(row) >= depth)
        --row;
    return depth > 0 ? row : -1;
}

bool TreeFold::hasChildren(int sourceRow) const {
    return sourceRow + 1 < sourceModel()->rowCount() && depthAt(sourceRow + 1) > depthAt(sourceRow);
}

QString TreeFold::path(int sourceRow) const {
    const QString name = sourceModel()->index(sourceRow, 0).data(roleOf("name")).toString();
    const int above = parentAt(sourceRow);
    return above < 0 ? name : path(above) + u'\n' + name;
}

void TreeFold::tellAll() {
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0),
                           {static_cast<int>(Role::HasChildren), static_cast<int>(Role::Folded)});
}

} // namespace inferno::ui
