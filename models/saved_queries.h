// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QObject>
#include <QtQml/qqmlregistration.h>

#include "models/fields_model.h"

namespace inferno::models {

class AuditFilter;

/// The questions that a person keeps of the audit trail, by their names: what is asked for now is saved, and asked
/// again later; a question of a last span of time moves on with the time. `stored` is what the window keeps of them,
/// and gives back when it opens. GUI thread.
class SavedQueries : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AuditPage.saved")

    /// Fields name, words, current: by name.
    Q_PROPERTY(inferno::models::FieldsModel* rows READ rows CONSTANT)
    Q_PROPERTY(QString stored READ stored WRITE setStored NOTIFY storedChanged) ///< JSON
    Q_PROPERTY(QString currentName READ currentName NOTIFY changed)             ///< of what is asked for now; "" = none
    Q_PROPERTY(QString removedName READ removedName NOTIFY changed)             ///< that `undo` brings back

public:
    static constexpr int kQueriesMax = 100;
    static constexpr int kNameMax = 80;

    explicit SavedQueries(AuditFilter& filter, QObject* parent = nullptr);

    FieldsModel* rows() { return &rows_; }
    QString stored() const;
    void setStored(const QString& stored);
    QString currentName() const;
    QString removedName() const { return removed_.name; }

    /// Keeps what is asked for now under this name, which it has then alone. "" where it was kept; else why it was not.
    Q_INVOKABLE QString save(const QString& name);
    Q_INVOKABLE void apply(int row);
    /// "" where it was renamed; else why it was not.
    Q_INVOKABLE QString rename(int row, const QString& name);
    Q_INVOKABLE void remove(int row);
    /// Brings back what was removed last.
    Q_INVOKABLE void undo();

Q_SIGNALS:
    void changed();
    void storedChanged();

private:
    struct Query {
        QString name;
        QJsonObject question;
    };
    bool has(const QString& name) const;
    QString checked(const QString& name) const;
    void show();
    void keep();

    AuditFilter& filter_;
    QList<Query> queries_; ///< by name
    Query removed_;
    FieldsModel rows_;
};

} // namespace inferno::models
