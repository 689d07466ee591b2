// SPDX-License-Identifier: GPL-3.0-or-later
// inferno models default, split and rollback against a real service with a real engine.
#include <QJsonArray>
#include <QTest>

#include "tests/e2e/service_process.h"

using namespace Qt::StringLiterals;
using inferno::tests::ServiceProcess;

class TestCliSplits : public QObject {
    Q_OBJECT

    int run(const QStringList& arguments, const QByteArray& input = {}) {
        QProcess process;
        process.setProcessEnvironment(ServiceProcess::environment());
        process.setWorkingDirectory(folder_.path());
        process.start(ServiceProcess::program("inferno"),
                      arguments + QStringList{u"--data-dir"_s, service_.dataDir(), u"--no-start"_s});
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(60'000))
            return -1;
        out_ = process.readAllStandardOutput();
        err_ = process.readAllStandardError();
        return process.exitCode();
    }
    QJsonObject json(const QStringList& arguments) {
        if (const int code = run(arguments + QStringList{u"--json"_s}); code != 0)
            qWarning("%s: %d %s", qPrintable(arguments.join(u' ')), code, err_.constData());
        return QJsonDocument::fromJson(out_).object();
    }
    QJsonObject weights() { return json({u"models"_s, u"split"_s, u"m"_s}).value(u"weights"_s).toObject(); }

    QTemporaryDir folder_;
    ServiceProcess service_;
    QByteArray out_;
    QByteArray err_;

private Q_SLOTS:
    void initTestCase() {
        QCOMPARE(QProcess::execute(ServiceProcess::program("inferno-engine"),
                                   {u"--make-sample"_s, folder_.filePath(u"fraud.pt"_s)}),
                 0);
        QVERIFY2(service_.start(), qPrintable(service_.errors()));
        for (const QString& version : {u"1.2"_s, u"1.3"_s, u"1.4"_s})
            QCOMPARE(run({u"models"_s, u"register"_s, u"fraud.pt"_s, u"--name"_s, u"m"_s, u"--version"_s, version}), 0);
    }

    void benchmarkAsksTheDefaultVersionAlone() {
        QCOMPARE(run({u"models"_s, u"register"_s, u"fraud.pt"_s, u"--name"_s, u"two"_s}), 0);
        QFile source(folder_.filePath(u"three.txt"_s));
        QVERIFY(source.open(QIODevice::WriteOnly));
        source.write("def forward(self, x: Tensor) -> Tensor:\n    assert x.dim() == 3, 'three'\n    return x\n");
        source.close();
        QCOMPARE(QProcess::execute(ServiceProcess::program("inferno-engine"),
                                   {u"--make-sample"_s, folder_.filePath(u"three.pt"_s), source.fileName()}),
                 0);
        QCOMPARE(run({u"models"_s, u"register"_s, u"three.pt"_s, u"--name"_s, u"two"_s, u"--version"_s, u"2.0"_s}), 0);
        QCOMPARE(run({u"models"_s, u"split"_s, u"two"_s, u"1.0=1"_s, u"2.0=99"_s}), 0);
        const QJsonArray items =
            json({u"benchmark"_s, u"--model"_s, u"two"_s, u"--concurrency"_s, u"1"_s, u"--duration"_s, u"100ms"_s})
                .value(u"items"_s)
                .toArray();
        QCOMPARE(items.size(), 1);
        QCOMPARE(items[0][u"failures"_s].toInt(), 0);
    }

    void splitsShowsAndRollsBack() {
        QCOMPARE(run({u"models"_s, u"split"_s, u"m"_s, u"1.2=90"_s, u"1.3=10"_s, u"--sticky"_s, u"header:X-User"_s,
                      u"--shadow"_s, u"1.4"_s, u"--reason"_s, u"a trial"_s}),
                 0);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(run({u"models"_s, u"predict"_s, u"m"_s}, R"({"inputs":[[1,2,3,4]]})"), 0);
        QCOMPARE(run({u"models"_s, u"split"_s, u"m"_s}), 0);
        for (const char* text : {"default   1.2\n", "sticky    header:X-User\n", "shadow    1.4\n", "VERSION", "90.0 %",
                                 "10.0 %", "COPIES"})
            QVERIFY2(out_.contains(text), out_.constData());
        const QJsonObject document = json({u"models"_s, u"split"_s, u"m"_s});
        int requests = 0;
        for (const QJsonValue& one : document.value(u"versions"_s).toArray())
            requests += one.toObject().value(u"requests"_s).toInt();
        QCOMPARE(requests, 3);
        QCOMPARE(weights(), (QJsonObject{{u"1.2"_s, 90}, {u"1.3"_s, 10}}));

        QCOMPARE(run({u"models"_s, u"split"_s, u"m"_s, u"--shadow"_s, u"none"_s}), 0);
        QCOMPARE(weights().size(), 2); // what is not said stays
        QCOMPARE(json({u"models"_s, u"split"_s, u"m"_s}).value(u"shadow"_s).toString(), QString());
        QCOMPARE(json({u"models"_s, u"default"_s, u"m"_s, u"1.3"_s}).value(u"default"_s).toString(), u"1.3"_s);
        QVERIFY(weights().isEmpty());
        QCOMPARE(run({u"models"_s, u"rollback"_s, u"m"_s}), 0);
        QCOMPARE(weights().size(), 2);
        QCOMPARE(run({u"models"_s, u"rollback"_s, u"m"_s}), 1);
        QVERIFY2(err_.contains("the last change was a rollback"), err_.constData());
        QCOMPARE(run({u"audit"_s, u"logs"_s, u"--action"_s, u"config_change"_s}), 0);
        QVERIFY2(out_.contains("m"), out_.constData());
    }

    void whatCannotBeIsSaid() {
        QCOMPARE(run({u"models"_s, u"split"_s, u"m"_s, u"1.2"_s}), 2);
        QVERIFY2(err_.contains("VERSION=NUMBER"), err_.constData());
        QCOMPARE(run({u"models"_s, u"split"_s, u"m"_s, u"1.2=1"_s, u"1.2=2"_s}), 2);
        QCOMPARE(run({u"models"_s, u"split"_s, u"m"_s, u"9=1"_s}), 3);
        QVERIFY2(err_.contains("there are: 1.2, 1.3, 1.4"), err_.constData());
        QCOMPARE(run({u"models"_s, u"split"_s, u"nobody"_s}), 3);
        QCOMPARE(run({u"models"_s, u"default"_s, u"m"_s, u"9"_s}), 3);
        QCOMPARE(run({u"models"_s, u"unregister"_s, u"m"_s, u"1.3"_s}), 1);
        QVERIFY2(err_.contains("its weight is 10"), err_.constData());
    }
};

QTEST_GUILESS_MAIN(TestCliSplits)
#include "tst_cli_splits.moc"
