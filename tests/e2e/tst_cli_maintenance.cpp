// SPDX-License-Identifier: GPL-3.0-or-later
// inferno maintenance and cleanup, typed by a user and as the command of a job, against the real service.
#include <QDir>
#include <QTest>

#include "tests/e2e/cli_runner.h"

using namespace Qt::StringLiterals;
using inferno::tests::CliRunner;

class TestCliMaintenance : public QObject {
    Q_OBJECT

    CliRunner cli_;

    bool put(const QString& name, qsizetype bytes) {
        QDir().mkpath(QFileInfo(cli_.path(name)).path());
        return cli_.write(name, QByteArray(bytes, 'x'));
    }
    bool has(const QString& name) const { return QFile::exists(cli_.path(name)); }
    /// Runs a job to its end; how it ended.
    QString ran(const QString& name, const QStringList& options) {
        const CliRunner::Answer created =
            cli_.run(QStringList{u"batch-queue"_s, u"create"_s, u"--name"_s, name} + options);
        if (created.code != 0)
            qWarning("%s", qPrintable(created.err));
        cli_.run({u"batch-queue"_s, u"monitor"_s, name});
        return cli_.json(u"batch-queue show "_s + name).value(u"last_status"_s).toString();
    }
    QString logOf(const QString& job) { return QString::fromUtf8(cli_.done(u"batch-queue logs "_s + job).out); }

private Q_SLOTS:
    void initTestCase() { QVERIFY(cli_.start()); }

    void theCacheIsCleanedAndTold() {
        QVERIFY(put(u"data/cache/a"_s, 1000) && put(u"data/cache/b/c"_s, 24) && put(u"precious/d"_s, 5));
        QVERIFY(QFile::link(cli_.path(u"precious"_s), cli_.path(u"data/cache/link"_s)));
        const CliRunner::Answer answer = cli_.done(u"cleanup"_s);
        QVERIFY2(answer.out.startsWith("Cache: deleted 3 files, "), answer.out.constData());
        QVERIFY(QDir(cli_.path(u"data/cache"_s)).isEmpty() && has(u"precious/d"_s));
        const QJsonArray events = cli_.json(u"audit logs --action maintenance_run"_s).value(u"items"_s).toArray();
        QCOMPARE(events.size(), 1);
        QCOMPARE(events.at(0)
                     .toObject()
                     .value(u"details"_s)
                     .toObject()
                     .value(u"cache"_s)
                     .toObject()
                     .value(u"files"_s)
                     .toInt(),
                 3);
    }

    void outputsGo() {
        QCOMPARE(ran(u"talks"_s, {u"--command"_s, u"seq 1 5000"_s}), u"completed"_s);
        QVERIFY(logOf(u"talks"_s).endsWith(u"\n5000\n"_s));
        QCOMPARE(cli_.json(u"maintenance logs --max-files 0"_s).value(u"logs"_s).toObject().value(u"files"_s).toInt(),
                 1);
        QCOMPARE(logOf(u"talks"_s), QString());
    }

    void theHistoryIsForgotten() {
        // Runs that somebody asked for stay a day, for their Idempotency-Keys' sake; those of a schedule do not.
        cli_.run({u"batch-queue"_s, u"create"_s, u"--name"_s, u"ticks"_s, u"--command"_s, u"true"_s, u"--schedule"_s,
                  u"@every 1s"_s});
        const auto runsOf = [this] { return cli_.json(u"batch-queue runs ticks"_s).value(u"items"_s).toArray(); };
        QTRY_VERIFY_WITH_TIMEOUT(runsOf().size() >= 5, 60'000);
        cli_.done(u"batch-queue disable ticks"_s);
        cli_.run({u"batch-queue"_s, u"monitor"_s, u"ticks"_s});
        const QJsonArray runs = runsOf();
        QCOMPARE(cli_.run({u"maintenance"_s, u"history"_s}).code, 2); // how old?
        // The events of what goes must be in the vault, and are soon.
        QTRY_VERIFY_WITH_TIMEOUT(
            cli_.json(u"maintenance history --max-files 2"_s).contains(u"history"_s) && runsOf().size() == 2, 60'000);
        const QString newest = runs.at(0).toObject().value(u"id"_s).toString();
        const QString oldest = runs.last().toObject().value(u"id"_s).toString();
        const auto record = [](const QString& run) -> QString {
            return u"data/runs/"_s + run.left(9) + u"/"_s + run + u".1.record"_s;
        };
        QVERIFY(has(record(newest)) && !has(record(oldest)));
        QCOMPARE(cli_.run({u"batch-queue"_s, u"logs"_s, oldest}).code, 3);
    }

    void theServiceForgetsByItself() {
        const auto runsOf = [this] { return cli_.json(u"batch-queue runs ticks"_s).value(u"items"_s).toArray(); };
        cli_.done(u"batch-queue enable ticks"_s);
        QTRY_VERIFY_WITH_TIMEOUT(runsOf().size() >= 5, 60'000);
        cli_.done(u"batch-queue disable ticks"_s);
        cli_.run({u"batch-queue"_s, u"monitor"_s, u"ticks"_s});
        QVERIFY(cli_.stop());
        QVERIFY(cli_.configure("[batch_queue.history]\nmax_runs_per_job = 3\n"));
        QVERIFY(cli_.start());
        QTRY_COMPARE_WITH_TIMEOUT(runsOf().size(), 3, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(QString::fromUtf8(cli_.done(u"audit logs --json --action maintenance_run"_s).out)
                                     .contains(u"batch_queue.history"_s),
                                 30'000);
        QVERIFY(cli_.stop());
        QVERIFY(cli_.configure(""));
        QVERIFY(cli_.start());
    }

    void whoMay() {
        // A job whose command is the word itself, and one whose template asks for it.
        QVERIFY(put(u"data/cache/a"_s, 10));
        QCOMPARE(ran(u"by_word"_s, {u"--command"_s, u"maintenance cache --max-age 0s"_s}), u"completed"_s);
        QVERIFY(logOf(u"by_word"_s).startsWith(u"Cache: deleted 1 file, "_s));
        QVERIFY(put(u"data/cache/a"_s, 10));
        QCOMPARE(ran(u"by_template"_s, {u"--template"_s, u"cache_maintenance"_s, u"--max-size"_s, u"0"_s}),
                 u"completed"_s);
        QVERIFY(!has(u"data/cache/a"_s));
        QCOMPARE(ran(u"logs_by_template"_s,
                     {u"--template"_s, u"log_maintenance"_s, u"--max-files"_s, u"10"_s, u"--compress"_s, u"true"_s}),
                 u"completed"_s);
        // Any other command has a token that does not allow it.
        QVERIFY(put(u"data/cache/a"_s, 10));
        QCOMPARE(ran(u"by_shell"_s, {u"--command"_s, u"inferno maintenance cache"_s}), u"failed"_s);
        QVERIFY2(logOf(u"by_shell"_s).contains(u"does not allow maintenance:run"_s), qPrintable(logOf(u"by_shell"_s)));
        QVERIFY(has(u"data/cache/a"_s));
    }

    void theWholeOfIt() {
        QVERIFY(put(u"data/cache/a"_s, 10));
        QCOMPARE(ran(u"everything"_s, {u"--command"_s, u"maintenance"_s}), u"completed"_s);
        QVERIFY(!has(u"data/cache/a"_s));
        QCOMPARE(cli_.run({u"maintenance"_s, u"--max-age"_s, u"soon"_s}).code, 2);
        QCOMPARE(cli_.run({u"maintenance"_s, u"everything"_s}).code, 2);
    }
};

QTEST_GUILESS_MAIN(TestCliMaintenance)
#include "tst_cli_maintenance.moc"
