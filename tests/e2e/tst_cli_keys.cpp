// SPDX-License-Identifier: GPL-3.0-or-later
// Settings, keys and the locked vault from the command line, against a real service.
#include <QJsonArray>
#include <QTest>

#include "tests/e2e/service_process.h"

using namespace Qt::StringLiterals;
using inferno::tests::ServiceProcess;

class TestCliKeys : public QObject {
    Q_OBJECT

    struct Answer {
        int code = -1;
        QString out;
        QString err;

        QJsonObject object() const { return QJsonDocument::fromJson(out.toUtf8()).object(); }
    };

    Answer run(const QString& line, const QByteArray& input = {}) {
        QProcess process;
        QProcessEnvironment environment = ServiceProcess::environment();
        environment.insert(u"INFERNO_HOME"_s, root_.filePath(u"data"_s));
        environment.insert(u"XDG_STATE_HOME"_s, root_.filePath(u"state"_s));
        environment.insert(u"TZ"_s, u"UTC"_s);
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(root_.path());
        process.start(ServiceProcess::program("inferno"), line.split(u' '));
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(90'000))
            return {-1, {}, u"it did not end"_s};
        const Answer answer{process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                            QString::fromUtf8(process.readAllStandardError())};
        if (answer.code != 0)
            qInfo("inferno %s: %d %s", qPrintable(line), answer.code, qPrintable(answer.err));
        return answer;
    }
    QJsonObject audit() { return run(u"audit status --json"_s).object(); }

    QTemporaryDir root_;

private Q_SLOTS:
    void cleanupTestCase() { run(u"service stop"_s); }

    void theGuidesCommands() {
        QCOMPARE(run(u"audit enable --encryption"_s).code, 0);
        const Answer channels = run(u"audit enable --channels email,slack,webhook"_s);
        QCOMPARE(channels.code, 0);
        QVERIFY2(channels.out.contains(u"email: not configured"_s), qPrintable(channels.out));
        const Answer configured = run(u"audit configure --encryption-key-file own.key --compression gzip "
                                      "--retention-days 365 --max-size-gb 50"_s);
        QVERIFY2(configured.code == 0, qPrintable(configured.err));
        QVERIFY(configured.out.contains(u"audit.compression.algorithm: \"zstd\" → \"gzip\" (after a restart"_s));
        QVERIFY(QFile::exists(root_.filePath(u"own.key"_s))); // relative to the caller's folder, not the service's
        QCOMPARE(audit().value(u"key_file"_s).toString(), root_.filePath(u"own.key"_s));
        QCOMPARE(run(u"config get audit.retention.max_age_days"_s).out.trimmed(), u"365"_s);
        QCOMPARE(run(u"config set audit.log_level warn"_s).code, 0);
        const Answer misspelt = run(u"config set audit.log_levle warn"_s);
        QCOMPARE(misspelt.code, 2);
        QVERIFY(misspelt.err.contains(u"did you mean audit.log_level?"_s));
        const Answer refused = run(u"config set audit.encryption.enabled false"_s);
        QVERIFY(refused.code != 0 && refused.err.contains(u"always encrypted"_s));
        const QJsonArray events =
            run(u"audit logs --action config_change --json"_s).object().value(u"items"_s).toArray();
        QCOMPARE(events.size(), 4);
    }

    void rotations() {
        const QJsonObject before = audit();
        const Answer keys = run(u"audit rotate --keys --signing-key --json"_s);
        QCOMPARE(keys.code, 0);
        const QJsonObject after = audit();
        QCOMPARE(after.value(u"kek_version"_s).toInt(), before.value(u"kek_version"_s).toInt() + 1);
        QCOMPARE(keys.object().value(u"verifier_key"_s), after.value(u"verifier_key"_s));
        QVERIFY(before.value(u"verifier_key"_s) != after.value(u"verifier_key"_s));
    }

    void aPassphrase() {
        QCOMPARE(run(u"audit passphrase set --passphrase-file -"_s, "a long passphrase\n").code, 0);
        QCOMPARE(run(u"service stop"_s).code, 0);
        // Nobody is asked without a service: the passphrase opens the files, and without it the answer is plain.
        const Answer closed = run(u"audit prove 0"_s);
        QCOMPARE(closed.code, 1);
        QVERIFY2(closed.err.contains(u"a passphrase opens this vault"_s), qPrintable(closed.err));
        QCOMPARE(run(u"audit prove 0 --passphrase-file -"_s, "a long passphrase\n").code, 0);
        QCOMPARE(run(u"service start"_s).code, 0);
        QCOMPARE(audit().value(u"state"_s).toString(), u"locked"_s);
        QVERIFY(run(u"batch-queue list"_s).err.contains(u"inferno audit unlock"_s));
        QVERIFY(run(u"audit unlock --passphrase-file -"_s, "another one\n").code != 0);
        QTest::qWait(1100);
        QCOMPARE(run(u"audit unlock"_s, "a long passphrase\n").code, 0);
        QCOMPARE(audit().value(u"state"_s).toString(), u"open"_s);
        QCOMPARE(run(u"batch-queue list"_s).code, 0);
        QCOMPARE(run(u"audit verify"_s).code, 0);
    }

    void aLockedServiceStops() {
        QCOMPARE(run(u"service stop"_s).code, 0);
        QCOMPARE(run(u"service start"_s).code, 0);
        QCOMPARE(audit().value(u"state"_s).toString(), u"locked"_s);
        QCOMPARE(run(u"service stop"_s).code, 0);
    }
};

QTEST_GUILESS_MAIN(TestCliKeys)
#include "tst_cli_keys.moc"
