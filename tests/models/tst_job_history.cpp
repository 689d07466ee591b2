// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTest>

#include <nlohmann/json.hpp>

#include "models/app_state.h"
#include "models/fakes/fake_backend.h"
#include "models/job_store.h"
#include "models/jobs_page.h"
#include "models/run_story.h"

using namespace inferno;
using namespace inferno::models;
using namespace Qt::StringLiterals;

/// What a job's drawer tells of the past: why a run started, what a failure has that the success before it had not,
/// which times were missed, and how the job was changed.
class TestJobHistory : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<FakeBackend> backend_;
    std::unique_ptr<AppState> app_;
    const QTimeZone zone_{"Europe/Berlin"};

    JobsPage& jobs() { return *qobject_cast<JobsPage*>(app_->pageObject(u"jobs"_s)); }
    JobDetail& detail() { return *jobs().detail(); }
    std::string idOf(const char* name) { return app_->jobStore().byName(QLatin1String(name))->id; }
    void show(const char* name) {
        jobs().select(QLatin1String(name));
        QTRY_VERIFY(detail().history()->count() > 0);
    }
    static QStringList column(FieldsModel* model, int column) {
        QStringList out;
        for (const auto& row : model->rows())
            out.append(row.at(column).toString());
        return out;
    }
    /// An event of the vault, newer than all others.
    void changeEvent(const char* time, const char* job, const nlohmann::json& changes,
                     const char* action = "job_updated") {
        client::AuditEvent event;
        event.seq = backend_->sample().events.front().seq + 1;
        event.timestamp = event.received = time;
        event.event_type = "job";
        event.action = action;
        event.user = "j.okafor";
        event.resource = job;
        event.result = "success";
        event.details = nlohmann::json{{"job_id", idOf(job)}, {"changes", changes}}.dump();
        backend_->sample().events.insert(backend_->sample().events.begin(), event);
        backend_->sample().vault.events = event.seq + 1;
    }

private Q_SLOTS:
    void init() {
        app_.reset();
        backend_ = std::make_unique<FakeBackend>();
        AppState::Options options{zone_, u"mara.keller"_s, u"0.1.0"_s, true};
        app_ = std::make_unique<AppState>(*backend_, FakeBackend::clock(), options);
        app_->start();
        QTRY_COMPARE(app_->jobNames().size(), 24);
    }
    void cleanup() {
        app_.reset();
        backend_.reset();
    }

    void whyARunStarted_data() {
        QTest::addColumn<client::Run>("run");
        QTest::addColumn<QStringList>("titles");
        QTest::addColumn<QString>("said");
        client::Run run;
        run.trigger = "schedule";
        run.scheduled_for = "2026-03-24T09:15:00Z";
        run.queued = "2026-03-24T09:15:00Z";
        run.started = "2026-03-24T09:15:00Z";
        run.status = "running";
        run.attempts_max = 3;
        run.attempt = 1;
        run.cause = "schedule 15 */2 * * * (Europe/Berlin), due 2026-03-24T09:15:00Z";
        QTest::newRow("at its time") << run << QStringList{u"Trigger"_s, u"Recorded"_s, u"Decision"_s, u"Started"_s}
                                     << u"A worker was free at once"_s;
        run.queued = "2026-03-24T09:40:00Z";
        run.started = "2026-03-24T09:41:30Z";
        QTest::newRow("late") << run
                              << QStringList{u"Trigger"_s, u"Recorded"_s, u"Missed start"_s, u"Decision"_s,
                                             u"Started"_s}
                              << u"Noticed 25 min 00 s late; the rule for missed starts is “latest”"_s;
        run.started.clear();
        run.status = "blocked";
        run.waiting = "all 4 slots of pool gpu are taken";
        run.queued = run.scheduled_for;
        QTest::newRow("waits") << run << QStringList{u"Trigger"_s, u"Recorded"_s, u"Waits"_s}
                               << u"all 4 slots of pool gpu are taken"_s;
        run.waiting.clear();
        run.status = "skipped";
        run.reason = "overlap";
        QTest::newRow("skipped") << run << QStringList{u"Trigger"_s, u"Recorded"_s, u"Decision"_s}
                                 << u"It was not started: overlap"_s;
        client::Run failed;
        failed.trigger = "dependency";
        failed.queued = "2026-03-24T08:00:00Z";
        failed.started = "2026-03-24T08:00:05Z";
        failed.finished = "2026-03-24T08:10:05Z";
        failed.status = "failed";
        failed.exit_code = 2;
        QTest::newRow("after another") << failed << QStringList{u"Trigger"_s, u"Decision"_s, u"Started"_s, u"Ended"_s}
                                       << u"Exit code 2"_s;
    }
    void whyARunStarted() {
        QFETCH(client::Run, run);
        QFETCH(QStringList, titles);
        QFETCH(QString, said);
        client::JobDefinition job;
        job.schedules = {"15 */2 * * *"};
        job.depends_on = {"source_sync:success"};
        FieldsModel rows(kStoryFields);
        rows.setRows(storyOf(run, job, zone_));
        QCOMPARE(column(&rows, 0), titles);
        QVERIFY2(column(&rows, 1).contains(said), qPrintable(column(&rows, 1).join(u'|')));
        if (run.trigger == "schedule")
            QCOMPARE(rows.at(0, u"time"_s), u"10:15:00"_s);
        else
            QCOMPARE(rows.at(0, u"target"_s), u"source_sync"_s);
    }

    void theDrawerTellsTheChosenRun() {
        show("embedding_refresh");
        QTRY_VERIFY(detail().story()->count() >= 3);
        QVERIFY(detail().story()->at(0, u"text"_s).toString().contains(u"15 */2 * * *"_s));
        const QString newest = detail().chosenRun();
        detail().stepRun(-1);
        QVERIFY(detail().chosenRun() != newest);
        QCOMPARE(detail().story()->at(detail().story()->count() - 1, u"title"_s), u"Ended"_s);
        detail().stepRun(1);
        QCOMPARE(detail().chosenRun(), newest);
        detail().stepRun(-1000);
        detail().stepRun(0);
        QCOMPARE(detail().chosenRun(), newest);
        QCOMPARE(detail().link(), u"inferno://jobs/embedding_refresh"_s);
        QCOMPARE(column(detail().neighbours(), 0), (QStringList{u"feature_export"_s, u"drift_report"_s}));
    }

    void aFailureBesideTheLastSuccess() {
        changeEvent("2026-03-24T07:30:00Z", "post_processing", {{"timeout", {{"old", nullptr}, {"new", 600}}}});
        show("post_processing");
        auto& comparison = *detail().comparison();
        detail().compare();
        QVERIFY(comparison.ready());
        QTRY_VERIFY(!comparison.reading());
        QHash<QString, FieldsModel::Row> rows;
        for (const auto& row : comparison.rows()->rows())
            rows.insert(row.at(0).toString(), row);
        QCOMPARE(rows.value(u"Exit code"_s).at(1), u"137"_s);
        QCOMPARE(rows.value(u"Exit code"_s).at(2), u"0"_s);
        QVERIFY(rows.value(u"Attempts"_s).at(3).toBool());
        QVERIFY(!rows.value(u"Trigger"_s).at(3).toBool());
        QCOMPARE(comparison.changes()->count(), 1);
        QCOMPARE(comparison.changes()->at(0, u"title"_s), u"Time limit"_s);
        QCOMPARE(comparison.changes()->at(0, u"user"_s), u"j.okafor"_s);
        // Sixty lines of batches differ in their numbers alone.
        QCOMPARE(column(comparison.lines(), 0), QStringList{u"Killed"_s});
        QVERIFY(comparison.lines()->at(0, u"added"_s).toBool());
    }

    void nothingToCompare() {
        show("vault_backup");
        detail().compare();
        QVERIFY(!detail().comparison()->ready());
        QVERIFY(detail().comparison()->text().contains(u"26"_s));
    }

    void linesAreToldApartWithoutTheirNumbers() {
        QCOMPARE(RunComparison::shapeOf(u"10:42:07 I batch 17/240 took 1.09 s"_s),
                 RunComparison::shapeOf(u"11:00:59 I batch 9/240 took 12.5 s"_s));
        QCOMPARE(RunComparison::shapeOf(u"commit 4f3c2a1b at 0x7ffe"_s),
                 RunComparison::shapeOf(u"commit 99aa00ff11 at 0x1"_s));
        QVERIFY(RunComparison::shapeOf(u"cannot open a.csv"_s) != RunComparison::shapeOf(u"cannot open b.csv"_s));
    }

    void missedTimesTellTheirReason() {
        show("log_rotation");
        QTRY_COMPARE(detail().past()->count(), 50);
        QCOMPARE(detail().missed(), 0);
        QCOMPARE(detail().fires()->count(), 50);
        client::Run skipped;
        skipped.id = "run_skipped";
        skipped.job_id = idOf("log_rotation");
        skipped.job = "log_rotation";
        skipped.trigger = "schedule";
        skipped.scheduled_for = skipped.queued = skipped.finished = "2026-03-24T09:05:00Z";
        skipped.status = "skipped";
        skipped.reason = "overlap";
        auto& runs = backend_->sample().runs;
        std::erase_if(runs, [](const auto& run) {
            return run.job == "log_rotation" &&
                   (run.scheduled_for == "2026-03-24T09:05:00Z" || run.scheduled_for == "2026-03-24T08:05:00Z");
        });
        runs.insert(runs.begin(), skipped);
        jobs().select({});
        show("log_rotation");
        QTRY_COMPARE(detail().missed(), 2);
        QCOMPARE(detail().past()->at(0, u"text"_s), u"overlap"_s);
        QVERIFY(detail().past()->at(1, u"text"_s).toString().startsWith(u"no run of its own"_s));
    }

    void versionsAndTheWayBack() {
        changeEvent("2026-03-24T06:00:00Z", "model_validation", nlohmann::json::object(), "job_created");
        changeEvent("2026-03-24T07:00:00Z", "model_validation",
                    {{"retry_attempts", {{"old", 0}, {"new", 1}}}, {"grace", {{"old", 10}, {"new", 20}}}});
        changeEvent("2026-03-24T08:00:00Z", "model_validation", {{"retry_attempts", {{"old", 1}, {"new", 2}}}});
        changeEvent("2026-03-24T08:30:00Z", "vault_backup", {{"grace", {{"old", 1}, {"new", 2}}}}); // another's
        show("model_validation");
        auto& versions = *detail().versions();
        detail().readVersions();
        QTRY_COMPARE(versions.rows()->count(), 3);
        QCOMPARE(column(versions.rows(), 0), (QStringList{u"3"_s, u"2"_s, u"1"_s}));
        QVERIFY(!versions.canRestore());
        QCOMPARE(versions.changes()->at(0, u"before"_s), u"1"_s); // what the newest changed
        versions.setChosen(2);
        QVERIFY(versions.restoring() == nlohmann::json({{"retry_attempts", 0}, {"grace", 10}}));
        QVERIFY(versions.canRestore());
        QSignalSpy undo(app_.get(), &AppState::undoChanged);
        versions.restore();
        QTRY_VERIFY(app_->canUndo());
        const auto now = [this] { return app_->jobStore().byName(u"model_validation"_s)->definition.retry_attempts; };
        QCOMPARE(now(), 0);
        app_->undo();
        QTRY_COMPARE(now(), 2);
        detail().readEvents();
        QTRY_COMPARE(detail().events()->count(), 3);
        QVERIFY(detail().eventsRoute().contains(u"details.job_id="_s));
    }

    void anEnvironmentIsNotBroughtBack() {
        changeEvent("2026-03-24T07:00:00Z", "model_validation", nlohmann::json::object(), "job_created");
        changeEvent("2026-03-24T08:00:00Z", "model_validation",
                    {{"env", "values changed"}, {"grace", {{"old", 10}, {"new", 20}}}});
        show("model_validation");
        detail().readVersions();
        QTRY_COMPARE(detail().versions()->rows()->count(), 2);
        detail().versions()->setChosen(1);
        QVERIFY(!detail().versions()->restoreNote().isEmpty());
        QVERIFY(!detail().versions()->restoring().contains("env"));
    }

    void theVaultIsLocked() {
        show("model_validation");
        backend_->setMood(FakeBackend::Mood::Locked);
        detail().readVersions();
        detail().readEvents();
        QTRY_VERIFY(!detail().eventsText().isEmpty());
        QTRY_VERIFY(!detail().versions()->text().contains(u"Reading"_s));
    }
};

QTEST_GUILESS_MAIN(TestJobHistory)
#include "tst_job_history.moc"
