// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml/Inferno/Theme/system_contrast.h"

#include <cmath>

#include <QColor>
#include <QEvent>
#include <QGuiApplication>

#ifdef INFERNO_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#endif

namespace inferno::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double kExtreme = 20;

#ifdef INFERNO_DBUS
const auto kService = u"org.freedesktop.portal.Desktop"_s;
const auto kPath = u"/org/freedesktop/portal/desktop"_s;
const auto kInterface = u"org.freedesktop.portal.Settings"_s;
const auto kGroup = u"org.freedesktop.appearance"_s;
const auto kKey = u"contrast"_s;
#endif

// Relative luminance as WCAG 2.1 has it.
double luminance(const QColor& color) {
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

SystemContrast::SystemContrast(QObject* parent) : QObject(parent) {
#ifdef INFERNO_DBUS
    ask();
#endif
#ifdef Q_OS_WIN
    qGuiApp->installEventFilter(this);
    setHigh(isExtreme(QGuiApplication::palette()));
#endif
}

bool SystemContrast::isExtreme(const QPalette& palette) {
    const double one = luminance(palette.color(QPalette::Window));
    const double other = luminance(palette.color(QPalette::WindowText));
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05) >= kExtreme;
}

bool SystemContrast::asksForMore(const QVariant& answer) {
#ifdef INFERNO_DBUS
    if (answer.userType() == qMetaTypeId<QDBusVariant>())
        return asksForMore(answer.value<QDBusVariant>().variant());
#endif
    return answer.toUInt() == 1;
}

bool SystemContrast::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::ApplicationPaletteChange)
        setHigh(isExtreme(QGuiApplication::palette()));
    return QObject::eventFilter(watched, event);
}

void SystemContrast::setHigh(bool high) {
    if (high == high_)
        return;
    high_ = high;
    Q_EMIT changed();
}

#ifdef INFERNO_DBUS
void SystemContrast::ask() {
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(kService, kPath, kInterface, u"SettingChanged"_s, this, SLOT(onSettingChanged(QDBusMessage)));
    QDBusMessage call = QDBusMessage::createMethodCall(kService, kPath, kInterface, u"Read"_s);
    call << kGroup << kKey;
    auto* answer = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        answer->deleteLater();
        const QDBusPendingReply<QDBusVariant> said = *answer; // an older portal does not know the key
        if (!said.isError())
            setHigh(asksForMore(QVariant::fromValue(said.value())));
    });
}

void SystemContrast::onSettingChanged(const QDBusMessage& said) {
    const QVariantList parts = said.arguments();
    if (parts.size() == 3 && parts.at(0).toString() == kGroup && parts.at(1).toString() == kKey)
        setHigh(asksForMore(parts.at(2)));
}
#endif

} // namespace inferno::ui
