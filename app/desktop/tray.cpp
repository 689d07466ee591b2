// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/tray.h"

#include <QGuiApplication>
#include <QPalette>

using namespace Qt::StringLiterals;

namespace inferno::desktop {

namespace {

QColor ink() {
    return QGuiApplication::palette().color(QPalette::WindowText);
}

} // namespace

Tray::Tray(models::AppState& app, QObject* parent)
    : QObject(parent), app_(app), notifier_([this](const QString& title, const QString& text) {
          if (icon_.isVisible() && QSystemTrayIcon::supportsMessages())
              icon_.showMessage(title, text, QSystemTrayIcon::Warning, 8000);
      }) {
    fillMenu();
    connect(&app_, &models::AppState::serviceChanged, this, &Tray::update);
    connect(&app_, &models::AppState::figuresChanged, this, &Tray::update);
    connect(&app_, &models::AppState::vaultChanged, this, &Tray::update);
    connect(&app_, &models::AppState::jobFailed, this, &Tray::onJobFailed);
    connect(&notifier_, &Notifier::opened, this, &Tray::windowAsked);
    connect(&notifier_, &Notifier::retryAsked, this, [this](const QString& job) { app_.retryJob(job); });
    connect(&icon_, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            Q_EMIT windowAsked({});
    });
    connect(&icon_, &QSystemTrayIcon::messageClicked, this, [this] { Q_EMIT windowAsked(u"jobs/?status=failed"_s); });
    connect(&notifier_, &Notifier::told, this, [this](models::DesktopState::Facts facts) {
        facts.tray = QSystemTrayIcon::isSystemTrayAvailable();
        app_.desktop().set(facts);
    });
    connect(&app_.desktop(), &models::DesktopState::testAsked, this, [this] {
        //: A notification that was asked for, to see that it comes.
        notifier_.show({u"test"_s, tr("Inferno can reach you"), tr("A failed job would be told like this."),
                        u"settings/notifications"_s, false, false});
    });
    app_.desktop().set({false, {}, false, QSystemTrayIcon::isSystemTrayAvailable()});
    notifier_.ask();
    icon_.setContextMenu(&menu_);
    icon_.setIcon(trayIcon(state_, ink()));
    update();
    if (QSystemTrayIcon::isSystemTrayAvailable())
        icon_.show();
}

TrayState Tray::stateOf(const models::AppState& app) {
    using models::AppState;
    if (!app.connected())
        return TrayState::Disconnected;
    if (app.vaultState() == AppState::VaultState::Tampered || app.attentionCount() > 0)
        return TrayState::Attention;
    if (app.queuePaused())
        return TrayState::Paused;
    if (app.vaultState() == AppState::VaultState::Locked)
        return TrayState::Sealed;
    return app.runningCount() > 0 ? TrayState::Running : TrayState::Idle;
}

void Tray::fillMenu() {
    head_ = menu_.addAction(QString());
    head_->setEnabled(false);
    menu_.addSeparator();
    connect(menu_.addAction(tr("Open Inferno")), &QAction::triggered, this, [this] { Q_EMIT windowAsked({}); });
    failure_ = menu_.addAction(QString());
    connect(failure_, &QAction::triggered, this, [this] { Q_EMIT windowAsked(u"jobs/"_s + app_.lastFailedJob()); });
    menu_.addSeparator();
    queue_ = menu_.addAction(QString());
    connect(queue_, &QAction::triggered, this, [this] {
        if (app_.queuePaused())
            app_.resumeQueue();
        else
            app_.pauseQueue();
    });
    menu_.addSeparator();
    connect(menu_.addAction(tr("Settings…")), &QAction::triggered, this, [this] { Q_EMIT windowAsked(u"settings"_s); });
    //: Ends the window; the service and its jobs go on.
    connect(menu_.addAction(tr("Quit Inferno (jobs keep running)")), &QAction::triggered, this, &Tray::quitAsked);
}

void Tray::update() {
    const bool connected = app_.connected();
    //: First line of the tray's menu: how many runs are under way.
    const QString running = tr("%n running", nullptr, app_.runningCount());
    head_->setText(!connected                     ? app_.serviceText()
                   : app_.nextRunText().isEmpty() ? running
                                                  //: First line of the tray's menu: %1 "3 running", %2 "backup 11:00".
                                                  : tr("%1 · next: %2").arg(running, app_.nextRunText()));
    failure_->setVisible(!app_.lastFailedJob().isEmpty());
    //: %1 is a job's name.
    failure_->setText(tr("Last failure: %1").arg(app_.lastFailedJob()));
    queue_->setText(app_.queuePaused() ? tr("Resume the queue") : tr("Pause the queue"));
    queue_->setEnabled(connected);
    icon_.setToolTip(u"Inferno · "_s + head_->text());
    if (const TrayState state = stateOf(app_); state != state_) {
        state_ = state;
        icon_.setIcon(trayIcon(state_, ink()));
    }
}

void Tray::onJobFailed(const QString& job, const QString&, const QString& reason) {
    //: Title of a notification; %1 is a job's name.
    notifier_.show({job, tr("%1 failed").arg(job), reason, u"jobs/"_s + job, true, true});
}

} // namespace inferno::desktop
