// SPDX-License-Identifier: GPL-3.0-or-later
// The command line as it is typed: what needs no service, and its refusals.
#include <QJsonArray>
#include <QTest>

#include "tests/e2e/service_process.h"

using namespace Qt::StringLiterals;
using inferno::tests::ServiceProcess;

class TestCli : public QObject {
    Q_OBJECT

private:
    struct Answer {
        int code = -1;
        QString out;
        QString err;
    };

    Answer run(const QStringList& arguments, const QByteArray& input = {}, const QString& folder = {}) {
        QProcess process;
        QProcessEnvironment environment = ServiceProcess::environment();
        environment.insert(u"INFERNO_HOME"_s, root_.filePath(u"data"_s));
        environment.insert(u"XDG_STATE_HOME"_s, root_.filePath(u"state"_s));
        environment.insert(u"TZ"_s, u"Europe/Rome"_s);
        process.setProcessEnvironment(environment);
        if (!folder.isEmpty())
            process.setWorkingDirectory(folder);
        process.start(ServiceProcess::program("inferno"), arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(30'000))
            return {-1, {}, u"it did not end"_s};
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }
    static QJsonObject object(const QString& text) { return QJsonDocument::fromJson(text.toUtf8()).object(); }

    QTemporaryDir root_;

private Q_SLOTS:
    void cronNextIsTold() {
        const Answer answer =
            run({u"cron"_s, u"next"_s, u"30 2 * * *"_s, u"--from"_s, u"2026-03-28 12:00"_s, u"--count"_s, u"2"_s});
        QCOMPARE(answer.out, u"Every day at 02:30 · Europe/Rome\n2026-03-29 03:00 CEST\n2026-03-30 02:30 CEST\n"_s);
        QCOMPARE(answer.code, 0);

        const Answer json = run({u"cron"_s, u"next"_s, u"0 0 30 2 *"_s, u"--json"_s, u"--tz"_s, u"UTC"_s});
        QCOMPARE(object(json.out),
                 (QJsonObject{{u"expr"_s, u"0 0 30 2 *"_s}, {u"timezone"_s, u"UTC"_s}, {u"next"_s, QJsonArray{}}}));
        // Global flags are taken before the subcommand as well.
        QCOMPARE(run({u"--json"_s, u"cron"_s, u"next"_s, u"0 0 30 2 *"_s, u"--tz"_s, u"UTC"_s}).out, json.out);
    }

    void cronTakesWhatJobsTake() {
        QCOMPARE(run({u"cron"_s, u"check"_s, u"@every 90m"_s}).out, u"ok: Every 1 h 30 min\n"_s);
        QCOMPARE(run({u"cron"_s, u"next"_s, u"@every 6h+15m"_s, u"--from"_s, u"2026-03-24T12:00:00Z"_s, u"--count"_s,
                      u"1"_s})
                     .out,
                 u"Every 6 h, 15 min later · Europe/Rome\n2026-03-24 13:15 CET\n"_s);
        QCOMPARE(run({u"cron"_s, u"explain"_s, u"@reboot"_s}).out, u"When the machine has started\n"_s);
        QCOMPARE(run({u"cron"_s, u"next"_s, u"CRON_TZ=Asia/Tokyo 0 2 * * *"_s, u"--from"_s, u"2026-03-24T12:00:00Z"_s,
                      u"--count"_s, u"1"_s})
                     .out,
                 u"Every day at 02:00 (Asia/Tokyo)\n2026-03-25 02:00 JST\n"_s);
        const Answer column = run({u"cron"_s, u"check"_s, u"CRON_TZ=Asia/Tokyo 61 2 * * *"_s});
        QCOMPARE(column.code, 2);
        QVERIFY2(column.err.contains(u"column 20"_s), qPrintable(column.err)); // of the whole text
        QCOMPARE(run({u"cron"_s, u"check"_s, u"CRON_TZ=Asia/Tokyo @every 1h"_s}).code, 2);
        QCOMPARE(run({u"cron"_s, u"check"_s, u"CRON_TZ=Asia/Tokio 0 2 * * *"_s}).code, 2);
        QVERIFY(run({u"cron"_s, u"check"_s, u"@every 0"_s, u"--json"_s}).out.contains(u"duration.invalid"_s));
    }

    void refusalsSayWhatToDo() {
        QVERIFY(run({u"batch-queue"_s, u"list"_s, u"--format"_s, u"json"_s}).err.contains(u"--json"_s));
        const Answer missing = run({u"batch-queue"_s, u"templates"_s, u"check"_s, u"/nonexistent.yaml"_s});
        QCOMPARE(missing.code, 3);
        QVERIFY2(missing.err.contains(u"there is no file /nonexistent.yaml · name one"_s), qPrintable(missing.err));
    }

    void cronNextAnswersLineByLine() {
        const Answer answer =
            run({u"cron"_s, u"next"_s, u"--stdin"_s}, "Europe/Riga\t15 3 * * *\t2021-03-27T03:15:00+02:00\n"
                                                      "UTC\t* * 31 2 *\t2026-01-01T00:00:00Z\n"
                                                      "UTC\t61 * * * *\t2026-01-01T00:00:00Z\n"
                                                      "Europe/Roma\t@daily\t2026-01-01T00:00:00Z\n"
                                                      "one field\n");
        const QStringList lines = answer.out.split(u'\n');
        QCOMPARE(lines.size(), 6);
        QCOMPARE(lines[0], u"2021-03-28T04:00:00+03:00"_s);
        QCOMPARE(lines[1], u"never"_s);
        QVERIFY(lines[2].startsWith(u"error: The cron expression has a value out of range · minute, column 1: "_s));
        QVERIFY(lines[3].endsWith(u"did you mean Europe/Rome?"_s));
        QVERIFY(lines[4].startsWith(u"error: "_s));
    }

    void cronCheckAndExplain() {
        QCOMPARE(run({u"cron"_s, u"check"_s, u"15 9 * * 1-5"_s}).out, u"ok: Weekdays at 09:15\n"_s);
        const Answer wrong = run({u"cron"_s, u"check"_s, u"0 0 32 * *"_s});
        QCOMPARE(wrong.code, 2);
        QVERIFY(wrong.err.contains(u"day of month, column 5: 32 is not within 1 to 31"_s));
        QVERIFY(wrong.err.contains(u"  0 0 32 * *\n      ^^\n"_s));
        // An expression that looks like an option is still an expression.
        QVERIFY(run({u"cron"_s, u"check"_s, u"-5 * * * *"_s}).err.contains(u"minute, column 1"_s));
        const QJsonObject problem = object(run({u"cron"_s, u"check"_s, u"0 0 32 * *"_s, u"--json"_s}).out);
        QCOMPARE(problem.value(u"column"_s).toInt(), 5);
        QCOMPARE(problem.value(u"valid"_s).toBool(true), false);
        const QJsonObject explained = object(run({u"cron"_s, u"explain"_s, u"0 2 1 * 1"_s, u"--json"_s}).out);
        QCOMPARE(explained.value(u"sentence"_s).toString(), u"At 02:00 on day 1 or on Mondays"_s);
        QCOMPARE(explained.value(u"fields"_s).toArray().size(), 5);
    }

    void refusals_data() {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* line, int code, const char* said) {
            QTest::newRow(line) << code << QString::fromUtf8(said);
        };
        row("frobnicate", 2, "'inferno' does not know 'frobnicate'");
        row("batch-queue crate", 2, "did you mean create?");
        row("batch-queue create --nam x --command y", 2, "did you mean --name?");
        row("batch-queue create --schedule @daily", 2, "a job needs --name and --command");
        row("batch-queue create --name a --command b --timeout soon", 2, "--timeout: 'soon' cannot be read");
        row("batch-queue create --name a --command b --env X", 2, "--env X sets no variable");
        row("batch-queue create --name a --command b --run-at tomorrow", 2, "'tomorrow' cannot be read");
        row("batch-queue create --name a --command b --priority urgent", 2, "--priority");
        row("batch-queue create --name a --model-dir /m --command b", 2, "does not know '--model-dir'");
        row("batch-queue create --name a --template t --model-dir", 2, "--model-dir needs a value");
        row("batch-queue create --name a --template t --x 1 --param x=2", 2, "the parameter x is given twice");
        row("batch-queue create --name a --template t --param x", 2, "--param x sets no parameter");
        row("batch-queue create --name a --command b --cpu-limit many", 2, "--cpu-limit");
        row("batch-queue create --name a --command b --memory-limit lots --no-start", 2, "--memory-limit: 'lots'");
        row("batch-queue create --name a --command b --memory-limit 8", 2, "--memory-limit 8 is 8 B");
        row("batch-queue show", 2, "JOB is required");
        row("batch-queue configure", 2, "nothing is to be configured");
        row("batch-queue configure --default-timeout soon", 2, "--default-timeout: 'soon' cannot be read");
        row("batch-queue export --output x", 2, "an export needs --format");
        row("batch-queue apply absent.yaml", 3, "absent.yaml");
        row("batch-queue import", 2, "subcommand");
        row("batch-queue import crontab absent", 3, "absent");
        row("audit export --format json", 2, "an export needs --format and --output");
        row("audit export --format xml --output x", 2, "--format");
        row("audit export --format json --output .", 2, "is a folder");
        row("audit export --format json --output x", 3, "There is no audit vault here");
        row("audit export --format json --evidence x", 2, "--evidence names its own file");
        row("audit export --evidence x", 3, "There is no audit vault here");
        row("convert model a b", 1, "'inferno convert' is not in this version");
        row("audit logs --since yesterday", 2, "neither a duration back from now nor a time");
        row("audit prove many", 2, "SEQ");
        row("batch-queue list --url", 2, "--url needs a value");
        row("batch-queue list --url 127.0.0.1", 2, "is not the address of a service");
        row("batch-queue list --no-start", 5, "run: inferno service start");
        row("batch-queue list --url http://127.0.0.1:1", 5, "The service cannot be reached");
        row("audit verify", 3, "There is no audit vault here");
        row("models show", 2, "MODEL is required");
    }
    void refusals() {
        QFETCH(int, code);
        QFETCH(QString, said);
        const Answer answer = run(QString::fromLatin1(QTest::currentDataTag()).split(u' '));
        QVERIFY2(answer.err.startsWith(u"error: "_s), qPrintable(answer.err));
        QVERIFY2(answer.err.contains(said), qPrintable(answer.err));
        QCOMPARE(answer.err.count(u'\n'), 1);
        QCOMPARE(answer.code, code);
        QVERIFY(answer.out.isEmpty());
        QVERIFY(!QFileInfo::exists(root_.filePath(u"data"_s))); // nothing was made by asking
    }

    void whatNeedsNoService() {
        QVERIFY(run({u"version"_s}).out.startsWith(u"inferno 0."_s));
        QVERIFY(run({u"--help"_s}).out.contains(u"batch-queue"_s));
        QVERIFY(run({u"help"_s}).out.contains(u"--data-dir"_s));
        QVERIFY(run({u"batch-queue"_s, u"create"_s, u"--help"_s}).out.contains(u"--depends-on"_s));
        const Answer config = run({u"config"_s, u"show"_s, u"--origin"_s});
        QVERIFY(config.out.contains(u"audit.compression.algorithm"_s));
        QCOMPARE(config.code, 0);
        const Answer status = run({u"service"_s, u"status"_s, u"--json"_s});
        QCOMPARE(object(status.out).value(u"status"_s).toString(), u"stopped"_s);
        QCOMPARE(status.code, 5);
        QVERIFY(!QFileInfo::exists(root_.filePath(u"data"_s)));
    }
};

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
