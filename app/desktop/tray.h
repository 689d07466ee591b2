// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>
#include <QObject>
#include <QSystemTrayIcon>

#include "app/desktop/notifier.h"
#include "app/desktop/tray_icon.h"
#include "models/app_state.h"

namespace inferno::desktop {

/// The icon in the tray: what goes on as a shape, a menu of what one does most, and notices when a job fails. Where
/// there is no tray it does nothing, and `present` is false. It stops no job by itself. GUI thread.
class Tray : public QObject {
    Q_OBJECT

public:
    explicit Tray(models::AppState& app, QObject* parent = nullptr);

    [[nodiscard]] bool present() const { return icon_.isVisible(); }
    /// What the icon tells, by what is most urgent.
    [[nodiscard]] static TrayState stateOf(const models::AppState& app);

Q_SIGNALS:
    /// The window shall come to the front, at a route or where it is ("").
    void windowAsked(const QString& route);
    void quitAsked();

private:
    void fillMenu();
    void update();
    void onJobFailed(const QString& job, const QString& runId, const QString& reason);

    models::AppState& app_;
    QMenu menu_;
    QSystemTrayIcon icon_;
    Notifier notifier_;
    QAction* head_ = nullptr;
    QAction* failure_ = nullptr;
    QAction* queue_ = nullptr;
    TrayState state_ = TrayState::Idle;
};

} // namespace inferno::desktop
