// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "app/desktop/crontab_plan.h"
#include "core/base/clock.h"
#include "models/app_state.h"
#include "models/client_backend.h"
#include "models/first_run_page.h"
#include "models/job_store.h"
#include "models/settings_page.h"
#include "tests/e2e/service_process.h"

using namespace inferno;
using namespace inferno::models;
using namespace inferno::tests;
using namespace Qt::StringLiterals;

namespace {
constexpr int kPatienceMs = 60'000;
}

/// The settings and the first steps against a real service, which the window starts, changes, starts again and stops.
/// One story, told in order.
class TestSettingsLive : public QObject {
    Q_OBJECT

private:
    QTemporaryDir folder_;
    SystemClock clock_;
    std::unique_ptr<ClientBackend> backend_;
    std::unique_ptr<AppState> app_;

    QString root() const { return folder_.filePath(u"data"_s); }
    SettingsPage& page() { return *qobject_cast<SettingsPage*>(app_->pageObject(u"settings"_s)); }
    FirstRunPage& steps() { return *qobject_cast<FirstRunPage*>(app_->pageObject(u"first-run"_s)); }
    QString field(const char* key, const char* name) {
        page().settings()->setWords(QLatin1String(key));
        QString found;
        for (int row = 0; row < page().settings()->rows()->count(); ++row)
            if (page().settings()->rows()->at(row, u"key"_s) == QLatin1String(key))
                found = page().settings()->rows()->at(row, QLatin1String(name)).toString();
        page().settings()->setWords({});
        return found;
    }
    /// What the command line says of a setting, in a process of its own.
    QString told(const QString& key) {
        QProcess program;
        program.setProcessEnvironment(ServiceProcess::environment());
        program.start(ServiceProcess::program("inferno"), {u"config"_s, u"get"_s, key, u"--data-dir"_s, root()});
        program.waitForFinished(kPatienceMs);
        return QString::fromUtf8(program.readAllStandardOutput()).trimmed();
    }
    QString statusOf(const char* job) {
        const client::Job* known = app_->jobStore().byName(QLatin1String(job));
        return known ? JobStore::shownStatus(*known) : QString();
    }

private Q_SLOTS:
    void initTestCase() {
        client::Target target;
        target.by = client::ChosenBy::DataDir;
        target.dataDir = root().toStdString();
        backend_ = std::make_unique<ClientBackend>(target, ServiceProcess::program());
        backend_->setCrontab(desktop::crontabPlanner());
        app_ = std::make_unique<AppState>(*backend_, clock_,
                                          AppState::Options{QTimeZone::utc(), u"me"_s, QString(), false});
        app_->start();
    }
    void cleanupTestCase() {
        if (backend_ && app_ && app_->connected())
            backend_->stopService().waitForFinished();
        app_.reset();
        backend_.reset();
    }

    void theWindowStartsIt() {
        QTRY_COMPARE_WITH_TIMEOUT(page().state(), PageState::Offline, kPatienceMs);
        QVERIFY(page().service()->local());
        app_->startService();
        QTRY_VERIFY_WITH_TIMEOUT(app_->connected(), kPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(page().state(), PageState::Ready, kPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(page().service()->folder(), root(), kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(page().service()->keys()->count() == 3, kPatienceMs);
        QVERIFY(steps().listed());
    }

    void aSettingIsChangedAtOnce() {
        page().settings()->set(u"audit.log_level"_s, u"warn"_s);
        QTRY_COMPARE_WITH_TIMEOUT(field("audit.log_level", "value"), u"warn"_s, kPatienceMs);
        QVERIFY(field("audit.log_level", "origin").startsWith(root() + u"/settings.toml, line "_s));
        QCOMPARE(told(u"audit.log_level"_s), u"warn"_s);
        QCOMPARE(page().settings()->pending(), 0);
        app_->undo();
        QTRY_COMPARE_WITH_TIMEOUT(field("audit.log_level", "value"), u"info"_s, kPatienceMs);
        QCOMPARE(field("audit.log_level", "origin"), u"built in"_s);
    }

    void aRefusalIsSaidAtTheSetting() {
        page().settings()->set(u"batch_queue.scheduling.timezone"_s, u"Europe/Berlin"_s);
        QTRY_COMPARE_WITH_TIMEOUT(page().settings()->pending(), 1, kPatienceMs);
        page().settings()->reset(u"batch_queue.scheduling.timezone"_s);
        QTRY_COMPARE_WITH_TIMEOUT(page().settings()->pending(), 0, kPatienceMs);
        page().settings()->set(u"audit.encryption.key_file"_s, u"/nowhere/at/all.key"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!field("audit.encryption.key_file", "problem").isEmpty(), kPatienceMs);
    }

    void aRestartBringsWhatWaits() {
        const auto before = app_->serviceInfo().instance;
        page().settings()->set(u"batch_queue.max_concurrent_jobs"_s, u"3"_s); // at once
        QTRY_COMPARE_WITH_TIMEOUT(app_->workersMax(), 3, kPatienceMs);
        QCOMPARE(page().settings()->pending(), 0);
        page().settings()->set(u"batch_queue.retry.max_attempts"_s, u"3"_s);
        QTRY_COMPARE_WITH_TIMEOUT(page().settings()->pending(), 1, kPatienceMs);
        QVERIFY(!page().pendingText().isEmpty());
        app_->restartService();
        QCOMPARE(app_->serviceState(), AppState::ServiceState::Starting);
        QTRY_VERIFY_WITH_TIMEOUT(app_->connected() && app_->serviceInfo().instance != before, kPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(page().settings()->pending(), 0, kPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(app_->workersMax(), 3, kPatienceMs);
        QVERIFY(!QFile::exists(root() + u"/run/stopped"_s));
    }

    void aCrontabBecomesJobs() {
        CrontabImport& crontab = *steps().crontab();
        crontab.setText(u"MAILTO=me\n17 3 * * 1 /usr/bin/true --weekly\n@reboot echo hello\nnonsense\n"_s);
        crontab.plan();
        QTRY_VERIFY_WITH_TIMEOUT(crontab.planned(), kPatienceMs);
        QVERIFY(app_->jobNames().isEmpty());
        const int lines = crontab.lines()->count();
        QCOMPARE(lines, 4);
        QCOMPARE(crontab.lines()->at(1, u"schedule"_s).toString(), u"17 3 * * 1"_s);
        QCOMPARE(crontab.lines()->at(3, u"fits"_s).toBool(), false);
        QVERIFY(!crontab.lines()->at(3, u"note"_s).toString().isEmpty());
        crontab.makeJobs();
        QTRY_VERIFY_WITH_TIMEOUT(crontab.imported(), kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(app_->jobNames().contains(crontab.lines()->at(1, u"job"_s).toString()), kPatienceMs);
    }

    void theSampleDoesRealWork() {
        steps().sample()->load();
        QTRY_COMPARE_WITH_TIMEOUT(steps().sample()->jobs().size(), 4, kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(app_->jobStore().byName(u"doc_manifest"_s)->last_status == "completed",
                                 2 * kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(app_->jobStore().byName(u"manifest_archive"_s)->last_status == "completed",
                                 kPatienceMs);
        steps().sample()->remove();
        QTRY_VERIFY_WITH_TIMEOUT(!steps().sample()->loaded(), kPatienceMs);
        QVERIFY(!app_->jobNames().isEmpty()); // the imported ones stay
    }

    void aPassphraseOpensTheVault() {
        const QString secret = u"correct horse battery staple winter apple"_s;
        page().passphrase()->weigh(secret);
        page().passphrase()->set(secret, {});
        QTRY_VERIFY_WITH_TIMEOUT(page().service()->byPassphrase(), kPatienceMs);
        app_->restartService();
        QTRY_COMPARE_WITH_TIMEOUT(app_->vaultState(), AppState::VaultState::Locked, kPatienceMs);
        app_->unlockVault(secret);
        QTRY_COMPARE_WITH_TIMEOUT(app_->vaultState(), AppState::VaultState::Open, kPatienceMs);
        page().passphrase()->remove(secret);
        QTRY_VERIFY_WITH_TIMEOUT(!page().service()->byPassphrase(), kPatienceMs);
    }

    void theStopHolds() {
        app_->stopService();
        QTRY_VERIFY_WITH_TIMEOUT(!app_->connected(), kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(root() + u"/run/stopped"_s), kPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(page().state(), PageState::Offline, kPatienceMs);
        QVERIFY(page().hasData()); // what was read stays
        app_->startService();      // and the window may start it again
        QTRY_VERIFY_WITH_TIMEOUT(app_->connected(), kPatienceMs);
    }
};

QTEST_GUILESS_MAIN(TestSettingsLive)
#include "tst_settings_live.moc"
