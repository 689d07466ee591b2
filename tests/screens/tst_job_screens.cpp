// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include <nlohmann/json.hpp>

#include "models/fakes/fake_backend.h"
#include "models/job_editor_page.h"
#include "models/job_store.h"
#include "models/jobs_page.h"
#include "qml/Inferno/Theme/look.h"
#include "tests/screens/window_under_test.h"

using namespace inferno;
using namespace inferno::tests;
using namespace Qt::StringLiterals;
using models::FakeBackend;
using models::JobEditorPage;
using models::JobsPage;
using Mood = FakeBackend::Mood;

/// The jobs in the real window: every tab and every step in both themes, by the keyboard alone, with ten thousand jobs,
/// and with the service gone. Pictures lie in screens/ of the build folder.
class TestJobScreens : public QObject {
    Q_OBJECT

private:
    static JobsPage& jobs(WindowUnderTest& window) {
        return *qobject_cast<JobsPage*>(window.app().pageObject(u"jobs"_s));
    }
    static JobEditorPage& editor(WindowUnderTest& window) {
        return *qobject_cast<JobEditorPage*>(window.app().pageObject(u"job-editor"_s));
    }
    static void key(WindowUnderTest& window, Qt::Key key, Qt::KeyboardModifiers with = {}) {
        QTest::keyClick(window.window(), key, with);
    }
    static void type(WindowUnderTest& window, const QString& text) {
        for (const QChar letter : text)
            QTest::keyClick(window.window(), letter.toLatin1());
    }
    /// Tab by Tab until what has this name has the focus; false where it never does.
    static bool tabTo(WindowUnderTest& window, const QString& name) {
        for (int step = 0; step < 200; ++step) {
            QQuickItem* item = window.find(name);
            for (QQuickItem* at = window.window()->activeFocusItem(); item && at; at = at->parentItem())
                if (at == item)
                    return true;
            key(window, Qt::Key_Tab);
        }
        return false;
    }
    /// A change in the audit trail between the last success and the failure of a job.
    static void addChanges(FakeBackend& backend, const char* job) {
        std::string id;
        for (const auto& one : backend.sample().jobs)
            if (one.definition.name == job)
                id = one.id;
        const auto add = [&](const char* time, const char* action, const nlohmann::json& changes) {
            client::AuditEvent event;
            event.seq = backend.sample().events.front().seq + 1;
            event.timestamp = event.received = time;
            event.event_type = "job";
            event.action = action;
            event.user = "j.okafor";
            event.resource = job;
            event.result = "success";
            event.details = nlohmann::json{{"job_id", id}, {"changes", changes}}.dump();
            backend.sample().events.insert(backend.sample().events.begin(), event);
            backend.sample().vault.events = event.seq + 1;
        };
        add("2026-03-10T06:00:00Z", "job_created", nlohmann::json::object());
        add("2026-03-20T14:12:00Z", "job_updated", {{"retry_attempts", {{"old", 0}, {"new", 2}}}});
        add("2026-03-24T07:05:00Z", "job_updated",
            {{"timeout", {{"old", 3600}, {"new", 600}}},
             {"command", {{"old", "post.py --in out/"}, {"new", "post.py --in out/ --workers 8"}}}});
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(ui::setUpLook().isEmpty()); }

    void tabsOfTheDrawer_data() {
        QTest::addColumn<QString>("tab");
        QTest::addColumn<bool>("dark");
        QTest::addColumn<bool>("whole");
        for (const char* tab : {"Run", "Why", "Compare", "History", "Schedule", "Config", "Audit"}) {
            for (const bool dark : {false, true})
                for (const bool whole : {false, true})
                    QTest::addRow("job-%s-%s%s", tab, dark ? "dark" : "light", whole ? "-whole" : "")
                        << QString::fromLatin1(tab) << dark << whole;
        }
    }
    void tabsOfTheDrawer() {
        QFETCH(QString, tab);
        QFETCH(bool, dark);
        QFETCH(bool, whole);
        MessageCatcher messages;
        FakeBackend backend;
        addChanges(backend, "post_processing");
        WindowUnderTest window(backend, FakeBackend::clock(), dark);
        window.app().navigate(u"jobs"_s, u"post_processing"_s);
        QTRY_COMPARE(jobs(window).state(), models::PageState::Ready);
        QTRY_VERIFY(jobs(window).detail()->log()->count() > 0);
        const bool isAudit = tab == u"Audit"_s; // the rail has a page of this name
        QVERIFY(window.click(isAudit ? u"Config"_s : tab));
        if (isAudit)
            key(window, Qt::Key_Right);
        if (whole)
            QVERIFY(window.click(u"In the whole page"_s));
        if (tab == u"Compare"_s)
            QTRY_COMPARE(jobs(window).detail()->comparison()->changes()->count(), 2);
        if (tab == u"Config"_s) {
            QTRY_COMPARE(jobs(window).detail()->versions()->rows()->count(), 3);
            jobs(window).detail()->versions()->setChosen(1);
        }
        if (tab == u"Run"_s)
            QTRY_VERIFY(jobs(window).detail()->usage()->known());
        if (tab == u"History"_s)
            QTRY_VERIFY(jobs(window).detail()->family()->lanes()->count() > 3);
        QTest::qWait(60);
        window.picture(QString::fromLatin1(QTest::currentDataTag()));
        QCOMPARE(window.nameless(), QStringList());
        QCOMPARE(messages.said(), QString());
    }

    void stepsOfTheEditor_data() {
        QTest::addColumn<int>("step");
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QSize>("size");
        for (int step = 1; step <= 8; ++step) {
            for (const bool dark : {false, true})
                QTest::addRow("editor-%d-%s", step, dark ? "dark" : "light") << step << dark << QSize(1440, 900);
            if (step == 2) // all of the preview
                QTest::addRow("editor-2-tall") << step << false << QSize(1440, 1700);
            QTest::addRow("editor-%d-small", step) << step << false << QSize(960, 640);
        }
    }
    void stepsOfTheEditor() {
        QFETCH(int, step);
        QFETCH(bool, dark);
        QFETCH(QSize, size);
        MessageCatcher messages;
        FakeBackend backend;
        WindowUnderTest window(backend, FakeBackend::clock(), dark, size);
        window.app().navigate(u"job-editor"_s, u"model_validation"_s);
        QTRY_COMPARE(editor(window).name(), u"model_validation"_s);
        editor(window).schedule()->setText(u"30 2 1 * 0"_s);
        editor(window).set(u"timeout"_s, u"45m"_s);
        QTRY_VERIFY(editor(window).loadMax() > 0);
        QTest::qWait(30);
        key(window, static_cast<Qt::Key>(Qt::Key_0 + step), Qt::AltModifier);
        QTest::qWait(60);
        window.picture(QString::fromLatin1(QTest::currentDataTag()));
        QCOMPARE(window.nameless(), QStringList());
        QCOMPARE(messages.said(), QString());
    }

    void whatIsWrongIsShownWithTheWayToIt_data() {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void whatIsWrongIsShownWithTheWayToIt() {
        QFETCH(bool, dark);
        MessageCatcher messages;
        FakeBackend backend;
        WindowUnderTest window(backend, FakeBackend::clock(), dark);
        window.app().navigate(u"job-editor"_s, u"model_validation"_s);
        QTRY_COMPARE(editor(window).name(), u"model_validation"_s);
        key(window, Qt::Key_E, Qt::ControlModifier);
        type(window, u"0 25 * * 1"_s);
        QTRY_VERIFY(!editor(window).schedule()->valid());
        QTest::qWait(50);
        window.picture(dark ? u"editor-wrong-dark"_s : u"editor-wrong-light"_s);
        editor(window).set(u"timeout"_s, u"soon"_s);
        key(window, Qt::Key_8, Qt::AltModifier);
        QTest::qWait(50);
        window.picture(dark ? u"editor-review-dark"_s : u"editor-review-light"_s);
        // From the review to the field, and the fix beside the text: by keys.
        QVERIFY(tabTo(window, editor(window).problems()->at(0, u"text"_s).toString()));
        key(window, Qt::Key_Return);
        QTRY_VERIFY(window.find(u"25 → 23"_s));
        QVERIFY(tabTo(window, u"25 → 23"_s));
        key(window, Qt::Key_Return);
        QTRY_COMPARE(editor(window).schedule()->text(), u"0 23 * * 1"_s);
        QCOMPARE(messages.said(), QString());
    }

    void theListByKeysAlone() {
        MessageCatcher messages;
        FakeBackend backend;
        WindowUnderTest window(backend, FakeBackend::clock(), false);
        window.app().navigate(u"jobs"_s);
        JobsPage& page = jobs(window);
        QTRY_COMPARE(page.state(), models::PageState::Ready);
        QVERIFY(tabTo(window, u"List of jobs"_s)); // the list
        key(window, Qt::Key_Home);
        key(window, Qt::Key_J);
        key(window, Qt::Key_J);
        key(window, Qt::Key_K);
        key(window, Qt::Key_Space);
        QCOMPARE(page.selected(), page.nameAt(1));
        key(window, Qt::Key_Space);
        QCOMPARE(page.selected(), QString());
        key(window, Qt::Key_X);
        QVERIFY(page.isChecked(page.nameAt(1)));
        key(window, Qt::Key_Down, Qt::ShiftModifier);
        key(window, Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(page.checkedCount(), 3);
        QTest::qWait(40);
        window.picture(u"jobs-bulk-light"_s);
        QVERIFY(window.find(u"Pause"_s)); // the bar
        key(window, Qt::Key_Escape);
        QCOMPARE(page.checkedCount(), 0);
        key(window, Qt::Key_End);
        const QString last = page.nameAt(page.shown() - 1);
        key(window, Qt::Key_P);
        QTRY_VERIFY(window.app().jobStore().byName(last)->definition.enabled); // the last ones are disabled
        key(window, Qt::Key_Home);
        const QString first = page.nameAt(0);
        key(window, Qt::Key_C);
        QTRY_COMPARE(page.selected(), first);
        QTRY_VERIFY(page.detail()->comparison()->ready());
        key(window, Qt::Key_W);
        key(window, Qt::Key_Escape);
        QTRY_COMPARE(page.selected(), QString());
        key(window, Qt::Key_F2);
        QTRY_VERIFY(window.find(u"New name"_s));
        key(window, Qt::Key_A, Qt::ControlModifier);
        type(window, u"renamed"_s);
        key(window, Qt::Key_Return);
        QTRY_VERIFY(window.app().jobStore().byName(u"renamed"_s));
        key(window, Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(window.app().jobStore().byName(first));
        page.select({});
        QVERIFY(tabTo(window, u"List of jobs"_s));
        key(window, Qt::Key_End);
        const QString gone = page.nameAt(page.shown() - 1);
        key(window, Qt::Key_Delete);
        QTRY_VERIFY(window.find(u"Cancel"_s));
        key(window, Qt::Key_Tab);
        key(window, Qt::Key_Space);
        QTRY_VERIFY(!window.app().jobStore().byName(gone));
        key(window, Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(window.app().jobStore().byName(gone));
        key(window, Qt::Key_Home);
        key(window, Qt::Key_D);
        QTRY_COMPARE(window.app().currentPage(), u"job-editor"_s);
        QVERIFY(editor(window).isNew());
        QVERIFY(editor(window).name().endsWith(u"_copy"_s));
        QCOMPARE(messages.said(), QString());
    }

    void runsAreLookedThroughByKeys() {
        MessageCatcher messages;
        FakeBackend backend;
        WindowUnderTest window(backend, FakeBackend::clock(), false);
        window.app().navigate(u"jobs"_s, u"nightly_conversion"_s);
        QTRY_COMPARE(jobs(window).state(), models::PageState::Ready);
        models::JobDetail& detail = *jobs(window).detail();
        QTRY_VERIFY(detail.history()->count() > 0);
        QVERIFY(tabTo(window, u"Show in graph"_s)); // into the drawer
        key(window, Qt::Key_H);
        const QString matrix = u"Last runs and what came of them"_s;
        QTRY_VERIFY(window.find(matrix));
        QTRY_VERIFY(detail.family()->rows()->count() > 3);
        QVERIFY(tabTo(window, matrix));
        const QString newest = detail.chosenRun();
        key(window, Qt::Key_Left);
        key(window, Qt::Key_Left);
        QCOMPARE(detail.family()->chosen(), detail.family()->columns() - 3);
        QVERIFY(detail.chosenRun() != newest);
        key(window, Qt::Key_Right);
        key(window, Qt::Key_Home);
        QCOMPARE(detail.family()->chosen(), 0);
        key(window, Qt::Key_End);
        QCOMPARE(detail.chosenRun(), newest);
        QTest::qWait(60);
        window.picture(u"jobs-matrix-light"_s);
        // Down to a job behind it; Enter leads there.
        for (int row = 0; row < 3; ++row)
            key(window, Qt::Key_Down);
        key(window, Qt::Key_Return);
        QTRY_COMPARE(jobs(window).selected(), u"post_processing"_s);
        QCOMPARE(messages.said(), QString());
    }

    void aRunGetsOtherValuesByKeys_data() {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void aRunGetsOtherValuesByKeys() {
        QFETCH(bool, dark);
        MessageCatcher messages;
        FakeBackend backend;
        WindowUnderTest window(backend, FakeBackend::clock(), dark);
        window.app().navigate(u"jobs"_s);
        QTRY_COMPARE(jobs(window).state(), models::PageState::Ready);
        jobs(window).addTokens(u"name:tenant_export"_s);
        QTRY_COMPARE(jobs(window).shown(), 1);
        QVERIFY(tabTo(window, u"List of jobs"_s));
        key(window, Qt::Key_Home);
        key(window, Qt::Key_R, Qt::ShiftModifier);
        QTRY_VERIFY(window.find(u"Environment of this run"_s));
        QTRY_VERIFY(window.find(u"days"_s));
        QVERIFY(tabTo(window, u"days"_s));
        key(window, Qt::Key_A, Qt::ControlModifier);
        type(window, u"soon"_s);
        QTest::qWait(60);
        window.picture(dark ? u"jobs-run-with-dark"_s : u"jobs-run-with-light"_s);
        QVERIFY(!jobs(window).request()->canSend());
        key(window, Qt::Key_A, Qt::ControlModifier);
        type(window, u"7"_s);
        QCOMPARE(jobs(window).request()->command(), u"inferno batch-queue run tenant_export --param days=7"_s);
        QCOMPARE(window.nameless(), QStringList());
        const auto runs = backend.sample().runs.size();
        QVERIFY(tabTo(window, u"Run"_s));
        key(window, Qt::Key_Space);
        QTRY_COMPARE(backend.sample().runs.size(), runs + 1);
        QTRY_VERIFY(!window.find(u"Environment of this run"_s));
        QVERIFY(QString::fromStdString(backend.sample().runs.front().cause).endsWith(u"with days=7"_s));
        QCOMPARE(messages.said(), QString());
    }

    void jobsAreImportedByKeys_data() { aRunGetsOtherValuesByKeys_data(); }
    void jobsAreImportedByKeys() {
        QFETCH(bool, dark);
        MessageCatcher messages;
        FakeBackend backend;
        WindowUnderTest window(backend, FakeBackend::clock(), dark);
        window.app().navigate(u"jobs"_s);
        QTRY_COMPARE(jobs(window).state(), models::PageState::Ready);
        QVERIFY(tabTo(window, u"Import"_s));
        key(window, Qt::Key_Space);
        QTRY_VERIFY(window.find(u"Text of the crontab"_s));
        QVERIFY(tabTo(window, u"Read my crontab"_s));
        key(window, Qt::Key_Space);
        QTRY_VERIFY(jobs(window).crontab()->planned());
        QTest::qWait(60);
        window.picture(dark ? u"jobs-import-crontab-dark"_s : u"jobs-import-crontab-light"_s);
        QVERIFY(tabTo(window, u"Make these jobs"_s));
        key(window, Qt::Key_Space);
        QTRY_VERIFY(window.app().jobNames().contains(u"backup"_s));
        QVERIFY(tabTo(window, u"What is imported"_s));
        key(window, Qt::Key_Right);
        QTRY_VERIFY(window.find(u"Text of the definitions"_s));
        QVERIFY(tabTo(window, u"Text of the definitions"_s));
        jobs(window).definitions()->setText(
            u"- name: nightly_report\n  command: report.sh --all\n"
            "- name: vault_backup\n  command: backup.sh /srv/other\n  timeout: 3600\n"_s);
        QVERIFY(tabTo(window, u"Show what it would change"_s));
        key(window, Qt::Key_Space);
        QTRY_VERIFY(jobs(window).definitions()->planned());
        QTest::qWait(60);
        window.picture(dark ? u"jobs-import-definitions-dark"_s : u"jobs-import-definitions-light"_s);
        QVERIFY(tabTo(window, u"Make these changes"_s));
        key(window, Qt::Key_Space);
        QTRY_VERIFY(window.app().jobNames().contains(u"nightly_report"_s));
        QCOMPARE(window.nameless(), QStringList());
        key(window, Qt::Key_Escape);
        QTRY_VERIFY(!window.find(u"Text of the definitions"_s));
        QCOMPARE(messages.said(), QString());
    }

    void aJobIsWrittenByKeysAlone() {
        MessageCatcher messages;
        FakeBackend backend;
        WindowUnderTest window(backend, FakeBackend::clock(), false);
        window.app().navigate(u"jobs"_s);
        QTRY_COMPARE(jobs(window).state(), models::PageState::Ready);
        key(window, Qt::Key_N, Qt::ControlModifier);
        QTRY_COMPARE(window.app().currentPage(), u"job-editor"_s);
        QTest::qWait(40);
        QVERIFY(tabTo(window, u"Name of the job"_s));
        type(window, u"weekly_copy"_s);
        key(window, Qt::Key_2, Qt::AltModifier);
        QVERIFY(tabTo(window, u"Schedule in plain words"_s));
        type(window, u"sundays at 2:30"_s);
        key(window, Qt::Key_Return);
        QCOMPARE(editor(window).schedule()->text(), u"30 2 * * 0"_s);
        QVERIFY(tabTo(window, u"Hours"_s)); // the strip: from 0 to the right, two on
        for (int step = 0; step < 4; ++step)
            key(window, Qt::Key_Right);
        key(window, Qt::Key_Space);
        QCOMPARE(editor(window).schedule()->hours(), (QList<int>{2, 4}));
        key(window, Qt::Key_Right, Qt::ShiftModifier);
        key(window, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(editor(window).schedule()->hours(), (QList<int>{2, 4, 5, 6}));
        QCOMPARE(editor(window).schedule()->text(), u"30 2,4-6 * * 0"_s);
        key(window, Qt::Key_3, Qt::AltModifier);
        QTest::qWait(30);
        QVERIFY(tabTo(window, u"Command of the job"_s));
        type(window, u"true"_s);
        key(window, Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(window.app().jobStore().byName(u"weekly_copy"_s));
        QTRY_COMPARE(window.app().currentPage(), u"jobs"_s);
        QCOMPARE(messages.said(), QString());
    }

    void whatOthersChangedMeanwhileIsShown() {
        MessageCatcher messages;
        FakeBackend backend;
        WindowUnderTest window(backend, FakeBackend::clock(), false);
        window.app().navigate(u"job-editor"_s, u"model_validation"_s);
        QTRY_COMPARE(editor(window).name(), u"model_validation"_s);
        editor(window).setTags(u"ml, night"_s);
        backend.updateJob(u"model_validation"_s, {{"tags", {"ml", "gpu"}}, {"grace", 60}});
        QTRY_COMPARE(editor(window).conflicts()->count(), 1);
        QTest::qWait(40);
        window.picture(u"editor-conflict-light"_s);
        QVERIFY(window.click(u"Take theirs: Tags"_s));
        QTRY_COMPARE(editor(window).tags(), u"ml, gpu"_s);
        QCOMPARE(messages.said(), QString());
    }

    void theServiceIsGone() {
        MessageCatcher messages;
        FakeBackend backend;
        WindowUnderTest window(backend, FakeBackend::clock(), false);
        window.app().navigate(u"jobs"_s, u"post_processing"_s);
        QTRY_COMPARE(jobs(window).state(), models::PageState::Ready);
        QTRY_VERIFY(jobs(window).detail()->history()->count() > 0);
        backend.setMood(Mood::Offline);
        backend.reconnectNow();
        QTRY_COMPARE(jobs(window).state(), models::PageState::Offline);
        QCOMPARE(jobs(window).shown(), 24); // what was read stays
        const auto runs = backend.sample().runs.size();
        QVERIFY(tabTo(window, u"List of jobs"_s));
        key(window, Qt::Key_R);
        key(window, Qt::Key_W); // looking is possible
        QCOMPARE(backend.sample().runs.size(), runs);
        QTest::qWait(40);
        window.picture(u"jobs-gone-light"_s);
        window.app().navigate(u"job-editor"_s, u"model_validation"_s);
        QTRY_COMPARE(editor(window).name(), u"model_validation"_s);
        key(window, Qt::Key_E, Qt::ControlModifier);
        type(window, u"15 3 * * *"_s);
        QTRY_VERIFY(editor(window).dirty());
        QVERIFY(!editor(window).writable());
        QTest::qWait(40);
        window.picture(u"editor-gone-light"_s);
        QCOMPARE(messages.said(), QString());
    }

    void tenThousandJobs() {
        MessageCatcher messages;
        FakeBackend backend;
        const client::Job like = backend.sample().jobs.back();
        for (int i = 0; i < 10'000; ++i) {
            client::Job job = like;
            job.id = "job_many" + std::to_string(i);
            job.definition.name = "many_" + std::to_string(i);
            job.definition.tags = {"t" + std::to_string(i % 40)};
            backend.sample().jobs.push_back(job);
        }
        WindowUnderTest window(backend, FakeBackend::clock(), false);
        window.app().navigate(u"jobs"_s);
        QTRY_COMPARE_WITH_TIMEOUT(jobs(window).total(), 10'024, 30'000);
        QVERIFY(tabTo(window, u"List of jobs"_s));
        key(window, Qt::Key_End);
        key(window, Qt::Key_PageUp);
        key(window, Qt::Key_Home);
        key(window, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(jobs(window).checkedCount(), 10'024);
        QTest::qWait(40);
        window.picture(u"jobs-10000-light"_s);
        key(window, Qt::Key_Escape);
        jobs(window).setGroupBy(2);
        QTest::qWait(40);
        window.picture(u"jobs-10000-grouped-light"_s);
        QCOMPARE(messages.said(), QString());
    }
};

int main(int argc, char** argv) {
    QApplication program(argc, argv);
    TestJobScreens test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}
#include "tst_job_screens.moc"
