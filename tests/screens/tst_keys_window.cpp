// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QClipboard>
#include <QKeySequence>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "models/audit_page.h"
#include "models/calendar_page.h"
#include "models/fakes/fake_backend.h"
#include "models/job_store.h"
#include "models/jobs_page.h"
#include "models/key_map.h"
#include "models/models_page.h"
#include "qml/Inferno/Theme/look.h"
#include "tests/screens/window_under_test.h"

using namespace inferno;
using namespace inferno::tests;
using namespace Qt::StringLiterals;
using models::FakeBackend;

/// The palette, the sheet of keys and the keys themselves in the real window, by real key events. The pictures lie in
/// screens/ of the build folder.
class TestKeysWindow : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<MessageCatcher> messages_;
    std::unique_ptr<FakeBackend> backend_;
    std::unique_ptr<WindowUnderTest> window_;

    models::AppState& app() { return window_->app(); }
    models::KeyMap& keys() { return *app().keys(); }
    template <typename Page>
    Page& page(const char* id) {
        return *qobject_cast<Page*>(app().pageObject(QLatin1String(id)));
    }
    void key(int code, Qt::KeyboardModifiers held = {}) { QTest::keyClick(window_->window(), Qt::Key(code), held); }
    void type(const char* words) {
        for (; *words != 0; ++words)
            QTest::keyClick(window_->window(), *words);
    }
    QObject* part(const char* name) { return window_->window()->findChild<QObject*>(QLatin1String(name)); }
    bool isOpen(const char* name) { return part(name)->property("opened").toBool(); }
    void picture(const QString& name) {
        QTest::qWait(80);
        window_->picture(name);
        QCOMPARE(window_->nameless(), QStringList());
    }
    void open(bool dark = false, const QSize& size = {1440, 900}) {
        window_.reset();
        backend_ = std::make_unique<FakeBackend>();
        window_ = std::make_unique<WindowUnderTest>(*backend_, FakeBackend::clock(), dark, size);
        QVERIFY2(window_->isGood(), qPrintable(messages_->said()));
        QTRY_VERIFY(app().connected() && !app().jobNames().isEmpty());
    }
    bool isEnabled(const QString& job) { return app().jobStore().byName(job)->definition.enabled; }
    /// The list of jobs has the focus, on its first row.
    void toJobs() {
        app().navigate(u"jobs"_s);
        QTRY_COMPARE(page<models::JobsPage>("jobs").state(), models::PageState::Ready);
        QTRY_VERIFY(window_->find(u"Jobs"_s));
        QTest::qWait(40);
        key(Qt::Key_Slash);
        key(Qt::Key_Escape); // from the filter to the table
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(ui::setUpLook().isEmpty()); }
    void init() { messages_ = std::make_unique<MessageCatcher>(); }
    void cleanup() {
        window_.reset();
        QCOMPARE(messages_->said(), QString());
        messages_.reset();
    }

    // A chord is what Qt takes for one.
    void chordsAreQts() {
        open();
        for (const models::KeyMap::Action& one : keys().actions())
            for (const QString& chord : one.chords) {
                const QKeySequence read(chord, QKeySequence::PortableText);
                QCOMPARE(read.count(), 1);
                QCOMPARE(models::KeyMap::chord(read[0].key(), read[0].keyboardModifiers().toInt()), chord);
                QCOMPARE(read.toString(QKeySequence::PortableText), chord);
            }
    }

    void pictures_data() {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void pictures() {
        QFETCH(bool, dark);
        open(dark);
        const QString tag = QLatin1String(QTest::currentDataTag());
        key(Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(isOpen("palette"));
        picture(u"palette-first-"_s + tag);
        type("ver");
        picture(u"palette-found-"_s + tag);
        key(Qt::Key_Escape);
        QTRY_VERIFY(!isOpen("palette"));
        key(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        type("run job");
        key(Qt::Key_Return);
        type("sla");
        key(Qt::Key_Return, Qt::AltModifier);
        picture(u"palette-explained-"_s + tag);
        key(Qt::Key_Escape);
        type("stop job");
        key(Qt::Key_Return);
        type("embedding");
        key(Qt::Key_Return);
        picture(u"palette-sure-"_s + tag);
        key(Qt::Key_Escape);
        key(Qt::Key_Escape);
        type("split");
        key(Qt::Key_Return);
        type("fraud");
        key(Qt::Key_Return);
        type("1.2=90 1.7=10");
        picture(u"palette-typed-"_s + tag);
        for (int i = 0; i < 4 && isOpen("palette"); ++i)
            key(Qt::Key_Escape);
        QTRY_VERIFY(!isOpen("palette"));
        toJobs();
        key(Qt::Key_Question);
        QTRY_VERIFY(isOpen("keySheet"));
        picture(u"keys-sheet-"_s + tag);
        key(Qt::Key_Escape);
        app().navigate(u"settings"_s, u"keyboard"_s);
        keys().assign(u"window.palette"_s, u"Ctrl+Space"_s);
        QTRY_VERIFY(window_->find(u"Commands only: Ctrl+Shift+P"_s));
        QVERIFY(window_->click(u"Commands only: Ctrl+Shift+P"_s));
        key(Qt::Key_B, Qt::ControlModifier);
        picture(u"keys-settings-"_s + tag);
    }

    void lettersActInListsAlone() {
        open();
        QSignalSpy said(&app(), &models::AppState::messageShown);
        toJobs();
        key(Qt::Key_R);
        QTRY_COMPARE(said.size(), 1);
        key(Qt::Key_Slash);
        type("rpl"); // into the filter
        QCOMPARE(page<models::JobsPage>("jobs").words(), u"rpl"_s);
        QTest::qWait(30);
        QCOMPARE(said.size(), 1);
    }

    void aKeyGivenToAnotherActs() {
        open();
        QSignalSpy said(&app(), &models::AppState::messageShown);
        toJobs();
        QCOMPARE(keys().assign(u"jobs.run"_s, u"Y"_s), QString());
        key(Qt::Key_R);
        QTest::qWait(30);
        QCOMPARE(said.size(), 0); // the old one no longer does
        key(Qt::Key_Y);
        QTRY_COMPARE(said.size(), 1);
        QVERIFY(said.first().at(0).toString().endsWith(u"is queued"_s));
        QCOMPARE(keys().assign(u"window.palette"_s, u"Ctrl+Space"_s), QString());
        key(Qt::Key_K, Qt::ControlModifier);
        QTest::qWait(30);
        QVERIFY(!isOpen("palette"));
        key(Qt::Key_Space, Qt::ControlModifier);
        QTRY_VERIFY(isOpen("palette"));
        key(Qt::Key_Escape);
    }

    void aKeyIsRecordedByPressingIt() {
        open();
        app().navigate(u"settings"_s, u"keyboard"_s);
        QTRY_VERIFY(window_->find(u"Run now: R"_s));
        // It is below; the focus brings it into sight.
        window_->find(u"Run now: R"_s)->forceActiveFocus(Qt::TabFocusReason);
        QTest::qWait(40);
        key(Qt::Key_Return);
        key(Qt::Key_K, Qt::ControlModifier); // records, and does not open the palette
        QTest::qWait(30);
        QVERIFY(!isOpen("palette"));
        QVERIFY(window_->find(u"Ctrl+K is “Search or run a command” (Everywhere)"_s));
        QCOMPARE(keys().changedCount(), 0);
        key(Qt::Key_E);
        QVERIFY(window_->find(u"E is “Edit” (Jobs)"_s));
        key(Qt::Key_Escape); // leaves it as it was, and stays on the page
        QCOMPARE(keys().changedCount(), 0);
        key(Qt::Key_Space);
        key(Qt::Key_Y);
        QTRY_VERIFY(window_->find(u"Run now: Y"_s));
        QCOMPARE(keys().action(u"jobs"_s, Qt::Key_Y, 0), u"run"_s);
        key(Qt::Key_Return);
        key(Qt::Key_Backspace);
        QTRY_VERIFY(window_->find(u"Run now: no key"_s));
        QVERIFY(window_->find(u"Reset the keys of “Run now”"_s));
        window_->find(u"Reset the keys of “Run now”"_s)->forceActiveFocus(Qt::TabFocusReason);
        key(Qt::Key_Return);
        QTRY_VERIFY(window_->find(u"Run now: R"_s));
        QCOMPARE(keys().changedCount(), 0);
    }

    void hintsFollow() {
        open();
        keys().assign(u"window.keys"_s, u"F9"_s);
        keys().assign(u"jobs.run"_s, u"Y"_s);
        toJobs();
        key(Qt::Key_F9);
        QTRY_VERIFY(isOpen("keySheet"));
        QTRY_VERIFY(window_->find(u"Run now Y"_s));
        QVERIFY(!window_->find(u"Verify V"_s)); // of another page
        QVERIFY(window_->find(u"Keys of this page F9"_s));
        key(Qt::Key_Escape);
    }

    void doneUndoneAndDoneAgain() {
        open();
        toJobs();
        const QString job = page<models::JobsPage>("jobs").nameAt(0);
        const bool before = isEnabled(job);
        key(Qt::Key_P);
        QTRY_COMPARE(isEnabled(job), !before);
        QTRY_VERIFY(window_->find(u"Undo"_s));
        key(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(isEnabled(job), before);
        key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(isEnabled(job), !before);
        key(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(isEnabled(job), before);
        key(Qt::Key_Z, Qt::ControlModifier); // nothing more
        QTest::qWait(30);
        QCOMPARE(isEnabled(job), before);
    }

    void whatWasChosenIsKeptInTheFile() {
        open();
        keys().assign(u"jobs.run"_s, u"Y"_s);
        keys().assign(u"window.find"_s, {});
        QTemporaryDir folder;
        const QString file = folder.filePath(u"window.ini"_s);
        ui::WindowSettings(file).setKeys(keys().stored());
        ui::WindowSettings(file).setLastCommands(uR"([["job.run","a, b"],["queue.pause"]])"_s);
        const ui::WindowSettings again(file);
        QCOMPARE(again.keys(), keys().stored());
        QCOMPARE(again.lastCommands(), uR"([["job.run","a, b"],["queue.pause"]])"_s);
    }

    // Keys of the other pages, each once.
    void pagesActByTheirKeys() {
        open();
        app().navigate(u"calendar"_s);
        auto& calendar = page<models::CalendarPage>("calendar");
        QTRY_COMPARE(calendar.state(), models::PageState::Ready);
        QTest::qWait(60);
        key(Qt::Key_M);
        QCOMPARE(calendar.view(), models::CalendarPage::View::Month);
        keys().assign(u"calendar.month"_s, u"Y"_s);
        key(Qt::Key_W);
        key(Qt::Key_M);
        QCOMPARE(calendar.view(), models::CalendarPage::View::Week);
        key(Qt::Key_Y);
        QCOMPARE(calendar.view(), models::CalendarPage::View::Month);

        app().navigate(u"audit"_s);
        auto& audit = page<models::AuditPage>("audit");
        QTRY_COMPARE(audit.state(), models::PageState::Ready);
        QTest::qWait(60);
        QVERIFY(window_->find(u"Audit events"_s));
        window_->find(u"Audit events"_s)->forceActiveFocus(Qt::TabFocusReason);
        keys().assign(u"audit.verify"_s, u"Y"_s);
        key(Qt::Key_V);
        QVERIFY(!audit.check()->running());
        key(Qt::Key_Y);
        QVERIFY(audit.check()->running());
        audit.check()->cancel();
    }

    void thePaletteIsUsedByKeysAlone() {
        open();
        key(Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(isOpen("palette"));
        type(">pause job");
        key(Qt::Key_Return);
        type("vault_b");
        QVERIFY(isEnabled(u"vault_backup"_s));
        QTRY_VERIFY(window_->find(u"inferno batch-queue disable vault_backup"_s));
        key(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"inferno batch-queue disable vault_backup"_s);
        key(Qt::Key_Return, Qt::AltModifier);
        QTest::qWait(30);
        QVERIFY(isEnabled(u"vault_backup"_s)); // told, not done
        QVERIFY(isOpen("palette"));
        key(Qt::Key_Return);
        QTRY_VERIFY(!isEnabled(u"vault_backup"_s));
        QTRY_VERIFY(!isOpen("palette"));
        // Kept for the next time, and one step back by Backspace.
        key(Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(window_->find(u"Pause job ▸ vault_backup"_s));
        type(">edit job");
        key(Qt::Key_Return);
        QTRY_VERIFY(window_->find(u"Edit job ▸ which job?"_s));
        key(Qt::Key_Backspace);
        QTRY_VERIFY(window_->find(u"Search or run a command"_s));
        type("graph");
        key(Qt::Key_Return);
        QTRY_COMPARE(app().currentPage(), u"graph"_s);
    }
};

int main(int argc, char** argv) {
    QApplication program(argc, argv);
    TestKeysWindow test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_keys_window.moc"
