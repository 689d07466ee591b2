// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QDir>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include "app/desktop/evidence_file.h"
#include "core/base/clock.h"
#include "models/app_state.h"
#include "models/audit_page.h"
#include "models/client_backend.h"
#include "models/graph_page.h"
#include "models/job_store.h"
#include "models/jobs_page.h"
#include "models/overview_page.h"
#include "models/words.h"
#include "qml/Inferno/Theme/look.h"
#include "services/client/local_service.h"
#include "tests/e2e/service_process.h"
#include "tests/screens/window_under_test.h"

using namespace inferno;
using namespace inferno::models;
using namespace inferno::tests;
using namespace Qt::StringLiterals;

namespace {
constexpr int kPatienceMs = 30'000;
}

/// The real window against a real service: each page, a job made by typing and clicking, its run, its output, its
/// traces in the audit trail, and the service going away and coming back. One story, told in order.
class TestWindowLive : public QObject {
    Q_OBJECT

private:
    ServiceProcess service_;
    SystemClock clock_;
    std::unique_ptr<ClientBackend> backend_;
    std::unique_ptr<WindowUnderTest> window_;

    AppState& app() { return window_->app(); }
    template <typename Page>
    Page& page(const char* id) {
        return *qobject_cast<Page*>(app().pageObject(QLatin1String(id)));
    }
    QString statusOf(const char* job) {
        const client::Job* known = app().jobStore().byName(QLatin1String(job));
        return known ? JobStore::shownStatus(*known) : QString();
    }
    /// How many events a bundle has, as inferno-verify says; what it says where it refuses it.
    static QString verified(const QString& file) {
        QProcess program;
        program.start(ServiceProcess::program("inferno-verify"), {u"--json"_s, file});
        if (!program.waitForFinished(kPatienceMs))
            return u"inferno-verify did not end"_s;
        const QJsonObject said = QJsonDocument::fromJson(program.readAllStandardOutput()).object();
        if (program.exitCode() != 0)
            return QString::fromUtf8(program.readAllStandardError());
        return QString::number(said.value(u"events"_s).toInteger(-1));
    }
    void picture(const char* name) {
        QTest::qWait(150);
        window_->picture(QLatin1String(name));
    }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(ui::setUpLook().isEmpty());
        QVERIFY2(service_.start(), qPrintable(service_.errors()));
        client::Target target;
        target.dataDir = service_.dataDir().toStdString();
        backend_ = std::make_unique<ClientBackend>(target, ServiceProcess::program());
        backend_->setEvidence(desktop::evidenceWriter(ServiceProcess::program("inferno-unpack").toStdString()));
        window_ = std::make_unique<WindowUnderTest>(*backend_, clock_, false);
        QVERIFY(window_->isGood());
        QTRY_VERIFY_WITH_TIMEOUT(app().connected(), kPatienceMs);
    }
    void cleanupTestCase() {
        window_.reset();
        backend_.reset();
    }

    void aFreshServiceHasNoJobs() {
        app().navigate(u"jobs"_s);
        QTRY_COMPARE_WITH_TIMEOUT(page<JobsPage>("jobs").state(), PageState::EmptyFirst, kPatienceMs);
        picture("live-1-empty");
    }

    void aJobIsMadeByTypingAndClicking() {
        QVERIFY(window_->click(u"New job"_s));
        QTRY_COMPARE(app().currentPage(), u"job-editor"_s);
        QTRY_VERIFY(window_->find(u"Name of the job"_s));
        QVERIFY(window_->type(u"Name of the job"_s, u"say_hello"_s));
        QVERIFY(window_->click(u"Command"_s)); // the step
        QTRY_VERIFY(window_->find(u"Command of the job"_s));
        QVERIFY(window_->type(u"Command of the job"_s, u"echo hello from the window; sleep 1"_s));
        picture("live-2-typed");
        QVERIFY(window_->click(u"Create job"_s));
        QTRY_COMPARE_WITH_TIMEOUT(app().currentPage(), u"jobs"_s, kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(app().jobNames().contains(u"say_hello"_s), kPatienceMs);
        // Without a schedule it is queued once.
        QTRY_COMPARE_WITH_TIMEOUT(statusOf("say_hello"), u"running"_s, kPatienceMs);
        picture("live-3-running");
        QTRY_COMPARE_WITH_TIMEOUT(statusOf("say_hello"), u"completed"_s, kPatienceMs);
        auto& detail = *page<JobsPage>("jobs").detail();
        QCOMPARE(detail.name(), u"say_hello"_s);
        QTRY_COMPARE_WITH_TIMEOUT(detail.log()->at(0, u"line"_s).toString().right(21), u"hello from the window"_s,
                                  kPatienceMs);
        picture("live-4-completed");
    }

    void aScheduleIsTypedAndPainted() {
        app().navigate(u"job-editor"_s);
        QTRY_VERIFY(window_->find(u"Name of the job"_s));
        QVERIFY(window_->type(u"Name of the job"_s, u"nightly"_s));
        QVERIFY(window_->click(u"Command"_s)); // the step
        QTRY_VERIFY(window_->find(u"Command of the job"_s));
        QVERIFY(window_->type(u"Command of the job"_s, u"exit 3"_s));
        QVERIFY(window_->click(u"Schedule"_s));
        const QString line = u"Schedule as text: minute, hour, day, month, weekday"_s;
        QTRY_VERIFY(window_->find(line));
        QVERIFY(window_->type(line, u"15 2 * * *"_s));
        QTRY_VERIFY(window_->find(u"Minutes 45"_s));
        QVERIFY(window_->click(u"Minutes 45"_s));
        picture("live-5-schedule");
        QVERIFY(window_->click(u"Create job"_s));
        QTRY_VERIFY_WITH_TIMEOUT(app().jobNames().contains(u"nightly"_s), kPatienceMs);
        QCOMPARE(app().jobStore().byName(u"nightly"_s)->definition.schedules,
                 std::vector<std::string>{"15,45 2 * * *"});
        QTRY_COMPARE_WITH_TIMEOUT(app().currentPage(), u"jobs"_s, kPatienceMs);
    }

    void aRefusalStandsWithItsField() {
        app().navigate(u"job-editor"_s);
        QTRY_VERIFY(window_->find(u"Name of the job"_s));
        QVERIFY(window_->type(u"Name of the job"_s, u"nightly"_s));
        QVERIFY(window_->click(u"Create job"_s));
        QTRY_VERIFY(window_->find(u"Name of the job"_s));
        QCOMPARE(app().currentPage(), u"job-editor"_s);
        picture("live-6-refused");
        QVERIFY(window_->click(u"Discard"_s));
    }

    void aFailureNeedsAttention() {
        app().navigate(u"jobs"_s, u"nightly"_s);
        QTRY_VERIFY(window_->find(u"Run now"_s));
        QVERIFY(window_->click(u"Run now"_s));
        QTRY_COMPARE_WITH_TIMEOUT(statusOf("nightly"), u"failed"_s, kPatienceMs);
        app().navigate(u"overview"_s);
        QTRY_VERIFY_WITH_TIMEOUT(page<OverviewPage>("overview").failing() == 1, kPatienceMs);
        QTRY_VERIFY(window_->find(u"Retry"_s));
        picture("live-7-overview");
    }

    void theGraphShowsTheJobs() {
        app().navigate(u"graph"_s);
        QTRY_COMPARE_WITH_TIMEOUT(page<GraphPage>("graph").nodes()->count(), 2, kPatienceMs);
        picture("live-8-graph");
    }

    void theAuditTrailHasItAll() {
        app().navigate(u"audit"_s);
        auto& audit = page<AuditPage>("audit");
        AuditList& list = *audit.events();
        audit.refresh();
        QTRY_VERIFY_WITH_TIMEOUT(list.total() > 4, kPatienceMs);
        QStringList actions;
        for (const auto* event : list.inMemory())
            actions.append(QString::fromStdString(event->action));
        for (const auto& wanted : {u"job_created"_s, u"job_started"_s, u"job_completed"_s, u"job_failed"_s})
            QVERIFY2(actions.contains(wanted), qPrintable(wanted + u" is not in "_s + actions.join(u' ')));
        picture("live-9-audit");
    }

    void theAuditTrailIsNarrowed() {
        auto& audit = page<AuditPage>("audit");
        AuditList& list = *audit.events();
        audit.fields()->showMore(u"action"_s); // it is not among the most frequent
        QTRY_VERIFY_WITH_TIMEOUT(window_->find(u"Filter for job_failed"_s), kPatienceMs);
        QVERIFY(window_->click(u"Filter for job_failed"_s));
        QCOMPARE(audit.filter()->pills()->count(), 1);
        // The newest event of the whole trail may be a job_failed too: only a narrowed list is read by cursor.
        QTRY_VERIFY_WITH_TIMEOUT(list.source() == AuditList::Source::Cursor, kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(list.complete() && list.at(0) && list.at(0)->action == "job_failed", kPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(audit.chart()->total(), list.total(), kPatienceMs); // the service counts the same
        QTest::keyClick(window_->window(), Qt::Key_Slash);
        for (const char letter : {'n', 'i', 'g', 'h', 't', 'l', 'y'})
            QTest::keyClick(window_->window(), letter);
        QTest::keyClick(window_->window(), Qt::Key_Return);
        QTRY_COMPARE(audit.filter()->text(), u"nightly"_s);
        QTRY_VERIFY_WITH_TIMEOUT(audit.state() == PageState::Ready && list.total() > 0, kPatienceMs);
        // The list may still be the one before: a row is chosen once the new one is there.
        const auto choose = [&] {
            QTest::keyClick(window_->window(), Qt::Key_Down);
            QTest::keyClick(window_->window(), Qt::Key_Return);
            return audit.detail()->chosen();
        };
        QTRY_VERIFY_WITH_TIMEOUT(choose(), kPatienceMs);
        QCOMPARE(audit.detail()->action(), u"job_failed"_s);
        picture("live-10-narrowed");
        QVERIFY(window_->click(u"Clear all"_s));
        QTRY_VERIFY_WITH_TIMEOUT(list.source() == AuditList::Source::Numbers && list.total() > 4, kPatienceMs);
    }

    void aProofHoldsAndTheVaultIsWhole() {
        auto& audit = page<AuditPage>("audit");
        audit.chooseRow(audit.events()->total() - 1);
        QTRY_VERIFY_WITH_TIMEOUT(window_->find(u"Proof"_s), kPatienceMs);
        QVERIFY(window_->click(u"Proof"_s));
        EventDetail& detail = *audit.detail();
        QTRY_VERIFY_WITH_TIMEOUT(detail.proofReady() || !detail.proofError().isEmpty(), kPatienceMs);
        QCOMPARE(detail.proofError(), QString());
        QVERIFY2(detail.proofHolds(), qPrintable(detail.proofSteps()->at(1, u"text"_s).toString()));
        picture("live-11-proof");
        QVERIFY(window_->click(u"Integrity"_s));
        QTRY_VERIFY(window_->find(u"Verify vault"_s));
        QVERIFY(window_->click(u"Verify vault"_s));
        QTRY_VERIFY_WITH_TIMEOUT(audit.check()->hasVerdict(), kPatienceMs);
        QCOMPARE(audit.check()->tone(), u"success"_s);
        picture("live-12-verified");
    }

    void theEventsAreExported() {
        auto& audit = page<AuditPage>("audit");
        QTemporaryDir folder;
        const QString file = folder.filePath(u"events.ndjson"_s);
        QVERIFY(window_->click(u"Export"_s));
        QTRY_VERIFY(window_->find(u"Export events"_s));
        audit.exporter()->setFile(file);
        QTest::keyClick(window_->window(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(audit.exporter()->finished() || !audit.exporter()->errorText().isEmpty(), kPatienceMs);
        QVERIFY(window_->find(u"Export events"_s));
        picture("live-13-exported");
        QCOMPARE(audit.exporter()->errorText(), QString());
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QVERIFY(written.readAll().count('\n') >= audit.events()->total());
        QTest::keyClick(window_->window(), Qt::Key_Escape);
    }

    // What the window packs, a program that knows neither window nor service finds good.
    void evidenceIsPackedAndChecked() {
        auto& audit = page<AuditPage>("audit");
        AuditExport& exporter = *audit.exporter();
        QTemporaryDir folder;
        const QString file = folder.filePath(u"what was done.tar.zst"_s);
        audit.filter()->set(u"action:job_failed"_s);
        QTRY_VERIFY_WITH_TIMEOUT(audit.events()->complete() && audit.events()->total() > 0, kPatienceMs);
        QTest::keyClick(window_->window(), Qt::Key_X);
        QTRY_VERIFY(window_->find(u"Export events"_s));
        exporter.setFormat(exporter.formats()->count() - 1);
        QVERIFY(exporter.file().endsWith(u".tar.zst"_s));
        exporter.setFile(folder.filePath(u"missing/evidence.tar.zst"_s));
        QTest::keyClick(window_->window(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!exporter.errorText().isEmpty(), kPatienceMs);
        QVERIFY(window_->find(u"Export events"_s));
        picture("live-14-evidence-refused");
        exporter.setFile(file);
        QTest::keyClick(window_->window(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(exporter.finished() || !exporter.errorText().isEmpty(), kPatienceMs);
        QCOMPARE(exporter.errorText(), QString());
        QVERIFY2(exporter.checkCommand().endsWith(u"what was done.tar.zst'"_s), qPrintable(exporter.checkCommand()));
        picture("live-14-evidence");
        QTest::keyClick(window_->window(), Qt::Key_Escape);
        QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).size(), 1);
        QCOMPARE(verified(file), u"1"_s);
    }

    void theProofOfOneEventIsExported() {
        auto& audit = page<AuditPage>("audit");
        AuditExport& exporter = *audit.exporter();
        audit.filter()->clear();
        QTRY_VERIFY_WITH_TIMEOUT(audit.events()->source() == AuditList::Source::Numbers, kPatienceMs);
        audit.chooseRow(audit.events()->total() - 1);
        QTRY_VERIFY_WITH_TIMEOUT(window_->find(u"Proof"_s), kPatienceMs);
        QVERIFY(window_->click(u"Proof"_s));
        QTRY_VERIFY_WITH_TIMEOUT(window_->find(u"Export proof"_s), kPatienceMs);
        QVERIFY(window_->click(u"Export proof"_s));
        QTRY_VERIFY(exporter.single());
        QTemporaryDir folder;
        const QString file = folder.filePath(u"proof.tar.zst"_s);
        exporter.setFile(file);
        QTest::keyClick(window_->window(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(exporter.finished() || !exporter.errorText().isEmpty(), kPatienceMs);
        QCOMPARE(exporter.errorText(), QString());
        picture("live-15-proof-exported");
        QTest::keyClick(window_->window(), Qt::Key_Escape);
        QCOMPARE(verified(file), u"1"_s);
    }

    // A bundle that is stopped leaves nothing, and is no error.
    void aStoppedExportLeavesNothing() {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"stopped.tar.zst"_s);
        const auto transfer = std::make_shared<Backend::Transfer>();
        transfer->stop = true;
        const auto answer = backend_->exportAudit({}, QLatin1String(Backend::kEvidence), file, transfer);
        QTRY_VERIFY_WITH_TIMEOUT(answer.isFinished(), kPatienceMs);
        QVERIFY2(answer.result(), answer.result() ? "" : qPrintable(codeOfError(answer.result().error())));
        QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList());
    }

    void theProgramSaysNothing_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("service") << QStringList{u"--data-dir"_s, service_.dataDir()};
        QTest::newRow("sample") << QStringList{u"--fakes"_s};
    }
    void theProgramSaysNothing() {
        QFETCH(QStringList, arguments);
        QTemporaryDir folder; // only its owner's, as a session's folder is
        const QString file = folder.filePath(u"window.png"_s);
        QProcessEnvironment environment = ServiceProcess::environment();
        environment.insert(u"XDG_RUNTIME_DIR"_s, folder.path());
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        QProcess program;
        program.setProcessEnvironment(environment);
        program.start(ServiceProcess::program("inferno-desktop"), arguments + QStringList{u"--screenshot"_s, file});
        QVERIFY(program.waitForFinished(kPatienceMs));
        QCOMPARE(QString::fromUtf8(program.readAllStandardError()), QString());
        QCOMPARE(program.exitCode(), 0);
        QVERIFY(QFileInfo(file).size() > 0);
    }

    void theServiceGoesAndComesBack() {
        app().navigate(u"jobs"_s);
        service_.stop();
        QTRY_COMPARE_WITH_TIMEOUT(page<JobsPage>("jobs").state(), PageState::Offline, kPatienceMs);
        QCOMPARE(page<JobsPage>("jobs").shown(), 2); // what was read stays
        picture("live-16-offline");
        QVERIFY2(service_.start(), qPrintable(service_.errors()));
        QVERIFY(window_->click(u"Reconnect"_s));
        QTRY_COMPARE_WITH_TIMEOUT(page<JobsPage>("jobs").state(), PageState::Ready, kPatienceMs);
    }

    void theWindowStartsTheService() {
        QTemporaryDir folder;
        client::Target target;
        target.dataDir = folder.filePath(u"data"_s).toStdString();
        const client::LocalService local(target.dataDir);
        const auto stop = qScopeGuard([&local] { (void)local.stop(); });
        ClientBackend backend(target, ServiceProcess::program());
        WindowUnderTest fresh(backend, clock_, false);
        QTRY_VERIFY_WITH_TIMEOUT(fresh.find(u"Start service"_s), kPatienceMs);
        QVERIFY(fresh.click(u"Start service"_s));
        QTRY_COMPARE(fresh.app().serviceState(), AppState::ServiceState::Starting);
        QTRY_VERIFY_WITH_TIMEOUT(fresh.app().connected(), kPatienceMs);
        fresh.app().navigate(u"jobs"_s);
        auto* jobs = qobject_cast<JobsPage*>(fresh.app().pageObject(u"jobs"_s));
        QTRY_COMPARE_WITH_TIMEOUT(jobs->state(), PageState::EmptyFirst, kPatienceMs);
        const auto running = local.find();
        QVERIFY(running && running->has_value());
        const auto stopped = local.stop();
        QVERIFY(stopped && *stopped);
        QTRY_COMPARE_WITH_TIMEOUT(jobs->state(), PageState::Offline, kPatienceMs);
    }
};

int main(int argc, char** argv) {
    QApplication program(argc, argv);
    TestWindowLive test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_window_live.moc"
