// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include "app/desktop/crontab_plan.h"
#include "app/desktop/definitions_reader.h"
#include "core/base/clock.h"
#include "models/app_state.h"
#include "models/client_backend.h"
#include "models/job_editor_page.h"
#include "models/job_store.h"
#include "models/jobs_page.h"
#include "tests/e2e/service_process.h"

using namespace inferno;
using namespace inferno::models;
using namespace inferno::tests;
using namespace Qt::StringLiterals;

namespace {
constexpr int kPatienceMs = 60'000;
}

/// The pages of jobs against a real service: jobs taken over from a file, a run with values of its own, what comes of
/// runs and what they use, and rules of alerts. One story, told in order.
class TestJobsLive : public QObject {
    Q_OBJECT

private:
    ServiceProcess service_;
    SystemClock clock_;
    std::unique_ptr<ClientBackend> backend_;
    std::unique_ptr<AppState> app_;

    JobsPage& jobs() { return *qobject_cast<JobsPage*>(app_->pageObject(u"jobs"_s)); }
    QString statusOf(const char* job) {
        const client::Job* known = app_->jobStore().byName(QLatin1String(job));
        return known ? QString::fromStdString(known->last_status) : QString();
    }
    static QStringList column(FieldsModel* model, const char* field) {
        QStringList out;
        for (int row = 0; row < model->count(); ++row)
            out.append(model->at(row, QLatin1String(field)).toString());
        return out;
    }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY2(service_.start(), qPrintable(service_.errors()));
        client::Target target;
        target.dataDir = service_.dataDir().toStdString();
        backend_ = std::make_unique<ClientBackend>(target, ServiceProcess::program());
        backend_->setCrontab(desktop::crontabPlanner());
        backend_->setDefinitions(desktop::definitionsReader());
        app_ = std::make_unique<AppState>(*backend_, clock_,
                                          AppState::Options{QTimeZone::utc(), u"me"_s, QString(), false});
        app_->start();
        QTRY_VERIFY_WITH_TIMEOUT(app_->connected(), kPatienceMs);
    }
    void cleanupTestCase() {
        app_.reset();
        backend_.reset();
    }

    void definitionsAreTakenOver() {
        DefinitionImport& import = *jobs().definitions();
        import.setText(u"jobs:\n  - name: first\n    command: 'sleep 1; test \"$FAIL\" != yes'\n    retry_attempts: 1\n"
                       "    retry_delay: 1\n  - name: second\n    command: 'true'\n    depends_on: [first]\n"
                       "  - name: wrong\n    command: 'true'\n    schedule: '0 25 * * *'\n"_s);
        import.makePlan();
        QTRY_VERIFY_WITH_TIMEOUT(import.planned() || !import.problem().isEmpty(), kPatienceMs);
        QCOMPARE(import.problem(), QString());
        QCOMPARE(column(import.problems(), "job"), QStringList{u"wrong"_s});
        QVERIFY(!import.canApply());
        import.setText(import.text().section(u"  - name: wrong"_s, 0, 0));
        import.makePlan();
        QTRY_VERIFY_WITH_TIMEOUT(import.canApply(), kPatienceMs);
        QCOMPARE(column(import.plan(), "action"), (QStringList{u"create"_s, u"create"_s}));
        QVERIFY(app_->jobNames().isEmpty());
        import.apply();
        QTRY_VERIFY_WITH_TIMEOUT(import.applied(), kPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(app_->jobNames(), (QStringList{u"first"_s, u"second"_s}), kPatienceMs);
        // The same again would change nothing.
        import.setText(import.text() + u"\n"_s);
        import.makePlan();
        QTRY_VERIFY_WITH_TIMEOUT(import.planned(), kPatienceMs);
        QCOMPARE(column(import.plan(), "action"), (QStringList{u"unchanged"_s, u"unchanged"_s}));
        QVERIFY(!import.canApply());
    }

    void aTextThatIsNoneNamesItsLine() {
        DefinitionImport& import = *jobs().definitions();
        import.setText(u"- name: x\n   command: [\n"_s);
        import.makePlan();
        QTRY_VERIFY_WITH_TIMEOUT(!import.problem().isEmpty(), kPatienceMs);
        QVERIFY2(import.problem().contains(QRegularExpression(u"definitions:\\d"_s)), qPrintable(import.problem()));
    }

    void aRunWithItsOwnValues() {
        RunRequest& request = *jobs().request();
        request.begin(u"first"_s);
        QVERIFY(!request.note().isEmpty()); // it is made of no template
        request.setEnvironment(u"FAIL=yes"_s);
        QVERIFY(request.canSend());
        QSignalSpy started(&request, &RunRequest::started);
        request.send();
        QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, kPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(statusOf("first"), u"failed"_s, kPatienceMs);
        // What Inferno sets itself cannot be set.
        request.setEnvironment(u"INFERNO_TOKEN=x"_s);
        request.send();
        QTRY_VERIFY_WITH_TIMEOUT(request.problem().contains(u"is set by Inferno"_s), kPatienceMs);
    }

    void whatComesOfRuns() {
        jobs().select(u"first"_s);
        JobDetail& detail = *jobs().detail();
        QTRY_COMPARE_WITH_TIMEOUT(detail.history()->count(), 1, kPatienceMs);
        RunFamily& family = *detail.family();
        family.read();
        QTRY_COMPARE_WITH_TIMEOUT(column(family.lanes(), "name"), (QStringList{u"Attempt 1"_s, u"Attempt 2"_s}),
                                  kPatienceMs);
        // Without its own values the next one ends well, and the job behind it runs.
        jobs().runNow(u"first"_s);
        QTRY_COMPARE_WITH_TIMEOUT(statusOf("second"), u"completed"_s, kPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(family.columns(), 2, kPatienceMs);
        const auto second = [&] { return column(family.rows(), "title").indexOf(u"second"_s); };
        QTRY_VERIFY_WITH_TIMEOUT(second() >= 0, kPatienceMs);
        const int row = static_cast<int>(second());
        const auto cells = [&] { return family.rows()->at(row, u"cells"_s).toStringList(); };
        QTRY_COMPARE_WITH_TIMEOUT(cells(), (QStringList{QString(), u"completed"_s}), kPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(column(family.lanes(), "name"), (QStringList{u"first"_s, u"second"_s}), kPatienceMs);
    }

    void whatARunUsed() {
        RunUsage& usage = *jobs().detail()->usage();
        QTRY_VERIFY_WITH_TIMEOUT(!usage.detailText().isEmpty(), kPatienceMs);
        QCOMPARE(usage.figureText(), u"at most"_s);
        QVERIFY2(usage.memoryText().contains(u"iB"_s), qPrintable(usage.memoryText()));
    }

    void rulesAreKept() {
        QueueRules& rules = *qobject_cast<JobEditorPage*>(app_->pageObject(u"job-editor"_s))->rules();
        rules.read();
        QTRY_VERIFY_WITH_TIMEOUT(rules.known(), kPatienceMs);
        QCOMPARE(rules.rows()->count(), 0);
        rules.setName(u"many"_s);
        rules.setCondition(u"failed_runs >"_s);
        rules.add();
        QTRY_VERIFY_WITH_TIMEOUT(rules.problem().contains(u"column"_s), kPatienceMs);
        rules.setCondition(u"failed_runs > 3 in 1h"_s);
        rules.add();
        QTRY_COMPARE_WITH_TIMEOUT(rules.rows()->count(), 1, kPatienceMs);
        rules.setEnabled(u"many"_s, false);
        QTRY_VERIFY_WITH_TIMEOUT(!rules.rows()->at(0, u"ruleEnabled"_s).toBool(), kPatienceMs);
        rules.remove(u"many"_s);
        QTRY_COMPARE_WITH_TIMEOUT(rules.rows()->count(), 0, kPatienceMs);
    }
};

QTEST_GUILESS_MAIN(TestJobsLive)
#include "tst_jobs_live.moc"
