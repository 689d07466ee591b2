// SPDX-License-Identifier: GPL-3.0-or-later
// Definitions as code, as they are typed: export, apply, import crontab, with the real service.
#include <QTest>

#include "tests/e2e/cli_runner.h"

using namespace Qt::StringLiterals;
using inferno::tests::CliRunner;

class TestCliDefinitions : public QObject {
    Q_OBJECT

    static QStringList words(const QString& line) { return line.split(u' '); }
    /// The jobs of an export, by name.
    static QMap<QString, QJsonObject> exported(const CliRunner& cli) {
        const QJsonArray jobs = cli.done(u"batch-queue export --format json"_s).object().value(u"jobs"_s).toArray();
        QMap<QString, QJsonObject> byName;
        for (const auto& job : jobs)
            byName.insert(job[u"name"_s].toString(), job.toObject());
        return byName;
    }

private Q_SLOTS:
    void anExportIsAppliedElsewhereUnchanged() {
        const CliRunner first;
        QCOMPARE(first
                     .run({u"batch-queue"_s, u"create"_s, u"--name"_s, u"load"_s, u"--command"_s, u"echo \"ä\"\ntrue"_s,
                           u"--schedule"_s, u"0 2 * * *"_s, u"--env"_s, u"KEY=s3cret"_s, u"--retry-attempts"_s, u"3"_s})
                     .code,
                 0);
        first.done(
            u"batch-queue create --name report --command true --depends-on load:completion --disabled --tag x"_s);
        first.done(u"batch-queue create --name once --command true --no-run --timeout 90s"_s);
        QCOMPARE(first.done(u"batch-queue export --format json --output jobs.json"_s).code, 0);
        QCOMPARE(QFile(first.path(u"jobs.json"_s)).permissions() & (QFile::ReadGroup | QFile::ReadOther), 0);

        const auto same = first.json(u"batch-queue apply jobs.json"_s);
        QCOMPARE(same.value(u"changes"_s).toArray().size(), 3);
        for (const auto& change : same.value(u"changes"_s).toArray())
            QCOMPARE(change[u"action"_s].toString(), u"unchanged"_s);

        const CliRunner second;
        QVERIFY(second.write(u"jobs.json"_s, first.read(u"jobs.json"_s)));
        const auto plan = second.done(u"batch-queue apply jobs.json --dry-run"_s);
        QVERIFY(plan.out.contains("+ load\n") && plan.out.contains("Plan: 3 to create\n"));
        QVERIFY(exported(second).isEmpty());
        QVERIFY(second.done(u"batch-queue apply jobs.json"_s).out.contains("Applied: 3 created\n"));
        QCOMPARE(second.done(u"batch-queue export --format json"_s).out, first.read(u"jobs.json"_s));
        QVERIFY(second.done(u"batch-queue apply jobs.json"_s).out.contains("Nothing to change: it is so already\n"));
        QVERIFY(second.json(u"batch-queue runs"_s).value(u"items"_s).toArray().isEmpty()); // apply starts nothing
        const auto created = second.json(u"audit logs --action job_created"_s).value(u"items"_s).toArray();
        QCOMPARE(created.size(), 3);
    }

    void aTableForSpreadsheets() {
        const CliRunner cli;
        cli.run({u"batch-queue"_s, u"create"_s, u"--name"_s, u"formula"_s, u"--command"_s, u"=1+1; echo \"a,b\""_s,
                 u"--schedule"_s, u"0 2 * * *"_s, u"--schedule"_s, u"@daily"_s, u"--env"_s, u"KEY=s3cret"_s});
        cli.done(u"batch-queue create --name once --command false"_s);
        cli.run({u"batch-queue"_s, u"monitor"_s, u"once"_s});
        const auto table = cli.done(u"batch-queue export --format csv --definitions --output jobs.csv"_s);
        QCOMPARE(table.out, "Exported 2 jobs, to " + cli.path(u"jobs.csv"_s).toUtf8() + "\n");
        const QList<QByteArray> lines = cli.read(u"jobs.csv"_s).split('\n');
        QCOMPARE(lines.size(), 4); // heading, two jobs, nothing
        QVERIFY(lines[0].startsWith("\"name\",\"enabled\",\"status\",") && lines[0].endsWith('\r'));
        QVERIFY(lines[1].contains("\"'=1+1; echo \"\"a,b\"\"\""));
        QVERIFY(lines[1].contains("\"0 2 * * *; @daily\"") && lines[1].contains("\"KEY\""));
        QVERIFY(!lines[1].contains("s3cret"));
        QVERIFY(lines[2].contains("\"failed\""));

        const QByteArray history = cli.done(u"batch-queue export --history --format csv"_s).out;
        QVERIFY(history.startsWith("\"id\",\"job\",\"status\","));
        QCOMPARE(history.count("\r\n"), 2);
        QCOMPARE(cli.done(u"batch-queue export --format csv"_s).out, history); // what the guide calls the history
        QCOMPARE(cli.done(u"batch-queue export --history --format json"_s).object().value(u"runs"_s).toArray().size(),
                 1);
    }

    void aPlanShowsOldAndNew() {
        const CliRunner cli;
        QVERIFY(cli.write(u"jobs.yaml"_s, "x-night: &night\n"
                                          "  timezone: Europe/Rome\n"
                                          "jobs:\n"
                                          "  - <<: *night\n"
                                          "    name: child\n"
                                          "    command: 'true'\n"
                                          "    depends_on: [parent]\n"
                                          "  - name: parent\n"
                                          "    command: |\n"
                                          "      echo one\n"
                                          "    schedules: [0 2 * * *]\n"
                                          "    env: {PORT: 8080}\n"));
        cli.done(u"batch-queue create --name foreign --command true --no-run"_s);
        const QByteArray first = cli.done(u"batch-queue apply jobs.yaml"_s).out;
        QVERIFY2(first.contains("+ child\n+ parent\nApplied: 2 created\n"), first.constData());
        QVERIFY2(first.contains("1 other job stays as it is (--prune deletes"), first.constData());
        QCOMPARE(exported(cli).value(u"child"_s).value(u"timezone"_s).toString(), u"Europe/Rome"_s);

        QVERIFY(cli.write(u"jobs.yaml"_s, "jobs:\n"
                                          "  - name: parent\n"
                                          "    command: |\n"
                                          "      echo one\n"
                                          "    schedules: [0 3 * * *]\n"
                                          "    timeout: 15m\n"
                                          "    env: {PORT: 8081}\n"));
        const auto plan = cli.done(u"batch-queue apply jobs.yaml --dry-run --prune"_s);
        QVERIFY2(plan.out.contains("~ parent\n"), plan.out.constData());
        QVERIFY2(plan.out.contains("    schedules: [\"0 2 * * *\"] → [\"0 3 * * *\"]\n"), plan.out.constData());
        QVERIFY2(plan.out.contains("    timeout: none → 15 min\n"), plan.out.constData());
        QVERIFY2(plan.out.contains("    env: values changed\n"), plan.out.constData());
        QVERIFY2(plan.out.contains("- foreign\n- child\nPlan: 1 to change, 2 to delete\n"), plan.out.constData());
        QCOMPARE(exported(cli).size(), 3);
        const QJsonObject done = cli.json(u"batch-queue apply jobs.yaml --prune"_s);
        QVERIFY(done.value(u"applied"_s).toBool());
        QCOMPARE(exported(cli).keys(), QStringList{u"parent"_s});
        // From the standard input as well.
        QVERIFY(cli.done(u"batch-queue apply -"_s, cli.read(u"jobs.yaml"_s)).out.contains("Nothing to change"));
    }

    void mistakesNameFileAndLineAndNothingIsChanged() {
        const CliRunner cli;
        QVERIFY(cli.write(u"jobs.yaml"_s, "jobs:\n"
                                          "  - name: good\n"
                                          "    command: 'true'\n"
                                          "  - name: typo\n"
                                          "    command: 'true'\n"
                                          "    shedule: 0 2 * * *\n"
                                          "  - name: late\n"
                                          "    command: 'true'\n"
                                          "    timeout: soon\n"));
        const auto refused = cli.run(words(u"batch-queue apply jobs.yaml"_s));
        QCOMPARE(refused.code, 2);
        const QStringList errors = refused.err.split(u'\n').filter(QRegularExpression(u"^error: "_s));
        QCOMPARE(errors.size(), 2);
        QVERIFY2(
            errors[0].contains(u"jobs.yaml:6: job 'typo': there is no option 'shedule' · did you mean 'schedule"_s),
            qPrintable(errors[0]));
        QVERIFY2(errors[1].contains(u"jobs.yaml:9: job 'late': timeout: 'soon'"_s), qPrintable(errors[1]));
        QVERIFY2(errors[1].contains(u"nothing was changed"_s), qPrintable(errors[1]));
        QVERIFY(exported(cli).isEmpty());

        QVERIFY(cli.write(u"jobs.yaml"_s, "- {name: a, command: x, depends_on: [b]}\n"
                                          "- {name: b, command: x, depends_on: [c]}\n"
                                          "- {name: c, command: x, depends_on: [a]}\n"));
        const auto circle = cli.run(words(u"batch-queue apply jobs.yaml"_s));
        QCOMPARE(circle.code, 1);
        // The errors of a schedule, a zone and a condition name the line as well.
        QVERIFY(cli.write(u"jobs.yaml"_s, "- name: a\n  command: x\n  schedules: [61 * * * *]\n"
                                          "- name: b\n  command: x\n  timezone: Europe/Roma\n"
                                          "- name: c\n  command: x\n  condition: disk_usag > 1\n"));
        const QString lines = cli.run(words(u"batch-queue apply jobs.yaml"_s)).err;
        for (const char16_t* part :
             {u"jobs.yaml:3: job 'a': minute, column 1", u"jobs.yaml:6: job 'b': ", u"jobs.yaml:9: job 'c': "})
            QVERIFY2(lines.contains(QString::fromUtf16(part)), qPrintable(lines));
        QVERIFY2(circle.err.contains(u"jobs.yaml:1: job 'a': depends_on: a -> b -> c -> a"_s), qPrintable(circle.err));

        QVERIFY(cli.write(u"jobs.yaml"_s, "- name: a\n  command: x\n  schedules: [*/5 * * * *]\n"));
        const auto syntax = cli.run(words(u"batch-queue apply jobs.yaml"_s));
        QCOMPARE(syntax.code, 2);
        QVERIFY2(syntax.err.contains(u"jobs.yaml:3: this is no YAML"_s), qPrintable(syntax.err));
        QVERIFY(exported(cli).isEmpty());
    }

    void aCrontabIsTakenOver() {
        const CliRunner cli;
        cli.done(u"batch-queue create --name backup.sh --command true --no-run"_s); // no import made this one
        QVERIFY(cli.write(u"crontab"_s, "SHELL=/bin/bash\n"
                                        "MAILTO=ops@example.org\n"
                                        "GREETING=hello\n"
                                        "0 2 * * * /usr/local/bin/backup.sh --all\n"
                                        "61 * * * * broken\n"
                                        "@reboot say%$GREETING\n"));
        const auto plan = cli.run(words(u"batch-queue import crontab crontab --dry-run"_s));
        QCOMPARE(plan.code, 1); // a line is left out, and it is said
        QVERIFY2(plan.out.contains("line 5: not imported: "), plan.out.constData());
        QVERIFY2(plan.out.contains("61 is not within 0 to 59"), plan.out.constData());
        QVERIFY2(plan.out.contains("line 2: MAILTO: does not map: no mail is sent"), plan.out.constData());
        QVERIFY2(plan.out.contains("Plan: 2 to create, 1 not imported\n"), plan.out.constData());
        QCOMPARE(exported(cli).size(), 1);

        const auto done = cli.run(words(u"batch-queue import crontab crontab"_s));
        QVERIFY2(done.out.contains("Imported: 2 created, 1 not imported\n"), done.out.constData());
        const auto jobs = exported(cli);
        QCOMPARE(jobs.keys(), (QStringList{u"backup.sh"_s, u"backup.sh-2"_s, u"say"_s}));
        QCOMPARE(jobs[u"backup.sh"_s].value(u"command"_s).toString(), u"true"_s);
        QCOMPARE(jobs[u"backup.sh-2"_s].value(u"command"_s).toString(),
                 u"exec /bin/bash -c '/usr/local/bin/backup.sh --all'"_s);
        QCOMPARE(jobs[u"say"_s].value(u"env"_s).toObject().value(u"GREETING"_s).toString(), u"hello"_s);
        QCOMPARE(jobs[u"say"_s].value(u"timezone"_s).toString(), u"UTC"_s);
        const auto again = cli.run(words(u"batch-queue import crontab crontab --json"_s));
        for (const auto& item : again.object().value(u"items"_s).toArray())
            QVERIFY(item[u"action"_s].toString() != u"create"_s && item[u"action"_s].toString() != u"change"_s);
    }

    void whatIsImportedRunsAsUnderCron() {
        const CliRunner cli;
        QVERIFY(cli.write(u"crontab"_s, "GREETING=it's\n0 0 1 1 * echo \"$GREETING\\%\"; cat%one%two\n"));
        QCOMPARE(cli.run(words(u"batch-queue import crontab crontab --prefix c."_s)).code, 0);
        cli.done(u"batch-queue run c.echo"_s);
        QCOMPARE(cli.run(words(u"batch-queue monitor c.echo"_s)).code, 0);
        QCOMPARE(cli.done(u"batch-queue logs c.echo"_s).out, "it's%\none\ntwo\n");
    }
};

QTEST_GUILESS_MAIN(TestCliDefinitions)
#include "tst_cli_definitions.moc"
