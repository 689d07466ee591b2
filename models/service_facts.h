// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>

#include <QElapsedTimer>
#include <QObject>
#include <QtQml/qqmlregistration.h>

#include "models/backend.h"
#include "models/fields_model.h"
#include "services/client/types.h"

namespace inferno::models {

class AppState;

/// The service as a machine to look after: whether it runs, since when and where, its ports, what its data folder
/// takes, its keys, and how busy the computer is. Only what it tells. GUI thread.
class ServiceFacts : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("SettingsPage.service")

    Q_PROPERTY(QString title READ title NOTIFY changed)     ///< "infernod is running"
    Q_PROPERTY(QString tone READ tone NOTIFY changed)       ///< success, warning, failed, neutral
    Q_PROPERTY(QString since READ since NOTIFY changed)     ///< "for 12 d 4 h"
    Q_PROPERTY(QString where READ where NOTIFY changed)     ///< "On this computer, also without this window"
    Q_PROPERTY(QString process READ process NOTIFY changed) ///< "pid 1204"
    Q_PROPERTY(QString version READ version NOTIFY changed) ///< "version 1.4.0, same as this window"
    Q_PROPERTY(QString facts READ facts NOTIFY changed)     ///< where, process and version in a line
    Q_PROPERTY(QString windowVersion READ windowVersion CONSTANT)
    Q_PROPERTY(bool mismatch READ mismatch NOTIFY changed)
    Q_PROPERTY(bool local READ local CONSTANT) ///< it can be started here
    Q_PROPERTY(QStringList problems READ problems NOTIFY changed)
    /// Fields name, value, tip, series.
    Q_PROPERTY(inferno::models::FieldsModel* figures READ figures CONSTANT)
    Q_PROPERTY(QString reach READ reach NOTIFY changed) ///< "this computer only"
    /// Fields name, port, use, address (to copy), open, word.
    Q_PROPERTY(inferno::models::FieldsModel* ports READ ports CONSTANT)
    Q_PROPERTY(QString folder READ folder NOTIFY changed)
    Q_PROPERTY(QString usedText READ usedText NOTIFY changed) ///< "239.0 GiB"
    Q_PROPERTY(QString ofText READ ofText NOTIFY changed)     ///< "of 476.0 GiB used"
    Q_PROPERTY(QString freeText READ freeText NOTIFY changed) ///< "237.0 GiB free"
    Q_PROPERTY(bool nearlyFull READ nearlyFull NOTIFY changed)
    /// Fields name, size, share (0..1 of the disk), series (of Theme.series; -1 = other).
    Q_PROPERTY(inferno::models::FieldsModel* storage READ storage CONSTANT)
    Q_PROPERTY(bool byPassphrase READ byPassphrase NOTIFY changed)
    Q_PROPERTY(QString openedBy READ openedBy NOTIFY changed) ///< "the key file", "a passphrase"
    Q_PROPERTY(QString keyFile READ keyFile NOTIFY changed)
    /// Fields name, iconName, mark, note, tone, word, act ("keys", "root", "signing").
    Q_PROPERTY(inferno::models::FieldsModel* keys READ keys CONSTANT)
    /// Fields label, value, mono: all of it in lines, for a report.
    Q_PROPERTY(inferno::models::FieldsModel* lines READ lines CONSTANT)
    Q_PROPERTY(QString asText READ asText NOTIFY changed) ///< the lines, to be copied

public:
    explicit ServiceFacts(AppState& app);

    QString title() const;
    QString tone() const;
    QString since() const;
    QString where() const;
    QString process() const;
    QString version() const;
    QString facts() const;
    QString windowVersion() const;
    bool mismatch() const;
    bool local() const;
    QStringList problems() const;
    FieldsModel* figures() { return &figures_; }
    QString reach() const;
    FieldsModel* ports() { return &ports_; }
    QString folder() const;
    QString usedText() const;
    QString ofText() const;
    QString freeText() const;
    bool nearlyFull() const;
    FieldsModel* storage() { return &storage_; }
    bool byPassphrase() const;
    QString openedBy() const;
    QString keyFile() const;
    FieldsModel* keys() { return &keys_; }
    FieldsModel* lines() { return &lines_; }
    QString asText() const;

    void refresh();

Q_SIGNALS:
    void changed();

private:
    void take(const client::HostInfo& host);
    void grew(quint64 events);
    void readStorage();
    void show();
    void showFigures();
    void showPorts();
    void showStorage();
    void showKeys();
    void showLines();

    AppState& app_;
    client::HostInfo host_;
    Backend::Storage parts_;
    QList<double> cpu_;
    QList<double> memory_;
    QList<double> writes_; ///< events per second
    quint64 events_ = 0;
    QElapsedTimer grewAt_;
    FieldsModel figures_;
    FieldsModel ports_;
    FieldsModel storage_;
    FieldsModel keys_;
    FieldsModel lines_;
};

} // namespace inferno::models
