// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include "models/jobs_backend.h"

namespace inferno::models {

class AppState;

/// How one run uses the machine, as lines over its time; read again every two seconds while it goes on. The newest
/// figure stands with each line while the run goes on, the most that was seen after its end. GUI thread.
class RunUsage : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("JobDetail.usage")

    Q_PROPERTY(QList<double> cpu READ cpu NOTIFY changed)       ///< cores
    Q_PROPERTY(QList<double> memory READ memory NOTIFY changed) ///< bytes
    Q_PROPERTY(QList<double> disk READ disk NOTIFY changed)     ///< bytes read and written in a second
    Q_PROPERTY(QString cpuText READ cpuText NOTIFY changed)     ///< "312 %"
    Q_PROPERTY(QString memoryText READ memoryText NOTIFY changed)
    Q_PROPERTY(QString diskText READ diskText NOTIFY changed) ///< "" where the disks are not measured
    Q_PROPERTY(double cpuTop READ cpuTop NOTIFY changed)      ///< of the scale: the limit, else a little above all
    Q_PROPERTY(double memoryTop READ memoryTop NOTIFY changed)
    Q_PROPERTY(double diskTop READ diskTop NOTIFY changed)
    /// What the figures are: "now", or "most" after the end.
    Q_PROPERTY(QString figureText READ figureText NOTIFY changed)
    Q_PROPERTY(QString detailText READ detailText NOTIFY changed) ///< means, totals and limits, for the tip
    Q_PROPERTY(bool known READ known NOTIFY changed)              ///< there is something to draw

public:
    explicit RunUsage(AppState& app);

    QList<double> cpu() const { return cpu_; }
    QList<double> memory() const { return memory_; }
    QList<double> disk() const { return disk_; }
    QString cpuText() const { return cpuText_; }
    QString memoryText() const { return memoryText_; }
    QString diskText() const { return diskText_; }
    double cpuTop() const { return cpuTop_; }
    double memoryTop() const { return memoryTop_; }
    double diskTop() const { return diskTop_; }
    QString figureText() const;
    QString detailText() const { return detailText_; }
    bool known() const { return cpu_.size() > 1; }

    /// `live`: the run goes on. "" shows nothing.
    void show(const QString& runId, bool live);

Q_SIGNALS:
    void changed();

private:
    void read();
    void take(const client::RunResources& usage);

    AppState& app_;
    QString runId_;
    bool live_ = false;
    bool reading_ = false;
    QList<double> cpu_;
    QList<double> memory_;
    QList<double> disk_;
    QString cpuText_;
    QString memoryText_;
    QString diskText_;
    QString detailText_;
    double cpuTop_ = 0;
    double memoryTop_ = 0;
    double diskTop_ = 0;
    QTimer timer_;
};

} // namespace inferno::models
