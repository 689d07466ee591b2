// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QStringList>

#include "models/desktop_state.h"

namespace inferno::desktop {

/// A notification of the desktop: `cause` names what it is about (a job's name). The text never holds secrets or lines
/// of a log.
struct Notice {
    QString cause;
    QString title;
    QString text;
    QString route;         ///< opened by a click: "jobs/nightly"
    bool stays = false;    ///< until it is read
    bool canRetry = false; ///< offers Retry
};

/// Where notices go. On Linux org.freedesktop.Notifications, with actions; elsewhere, and where nobody answers on the
/// bus, `fallback` (the tray's message). Three and more within 60 s become one summary; the same cause is updated in
/// place. Calls on the bus never wait. GUI thread.
class Notifier : public QObject {
    Q_OBJECT

public:
    using Fallback = std::function<void(const QString& title, const QString& text)>;

    explicit Notifier(Fallback fallback, QObject* parent = nullptr);
    void show(const Notice& notice);
    /// Asks who shows notifications, and what they can do; `told` comes where somebody answers.
    void ask();

    /// What `show` would send now: the notice itself, or the summary that takes the place of many. For tests.
    [[nodiscard]] Notice gathered(const Notice& notice, const QDateTime& now);

Q_SIGNALS:
    void told(const inferno::models::DesktopState::Facts& facts);
    void opened(const QString& route);
    void retryAsked(const QString& cause);

private Q_SLOTS:
    void onAction(uint id, const QString& action);
    void onClosed(uint id, uint reason);

private:
    struct Shown {
        QString cause;
        QString route;
    };
    void send(const Notice& notice);
    void askWhatItCan(models::DesktopState::Facts facts);

    Fallback fallback_;
    QHash<QString, uint> idOfCause_; ///< of what is on the screen
    QHash<uint, Shown> shown_;
    QList<QPair<QDateTime, QString>> recent_; ///< when, and which cause
};

} // namespace inferno::desktop
