// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QObject>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include "models/app_state.h"
#include "models/fields_model.h"

namespace inferno::models {

class AuditFilter;

/// The export of the events that fit into a file of this computer: format, path, how much is written, and stopping it.
/// The file appears when it is whole. GUI thread.
class AuditExport : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AuditPage.exporter")

    /// Fields id, name, meaning.
    Q_PROPERTY(inferno::models::FieldsModel* formats READ formats CONSTANT)
    Q_PROPERTY(int format READ format WRITE setFormat NOTIFY changed) ///< row of `formats`
    Q_PROPERTY(QString file READ file WRITE setFile NOTIFY changed)
    Q_PROPERTY(bool replaces READ replaces NOTIFY changed) ///< such a file is there already
    Q_PROPERTY(QString scope READ scope NOTIFY changed)    ///< what is exported, in words
    Q_PROPERTY(bool running READ running NOTIFY changed)
    Q_PROPERTY(bool finished READ finished NOTIFY changed)
    Q_PROPERTY(QString progressText READ progressText NOTIFY changed) ///< "12.3 MiB written"
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)

public:
    AuditExport(AppState& app, const AuditFilter& filter, QObject* parent = nullptr);
    ~AuditExport() override;

    FieldsModel* formats() { return &formats_; }
    int format() const { return format_; }
    QString file() const { return file_; }
    bool replaces() const;
    QString scope() const;
    bool running() const { return transfer_ != nullptr; }
    bool finished() const { return finished_; }
    QString progressText() const;
    QString errorText() const { return errorText_; }

    void setFormat(int format);
    void setFile(const QString& file);
    /// Forgets the last one and proposes a file that does not exist yet.
    Q_INVOKABLE void prepare();
    Q_INVOKABLE void start();
    Q_INVOKABLE void cancel();

Q_SIGNALS:
    void changed();

private:
    QString formatId() const;

    AppState& app_;
    const AuditFilter& filter_;
    int format_ = 0;
    QString file_;
    bool finished_ = false;
    QString errorText_;
    quint64 written_ = 0;
    std::shared_ptr<Backend::Transfer> transfer_;
    QTimer timer_;
    FieldsModel formats_;
};

} // namespace inferno::models
