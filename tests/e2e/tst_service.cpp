// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <filesystem>
#include <fstream>

#include <sys/stat.h>

#include "services/client/client.h"
#include "tests/e2e/service_process.h"

using namespace inferno;
using inferno::tests::ServiceProcess;
namespace fs = std::filesystem;

/// infernod as a process: what stops it from starting, and what it leaves behind when it ends, by asking or by force.
class TestService : public QObject {
    Q_OBJECT

    static fs::path pathOf(const ServiceProcess& service, const char* name) {
        return fs::path(service.dataDir().toStdString()) / name;
    }
    static client::Client clientOf(const ServiceProcess& service) {
        return client::Client(client::endpointOf(service.dataDir().toStdString()).value());
    }
    static void write(const fs::path& file, const std::string& text, fs::perms mode = fs::perms(0600)) {
        fs::create_directories(file.parent_path());
        std::ofstream(file) << text;
        fs::permissions(file, mode);
    }
    static bool says(ServiceProcess& service, const char* words) {
        const QString errors = service.errors();
        if (errors.contains(QLatin1String(words)))
            return true;
        qWarning("it said: %s", qPrintable(errors));
        return false;
    }
    static std::vector<std::string> actions(client::Client& client) {
        std::vector<std::string> out;
        client::AuditQuery query;
        query.limit = 1000;
        if (const auto page = client.auditEvents(query))
            for (const auto& event : page->items)
                out.insert(out.begin(), event.action);
        return out;
    }

private Q_SLOTS:
    void startsAnswersAndEnds() {
        ServiceProcess service;
        QVERIFY2(service.start(), qPrintable(service.errors()));
        QVERIFY(service.url().startsWith(QLatin1String("http://127.0.0.1:")));
        client::Client client = clientOf(service);
        const auto info = client.health();
        QVERIFY(info);
        QCOMPARE(info->pid, service.pid());
        QCOMPARE(QString::fromStdString(info->instance), service.instance());
        QCOMPARE(service.stop(), 0);
        QVERIFY(!fs::exists(pathOf(service, "run/service.json")));
        QVERIFY(fs::exists(pathOf(service, "log/infernod.log")));
        QCOMPARE(client.health().error().code, ErrorCode::ServiceUnreachable);

        const QString token = service.token();
        QVERIFY2(service.start(), qPrintable(service.errors()));
        QCOMPARE(service.token(), token); // clients keep working over a restart
        client::Client again = clientOf(service);
        QCOMPARE(actions(again), (std::vector<std::string>{"service_started", "service_stopped", "service_started"}));
        QVERIFY(again.stopService());
        QVERIFY(service.waitForExit());
        QCOMPARE(service.exitCode(), 0);
    }

    void twoOnOneDataRoot() {
        ServiceProcess first;
        QVERIFY2(first.start(), qPrintable(first.errors()));
        ServiceProcess second(first.dataDir());
        second.launch();
        QVERIFY(second.waitForExit(30'000));
        QCOMPARE(second.exitCode(), 1);
        QVERIFY(says(second, ("infernod (pid " + std::to_string(first.pid()) + ")").c_str()));
        QVERIFY(clientOf(first).health()); // undisturbed
    }

    void oneThatWaitsForTheDataFolderEndsWhenAsked() {
        ServiceProcess first;
        QVERIFY2(first.start(), qPrintable(first.errors()));
        ServiceProcess second(first.dataDir());
        second.launch();
        const auto holdsSignalsBack = [&second] { // from then on SIGTERM is its own to answer
            QFile file(QStringLiteral("/proc/%1/status").arg(second.pid()));
            if (!file.open(QIODevice::ReadOnly))
                return false;
            const QByteArray text = file.readAll();
            const qsizetype at = text.indexOf("SigBlk:");
            return (text.mid(at + 7, 17).trimmed().toULongLong(nullptr, 16) & (1ULL << (SIGTERM - 1))) != 0;
        };
        QVERIFY(QTest::qWaitFor(holdsSignalsBack, 20'000));
        QCOMPARE(second.stop(5'000), 0); // sooner than it would give up by itself
        QVERIFY(clientOf(first).health());
    }

    void aPortThatIsTaken() {
        ServiceProcess first;
        QVERIFY2(first.start(), qPrintable(first.errors()));
        ServiceProcess second;
        const int port = first.url().section(QLatin1Char(':'), -1).toInt();
        write(pathOf(second, "inferno.toml"), "[api]\nport = " + std::to_string(port) + "\n");
        second.launch({QStringLiteral("--port-offset"), QStringLiteral("0")});
        QVERIFY(second.waitForExit());
        QCOMPARE(second.exitCode(), 1);
        QVERIFY(says(second, ("taken by infernod (pid " + std::to_string(first.pid()) + ")").c_str()));
        QVERIFY(says(second, "--port-offset auto"));
        QVERIFY(!fs::exists(pathOf(second, "vault"))); // nothing was begun
        QVERIFY2(second.start(), qPrintable(second.errors()));
        QVERIFY(second.url() != first.url());
    }

    void aKeyFileThatIsMissingOrOpen() {
        ServiceProcess service;
        QVERIFY2(service.start(), qPrintable(service.errors()));
        QCOMPARE(service.stop(), 0);
        const fs::path key = pathOf(service, "keys/audit.key");
        QVERIFY(fs::exists(key));
        fs::permissions(key, fs::perms(0644));
        QVERIFY(!service.start());
        QCOMPARE(service.exitCode(), 1);
        QVERIFY(says(service, "can be read by others"));
        fs::permissions(key, fs::perms(0600));
        fs::rename(key, key.string() + ".away");
        QVERIFY(!service.start());
        QVERIFY(says(service, "key file is missing"));
        QVERIFY(!fs::exists(key)); // it is never made anew for a vault that has one
        fs::rename(key.string() + ".away", key);
        QVERIFY2(service.start(), qPrintable(service.errors()));

        ServiceProcess named;
        write(pathOf(named, "inferno.toml"),
              "[audit.encryption]\nkey_file = \"" + pathOf(named, "my.key").string() + "\"\n");
        QVERIFY(!named.start());
        QVERIFY(says(named, "my.key"));
        QVERIFY(!fs::exists(pathOf(named, "my.key")));
    }

    void aTokenThatOthersMayRead() {
        ServiceProcess service;
        QVERIFY2(service.start(), qPrintable(service.errors()));
        QCOMPARE(service.stop(), 0);
        fs::permissions(pathOf(service, "run/token"), fs::perms(0644));
        QVERIFY(!service.start());
        QVERIFY(says(service, "run/token"));
    }

    void aConfigurationWithAMistake() {
        ServiceProcess service;
        write(pathOf(service, "inferno.toml"), "[api]\nprot = 8080\n");
        QVERIFY(!service.start());
        QCOMPARE(service.exitCode(), 1);
        QVERIFY(says(service, "inferno.toml:2"));
        QVERIFY(says(service, "did you mean api.port?"));
        QVERIFY(!fs::exists(pathOf(service, "run/service.json")));
    }

    void wrongArguments() {
        ServiceProcess service;
        service.launch({QStringLiteral("--port-offset"), QStringLiteral("many")});
        QVERIFY(service.waitForExit());
        QCOMPARE(service.exitCode(), 2);
        ServiceProcess other;
        other.launch({QStringLiteral("--nonsense")});
        QVERIFY(other.waitForExit());
        QCOMPARE(other.exitCode(), 2);
    }

    void killedInTheMiddleOfARun() {
        ServiceProcess service;
        QVERIFY2(service.start(), qPrintable(service.errors()));
        std::string runId;
        {
            client::Client client = clientOf(service);
            client::JobDefinition job;
            job.name = "long";
            job.command = "echo begin; sleep 2; echo end; exit 7";
            const auto created = client.createJob(job);
            QVERIFY(created);
            runId = created->run_id;
            QTRY_COMPARE_WITH_TIMEOUT(client.run(runId)->status, std::string("running"), 10'000);
            QTRY_VERIFY_WITH_TIMEOUT(client.runLog(runId, 0, nullptr).value_or("") == "begin\n", 10'000);
        }
        service.kill();
        QVERIFY(fs::exists(pathOf(service, "run/service.json"))); // nobody was there to remove it
        QVERIFY2(service.start(), qPrintable(service.errors()));
        client::Client client = clientOf(service);
        QTRY_COMPARE_WITH_TIMEOUT(client.run(runId)->status, std::string("failed"), 15'000);
        QCOMPARE(client.run(runId)->exit_code, std::optional(7));
        QCOMPARE(client.run(runId)->attempt, 1);
        QCOMPARE(*client.runLog(runId, 0, nullptr), "begin\nend\n");
        QTRY_VERIFY(std::ranges::count(actions(client), "job_failed") == 1);
        QCOMPARE(std::ranges::count(actions(client), "job_started"), 1);
        QCOMPARE(client.verifyAudit("full")->verdict, "ok");
    }

    void whatAJobLeavesReachesTheNext() {
        ServiceProcess service;
        QVERIFY2(service.start(), qPrintable(service.errors()));
        client::Client client = clientOf(service);
        client::JobDefinition child;
        child.name = "load";
        child.command = "cat $INFERNO_INPUTS; cat $(sed 's/.*\"files\":\"//; s/\".*//' $INFERNO_INPUTS)/part";
        child.depends_on = {"extract"};
        client::JobDefinition parent;
        parent.name = "extract";
        parent.command = R"(echo '{"rows": 7}' > $INFERNO_OUTPUTS; echo a part > $INFERNO_FILES/part)";
        QVERIFY(client.createJob(parent));
        QVERIFY(client.createJob(child));
        const auto runOf = [&](const char* job) {
            const auto page = client.runs({.job = job});
            return page && !page->items.empty() ? client.run(page->items.front().id).value() : client::Run{};
        };
        QTRY_COMPARE_WITH_TIMEOUT(runOf("load").status, "completed", 20'000);
        QCOMPARE(runOf("extract").outputs, R"({"rows":7})");
        std::uint64_t next = 0;
        const std::string log = client.runLog(runOf("load").id, 0, &next).value();
        QVERIFY2(log.find(R"("outputs":{"rows":7})") != std::string::npos, log.c_str());
        QVERIFY2(log.find("a part") != std::string::npos, log.c_str());
    }

    void jobsRunAsAUserWhoReachesNothingElse() {
        if (::geteuid() != 0)
            QSKIP("changing the user needs root");
        ServiceProcess service;
        const fs::path root = service.dataDir().toStdString();
        write(root / "inferno.toml", "[batch_queue]\nrun_as = \"nobody\"\n");
        for (fs::path folder = root; folder != "/"; folder = folder.parent_path())
            fs::permissions(folder, fs::perms::others_exec | fs::perms::group_exec, fs::perm_options::add);
        QVERIFY2(service.start(), qPrintable(service.errors()));
        client::Client client = clientOf(service);
        QCOMPARE(client.auditStatus()->jobs_run_as, "nobody");
        client::JobDefinition job;
        job.name = "look";
        job.command =
            "id -un; pwd > own; echo '{\"in\": true}' > $INFERNO_OUTPUTS; touch $INFERNO_FILES/a; for f in keys "
            "vault queue runs run/token inferno.toml; do ls " +
            root.string() + "/$f/. 2>&1 || cat " + root.string() + "/$f 2>&1 || echo no $f; done";
        QVERIFY(client.createJob(job));
        const auto run = [&] { return client.runs({.job = "look"})->items.front(); };
        QTRY_VERIFY_WITH_TIMEOUT(run().status == "completed" || run().status == "failed", 20'000);
        std::uint64_t next = 0;
        const std::string log = client.runLog(run().id, 0, &next).value();
        QVERIFY2(log.starts_with("nobody\n"), log.c_str());
        for (const char* closed : {"no keys", "no vault", "no queue", "no runs", "no run/token", "no inferno.toml"})
            QVERIFY2(log.find(closed) != std::string::npos, log.c_str());
        QCOMPARE(client.run(run().id)->outputs, R"({"in":true})");
        QVERIFY(fs::exists(root / "work" / "look" / "own"));
    }

    /// As the unit of a system service does it: no root, but the rights to start commands as another user.
    void aServiceWithCapabilitiesGivesItsJobsNone() {
        if (::geteuid() != 0)
            QSKIP("giving capabilities needs root");
        const QStringList asNobody =
            QStringLiteral("setpriv --reuid=nobody --regid=nogroup --clear-groups").split(QLatin1Char(' '));
        if (QProcess::execute(asNobody.front(),
                              asNobody.mid(1) + QStringList{ServiceProcess::program(), QStringLiteral("--version")}))
            QSKIP("user nobody cannot reach the programs, or there is no setpriv");
        ServiceProcess service;
        const QString rights = QStringLiteral("+setuid,+setgid,+kill,+chown,+dac_override");
        service.startThrough(
            asNobody + QStringList{QStringLiteral("--inh-caps=") + rights, QStringLiteral("--ambient-caps=") + rights});
        const fs::path root = service.dataDir().toStdString();
        fs::create_directory(root);
        fs::permissions(root.parent_path(), fs::perms{0711});
        write(root / "inferno.toml", "[batch_queue]\nrun_as = \"daemon\"\n");
        QCOMPARE(QProcess::execute(QStringLiteral("chown"),
                                   {QStringLiteral("-R"), QStringLiteral("nobody:nogroup"), service.dataDir()}),
                 0);
        QVERIFY2(service.start(), qPrintable(service.errors()));
        client::Client client = clientOf(service);
        client::JobDefinition job;
        job.name = "look";
        job.command = "id -un; grep '^Cap[IPEA]' /proc/self/status; echo '{\"in\": true}' > $INFERNO_OUTPUTS";
        QVERIFY(client.createJob(job));
        client::JobDefinition late;
        late.name = "late";
        late.command = "sleep 300";
        late.timeout = 1;
        QVERIFY(client.createJob(late));
        const auto runOf = [&](const char* name) { return client.runs({.job = name})->items.front(); };
        QTRY_COMPARE_WITH_TIMEOUT(runOf("look").status, "completed", 20'000);
        std::uint64_t next = 0;
        const std::string log = client.runLog(runOf("look").id, 0, &next).value();
        QVERIFY2(log.starts_with("daemon\n"), log.c_str());
        for (const char* set : {"CapInh", "CapPrm", "CapEff", "CapAmb"})
            QVERIFY2(log.find(set + std::string(":\t0000000000000000\n")) != std::string::npos, log.c_str());
        QCOMPARE(client.run(runOf("look").id)->outputs, R"({"in":true})");
        QTRY_COMPARE_WITH_TIMEOUT(runOf("late").status, "timed_out", 20'000);
    }

    void runAsSomebodyWhoIsNotThere() {
        ServiceProcess service;
        write(pathOf(service, "inferno.toml"), "[batch_queue]\nrun_as = \"nobody-by-this-name\"\n");
        QVERIFY(!service.start());
        QVERIFY(says(service, "batch_queue.run_as: there is no user 'nobody-by-this-name'"));
    }

    void runningJobsGoOnWhenItStops() {
        ServiceProcess service;
        QVERIFY2(service.start(), qPrintable(service.errors()));
        std::string runId;
        {
            client::Client client = clientOf(service);
            client::JobDefinition job;
            job.name = "goes-on";
            job.command = "sleep 1; echo done";
            runId = client.createJob(job)->run_id;
            QTRY_COMPARE_WITH_TIMEOUT(client.run(runId)->status, std::string("running"), 10'000);
        }
        QCOMPARE(service.stop(), 0);
        QTest::qSleep(1500);
        QVERIFY2(service.start(), qPrintable(service.errors()));
        client::Client client = clientOf(service);
        QTRY_COMPARE_WITH_TIMEOUT(client.run(runId)->status, std::string("completed"), 10'000);
        QCOMPARE(*client.runLog(runId, 0, nullptr), "done\n");
    }
};

QTEST_GUILESS_MAIN(TestService)
#include "tst_service.moc"
