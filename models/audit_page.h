// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>

#include "models/audit_list.h"
#include "models/fields_model.h"
#include "models/page_object.h"

namespace inferno::models {

/// The audit trail: a query, the events that match it, one event with what the service proves of it, and the
/// verification of the whole vault. What is said of a proof is what the service answered: nothing is recomputed here,
/// and the page says so. New events wait behind a pill. GUI thread.
class AuditPage : public inferno::models::PageObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AppState.pageObject")

    Q_PROPERTY(inferno::models::AuditList* events READ events CONSTANT)
    Q_PROPERTY(QString query READ query NOTIFY queryChanged)
    Q_PROPERTY(QString queryError READ queryError NOTIFY queryChanged)
    /// Fields key, value, negated: the parts of the query.
    Q_PROPERTY(inferno::models::FieldsModel* tokens READ tokens CONSTANT)
    Q_PROPERTY(QString countText READ countText NOTIFY eventsRead)
    Q_PROPERTY(QString blocksText READ blocksText NOTIFY eventsRead)
    Q_PROPERTY(int fresh READ fresh NOTIFY freshChanged) ///< events that came since the list was read
    /// The events that were read, over time: how many of each outcome in each bar, and when each bar begins.
    Q_PROPERTY(QList<double> barsGood READ barsGood NOTIFY eventsRead)
    Q_PROPERTY(QList<double> barsDenied READ barsDenied NOTIFY eventsRead)
    Q_PROPERTY(QList<double> barsFailed READ barsFailed NOTIFY eventsRead)
    Q_PROPERTY(QList<QString> barTimes READ barTimes NOTIFY eventsRead)
    Q_PROPERTY(QList<QString> barLabels READ barLabels NOTIFY eventsRead) ///< a few of them, evenly spread
    Q_PROPERTY(QString histogramText READ histogramText NOTIFY eventsRead)
    /// Fields name, total, share: the actions among the events that were read.
    Q_PROPERTY(inferno::models::FieldsModel* actions READ actions CONSTANT)

    Q_PROPERTY(int chosenRow READ chosenRow NOTIFY chosenChanged)
    Q_PROPERTY(bool hasChosen READ hasChosen NOTIFY chosenChanged)
    Q_PROPERTY(QString chosenAction READ chosenAction NOTIFY chosenChanged)
    Q_PROPERTY(QString chosenSeq READ chosenSeq NOTIFY chosenChanged)
    Q_PROPERTY(QString chosenOutcome READ chosenOutcome NOTIFY chosenChanged)
    Q_PROPERTY(QString chosenWords READ chosenWords NOTIFY chosenChanged)
    Q_PROPERTY(QString chosenJson READ chosenJson NOTIFY chosenChanged)
    /// Fields label, value, mono.
    Q_PROPERTY(inferno::models::FieldsModel* facts READ facts CONSTANT)

    Q_PROPERTY(bool proofReady READ proofReady NOTIFY proofChanged)
    Q_PROPERTY(bool proving READ proving NOTIFY proofChanged)
    Q_PROPERTY(QString proofError READ proofError NOTIFY proofChanged)
    /// Fields label, value.
    Q_PROPERTY(inferno::models::FieldsModel* proofFacts READ proofFacts CONSTANT)
    Q_PROPERTY(int proofLevels READ proofLevels NOTIFY proofChanged)
    Q_PROPERTY(QString proofLeaf READ proofLeaf NOTIFY proofChanged)
    Q_PROPERTY(QString proofRoot READ proofRoot NOTIFY proofChanged)
    Q_PROPERTY(QString proofRootLabel READ proofRootLabel NOTIFY proofChanged)
    Q_PROPERTY(QList<QString> proofSiblings READ proofSiblings NOTIFY proofChanged)
    Q_PROPERTY(QString tailText READ tailText NOTIFY eventsRead)

    Q_PROPERTY(bool verifying READ verifying NOTIFY verified)
    Q_PROPERTY(bool hasVerdict READ hasVerdict NOTIFY verified)
    Q_PROPERTY(QString verdictTone READ verdictTone NOTIFY verified)
    Q_PROPERTY(QString verdictTitle READ verdictTitle NOTIFY verified)
    Q_PROPERTY(QString verdictText READ verdictText NOTIFY verified)
    /// Fields verdict, where, detail.
    Q_PROPERTY(inferno::models::FieldsModel* problems READ problems CONSTANT)

public:
    explicit AuditPage(AppState& app);

    AuditList* events() { return &events_; }
    QString query() const { return query_; }
    QString queryError() const { return queryError_; }
    FieldsModel* tokens() { return &tokens_; }
    QString countText() const;
    QString blocksText() const { return blocksText_; }
    int fresh() const { return fresh_; }
    QList<double> barsGood() const { return bars_[0]; }
    QList<double> barsDenied() const { return bars_[1]; }
    QList<double> barsFailed() const { return bars_[2]; }
    QStringList barTimes() const { return barTimes_; }
    QStringList barLabels() const;
    QString histogramText() const { return histogramText_; }
    FieldsModel* actions() { return &actions_; }
    int chosenRow() const { return chosen_ ? events_.rowOf(chosen_->seq) : -1; }
    bool hasChosen() const { return chosen_.has_value(); }
    QString chosenAction() const;
    QString chosenSeq() const;
    QString chosenOutcome() const;
    QString chosenWords() const;
    QString chosenJson() const;
    FieldsModel* facts() { return &facts_; }
    bool proofReady() const { return proof_.has_value(); }
    bool proving() const { return proving_; }
    QString proofError() const { return proofError_; }
    FieldsModel* proofFacts() { return &proofFacts_; }
    int proofLevels() const { return proof_ ? static_cast<int>(proof_->path.size()) : 0; }
    QString proofLeaf() const;
    QString proofRoot() const;
    QString proofRootLabel() const;
    QStringList proofSiblings() const;
    QString tailText() const;
    bool verifying() const { return verifying_; }
    bool hasVerdict() const { return verdict_.has_value(); }
    QString verdictTone() const;
    QString verdictTitle() const;
    QString verdictText() const;
    FieldsModel* problems() { return &problems_; }

    void refresh() override;
    /// A sequence number chooses that event once it is read; "?user=mara" sets the query.
    void enter(const QString& argument) override;

    /// "action:job_failed user:mara since:24h words": all must hold.
    Q_INVOKABLE void search(const QString& query);
    Q_INVOKABLE void addFilter(const QString& key, const QString& value);
    Q_INVOKABLE void removeToken(int index);
    Q_INVOKABLE void clearFilters();
    Q_INVOKABLE void showFresh();
    Q_INVOKABLE void chooseRow(int row);
    Q_INVOKABLE void close();
    Q_INVOKABLE void prove();
    /// Verifies the whole vault at a level: structure, ciphertext or full.
    Q_INVOKABLE void verify(const QString& level);
    Q_INVOKABLE void dismissVerdict();

Q_SIGNALS:
    void queryChanged();
    void eventsRead();
    void freshChanged();
    void chosenChanged();
    void proofChanged();
    void verified();

private:
    struct Token {
        QString key;
        QString value;
    };
    /// The query's parts; `error` names an unknown key.
    static QList<Token> parse(const QString& query, QString* error);
    client::AuditQuery wanted() const;
    void read();
    void summarise();
    void showBars();
    void showFacts();
    void showProof();

    AuditList events_;
    QString query_;
    QString queryError_;
    QList<Token> parts_;
    std::string view_;
    quint64 newest_ = 0; ///< events in the vault when the list was read
    int fresh_ = 0;
    QString blocksText_;
    std::array<QList<double>, 3> bars_; ///< success, denied, failed
    QStringList barTimes_;
    QString histogramText_;
    std::optional<client::AuditEvent> chosen_;
    quint64 wantedSeq_ = 0;
    std::optional<client::InclusionProof> proof_;
    bool proving_ = false;
    QString proofError_;
    bool verifying_ = false;
    std::optional<client::VerifyResult> verdict_;
    FieldsModel tokens_;
    FieldsModel actions_;
    FieldsModel facts_;
    FieldsModel proofFacts_;
    FieldsModel problems_;
};

} // namespace inferno::models
