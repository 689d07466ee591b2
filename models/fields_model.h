// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace inferno::models {

/// A short list whose rows have named fields (lanes, facts, causes, next fires, …): the fields are the roles. For lists
/// that a page object computes anew: setRows applies only the differences, by position (a changed row is one
/// dataChanged, a longer list inserts at the end), and never resets. Up to some thousand rows. GUI thread.
class FieldsModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("part of a page object")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    using Row = QVariantList;

    explicit FieldsModel(QList<QByteArray> fields, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return static_cast<int>(rows_.size()); }
    const QList<Row>& rows() const { return rows_; }
    /// Each row has a value for each field, in their order.
    void setRows(const QList<Row>& rows);
    void append(const QList<Row>& rows);
    void removeFirst(int count);
    /// The value of a field by its name; invalid for a row that is not there.
    Q_INVOKABLE QVariant at(int row, const QString& field) const;

Q_SIGNALS:
    void countChanged();

private:
    QList<QByteArray> fields_;
    QList<Row> rows_;
};

} // namespace inferno::models
