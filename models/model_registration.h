// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include "models/app_state.h"
#include "models/fields_model.h"

namespace inferno::models {

/// The form that registers a model: what is typed, what is wrong with it, and the answer of the service. What is left
/// empty is the service's choice. GUI thread.
class ModelRegistration : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("ModelsPage.registration")

    Q_PROPERTY(QString path READ path WRITE setPath NOTIFY changed) ///< on the machine of the service
    Q_PROPERTY(QString name READ name WRITE setName NOTIFY changed)
    Q_PROPERTY(QString version READ version WRITE setVersion NOTIFY changed)
    /// Fields id, name, meaning.
    Q_PROPERTY(inferno::models::FieldsModel* handlers READ handlers CONSTANT)
    Q_PROPERTY(int handler READ handler WRITE setHandler NOTIFY changed) ///< row of `handlers`
    Q_PROPERTY(QString batchSize READ batchSize WRITE setBatchSize NOTIFY changed)
    Q_PROPERTY(QString workers READ workers WRITE setWorkers NOTIFY changed)
    Q_PROPERTY(QString pathError READ pathError NOTIFY changed)
    Q_PROPERTY(QString nameError READ nameError NOTIFY changed)
    Q_PROPERTY(QString versionError READ versionError NOTIFY changed)
    Q_PROPERTY(QString batchError READ batchError NOTIFY changed)
    Q_PROPERTY(QString workersError READ workersError NOTIFY changed)
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed) ///< what the service refused
    Q_PROPERTY(bool complete READ complete NOTIFY changed)
    Q_PROPERTY(bool running READ running NOTIFY changed)
    Q_PROPERTY(QString command READ command NOTIFY changed) ///< the same for a terminal

public:
    explicit ModelRegistration(AppState& app, QObject* parent = nullptr);

    QString path() const { return path_; }
    void setPath(const QString& path) { set(path_, path); }
    QString name() const { return name_; }
    void setName(const QString& name) { set(name_, name); }
    QString version() const { return version_; }
    void setVersion(const QString& version) { set(version_, version); }
    FieldsModel* handlers() { return &handlers_; }
    int handler() const { return handler_; }
    void setHandler(int handler);
    QString batchSize() const { return batchSize_; }
    void setBatchSize(const QString& size) { set(batchSize_, size); }
    QString workers() const { return workers_; }
    void setWorkers(const QString& workers) { set(workers_, workers); }
    QString pathError() const;
    QString nameError() const;
    QString versionError() const;
    QString batchError() const;
    QString workersError() const;
    QString errorText() const { return errorText_; }
    bool complete() const;
    bool running() const { return running_; }
    QString command() const;

    Q_INVOKABLE void clear();
    Q_INVOKABLE void send();

Q_SIGNALS:
    void changed();
    void registered(const inferno::client::Model& model);

private:
    void set(QString& field, const QString& value);
    QString handlerId() const { return handlers_.at(handler_, QStringLiteral("id")).toString(); }

    AppState& app_;
    QString path_;
    QString name_;
    QString version_;
    int handler_ = 0;
    QString batchSize_;
    QString workers_;
    QString errorText_;
    bool exists_ = false; ///< refused, because this version is registered already
    bool running_ = false;
    FieldsModel handlers_;
};

} // namespace inferno::models
