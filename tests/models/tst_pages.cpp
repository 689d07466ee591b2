// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

#include "models/app_state.h"
#include "models/audit_page.h"
#include "models/fakes/fake_backend.h"
#include "models/fakes/fake_vault.h"
#include "models/graph_page.h"
#include "models/job_editor_page.h"
#include "models/job_store.h"
#include "models/jobs_page.h"
#include "models/models_page.h"
#include "models/overview_page.h"
#include "models/proof_check.h"
#include "tests/fakes/manual_clock.h"

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

    void waitingCanBeStopped() {
        open(Mood::Silent);
        auto& models = page<ModelsPage>("models");
        QTRY_VERIFY(app_->connected());
        QCOMPARE(models.state(), PageState::Loading);
        models.stopWaiting();
        QCOMPARE(models.state(), PageState::Error);
        QCOMPARE(models.errorCode(), u"request.timeout"_s);
        QCOMPARE(models.errorText(), u"It was cancelled before the answer came. Try again."_s);
        models.refresh(); // no answer comes to this one either: it is waited for, as the first was
        QCOMPARE(models.state(), PageState::Loading);
        models.stopWaiting();
        backend_->setMood(Mood::Normal);
        models.refresh();
        QTRY_COMPARE(models.state(), PageState::Ready);
        models.stopWaiting(); // too late
        QCOMPARE(models.state(), PageState::Ready);
    }

    void anAnswerAfterCancelDoesNotSurprise() {
        open(Mood::Silent);
        auto& jobs = page<JobsPage>("jobs");
        QTRY_VERIFY(app_->connected());
        jobs.stopWaiting();
        QCOMPARE(jobs.state(), PageState::Error);
        Q_EMIT app_->jobStore().readFailed({ErrorCode::DbBusy, "the job database was busy", "", nullptr});
        QCOMPARE(jobs.errorCode(), u"request.timeout"_s);
        app_->jobStore().replaceAll(backend_->sample().jobs);
        QCOMPARE(jobs.state(), PageState::Error);
        jobs.refresh();
        QCOMPARE(jobs.state(), PageState::Loading);
        app_->jobStore().replaceAll(backend_->sample().jobs);
        QCOMPARE(jobs.state(), PageState::Ready);
    }

    void timeThatMovesOnIsNoReading() {
        inferno::fakes::ManualClock clock(models::fakes::sampleNow());
        app_ =
            std::make_unique<AppState>(*backend_, clock, AppState::Options{QTimeZone("Europe/Berlin"), {}, {}, true});
        app_->start();
        auto& jobs = page<JobsPage>("jobs");
        QTRY_COMPARE(jobs.state(), PageState::Ready);
        backend_->setMood(Mood::Broken);
        jobs.refresh();
        QTRY_COMPARE(jobs.state(), PageState::Partial);
        app_->jobStore().tick();
        QCOMPARE(jobs.state(), PageState::Partial);
        backend_->setMood(Mood::Offline);
        backend_->reconnectNow();
        QTRY_COMPARE(jobs.state(), PageState::Offline);
        clock.advance(std::chrono::minutes(3));
        app_->jobStore().tick();
        QCOMPARE(jobs.asOfText(), u"as of 10:42:07"_s);
    }

    void theGraphReadsAgainWhatItMissed() {
        open(Mood::Broken);
        auto& graph = page<GraphPage>("graph");
        QTRY_COMPARE(graph.state(), PageState::Error);
        backend_->setMood(Mood::Normal);
        graph.refresh();
        QTRY_COMPARE(graph.state(), PageState::Ready);
        QCOMPARE(page<JobsPage>("jobs").state(), PageState::Ready);
        backend_->setMood(Mood::Broken);
        graph.refresh();
        QTRY_COMPARE(graph.state(), PageState::Partial);
        backend_->setMood(Mood::Normal);
        graph.refresh();
        QTRY_COMPARE(graph.state(), PageState::Ready);
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
        QTRY_COMPARE(jobs.detail()->history()->count(), 26);
        QTRY_VERIFY(jobs.detail()->log()->count() > 10);
        QVERIFY(jobs.detail()->canRetry());
        jobs.remove(u"post_processing"_s);
        QTRY_COMPARE(jobs.selected(), QString());
        QTRY_COMPARE(jobs.total(), 23);
    }

    void theOverviewRanksByConsequence() {
        auto& overview = page<OverviewPage>("overview");
        QTRY_COMPARE(overview.attention()->count(), 2);
        QTRY_COMPARE(overview.attention()->at(0, u"title"_s), u"post_processing failed 3 of 3"_s);
        QCOMPARE(overview.attention()->at(0, u"reason"_s),
                 u"Killed, or out of memory (137). Holds back 3 job(s), first compliance_report at 12:00."_s);
        QTRY_VERIFY(overview.lanes()->count() > 5);
        QTRY_VERIFY(overview.causes()->count() >= 2);
        QVERIFY(overview.growing()->count() >= 3);
        QCOMPARE(overview.growing()->at(0, u"name"_s), u"post_processing"_s);
        QTRY_COMPARE(overview.tone(), u"warning"_s);
        QCOMPARE(overview.sentence(), u"One failure is holding back 3 job(s); compliance_report may miss 12:00."_s);
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

    void theAuditTrailIsAWindow() {
        auto& audit = page<AuditPage>("audit");
        AuditList& list = *audit.events();
        QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::Fatal);
        list.setVisibleRows(20);
        QTRY_COMPARE(audit.state(), PageState::Ready);
        QCOMPARE(list.total(), 4'210'993.0);
        QCOMPARE(list.rowCount(), 22);
        audit.filter()->set(u"action:login_failed"_s);
        QTRY_COMPARE(list.total(), 3.0);
        QVERIFY(list.complete());
        audit.filter()->add(u"user"_s, u"admin"_s);
        QTRY_COMPARE(list.total(), 1.0);
        audit.filter()->set(u"nothing-like-this"_s);
        QTRY_COMPARE(audit.state(), PageState::EmptyFiltered);
        audit.filter()->clear();
        QTRY_COMPARE(audit.state(), PageState::Ready);
        QCOMPARE(list.total(), 4'210'993.0);
    }

    void tenMillionEventsAndAFewPages() {
        constexpr quint64 kEvents = 10'000'000;
        auto& audit = page<AuditPage>("audit");
        AuditList& list = *audit.events();
        QTRY_COMPARE(audit.state(), PageState::Ready);
        backend_->sample().vault.events = kEvents;
        list.setVisibleRows(30);
        audit.refresh();
        QTRY_COMPARE(list.total(), double(kEvents));
        const auto seqAt = [&](double row) {
            list.scrollTo(row);
            const auto shown = static_cast<qint64>(list.position());
            return QTest::qWaitFor([&] { return list.at(shown) != nullptr; }) ? qint64(list.at(shown)->seq) : -1;
        };
        for (const double row : {0.0, 1.0, 5'000'000.0, 9'999'000.0, 600'001.0, 9'999'970.0})
            QCOMPARE(seqAt(row), qint64(kEvents) - 1 - qint64(row));
        QCOMPARE(seqAt(double(kEvents)), 29); // the last 30 rows
        // The rows keep their places in a ring: which of them shows the last event depends on the way here.
        QSet<QString> shown;
        for (int row = 0; row < list.rowCount(); ++row)
            shown.insert(list.index(row).data(int(AuditList::Role::Seq)).toString());
        QVERIFY(shown.contains(u"0"_s) && shown.contains(u"29"_s) && !shown.contains(u"40"_s));
        const int calls = backend_->auditCalls();
        for (int jump = 0; jump < 100; ++jump)
            QVERIFY(seqAt(double(jump * 99'997)) >= 0);
        QVERIFY(list.pagesInMemory() <= AuditList::kPagesMax);
        QVERIFY(backend_->auditCalls() - calls <= 100 * 4); // a page or two for each place, and those beside it
        QCOMPARE(list.rowCount(), 32);
    }

    void whatIsScrolledPastIsNotAskedFor() {
        auto& audit = page<AuditPage>("audit");
        AuditList& list = *audit.events();
        list.setVisibleRows(30);
        QTRY_COMPARE(audit.state(), PageState::Ready);
        const int calls = backend_->auditCalls();
        for (int step = 1; step <= 1000; ++step)
            list.scrollTo(step * 1000.0); // no answer comes in between
        QTRY_VERIFY(list.at(1'000'000) != nullptr);
        QVERIFY(backend_->auditCalls() - calls < 10);
    }

    void newEventsDoNotMoveTheRowInView() {
        auto& audit = page<AuditPage>("audit");
        AuditList& list = *audit.events();
        list.setVisibleRows(20);
        QTRY_COMPARE(audit.state(), PageState::Ready);
        audit.chooseRow(100);
        QTRY_VERIFY(audit.detail()->chosen());
        const auto seq = list.at(static_cast<qint64>(list.position()))->seq;
        Q_EMIT backend_->auditGrew(4'211'000, 4'211'000);
        QCOMPARE(audit.fresh(), 7);
        QCOMPARE(list.total(), 4'210'993.0); // they wait
        audit.setFollowing(true);            // shows them
        QCOMPARE(audit.fresh(), 0);
        QCOMPARE(list.position(), 0.0);
        QCOMPARE(list.current(), 107.0);
        list.scrollTo(50);
        Q_EMIT backend_->auditGrew(4'211'010, 4'211'010);
        QCOMPARE(audit.fresh(), 10);
        QCOMPARE(list.position(), 50.0);
        list.grow(4'211'010);
        QCOMPARE(list.position(), 60.0);
        list.scrollTo(double(list.rowOf(seq)));
        QTRY_VERIFY(list.at(static_cast<qint64>(list.position())) != nullptr);
        QCOMPARE(list.at(static_cast<qint64>(list.position()))->seq, seq);
    }

    void aProofIsCheckedHere() {
        auto& audit = page<AuditPage>("audit");
        QTRY_COMPARE(audit.state(), PageState::Ready);
        audit.chooseRow(3);
        EventDetail& detail = *audit.detail();
        QVERIFY(detail.json().contains(u"\"trigger\": \"schedule\""_s));
        detail.prove();
        QTRY_VERIFY(detail.proofReady());
        QVERIFY2(detail.proofHolds(), qPrintable(detail.proofSteps()->at(0, u"text"_s).toString()));
        QTRY_COMPARE(detail.proofSteps()->count(), 5); // with what this computer remembers
        QVERIFY(detail.proofLevels() > 4);
    }

    void aQueryInItsParts_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("kinds"); // f field, v value, n number, o operator, - other
        QTest::newRow("words") << u"failed login"_s << u"--"_s;
        QTest::newRow("field") << u"user:mara.keller AND NOT action:x"_s << u"fvoofv"_s;
        QTest::newRow("range") << u"level:<=6 seq:400..500"_s << u"fonfn"_s;
        QTest::newRow("compared") << u"-severity>=high seq<100"_s << u"ofovfon"_s;
        QTest::newRow("quoted") << u"resource:\"a b\" or (x)"_s << u"fvoo-o"_s;
        QTest::newRow("open quote") << u"user:\"ma"_s << u"fv"_s;
        QTest::newRow("nothing") << QString() << QString();
    }
    void aQueryInItsParts() {
        QFETCH(QString, line);
        QFETCH(QString, kinds);
        QString found;
        int end = 0;
        for (const QueryToken& token : queryTokens(line)) {
            found += u"fvno-"_s.at(int(token.kind));
            QVERIFY(token.start >= end && token.length > 0);
            end = token.start + token.length;
        }
        QCOMPARE(found, kinds);
        QVERIFY(end <= line.size());
    }

    void whatIsShownMustBeInTheRecord() {
        client::AuditEvent event = backend_->sample().events.at(5);
        auto proof = models::fakes::proofOf(backend_->sample(), event.seq);
        const std::string key = models::fakes::verifierKey();
        QVERIFY(checkProof(proof, event, key).holds());
        event.user = "somebody.else";
        const ProofCheck other = checkProof(proof, event, key);
        QVERIFY(other.leaf && !other.event && other.path && other.signature);
        event = backend_->sample().events.at(5);
        proof.record[8] = proof.record[8] == 'A' ? 'B' : 'A';
        QVERIFY(!checkProof(proof, event, key).leaf);
        proof = models::fakes::proofOf(backend_->sample(), event.seq);
        proof.path[3][0] = proof.path[3][0] == '0' ? '1' : '0';
        const ProofCheck bent = checkProof(proof, event, key);
        QVERIFY(bent.leaf && !bent.path && bent.signature);
        proof = models::fakes::proofOf(backend_->sample(), event.seq);
        proof.tree_size -= 1;
        QVERIFY(!checkProof(proof, event, key).signature);
        QVERIFY(!checkProof(proof, event, "nobody+00000000+AA==").signature);
    }

    void aVerificationShowsHowFarItIs() {
        auto& audit = page<AuditPage>("audit");
        QTRY_COMPARE(audit.state(), PageState::Ready);
        VaultCheck& check = *audit.check();
        QList<double> seen;
        connect(&check, &VaultCheck::changed, &check, [&] { seen.append(check.progress()); });
        check.start(u"ciphertext"_s);
        QVERIFY(check.running());
        QTRY_VERIFY(check.hasVerdict());
        QVERIFY(!check.running());
        QVERIFY(seen.contains(0.5));
        QCOMPARE(check.tone(), u"success"_s);
        QCOMPARE(check.level(), u"ciphertext"_s);
        check.start(u"full"_s);
        QTRY_VERIFY(check.cancellable());
        check.cancel();
        QTRY_VERIFY(!check.running());
        QCOMPARE(check.level(), u"full"_s);
        QVERIFY(check.hasVerdict()); // of the one before
    }

    void tamperingIsNamedWhereItBegins() {
        open(Mood::Tampered);
        auto& audit = page<AuditPage>("audit");
        QTRY_COMPARE(audit.state(), PageState::Ready); // the table stays readable
        QTRY_COMPARE(app_->vaultState(), AppState::VaultState::Tampered);
        QVERIFY(audit.tamperedText().contains(u"says: altered"_s));
        audit.check()->start(u"full"_s);
        QTRY_VERIFY(audit.check()->hasVerdict());
        QCOMPARE(audit.tamperedSeq(), 4'210'952.0);
        QVERIFY(audit.tamperedText().startsWith(u"#4,210,952"_s));
        QCOMPARE(audit.check()->problems()->at(1, u"where"_s).toString(), u"checkpoints"_s); // no number, no offset
        audit.chooseSeq(audit.tamperedSeq());
        QTRY_COMPARE(audit.detail()->seqText(), u"#4,210,952"_s);
    }

    void aLockedVaultIsOpenedInPlace() {
        open(Mood::Locked);
        auto& audit = page<AuditPage>("audit");
        QTRY_COMPARE(audit.state(), PageState::Locked);
        app_->unlockVault(u"wrong"_s);
        QTRY_VERIFY(!app_->unlockError().isEmpty());
        QCOMPARE(audit.state(), PageState::Locked);
        app_->unlockVault(QLatin1String(FakeBackend::kPassphrase));
        QTRY_COMPARE(audit.state(), PageState::Ready);
        QCOMPARE(app_->vaultState(), AppState::VaultState::Open);
        QVERIFY(app_->unlockError().isEmpty());
    }

    void fieldsAndWaysOut() {
        auto& audit = page<AuditPage>("audit");
        QTRY_COMPARE(audit.state(), PageState::Ready);
        FieldsModel& rows = *audit.fields()->rows();
        QTRY_COMPARE(rows.at(2, u"kind"_s).toString(), u"value"_s); // of action, which is open
        const QString most = rows.at(2, u"name"_s).toString();
        audit.filter()->add(u"action"_s, most);
        QTRY_VERIFY(audit.events()->total() < 1000 && audit.events()->complete());
        QTRY_COMPARE(audit.chart()->total(), audit.events()->total());
        audit.filter()->add(u"action"_s, most, true); // the other way round
        QCOMPARE(audit.filter()->pills()->count(), 1);
        QTRY_VERIFY(audit.events()->at(0) && QString::fromStdString(audit.events()->at(0)->action) != most);
        audit.filter()->set(u"action:login_failed user:nobody"_s);
        QTRY_COMPARE(audit.state(), PageState::EmptyFiltered);
        QCOMPARE(audit.waysOut()->count(), 2);
        QTRY_COMPARE(audit.waysOut()->at(1, u"count"_s).toString(), u"3 event(s)"_s);
        audit.takeWayOut(1);
        QTRY_COMPARE(audit.events()->total(), 3.0);
        audit.narrow(0, 10); // the oldest bars: nobody failed to log in then
        QTRY_COMPARE(audit.state(), PageState::EmptyFiltered);
        QCOMPARE(audit.filter()->range(), u"span"_s);
    }

    void theLineIsCompleted() {
        auto& audit = page<AuditPage>("audit");
        QTRY_COMPARE(audit.state(), PageState::Ready);
        QueryCompleter& completer = *audit.completer();
        completer.update(u"NOT ev"_s, 6);
        QCOMPARE(completer.suggestions()->count(), 1);
        QCOMPARE(completer.accept(0), u"NOT event_type:"_s);
        QCOMPARE(completer.cursor(), 15);
        completer.update(u"action:log AND x"_s, 10);
        QTRY_COMPARE(completer.suggestions()->count(), 2);
        QCOMPARE(completer.accept(0), u"action:login_failed AND x"_s);
        completer.update(u"result="_s, 7);
        QTRY_VERIFY(completer.suggestions()->count() > 1);
        completer.update(u"result=den"_s, 10);
        QCOMPARE(completer.accept(0), u"result=denied "_s);
        audit.filter()->add(u"user"_s, u"svc \"x\""_s, true);
        QCOMPARE(audit.filter()->query().query, "NOT user=\"svc \\\"x\\\"\"");
    }

    void aVerdictNamesOnlyWhatIsKnown() {
        auto& audit = page<AuditPage>("audit");
        QTRY_COMPARE(audit.state(), PageState::Ready);
        client::VerifyProblem problem{"altered", 3991204, "00409.seg", 4096, "the block's hash differs", true, true};
        QCOMPARE(VaultCheck::placeOf(problem), u"#3,991,204 · 00409.seg at byte 4,096"_s);
        problem.has_offset = false;
        QCOMPARE(VaultCheck::placeOf(problem), u"#3,991,204 · 00409.seg"_s);
        problem.has_seq = false;
        QCOMPARE(VaultCheck::placeOf(problem), u"00409.seg"_s);
        problem.file.clear();
        QCOMPARE(VaultCheck::placeOf(problem), QString());
        client::VerifyResult bad;
        bad.verdict = "altered";
        problem.has_seq = true;
        bad.problems = {problem};
        app_->setVerdict(bad);
        QCOMPARE(app_->vaultState(), AppState::VaultState::Tampered);
        QCOMPARE(app_->vaultText(), u"Tampering found at #3,991,204"_s);
        QVERIFY(audit.tamperedText().contains(u"says: altered"_s));
    }
};

QTEST_GUILESS_MAIN(TestPages)
#include "tst_pages.moc"
