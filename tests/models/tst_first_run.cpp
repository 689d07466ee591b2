// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTest>

#include "models/app_state.h"
#include "models/fakes/fake_backend.h"
#include "models/first_run_page.h"
#include "models/job_store.h"

using namespace inferno;
using namespace inferno::models;
using namespace Qt::StringLiterals;
using Mood = FakeBackend::Mood;

/// The first steps against the sample: their order, what is remembered, and what a step really does.
class TestFirstRun : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<FakeBackend> backend_;
    std::unique_ptr<AppState> app_;

    FirstRunPage& page() { return *qobject_cast<FirstRunPage*>(app_->pageObject(u"first-run"_s)); }
    QString progress(int step) { return page().steps()->at(step, u"progress"_s).toString(); }
    void open(Mood mood) {
        app_.reset();
        backend_ = std::make_unique<FakeBackend>(mood);
        AppState::Options options{QTimeZone("Europe/Berlin"), u"mara.keller"_s, u"0.1.0"_s, true};
        app_ = std::make_unique<AppState>(*backend_, FakeBackend::clock(), options);
        app_->start();
    }

private Q_SLOTS:
    void init() {
        open(Mood::Empty);
        QTRY_VERIFY(app_->jobStore().wasRead());
    }
    void cleanup() {
        app_.reset();
        backend_.reset();
    }

    void stepByStep() {
        app_->navigate(u"first-run"_s);
        QCOMPARE(page().step(), 0);
        page().next();
        QCOMPARE(page().step(), 1);
        page().skip();
        page().skip();
        QCOMPARE(page().step(), 3);
        page().back();
        QCOMPARE(page().step(), 2);
        QCOMPARE(progress(0), u"done"_s);
        QCOMPARE(progress(1), u"skipped"_s);
        QCOMPARE(progress(3), u"todo"_s);
        page().setStep(4);
        page().next();
        QCOMPARE(app_->currentPage(), u"overview"_s); // after the last
        QVERIFY(page().listed());                     // Preferences is still to be done
        QCOMPARE(page().nextTitle(), u"Preferences"_s);
        app_->navigate(u"first-run"_s);
        QCOMPARE(page().step(), 3); // goes on where it was left
        page().next();
        page().setStep(1);
        page().next(); // what was left out can be done later
        QCOMPARE(progress(1), u"done"_s);
        QVERIFY(!page().listed()); // nothing is open
    }

    void itIsRemembered() {
        app_->navigate(u"first-run"_s);
        page().next();
        page().skip();
        const QString stored = page().stored();
        open(Mood::Empty);
        QCOMPARE(page().stored(), QString());
        page().setStored(stored);
        QCOMPARE(page().stored(), stored);
        QCOMPARE(progress(0), u"done"_s);
        QCOMPARE(progress(1), u"skipped"_s);
        app_->navigate(u"first-run"_s);
        QCOMPARE(page().step(), 2);
        page().setStored(u"{ no json"_s); // what somebody wrote by hand
        page().setStored(uR"({"done":["nonsense",7],"skipped":5})"_s);
        QCOMPARE(page().doneCount(), 0);
    }

    void whenItIsListed() {
        QVERIFY(page().listed()); // nothing is there yet
        page().putAway();
        QVERIFY(!page().listed());
        const QString stored = page().stored();
        open(Mood::Empty);
        page().setStored(stored);
        QTRY_VERIFY(app_->jobStore().wasRead());
        QVERIFY(!page().listed());
        open(Mood::Normal); // who works with it already is not taught
        QTRY_VERIFY(app_->jobStore().wasRead());
        QVERIFY(!page().listed());
        page().openWhenEmpty();
        QCOMPARE(app_->currentPage(), u"overview"_s);
    }

    void itOpensByItselfOnce() {
        QCOMPARE(app_->currentPage(), u"overview"_s);
        page().openWhenEmpty();
        QCOMPARE(app_->currentPage(), u"first-run"_s);
        app_->navigate(u"overview"_s);
        backend_->reconnectNow();
        QTest::qWait(50);
        QCOMPARE(app_->currentPage(), u"overview"_s);
    }

    void theSampleComesAndGoes() {
        SampleWorkspace& sample = *page().sample();
        QVERIFY(!sample.loaded());
        sample.load();
        QTRY_COMPARE(sample.jobs(),
                     (QStringList{u"disk_report"_s, u"doc_manifest"_s, u"manifest_archive"_s, u"nightly_cleanup"_s}));
        QTRY_COMPARE(progress(4), u"done"_s);
        client::JobDefinition own;
        own.name = "own";
        backend_->createJob(own);
        QTRY_COMPARE(app_->jobNames().size(), 5);
        sample.remove();
        QTRY_VERIFY(!sample.loaded());
        QCOMPARE(app_->jobNames(), QStringList{u"own"_s});
    }

    void aCrontabIsShownBeforeItIsTaken() {
        CrontabImport& crontab = *page().crontab();
        crontab.readOwn();
        QTRY_VERIFY(crontab.planned());
        QCOMPARE(crontab.lines()->count(), 4);
        QCOMPARE(crontab.lines()->at(0, u"word"_s).toString(), u"setting"_s);
        QCOMPARE(crontab.lines()->at(1, u"job"_s).toString(), u"backup"_s);
        QCOMPARE(crontab.lines()->at(3, u"fits"_s).toBool(), false);
        QVERIFY(!crontab.lines()->at(3, u"note"_s).toString().isEmpty());
        QVERIFY(app_->jobNames().isEmpty()); // nothing was made
        QVERIFY(crontab.canImport());

        crontab.setText(crontab.text() + u"0 6 * * * /opt/report.sh\n"_s);
        QVERIFY(!crontab.canImport()); // the plan is of another text
        QCOMPARE(crontab.lines()->count(), 0);
        crontab.plan();
        QTRY_VERIFY(crontab.canImport());
        crontab.makeJobs();
        QTRY_VERIFY(crontab.imported());
        QTRY_COMPARE(app_->jobNames(), (QStringList{u"backup"_s, u"probe"_s, u"report"_s}));
        QVERIFY(!crontab.canImport()); // not twice
        QCOMPARE(progress(4), u"done"_s);
    }

    void aCrontabThatStartsNothing() {
        CrontabImport& crontab = *page().crontab();
        crontab.setText(u"# nothing\n"_s);
        crontab.plan();
        QTRY_VERIFY(!crontab.problem().isEmpty());
        QVERIFY(!crontab.planned());
        crontab.setText(u"0 1 * * * true"_s);
        QCOMPARE(crontab.problem(), QString());
    }
};

QTEST_GUILESS_MAIN(TestFirstRun)
#include "tst_first_run.moc"
