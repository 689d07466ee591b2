// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QtQml/qqmlregistration.h>

#include "models/app_state.h"
#include "models/fields_model.h"
#include "models/query_syntax.h"

namespace inferno::models {

/// Completes the line of the audit page: names of fields, and values of a field with how often they occur among what
/// the filters leave over. Values are asked of the service once for a field and a question. GUI thread.
class QueryCompleter : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AuditPage.completer")

    /// Fields name, note, kind (field or value).
    Q_PROPERTY(inferno::models::FieldsModel* suggestions READ suggestions CONSTANT)
    Q_PROPERTY(QString title READ title NOTIFY changed) ///< "Fields", "Values of action"
    Q_PROPERTY(int cursor READ cursor NOTIFY changed)   ///< where it belongs after `accept`

public:
    struct Field {
        const char* name;
        const char* icon;
        const char* meaning;
    };
    /// The fields that events have, as the query language names them; the first four are columns of the table.
    static const QList<Field>& fields();

    explicit QueryCompleter(AppState& app, QObject* parent = nullptr);

    FieldsModel* suggestions() { return &suggestions_; }
    QString title() const;
    int cursor() const { return cursor_; }

    /// Another question: values that were counted hold no more.
    void setQuery(const client::AuditQuery& query);
    /// The line has changed, or the cursor in it.
    Q_INVOKABLE void update(const QString& text, int cursor);
    /// The line with a suggestion put in.
    Q_INVOKABLE QString accept(int suggestion);

Q_SIGNALS:
    void changed();

private:
    void show();
    void ask(const QString& field);

    AppState& app_;
    client::AuditQuery query_;
    QHash<QString, std::vector<client::FieldValue>> values_; ///< by field; empty while they are asked for
    QString text_;
    QueryPlace place_;
    int typedTo_ = 0;
    int cursor_ = 0;
    int generation_ = 0;
    FieldsModel suggestions_;
};

} // namespace inferno::models
