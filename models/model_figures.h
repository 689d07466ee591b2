// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QObject>
#include <QtQml/qqmlregistration.h>

#include "models/app_state.h"
#include "models/fields_model.h"
#include "services/client/model_types.h"

namespace inferno::models {

class ModelTraffic;

/// What the two versions that ModelTraffic balances did: figures side by side, and the last half hour of both as lines
/// of equal length, one value for each 30 s; NaN where nothing was answered. GUI thread.
class ModelFigures : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("ModelsPage.figures")

    /// Fields name, first, second, change, tone.
    Q_PROPERTY(inferno::models::FieldsModel* rows READ rows CONSTANT)
    Q_PROPERTY(QList<double> firstLatency READ firstLatency NOTIFY changed) ///< p95 in milliseconds
    Q_PROPERTY(QList<double> secondLatency READ secondLatency NOTIFY changed)
    Q_PROPERTY(QList<double> firstRate READ firstRate NOTIFY changed) ///< requests in a second
    Q_PROPERTY(QList<double> secondRate READ secondRate NOTIFY changed)
    Q_PROPERTY(double latencyTop READ latencyTop NOTIFY changed) ///< of the scale
    Q_PROPERTY(double rateTop READ rateTop NOTIFY changed)
    Q_PROPERTY(QString latencyNow READ latencyNow NOTIFY changed) ///< "15.1 / 24.6"
    Q_PROPERTY(QString rateNow READ rateNow NOTIFY changed)
    Q_PROPERTY(QList<QString> times READ times NOTIFY changed) ///< begin, middle and end of the lines
    Q_PROPERTY(bool idle READ idle NOTIFY changed)             ///< nothing was asked in that time

public:
    static constexpr int kPoints = 59; ///< of half an hour, without the one that is not over
    static constexpr int kPointSeconds = 30;

    ModelFigures(AppState& app, const ModelTraffic& traffic, QObject* parent = nullptr);

    FieldsModel* rows() { return &rows_; }
    const QList<double>& firstLatency() const { return lines_[0].latency; }
    const QList<double>& secondLatency() const { return lines_[1].latency; }
    const QList<double>& firstRate() const { return lines_[0].rate; }
    const QList<double>& secondRate() const { return lines_[1].rate; }
    double latencyTop() const;
    double rateTop() const;
    QString latencyNow() const;
    QString rateNow() const;
    QStringList times() const;
    bool idle() const { return idle_; }

    /// "10:41:30: 15.1 ms, 24.6 ms"; for the box under the pointer.
    Q_INVOKABLE QString timeAt(int point) const;
    Q_INVOKABLE QString latencyAt(int point) const;
    Q_INVOKABLE QString rateAt(int point) const;

Q_SIGNALS:
    void changed();

private:
    struct Line {
        QString version;
        QList<double> latency;
        QList<double> rate;
    };
    void settle();
    void settleRows();
    Line lineOf(const QString& version) const;
    void addLatency(const QString& name, std::optional<double> first, std::optional<double> second, bool pair);
    QString bothAt(int point, QList<double> Line::* values) const;

    AppState& app_;
    const ModelTraffic& traffic_;
    FieldsModel rows_;
    QList<FieldsModel::Row> made_;
    QDateTime begin_;
    Line lines_[2];
    bool idle_ = true;
};

} // namespace inferno::models
