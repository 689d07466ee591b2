// SPDX-License-Identifier: GPL-3.0-or-later
// A subject's names, what leads out of the vault, holds and erasure: by the real programs, with a service and without.
#include <QStandardPaths>
#include <QTest>

#include "services/client/client.h"
#include "services/client/types_retention.h"
#include "tests/e2e/cli_runner.h"

using namespace Qt::StringLiterals;
using namespace inferno;
using inferno::tests::CliRunner;

namespace {

const QStringList kFormats = {u"json"_s, u"ndjson"_s, u"csv"_s, u"cef"_s, u"ocsf"_s};

QByteArray eventOf(const char* user, int number) {
    return QByteArray(R"({"event_type":"data_access","action":"file_read","user":")") + user +
           R"(","source_ip":"203.0.113.)" + QByteArray::number(user[0] == 'q' ? 7 : 8) +
           R"(","resource":"door","details":{"email":")" + user + R"(@example.org","n":)" + QByteArray::number(number) +
           "}}\n";
}

} // namespace

class TestCliPrivacy : public QObject {
    Q_OBJECT

    CliRunner cli_;
    QList<qint64> seqs_; ///< quinn 0 2 4, bob 1 3

    QJsonArray logs(const QString& more) {
        return cli_.json(u"audit logs --action file_read "_s + more).value(u"items"_s).toArray();
    }
    /// Without the events that tell of such searches, and hold the query.
    qsizetype found(const QString& query, bool offline = false) {
        QStringList arguments{u"audit"_s, u"search"_s, u"--json"_s, u"--query"_s,
                              u"action:file_read ("_s + query + u")"_s};
        if (offline)
            arguments.append(u"--offline"_s);
        return cli_.run(arguments).object().value(u"items"_s).toArray().size();
    }
    QMap<QString, QByteArray> exports(const QString& filters) {
        QMap<QString, QByteArray> all;
        for (const QString& format : kFormats) {
            cli_.done(u"audit export --output out --format "_s + format + filters);
            all.insert(format, cli_.read(u"out"_s));
        }
        return all;
    }
    /// What an erasure must not touch when it is refused.
    QByteArray keysAndTable() {
        return cli_.read(u"data/vault/subjects.tbl"_s) + cli_.read(u"data/vault/keys.tbl"_s) +
               cli_.read(u"data/keys/audit.kek"_s);
    }
    client::Client service() { return client::Client(client::endpointOf(cli_.dataDir().toStdString()).value()); }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(cli_.configure("[audit.privacy]\nsubject = \"user\"\n"));
        QVERIFY(cli_.start());
        QByteArray lines;
        for (int i = 0; i < 5; ++i)
            lines += eventOf(i % 2 == 0 ? "quinn" : "bob", i);
        seqs_ = CliRunner::seqsIn(cli_.done(u"audit append -"_s, lines).out);
        QCOMPARE(seqs_.size(), 5);
    }

    void namesAreFoundInTexts() {
        for (const bool offline : {false, true}) {
            QCOMPARE(found(u"user:quinn"_s, offline), 3);
            QCOMPARE(found(u"user:q* door"_s, offline), 3);
            QCOMPARE(found(u"bob door"_s, offline), 2);
            QCOMPARE(found(u"door not user:quinn"_s, offline), 2);
            QCOMPARE(found(u"source_ip=203.0.113.8 details.email=bob@example.org"_s, offline), 2);
            if (!offline)
                QVERIFY(cli_.stop());
        }
        QCOMPARE(cli_.run({u"audit"_s, u"logs"_s, u"--offline"_s, u"--source-ip"_s, u"203.0.113.7"_s, u"--json"_s})
                     .object()
                     .value(u"items"_s)
                     .toArray()
                     .size(),
                 3);
        QVERIFY(cli_.start());
    }

    void whatIsRecordedOfASearchNamesSubjectsByNumber() {
        cli_.done(u"audit logs --user QUINN,bob"_s);
        QCOMPARE(found(u"user:quinn or quinnie or user=bob"_s), 5);
        cli_.done(u"audit export --output out --format json --user quinn"_s);
        const QByteArray recorded =
            QJsonDocument(cli_.json(u"audit logs --action audit_search,audit_export --limit 200"_s)).toJson();
        QVERIFY(recorded.contains("quinnie")); // another word
        QVERIFY(recorded.contains("\"user\": \"subject:"));
        QVERIFY(recorded.contains("user:subject:"));
        QString text = QString::fromUtf8(recorded);
        text.remove(u"quinnie"_s);
        QVERIFY2(!text.contains(u"quinn"_s, Qt::CaseInsensitive) && !text.contains(u"bob"_s), recorded);
    }

    void whatLeavesTheVaultShowsNamesAndValues() {
        const auto online = exports(u" --user quinn"_s);
        const QJsonArray shown = logs(u"--limit 10"_s);
        QCOMPARE(shown.size(), 5);
        for (auto it = online.begin(); it != online.end(); ++it) {
            for (const char* text : {"quinn", "203.0.113.7", "quinn@example.org"})
                QVERIFY2(it.value().contains(text), qPrintable(it.key() + u" lacks "_s + QLatin1String(text)));
            QVERIFY2(!it.value().contains("erased") && !it.value().contains('\x1a') && !it.value().contains("u001a") &&
                         !it.value().contains("bob"),
                     qPrintable(it.key()));
        }
        QVERIFY(cli_.stop());
        QVERIFY(exports(u" --user quinn"_s) == online);
        QCOMPARE(logs(u"--limit 10 --offline"_s), shown);
        QVERIFY(cli_.start());
    }

    void aHoldRefusesAnErasure() {
        const QString held = QString::number(seqs_[2]);
        QCOMPARE(cli_.run({u"audit"_s, u"hold"_s, u"add"_s, held + u".."_s + held, u"--reason"_s, u"case 12"_s}).code,
                 0);
        const QByteArray before = keysAndTable();
        const CliRunner::Answer refused =
            cli_.run({u"audit"_s, u"erase"_s, u"--subject"_s, u"quinn"_s, u"--reason"_s, u"ticket 4711"_s});
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains(u"hold"_s), qPrintable(refused.err));
        const auto byApi = service().eraseSubject("quinn", "ticket 4711");
        QCOMPARE(byApi.error().code, ErrorCode::HoldActive);
        QVERIFY(keysAndTable() == before);
        QCOMPARE(cli_.json(u"audit logs --action subject_erased"_s).value(u"items"_s).toArray().size(), 0);
        QCOMPARE(logs(u"--user quinn"_s).size(), 3);
        // Nobody else's records are held.
        QCOMPARE(cli_.json(u"audit verify"_s).value(u"verdict"_s).toString(), u"ok"_s);
    }

    void releasedItIsErased() {
        const QString held = QString::number(seqs_[2]);
        QCOMPARE(
            cli_.run({u"audit"_s, u"hold"_s, u"release"_s, held + u".."_s + held, u"--reason"_s, u"closed"_s}).code, 0);
        const CliRunner::Answer erased = cli_.run(
            {u"audit"_s, u"erase"_s, u"--subject"_s, u"quinn"_s, u"--reason"_s, u"ticket 4711"_s, u"--json"_s});
        QVERIFY2(erased.code == 0, qPrintable(erased.err));
        const qint64 seq = erased.object().value(u"seq"_s).toInteger(-1);
        const qint64 number = erased.object().value(u"number"_s).toInteger();
        QCOMPARE(logs(u"--user quinn"_s).size(), 0);
        const QJsonArray shown = logs(u"--user subject:%1"_s.arg(number));
        QCOMPARE(shown.size(), 3);
        QCOMPARE(shown.at(0).toObject().value(u"user"_s).toString(), u"erased"_s);
        QCOMPARE(shown.at(0).toObject().value(u"source_ip"_s).toString(), u"erased"_s);
        const auto told = [&](const CliRunner::Answer& answer) {
            const QJsonObject result = answer.object();
            return answer.code == 0 && result.value(u"verdict"_s).toString() == u"erased"_s &&
                   result.value(u"problems"_s)
                       .toArray()
                       .at(0)
                       .toObject()
                       .value(u"detail"_s)
                       .toString()
                       .endsWith(u"erased by record %1"_s.arg(seq));
        };
        QVERIFY(told(cli_.done(u"audit verify --json"_s)));
        QVERIFY(cli_.stop());
        QVERIFY(told(cli_.done(u"audit verify --json"_s)));
        QCOMPARE(logs(u"--offline --user subject:%1"_s.arg(number)), shown);
        const QJsonObject proof = cli_.json(u"audit prove %1"_s.arg(seqs_[0]));
        QCOMPARE(proof.value(u"user"_s).toString(), u"erased"_s);
        QVERIFY(cli_.start());
    }

    void whatIsErasedIsShownByNobody() {
        const QString all = u" --action file_read"_s;
        const auto online = exports(all);
        for (auto it = online.begin(); it != online.end(); ++it) {
            for (const char* text : {"quinn", "203.0.113.7", "u001a"})
                QVERIFY2(!it.value().contains(text), qPrintable(it.key() + u" shows "_s + QLatin1String(text)));
            for (const char* text : {"erased", "bob", "203.0.113.8", "bob@example.org"})
                QVERIFY2(it.value().contains(text), qPrintable(it.key() + u" lacks "_s + QLatin1String(text)));
        }
        for (const bool offline : {false, true}) {
            for (const QString& query :
                 {u"user:quinn"_s, u"quinn"_s, u"user:q*"_s, u"user=quinn"_s, u"source_ip=203.0.113.7"_s})
                QVERIFY2(found(query, offline) == 0, qPrintable(query));
            QCOMPARE(found(u"user:bob"_s, offline), 2);
            if (!offline)
                QVERIFY(cli_.stop());
        }
        QVERIFY(exports(all) == online);
        QVERIFY(cli_.start());
    }

    void aReportNamesNoSubject() {
        if (!QFile::exists(inferno::tests::ServiceProcess::program("inferno-report")) ||
            QStandardPaths::findExecutable(u"pdftotext"_s).isEmpty())
            QSKIP("needs inferno-report and pdftotext");
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const QString period = now.addDays(-2).toString(Qt::ISODate) + u".."_s + now.addDays(2).toString(Qt::ISODate);
        QCOMPARE(cli_.done(u"audit report --output report.pdf --period "_s + period).code, 0);
        QProcess text;
        text.start(u"pdftotext"_s, {cli_.path(u"report.pdf"_s), u"-"_s});
        QVERIFY(text.waitForFinished());
        const QByteArray words = text.readAllStandardOutput();
        QVERIFY(words.contains("file_read"));
        QVERIFY(!words.contains("bob") && !words.contains("quinn@") && !words.contains("203.0.113"));
    }

    void theApiErasesLikewise() {
        auto hold = service().addHold(std::to_string(seqs_[1]) + "..", "case 13");
        QVERIFY(hold);
        QCOMPARE(service().eraseSubject("bob", "ticket 4712").error().code, ErrorCode::HoldActive);
        QVERIFY(service().releaseHold(std::to_string(hold->id), "closed"));
        const auto erased = service().eraseSubject("bob", "ticket 4712");
        QVERIFY2(erased, erased ? "" : erased.error().message().c_str());
        QCOMPARE(service().eraseSubject("bob", "ticket 4712").error().code, ErrorCode::SubjectUnknown);
        QCOMPARE(logs(u"--user subject:%1"_s.arg(erased->number)).size(), 2);
        QCOMPARE(cli_.done(u"audit verify --json"_s).object().value(u"verdict"_s).toString(), u"erased"_s);
        // The key history, the tree and all that an auditor can see without a key are as they were.
        QVERIFY(cli_.stop());
        const CliRunner::Answer copy = cli_.program("inferno-verify", {cli_.path(u"data/vault"_s), u"--json"_s});
        QVERIFY2(copy.code == 0, qPrintable(copy.err + QString::fromUtf8(copy.out)));
    }

    void wherePrivacyWasOffItSaysWhatItCannotErase() {
        CliRunner other;
        QVERIFY(other.start());
        QCOMPARE(other.done(u"audit append -"_s, eventOf("quinn", 1) + eventOf("quinn", 2)).code, 0);
        const auto erase = [&] {
            return other.run({u"audit"_s, u"erase"_s, u"--subject"_s, u"quinn"_s, u"--reason"_s, u"ticket 4713"_s});
        };
        CliRunner::Answer refused = erase();
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains(u"2 records hold the name in clear, from 20"_s), qPrintable(refused.err));
        // What comes after privacy is on could be erased; what came before still could not, and so nothing is.
        QVERIFY(other.stop() && other.configure("[audit.privacy]\nsubject = \"user\"\n") && other.start());
        QCOMPARE(other.done(u"audit append -"_s, eventOf("quinn", 3)).code, 0);
        refused = erase();
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains(u"2 records hold the name in clear, from 20"_s), qPrintable(refused.err));
        QCOMPARE(other.json(u"audit logs --user quinn"_s).value(u"items"_s).toArray().size(), 3);
        QCOMPARE(other.json(u"audit logs --action subject_erased"_s).value(u"items"_s).toArray().size(), 0);
        QCOMPARE(other.json(u"audit verify"_s).value(u"verdict"_s).toString(), u"ok"_s);
    }
};

QTEST_GUILESS_MAIN(TestCliPrivacy)
#include "tst_cli_privacy.moc"
