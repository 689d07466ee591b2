// SPDX-License-Identifier: GPL-3.0-or-later
// The queue's settings and alert rules as the guides type them, with the real service.
#include <QTest>

#include "tests/e2e/cli_runner.h"

using namespace Qt::StringLiterals;
using inferno::tests::CliRunner;

class TestCliQueueSettings : public QObject {
    Q_OBJECT

    static QStringList words(const QString& line) { return line.split(u' '); }

private Q_SLOTS:
    void theQueueIsSwitchedOffAndOnAtOnce() {
        const CliRunner cli;
        QVERIFY(cli.done(u"batch-queue enable"_s).out.contains("Nothing to change"));
        const auto off = cli.done(u"batch-queue disable"_s);
        QVERIFY2(off.out.contains("batch_queue.enabled: true → false\n"), off.out.constData()); // no restart
        cli.done(u"batch-queue create --name a --command true"_s);
        QCOMPARE(cli.json(u"batch-queue show a"_s).value(u"status"_s).toString(), u"queued"_s);
        QVERIFY(cli.stop() && cli.start()); // it stays off
        QVERIFY(cli.done(u"batch-queue stats"_s).out.contains("Nothing starts: the queue is disabled"));
        QCOMPARE(cli.json(u"batch-queue show a"_s).value(u"status"_s).toString(), u"queued"_s);
        QCOMPARE(cli.done(u"batch-queue enable"_s).code, 0);
        QCOMPARE(cli.run(words(u"batch-queue monitor a"_s)).code, 0);
        const auto events = cli.json(u"audit logs --action config_change"_s).value(u"items"_s).toArray();
        QCOMPARE(events.size(), 2);
    }

    void theGuidesSettings() {
        const CliRunner cli;
        const auto set =
            cli.done(u"batch-queue configure --max-concurrent 5 --retry-attempts 3 --default-timeout 3600"_s);
        QVERIFY2(set.out.contains("batch_queue.max_concurrent_jobs: 0 → 5\n"), set.out.constData());
        QCOMPARE(cli.json(u"batch-queue stats"_s).value(u"max_concurrent"_s).toInt(), 5); // at once
        QVERIFY(set.out.contains("batch_queue.default_timeout_seconds: 0.0 → 3600.0"));
        QVERIFY(cli.stop() && cli.start());
        QCOMPARE(cli.json(u"batch-queue stats"_s).value(u"max_concurrent"_s).toInt(), 5);
        cli.done(u"batch-queue create --name a --command true --no-run"_s);
        const QJsonObject job = cli.json(u"batch-queue show a"_s);
        QCOMPARE(job.value(u"retry_attempts"_s).toInt(), 3);
        QCOMPARE(job.value(u"timeout"_s).toDouble(), 3600.0);
        QCOMPARE(cli.run(words(u"batch-queue configure --retry-backoff 0.5"_s)).code, 2);
        // What is not in force says so.
        QVERIFY(cli.done(u"batch-queue configure --notify-on job_failed"_s).out.contains("has no effect yet"));
    }

    void whatIsSaidOfTheQueue() {
        const CliRunner cli;
        QCOMPARE(cli.done(u"batch-queue list --search load"_s).out.contains("There are no jobs yet"), false);
        cli.done(u"batch-queue create --name a --command true --executor local --no-run"_s);
        const auto slurm = cli.run(words(u"batch-queue create --name b --command true --executor slurm"_s));
        QCOMPARE(slurm.code, 1);
        QVERIFY2(slurm.err.contains(u"--executor"_s), qPrintable(slurm.err));
        const auto paused = cli.done(u"batch-queue pause --for 1h"_s);
        QVERIFY2(paused.out.startsWith("Paused: no run starts until 20"), paused.out.constData());
        QVERIFY(cli.done(u"batch-queue stats"_s).out.startsWith("Paused since 20"));
        QVERIFY(!cli.json(u"batch-queue stats"_s).value(u"resume_at"_s).toString().isEmpty());
        QVERIFY(cli.done(u"batch-queue run a"_s).code == 0);
        const auto shown = cli.done(u"batch-queue show a"_s).out;
        QVERIFY2(shown.contains("not started   the queue is paused, since 20"), shown.constData());
        cli.done(u"batch-queue resume"_s);
        QVERIFY(cli.done(u"batch-queue pause"_s).out.contains("until inferno batch-queue resume"));
        QCOMPARE(cli.done(u"audit alert-rule list"_s).code, 0);
        const auto ended = cli.run(words(u"batch-queue retry a"_s));
        QVERIFY2(ended.err.contains(u"'a'"_s), qPrintable(ended.err)); // the name, as it was typed
        const auto output = cli.run(words(u"batch-queue export --format json --output /nonexistent/x"_s));
        QVERIFY2(output.err.contains(u"there is no folder /nonexistent"_s), qPrintable(output.err));
        QCOMPARE(cli.run(words(u"batch-queue list --cursor bogus"_s)).code, 2);
    }

    void alertRulesOfTheGuides() {
        const CliRunner cli;
        const auto made = cli.run({u"audit"_s, u"alert-rule"_s, u"create"_s, u"--name"_s, u"multiple_failed_logins"_s,
                                   u"--condition"_s, u"failed_logins > 5 in 10m"_s, u"--severity"_s, u"high"_s,
                                   u"--channels"_s, u"email,slack"_s});
        QCOMPARE(made.code, 0);
        QVERIFY2(made.out.contains("Kept multiple_failed_logins: failed_logins > 5 in 10m (high)\n"),
                 made.out.constData());
        QVERIFY2(made.out.contains("that is not built"), made.out.constData()); // it does not pretend
        QVERIFY2(made.out.contains("email: not configured"), made.out.constData());
        QCOMPARE(cli.run({u"batch-queue"_s, u"alert-rule"_s, u"create"_s, u"--name"_s, u"job_failure_rate"_s,
                          u"--condition"_s, u"failure_rate > 0.10 in 1h"_s, u"--action"_s, u"notify_admin"_s})
                     .code,
                 0);
        QCOMPARE(cli.run({u"batch-queue"_s, u"alert-rule"_s, u"create"_s, u"--name"_s, u"high_resource_usage"_s,
                          u"--condition"_s, u"cpu_usage > 90% for 5m"_s, u"--action"_s, u"scale_down"_s})
                     .code,
                 0);
        const auto names = [&](const QString& list) {
            QStringList out;
            for (const auto& item : cli.json(list).value(u"items"_s).toArray())
                out.append(item[u"name"_s].toString() + (item[u"enabled"_s].toBool() ? u""_s : u" off"_s));
            return out;
        };
        QCOMPARE(names(u"audit alert-rules list"_s), QStringList{u"multiple_failed_logins"_s});
        QCOMPARE(names(u"batch-queue alert-rule list"_s),
                 (QStringList{u"high_resource_usage"_s, u"job_failure_rate"_s}));
        cli.done(u"audit alert-rule disable multiple_failed_logins"_s);
        QCOMPARE(names(u"audit alert-rules list"_s), QStringList{u"multiple_failed_logins off"_s});
        QVERIFY(cli.done(u"batch-queue alert-rule list"_s).out.contains("nothing asks their conditions yet"));
        QCOMPARE(cli.run(words(u"audit alert-rule delete job_failure_rate"_s)).code, 3); // of the other scope
        cli.done(u"batch-queue alert-rule delete job_failure_rate"_s);
        QCOMPARE(names(u"batch-queue alert-rule list"_s), QStringList{u"high_resource_usage"_s});
        QCOMPARE(cli.run({u"audit"_s, u"alert-rule"_s, u"create"_s, u"--name"_s, u"x"_s, u"--condition"_s,
                          u"failed_logins > 5"_s})
                     .code,
                 2);
        const auto events = cli.json(u"audit search --query alert_rule*"_s).value(u"items"_s).toArray();
        QStringList actions;
        for (const auto& event : events)
            if (event[u"event_type"_s].toString() == u"system"_s)
                actions.append(event[u"action"_s].toString());
        QCOMPARE(actions.count(u"alert_rule_created"_s), 3);
        QCOMPARE(actions.count(u"alert_rule_disabled"_s), 1);
        QCOMPARE(actions.count(u"alert_rule_deleted"_s), 1);
    }
};

QTEST_GUILESS_MAIN(TestCliQueueSettings)
#include "tst_cli_queue_settings.moc"
