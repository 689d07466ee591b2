// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include <QDateTime>
#include <QObject>
#include <QtQml/qqmlregistration.h>

#include "models/app_state.h"

namespace inferno::models {

class AuditList;

/// The events that fit, over time, in three series from the bottom of each bar to its top: by outcome (success, denied,
/// failed) or by severity (low and medium, high, critical). GUI thread.
class AuditChart : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AuditPage.chart")

    Q_PROPERTY(QList<double> low READ low NOTIFY changed)
    Q_PROPERTY(QList<double> middle READ middle NOTIFY changed)
    Q_PROPERTY(QList<double> high READ high NOTIFY changed)
    Q_PROPERTY(QList<QString> names READ names NOTIFY changed)   ///< of the three series
    Q_PROPERTY(QList<QString> labels READ labels NOTIFY changed) ///< a few times, evenly spread
    Q_PROPERTY(QString by READ by NOTIFY changed)                ///< result or severity
    Q_PROPERTY(bool partial READ partial NOTIFY changed)
    Q_PROPERTY(double total READ total NOTIFY changed) ///< events that fit; -1 = not all were counted
    Q_PROPERTY(QString countText READ countText NOTIFY changed)
    Q_PROPERTY(QString spanText READ spanText NOTIFY changed) ///< "events in 24 h, bars of 15 min"

public:
    AuditChart(AppState& app, AuditList& list, QObject* parent = nullptr);

    const QList<double>& low() const { return bars_[0]; }
    const QList<double>& middle() const { return bars_[1]; }
    const QList<double>& high() const { return bars_[2]; }
    QStringList names() const;
    QStringList labels() const;
    QString by() const { return by_; }
    bool partial() const { return partial_; }
    double total() const { return total_; }
    QString countText() const { return countText_; }
    QString spanText() const { return spanText_; }

    /// Reads the counts of a query; from the events in memory where the service has no histogram.
    void read(const client::AuditQuery& query);
    Q_INVOKABLE void setBy(const QString& by);
    /// "10:30 – 10:45: 52 success, 2 denied, 4 failed".
    Q_INVOKABLE QString barText(int bar) const;
    Q_INVOKABLE QString barTime(int bar) const;
    QDateTime begin(int bar) const;

Q_SIGNALS:
    void changed();

private:
    void show(const client::AuditHistogram& counts);
    void fromMemory();
    void setSpan(const QDateTime& from, const QDateTime& to, int bars);

    AppState& app_;
    AuditList& list_;
    client::AuditQuery query_;
    QString by_ = QStringLiteral("result");
    std::array<QList<double>, 3> bars_;
    QDateTime from_;
    qint64 barMs_ = 0;
    bool partial_ = false;
    double total_ = -1;
    bool fromService_ = false;
    int generation_ = 0;
    QString countText_;
    QString spanText_;
};

} // namespace inferno::models
