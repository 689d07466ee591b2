// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/page_object.h"
#include "models/schedule_builder.h"
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
    Q_PROPERTY(inferno::models::ScheduleBuilder* schedule READ schedule CONSTANT)
    /// The jobs that it may wait for.
    Q_PROPERTY(QList<QString> otherJobs READ otherJobs NOTIFY edited)
    Q_PROPERTY(QString nameError READ nameError NOTIFY edited)
    Q_PROPERTY(QString commandError READ commandError NOTIFY edited)
    Q_PROPERTY(QString dependsError READ dependsError NOTIFY edited)
    Q_PROPERTY(QString timeoutError READ timeoutError NOTIFY edited)
    Q_PROPERTY(QString formError READ formError NOTIFY edited)
    /// How many jobs run at least once in each hour of the coming week: 7 × 24 from Monday, without this one.
    Q_PROPERTY(QList<double> load READ load NOTIFY loadChanged)
    Q_PROPERTY(QList<int> ownHours READ ownHours NOTIFY loadChanged) ///< cells of this job's fires
    Q_PROPERTY(int loadMax READ loadMax NOTIFY loadChanged)
    Q_PROPERTY(QString loadText READ loadText NOTIFY loadChanged)

public:
    explicit JobEditorPage(AppState& app);

    bool isNew() const { return original_.name.empty(); }
    bool dirty() const;
    bool saving() const { return saving_; }
    QString title() const;
    QString name() const;
    QString command() const;
    QString tags() const { return tagsText_; }
    QString dependsOn() const { return dependsText_; }
    QString timeoutText() const { return timeoutText_; }
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
    ScheduleBuilder* schedule() { return &schedule_; }
    QStringList otherJobs() const;
    QString nameError() const { return errors_.value(QStringLiteral("name")); }
    QString commandError() const { return errors_.value(QStringLiteral("command")); }
    QString dependsError() const { return errors_.value(QStringLiteral("depends")); }
    QString timeoutError() const { return errors_.value(QStringLiteral("timeout")); }
    QString formError() const { return errors_.value(QStringLiteral("form")); }
    QList<double> load() const { return load_; }
    QList<int> ownHours() const { return ownHours_; }
    int loadMax() const { return loadMax_; }
    QString loadText() const;

    void refresh() override;
    /// The name of a job to change; "" begins a new one, or goes on with the one begun.
    void enter(const QString& argument) override;

    /// Checks, then creates or updates; `saved` follows, or the errors stand with their fields.
    Q_INVOKABLE void save();
    Q_INVOKABLE void saveAndRun();
    Q_INVOKABLE void discard();

Q_SIGNALS:
    void edited();
    void loadChanged();
    void saved(const QString& name);
    /// Another job, or a new one, is being written.
    void begun();
    /// Saving did not succeed; the errors stand with their fields.
    void refused();

private:
    bool check();
    void begin(const client::JobDefinition& definition);
    client::JobDefinition wanted() const;
    void onSaved(bool run);
    void onRefused(const Error& error);
    void showLoad();

    client::JobDefinition original_; ///< name "" for a new job
    client::JobDefinition draft_;
    QString tagsText_; ///< as typed
    QString dependsText_;
    QString timeoutText_;
    ScheduleBuilder schedule_;
    QHash<QString, QString> errors_;
    QString awaited_; ///< the job to change, while the jobs are still being read
    bool begun_ = false;
    bool saving_ = false;
    QList<double> load_;
    QList<int> ownHours_;
    int loadMax_ = 0;
};

} // namespace inferno::models
