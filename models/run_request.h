// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "models/backend.h"
#include "models/fields_model.h"

namespace inferno::models {

class AppState;

/// One run of a job with values of its own: of the parameters of the job's template, which are checked by their types
/// as they are typed, and of the environment. What is left as the job has it is not sent. GUI thread.
class RunRequest : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("JobsPage.request")

    Q_PROPERTY(QString job READ job NOTIFY changed)
    /// Fields name, type, value, usual (the job's), choices, description, error, differs.
    Q_PROPERTY(inferno::models::FieldsModel* params READ params CONSTANT)
    Q_PROPERTY(QString environment READ environment WRITE setEnvironment NOTIFY changed) ///< NAME=VALUE, a line each
    Q_PROPERTY(QString environmentError READ environmentError NOTIFY changed)
    Q_PROPERTY(QString note READ note NOTIFY changed) ///< why the parameters are not described, or that there are none
    Q_PROPERTY(QString problem READ problem NOTIFY changed) ///< why the service refused it
    Q_PROPERTY(bool canSend READ canSend NOTIFY changed)
    Q_PROPERTY(bool sending READ sending NOTIFY changed)
    Q_PROPERTY(QString command READ command NOTIFY changed) ///< what does the same on the command line

public:
    explicit RunRequest(AppState& app);

    QString job() const { return job_; }
    FieldsModel* params() { return &params_; }
    QString environment() const { return environment_; }
    void setEnvironment(const QString& lines);
    QString environmentError() const;
    QString note() const { return note_; }
    QString problem() const { return problem_; }
    bool canSend() const;
    bool sending() const { return sending_; }
    QString command() const;

    /// Begins with what the job has.
    Q_INVOKABLE void begin(const QString& job);
    Q_INVOKABLE void set(int row, const QString& value);
    Q_INVOKABLE void send();

Q_SIGNALS:
    void changed();
    void started(const QString& runId);

private:
    struct Param {
        QString name;
        QString type; ///< "" where it is not known
        QString value;
        QString usual;
        QStringList choices;
        QString description;
        bool required = false;
    };
    void describe(const nlohmann::json& of);
    QString errorOf(const Param& param) const;
    QString wrongLine() const;
    nlohmann::json values() const;
    void show();

    AppState& app_;
    QString job_;
    QList<Param> list_;
    FieldsModel params_;
    QString environment_;
    QString note_;
    QString problem_;
    bool sending_ = false;
};

} // namespace inferno::models
