// SPDX-License-Identifier: GPL-3.0-or-later
// Retention by event type from the command line, against a real service on a vault with old events.
#include <QJsonArray>
#include <QTest>

#include "tests/core/vault/vault_fixture.h"
#include "tests/e2e/service_process.h"

using namespace Qt::StringLiterals;
using namespace inferno;
using inferno::tests::ServiceProcess;

class TestCliRetention : public QObject {
    Q_OBJECT

    struct Answer {
        int code = -1;
        QString out;
        QString err;

        QJsonObject object() const { return QJsonDocument::fromJson(out.toUtf8()).object(); }
    };

    Answer run(const QString& line) {
        QProcess process;
        QProcessEnvironment environment = ServiceProcess::environment();
        environment.insert(u"INFERNO_HOME"_s, data());
        environment.insert(u"XDG_STATE_HOME"_s, root_.filePath(u"state"_s));
        environment.insert(u"TZ"_s, u"UTC"_s);
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(root_.path());
        process.start(ServiceProcess::program("inferno"), line.split(u' '));
        process.closeWriteChannel();
        if (!process.waitForFinished(90'000))
            return {-1, {}, u"it did not end"_s};
        const Answer answer{process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                            QString::fromUtf8(process.readAllStandardError())};
        if (answer.code != 0)
            qInfo("inferno %s: %d %s", qPrintable(line), answer.code, qPrintable(answer.err));
        return answer;
    }
    QString data() const { return root_.filePath(u"data"_s); }
    /// But for those of such looks, which are of type data_access.
    qsizetype eventsOf(const QString& type) {
        const QJsonArray items =
            run(u"audit logs --type "_s + type + u" --limit 1000 --json"_s).object().value(u"items"_s).toArray();
        return std::ranges::count_if(items, [](const QJsonValue& item) {
            return item.toObject().value(u"action"_s).toString() != u"audit_search"_s;
        });
    }

    QTemporaryDir root_;

private Q_SLOTS:
    /// Two sealed segments, 40 and 10 days old, each of three types.
    void initTestCase() {
        SystemVfs vfs;
        fakes::ManualClock clock{SystemClock().now() - std::chrono::days{40}};
        const std::filesystem::path home = data().toStdString();
        std::filesystem::create_directories(home);
        std::filesystem::permissions(home, std::filesystem::perms::owner_all);
        auto options = vault::testing::smallOptions(home);
        options.segmentAge = std::chrono::hours{100'000};
        auto opened = vault::Vault::open(vfs, clock, options);
        QVERIFY2(opened, opened ? "" : opened.error().message().c_str());
        for (int segment = 0; segment < 2; ++segment) {
            auto request = vault::testing::requestOf(segment * 300, 300);
            for (std::size_t i = 0; i < request.events.size(); ++i)
                request.events[i].eventType = i % 3 == 0 ? "model_operation" : i % 3 == 1 ? "data_access" : "special";
            QVERIFY((*opened)->append(std::move(request)));
            QVERIFY((*opened)->rotate());
            clock.advance(std::chrono::days{30});
        }
        QVERIFY((*opened)->close());
    }
    void cleanupTestCase() { run(u"service stop"_s); }

    void linesAreSetAndTakenBack() {
        const QString get = u"config get audit.retention.classes"_s;
        QCOMPARE(run(u"audit configure --retention-class model_operation=5 --retention-class special=2555"_s).code, 0);
        QCOMPARE(run(get).out.trimmed(), u"{\"model_operation\":5,\"special\":2555}"_s);
        QCOMPARE(run(u"audit configure --retention-class other=7"_s).code, 0);
        QCOMPARE(run(u"audit configure --retention-class other=none --retention-days 30"_s).code, 0);
        QCOMPARE(run(get).out.trimmed(), u"{\"model_operation\":5,\"special\":2555}"_s);
        const Answer evidence = run(u"audit configure --retention-class vault=30"_s);
        QVERIFY(evidence.code != 0);
        QVERIFY2(evidence.err.contains(u"events of type vault"_s), qPrintable(evidence.err));
        QVERIFY(run(u"audit configure --retention-class special"_s).code != 0);
        QVERIFY(run(u"audit configure --retention-class special=0"_s).code != 0);
    }

    void eventsGoByTheirType() {
        QCOMPARE(eventsOf(u"model_operation"_s), 200);
        QCOMPARE(run(u"service stop"_s).code, 0);
        QCOMPARE(run(u"service start"_s).code, 0);
        // The service has looked by itself when it started, or is at it; this waits for that, and does what is left.
        const Answer again = run(u"audit retention"_s);
        QVERIFY2(again.code == 0, qPrintable(again.err + again.out));
        // Of both segments the short type is gone; of the old one what has no line, too; the long one stays.
        QCOMPARE(eventsOf(u"model_operation"_s), 0);
        QCOMPARE(eventsOf(u"data_access"_s), 100);
        QCOMPARE(eventsOf(u"special"_s), 200);
        const QJsonObject status = run(u"audit status --json"_s).object();
        QCOMPARE(status.value(u"thinned_segments"_s).toInt(), 2);
        QCOMPARE(status.value(u"removed_events"_s).toInt(), 300);
        QVERIFY(run(u"audit status"_s).out.contains(u"2 segments, without 300 events"_s));

        const Answer verified = run(u"audit verify"_s);
        QCOMPARE(verified.code, 0);
        QVERIFY2(verified.out.contains(u"pruned by their type"_s), qPrintable(verified.out));
        QCOMPARE(run(u"audit prove 2"_s).code, 0);
        const Answer gone = run(u"audit prove 0"_s);
        QVERIFY(gone.code != 0);
        QVERIFY2(gone.err.contains(u"pruned"_s), qPrintable(gone.err));
        const QJsonArray told = run(u"audit logs --action audit_pruned --json"_s).object().value(u"items"_s).toArray();
        QCOMPARE(told.size(), 2);

        QCOMPARE(run(u"service stop"_s).code, 0);
        QCOMPARE(run(u"audit verify"_s).code, 0); // of the files alone
        QCOMPARE(run(u"audit prove 2"_s).code, 0);
    }
};

QTEST_GUILESS_MAIN(TestCliRetention)
#include "tst_cli_retention.moc"
