// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>

#include <QObject>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include "models/app_state.h"
#include "models/fields_model.h"

namespace inferno::models {

class AuditFilter;

/// The export of the events that fit, or of one event, into a file of this computer: format, path, how much is written,
/// and stopping it. One of the formats is a bundle of evidence: the events with their proofs, which inferno-verify
/// checks. The file appears when it is whole. GUI thread.
class AuditExport : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AuditPage.exporter")

    /// Fields id, name, meaning, suffix.
    Q_PROPERTY(inferno::models::FieldsModel* formats READ formats CONSTANT)
    Q_PROPERTY(int format READ format WRITE setFormat NOTIFY changed) ///< row of `formats`
    Q_PROPERTY(QString file READ file WRITE setFile NOTIFY changed)
    Q_PROPERTY(bool replaces READ replaces NOTIFY changed) ///< such a file is there already
    Q_PROPERTY(QString scope READ scope NOTIFY changed)    ///< what is exported, in words
    Q_PROPERTY(bool single READ single NOTIFY changed)     ///< one event with its proof, and nothing else
    Q_PROPERTY(bool evidence READ evidence NOTIFY changed) ///< the format is a bundle of evidence
    Q_PROPERTY(bool running READ running NOTIFY changed)
    Q_PROPERTY(bool finished READ finished NOTIFY changed)
    Q_PROPERTY(double progress READ progress NOTIFY changed)          ///< 0..1; -1 = not known
    Q_PROPERTY(QString progressText READ progressText NOTIFY changed) ///< "12.3 MiB written", "500 of 3,418 proofs"
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)
    Q_PROPERTY(QString checkCommand READ checkCommand NOTIFY changed) ///< that anyone checks the evidence with

public:
    AuditExport(AppState& app, const AuditFilter& filter, QObject* parent = nullptr);
    ~AuditExport() override;

    FieldsModel* formats() { return &formats_; }
    int format() const { return format_; }
    QString file() const { return file_; }
    bool replaces() const;
    QString scope() const;
    bool single() const { return only_.has_value(); }
    bool evidence() const;
    double progress() const;
    bool running() const { return transfer_ != nullptr; }
    bool finished() const { return finished_; }
    QString progressText() const;
    QString errorText() const { return errorText_; }
    QString checkCommand() const;

    void setFormat(int format);
    void setFile(const QString& file);
    /// Forgets the last one and proposes a file that does not exist yet.
    Q_INVOKABLE void prepare();
    /// The same for the evidence of one event.
    Q_INVOKABLE void prepareEvent(double seq);
    Q_INVOKABLE void start();
    Q_INVOKABLE void cancel();

Q_SIGNALS:
    void changed();

private:
    QString formatId() const;
    QString suffix() const;
    void propose(const QString& name);
    client::AuditQuery query() const;

    AppState& app_;
    const AuditFilter& filter_;
    int format_ = 0;
    int formatBefore_ = 0;              ///< the one for lists, while one event is exported
    std::optional<std::uint64_t> only_; ///< one event
    QString file_;
    bool finished_ = false;
    QString errorText_;
    quint64 written_ = 0;
    quint64 found_ = 0;
    quint64 proven_ = 0;
    std::shared_ptr<Backend::Transfer> transfer_;
    QTimer timer_;
    FieldsModel formats_;
};

} // namespace inferno::models
