// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QObject>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include "models/app_state.h"
#include "models/fields_model.h"

namespace inferno::models {

/// The verification of the whole vault by the service: begun at a level, followed while it runs, cancelled, and its
/// result in words. GUI thread; asks how far it is four times a second.
class VaultCheck : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AuditPage.check")

    Q_PROPERTY(bool running READ running NOTIFY changed)
    Q_PROPERTY(bool cancellable READ cancellable NOTIFY changed)
    Q_PROPERTY(double progress READ progress NOTIFY changed) ///< 0..1; -1 = not known
    Q_PROPERTY(QString progressText READ progressText NOTIFY changed)
    Q_PROPERTY(QString level READ level NOTIFY changed) ///< of the one that runs, else of the result
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)

    Q_PROPERTY(bool hasVerdict READ hasVerdict NOTIFY changed)
    Q_PROPERTY(QString tone READ tone NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString text READ text NOTIFY changed)
    Q_PROPERTY(double firstBad READ firstBad NOTIFY changed) ///< the first event concerned; -1 = not known
    /// Fields label, value, mono.
    Q_PROPERTY(inferno::models::FieldsModel* facts READ facts CONSTANT)
    /// Fields verdict, where, detail, seq (-1 = not known).
    Q_PROPERTY(inferno::models::FieldsModel* problems READ problems CONSTANT)

public:
    explicit VaultCheck(AppState& app, QObject* parent = nullptr);

    bool running() const { return running_; }
    bool cancellable() const { return running_ && !run_.id.empty(); }
    double progress() const;
    QString progressText() const;
    QString level() const { return level_; }
    QString errorText() const { return errorText_; }
    bool hasVerdict() const { return verdict_.has_value(); }
    QString tone() const;
    QString title() const;
    QString text() const;
    double firstBad() const;
    FieldsModel* facts() { return &facts_; }
    FieldsModel* problems() { return &problems_; }

    /// structure, ciphertext or full; nothing while one runs.
    Q_INVOKABLE void start(const QString& level);
    Q_INVOKABLE void cancel();
    Q_INVOKABLE void dismiss();

    /// "#3,991,204 · 00409.seg at byte 4,096": of these what is known; "" where nothing is.
    static QString placeOf(const client::VerifyProblem& problem);

Q_SIGNALS:
    void changed();

private:
    void ask();
    void take(const Result<client::VerifyRun>& run);
    void end(const Error& error);
    void showResult();

    AppState& app_;
    bool running_ = false;
    QString level_;
    client::VerifyRun run_; ///< the one that runs
    QTimer timer_;
    QString errorText_;
    std::optional<client::VerifyResult> verdict_;
    FieldsModel facts_;
    FieldsModel problems_;
};

} // namespace inferno::models
