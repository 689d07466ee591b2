// SPDX-License-Identifier: GPL-3.0-or-later
// The command line against a real service that it starts and stops itself.
#include <QJsonArray>
#include <QTest>

#include "tests/e2e/service_process.h"

using namespace Qt::StringLiterals;
using inferno::tests::ServiceProcess;

class TestCliService : public QObject {
    Q_OBJECT

private:
    struct Answer {
        int code = -1;
        QString out;
        QString err;

        QJsonObject object() const { return QJsonDocument::fromJson(out.toUtf8()).object(); }
    };

    Answer run(const QStringList& arguments, const QByteArray& input = {}, const QString& home = {}) {
        QProcess process;
        QProcessEnvironment environment = ServiceProcess::environment();
        environment.insert(u"INFERNO_HOME"_s, home.isEmpty() ? root_.filePath(u"data"_s) : home);
        environment.insert(u"XDG_STATE_HOME"_s, root_.filePath(u"state"_s));
        environment.insert(u"TZ"_s, u"UTC"_s);
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(root_.path());
        process.start(ServiceProcess::program("inferno"), arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(60'000))
            return {-1, {}, u"it did not end"_s};
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }
    /// As `run`, and it must have worked.
    QJsonObject json(QStringList arguments, const QByteArray& input = {}) {
        const Answer answer = run(arguments << u"--json"_s, input);
        if (answer.code != 0)
            qWarning("%s: %d %s", qPrintable(arguments.join(u' ')), answer.code, qPrintable(answer.err));
        return answer.object();
    }

    QTemporaryDir root_;

private Q_SLOTS:
    void cleanupTestCase() { run({u"service"_s, u"stop"_s}); }

    void aCommandStartsTheServiceAndSaysSo() {
        const Answer answer = run({u"batch-queue"_s, u"list"_s});
        QVERIFY2(answer.code == 0, qPrintable(answer.err));
        QVERIFY(answer.err.contains(u"inferno: made the data root "_s));
        QVERIFY(answer.err.contains(u"inferno: started the service on "_s));
        QVERIFY(answer.out.startsWith(u"There are no jobs yet"_s));
        QCOMPARE(json({u"service"_s, u"status"_s}).value(u"status"_s).toString(), u"ok"_s);
    }

    void aJobRunsAndItsOutputIsShown() {
        const QJsonObject created = json({u"batch-queue"_s, u"create"_s, u"--name"_s, u"hello"_s, u"--command"_s,
                                          u"echo hello; pwd; exit 3"_s, u"--tag"_s, u"a"_s, u"--tag"_s, u"b"_s});
        QVERIFY(created.value(u"id"_s).toString().startsWith(u"job_"_s));
        QVERIFY(created.value(u"run_id"_s).toString().startsWith(u"run_"_s));
        QCOMPARE(run({u"batch-queue"_s, u"monitor"_s, u"hello"_s}).code, 1); // it fails
        const Answer log = run({u"batch-queue"_s, u"logs"_s, u"hello"_s});
        QCOMPARE(log.out, u"hello\n"_s + root_.path() + u"\n"_s);
        QCOMPARE(run({u"batch-queue"_s, u"logs"_s, u"hello"_s, u"--follow"_s}).out, log.out);
        const Answer used = run({u"batch-queue"_s, u"resources"_s, u"--job"_s, u"hello"_s});
        QCOMPARE(used.code, 0);
        QVERIFY2(used.out.startsWith(u"hello run_"_s), qPrintable(used.out));
        for (const auto& word : {u"MEAN"_s, u"PEAK"_s, u"OVER TIME"_s, u"CPU"_s, u"Memory"_s})
            QVERIFY2(used.out.contains(word), qPrintable(used.out));
        QVERIFY(json({u"batch-queue"_s, u"resources"_s, u"--job"_s, u"hello"_s}).value(u"memory_peak"_s).toDouble() >
                0);
        const QJsonObject shown = json({u"batch-queue"_s, u"show"_s, u"hello"_s});
        const QJsonObject newest = shown.value(u"runs"_s).toArray().at(0).toObject();
        QCOMPARE(newest.value(u"exit_code"_s).toInt(), 3);
        QCOMPARE(newest.value(u"status"_s).toString(), u"failed"_s);
        QCOMPARE(shown.value(u"tags"_s).toArray(), (QJsonArray{u"a"_s, u"b"_s}));
        const QJsonArray items =
            json({u"batch-queue"_s, u"list"_s, u"--status"_s, u"failed"_s}).value(u"items"_s).toArray();
        QCOMPARE(items.size(), 1);
        QCOMPARE(json({u"batch-queue"_s, u"retry"_s, u"hello"_s}).value(u"retry_of"_s).toString(),
                 newest.value(u"id"_s).toString());
        QVERIFY(run({u"batch-queue"_s, u"stats"_s}).out.startsWith(u"Jobs 1 "_s));
    }

    void theServicesRefusalsKeepTheirCode() {
        QCOMPARE(run({u"batch-queue"_s, u"show"_s, u"nobody"_s}).code, 3);
        const Answer cron = run({u"batch-queue"_s, u"create"_s, u"--name"_s, u"x"_s, u"--command"_s, u"true"_s,
                                 u"--schedule"_s, u"0 25 * * *"_s});
        QCOMPARE(cron.code, 2);
        QVERIFY2(cron.err.contains(u"hour, column 3"_s), qPrintable(cron.err));
        const Answer token = run({u"batch-queue"_s, u"list"_s, u"--token"_s, u"wrong"_s});
        QCOMPARE(token.code, 4);
        QCOMPARE(run({u"batch-queue"_s, u"create"_s, u"--name"_s, u"hello"_s, u"--command"_s, u"other"_s}).code, 1);
    }

    void eventsAreAppendedAndProved() {
        const Answer appended = run({u"audit"_s, u"append"_s, u"-"_s},
                                    "{\"event_type\":\"security\",\"action\":\"door_opened\",\"user\":\"ann\"}"
                                    "\n\n"
                                    "{\"event_type\":\"security\",\"action\":\"door_closed\",\"user\":\"ann\"}"
                                    "\n");
        QVERIFY2(appended.code == 0, qPrintable(appended.err));
        const QStringList lines = appended.out.trimmed().split(u'\n');
        QCOMPARE(lines.size(), 2);
        const qint64 seq = QJsonDocument::fromJson(lines[1].toUtf8()).object().value(u"seq"_s).toInteger(-1);
        QVERIFY(seq > 0);
        const QJsonArray found = json({u"audit"_s, u"logs"_s, u"--user"_s, u"ann"_s}).value(u"items"_s).toArray();
        QCOMPARE(found.size(), 2);
        QCOMPARE(found.at(0).toObject().value(u"action"_s).toString(), u"door_closed"_s);
        QVERIFY(run({u"audit"_s, u"search"_s, u"--query"_s, u"door opened"_s}).out.contains(u"door_opened"_s));

        QVERIFY(run({u"audit"_s, u"checkpoint"_s}).out.contains(u"\n— "_s));
        const QJsonObject proof = json({u"audit"_s, u"prove"_s, QString::number(seq)});
        QCOMPARE(proof.value(u"leaf_index"_s).toInteger(), seq);
        QVERIFY(proof.value(u"checkpoint"_s).toString().contains(u"\n— "_s));
        const QJsonObject verified = json({u"audit"_s, u"verify"_s});
        QCOMPARE(verified.value(u"verdict"_s).toString(), u"ok"_s);
        QCOMPARE(verified.value(u"mode"_s).toString(), u"service"_s);
        QCOMPARE(run({u"audit"_s, u"prove"_s, u"99999999"_s}).code, 3);
        QCOMPARE(run({u"audit"_s, u"append"_s, u"-"_s}, "not json\n").code, 2);
    }

    void eventsAreExported() {
        const QString file = root_.filePath(u"events.csv"_s);
        const QJsonObject said = json(
            {u"audit"_s, u"export"_s, u"--format"_s, u"csv"_s, u"--user"_s, u"ann"_s, u"--output"_s, u"events.csv"_s});
        QCOMPARE(said.value(u"events"_s).toInt(), 2);
        QCOMPARE(said.value(u"output"_s).toString(), file);
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll().count("\r\n"), 3);
        QCOMPARE(written.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        const Answer lines = run({u"audit"_s, u"export"_s, u"--format"_s, u"ndjson"_s, u"--output"_s, u"-"_s});
        QVERIFY(lines.out.startsWith(u"{\"seq\":0,"_s) && lines.out.contains(u"\"door_opened\""_s));
        // What cannot be had leaves nothing behind, and what was there as it was.
        QCOMPARE(run({u"audit"_s, u"export"_s, u"--format"_s, u"csv"_s, u"--output"_s, u"events.csv"_s, u"--token"_s,
                      u"wrong"_s})
                     .code,
                 4);
        QCOMPARE(QDir(root_.path()).entryList({u"events.csv*"_s}), QStringList{u"events.csv"_s});
        QCOMPARE(written.size(), QFileInfo(file).size());
    }

    void eventsAreFollowedAsTheyCome() {
        QProcess following;
        QProcessEnvironment environment = ServiceProcess::environment();
        environment.insert(u"INFERNO_HOME"_s, root_.filePath(u"data"_s));
        following.setProcessEnvironment(environment);
        following.start(ServiceProcess::program("inferno"), {u"audit"_s, u"logs"_s, u"--follow"_s, u"--json"_s,
                                                             u"--limit"_s, u"1"_s, u"--user"_s, u"ann"_s});
        QByteArray out;
        const auto lines = [&] {
            out += following.readAllStandardOutput();
            return out.count('\n');
        };
        QTRY_COMPARE_WITH_TIMEOUT(lines(), 1, 20'000); // the newest that was there
        QVERIFY(out.contains("door_closed"));
        for (const char* action : {"light_on", "light_off"}) {
            const QByteArray event =
                QByteArray("{\"event_type\":\"security\",\"user\":\"ann\",\"action\":\"") + action + "\"}\n";
            QCOMPARE(run({u"audit"_s, u"append"_s, u"-"_s}, event).code, 0);
        }
        QTRY_COMPARE_WITH_TIMEOUT(lines(), 3, 20'000);
        QVERIFY(out.indexOf("light_on") < out.indexOf("light_off"));
        QCOMPARE(::kill(static_cast<pid_t>(following.processId()), SIGINT), 0);
        QVERIFY(following.waitForFinished(20'000));
        QCOMPARE(following.exitCode(), 130);
        // It is told in the vault once at its start and once at its end.
        const auto told = [this](const QString& what) {
            for (const QJsonValue item :
                 json({u"audit"_s, u"logs"_s, u"--action"_s, u"audit_search"_s}).value(u"items"_s).toArray())
                if (const QJsonObject details = item.toObject().value(u"details"_s).toObject();
                    details.value(u"follow"_s) == what)
                    return details;
            return QJsonObject();
        };
        QCOMPARE(told(u"started"_s).value(u"filters"_s).toObject(), (QJsonObject{{u"user"_s, u"ann"_s}}));
        QTRY_COMPARE_WITH_TIMEOUT(told(u"ended"_s).value(u"events"_s).toInt(), 3, 20'000);
    }

    void theLiveStreamFindsARestartedService() {
        QProcess following;
        QProcessEnvironment environment = ServiceProcess::environment();
        environment.insert(u"INFERNO_HOME"_s, root_.filePath(u"data"_s));
        following.setProcessEnvironment(environment);
        following.start(ServiceProcess::program("inferno"), {u"events"_s, u"--follow"_s, u"--json"_s});
        QByteArray out;
        QByteArray said;
        const auto connections = [&] {
            said += following.readAllStandardError();
            return said.count("connected\n");
        };
        QTRY_COMPARE_WITH_TIMEOUT(connections(), 1, 20'000);
        QCOMPARE(run({u"service"_s, u"stop"_s}).code, 0);
        QCOMPARE(run({u"service"_s, u"start"_s}).code, 0);
        QTRY_COMPARE_WITH_TIMEOUT(connections(), 2, 20'000);
        const QString id = json({u"batch-queue"_s, u"create"_s, u"--name"_s, u"after"_s, u"--command"_s, u"true"_s})
                               .value(u"id"_s)
                               .toString();
        QTRY_VERIFY_WITH_TIMEOUT((out += following.readAllStandardOutput()).contains(id.toUtf8()), 20'000);
        QCOMPARE(::kill(static_cast<pid_t>(following.processId()), SIGINT), 0);
        QVERIFY(following.waitForFinished(20'000));
    }

    void stoppedItStaysStoppedAndIsReadOffline() {
        const QString data = root_.filePath(u"data"_s);
        QCOMPARE(run({u"audit"_s, u"verify"_s}).code, 0);
        QCOMPARE(json({u"audit"_s, u"verify"_s, u"--since"_s, u"1h"_s})[u"verdict"_s].toString(), u"ok"_s);
        QVERIFY(QProcess::execute(u"cp"_s, {u"-a"_s, data, root_.filePath(u"older"_s)}) == 0);
        // A copy names the service of its original in run/service.json, and is not mistaken for it.
        const Answer copied = run({u"audit"_s, u"verify"_s, u"--json"_s}, {}, root_.filePath(u"older"_s));
        QCOMPARE(copied.object().value(u"mode"_s).toString(), u"offline"_s);
        QVERIFY(run({u"audit"_s, u"append"_s, u"-"_s}, "{\"event_type\":\"job\",\"action\":\"x\"}\n").code == 0);
        QCOMPARE(run({u"audit"_s, u"verify"_s}).code, 0);
        QCOMPARE(run({u"service"_s, u"stop"_s}).code, 0);
        const Answer refused = run({u"batch-queue"_s, u"list"_s});
        QCOMPARE(refused.code, 5);
        QVERIFY(refused.err.contains(u"inferno service start"_s));

        const QJsonObject verified = json({u"audit"_s, u"verify"_s});
        QCOMPARE(verified.value(u"verdict"_s).toString(), u"ok"_s);
        QCOMPARE(verified.value(u"mode"_s).toString(), u"offline"_s);
        QCOMPARE(json({u"audit"_s, u"prove"_s, u"0"_s}).value(u"seq"_s).toInteger(-1), 0);

        // The copy from before is whole in itself: only the client's memory knows better.
        const Answer older = run({u"audit"_s, u"verify"_s, u"--json"_s}, {}, root_.filePath(u"older"_s));
        QCOMPARE(older.object().value(u"verdict"_s).toString(), u"rolled_back"_s);
        QCOMPARE(older.code, 6);

        QCOMPARE(run({u"service"_s, u"start"_s}).code, 0);
        QCOMPARE(run({u"batch-queue"_s, u"list"_s}).code, 0);
    }
};

QTEST_GUILESS_MAIN(TestCliService)
#include "tst_cli_service.moc"
