// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

#include "models/backend.h"
#include "models/fields_model.h"

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
    /// Fields date, time, relative.
    Q_PROPERTY(inferno::models::FieldsModel* fires READ fires CONSTANT)
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
    FieldsModel* config() { return &config_; }
    FieldsModel* log() { return &log_; }
    bool logLive() const { return logLive_; }
    QString logText() const { return logText_; }

    /// Shows the job of this name; "" shows none and stops following.
    void show(const QString& name);
    /// Shows the output of one of its runs instead of the newest.
    Q_INVOKABLE void showLogOf(const QString& runId);

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
    FieldsModel config_;
    FieldsModel log_;
    QTimer logTimer_;
    QTimer tick_;
};

} // namespace inferno::models
