// SPDX-License-Identifier: GPL-3.0-or-later
#include <QPainter>
#include <QPalette>
#include <QSignalSpy>
#include <QTest>
#include <QTimeZone>

#include "app/desktop/notifier.h"
#include "app/desktop/options.h"
#include "app/desktop/single_instance.h"
#include "app/desktop/tray.h"
#include "models/fakes/fake_backend.h"
#include "qml/Inferno/Theme/look.h"
#include "qml/Inferno/Theme/system_contrast.h"

using namespace Qt::StringLiterals;
using namespace inferno;
using desktop::Notice;
using desktop::TrayState;

class TestDesktop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QCOMPARE(ui::setUpLook(), QStringList()); }

    void oneAndManyReadRight() {
        QCOMPARE(QCoreApplication::translate("inferno::desktop::Notifier", "%n jobs failed", nullptr, 1),
                 u"1 job failed"_s);
        QCOMPARE(QCoreApplication::translate("inferno::desktop::Notifier", "%n jobs failed", nullptr, 3),
                 u"3 jobs failed"_s);
    }

    void trayShapesDiffer() {
        QList<QImage> seen;
        for (const TrayState state : {TrayState::Idle, TrayState::Running, TrayState::Attention, TrayState::Paused,
                                      TrayState::Sealed, TrayState::Disconnected}) {
            const QImage shape = desktop::trayPixmap(state, Qt::black, 22).toImage();
            QCOMPARE(shape.size(), QSize(22, 22));
            QVERIFY(!seen.contains(shape));
            seen.append(shape);
        }
        QVERIFY(desktop::trayIcon(TrayState::Paused, Qt::white).isMask());
    }

    // For people: the six shapes as a menu bar tints them, into $INFERNO_SCREENS.
    void trayPictures() {
        const QString folder = qEnvironmentVariable("INFERNO_SCREENS");
        if (folder.isEmpty())
            QSKIP("INFERNO_SCREENS names no folder");
        QImage sheet(6 * 56, 112, QImage::Format_RGB32);
        QPainter painter(&sheet);
        painter.fillRect(0, 0, sheet.width(), 56, Qt::white);
        painter.fillRect(0, 56, sheet.width(), 56, Qt::black);
        for (int i = 0; i < 6; ++i) {
            painter.drawPixmap(i * 56 + 6, 6, desktop::trayPixmap(TrayState(i), Qt::black, 44));
            painter.drawPixmap(i * 56 + 17, 73, desktop::trayPixmap(TrayState(i), Qt::white, 22));
        }
        painter.end();
        QVERIFY(sheet.save(folder + u"/tray.png"_s));
    }

    void trayTellsTheStateOfTheService() {
        models::FakeBackend backend;
        models::AppState app(backend, models::FakeBackend::clock(), {QTimeZone::utc(), u"me"_s, u"0.1.0"_s, true});
        QCOMPARE(desktop::Tray::stateOf(app), TrayState::Disconnected);
        desktop::Tray tray(app); // without a tray it stays hidden
        QVERIFY(!tray.present());
        app.start();
        QTRY_VERIFY(app.connected());
        QTRY_COMPARE(desktop::Tray::stateOf(app), TrayState::Attention); // the sample has a failed job
    }

    void noticesAreGathered() {
        desktop::Notifier notifier([](const QString&, const QString&) {});
        const QDateTime start = QDateTime::fromSecsSinceEpoch(1'800'000'000, QTimeZone::utc());
        const auto about = [](const QString& job) {
            return Notice{job, job + u" failed"_s, {}, u"jobs/"_s + job, true, true};
        };
        QCOMPARE(notifier.gathered(about(u"a"_s), start).cause, u"a"_s);
        QCOMPARE(notifier.gathered(about(u"a"_s), start.addSecs(1)).cause, u"a"_s); // the same cause is no third
        QCOMPARE(notifier.gathered(about(u"b"_s), start.addSecs(2)).cause, u"b"_s);
        const Notice summary = notifier.gathered(about(u"c"_s), start.addSecs(3));
        QCOMPARE(summary.cause, u"summary"_s);
        QVERIFY(summary.title.contains(u'3'));
        QVERIFY(!summary.canRetry);
        QCOMPARE(notifier.gathered(about(u"d"_s), start.addSecs(70)).cause, u"d"_s);
    }

    void secondStartHandsOver() {
        const QString place = u"test-"_s + QString::number(QCoreApplication::applicationPid());
        desktop::SingleInstance first(place);
        desktop::SingleInstance second(place);
        QVERIFY(!first.handOver({}));
        QVERIFY(first.listen());
        QSignalSpy asked(&first, &desktop::SingleInstance::asked);
        QVERIFY(second.handOver(u"jobs/nightly"_s));
        QTRY_COMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().toString(), u"jobs/nightly"_s);
    }

    void highContrastIsKnownWhereItIsAskedFor() {
        QPalette palette;
        palette.setColor(QPalette::Window, Qt::black);
        palette.setColor(QPalette::WindowText, Qt::white);
        QVERIFY(ui::SystemContrast::isExtreme(palette));
        palette.setColor(QPalette::Window, QColor(0xf0, 0xf0, 0xf0)); // Windows without a contrast theme
        palette.setColor(QPalette::WindowText, Qt::black);
        QVERIFY(!ui::SystemContrast::isExtreme(palette));
        QVERIFY(ui::SystemContrast::asksForMore(1U));
        QVERIFY(!ui::SystemContrast::asksForMore(0U));
        QVERIFY(!ui::SystemContrast::asksForMore({}));
    }

    void optionsAreRead() {
        const auto options =
            desktop::parseOptions({u"inferno-desktop"_s, u"--fakes"_s, u"--theme"_s, u"dark"_s, u"--language"_s,
                                   u"de"_s, u"--size"_s, u"1440x900"_s, u"inferno://jobs/nightly"_s});
        QVERIFY(options.fakes);
        QCOMPARE(options.theme, 2); // Theme.Dark
        QCOMPARE(options.language, u"de"_s);
        QCOMPARE(options.size, QSize(1440, 900));
        QCOMPARE(options.route, u"jobs/nightly"_s);
        QCOMPARE(desktop::parseOptions({u"inferno-desktop"_s}).theme, -1);
        QCOMPARE(desktop::parseOptions({u"inferno-desktop"_s, u"--theme"_s, u"high-contrast"_s}).theme, 3);
        QCOMPARE(desktop::parseOptions({u"inferno-desktop"_s, u"--theme"_s, u"high-contrast-light"_s}).theme, 4);
    }
};

QTEST_MAIN(TestDesktop)
#include "tst_desktop.moc"
