// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include "models/app_state.h"
#include "models/fields_model.h"
#include "models/related_events.h"

namespace inferno::models {

/// The event that is chosen on the audit page: its facts, what it changed, its JSON, the events around it, and its
/// proof. The proof is asked for when its tab shows, and this window computes every part of it itself (proof_check.h).
/// A link names an event by its number and the hash of its leaf: it holds for this event alone, whatever is shown under
/// the number. GUI thread; the computing too: less than a millisecond.
class EventDetail : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AuditPage.detail")

    Q_PROPERTY(bool chosen READ chosen NOTIFY chosenChanged)
    Q_PROPERTY(QString action READ action NOTIFY chosenChanged)
    Q_PROPERTY(double seq READ seq NOTIFY chosenChanged) ///< -1 = none
    Q_PROPERTY(QString seqText READ seqText NOTIFY chosenChanged)
    Q_PROPERTY(QString outcome READ outcome NOTIFY chosenChanged)
    /// The event as a sentence: "tmp-intern2", "was refused", "vault/export", "from 10.20.7.88, 24 Mar 10:38:46".
    Q_PROPERTY(QString actor READ actor NOTIFY chosenChanged)
    Q_PROPERTY(QString verb READ verb NOTIFY chosenChanged)
    Q_PROPERTY(QString object READ object NOTIFY chosenChanged)
    Q_PROPERTY(QString whereText READ whereText NOTIFY chosenChanged)
    Q_PROPERTY(QString words READ words NOTIFY chosenChanged) ///< all of it
    Q_PROPERTY(QString json READ json NOTIFY chosenChanged)
    Q_PROPERTY(QString id READ id NOTIFY chosenChanged)
    /// Fields label, value, mono, field: `field` is the query's name for it, "" where none can be filtered for.
    Q_PROPERTY(inferno::models::FieldsModel* facts READ facts CONSTANT)
    /// Fields key, before, after: what the details say was changed; none of most events.
    Q_PROPERTY(inferno::models::FieldsModel* changes READ changes CONSTANT)
    Q_PROPERTY(inferno::models::RelatedEvents* related READ related CONSTANT)

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
    Q_PROPERTY(QList<QString> proofNodes READ proofNodes NOTIFY proofChanged) ///< as computed here, from the leaf up
    Q_PROPERTY(QString proofJson READ proofJson NOTIFY proofChanged) ///< as `inferno audit prove --json` prints it
    Q_PROPERTY(QString link READ link NOTIFY proofChanged) ///< to this event alone; "" until its leaf is known
    Q_PROPERTY(QString verifierKey READ verifierKey NOTIFY tailChanged)
    Q_PROPERTY(QString tailText READ tailText NOTIFY tailChanged)     ///< "Unanchored tail: 212 records, 41 s"
    Q_PROPERTY(QString anchorText READ anchorText NOTIFY tailChanged) ///< "last anchored 10:41"

public:
    explicit EventDetail(AppState& app, QObject* parent = nullptr);

    bool chosen() const { return event_.has_value(); }
    const std::optional<client::AuditEvent>& event() const { return event_; }
    QString action() const;
    double seq() const { return event_ ? static_cast<double>(event_->seq) : -1; }
    QString seqText() const;
    QString outcome() const;
    QString actor() const;
    QString verb() const;
    QString object() const;
    QString whereText() const;
    QString words() const;
    QString json() const;
    QString id() const;
    FieldsModel* facts() { return &facts_; }
    FieldsModel* changes() { return &changes_; }
    RelatedEvents* related() { return &related_; }
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
    const QStringList& proofNodes() const { return proofNodes_; }
    QString proofJson() const;
    QString link() const;
    QString verifierKey() const;
    QString tailText() const;
    QString anchorText() const;

    void choose(const client::AuditEvent& event);
    void close();
    /// A link has named this event and the hash of its leaf: its proof is to be shown, and says whether it is that one.
    void expect(std::uint64_t seq, const QString& leafHash);
    /// Asks for the proof and checks it; nothing while one is under way.
    Q_INVOKABLE void prove();

Q_SIGNALS:
    void chosenChanged();
    void proofWanted(); ///< by a link
    void proofChanged();
    void tailChanged();

private:
    void showFacts();
    void forgetProof();
    void check(const client::InclusionProof& proof);
    void addRemembered(const Backend::Remembered& remembered);
    void addStep(bool holds, const QString& title, const QString& words);

    AppState& app_;
    std::optional<client::AuditEvent> event_;
    std::optional<client::InclusionProof> proof_;
    bool proving_ = false;
    bool holds_ = false;
    QString proofText_;
    QString proofError_;
    std::optional<std::uint64_t> expectedSeq_;
    QString expectedLeaf_;
    QStringList proofNodes_;
    FieldsModel facts_;
    FieldsModel changes_;
    RelatedEvents related_;
    FieldsModel proofFacts_;
    FieldsModel proofSteps_;
};

} // namespace inferno::models
