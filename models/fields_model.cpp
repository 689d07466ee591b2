// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fields_model.h"

#include <algorithm>

namespace inferno::models {

FieldsModel::FieldsModel(QList<QByteArray> fields, QObject* parent)
    : QAbstractListModel(parent), fields_(std::move(fields)) {}

int FieldsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : count();
}

QVariant FieldsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int field = role == Qt::DisplayRole ? 0 : role - Qt::UserRole;
    return rows_.at(index.row()).value(field);
}

QHash<int, QByteArray> FieldsModel::roleNames() const {
    QHash<int, QByteArray> names;
    for (qsizetype field = 0; field < fields_.size(); ++field)
        names.insert(Qt::UserRole + static_cast<int>(field), fields_.at(field));
    return names;
}

void FieldsModel::setRows(const QList<Row>& rows) {
    const auto common = std::min(rows.size(), rows_.size());
    for (qsizetype row = 0; row < common; ++row) {
        if (rows_.at(row) == rows.at(row))
            continue;
        rows_[row] = rows.at(row);
        const QModelIndex cell = index(static_cast<int>(row));
        Q_EMIT dataChanged(cell, cell);
    }
    if (rows_.size() > common) {
        beginRemoveRows({}, static_cast<int>(common), count() - 1);
        rows_.resize(common);
        endRemoveRows();
        Q_EMIT countChanged();
    } else if (rows.size() > common) {
        append(rows.mid(common));
    }
}

void FieldsModel::append(const QList<Row>& rows) {
    if (rows.isEmpty())
        return;
    beginInsertRows({}, count(), count() + static_cast<int>(rows.size()) - 1);
    rows_.append(rows);
    endInsertRows();
    Q_EMIT countChanged();
}

void FieldsModel::removeFirst(int count) {
    if (count <= 0)
        return;
    beginRemoveRows({}, 0, count - 1);
    rows_.remove(0, count);
    endRemoveRows();
    Q_EMIT countChanged();
}

QVariant FieldsModel::at(int row, const QString& field) const {
    const auto column = fields_.indexOf(field.toUtf8());
    return row >= 0 && row < count() && column >= 0 ? rows_.at(row).at(column) : QVariant();
}

} // namespace inferno::models
