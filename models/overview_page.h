// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

#include "models/backend.h"
#include "models/fields_model.h"
#include "models/page_object.h"

namespace inferno::models {

/// The overview: a sentence of health, five tiles, what ran and will run around now, what needs attention by how much
/// waits for it, and what went wrong in the last 1,000 runs. Only what the service tells is shown. GUI thread.
class OverviewPage : public inferno::models::PageObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AppState.pageObject")

    Q_PROPERTY(QString sentence READ sentence NOTIFY changed)
    Q_PROPERTY(QString tone READ tone NOTIFY changed) ///< success, warning, failed
    Q_PROPERTY(int runs READ runs NOTIFY changed)
    Q_PROPERTY(QString runsDifference READ runsDifference NOTIFY changed)
    /// Completed, failed, cancelled and skipped of the last 24 hours, then running and queued now.
    Q_PROPERTY(QList<int> runCounts READ runCounts NOTIFY changed)
    Q_PROPERTY(QList<double> perHour READ perHour NOTIFY changed)
    Q_PROPERTY(bool hasRate READ hasRate NOTIFY changed)
    Q_PROPERTY(QString rate READ rate NOTIFY changed)                     ///< "98.0"
    Q_PROPERTY(QString rateDifference READ rateDifference NOTIFY changed) ///< "" without runs before
    Q_PROPERTY(QString rateTip READ rateTip NOTIFY changed)               ///< both figures in full
    Q_PROPERTY(QString ratePrevious READ ratePrevious NOTIFY changed)
    Q_PROPERTY(bool rateFell READ rateFell NOTIFY changed)
    Q_PROPERTY(QList<double> rateSeries READ rateSeries NOTIFY changed)
    Q_PROPERTY(QString sealText READ sealText NOTIFY changed)
    Q_PROPERTY(bool sealGood READ sealGood NOTIFY changed)
    Q_PROPERTY(QString sealDetail READ sealDetail NOTIFY changed)
    Q_PROPERTY(bool hasHost READ hasHost NOTIFY hostRead)
    Q_PROPERTY(int cpuPercent READ cpuPercent NOTIFY hostRead)
    Q_PROPERTY(QList<double> cpuSeries READ cpuSeries NOTIFY hostRead)
    Q_PROPERTY(double memoryShare READ memoryShare NOTIFY hostRead)
    Q_PROPERTY(QString memoryText READ memoryText NOTIFY hostRead)
    Q_PROPERTY(QString hostTip READ hostTip NOTIFY hostRead)
    Q_PROPERTY(QString diskText READ diskText NOTIFY hostRead)
    /// Fields name, status, note, noteTone, bars: a list of [from, to, state, kind], from and to in 0..1 of the axis,
    /// kind "actual", "planned" or "estimate".
    Q_PROPERTY(inferno::models::FieldsModel* lanes READ lanes CONSTANT)
    /// Fields label, at (0..1): the full hours of the axis.
    Q_PROPERTY(inferno::models::FieldsModel* hours READ hours CONSTANT)
    Q_PROPERTY(double nowAt READ nowAt CONSTANT)
    Q_PROPERTY(QString nowText READ nowText NOTIFY changed)
    /// Fields name, title, reason, status, runId.
    Q_PROPERTY(inferno::models::FieldsModel* attention READ attention CONSTANT)
    /// Fields cause, share (0..1), total.
    Q_PROPERTY(inferno::models::FieldsModel* causes READ causes CONSTANT)
    Q_PROPERTY(int failures READ failures NOTIFY changed)
    /// Fields name, series, before, now, growth ("+38 %").
    Q_PROPERTY(inferno::models::FieldsModel* growing READ growing CONSTANT)

public:
    explicit OverviewPage(AppState& app);

    QString sentence() const;
    QString tone() const;
    int runs() const { return queue_.runs_24h; }
    QString runsDifference() const;
    QList<int> runCounts() const;
    QList<double> perHour() const;
    bool hasRate() const;
    QString rate() const;
    QString rateDifference() const;
    QString ratePrevious() const;
    QString rateTip() const;
    bool rateFell() const { return queue_.success_rate_24h < queue_.success_rate_before; }
    QList<double> rateSeries() const { return rateSeries_; }
    QString sealText() const;
    bool sealGood() const;
    QString sealDetail() const;
    bool hasHost() const { return host_.memory_total > 0; }
    int cpuPercent() const { return qRound(host_.cpu_percent); }
    QList<double> cpuSeries() const { return cpuSeries_; }
    double memoryShare() const;
    QString memoryText() const;
    QString diskText() const;
    QString hostTip() const;
    FieldsModel* lanes() { return &lanes_; }
    FieldsModel* hours() { return &hours_; }
    double nowAt() const;
    QString nowText() const;
    FieldsModel* attention() { return &attention_; }
    FieldsModel* causes() { return &causes_; }
    int failures() const { return failures_; }
    FieldsModel* growing() { return &growing_; }

    void refresh() override;
    Q_INVOKABLE void retry(const QString& jobName);

Q_SIGNALS:
    void changed();
    void hostRead();

private:
    void readQueue();
    void readCalendar();
    void readRuns();
    void readHost();
    void showHost(const client::HostInfo& host);
    void showHours();
    void showLanes();
    void showAttention();
    void showCauses();
    void showGrowing();
    void showRate();
    void compose();

    client::QueueStats queue_;
    client::HostInfo host_;
    std::vector<client::Run> history_; ///< newest first
    std::vector<client::CalendarEntry> calendar_;
    QString sentence_;
    bool queueRead_ = false;
    int heldBack_ = 0; ///< jobs downstream of the failure with the most
    QString tone_ = QStringLiteral("success");
    QList<double> rateSeries_;
    QList<double> cpuSeries_;
    int failures_ = 0;
    FieldsModel lanes_;
    FieldsModel hours_;
    FieldsModel attention_;
    FieldsModel causes_;
    FieldsModel growing_;
    QTimer soon_; ///< gathers the changes of a moment into one reading
};

} // namespace inferno::models
