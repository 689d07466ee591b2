// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include "models/fakes/fake_backend.h"
#include "models/first_run_page.h"
#include "models/setting_words.h"
#include "models/settings_page.h"
#include "qml/Inferno/Theme/look.h"
#include "tests/screens/window_under_test.h"

using namespace inferno;
using namespace inferno::tests;
using namespace Qt::StringLiterals;
using models::FakeBackend;
using Mood = FakeBackend::Mood;

/// The settings and the first steps in the real window: every part with a picture, all of it by keys alone, and with
/// the service gone. The pictures lie in screens/ of the build folder.
class TestSettingsWindow : public QObject {
    Q_OBJECT

private:
    static models::SettingsPage& settings(WindowUnderTest& window) {
        return *qobject_cast<models::SettingsPage*>(window.app().pageObject(u"settings"_s));
    }
    static models::FirstRunPage& steps(WindowUnderTest& window) {
        return *qobject_cast<models::FirstRunPage*>(window.app().pageObject(u"first-run"_s));
    }
    static void key(WindowUnderTest& window, int code, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(window.window(), Qt::Key(code), modifiers);
    }
    static void type(WindowUnderTest& window, const char* words) {
        for (; *words != 0; ++words)
            QTest::keyClick(window.window(), *words);
    }
    static void picture(WindowUnderTest& window, const QString& name) {
        QTest::qWait(80);
        window.picture(name);
        QCOMPARE(window.nameless(), QStringList());
    }
    /// Tab until the thing of this name has the focus.
    static bool tabTo(WindowUnderTest& window, const QString& name) {
        for (int i = 0; i < 60; ++i) {
            const QQuickItem* wanted = window.find(name);
            if (wanted && wanted->hasActiveFocus())
                return true;
            key(window, Qt::Key_Tab);
        }
        return false;
    }
    static void lookAndSize() {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QSize>("size");
        QTest::newRow("light") << false << QSize(1440, 900);
        QTest::newRow("dark") << true << QSize(1440, 900);
        QTest::newRow("large") << false << QSize(960, 640); // 1440x960 at 150 %
    }
    static models::DesktopState::Facts desktop() { return {true, u"gnome-shell 43.9"_s, true, false}; }

private Q_SLOTS:
    void initTestCase() { QVERIFY(ui::setUpLook().isEmpty()); }

    void everyCategory_data() { lookAndSize(); }
    void everyCategory() {
        QFETCH(bool, dark);
        QFETCH(QSize, size);
        MessageCatcher messages;
        FakeBackend backend;
        WindowUnderTest window(backend, FakeBackend::clock(), dark, size);
        window.app().desktop().set(desktop());
        window.app().navigate(u"settings"_s);
        QTRY_COMPARE(settings(window).state(), models::PageState::Ready);
        QCOMPARE(messages.said(), QString());
        for (const auto& category : models::settingCategories()) {
            window.app().navigate(u"settings"_s, category.id);
            picture(window, u"settings-%1-%2"_s.arg(category.id, QLatin1String(QTest::currentDataTag())));
        }
        window.app().navigate(u"settings"_s, u"workers"_s);
        QVERIFY(window.click(u"More about Workers"_s));
        picture(window, u"settings-details-%1"_s.arg(QLatin1String(QTest::currentDataTag())));
        QVERIFY(window.find(u"Copy the command"_s));
        settings(window).settings()->setWords(u"days"_s);
        picture(window, u"settings-search-%1"_s.arg(QLatin1String(QTest::currentDataTag())));
        settings(window).settings()->setWords(u"no such thing"_s);
        picture(window, u"settings-nothing-%1"_s.arg(QLatin1String(QTest::currentDataTag())));
        QCOMPARE(messages.said(), QString());
    }

    void settingsByKeysAlone() {
        MessageCatcher messages;
        FakeBackend backend;
        WindowUnderTest window(backend, FakeBackend::clock(), false);
        auto& page = settings(window);
        auto& rows = *page.settings()->rows();
        QTRY_VERIFY(window.app().connected());
        key(window, Qt::Key_0, Qt::ControlModifier);
        QTRY_COMPARE(window.app().currentPage(), u"settings"_s);
        QTRY_COMPARE(page.state(), models::PageState::Ready);
        QTRY_VERIFY(window.find(u"Categories"_s) && window.find(u"Categories"_s)->hasActiveFocus());
        key(window, Qt::Key_Down);
        QCOMPARE(page.category(), u"vault"_s);
        key(window, Qt::Key_Up);
        QCOMPARE(page.category(), u"service"_s);
        // By the search to a setting, and into it.
        key(window, Qt::Key_Slash);
        type(window, "least level of");
        QTRY_COMPARE(rows.count(), 1);
        key(window, Qt::Key_Return);
        const auto choice = u"Least level of taken events"_s;
        QVERIFY(tabTo(window, choice));
        key(window, Qt::Key_Down);
        QTRY_COMPARE(rows.at(0, u"value"_s).toString(), u"warn"_s);
        picture(window, u"settings-changed"_s);
        key(window, Qt::Key_Backspace, Qt::ControlModifier);
        QTRY_COMPARE(rows.at(0, u"value"_s).toString(), u"info"_s);
        key(window, Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(rows.at(0, u"value"_s).toString(), u"warn"_s);
        // A number, and one that is wrong.
        key(window, Qt::Key_Slash);
        page.settings()->setWords(u"level of compression"_s);
        QTRY_COMPARE(rows.count(), 1);
        QVERIFY(tabTo(window, u"Level of compression"_s));
        key(window, Qt::Key_A, Qt::ControlModifier);
        type(window, "99");
        key(window, Qt::Key_Return);
        QTRY_COMPARE(rows.at(0, u"problem"_s).toString(), u"A whole number from 1 to 19"_s);
        picture(window, u"settings-wrong"_s);
        key(window, Qt::Key_A, Qt::ControlModifier);
        type(window, "5");
        key(window, Qt::Key_Return);
        QTRY_COMPARE(rows.at(0, u"value"_s).toString(), u"5"_s);
        QCOMPARE(page.settings()->pending(), 2);
        key(window, Qt::Key_Backspace, Qt::ControlModifier);
        QTRY_COMPARE(page.settings()->pending(), 1);
        QCOMPARE(messages.said(), QString());
    }

    void aSwitchAndTheTheme() {
        MessageCatcher messages;
        FakeBackend backend;
        WindowUnderTest window(backend, FakeBackend::clock(), false);
        window.app().navigate(u"settings"_s, u"scheduler"_s);
        auto& page = settings(window);
        QTRY_COMPARE(page.state(), models::PageState::Ready);
        QVERIFY(tabTo(window, u"Start by schedule"_s));
        key(window, Qt::Key_Space);
        const auto value = [&] {
            for (int row = 0; row < page.settings()->rows()->count(); ++row)
                if (page.settings()->rows()->at(row, u"title"_s) == u"Start by schedule"_s)
                    return page.settings()->rows()->at(row, u"value"_s).toString();
            return QString();
        };
        QTRY_COMPARE(value(), u"false"_s);
        QVERIFY(window.click(u"Undo"_s));
        QTRY_COMPARE(value(), u"true"_s);
        window.app().navigate(u"settings"_s, u"appearance"_s);
        page.settings()->choose(u"window.density"_s, 0);
        QTRY_COMPARE(page.settings()->rows()->at(1, u"choiceAt"_s).toInt(), 0); // the window keeps it, and says so
        QCOMPARE(messages.said(), QString());
    }

    void theStopAsks() {
        MessageCatcher messages;
        FakeBackend backend;
        WindowUnderTest window(backend, FakeBackend::clock(), true);
        window.app().navigate(u"settings"_s);
        QTRY_COMPARE(settings(window).state(), models::PageState::Ready);
        QCOMPARE(messages.said(), QString());
        QVERIFY(window.click(u"Stop…"_s));
        QTRY_VERIFY(window.find(u"Stop the service?"_s));
        picture(window, u"settings-stop"_s);
        key(window, Qt::Key_Escape);
        QVERIFY(window.click(u"Restart now"_s));
        QTRY_COMPARE(settings(window).settings()->pending(), 0);
        QCOMPARE(messages.said(), QString());
    }

    void aPassphraseByKeysAlone() {
        MessageCatcher messages;
        FakeBackend backend;
        WindowUnderTest window(backend, FakeBackend::clock(), false);
        window.app().navigate(u"settings"_s, u"vault"_s);
        auto& page = settings(window);
        QTRY_COMPARE(page.service()->keys()->count(), 3);
        QTest::qWait(60);
        QVERIFY(tabTo(window, u"Set a passphrase…"_s));
        key(window, Qt::Key_Return);
        QTRY_VERIFY(window.find(u"New passphrase"_s) && window.find(u"New passphrase"_s)->hasActiveFocus());
        type(window, "correct horse");
        picture(window, u"settings-passphrase-weak"_s);
        type(window, " battery staple winter apple");
        key(window, Qt::Key_Tab);
        type(window, "correct horse battery staple winter apple");
        picture(window, u"settings-passphrase"_s);
        key(window, Qt::Key_Return);
        QTRY_VERIFY(page.service()->byPassphrase());
        QTRY_VERIFY(!window.find(u"New passphrase"_s));
        QCOMPARE(messages.said(), QString());
    }

    void theServiceGoesAway_data() { lookAndSize(); }
    void theServiceGoesAway() {
        QFETCH(bool, dark);
        QFETCH(QSize, size);
        MessageCatcher messages;
        FakeBackend backend;
        WindowUnderTest window(backend, FakeBackend::clock(), dark, size);
        window.app().navigate(u"settings"_s);
        QTRY_COMPARE(settings(window).state(), models::PageState::Ready);
        QCOMPARE(messages.said(), QString());
        backend.setMood(Mood::Offline);
        backend.reconnectNow();
        QTRY_COMPARE(settings(window).state(), models::PageState::Offline);
        QTRY_VERIFY(window.find(u"Start"_s));
        picture(window, u"settings-gone-%1"_s.arg(QLatin1String(QTest::currentDataTag())));
        window.app().navigate(u"settings"_s, u"workers"_s);
        QVERIFY(!settings(window).writable()); // what it cannot take, nobody can change
        picture(window, u"settings-gone-workers-%1"_s.arg(QLatin1String(QTest::currentDataTag())));
        window.app().navigate(u"settings"_s, u"appearance"_s);
        QTRY_VERIFY(window.find(u"Theme"_s)); // the window's own can
        QCOMPARE(messages.said(), QString());
    }

    void firstStepsByKeysAlone_data() { lookAndSize(); }
    void firstStepsByKeysAlone() {
        QFETCH(bool, dark);
        QFETCH(QSize, size);
        const QString tag = QLatin1String(QTest::currentDataTag());
        MessageCatcher messages;
        FakeBackend backend(Mood::Empty);
        WindowUnderTest window(backend, FakeBackend::clock(), dark, size);
        window.app().desktop().set(desktop());
        auto& page = steps(window);
        QTRY_VERIFY(page.listed());
        QTRY_VERIFY(window.find(u"Continue: This computer"_s));
        picture(window, u"first-overview-"_s + tag);
        QVERIFY(tabTo(window, u"Continue: This computer"_s));
        key(window, Qt::Key_Return);
        QTRY_COMPARE(window.app().currentPage(), u"first-run"_s);
        QCOMPARE(messages.said(), QString());
        picture(window, u"first-computer-"_s + tag);
        key(window, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(page.step(), 1);
        picture(window, u"first-service-"_s + tag);
        QVERIFY(tabTo(window, u"Skip"_s));
        key(window, Qt::Key_Space);
        QTRY_COMPARE(page.step(), 2);
        picture(window, u"first-vault-"_s + tag);
        QVERIFY(tabTo(window, u"A passphrase opens it"_s));
        key(window, Qt::Key_Space);
        QVERIFY(tabTo(window, u"New passphrase"_s));
        type(window, "correct horse battery staple winter apple");
        key(window, Qt::Key_Tab);
        type(window, "correct horse battery staple winter apple");
        picture(window, u"first-passphrase-"_s + tag);
        key(window, Qt::Key_Return);
        QTRY_COMPARE(backend.sample().vault.opened_by, "passphrase");
        key(window, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(page.step(), 3);
        QVERIFY(tabTo(window, u"Density"_s));
        key(window, Qt::Key_Right);
        QTRY_COMPARE(window.app().appearance().density(), 2);
        picture(window, u"first-preferences-"_s + tag);
        QSignalSpy asked(&window.app().desktop(), &models::DesktopState::testAsked);
        QVERIFY(tabTo(window, u"Send test"_s));
        key(window, Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        key(window, Qt::Key_5, Qt::AltModifier);
        QTRY_COMPARE(page.step(), 4);
        QVERIFY(tabTo(window, u"How to begin"_s));
        picture(window, u"first-sample-"_s + tag);
        key(window, Qt::Key_Right);
        QVERIFY(tabTo(window, u"Read my crontab"_s));
        key(window, Qt::Key_Return);
        QTRY_VERIFY(page.crontab()->planned());
        picture(window, u"first-crontab-"_s + tag);
        QVERIFY(tabTo(window, u"Make these jobs"_s));
        key(window, Qt::Key_Return);
        QTRY_COMPARE(window.app().jobNames(), (QStringList{u"backup"_s, u"probe"_s}));
        QVERIFY(tabTo(window, u"Finish"_s));
        key(window, Qt::Key_Return);
        QTRY_COMPARE(window.app().currentPage(), u"overview"_s);
        QTRY_VERIFY(window.find(u"Continue: Preferences"_s));
        picture(window, u"first-listed-"_s + tag);
        QVERIFY(window.click(u"Put the first steps away"_s));
        QTRY_VERIFY(!window.find(u"Continue: Preferences"_s));
        QCOMPARE(messages.said(), QString());
    }
};

int main(int argc, char** argv) {
    QApplication program(argc, argv);
    TestSettingsWindow test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}
#include "tst_settings_window.moc"
