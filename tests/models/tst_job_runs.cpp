// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include "models/app_state.h"
#include "models/fakes/fake_backend.h"
#include "models/job_editor_page.h"
#include "models/job_store.h"
#include "models/jobs_page.h"

using namespace inferno;
using namespace inferno::models;
using namespace Qt::StringLiterals;

/// What the jobs' pages tell of single runs, and how runs and jobs come in from a person: runs with values of their
/// own, files of definitions, rules of alerts.
class TestJobRuns : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<FakeBackend> backend_;
    std::unique_ptr<AppState> app_;

    JobsPage& jobs() { return *qobject_cast<JobsPage*>(app_->pageObject(u"jobs"_s)); }
    JobDetail& detail() { return *jobs().detail(); }
    RunFamily& family() { return *detail().family(); }
    RunRequest& request() { return *jobs().request(); }
    DefinitionImport& import() { return *jobs().definitions(); }
    void show(const char* name) {
        jobs().select(QLatin1String(name));
        QTRY_VERIFY(detail().history()->count() > 0);
    }
    client::Run& newest(const char* job) {
        return *std::ranges::find(backend_->sample().runs, std::string(job), &client::Run::job);
    }
    static QStringList column(FieldsModel* model, const char* field) {
        QStringList out;
        for (int row = 0; row < model->count(); ++row)
            out.append(model->at(row, QLatin1String(field)).toString());
        return out;
    }
    QStringList cells(const QString& title) {
        for (int row = 0; row < family().rows()->count(); ++row)
            if (family().rows()->at(row, u"title"_s) == title)
                return family().rows()->at(row, u"cells"_s).toStringList();
        return {};
    }
    int row(const QString& title) { return int(column(family().rows(), "title").indexOf(title)); }

private Q_SLOTS:
    void init() {
        app_.reset();
        backend_ = std::make_unique<FakeBackend>();
        AppState::Options options{QTimeZone("Europe/Berlin"), u"mara.keller"_s, u"0.1.0"_s, true};
        app_ = std::make_unique<AppState>(*backend_, FakeBackend::clock(), options);
        app_->start();
        QTRY_COMPARE(app_->jobNames().size(), 24);
    }
    void cleanup() {
        app_.reset();
        backend_.reset();
    }

    void whatARunUses() {
        show("embedding_refresh"); // it goes on
        RunUsage& usage = *detail().usage();
        QTRY_VERIFY(usage.known());
        QCOMPARE(usage.cpu().size(), 60);
        QCOMPARE(usage.figureText(), u"now"_s);
        QCOMPARE(usage.cpuText(), u"%1 %"_s.arg(std::lround(usage.cpu().last() * 100)));
        QVERIFY(usage.memoryText().endsWith(u"GiB"_s));
        QVERIFY(usage.diskText().endsWith(u"/s"_s));
        QVERIFY(usage.detailText().contains(u"on average"_s));
        // One that has ended tells the most that was seen.
        show("model_validation");
        QTRY_COMPARE(usage.figureText(), u"at most"_s);
        QTRY_VERIFY(usage.known());
        const QList<double> cpu = usage.cpu();
        QCOMPARE(usage.cpuText(), u"%1 %"_s.arg(std::lround(*std::ranges::max_element(cpu) * 100)));
        // One that never started has nothing to show.
        client::Run waiting = newest("model_validation");
        waiting.id = "run_waits";
        waiting.status = "queued";
        waiting.started.clear();
        waiting.finished.clear();
        backend_->sample().runs.insert(backend_->sample().runs.begin(), waiting);
        Q_EMIT backend_->runChanged(waiting);
        QTRY_COMPARE(detail().chosenRun(), u"run_waits"_s);
        QTRY_VERIFY(!usage.known());
    }

    void theMatrixOfRuns() {
        show("nightly_conversion");
        QVERIFY(column(family().rows(), "title").size() <= 3); // attempts; nothing was asked of other jobs yet
        family().read();
        QTRY_VERIFY(row(u"post_processing"_s) >= 0);
        QCOMPARE(family().columns(), RunFamily::kColumns);
        QCOMPARE(family().chosen(), RunFamily::kColumns - 1); // the newest stands last
        // It failed once, after three attempts.
        const QStringList first = cells(u"Attempt 1"_s);
        const QStringList third = cells(u"Attempt 3"_s);
        QCOMPARE(third.count(u"failed"_s), 1);
        const qsizetype failed = third.indexOf(u"failed"_s);
        QCOMPARE(first.at(failed), u"failed"_s);
        QCOMPARE(first.count(u"completed"_s), RunFamily::kColumns - 1);
        QCOMPARE(third.count(QString()), RunFamily::kColumns - 1);
        // What each started stands below it.
        const int child = row(u"post_processing"_s);
        int linked = 0;
        for (int at = 0; at < family().columns(); ++at) {
            const QString run = family().cellRun(child, at);
            if (run.isEmpty())
                continue;
            ++linked;
            const auto known = std::ranges::find(backend_->sample().runs, run.toStdString(), &client::Run::id);
            QCOMPARE(QString::fromStdString(known->cause), u"after "_s + family().runAt(at));
        }
        QVERIFY(linked > 10);
        QVERIFY(family().cellText(child, family().columns() - 1).startsWith(u"post_processing, "_s));
        QCOMPARE(family().cellText(child, 99), QString());
    }

    void aRunThatStartsJoinsTheMatrix() {
        show("nightly_conversion");
        family().read();
        QTRY_VERIFY(row(u"post_processing"_s) >= 0);
        client::Run run = newest("nightly_conversion");
        run.id = "run_new";
        run.status = "completed";
        run.attempt = 1;
        run.queued = run.started = "2026-03-24T09:40:00Z";
        backend_->sample().runs.insert(backend_->sample().runs.begin(), run);
        Q_EMIT backend_->runChanged(run);
        QTRY_COMPARE(family().runAt(family().columns() - 1), u"run_new"_s);
        QCOMPARE(cells(u"post_processing"_s).last(), QString());
        client::Run child = newest("post_processing");
        child.id = "run_child";
        child.status = "running";
        child.cause = "after run_new";
        Q_EMIT backend_->runChanged(child);
        QCOMPARE(cells(u"post_processing"_s).last(), u"running"_s);
        // A new try takes the place of the one that it tries again.
        child.id = "run_again";
        child.status = "completed";
        child.trigger = "retry";
        child.retry_of = "run_child";
        child.cause.clear();
        Q_EMIT backend_->runChanged(child);
        QCOMPARE(cells(u"post_processing"_s).last(), u"completed"_s);
        QCOMPARE(family().cellRun(row(u"post_processing"_s), family().columns() - 1), u"run_again"_s);
    }

    void theChosenRunOverTime() {
        show("post_processing");
        family().read();
        QTRY_VERIFY(family().lanes()->count() > 0);
        // Its newest run: three attempts, after the run that started it.
        const QStringList names = column(family().lanes(), "name");
        QCOMPARE(names.first(), u"nightly_conversion"_s);
        QCOMPARE(names.mid(1, 3), (QStringList{u"Attempt 1"_s, u"Attempt 2"_s, u"Attempt 3"_s}));
        QCOMPARE(family().lanes()->at(1, u"noteTone"_s).toString(), u"failed"_s);
        QVERIFY(family().hours()->count() >= 1);
        QVERIFY(family().lanesText().contains(u" to "_s));
        // All bars are on the axis, and each attempt begins where the one before has ended, or later.
        double before = 0;
        for (int lane = 1; lane <= 3; ++lane) {
            const QVariantList bar = family().lanes()->at(lane, u"bars"_s).toList().last().toList();
            QVERIFY(bar.at(0).toDouble() >= before && bar.at(1).toDouble() <= 1);
            before = bar.at(1).toDouble();
        }
        // Another run of the job, chosen in the matrix.
        QString good;
        for (int at = family().columns() - 1; at >= 0 && good.isEmpty(); --at)
            if (cells(u"Attempt 1"_s).at(at) == u"completed"_s)
                good = family().runAt(at);
        detail().showLogOf(good);
        QTRY_COMPARE(column(family().lanes(), "name").mid(1, 1), QStringList{u"post_processing"_s});
        QCOMPARE(family().nowAt(), -1);
        // One that goes on shows where now is.
        show("embedding_refresh");
        family().read();
        QTRY_VERIFY(family().nowAt() > 0.5);
    }

    void theServiceHasNoTimeline() {
        show("embedding_refresh");
        backend_->setMood(FakeBackend::Mood::Broken);
        family().read();
        QTRY_VERIFY(!family().lanesText().isEmpty());
        QCOMPARE(family().lanes()->count(), 0);
    }

    void aRunWithOtherValues() {
        request().begin(u"tenant_export"_s);
        QTRY_COMPARE(column(request().params(), "name"),
                     (QStringList{u"tenant"_s, u"format"_s, u"days"_s, u"anonymous"_s})); // as the template has them
        QCOMPARE(request().note(), u"What is stored of one tenant"_s);
        QCOMPARE(column(request().params(), "value"), (QStringList{u"acme"_s, u"csv"_s, u"30"_s, u"true"_s}));
        QCOMPARE(request().params()->at(3, u"choices"_s).toStringList(), (QStringList{u"true"_s, u"false"_s}));
        QCOMPARE(request().command(), u"inferno batch-queue run tenant_export"_s);
        QVERIFY(request().canSend()); // as it is, it is a run as any other
        request().set(2, u"many"_s);
        QCOMPARE(request().params()->at(2, u"error"_s).toString(), u"a whole number"_s);
        QVERIFY(!request().canSend());
        request().set(2, u"7"_s);
        request().set(0, u"o'neill & co"_s);
        request().setEnvironment(u"LEVEL\n"_s);
        QVERIFY(!request().canSend());
        QVERIFY(request().environmentError().startsWith(u"“LEVEL”"_s));
        request().setEnvironment(u"LEVEL=debug\n"_s);
        QCOMPARE(
            request().command(),
            u"inferno batch-queue run tenant_export --param days=7 --param 'tenant=o'\\''neill & co' --env LEVEL=debug"_s);
        QSignalSpy started(&request(), &RunRequest::started);
        request().send();
        QTRY_COMPARE(started.size(), 1);
        const client::Run& run = backend_->sample().runs.front();
        QCOMPARE(QString::fromStdString(run.cause),
                 u"asked for by mara.keller, with days=7, tenant=o'neill & co, another LEVEL"_s);
        // The job has what it had.
        QCOMPARE(app_->jobStore().byName(u"tenant_export"_s)->definition.params.at("days"), "30");
    }

    void aJobWithoutParameters() {
        request().begin(u"vault_backup"_s);
        QCOMPARE(request().params()->count(), 0);
        QVERIFY(request().note().contains(u"no parameters"_s));
        QVERIFY(request().canSend());
        request().begin(u"tenant_export"_s); // and back: nothing of the other is left
        QVERIFY(!request().note().contains(u"no parameters"_s));
    }

    void aRefusedRunStaysOpen() {
        request().begin(u"tenant_export"_s);
        QTRY_VERIFY(!request().note().isEmpty());
        QSignalSpy started(&request(), &RunRequest::started);
        backend_->setMood(FakeBackend::Mood::Broken);
        request().set(2, u"7"_s);
        request().send();
        QTRY_VERIFY(!request().problem().isEmpty());
        QVERIFY(!request().sending() && started.isEmpty());
        QCOMPARE(request().params()->at(2, u"value"_s).toString(), u"7"_s);
    }

    void definitionsAreTakenOver() {
        import().setText(u"- name: nightly_report\n  command: report.sh\n"
                         "- name: vault_backup\n  command: other.sh\n"_s);
        QVERIFY(!import().planned() && !import().canApply());
        import().makePlan();
        QTRY_VERIFY(import().planned());
        QCOMPARE(column(import().plan(), "action"), (QStringList{u"create"_s, u"change"_s}));
        QVERIFY(import().plan()->at(1, u"changes"_s).toString().startsWith(u"Command: "_s));
        QVERIFY(import().plan()->at(1, u"changes"_s).toString().endsWith(u"→ other.sh"_s));
        QCOMPARE(import().summary(), u"2 to make or change"_s);
        QVERIFY(!app_->jobNames().contains(u"nightly_report"_s)); // nothing is made before it was seen
        import().apply();
        QTRY_VERIFY(import().applied());
        QTRY_VERIFY(app_->jobNames().contains(u"nightly_report"_s));
        QTRY_COMPARE(app_->jobStore().byName(u"vault_backup"_s)->definition.command, std::string("other.sh"));
        // Another text has another plan.
        import().setText(import().text() + u"\n"_s);
        QVERIFY(!import().planned() && !import().canApply());
    }

    void definitionsOfAFile() {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"jobs.yaml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("- name: from_file\n  command: true\n");
        file.close();
        import().readFile(u" "_s + file.fileName());
        QTRY_VERIFY(import().planned());
        QCOMPARE(import().file(), file.fileName());
        QCOMPARE(column(import().plan(), "job"), QStringList{u"from_file"_s});
        import().readFile(folder.path());
        QVERIFY(import().problem().contains(u"cannot be read"_s));
        QVERIFY(!import().planned());
    }

    void definitionsThatCannotBe() {
        import().setText(u"- name: good\n  command: x\n- command: nameless\n"_s);
        import().makePlan();
        QTRY_COMPARE(import().problems()->count(), 1);
        QCOMPARE(import().problems()->at(0, u"job"_s).toString(), u"job 2"_s);
        QVERIFY(!import().canApply());
        import().setText(u"no yaml of jobs"_s);
        QCOMPARE(import().problems()->count(), 0);
        import().makePlan();
        QTRY_VERIFY(!import().problem().isEmpty());
        QVERIFY(import().problem().contains(u"line 1"_s));
    }

    void rulesOfTheQueue() {
        QueueRules& rules = *qobject_cast<JobEditorPage*>(app_->pageObject(u"job-editor"_s))->rules();
        QVERIFY(!rules.known());
        rules.read();
        QTRY_COMPARE(column(rules.rows(), "name"), (QStringList{u"many_failures"_s, u"long_queue"_s}));
        QCOMPARE(rules.rows()->at(0, u"severity"_s).toString(), u"high"_s);
        QCOMPARE(rules.rows()->at(0, u"warnings"_s).toString(), u"slack: not configured"_s);
        QVERIFY(!rules.canAdd());
        rules.setName(u"slow"_s);
        rules.setCondition(u"oldest_waiting"_s);
        rules.setSeverity(2);
        QCOMPARE(rules.command(), u"inferno batch-queue alert-rule create --name slow --condition \"oldest_waiting\" "
                                  "--severity high"_s);
        rules.add();
        QTRY_VERIFY(rules.problem().contains(u"column 1"_s));
        QCOMPARE(rules.name(), u"slow"_s); // what was typed stays
        rules.setCondition(u"oldest_waiting > 1h"_s);
        QCOMPARE(rules.problem(), QString());
        rules.add();
        QTRY_COMPARE(rules.rows()->count(), 3);
        QCOMPARE(rules.name(), QString());
        rules.setEnabled(u"slow"_s, false);
        QTRY_COMPARE(rules.rows()->at(2, u"ruleEnabled"_s).toBool(), false);
        rules.remove(u"slow"_s);
        QTRY_COMPARE(rules.rows()->count(), 2);
    }
};

QTEST_GUILESS_MAIN(TestJobRuns)
#include "tst_job_runs.moc"
