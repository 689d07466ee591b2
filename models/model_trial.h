// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include "models/backend.h"
#include "models/fields_model.h"
#include "models/model_answer.h"

namespace inferno::models {

/// One question to one version of a model, and what came of it. GUI thread.
class ModelTrial : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("ModelPlayground.first")

    Q_PROPERTY(QString label READ label NOTIFY changed) ///< "fraud_detection 1.3"
    Q_PROPERTY(bool running READ running NOTIFY changed)
    Q_PROPERTY(bool answered READ answered NOTIFY changed) ///< there is an answer or an error
    Q_PROPERTY(QString errorTitle READ errorTitle NOTIFY changed)
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)
    Q_PROPERTY(QString latencyText READ latencyText NOTIFY changed) ///< "19 ms"
    Q_PROPERTY(bool risk READ risk NOTIFY changed)
    Q_PROPERTY(int rank READ rank NOTIFY changed) ///< of its level: 0 minimal to 4 critical; -1 = none
    Q_PROPERTY(
        QString outcome READ outcome NOTIFY changed)      ///< "Critical risk", the likeliest class, or the first words
    Q_PROPERTY(QString figure READ figure NOTIFY changed) ///< the probability or the score: "0.934"; "" = none
    Q_PROPERTY(QString subject READ subject NOTIFY changed)
    Q_PROPERTY(double probability READ probability NOTIFY changed)
    Q_PROPERTY(QList<double> bounds READ bounds NOTIFY changed) ///< from where low, medium, high and critical reach
    /// Fields name, score, figure.
    Q_PROPERTY(inferno::models::FieldsModel* classes READ classes CONSTANT)
    Q_PROPERTY(QString text READ text NOTIFY changed) ///< the answer itself

public:
    explicit ModelTrial(QObject* parent = nullptr);

    QString label() const { return name_.isEmpty() ? QString() : name_ + u' ' + version_; }
    QString name() const { return name_; }
    QString version() const { return version_; }
    bool running() const { return running_; }
    bool answered() const { return body_.has_value() || error_.has_value(); }
    QString errorTitle() const;
    QString errorText() const;
    QString latencyText() const;
    bool risk() const { return answer_.kind == ModelAnswer::Kind::Risk; }
    int rank() const { return risk() ? riskRank(answer_.level) : -1; }
    QString outcome() const;
    QString figure() const;
    QString subject() const { return answer_.subject; }
    double probability() const { return answer_.probability; }
    QList<double> bounds() const { return answer_.bounds; }
    FieldsModel* classes() { return &classes_; }
    QString text() const { return answer_.text; }
    const std::optional<std::string>& body() const { return body_; }
    double seconds() const { return seconds_; }

    /// Asks; an answer to an earlier question is then dropped.
    void ask(Backend& backend, const QString& name, const QString& version, const QByteArray& request);
    /// Waits for no answer any more.
    void stop();
    void clear();
    /// Shows an answer of before.
    void recall(const QString& name, const QString& version, const std::string& body, double seconds);

Q_SIGNALS:
    void changed();
    void finished();

private:
    void begin(const QString& name, const QString& version);
    void show(const std::string& body, double seconds);

    QString name_;
    QString version_;
    bool running_ = false;
    int generation_ = 0;
    std::optional<std::string> body_;
    std::optional<Error> error_;
    double seconds_ = 0;
    ModelAnswer answer_;
    FieldsModel classes_;
};

} // namespace inferno::models
