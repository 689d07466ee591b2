// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/notifier.h"

#include <QSet>

#ifdef INFERNO_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#endif

using namespace Qt::StringLiterals;

namespace inferno::desktop {

namespace {

constexpr int kSummaryAfter = 3;
constexpr int kSummarySeconds = 60;

#ifdef INFERNO_DBUS
constexpr int kShortMs = 8000;
const auto kService = u"org.freedesktop.Notifications"_s;
const auto kPath = u"/org/freedesktop/Notifications"_s;
#endif

} // namespace

Notifier::Notifier(Fallback fallback, QObject* parent) : QObject(parent), fallback_(std::move(fallback)) {
#ifdef INFERNO_DBUS
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(kService, kPath, kService, u"ActionInvoked"_s, this, SLOT(onAction(uint, QString)));
    bus.connect(kService, kPath, kService, u"NotificationClosed"_s, this, SLOT(onClosed(uint, uint)));
#endif
}

Notice Notifier::gathered(const Notice& notice, const QDateTime& now) {
    recent_.removeIf([&](const auto& one) { return one.first.secsTo(now) >= kSummarySeconds; });
    recent_.append({now, notice.cause});
    QSet<QString> causes;
    for (const auto& [when, cause] : recent_)
        causes.insert(cause);
    if (causes.size() < kSummaryAfter)
        return notice;
    //: A notification in the place of several: %n jobs failed within a minute.
    return {u"summary"_s,
            tr("%n jobs failed", nullptr, int(causes.size())),
            tr("Within a minute. The newest is %1.").arg(notice.cause),
            u"jobs/?status=failed"_s,
            true,
            false};
}

void Notifier::show(const Notice& notice) {
    send(gathered(notice, QDateTime::currentDateTimeUtc()));
}

void Notifier::send(const Notice& notice) {
#ifdef INFERNO_DBUS
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (bus.isConnected()) {
        QStringList actions{u"default"_s, tr("Open")};
        if (notice.canRetry)
            actions << u"open"_s << tr("Open log") << u"retry"_s << tr("Retry");
        const QVariantMap hints{{u"urgency"_s, QVariant::fromValue<uchar>(notice.stays ? 2 : 1)},
                                {u"desktop-entry"_s, u"inferno-desktop"_s},
                                {u"category"_s, u"x-inferno.job.failed"_s}};
        QDBusMessage call = QDBusMessage::createMethodCall(kService, kPath, kService, u"Notify"_s);
        call << u"Inferno"_s << idOfCause_.value(notice.cause, 0U) << u"inferno-desktop"_s << notice.title
             << notice.text.toHtmlEscaped() << actions << hints << (notice.stays ? 0 : kShortMs);
        auto* answer = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
        connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer, notice] {
            answer->deleteLater();
            const QDBusPendingReply<uint> id = *answer;
            if (id.isError()) {
                fallback_(notice.title, notice.text);
                return;
            }
            idOfCause_.insert(notice.cause, id.value());
            shown_.insert(id.value(), {notice.cause, notice.route});
        });
        return;
    }
#endif
    fallback_(notice.title, notice.text);
}

void Notifier::ask() {
#ifdef INFERNO_DBUS
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    const QDBusMessage call = QDBusMessage::createMethodCall(kService, kPath, kService, u"GetServerInformation"_s);
    auto* answer = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        answer->deleteLater();
        const QDBusPendingReply<QString, QString, QString, QString> who = *answer;
        if (who.isError())
            return;
        models::DesktopState::Facts facts;
        facts.notifies = true;
        facts.notifier = who.argumentAt<0>() + u' ' + who.argumentAt<2>();
        askWhatItCan(facts);
    });
#endif
}

void Notifier::askWhatItCan([[maybe_unused]] models::DesktopState::Facts facts) {
#ifdef INFERNO_DBUS
    const QDBusMessage call = QDBusMessage::createMethodCall(kService, kPath, kService, u"GetCapabilities"_s);
    auto* answer = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer, facts]() mutable {
        answer->deleteLater();
        const QDBusPendingReply<QStringList> can = *answer;
        facts.actions = !can.isError() && can.value().contains(u"actions"_s);
        Q_EMIT told(facts);
    });
#endif
}

void Notifier::onAction(uint id, const QString& action) {
    const auto found = shown_.constFind(id);
    if (found == shown_.cend())
        return; // another program's
    if (action == "retry"_L1)
        Q_EMIT retryAsked(found->cause);
    else
        Q_EMIT opened(found->route);
}

void Notifier::onClosed(uint id, uint) {
    const Shown gone = shown_.take(id);
    if (idOfCause_.value(gone.cause) == id)
        idOfCause_.remove(gone.cause);
}

} // namespace inferno::desktop
