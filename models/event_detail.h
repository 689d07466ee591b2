// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include "models/app_state.h"
#include "models/fields_model.h"

namespace inferno::models {

/// The event that is chosen on the audit page: its facts, its JSON, and its proof. The proof is asked for when its tab
/// shows, and this window computes every part of it itself (proof_check.h). GUI thread; the computing too: less than a
/// millisecond.
class EventDetail : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AuditPage.detail")

    Q_PROPERTY(bool chosen READ chosen NOTIFY chosenChanged)
    Q_PROPERTY(QString action READ action NOTIFY chosenChanged)
    Q_PROPERTY(QString seqText READ seqText NOTIFY chosenChanged)
    Q_PROPERTY(QString outcome READ outcome NOTIFY chosenChanged)
    Q_PROPERTY(QString words READ words NOTIFY chosenChanged)
    Q_PROPERTY(QString json READ json NOTIFY chosenChanged)
    Q_PROPERTY(QString id READ id NOTIFY chosenChanged)
    /// Fields label, value, mono, field: `field` is the query's name for it, "" where none can be filtered for.
    Q_PROPERTY(inferno::models::FieldsModel* facts READ facts CONSTANT)

    Q_PROPERTY(bool proving READ proving NOTIFY proofChanged)
    Q_PROPERTY(bool proofReady READ proofReady NOTIFY proofChanged)
    Q_PROPERTY(bool proofHolds READ proofHolds NOTIFY proofChanged)
    Q_PROPERTY(QString proofTitle READ proofTitle NOTIFY proofChanged)
    Q_PROPERTY(QString proofText READ proofText NOTIFY proofChanged)
    Q_PROPERTY(QString proofError READ proofError NOTIFY proofChanged) ///< why there is none
    /// Fields label, value, mono.
    Q_PROPERTY(inferno::models::FieldsModel* proofFacts READ proofFacts CONSTANT)
    /// Fields title, text, holds: what was checked here.
    Q_PROPERTY(inferno::models::FieldsModel* proofSteps READ proofSteps CONSTANT)
    Q_PROPERTY(int proofLevels READ proofLevels NOTIFY proofChanged)
    Q_PROPERTY(QString proofLeaf READ proofLeaf NOTIFY proofChanged)
    Q_PROPERTY(QString proofRoot READ proofRoot NOTIFY proofChanged)
    Q_PROPERTY(QString proofRootLabel READ proofRootLabel NOTIFY proofChanged)
    Q_PROPERTY(QList<QString> proofSiblings READ proofSiblings NOTIFY proofChanged)
    Q_PROPERTY(QString proofJson READ proofJson NOTIFY proofChanged) ///< as `inferno audit prove --json` prints it
    Q_PROPERTY(QString tailText READ tailText NOTIFY tailChanged)

public:
    explicit EventDetail(AppState& app, QObject* parent = nullptr);

    bool chosen() const { return event_.has_value(); }
    const std::optional<client::AuditEvent>& event() const { return event_; }
    QString action() const;
    QString seqText() const;
    QString outcome() const;
    QString words() const;
    QString json() const;
    QString id() const;
    FieldsModel* facts() { return &facts_; }
    bool proving() const { return proving_; }
    bool proofReady() const { return proof_.has_value(); }
    bool proofHolds() const { return holds_; }
    QString proofTitle() const;
    QString proofText() const { return proofText_; }
    QString proofError() const { return proofError_; }
    FieldsModel* proofFacts() { return &proofFacts_; }
    FieldsModel* proofSteps() { return &proofSteps_; }
    int proofLevels() const { return proof_ ? static_cast<int>(proof_->path.size()) : 0; }
    QString proofLeaf() const;
    QString proofRoot() const;
    QString proofRootLabel() const;
    QStringList proofSiblings() const;
    QString proofJson() const;
    QString tailText() const;

    void choose(const client::AuditEvent& event);
    void close();
    /// Asks for the proof and checks it; nothing while one is under way.
    Q_INVOKABLE void prove();

Q_SIGNALS:
    void chosenChanged();
    void proofChanged();
    void tailChanged();

private:
    void showFacts();
    void forgetProof();
    void check(const client::InclusionProof& proof);

    AppState& app_;
    std::optional<client::AuditEvent> event_;
    std::optional<client::InclusionProof> proof_;
    bool proving_ = false;
    bool holds_ = false;
    QString proofText_;
    QString proofError_;
    FieldsModel facts_;
    FieldsModel proofFacts_;
    FieldsModel proofSteps_;
};

} // namespace inferno::models
