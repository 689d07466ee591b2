// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QTimer>
#include <QVariantMap>

#include "models/page_object.h"
#include "models/queue_rules.h"
#include "models/schedule_builder.h"
#include "models/schedule_trial.h"
#include "services/client/types.h"

namespace inferno::models {

/// A job being written: a new one, or a change of an existing one, of which only what differs is sent. Errors stand
/// with their field. What is typed stays until it is saved or discarded, also while other pages show. GUI thread.
class JobEditorPage : public inferno::models::PageObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AppState.pageObject")

    Q_PROPERTY(bool isNew READ isNew NOTIFY edited)
    Q_PROPERTY(bool dirty READ dirty NOTIFY edited)
    Q_PROPERTY(bool saving READ saving NOTIFY edited)
    Q_PROPERTY(QString title READ title NOTIFY edited)
    Q_PROPERTY(QString name READ name WRITE setName NOTIFY edited)
    Q_PROPERTY(QString command READ command WRITE setCommand NOTIFY edited)
    Q_PROPERTY(QString tags READ tags WRITE setTags NOTIFY edited)                ///< comma-separated
    Q_PROPERTY(QString dependsOn READ dependsOn WRITE setDependsOn NOTIFY edited) ///< comma-separated
    Q_PROPERTY(QString timeoutText READ timeoutText WRITE setTimeoutText NOTIFY edited)
    Q_PROPERTY(int retries READ retries WRITE setRetries NOTIFY edited)
    Q_PROPERTY(QString misfire READ misfire WRITE setMisfire NOTIFY edited) ///< skip latest all
    Q_PROPERTY(QString overlap READ overlap WRITE setOverlap NOTIFY edited) ///< skip queue allow replace
    Q_PROPERTY(QString workdir READ workdir WRITE setWorkdir NOTIFY edited)
    /// Every other field as it was typed, and what is wrong with it, by the name that it has in the API (job_form.h).
    Q_PROPERTY(QVariantMap values READ values NOTIFY edited)
    Q_PROPERTY(QVariantMap errors READ errors NOTIFY edited)
    /// 0 on request, 1 once, 2 after a job, 3 to 9 the modes of ScheduleBuilder from Hourly on.
    Q_PROPERTY(int startMode READ startMode NOTIFY edited)
    Q_PROPERTY(bool skipShifted READ skipShifted WRITE setSkipShifted NOTIFY edited)
    Q_PROPERTY(inferno::models::ScheduleBuilder* schedule READ schedule CONSTANT)
    Q_PROPERTY(inferno::models::QueueRules* rules READ rules CONSTANT)
    Q_PROPERTY(inferno::models::ScheduleTrial* trial READ trial CONSTANT)
    /// The jobs that it may wait for.
    Q_PROPERTY(QList<QString> otherJobs READ otherJobs NOTIFY edited)
    Q_PROPERTY(QString nameError READ nameError NOTIFY edited)
    Q_PROPERTY(QString commandError READ commandError NOTIFY edited)
    Q_PROPERTY(QString dependsError READ dependsError NOTIFY edited)
    Q_PROPERTY(QString timeoutError READ timeoutError NOTIFY edited)
    Q_PROPERTY(QString formError READ formError NOTIFY edited)
    /// What is wrong in each step, "" where nothing is: Step.
    Q_PROPERTY(QList<QString> stepProblems READ stepProblems NOTIFY edited)
    /// Fields step, text: everything that is wrong, for the way there.
    Q_PROPERTY(inferno::models::FieldsModel* problems READ problems CONSTANT)
    /// Fields title, before, after: what would be saved.
    Q_PROPERTY(inferno::models::FieldsModel* changes READ changes CONSTANT)
    /// Fields title, text: the job as a crontab, a systemd timer and a command line.
    Q_PROPERTY(inferno::models::FieldsModel* forms READ forms CONSTANT)
    /// The job was changed elsewhere while it was being edited: what was taken over, "" where nothing was.
    Q_PROPERTY(QString mergedText READ mergedText NOTIFY edited)
    /// Fields field, title, mine, theirs: both changed these; mine will be saved.
    Q_PROPERTY(inferno::models::FieldsModel* conflicts READ conflicts CONSTANT)
    Q_PROPERTY(QString draftText READ draftText NOTIFY edited) ///< "draft kept 10:42:01"
    Q_PROPERTY(
        QString stored READ stored WRITE setStored NOTIFY storedChanged) ///< drafts, as JSON, for the window to keep
    Q_PROPERTY(QString blackoutText READ blackoutText NOTIFY edited)     ///< which there are, and what they would skip
    /// How many jobs run at least once in each hour of the coming week: 7 × 24 from Monday, without this one.
    Q_PROPERTY(QList<double> load READ load NOTIFY loadChanged)
    Q_PROPERTY(QList<int> ownHours READ ownHours NOTIFY loadChanged) ///< cells of this job's fires
    Q_PROPERTY(int loadMax READ loadMax NOTIFY loadChanged)
    Q_PROPERTY(QString loadText READ loadText NOTIFY loadChanged)

public:
    enum Step { General, Schedule, Command, Inputs, Dependencies, Limits, Alerts, Review };
    Q_ENUM(Step)

    explicit JobEditorPage(AppState& app);

    bool isNew() const { return original_.name.empty(); }
    bool dirty() const;
    bool saving() const { return saving_; }
    QString title() const;
    QString name() const;
    QString command() const;
    QString tags() const { return tagsText_; }
    QString dependsOn() const { return dependsText_; }
    QString timeoutText() const { return texts_.value(QStringLiteral("timeout")); }
    int retries() const { return draft_.retry_attempts; }
    QString misfire() const;
    QString overlap() const;
    QString workdir() const;
    void setName(const QString& name);
    void setCommand(const QString& command);
    void setTags(const QString& tags);
    void setDependsOn(const QString& names);
    void setTimeoutText(const QString& text);
    void setRetries(int retries);
    void setMisfire(const QString& policy);
    void setOverlap(const QString& policy);
    void setWorkdir(const QString& folder);
    QVariantMap values() const;
    QVariantMap errors() const;
    int startMode() const;
    bool skipShifted() const { return skipShifted_; }
    void setSkipShifted(bool skip);
    QStringList stepProblems() const;
    FieldsModel* problems() { return &problems_; }
    FieldsModel* changes() { return &changes_; }
    FieldsModel* forms() { return &forms_; }
    QString mergedText() const { return mergedText_; }
    FieldsModel* conflicts() { return &conflicts_; }
    QString draftText() const;
    QString stored() const;
    void setStored(const QString& stored);
    QString blackoutText() const;
    ScheduleBuilder* schedule() { return &schedule_; }
    QueueRules* rules() { return &rules_; }
    ScheduleTrial* trial() { return &trial_; }
    QStringList otherJobs() const;
    QString nameError() const { return errors_.value(QStringLiteral("name")); }
    QString commandError() const { return errors_.value(QStringLiteral("command")); }
    QString dependsError() const { return errors_.value(QStringLiteral("depends")); }
    QString timeoutError() const { return errors_.value(QStringLiteral("timeout")); }
    QString formError() const { return errors_.value(QStringLiteral("form")); }
    QList<double> load() const;
    QList<int> ownHours() const { return ownHours_; }
    int loadMax() const { return crowd_->most(); }
    QString loadText() const;

    void refresh() override;
    /// The name of a job to change; "" begins a new one, or goes on with the one begun.
    void enter(const QString& argument) override;

    /// Checks, then creates or updates; `saved` follows, or the errors stand with their fields.
    Q_INVOKABLE void save();
    Q_INVOKABLE void saveAndRun();
    Q_INVOKABLE void discard();
    /// A field of `values`, as it is typed.
    Q_INVOKABLE void set(const QString& field, const QString& text);
    Q_INVOKABLE void setStartMode(int mode);
    /// Of a field that both changed: takes theirs.
    Q_INVOKABLE void takeTheirs(const QString& field);
    /// Begins a new job with the definition of this one.
    Q_INVOKABLE void duplicate(const QString& name);
    /// The definition as a document that `inferno batch-queue apply` takes (JSON).
    Q_INVOKABLE QString document() const;

Q_SIGNALS:
    void edited();
    void loadChanged();
    void saved(const QString& name);
    /// Another job, or a new one, is being written.
    void begun();
    void storedChanged();
    /// Saving did not succeed; the errors stand with their fields.
    void refused();

private:
    bool check();
    void begin(const client::JobDefinition& definition);
    void showDraft();
    void keepDraft();
    void takeDraft(const QString& name);
    client::JobDefinition wanted() const;
    void onSaved(bool run);
    void onRefused(const Error& error);
    void afterSave(const client::JobDefinition& job, bool run, bool startsAnyway);
    void onEdited();
    void onStoreChanged();
    void mergeWith(const client::JobDefinition& theirs);
    void gatherCrowd();
    void showLoad();
    void showTrial();
    void readBlackouts();
    void review();
    void reviewForms(const client::JobDefinition& job);

    client::JobDefinition original_; ///< name "" for a new job
    client::JobDefinition draft_;
    QString tagsText_; ///< as typed
    QString dependsText_;
    QHash<QString, QString> texts_; ///< of formFields, as typed
    ScheduleBuilder schedule_;
    QueueRules rules_;
    ScheduleTrial trial_;
    QHash<QString, QString> errors_;
    QHash<QString, QString> theirs_; ///< JSON of the values of fields that both changed
    QHash<QString, QString> drafts_; ///< JSON of changes, by the job's name; "" = a new one
    QString mergedText_;
    QDateTime keptAt_;
    QString awaited_; ///< the job to change, while the jobs are still being read
    bool begun_ = false;
    bool copied_ = false; ///< a new job that began as another's copy
    bool saving_ = false;
    bool skipShifted_ = false;
    bool afterChosen_ = false; ///< the mode “after a job”, before a job is chosen
    QString originalId_;
    std::vector<client::Blackout> blackouts_;
    std::shared_ptr<const ScheduleCrowd> crowd_ = std::make_shared<ScheduleCrowd>();
    bool gathering_ = false;
    QList<int> ownHours_;
    FieldsModel problems_;
    FieldsModel changes_;
    FieldsModel forms_;
    FieldsModel conflicts_;
    QTimer crowdTimer_; ///< gathers the changes of a moment
    QTimer reviewTimer_;
};

} // namespace inferno::models
