// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QSet>
#include <QtQml/qqmlregistration.h>

#include "models/app_state.h"
#include "models/fields_model.h"

namespace inferno::models {

class AuditList;

/// The fields beside the events: each can be opened and then shows its most frequent values among what the filters
/// leave over, as the service counts them; where it cannot, those of the events in memory, and it says so. GUI thread.
class AuditFields : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AuditPage.fields")

    /// Fields kind (head, field, value, more, note), field, name, mark (icon or count), share (0..1), open, column (a
    /// field: 0 = none of the table, 1 = pinned to it, 2 = always one).
    Q_PROPERTY(inferno::models::FieldsModel* rows READ rows CONSTANT)
    Q_PROPERTY(QStringList names READ names CONSTANT) ///< of all fields
    Q_PROPERTY(QString search READ search WRITE setSearch NOTIFY changed)

public:
    AuditFields(AppState& app, AuditList& list, QObject* parent = nullptr);

    FieldsModel* rows() { return &rows_; }
    QStringList names() const;
    QString search() const { return search_; }
    void setSearch(const QString& search);

    /// Counts again what is open, for another question.
    void read(const client::AuditQuery& query);
    Q_INVOKABLE void toggle(const QString& field);
    /// Ten times as many values of an open field.
    Q_INVOKABLE void showMore(const QString& field);

Q_SIGNALS:
    void changed();

private:
    struct Values {
        client::AuditValues counted;
        bool ready = false;
        bool fromMemory = false;
        int limit = 5;
    };
    void ask(const QString& field);
    client::AuditValues countInMemory(const QString& field) const;
    void appendValues(QList<FieldsModel::Row>& rows, const QString& field) const;
    void show();

    AppState& app_;
    AuditList& list_;
    client::AuditQuery query_;
    QHash<QString, Values> open_;
    QString search_;
    int generation_ = 0;
    FieldsModel rows_;
};

} // namespace inferno::models
