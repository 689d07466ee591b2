// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>
#include <set>

#include <QFile>
#include <QTest>

#include "core/base/clock.h"
#include "services/client/client.h"
#include "tests/e2e/service_process.h"

using namespace inferno;
using namespace Qt::StringLiterals;
using client::Client;
using tests::ServiceProcess;

/// Kills the real service at its durable steps, one after the other, in the middle of real work, brings it back, and
/// checks that nothing was lost and nothing done twice. A gating run takes steps evenly from all; INFERNO_SOAK=1 takes
/// every one.
class TestCrash : public QObject {
    Q_OBJECT

    /// What a killed service must not spoil: a plain job, its dependent, one that fails first and is retried, one that
    /// runs on while the service is away, and one that is due at a time.
    static std::vector<client::JobDefinition> jobs(const QString& folder) {
        const std::string mark = "echo $INFERNO_RUN_ID >> '" + folder.toStdString() + "/starts'; ";
        std::vector<client::JobDefinition> all(5);
        all[0].name = "plain";
        all[0].command = mark + "echo out";
        all[1].name = "after";
        all[1].command = mark + "true";
        all[1].depends_on = {"plain"};
        all[2].name = "flaky";
        all[2].command = mark + "n=$(cat n 2>/dev/null || echo 0); echo $((n+1)) > n; test $n -ge 1";
        all[2].retry_attempts = 2;
        all[2].retry_delay = 0.1;
        all[3].name = "slow";
        all[3].command = mark + "echo begin; sleep 1.2; echo end; exit 3";
        all[4].name = "due";
        all[4].command = mark + "true";
        all[4].run_at = formatUtc(SystemClock().now() + std::chrono::milliseconds(900));
        for (client::JobDefinition& job : all)
            job.workdir = folder.toStdString();
        return all;
    }

    static bool define(Client& client, const std::vector<client::JobDefinition>& jobs) {
        for (const client::JobDefinition& job : jobs) {
            const auto there = client.job(job.name);
            if (there)
                continue;
            if (there.error().code != ErrorCode::JobUnknown || !client.createJob(job))
                return false;
        }
        return true;
    }

    /// All five jobs have a run, and none is active. False where the service went away or time ran out.
    static bool settled(Client& client, ServiceProcess& service, int timeoutMs) {
        const QDeadlineTimer deadline(timeoutMs);
        while (!deadline.hasExpired() && service.running()) {
            const auto runs = client.runs();
            if (!runs)
                return false;
            std::set<std::string> ended;
            bool active = false;
            for (const client::Run& run : runs->items) {
                static const std::set<std::string> kActive = {"queued", "blocked", "running", "retrying"};
                if (kActive.contains(run.status))
                    active = true;
                else
                    ended.insert(run.job);
            }
            if (!active && ended.size() == 5)
                return true;
            QThread::msleep(40);
        }
        return false;
    }

    static Client connect(const ServiceProcess& service) {
        return Client({service.url().toStdString(), service.token().toStdString(), service.instance().toStdString()});
    }

    static QStringList linesOf(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)
                                              : QStringList();
    }

    static void checkRuns(Client& client, const QString& folder) {
        const auto runs = client.runs();
        QVERIFY2(runs, runs ? "" : runs.error().message().c_str());
        const QStringList starts = linesOf(folder + u"/starts"_s);
        std::map<std::string, int> perJob;
        for (const client::Run& run : runs->items) {
            ++perJob[run.job];
            const std::string wanted = run.job == "slow" ? "failed" : "completed";
            QVERIFY2(run.status == wanted, (run.job + " is " + run.status + ": " + run.reason).c_str());
            QCOMPARE(run.attempt, run.job == "flaky" ? 2 : 1);
            QCOMPARE(starts.count(QString::fromStdString(run.id)), run.attempt);
            if (run.job == "slow") {
                QCOMPARE(run.exit_code.value_or(-1), 3);
                const auto log = client.runLog(run.id, 0, nullptr);
                QVERIFY(log && log->find("begin") != std::string::npos && log->find("end") != std::string::npos);
            }
        }
        for (const auto& [job, count] : perJob)
            QVERIFY2(count == 1, (job + " has " + std::to_string(count) + " runs").c_str());
    }

    /// Events of the service by what they say; two that say the same are one change told twice.
    static std::map<std::string, int> eventsOf(Client& client) {
        client::AuditQuery query;
        query.limit = 1000;
        std::map<std::string, int> count;
        const auto page = client.auditEvents(query);
        if (!page)
            return count;
        for (const client::AuditEvent& event : page->items) {
            if (event.origin != "service" || !event.action.starts_with("job_"))
                continue;
            const auto details = nlohmann::json::parse(event.details, nullptr, false);
            const std::string run = details.is_object() ? details.value("run_id", "") : "?";
            const int launch = details.is_object() ? details.value("launch", 0) : -1;
            ++count[event.action + " " + event.resource + " " + run + " " + std::to_string(launch)];
        }
        return count;
    }

    static void checkEvents(Client& client) {
        std::map<std::string, int> count;
        const auto number = [&](std::string_view action) {
            return static_cast<int>(std::count_if(count.begin(), count.end(),
                                                  [&](const auto& entry) { return entry.first.starts_with(action); }));
        };
        // The pump brings the last events a moment after the state that they speak of.
        QTRY_VERIFY_WITH_TIMEOUT(((count = eventsOf(client)), number("job_completed ") + number("job_failed ") == 5),
                                 10'000);
        for (const auto& [what, times] : count)
            QVERIFY2(times == 1, (what + ": " + std::to_string(times) + " events").c_str());
        QCOMPARE(number("job_created "), 5);
        QCOMPARE(number("job_queued "), 5);
        QCOMPARE(number("job_started "), 6);
        QCOMPARE(number("job_completed "), 4);
        QCOMPARE(number("job_failed "), 1);
        QCOMPARE(number("job_retrying "), 1);
        const auto verdict = client.verifyAudit("full");
        QVERIFY2(verdict, verdict ? "" : verdict.error().message().c_str());
        QVERIFY2(verdict->verdict == "ok" || verdict->verdict == "torn_tail", verdict->verdict.c_str());
    }

    /// The whole scenario with the service killed at `step` (0: never). Returns how many steps there were.
    static void scenario(int step, bool after, const QString& countFile) {
        QTemporaryDir folder;
        const auto all = jobs(folder.path());
        ServiceProcess service(folder.filePath(u"data"_s));
        const QString library = QCoreApplication::applicationDirPath() + u"/libkill_at.so"_s;
        qputenv("LD_PRELOAD", library.toLocal8Bit());
        qputenv("KILL_AT", QByteArray::number(step));
        qputenv("KILL_COUNT_FILE", countFile.toLocal8Bit());
        if (after)
            qputenv("KILL_AFTER", "1");
        const bool ready = service.start();
        for (const char* name : {"LD_PRELOAD", "KILL_AT", "KILL_COUNT_FILE", "KILL_AFTER"})
            qunsetenv(name);
        if (ready) {
            Client client = connect(service);
            if (define(client, all))
                settled(client, service, 20'000);
        }
        if (step == 0) {
            QVERIFY2(ready, qPrintable(service.errors()));
            QVERIFY(service.running());
        } else if (!service.running()) {
            QThread::msleep(step % 3 == 0 ? 1500 : 100); // sometimes the slow job ends while nobody looks
        }
        service.kill();
        QVERIFY2(service.start(), qPrintable(service.errors()));
        Client client = connect(service);
        QVERIFY(define(client, all));
        QVERIFY2(settled(client, service, 20'000), "the runs did not settle after the restart");
        checkRuns(client, folder.path());
        if (!QTest::currentTestFailed())
            checkEvents(client);
        QCOMPARE(service.stop(), 0);
    }

    int steps_ = 0;

private Q_SLOTS:
    void withoutACrash() {
        QTemporaryDir folder;
        const QString countFile = folder.filePath(u"count"_s);
        scenario(0, false, countFile);
        const QStringList lines = linesOf(countFile);
        QVERIFY(!lines.isEmpty());
        steps_ = lines.first().toInt();
        QVERIFY2(steps_ > 20, "the steps of the service were not seen");
    }

    void killedAtEachStep() {
        QVERIFY(steps_ > 0);
        const int samples = qEnvironmentVariableIsSet("INFERNO_SOAK") ? steps_ : 14;
        for (int i = 0; i < samples; ++i) {
            const int step = 1 + i * steps_ / samples;
            scenario(step, i % 2 == 1, {});
            if (QTest::currentTestFailed())
                qFatal("killed %s step %d of %d", i % 2 == 1 ? "after" : "before", step, steps_);
        }
    }
};

QTEST_GUILESS_MAIN(TestCrash)
#include "tst_crash.moc"
