// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include "models/backend.h"
#include "models/fields_model.h"

namespace inferno::models {

class AppState;

/// A crontab being taken over: first what each line becomes, and what becomes of none; then the jobs. Nothing is made
/// before the plan was seen. GUI thread.
class CrontabImport : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("part of a page object")

    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged)
    Q_PROPERTY(bool system READ system WRITE setSystem NOTIFY textChanged) ///< lines name a user: /etc/crontab
    /// Fields line, text, fits, word ("new job", "not imported", …), tone, job, schedule, command, note.
    Q_PROPERTY(inferno::models::FieldsModel* lines READ lines CONSTANT)
    Q_PROPERTY(QString summary READ summary NOTIFY changed) ///< "2 jobs, 1 line is left out"
    Q_PROPERTY(bool planned READ planned NOTIFY changed)    ///< the lines are those of this text
    Q_PROPERTY(bool imported READ imported NOTIFY changed)
    Q_PROPERTY(bool canImport READ canImport NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)

public:
    explicit CrontabImport(AppState& app);

    QString text() const { return text_; }
    void setText(const QString& text);
    bool system() const { return system_; }
    void setSystem(bool system);
    FieldsModel* lines() { return &lines_; }
    QString summary() const;
    bool planned() const { return planned_; }
    bool imported() const { return imported_; }
    bool canImport() const { return planned_ && !imported_ && !busy_ && jobs_ > 0; }
    bool busy() const { return busy_; }
    QString problem() const { return problem_; }

    /// Reads the crontab of this user.
    Q_INVOKABLE void readOwn();
    Q_INVOKABLE void plan();
    Q_INVOKABLE void makeJobs();

Q_SIGNALS:
    void textChanged();
    void changed();
    void done();

private:
    void ask(bool make);
    void take(const Backend::CrontabPlan& plan);
    void forget();

    AppState& app_;
    QString text_;
    bool system_ = false;
    FieldsModel lines_;
    int jobs_ = 0;
    int left_ = 0;
    bool planned_ = false;
    bool imported_ = false;
    bool busy_ = false;
    QString problem_;
};

} // namespace inferno::models
