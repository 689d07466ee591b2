// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "models/app_state.h"
#include "models/audit_page.h"
#include "models/fakes/fake_backend.h"
#include "models/graph_page.h"
#include "models/job_editor_page.h"
#include "models/job_store.h"
#include "models/jobs_page.h"
#include "models/overview_page.h"

using namespace inferno;
using namespace inferno::models;
using namespace Qt::StringLiterals;
using Mood = FakeBackend::Mood;

/// Page objects against the sample: what they show, their seven states, and their verbs.
class TestPages : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<FakeBackend> backend_;
    std::unique_ptr<AppState> app_;

    template <typename Page>
    Page& page(const char* id) {
        return *qobject_cast<Page*>(app_->pageObject(QLatin1String(id)));
    }
    void open(Mood mood) {
        app_.reset();
        backend_ = std::make_unique<FakeBackend>(mood);
        AppState::Options options{QTimeZone("Europe/Berlin"), u"mara.keller"_s, u"0.1.0"_s, true};
        app_ = std::make_unique<AppState>(*backend_, FakeBackend::clock(), options);
        app_->start();
    }

private Q_SLOTS:
    void init() { open(Mood::Normal); }
    void cleanup() {
        app_.reset();
        backend_.reset();
    }

    void theShellsFigures() {
        QTRY_COMPARE(app_->serviceState(), AppState::ServiceState::Running);
        QTRY_COMPARE(app_->attentionCount(), 1);
        QTRY_COMPARE(app_->workersMax(), 8);
        QTRY_COMPARE(app_->sealedText(), u"#4,210,993"_s);
        QCOMPARE(app_->sealedAgo(), u"1 s ago"_s);
        QCOMPARE(app_->clockText(), u"10:42:07"_s);
        QCOMPARE(app_->zoneText(), u"Europe/Berlin UTC+1"_s);
        QCOMPARE(app_->userInitials(), u"MK"_s);
        QCOMPARE(app_->lastFailedJob(), u"post_processing"_s);
        QCOMPARE(app_->jobNames().size(), 24);
    }

    void states_data() {
        QTest::addColumn<Mood>("mood");
        QTest::addColumn<PageState>("jobs");
        QTest::addColumn<PageState>("audit");
        QTest::newRow("ready") << Mood::Normal << PageState::Ready << PageState::Ready;
        QTest::newRow("empty") << Mood::Empty << PageState::EmptyFirst << PageState::EmptyFirst;
        QTest::newRow("error") << Mood::Broken << PageState::Error << PageState::Error;
        QTest::newRow("offline") << Mood::Offline << PageState::Offline << PageState::Offline;
        QTest::newRow("locked") << Mood::Locked << PageState::Ready << PageState::Locked;
    }
    void states() {
        QFETCH(Mood, mood);
        QFETCH(PageState, jobs);
        QFETCH(PageState, audit);
        open(mood);
        QCOMPARE(page<JobsPage>("jobs").state(), PageState::Loading);
        QTRY_COMPARE(page<JobsPage>("jobs").state(), jobs);
        QTRY_COMPARE(page<AuditPage>("audit").state(), audit);
        if (mood != Mood::Broken)
            QTRY_COMPARE(page<GraphPage>("graph").state(), jobs);
        QCOMPARE(page<JobsPage>("jobs").writable(), mood != Mood::Offline);
    }

    void whatWasReadStaysWhileTheServiceIsAway() {
        auto& jobs = page<JobsPage>("jobs");
        QTRY_COMPARE(jobs.state(), PageState::Ready);
        backend_->setMood(Mood::Offline);
        backend_->reconnectNow();
        QTRY_COMPARE(jobs.state(), PageState::Offline);
        QCOMPARE(jobs.shown(), 24);
        QCOMPARE(jobs.asOfText(), u"as of 10:42:07"_s);
        QVERIFY(!jobs.whyNot().isEmpty());
        backend_->setMood(Mood::Normal);
        backend_->reconnectNow();
        QTRY_COMPARE(jobs.state(), PageState::Ready);
    }

    void filteredEmptyNamesTheFilters() {
        auto& jobs = page<JobsPage>("jobs");
        QTRY_COMPARE(jobs.state(), PageState::Ready);
        jobs.addTokens(u"status:failed -tag:etl"_s);
        QCOMPARE(jobs.state(), PageState::EmptyFiltered);
        QCOMPARE(jobs.filterText(), u"status failed, not tag etl"_s);
        jobs.removeToken(1);
        QCOMPARE(jobs.state(), PageState::Ready);
        QCOMPARE(jobs.shown(), 1);
        jobs.clearFilters();
        QCOMPARE(jobs.shown(), 24);
    }

    void aJobsDrawer() {
        auto& jobs = page<JobsPage>("jobs");
        app_->navigate(u"jobs"_s, u"post_processing"_s); // before the jobs are read
        QTRY_COMPARE(jobs.selectedRow(), 0);
        QTRY_COMPARE(jobs.detail()->history()->count(), 20);
        QTRY_VERIFY(jobs.detail()->log()->count() > 10);
        QVERIFY(jobs.detail()->canRetry());
        jobs.remove(u"post_processing"_s);
        QTRY_COMPARE(jobs.selected(), QString());
        QTRY_COMPARE(jobs.total(), 23);
    }

    void theOverviewRanksByConsequence() {
        auto& overview = page<OverviewPage>("overview");
        QTRY_COMPARE(overview.attention()->count(), 1);
        QTRY_COMPARE(overview.attention()->at(0, u"title"_s), u"post_processing failed 3 of 3"_s);
        QCOMPARE(overview.attention()->at(0, u"reason"_s), u"Killed, or out of memory (137). Holds back 4 job(s)."_s);
        QTRY_VERIFY(overview.lanes()->count() > 5);
        QTRY_VERIFY(overview.causes()->count() >= 2);
        QVERIFY(overview.growing()->count() >= 3);
        QCOMPARE(overview.growing()->at(0, u"name"_s), u"post_processing"_s);
        QTRY_COMPARE(overview.tone(), u"warning"_s);
        QCOMPARE(overview.sentence(), u"One failure is holding back 4 job(s)."_s); // as many as its row says
    }

    void withoutRunsBeforeNothingIsCompared() {
        auto& overview = page<OverviewPage>("overview");
        QTRY_COMPARE(overview.rateDifference(), u"0.5 pt"_s);
        QCOMPARE(overview.ratePrevious(), u"vs 100.0 % before"_s);
        QTRY_COMPARE(overview.memoryText(), u"41 / 128 GiB"_s);
        backend_->sample().queue.runs_before = 0;
        overview.refresh();
        QTRY_COMPARE(overview.rateDifference(), QString());
        QCOMPARE(overview.ratePrevious(), u"no runs the day before"_s);
        QVERIFY(overview.rateTip().contains(overview.rate()));
    }

    void aFailureIsToldOnce() {
        QTRY_COMPARE(app_->jobNames().size(), 24);
        QSignalSpy failed(app_.get(), &AppState::jobFailed);
        client::Run run = backend_->sample().runs.front();
        run.id = "run_fresh";
        run.status = "failed";
        run.exit_code = 2;
        Q_EMIT backend_->runChanged(run);
        Q_EMIT backend_->runChanged(run);
        QCOMPARE(failed.count(), 1);
        QCOMPARE(failed.first().at(2), u"Exit code 2"_s);
    }

    void creatingAJob() {
        auto& editor = page<JobEditorPage>("job-editor");
        QTRY_COMPARE(app_->jobNames().size(), 24);
        QSignalSpy saved(&editor, &JobEditorPage::saved);
        app_->navigate(u"job-editor"_s);
        QVERIFY(editor.isNew());
        editor.save();
        QVERIFY(!editor.nameError().isEmpty());
        QVERIFY(!editor.commandError().isEmpty());
        editor.setName(u"smtp_probe"_s);
        editor.setCommand(u"true"_s);
        editor.setTimeoutText(u"soon"_s);
        QVERIFY(!editor.timeoutError().isEmpty());
        editor.setTimeoutText(u"15m"_s);
        editor.setDependsOn(u"nobody"_s);
        editor.save();
        QCOMPARE(editor.nameError(), u"A job of this name exists"_s);
        QVERIFY(editor.dependsError().contains(u"nobody"_s));
        editor.setName(u"fresh"_s);
        editor.setDependsOn(u"source_sync:completion"_s);
        editor.schedule()->setText(u"0 25 * * *"_s);
        editor.save();
        QVERIFY(!editor.formError().isEmpty());
        editor.schedule()->setText(u"15 2 * * 1-5"_s);
        editor.save();
        QTRY_COMPARE(saved.count(), 1);
        const client::Job* made = app_->jobStore().byName(u"fresh"_s);
        QVERIFY(made);
        QCOMPARE(made->definition.schedules, std::vector<std::string>{"15 2 * * 1-5"});
        QCOMPARE(made->definition.timeout, 900.0);
        QVERIFY(!editor.dirty());
    }

    void saveAndRunStartsAScheduledJobOnce() {
        auto& editor = page<JobEditorPage>("job-editor");
        QTRY_COMPARE(app_->jobNames().size(), 24);
        const auto runsOf = [this](const char* name) {
            return std::ranges::count(backend_->sample().runs, name, &client::Run::job);
        };
        for (const bool scheduled : {true, false}) {
            const QString name = scheduled ? u"scheduled"_s : u"on_request"_s;
            app_->navigate(u"job-editor"_s);
            editor.setName(name);
            editor.setCommand(u"true"_s);
            editor.schedule()->setText(scheduled ? u"0 4 * * *"_s : QString());
            editor.saveAndRun();
            QTRY_VERIFY(app_->jobStore().byName(name) && !editor.saving());
        }
        QTRY_COMPARE(runsOf("scheduled"), 1);
        QCOMPARE(runsOf("on_request"), 0); // a service queues it once by itself; the sample does not
    }

    void changingAJobSendsOnlyWhatDiffers() {
        auto& editor = page<JobEditorPage>("job-editor");
        app_->navigate(u"job-editor"_s, u"model_validation"_s); // before the jobs are read
        QTRY_COMPARE(editor.name(), u"model_validation"_s);
        QVERIFY(!editor.dirty());
        QCOMPARE(editor.schedule()->text(), u"30 2 * * 0"_s);
        editor.schedule()->toggle(0, 45);
        QVERIFY(editor.dirty());
        app_->navigate(u"overview"_s);
        app_->navigate(u"job-editor"_s, u"model_validation"_s);
        QVERIFY(editor.dirty()); // leaving never loses input
        editor.discard();
        QVERIFY(!editor.dirty());
    }

    void theGraph() {
        auto& graph = page<GraphPage>("graph");
        QTRY_COMPARE(graph.state(), PageState::Ready);
        QCOMPARE(graph.nodes()->count(), 24);
        QVERIFY(graph.edges()->count() >= 12);
        graph.isolate(u"post_processing"_s);
        QCOMPARE(graph.isolatedText(), u"Isolated: post_processing with 2 upstream and 4 downstream"_s);
        graph.move(u"left"_s);
        QCOMPARE(graph.chosen(), u"nightly_conversion"_s);
        graph.showAll();
        QStringList told;
        for (const auto& row : graph.outline()->rows())
            told.append(row.first().toString());
        for (const QString& name : app_->jobNames())
            QVERIFY2(told.contains(name), qPrintable(name)); // the outline is a full equivalent
    }

    void theAuditTrailIsReadPageByPage() {
        auto& audit = page<AuditPage>("audit");
        QAbstractItemModelTester tester(audit.events(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        QTRY_COMPARE(audit.state(), PageState::Ready);
        QTRY_VERIFY((audit.events()->fetchMore({}), audit.events()->complete()));
        QCOMPARE(static_cast<std::size_t>(audit.events()->count()), backend_->sample().events.size());
        audit.search(u"action:login_failed"_s);
        QTRY_COMPARE(audit.events()->count(), 3);
        audit.addFilter(u"user"_s, u"admin"_s);
        QTRY_COMPARE(audit.events()->count(), 1);
        audit.search(u"colour:red"_s);
        QVERIFY(!audit.queryError().isEmpty());
        QCOMPARE(audit.events()->count(), 1); // the old query stays
        audit.search(u"result:denied vault/export"_s);
        QTRY_COMPARE(audit.events()->count(), 1);
        audit.search(u"nothing-like-this"_s);
        QTRY_COMPARE(audit.state(), PageState::EmptyFiltered);
    }

    void aProofAndAVerdict() {
        auto& audit = page<AuditPage>("audit");
        QTRY_COMPARE(audit.state(), PageState::Ready);
        audit.chooseRow(3);
        QVERIFY(audit.chosenJson().contains(u"\"trigger\": \"schedule\""_s));
        audit.prove();
        QTRY_VERIFY(audit.proofReady());
        QCOMPARE(audit.proofLevels(), 22);
        audit.verify(u"full"_s);
        QTRY_VERIFY(audit.hasVerdict());
        QCOMPARE(audit.verdictTone(), u"success"_s);
        client::VerifyResult bad;
        bad.verdict = "altered";
        bad.problems = {{"altered", 3991204, "00409.seg", 4096, "the block's hash differs"}};
        app_->setVerdict(bad);
        QCOMPARE(app_->vaultState(), AppState::VaultState::Tampered);
        QCOMPARE(app_->vaultText(), u"Tampering found at #3,991,204"_s);
    }
};

QTEST_GUILESS_MAIN(TestPages)
#include "tst_pages.moc"
