// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

#include "models/backend.h"
#include "models/fields_model.h"
#include "models/job_versions.h"
#include "models/run_comparison.h"
#include "models/run_family.h"
#include "models/run_usage.h"

namespace inferno::models {

class AppState;

/// One job as the drawer shows it: its newest run with progress and output, its history, its next fires, its
/// definition. Follows the output while the run goes on. GUI thread.
class JobDetail : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("JobsPage.detail")

    Q_PROPERTY(QString name READ name NOTIFY changed)
    Q_PROPERTY(QString status READ status NOTIFY changed)
    Q_PROPERTY(double progress READ progress NOTIFY changed) ///< 0..1, or -1
    Q_PROPERTY(bool jobEnabled READ jobEnabled NOTIFY changed)
    Q_PROPERTY(bool active READ active NOTIFY changed) ///< a run goes on or waits
    Q_PROPERTY(bool canRetry READ canRetry NOTIFY changed)
    Q_PROPERTY(QString runText READ runText NOTIFY changed)
    Q_PROPERTY(QString elapsedText READ elapsedText NOTIFY ticked)
    Q_PROPERTY(QString leftText READ leftText NOTIFY ticked)
    Q_PROPERTY(QString durations READ durations NOTIFY changed) ///< "p50 41m p95 46m"
    Q_PROPERTY(QList<double> barHeights READ barHeights NOTIFY changed)
    Q_PROPERTY(QStringList barStatuses READ barStatuses NOTIFY changed)
    /// Fields label, value, mono, target (the name of a job to open, or "").
    Q_PROPERTY(inferno::models::FieldsModel* facts READ facts CONSTANT)
    /// Fields runId, status, started, startedExact, duration, trigger, reason.
    Q_PROPERTY(inferno::models::FieldsModel* history READ history CONSTANT)
    /// The next fifty: the fields of kFireFields.
    Q_PROPERTY(inferno::models::FieldsModel* fires READ fires CONSTANT)
    /// The last fifty times of its schedule, newest first: fields when, status, runId, text; status "" = no run of its
    /// own is known.
    Q_PROPERTY(inferno::models::FieldsModel* past READ past CONSTANT)
    Q_PROPERTY(int missed READ missed NOTIFY changed) ///< of `past`: not started
    /// Why the chosen run started: kStoryFields.
    Q_PROPERTY(inferno::models::FieldsModel* story READ story CONSTANT)
    Q_PROPERTY(QString storyText READ storyText NOTIFY changed) ///< which run it is of
    /// Fields name, relation, status, upstream: the jobs before and after it.
    Q_PROPERTY(inferno::models::FieldsModel* neighbours READ neighbours CONSTANT)
    /// Fields seq, time, what, user, result: what the audit trail says of it, newest first.
    Q_PROPERTY(inferno::models::FieldsModel* events READ events CONSTANT)
    Q_PROPERTY(QString eventsText READ eventsText NOTIFY changed)   ///< why there are none
    Q_PROPERTY(QString eventsRoute READ eventsRoute NOTIFY changed) ///< of the page Audit, for all of them
    Q_PROPERTY(inferno::models::RunComparison* comparison READ comparison CONSTANT)
    Q_PROPERTY(inferno::models::JobVersions* versions READ versions CONSTANT)
    Q_PROPERTY(inferno::models::RunUsage* usage READ usage CONSTANT)    ///< of the chosen run
    Q_PROPERTY(inferno::models::RunFamily* family READ family CONSTANT) ///< of all runs, and of the chosen one
    Q_PROPERTY(QString link READ link NOTIFY changed)                   ///< inferno://jobs/NAME
    Q_PROPERTY(QString chosenRun READ chosenRun NOTIFY changed)
    /// Fields label, value, mono.
    Q_PROPERTY(inferno::models::FieldsModel* config READ config CONSTANT)
    /// Fields line.
    Q_PROPERTY(inferno::models::FieldsModel* log READ log CONSTANT)
    Q_PROPERTY(bool logLive READ logLive NOTIFY logChanged)
    Q_PROPERTY(QString logText READ logText NOTIFY logChanged) ///< why there is no output, or what of it is shown

public:
    explicit JobDetail(AppState& app);

    QString name() const { return name_; }
    QString status() const;
    double progress() const;
    bool jobEnabled() const;
    bool active() const;
    bool canRetry() const;
    QString runText() const;
    QString elapsedText() const;
    QString leftText() const;
    QString durations() const;
    QList<double> barHeights() const;
    QStringList barStatuses() const;
    FieldsModel* facts() { return &facts_; }
    FieldsModel* history() { return &history_; }
    FieldsModel* fires() { return &fires_; }
    FieldsModel* past() { return &past_; }
    int missed() const { return missed_; }
    FieldsModel* story() { return &story_; }
    QString storyText() const;
    FieldsModel* neighbours() { return &neighbours_; }
    FieldsModel* events() { return &events_; }
    QString eventsText() const { return eventsText_; }
    QString eventsRoute() const;
    RunComparison* comparison() { return &comparison_; }
    JobVersions* versions() { return &versions_; }
    RunUsage* usage() { return &usage_; }
    RunFamily* family() { return &family_; }
    QString link() const;
    QString chosenRun() const { return logRun_; }
    FieldsModel* config() { return &config_; }
    FieldsModel* log() { return &log_; }
    bool logLive() const { return logLive_; }
    QString logText() const { return logText_; }

    /// Shows the job of this name; "" shows none and stops following.
    void show(const QString& name);
    /// Shows the output of one of its runs instead of the newest.
    Q_INVOKABLE void showLogOf(const QString& runId);
    /// The run before (-1) or after (1) the chosen one, by time; 0 the newest.
    Q_INVOKABLE void stepRun(int by);
    /// Reads what its tab shows, when it is first looked at.
    Q_INVOKABLE void readVersions();
    Q_INVOKABLE void readEvents();
    Q_INVOKABLE void compare();

Q_SIGNALS:
    void changed();
    void ticked();
    void logChanged();

private:
    const client::Job* job() const;
    void read();
    void showFacts();
    void showFires();
    void showConfig();
    void showHistory();
    void showPast();
    void showStory();
    void showNeighbours();
    void showChosen();
    void readLog();
    void takeLog(const Backend::LogPart& part);
    void onRun(const client::Run& run);

    AppState& app_;
    QString name_;
    std::vector<client::Run> runs_; ///< newest first
    QString logRun_;
    std::uint64_t logOffset_ = 0;
    QString logRest_; ///< an unfinished last line
    QString logText_;
    bool logLive_ = false;
    bool logReading_ = false;
    FieldsModel facts_;
    FieldsModel history_;
    FieldsModel fires_;
    FieldsModel past_;
    FieldsModel story_;
    FieldsModel neighbours_;
    FieldsModel events_;
    QString eventsText_;
    int missed_ = 0;
    RunComparison comparison_;
    JobVersions versions_;
    RunUsage usage_;
    RunFamily family_;
    FieldsModel config_;
    FieldsModel log_;
    QTimer logTimer_;
    QTimer tick_;
};

} // namespace inferno::models
