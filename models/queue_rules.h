// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fields_model.h"
#include "models/jobs_backend.h"

namespace inferno::models {

class AppState;

/// The rules about when somebody is to be told of the queue. They look at all jobs together; the service keeps them and
/// checks their conditions, and does not tell anybody yet. GUI thread.
class QueueRules : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("JobEditorPage.rules")

    /// Fields name, condition, severity (its word), tone, told (to whom), ruleEnabled, warnings.
    Q_PROPERTY(inferno::models::FieldsModel* rows READ rows CONSTANT)
    Q_PROPERTY(QString name READ name WRITE setName NOTIFY changed) ///< of the rule being written
    Q_PROPERTY(QString condition READ condition WRITE setCondition NOTIFY changed)
    Q_PROPERTY(int severity READ severity WRITE setSeverity NOTIFY changed) ///< of `severities`
    Q_PROPERTY(QList<QString> severities READ severities CONSTANT)
    Q_PROPERTY(QString problem READ problem NOTIFY changed) ///< why it was not taken, or why there is no list
    Q_PROPERTY(QString command READ command NOTIFY changed)
    Q_PROPERTY(bool canAdd READ canAdd NOTIFY changed)
    Q_PROPERTY(bool known READ known NOTIFY changed)

public:
    explicit QueueRules(AppState& app);

    FieldsModel* rows() { return &rows_; }
    QString name() const { return name_; }
    QString condition() const { return condition_; }
    int severity() const { return severity_; }
    void setName(const QString& name);
    void setCondition(const QString& condition);
    void setSeverity(int severity);
    QStringList severities() const;
    QString problem() const { return problem_; }
    QString command() const;
    bool canAdd() const { return !busy_ && !name_.trimmed().isEmpty() && !condition_.trimmed().isEmpty(); }
    bool known() const { return known_; }

    Q_INVOKABLE void read();
    Q_INVOKABLE void add();
    Q_INVOKABLE void setEnabled(const QString& name, bool enabled);
    Q_INVOKABLE void remove(const QString& name);

Q_SIGNALS:
    void changed();

private:
    void show(const std::vector<client::AlertRule>& rules);
    void afterChange(const Result<void>& result);

    AppState& app_;
    FieldsModel rows_;
    QString name_;
    QString condition_;
    int severity_ = 1;
    QString problem_;
    bool known_ = false;
    bool busy_ = false;
};

} // namespace inferno::models
