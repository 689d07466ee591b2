// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include "models/audit_page.h"
#include "models/calendar_page.h"
#include "models/fakes/fake_backend.h"
#include "models/page_object.h"
#include "qml/Inferno/Theme/look.h"
#include "tests/screens/window_under_test.h"

using namespace inferno;
using namespace inferno::tests;
using namespace Qt::StringLiterals;
using models::FakeBackend;
using Mood = FakeBackend::Mood;

/// The window against the sample, by keys and by mouse: QML says nothing, whatever takes the focus has a name. The
/// pictures lie in screens/ of the build folder. Every page in every state: tst_pictures.
class TestWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(ui::setUpLook().isEmpty()); }

    // The other pages are made in idle moments; one that is wanted before is there at once, and whole.
    void pagesAreMadeAhead() {
        MessageCatcher messages;
        FakeBackend backend;
        WindowUnderTest window(backend, FakeBackend::clock(), false);
        auto* pages = window.window()->findChild<QQuickItem*>(u"pages"_s);
        QVERIFY(pages);
        QTRY_VERIFY(window.app().connected());
        window.window()->setProperty("still", false);
        QTRY_VERIFY(pages->property("turn").toInt() >= 4); // the audit trail is under way
        window.app().navigate(u"audit"_s);
        QTRY_VERIFY(window.find(u"Audit events"_s));
        QTRY_VERIFY_WITH_TIMEOUT(pages->property("allMade").toBool(), 20'000);
        QTest::qWait(300);
        window.app().navigate(u"models"_s);
        window.picture(u"made-ahead"_s);
        QCOMPARE(window.nameless(), QStringList());
        QVERIFY(window.find(u"Models"_s));
        QCOMPARE(messages.said(), QString());
    }

    void theSmallestWindow_data() {
        QTest::addColumn<QString>("page");
        const models::PageRegistry registry;
        for (const auto& page : registry.rows())
            QTest::newRow(qPrintable(page.id)) << page.id;
    }
    void theSmallestWindow() {
        QFETCH(QString, page);
        MessageCatcher messages;
        FakeBackend backend;
        WindowUnderTest window(backend, FakeBackend::clock(), false, {960, 640});
        window.app().navigate(page);
        auto* object = qobject_cast<models::PageObject*>(window.app().pageObject(page));
        QTRY_COMPARE(object->state(), models::PageState::Ready);
        QTest::qWait(80);
        window.picture(u"small-"_s + page);
        QCOMPARE(messages.said(), QString());
    }

    void aServiceThatNeverAnsweredIsNotCalm_data() {
        QTest::addColumn<QString>("page");
        QTest::newRow("overview") << u"overview"_s;
        QTest::newRow("jobs") << u"jobs"_s;
    }
    void aServiceThatNeverAnsweredIsNotCalm() {
        QFETCH(QString, page);
        FakeBackend backend(Mood::Offline);
        WindowUnderTest window(backend, FakeBackend::clock(), false);
        window.app().navigate(page);
        auto* object = qobject_cast<models::PageObject*>(window.app().pageObject(page));
        QTRY_COMPARE(object->state(), models::PageState::Offline);
        QVERIFY(!object->hasData());
        QTRY_VERIFY(window.find(u"Start service"_s));
        QVERIFY(window.find(u"Reconnect"_s));
        window.picture(u"never-"_s + page);
        for (const auto& invented : {u"Needs attention"_s, u"Nothing waits for you."_s, u"All is well."_s, u"0 jobs"_s})
            QVERIFY2(!window.find(invented), qPrintable(invented));
        backend.setMood(Mood::Normal);
        QVERIFY(window.click(u"Reconnect"_s));
        QTRY_COMPARE(object->state(), models::PageState::Ready);
        backend.setMood(Mood::Offline);
        backend.reconnectNow();
        QTRY_COMPARE(object->state(), models::PageState::Offline);
        QVERIFY(object->hasData()); // what was read stays
    }

    void theAuditTrailByKeysAlone_data() {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QSize>("size");
        QTest::newRow("light") << false << QSize(1440, 900);
        QTest::newRow("dark") << true << QSize(1280, 800);
    }
    void theAuditTrailByKeysAlone() {
        QFETCH(bool, dark);
        QFETCH(QSize, size);
        MessageCatcher messages;
        FakeBackend backend;
        WindowUnderTest window(backend, FakeBackend::clock(), dark, size);
        window.app().navigate(u"audit"_s);
        auto& audit = *qobject_cast<models::AuditPage*>(window.app().pageObject(u"audit"_s));
        models::AuditList& list = *audit.events();
        const auto key = [&](int code, Qt::KeyboardModifiers modifiers = {}) {
            QTest::keyClick(window.window(), Qt::Key(code), modifiers);
        };
        const auto type = [&](const char* words) {
            for (; *words != 0; ++words)
                QTest::keyClick(window.window(), *words);
        };
        const auto picture = [&](const char* name) {
            QTest::qWait(60);
            window.picture(u"audit-keys-%1-%2"_s.arg(QLatin1String(name), QLatin1String(QTest::currentDataTag())));
        };
        QTRY_COMPARE(audit.state(), models::PageState::Ready);
        QTRY_VERIFY2(list.visibleRows() > 10, qPrintable(messages.said()));
        key(Qt::Key_Slash);
        type("ac");
        QTRY_VERIFY(window.find(u"Fields"_s));
        key(Qt::Key_Tab);
        QTRY_VERIFY(window.find(u"Values of action"_s));
        type("lo");
        key(Qt::Key_Down);
        picture("suggestions");
        key(Qt::Key_Return); // takes the marked one
        key(Qt::Key_Return); // asks
        QTRY_COMPARE(audit.filter()->text(), u"action:login_failed"_s);
        QTRY_COMPARE(list.total(), 3.0);
        key(Qt::Key_Down); // into the table
        key(Qt::Key_J);
        QTRY_COMPARE(list.current(), 1.0);
        key(Qt::Key_Right); // to the actor
        key(Qt::Key_F, Qt::ShiftModifier);
        QTRY_COMPARE(list.total(), 1.0);
        QCOMPARE(audit.filter()->pills()->at(0, u"negated"_s).toBool(), true);
        picture("filtered");
        key(Qt::Key_Slash);
        key(Qt::Key_Escape);
        audit.filter()->clear();
        QTRY_COMPARE(list.total(), 4'210'993.0);
        key(Qt::Key_Down);
        key(Qt::Key_End);
        QTRY_COMPARE(list.current(), 4'210'992.0);
        QTRY_VERIFY(list.at(4'210'992));
        picture("oldest");
        key(Qt::Key_PageUp);
        QTRY_VERIFY(list.current() < 4'210'980);
        key(Qt::Key_Home);
        QTRY_COMPARE(list.current(), 0.0);
        key(Qt::Key_Return);
        QTRY_VERIFY(audit.detail()->chosen());
        key(Qt::Key_J);
        QTRY_COMPARE(audit.detail()->seqText(), u"#4,210,991"_s);
        picture("flyout");
        QVERIFY(window.click(u"Proof"_s));
        QTRY_VERIFY(audit.detail()->proofHolds());
        picture("proof");
        key(Qt::Key_J);
        QTRY_COMPARE(audit.detail()->seqText(), u"#4,210,990"_s);
        QTRY_VERIFY(audit.detail()->proofHolds());
        key(Qt::Key_Escape);
        QVERIFY(!audit.detail()->chosen());
        key(Qt::Key_V);
        QTRY_VERIFY(audit.check()->running());
        picture("verifying");
        QTRY_VERIFY(audit.check()->hasVerdict());
        picture("verified");
        key(Qt::Key_X);
        QTRY_VERIFY(window.find(u"Export events"_s));
        picture("export");
        key(Qt::Key_Escape);
        QCOMPARE(window.nameless(), QStringList());
        QCOMPARE(messages.said(), QString());
    }

    // What lies beside the list of events, each part with a picture in both themes.
    void besideTheEvents_data() {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void besideTheEvents() {
        QFETCH(bool, dark);
        MessageCatcher messages;
        FakeBackend backend;
        WindowUnderTest window(backend, FakeBackend::clock(), dark);
        window.app().navigate(u"audit"_s);
        auto& audit = *qobject_cast<models::AuditPage*>(window.app().pageObject(u"audit"_s));
        const auto key = [&](int code, Qt::KeyboardModifiers modifiers = {}) {
            QTest::keyClick(window.window(), Qt::Key(code), modifiers);
        };
        const auto type = [&](const char* words) {
            for (; *words != 0; ++words)
                QTest::keyClick(window.window(), *words);
        };
        const auto picture = [&](const char* name) {
            QTest::qWait(60);
            window.picture(u"audit-%1-%2"_s.arg(QLatin1String(name), QLatin1String(QTest::currentDataTag())));
            QCOMPARE(window.nameless(), QStringList());
        };
        QTRY_COMPARE(audit.state(), models::PageState::Ready);
        QCOMPARE(window.app().path(), (QStringList{u"Audit"_s, u"Events"_s}));
        // A filter by its dialog, and a question that is kept, by keys.
        QVERIFY(window.click(u"Add a filter"_s));
        QTRY_VERIFY(window.find(u"Value"_s));
        type("login_failed");
        picture("add-filter");
        key(Qt::Key_Return);
        QTRY_COMPARE(audit.events()->total(), 3.0);
        key(Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(window.find(u"Name of the query"_s));
        type("failed logins");
        picture("save");
        key(Qt::Key_Return);
        QTRY_COMPARE(audit.saved()->rows()->count(), 1);
        audit.filter()->clear();
        key(Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(window.find(u"Rename “failed logins”"_s));
        picture("saved");
        key(Qt::Key_Return); // asks it again
        QTRY_COMPARE(audit.filter()->pills()->count(), 1);
        audit.filter()->clear();
        QTRY_COMPARE(audit.events()->total(), 4'210'993.0);
        audit.filter()->setRange(u"24h"_s);
        QVERIFY(window.click(u"Patterns"_s));
        QTRY_VERIFY(audit.shapes()->rows()->count() > 4);
        picture("patterns");
        QVERIFY(window.find(u"Patterns of events"_s));
        window.find(u"Patterns of events"_s)->forceActiveFocus(Qt::TabFocusReason);
        key(Qt::Key_Down);
        key(Qt::Key_F, Qt::ShiftModifier);
        QTRY_VERIFY(audit.filter()->text().startsWith(u"NOT ("_s));
        QVERIFY(window.click(u"Clear all"_s));
        QVERIFY(window.click(u"Field statistics"_s));
        QTRY_VERIFY(audit.statistics()->rows()->count() > 20 && !audit.statistics()->loading());
        picture("statistics");
        QCOMPARE(window.app().path(), (QStringList{u"Audit"_s, u"Field statistics"_s}));
        QVERIFY(window.click(u"Events"_s));
        // The tabs of an event.
        audit.chooseSeq(4'210'991);
        QTRY_VERIFY(window.find(u"Before / after"_s));
        QVERIFY(window.click(u"Before / after"_s));
        QTRY_VERIFY(window.find(u"retry_attempts: from 2 to 4"_s));
        picture("changes");
        QTRY_VERIFY(!audit.detail()->related()->loading());
        QVERIFY(window.click(u"Related"_s));
        picture("related");
        audit.chooseSeq(4'210'986);
        QTRY_VERIFY(!audit.detail()->related()->loading() && !window.find(u"Before / after"_s));
        picture("related-more");
        QVERIFY(window.click(u"Proof"_s));
        QTRY_COMPARE(audit.detail()->proofSteps()->count(), 5);
        picture("proof");
        QVERIFY(window.click(u"How to check this offline"_s));
        QTRY_VERIFY(window.find(u"Copy the proof as JSON"_s));
        picture("offline");
        key(Qt::Key_Escape);
        QVERIFY(window.click(u"Export proof"_s));
        QTRY_VERIFY(audit.exporter()->single());
        picture("export-proof");
        key(Qt::Key_Escape);
        audit.events()->togglePin(u"source_ip"_s);
        picture("pinned");
        audit.events()->togglePin(u"source_ip"_s);
        // The scene of the design's picture, as far as the sample has it.
        audit.filter()->set(u"-user:svc-ml since:24h"_s);
        audit.filter()->setText(u"not action:job_started"_s);
        audit.filter()->add(u"result"_s, u"success"_s);
        audit.filter()->add(u"result"_s, u"denied"_s);
        QTRY_VERIFY(audit.events()->complete() && audit.events()->total() == 221);
        audit.chooseSeq(4'210'986);
        QTRY_COMPARE(audit.detail()->proofSteps()->count(), 5);
        QTRY_VERIFY(!audit.detail()->related()->loading());
        QTest::mouseMove(window.window(), {900, 880}); // no tooltip
        QTest::qWait(200);
        picture("scene");
        QCOMPARE(messages.said(), QString());
    }

    // The views of the calendar in both themes, each reached by its key.
    void theCalendarByKeysAlone_data() {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QSize>("size");
        QTest::newRow("light") << false << QSize(1440, 900);
        QTest::newRow("dark") << true << QSize(1440, 900);
        QTest::newRow("small") << false << QSize(1100, 700);
    }
    void theCalendarByKeysAlone() {
        QFETCH(bool, dark);
        QFETCH(QSize, size);
        MessageCatcher messages;
        FakeBackend backend;
        WindowUnderTest window(backend, FakeBackend::clock(), dark, size);
        window.app().navigate(u"calendar"_s);
        auto& page = *qobject_cast<models::CalendarPage*>(window.app().pageObject(u"calendar"_s));
        const auto key = [&](int code, Qt::KeyboardModifiers modifiers = {}) {
            QTest::keyClick(window.window(), Qt::Key(code), modifiers);
        };
        const auto picture = [&](const char* name) {
            QTest::qWait(80);
            window.picture(u"calendar-%1-%2"_s.arg(QLatin1String(name), QLatin1String(QTest::currentDataTag())));
            QCOMPARE(window.nameless(), QStringList());
        };
        QTRY_VERIFY2(page.boxes()->count() > 30, qPrintable(messages.said()));
        QTest::qWait(80);
        key(Qt::Key_Down);
        QTRY_VERIFY2(page.chosen() >= 0, qPrintable(messages.said()));
        while (!page.canMove())
            key(Qt::Key_Down);
        picture("chosen");
        const QString job = page.chosenJob();
        const auto before = backend.sample().exceptions.size();
        key(Qt::Key_Down, Qt::ControlModifier);
        QTRY_COMPARE(backend.sample().exceptions.size(), before + 1);
        QTRY_VERIFY(window.find(u"Undo"_s));
        picture("moved");
        QTRY_COMPARE(page.chosenJob(), job);
        key(Qt::Key_S);
        QTRY_COMPARE(backend.sample().exceptions.back().to, std::string());
        key(Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(!backend.sample().exceptions.back().to.empty());
        key(Qt::Key_Escape);
        QCOMPARE(page.chosen(), -1);
        QTRY_VERIFY(!page.month()->rows().isEmpty());
        key(Qt::Key_N);
        QTRY_COMPARE(page.chosenStatus(), u"failed"_s);
        picture("failure");
        key(Qt::Key_Escape);
        key(Qt::Key_B);
        QTRY_VERIFY(window.find(u"Name of the blackout"_s));
        for (const char letter : {'n', 'e', 't'})
            QTest::keyClick(window.window(), letter);
        picture("blackout");
        key(Qt::Key_Return);
        QTRY_COMPARE(backend.sample().blackouts.size(), std::size_t{2});
        QTRY_VERIFY(!window.find(u"Name of the blackout"_s));
        const std::pair<Qt::Key, const char*> views[] = {{Qt::Key_M, "month"},
                                                         {Qt::Key_D, "day"},
                                                         {Qt::Key_H, "heat"},
                                                         {Qt::Key_L, "timeline"},
                                                         {Qt::Key_W, "week"}};
        for (const auto& [code, name] : views) {
            key(code);
            picture(name);
        }
        const QString week = page.title();
        key(Qt::Key_Right);
        QVERIFY(page.title() != week);
        picture("next-week");
        key(Qt::Key_T);
        QTRY_COMPARE(page.title(), week);
        key(Qt::Key_Plus);
        key(Qt::Key_Plus);
        picture("zoomed");
        key(Qt::Key_Minus);
        key(Qt::Key_O);
        picture("list");
        key(Qt::Key_O);
        QCOMPARE(messages.said(), QString());
    }

    // A planned run is dragged to another day, and hours are painted in which nothing starts.
    void theCalendarByMouse() {
        MessageCatcher messages;
        FakeBackend backend;
        WindowUnderTest window(backend, FakeBackend::clock(), false);
        window.app().navigate(u"calendar"_s);
        auto& page = *qobject_cast<models::CalendarPage*>(window.app().pageObject(u"calendar"_s));
        QTRY_VERIFY2(page.boxes()->count() > 30, qPrintable(messages.said()));
        QTest::qWait(80);
        const auto drag = [&](QPoint from, QPoint to) {
            QTest::mousePress(window.window(), Qt::LeftButton, {}, from);
            for (int part = 1; part <= 10; ++part)
                QTest::mouseMove(window.window(), from + (to - from) * part / 10, 10);
            QTest::mouseRelease(window.window(), Qt::LeftButton, {}, to);
        };
        QQuickItem* digest = window.find(u"sla_digest, Thu 26 Mar 18:00:00, about 44 s, planned"_s);
        QVERIFY(digest);
        const QPoint middle = digest->mapToScene({digest->width() / 2, digest->height() / 2}).toPoint();
        drag(middle, middle + QPoint(qRound(digest->width()) + 18, -51));
        QTRY_COMPARE(backend.sample().exceptions.size(), std::size_t{3});
        QCOMPARE(backend.sample().exceptions.back().job, "sla_digest");
        QVERIFY(backend.sample().exceptions.back().to.starts_with("2026-03-27T15:"));
        QVERIFY(window.click(u"Undo"_s));
        QTRY_COMPARE(backend.sample().exceptions.size(), std::size_t{2});
        QVERIFY(window.click(u"Blackout"_s));
        drag(middle + QPoint(0, 40), middle + QPoint(0, 95));
        QTRY_VERIFY(window.find(u"Name of the blackout"_s));
        window.picture(u"calendar-painted"_s);
        for (const char letter : {'n', 'e', 't'})
            QTest::keyClick(window.window(), letter);
        QTest::keyClick(window.window(), Qt::Key_Return);
        QTRY_COMPARE(backend.sample().blackouts.size(), std::size_t{2});
        QVERIFY(backend.sample().blackouts.back().from.starts_with("2026-03-26T19:"));
        QCOMPARE(messages.said(), QString());
    }

    void aJobIsMadeByKeysAlone() {
        MessageCatcher messages;
        FakeBackend backend;
        WindowUnderTest window(backend, FakeBackend::clock(), false);
        QTRY_COMPARE(window.app().jobNames().size(), 24);
        window.app().navigate(u"jobs"_s);
        QTRY_VERIFY(window.find(u"Jobs"_s));
        QTest::keyClick(window.window(), Qt::Key_N, Qt::ControlModifier);
        QTRY_COMPARE(window.app().currentPage(), u"job-editor"_s);
        QTRY_VERIFY(window.find(u"Name of the job"_s));
        QTRY_VERIFY(window.find(u"Name of the job"_s)->hasActiveFocus());
        for (const char letter : {'b', 'y', '_', 'k', 'e', 'y', 's'})
            QTest::keyClick(window.window(), letter);
        window.picture(u"typed-name"_s);
        QTest::keyClick(window.window(), Qt::Key_3, Qt::AltModifier);
        for (const char letter : {'t', 'r', 'u', 'e'})
            QTest::keyClick(window.window(), letter);
        QTest::keyClick(window.window(), Qt::Key_2, Qt::AltModifier);
        QTest::keyClick(window.window(), Qt::Key_E, Qt::ControlModifier);
        for (const char letter : {'5', ' ', '4', ' ', '*', ' ', '*', ' ', '1', '-', '5'})
            QTest::keyClick(window.window(), letter);
        window.picture(u"typed-job"_s);
        QTest::keyClick(window.window(), Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(window.app().jobNames().contains(u"by_keys"_s));
        QTRY_COMPARE(window.app().currentPage(), u"jobs"_s);
        const auto made = std::ranges::find_if(backend.sample().jobs,
                                               [](const auto& job) { return job.definition.name == "by_keys"; });
        QCOMPARE(QString::fromStdString(made->definition.command), u"true"_s);
        QCOMPARE(made->definition.schedules, std::vector<std::string>{"5 4 * * 1-5"});
        QCOMPARE(messages.said(), QString());
    }
};

int main(int argc, char** argv) {
    QApplication program(argc, argv);
    TestWindow test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}
#include "tst_window.moc"
