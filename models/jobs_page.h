// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/job_detail.h"
#include "models/job_filter.h"
#include "models/page_object.h"

namespace inferno::models {

/// The list of jobs with its tabs, filter and drawer. Verbs name the job; what comes of them is confirmed by the live
/// stream, and a refusal is said in words. GUI thread.
class JobsPage : public inferno::models::PageObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AppState.pageObject")

    Q_PROPERTY(inferno::models::JobFilter* model READ model CONSTANT)
    Q_PROPERTY(inferno::models::JobDetail* detail READ detail CONSTANT)
    Q_PROPERTY(int tab READ tab WRITE setTab NOTIFY filterChanged)
    Q_PROPERTY(QString words READ words WRITE setWords NOTIFY filterChanged)
    /// Fields key, value, negated.
    Q_PROPERTY(inferno::models::FieldsModel* tokens READ tokens CONSTANT)
    Q_PROPERTY(QString filterText READ filterText NOTIFY filterChanged) ///< what is in force, in words
    Q_PROPERTY(int sortBy READ sortBy NOTIFY filterChanged)
    Q_PROPERTY(bool sortDescending READ sortDescending NOTIFY filterChanged)
    Q_PROPERTY(int shown READ shown NOTIFY countsChanged)
    Q_PROPERTY(int total READ total NOTIFY countsChanged)
    Q_PROPERTY(int failing READ failing NOTIFY countsChanged)
    Q_PROPERTY(int running READ running NOTIFY countsChanged)
    Q_PROPERTY(int nextHour READ nextHour NOTIFY countsChanged)
    Q_PROPERTY(QString selected READ selected NOTIFY selectedChanged)
    Q_PROPERTY(int selectedRow READ selectedRow NOTIFY selectedChanged)

public:
    explicit JobsPage(AppState& app);

    JobFilter* model() { return &filter_; }
    JobDetail* detail() { return &detail_; }
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
    int failing() const { return filter_.countOf(JobFilter::Tab::Failing); }
    int running() const { return filter_.countOf(JobFilter::Tab::Running); }
    int nextHour() const { return filter_.countOf(JobFilter::Tab::NextHour); }
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
    /// How many jobs wait for this one; for the question before it is deleted.
    Q_INVOKABLE int downstream(const QString& name) const;

Q_SIGNALS:
    void filterChanged();
    void countsChanged();
    void selectedChanged();

private:
    void settleCounts();
    void setTokens(const QList<JobFilter::Token>& tokens);

    JobFilter filter_;
    JobDetail detail_;
    FieldsModel tokenRows_;
    QList<JobFilter::Token> tokens_;
    QString words_;
    int tab_ = 0;
    JobFilter::SortBy sortBy_ = JobFilter::SortBy::Status;
    bool descending_ = false;
    bool read_ = false;
    QString selected_;
};

} // namespace inferno::models
