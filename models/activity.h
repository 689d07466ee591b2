// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include "models/fields_model.h"

namespace inferno::models {

class AppState;
class AuditPage;

/// What is going on, wherever it was begun: runs of jobs, a verification of the vault, an export; each with how far it
/// is and a way to stop it. And what was said since the window opened, of which the last can be taken back. GUI thread.
class Activity : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AppState.activity")

    /// Fields workId, iconName, title, detail, progress (0..1; -1 = not known), canStop.
    Q_PROPERTY(inferno::models::FieldsModel* works READ works CONSTANT)
    /// Fields time, text, failed, canUndo; the newest first.
    Q_PROPERTY(inferno::models::FieldsModel* said READ said CONSTANT)
    Q_PROPERTY(bool open READ open WRITE setOpen NOTIFY openChanged)

public:
    static constexpr int kSaidMax = 100;

    explicit Activity(AppState& app, AuditPage& audit);

    FieldsModel* works() { return &works_; }
    FieldsModel* said() { return &said_; }
    bool open() const { return open_; }
    void setOpen(bool open);

    Q_INVOKABLE void stop(const QString& workId);
    /// Where it is shown: opens its page.
    Q_INVOKABLE void show(const QString& workId);

Q_SIGNALS:
    void openChanged();

private:
    void list();
    void say(const QString& text, bool failed);
    void markUndo();

    AppState& app_;
    AuditPage& audit_;
    FieldsModel works_;
    FieldsModel said_;
    bool open_ = false;
};

} // namespace inferno::models
