// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QtQml/qqmlregistration.h>

#include "models/app_state.h"
#include "models/fields_model.h"
#include "models/model_trial.h"

namespace inferno::models {

/// Tries models by hand: a request, the version that answers it, a second one to compare with, and what was tried since
/// the window opened. The request is sent as it is; "@FILE" sends what is in a file of this computer. GUI thread.
class ModelPlayground : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("ModelsPage.playground")

    /// Fields label, name, version: the versions that can be asked.
    Q_PROPERTY(inferno::models::FieldsModel* choices READ choices CONSTANT)
    Q_PROPERTY(int chosen READ chosen WRITE setChosen NOTIFY changed) ///< row of `choices`; -1 = none
    Q_PROPERTY(int other READ other WRITE setOther NOTIFY changed)    ///< the one to compare with; -1 = none
    Q_PROPERTY(bool comparing READ comparing WRITE setComparing NOTIFY changed)
    Q_PROPERTY(QString request READ request WRITE setRequest NOTIFY requestChanged)
    Q_PROPERTY(QString requestError READ requestError NOTIFY requestChanged) ///< "line 3: …"; "" = it can be sent
    Q_PROPERTY(inferno::models::ModelTrial* first READ first CONSTANT)
    Q_PROPERTY(inferno::models::ModelTrial* second READ second CONSTANT)
    Q_PROPERTY(bool running READ running NOTIFY changed)
    /// Fields path, leftValue, rightValue, differs: the values of both answers side by side.
    Q_PROPERTY(inferno::models::FieldsModel* differences READ differences CONSTANT)
    Q_PROPERTY(QString differenceText READ differenceText NOTIFY compared) ///< "2 of 6 values differ"
    Q_PROPERTY(bool onlyDifferent READ onlyDifferent WRITE setOnlyDifferent NOTIFY compared)
    /// Fields time, label, outcome, figure, rank, latency: newest first.
    Q_PROPERTY(inferno::models::FieldsModel* history READ history CONSTANT)
    Q_PROPERTY(QString command READ command NOTIFY commandChanged) ///< the same for a terminal

public:
    struct Choice {
        QString name;
        QString version;
        QString handler;
        bool operator==(const Choice&) const = default;
    };

    explicit ModelPlayground(AppState& app, QObject* parent = nullptr);

    FieldsModel* choices() { return &choiceRows_; }
    int chosen() const { return rowOf(chosen_); }
    int other() const { return rowOf(other_); }
    bool comparing() const { return comparing_; }
    QString request() const { return request_; }
    QString requestError() const { return requestError_; }
    ModelTrial* first() { return &first_; }
    ModelTrial* second() { return &second_; }
    bool running() const { return first_.running() || second_.running(); }
    FieldsModel* differences() { return &differences_; }
    QString differenceText() const { return differenceText_; }
    bool onlyDifferent() const { return onlyDifferent_; }
    FieldsModel* history() { return &historyRows_; }
    QString command() const;

    /// The versions that are served now; what was chosen stays chosen.
    void setChoices(const QList<Choice>& choices);
    /// Chooses this version, and another of its model to compare with. A request that nobody has written becomes the
    /// sample of its handler.
    void choose(const QString& name, const QString& version);
    void setChosen(int row);
    void setOther(int row);
    void setComparing(bool comparing);
    void setRequest(const QString& request);
    void setOnlyDifferent(bool only);

    /// A request that the chosen model understands.
    Q_INVOKABLE void useSample();
    Q_INVOKABLE void run();
    /// Asks both versions, and shows them side by side.
    Q_INVOKABLE void runBoth();
    Q_INVOKABLE void stop();
    /// Shows what was tried before, the newest being row 0.
    Q_INVOKABLE void recall(int row);

Q_SIGNALS:
    void changed();
    void requestChanged();
    void compared();
    void commandChanged();

private:
    struct Past {
        QString time;
        QString name;
        QString version;
        QString request;
        std::string body;
        double seconds = 0;
        FieldsModel::Row row;
    };
    int rowOf(const Choice& choice) const { return static_cast<int>(choices_.indexOf(choice)); }
    void take(const Choice& choice);
    void pickOther();
    QString sampleOf(const QString& handler) const;
    std::optional<QByteArray> payload();
    void start(bool both);
    void remember(const ModelTrial& trial);
    void compare();

    AppState& app_;
    QList<Choice> choices_;
    Choice chosen_;
    Choice other_;
    bool comparing_ = false;
    QString request_;
    QString requestError_;
    QString asked_; ///< the request that the answers belong to
    ModelTrial first_;
    ModelTrial second_;
    QList<Past> past_;
    bool onlyDifferent_ = false;
    QString differenceText_;
    FieldsModel choiceRows_;
    FieldsModel differences_;
    FieldsModel historyRows_;
};

} // namespace inferno::models
