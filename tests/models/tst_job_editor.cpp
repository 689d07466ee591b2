// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTest>

#include "models/app_state.h"
#include "models/fakes/fake_backend.h"
#include "models/job_changes.h"
#include "models/job_editor_page.h"
#include "models/job_form.h"
#include "models/job_store.h"

using namespace inferno;
using namespace inferno::models;
using namespace Qt::StringLiterals;

/// A job being written: nothing typed is lost, what others change meanwhile comes in, and what is wrong is told with
/// the way to it.
class TestJobEditor : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<FakeBackend> backend_;
    std::unique_ptr<AppState> app_;

    JobEditorPage& editor() { return *qobject_cast<JobEditorPage*>(app_->pageObject(u"job-editor"_s)); }
    void change(const char* name, const nlohmann::json& fields) { backend_->updateJob(QLatin1String(name), fields); }
    void editModelValidation() {
        app_->navigate(u"job-editor"_s, u"model_validation"_s);
        QTRY_COMPARE(editor().name(), u"model_validation"_s);
    }

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

    void fieldsAreReadBackAsTheyWereTyped_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("shown"); // "" = refused
        const auto row = [](const char* field, const char* typed, const char* shown) {
            QTest::addRow("%s %s", field, typed) << QString::fromUtf8(typed) << QString::fromUtf8(shown);
        };
        row("timeout", "90s", "1m30s");
        row("timeout", "soon", "");
        row("grace", "1h30m", "1h30m");
        row("jitter", "2d", "2d");
        row("retry_backoff", "1.5", "1.5");
        row("retry_backoff", "0.5", "");
        row("cpu_limit", "2.5", "2.5");
        row("cpu_limit", "many", "");
        row("memory_limit_gb", "8", "8");
        row("max_parallel", "4", "4");
        row("max_parallel", "-1", "");
        row("gpu_required", "1", "1");
        row("run_at", "2026-04-01 02:30", "2026-04-01 02:30");
        row("run_at", "tomorrow", "");
        row("env", "A=1\nB=x y", "A=1\nB=x y");
        row("env", "no equals", "");
        row("condition", "disk_usage_percent > 80", "disk_usage_percent > 80");
    }
    void fieldsAreReadBackAsTheyWereTyped() {
        QFETCH(QString, typed);
        QFETCH(QString, shown);
        const QString field = QString::fromLatin1(QTest::currentDataTag()).section(u' ', 0, 0);
        const QTimeZone zone("Europe/Berlin");
        client::JobDefinition job;
        const client::JobDefinition before = job;
        QCOMPARE(writeField(job, field, typed, zone).isEmpty(), !shown.isEmpty());
        if (shown.isEmpty())
            QVERIFY(differences(before, job).empty());
        else
            QCOMPARE(readField(job, field, zone), shown);
    }

    void everyFieldOfTheFormSurvivesARoundTrip() {
        client::JobDefinition job;
        job.name = "all";
        job.timeout = 3725;
        job.env = {{"A", "1"}};
        job.resources = {1.5, 2, true};
        job.run_at = "2026-04-01T00:30:00Z";
        job.jitter = 90;
        const QTimeZone zone("Europe/Berlin");
        client::JobDefinition again = job;
        for (const QString& field : formFields()) {
            QCOMPARE(writeField(again, field, readField(job, field, zone), zone), QString());
            QVERIFY2(differences(job, again).empty(), qPrintable(field));
        }
    }

    void leavingNeverLosesInput() {
        editModelValidation();
        editor().set(u"timeout"_s, u"45m"_s);
        editor().schedule()->setText(u"0 4 * * 0"_s);
        app_->navigate(u"job-editor"_s, u"vault_backup"_s); // another job
        QTRY_COMPARE(editor().name(), u"vault_backup"_s);
        QVERIFY(!editor().dirty());
        editor().set(u"env"_s, u"SECRET=s3cret"_s);
        editor().set(u"grace"_s, u"20s"_s);
        app_->navigate(u"job-editor"_s, u"model_validation"_s);
        QCOMPARE(editor().schedule()->text(), u"0 4 * * 0"_s);
        QCOMPARE(editor().values().value(u"timeout"_s).toString(), u"45m"_s);
        QVERIFY(editor().dirty());
        app_->navigate(u"job-editor"_s, u"vault_backup"_s);
        QCOMPARE(editor().values().value(u"env"_s).toString(), u"SECRET=s3cret"_s);

        const QString kept = editor().stored();
        QVERIFY(!kept.contains(u"s3cret"_s)); // it is written to a file
        init();                               // the window is opened again
        editor().setStored(kept);
        editModelValidation();
        QVERIFY(editor().dirty());
        QCOMPARE(editor().schedule()->text(), u"0 4 * * 0"_s);
        editor().discard();
        QVERIFY(!editor().dirty());
        QVERIFY(!editor().stored().contains(u"model_validation"_s));
        QVERIFY(editor().stored().contains(u"vault_backup"_s));
    }

    void aDraftThatIsNoneIsLeftAlone() {
        editor().setStored(u"{\"model_validation\":{\"timeout\":[1],\"retry_attempts\":\"x\"},\"a\":7"_s);
        editor().setStored(u"{\"model_validation\":{\"retry_attempts\":\"x\"}}"_s);
        editModelValidation();
        QCOMPARE(editor().retries(), 2);
    }

    void whatOthersChangeComesIn() {
        editModelValidation();
        change("model_validation", {{"grace", 30}}); // nothing typed yet: it follows
        QTRY_COMPARE(editor().values().value(u"grace"_s).toString(), u"30s"_s);
        QVERIFY(!editor().dirty());
        QVERIFY(editor().mergedText().isEmpty());

        editor().setRetries(5);
        editor().setTags(u"ml, night"_s);
        change("model_validation", {{"grace", 40}, {"tags", {"ml", "gpu"}}});
        QTRY_COMPARE(editor().conflicts()->count(), 1);
        QCOMPARE(editor().conflicts()->at(0, u"mine"_s), u"ml, night"_s);
        QCOMPARE(editor().conflicts()->at(0, u"theirs"_s), u"ml, gpu"_s);
        QCOMPARE(editor().values().value(u"grace"_s).toString(), u"40s"_s);
        QCOMPARE(editor().retries(), 5);
        QVERIFY(editor().mergedText().contains(u"Time to end"_s));
        editor().takeTheirs(u"tags"_s);
        QCOMPARE(editor().tags(), u"ml, gpu"_s);
        QCOMPARE(editor().conflicts()->count(), 0);
        QSignalSpy saved(&editor(), &JobEditorPage::saved);
        editor().save();
        QTRY_COMPARE(saved.count(), 1);
        QTRY_COMPARE(app_->jobStore().byName(u"model_validation"_s)->definition.retry_attempts, 5);
        const auto& now = app_->jobStore().byName(u"model_validation"_s)->definition;
        QCOMPARE(now.grace, 40.0);
        QCOMPARE(now.tags, (std::vector<std::string>{"ml", "gpu"}));
    }

    void aJobThatIsDeletedMeanwhileIsCreatedAnew() {
        editModelValidation();
        editor().setRetries(5);
        backend_->deleteJob(u"model_validation"_s);
        QTRY_VERIFY(editor().isNew());
        QVERIFY(editor().mergedText().contains(u"deleted"_s));
        QSignalSpy saved(&editor(), &JobEditorPage::saved);
        editor().save();
        QTRY_COMPARE(saved.count(), 1);
        QVERIFY(app_->jobStore().byName(u"model_validation"_s));
    }

    void mergesThreeWays() {
        client::JobDefinition base;
        base.name = "a";
        auto mine = base;
        auto theirs = base;
        mine.grace = 20;
        theirs.grace = 20;
        mine.command = "here";
        theirs.command = "there";
        theirs.priority = "high";
        const JobMerge merge = mergeJobs(base, mine, theirs);
        QCOMPARE(merge.taken, QList<QString>{u"priority"_s});
        QCOMPARE(merge.conflicts, QList<QString>{u"command"_s});
        QCOMPARE(merge.merged.command, std::string("here"));
        QCOMPARE(merge.merged.priority, std::string("high"));
        QCOMPARE(merge.merged.grace, 20.0);
    }

    void theReviewTellsWhatIsWrongAndWhere() {
        app_->navigate(u"job-editor"_s);
        editor().set(u"timeout"_s, u"soon"_s);
        editor().schedule()->setText(u"0 25 * * *"_s);
        editor().save();
        QStringList said;
        QSet<int> steps;
        for (const auto& row : editor().problems()->rows()) {
            steps.insert(row.at(0).toInt());
            said.append(row.at(1).toString());
        }
        QCOMPARE(steps, (QSet<int>{JobEditorPage::General, JobEditorPage::Schedule, JobEditorPage::Command,
                                   JobEditorPage::Limits}));
        QVERIFY(!editor().stepProblems().at(JobEditorPage::Limits).isEmpty());
        QVERIFY(editor().stepProblems().at(JobEditorPage::Inputs).isEmpty());
        QVERIFY(editor().stepProblems().at(JobEditorPage::Review).contains(u"4"_s));
        editor().setName(u"it's new"_s);
        editor().set(u"timeout"_s, u"15m"_s);
        editor().setCommand(u"echo 100%"_s);
        editor().schedule()->setText(u"30 2 * * 0"_s);
        QTRY_COMPARE(editor().problems()->count(), 0);
        QHash<QString, QString> forms;
        for (const auto& row : editor().forms()->rows())
            forms.insert(row.at(0).toString(), row.at(1).toString());
        QVERIFY(forms.value(u"crontab"_s).contains(u"30 2 * * 0 echo 100\\%"_s));
        QVERIFY(forms.value(u"systemd timer"_s).contains(u"OnCalendar=Sun"_s));
        QVERIFY(forms.value(u"Command line"_s).contains(u"--schedule '30 2 * * 0'"_s));
        QVERIFY(editor().document().contains(u"\"timeout\": 900"_s));
        QVERIFY(!editor().document().contains(u"grace"_s)); // as it is built in
    }

    void theReviewListsWhatWouldBeSaved() {
        editModelValidation();
        editor().set(u"timeout"_s, u"45m"_s);
        QTRY_COMPARE(editor().changes()->count(), 1);
        QCOMPARE(editor().changes()->at(0, u"title"_s), u"Time limit"_s);
        QCOMPARE(editor().changes()->at(0, u"after"_s), u"45m"_s);
    }

    void howItStarts() {
        app_->navigate(u"job-editor"_s);
        QCOMPARE(editor().startMode(), 0);
        editor().setStartMode(4); // daily
        QCOMPARE(editor().startMode(), 4);
        QCOMPARE(editor().schedule()->text(), u"0 2 * * *"_s);
        editor().setStartMode(1); // once
        QCOMPARE(editor().startMode(), 1);
        QCOMPARE(editor().values().value(u"run_at"_s).toString(), u"2026-03-24 11:00"_s);
        QVERIFY(editor().schedule()->empty());
        editor().setStartMode(2);
        QCOMPARE(editor().startMode(), 2);
        QVERIFY(editor().values().value(u"run_at"_s).toString().isEmpty());
        editor().setDependsOn(u"source_sync"_s);
        QCOMPARE(editor().startMode(), 2);
        editor().setStartMode(9);
        QCOMPARE(editor().startMode(), 4); // "0 2 * * *" is daily as well
    }

    void aCopyIsANewJob() {
        app_->navigate(u"job-editor"_s, u"?copy=vault_backup"_s);
        QVERIFY(editor().isNew() && editor().dirty());
        QCOMPARE(editor().name(), u"vault_backup_copy"_s);
        QCOMPARE(editor().schedule()->text(), u"0 5-23/6 * * *"_s);
        QSignalSpy saved(&editor(), &JobEditorPage::saved);
        editor().save();
        QTRY_COMPARE(saved.count(), 1);
        QVERIFY(app_->jobStore().byName(u"vault_backup"_s));
        app_->navigate(u"job-editor"_s, u"?copy=vault_backup"_s);
        QCOMPARE(editor().name(), u"vault_backup_copy2"_s);
    }

    void renamingKeepsTheJob() {
        editModelValidation();
        const std::string id = app_->jobStore().byName(u"model_validation"_s)->id;
        editor().setName(u"vault_backup"_s);
        editor().save();
        QVERIFY(!editor().nameError().isEmpty()); // taken
        editor().setName(u"validation"_s);
        QSignalSpy saved(&editor(), &JobEditorPage::saved);
        editor().save();
        QTRY_COMPARE(saved.count(), 1);
        QCOMPARE(app_->jobStore().byName(u"validation"_s)->id, id);
    }

    void aSkippedHourCanBeLeftOut() {
        editModelValidation();
        QCOMPARE(editor().schedule()->shiftedText(), u"Sun 29 Mar 03:00"_s);
        const auto before = backend_->sample().exceptions.size();
        editor().setSkipShifted(true);
        QVERIFY(editor().dirty());
        QSignalSpy saved(&editor(), &JobEditorPage::saved);
        editor().save();
        QTRY_COMPARE(saved.count(), 1);
        QTRY_COMPARE(backend_->sample().exceptions.size(), before + 1);
        QCOMPARE(backend_->sample().exceptions.back().job, std::string("model_validation"));
        QCOMPARE(QString::fromStdString(backend_->sample().exceptions.back().fire).left(16), u"2026-03-29T01:00"_s);
    }

    void theLoadIsThatOfTheOthers() {
        editModelValidation();
        QTRY_VERIFY(editor().loadMax() > 0);
        QCOMPARE(editor().load().size(), 168);
        QCOMPARE(editor().ownHours().size(), 1);
        QVERIFY(editor().blackoutText().isEmpty() || editor().blackoutText().contains(u"DB"_s) ||
                editor().blackoutText() == u"there are none"_s);
        QTRY_VERIFY(editor().blackoutText().contains(u"skips 0 of the next 10"_s));
    }

    void theServiceIsGone() {
        editModelValidation();
        editor().setRetries(7);
        backend_->setMood(FakeBackend::Mood::Offline);
        backend_->reconnectNow();
        QTRY_VERIFY(!editor().writable());
        editor().setRetries(8); // it can be written on
        QVERIFY(editor().dirty());
        QVERIFY(editor().stored().contains(u"model_validation"_s));
        QSignalSpy refused(&editor(), &JobEditorPage::refused);
        editor().save();
        QTRY_COMPARE(refused.count(), 1);
        QVERIFY(!editor().formError().isEmpty());
        backend_->setMood(FakeBackend::Mood::Normal);
        backend_->reconnectNow();
        QTRY_VERIFY(editor().writable());
        QSignalSpy saved(&editor(), &JobEditorPage::saved);
        editor().save();
        QTRY_COMPARE(saved.count(), 1);
        QCOMPARE(app_->jobStore().byName(u"model_validation"_s)->definition.retry_attempts, 8);
    }
};

QTEST_GUILESS_MAIN(TestJobEditor)
#include "tst_job_editor.moc"
