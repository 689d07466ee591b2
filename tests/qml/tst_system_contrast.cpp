// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include "qml/Inferno/Theme/system_contrast.h"

using namespace Qt::StringLiterals;
using inferno::ui::SystemContrast;

/// What the desktop portal offers of its settings, as a desktop does that can ask for high contrast.
class Portal : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    uint contrast = 0;

public Q_SLOTS:
    QDBusVariant Read(const QString& group, const QString& key) {
        Q_UNUSED(group)
        return QDBusVariant(key == "contrast"_L1 ? QVariant::fromValue(QDBusVariant(contrast)) : QVariant(0U));
    }
};

/// The wish of the desktop, over a bus of the test's own.
class TestSystemContrast : public QObject {
    Q_OBJECT

private:
    QProcess bus_;
    Portal portal_;

    void change(uint contrast) {
        portal_.contrast = contrast;
        QDBusMessage said = QDBusMessage::createSignal(u"/org/freedesktop/portal/desktop"_s,
                                                       u"org.freedesktop.portal.Settings"_s, u"SettingChanged"_s);
        said << u"org.freedesktop.appearance"_s << u"contrast"_s
             << QVariant::fromValue(QDBusVariant(QVariant(contrast)));
        QVERIFY(QDBusConnection::sessionBus().send(said));
    }

private Q_SLOTS:
    void initTestCase() {
        bus_.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
        if (!bus_.waitForStarted() || !bus_.waitForReadyRead())
            QSKIP("there is no dbus-daemon");
        qputenv("DBUS_SESSION_BUS_ADDRESS", bus_.readAllStandardOutput().trimmed());
        QDBusConnection bus = QDBusConnection::sessionBus();
        QVERIFY(bus.isConnected());
        QVERIFY(bus.registerObject(u"/org/freedesktop/portal/desktop"_s, &portal_, QDBusConnection::ExportAllSlots));
        QVERIFY(bus.registerService(u"org.freedesktop.portal.Desktop"_s));
    }
    void cleanupTestCase() {
        bus_.kill();
        bus_.waitForFinished();
    }

    void theWishIsReadAndHeard() {
        portal_.contrast = 1;
        SystemContrast wish;
        QVERIFY(!wish.isHigh()); // it asks, and does not wait
        QTRY_VERIFY(wish.isHigh());
        QSignalSpy changed(&wish, &SystemContrast::changed);
        change(0);
        QTRY_VERIFY(!wish.isHigh());
        change(1);
        QTRY_VERIFY(wish.isHigh());
        QCOMPARE(changed.size(), 2);
    }
    void withoutAWishThereIsNone() {
        portal_.contrast = 0;
        SystemContrast wish;
        QTest::qWait(100);
        QVERIFY(!wish.isHigh());
    }
};

QTEST_MAIN(TestSystemContrast)
#include "tst_system_contrast.moc"
