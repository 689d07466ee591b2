// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <functional>

#include <QSet>
#include <QTimer>

#include "models/crontab_import.h"
#include "models/definition_import.h"
#include "models/job_detail.h"
#include "models/job_filter.h"
#include "models/job_views.h"
#include "models/page_object.h"
#include "models/run_request.h"

namespace inferno::models {

/// The list of jobs with its tabs, filter and drawer. Verbs name the job; what comes of them is confirmed by the live
/// stream, and a refusal is said in words. GUI thread.
class JobsPage : public inferno::models::PageObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AppState.pageObject")

    Q_PROPERTY(inferno::models::JobFilter* model READ model CONSTANT)
    Q_PROPERTY(inferno::models::JobDetail* detail READ detail CONSTANT)
    Q_PROPERTY(inferno::models::JobViews* views READ views CONSTANT)
    Q_PROPERTY(inferno::models::CrontabImport* crontab READ crontab CONSTANT)
    Q_PROPERTY(inferno::models::DefinitionImport* definitions READ definitions CONSTANT)
    Q_PROPERTY(inferno::models::RunRequest* request READ request CONSTANT) ///< a run with values of its own
    /// Of `views`.
    Q_PROPERTY(int tab READ tab WRITE setTab NOTIFY filterChanged)
    Q_PROPERTY(QString words READ words WRITE setWords NOTIFY filterChanged)
    /// Fields key, value, negated.
    Q_PROPERTY(inferno::models::FieldsModel* tokens READ tokens CONSTANT)
    Q_PROPERTY(QString filterProblem READ filterProblem NOTIFY filterChanged)  ///< a token that cannot be read
    Q_PROPERTY(int groupBy READ groupBy WRITE setGroupBy NOTIFY filterChanged) ///< of JobFilter::GroupBy
    Q_PROPERTY(QString filterText READ filterText NOTIFY filterChanged)        ///< what is in force, in words
    Q_PROPERTY(int sortBy READ sortBy NOTIFY filterChanged)
    Q_PROPERTY(bool sortDescending READ sortDescending NOTIFY filterChanged)
    Q_PROPERTY(int shown READ shown NOTIFY countsChanged)
    Q_PROPERTY(int total READ total NOTIFY countsChanged)
    Q_PROPERTY(int failing READ failing NOTIFY countsChanged)
    Q_PROPERTY(int running READ running NOTIFY countsChanged)
    Q_PROPERTY(int nextHour READ nextHour NOTIFY countsChanged)
    Q_PROPERTY(int paused READ paused NOTIFY countsChanged)
    Q_PROPERTY(int atRisk READ atRisk NOTIFY countsChanged)
    /// How many jobs are ticked for an act on all of them; `ticks` rises with each change of them.
    Q_PROPERTY(int checkedCount READ checkedCount NOTIFY checkedChanged)
    Q_PROPERTY(int ticks READ ticks NOTIFY checkedChanged)
    Q_PROPERTY(QString selected READ selected NOTIFY selectedChanged)
    Q_PROPERTY(int selectedRow READ selectedRow NOTIFY selectedChanged)

public:
    explicit JobsPage(AppState& app);

    JobFilter* model() { return &filter_; }
    JobDetail* detail() { return &detail_; }
    CrontabImport* crontab() { return &crontab_; }
    DefinitionImport* definitions() { return &definitions_; }
    RunRequest* request() { return &request_; }
    int tab() const { return tab_; }
    void setTab(int tab);
    QString words() const { return words_; }
    void setWords(const QString& words);
    FieldsModel* tokens() { return &tokenRows_; }
    QString filterText() const;
    int sortBy() const { return static_cast<int>(sortBy_); }
    bool sortDescending() const { return descending_; }
    int shown() const { return filter_.rowCount(); }
    int total() const;
    int failing() const { return counts_[1]; }
    int running() const { return counts_[2]; }
    int nextHour() const { return counts_[3]; }
    int paused() const { return paused_; }
    int atRisk() const { return static_cast<int>(risks_.size()); }
    JobViews* views() { return &views_; }
    QString filterProblem() const;
    int groupBy() const { return groupBy_; }
    void setGroupBy(int by);
    int checkedCount() const { return static_cast<int>(checked_.size()); }
    int ticks() const { return ticks_; }
    QString selected() const { return selected_; }
    int selectedRow() const { return filter_.rowOf(selected_); }

    void refresh() override;
    /// A job's name opens its drawer; "?status=failed" sets tokens.
    void enter(const QString& argument) override;

    Q_INVOKABLE void addTokens(const QString& text);
    Q_INVOKABLE void removeToken(int index);
    Q_INVOKABLE void clearFilters();
    Q_INVOKABLE void sortOn(int by);
    Q_INVOKABLE void select(const QString& name);
    Q_INVOKABLE QString nameAt(int row) const;

    Q_INVOKABLE void runNow(const QString& name);
    Q_INVOKABLE void retry(const QString& name);
    Q_INVOKABLE void stop(const QString& name);
    Q_INVOKABLE void setEnabled(const QString& name, bool enabled);
    Q_INVOKABLE void remove(const QString& name);
    /// "" where the service was asked; else why it was not.
    Q_INVOKABLE QString rename(const QString& name, const QString& to);
    /// Keeps what is filtered for now as a view and shows it; "" where it was kept, else why not.
    Q_INVOKABLE QString saveView(const QString& name);
    Q_INVOKABLE void removeView(int view);

    Q_INVOKABLE bool isChecked(const QString& name) const { return checked_.contains(name); }
    Q_INVOKABLE void setChecked(const QString& name, bool checked);
    Q_INVOKABLE void checkRange(int from, int to);
    Q_INVOKABLE void checkAll(bool checked);
    /// run, enable, disable, retry, stop or delete: all ticked jobs. What can be taken back offers it.
    Q_INVOKABLE void actOnChecked(const QString& act);
    /// Definitions of these jobs (all ticked ones, where none is named) as a document that `apply` takes.
    Q_INVOKABLE QString document(const QString& name = {}) const;
    /// Writes it into the folder of downloads, for this user alone, and says where.
    Q_INVOKABLE void exportChecked();
    /// How many jobs wait for this one; for the question before it is deleted.
    Q_INVOKABLE int downstream(const QString& name) const;

Q_SIGNALS:
    void filterChanged();
    void countsChanged();
    void selectedChanged();
    void checkedChanged();

private:
    void settleCounts();
    void readRisks();
    void applyTokens();
    void ticksChanged();
    QStringList checkedInOrder() const;
    /// Children before the jobs that they wait for, so that all can be deleted.
    QStringList childrenFirst(const QStringList& names) const;
    void removeAll(const QStringList& names);
    void createAll(const std::vector<client::JobDefinition>& jobs);
    void enableAll(const QStringList& names, bool enabled, bool undoable);
    using Act = std::function<QFuture<Result<void>>(const QString&)>;
    /// One after the other; `done` gets those that were done, and the first error.
    void each(const QStringList& names, const Act& act,
              const std::function<void(const QStringList&, const std::optional<Error>&)>& done);

    struct Work;
    void step(const std::shared_ptr<Work>& work);
    void setTokens(const QList<JobFilter::Token>& tokens);

    JobFilter filter_;
    JobDetail detail_;
    CrontabImport crontab_;
    DefinitionImport definitions_;
    RunRequest request_;
    FieldsModel tokenRows_;
    QList<JobFilter::Token> tokens_;
    QString words_;
    int tab_ = 0;
    JobFilter::SortBy sortBy_ = JobFilter::SortBy::Status;
    bool descending_ = false;
    bool read_ = false;
    JobViews views_;
    int groupBy_ = 0;
    std::array<int, 4> counts_{};
    int paused_ = 0;
    QSet<QString> checked_;
    int ticks_ = 0;
    QHash<QString, JobRisk> risks_;
    QTimer countTimer_; ///< gathers the changes of a moment
    QTimer riskTimer_;
    QString selected_;
};

} // namespace inferno::models
