// SPDX-License-Identifier: GPL-3.0-or-later
// The guide's events, by each way in, and back field for field by each way out: from the service, from the service
// after a restart, and from the files without it.
#include <QTest>

#include "core/vault/merkle.h"
#include "core/vault/record.h"
#include "services/client/client.h"
#include "services/client/transport.h"
#include "tests/e2e/cli_runner.h"

using namespace Qt::StringLiterals;
using namespace inferno;
using inferno::tests::CliRunner;

namespace {

/// As the guide prints them.
const QList<QByteArray> kGuide = {R"({
  "timestamp": "2024-03-15T10:30:00Z",
  "event_type": "authentication",
  "action": "login_success",
  "user": "admin",
  "source_ip": "192.168.1.100",
  "user_agent": "InfernoClient/1.0",
  "session_id": "sess_123456",
  "details": {
    "auth_method": "api_key",
    "permissions": ["admin:read", "admin:write"]
  }
})",
                                  R"({
  "timestamp": "2024-03-15T10:30:00Z",
  "event_type": "model_operation",
  "action": "model_load",
  "user": "service_account",
  "resource": "llama-7b-q4.gguf",
  "details": {
    "model_size_mb": 3800,
    "backend_type": "gguf",
    "load_time_ms": 2500,
    "gpu_enabled": true
  },
  "result": "success"
})",
                                  R"({
  "timestamp": "2024-03-15T10:30:00Z",
  "event_type": "security",
  "action": "access_denied",
  "user": "guest",
  "source_ip": "192.168.1.200",
  "resource": "/admin/config",
  "details": {
    "required_permission": "admin:read",
    "user_permissions": ["inference:read"],
    "reason": "insufficient_permissions"
  },
  "severity": "medium"
})",
                                  R"({
  "timestamp": "2024-03-15T10:30:00Z",
  "event_type": "system",
  "action": "config_change",
  "user": "admin",
  "resource": "server_config",
  "details": {
    "changes": {
      "max_concurrent_requests": {"old": 50, "new": 100},
      "cache_enabled": {"old": false, "new": true}
    }
  },
  "result": "success"
})"};

/// Words that find the event at this place in the list, in each of its copies.
const QStringList kWords = {u"login_success 192.168.1.100"_s, u"llama details.load_time_ms>=2500"_s,
                            u"\"insufficient permissions\" severity:medium"_s,
                            u"user:admin details.changes.max_concurrent_requests.new=100"_s};

QJsonObject objectOf(const QByteArray& text) {
    return QJsonDocument::fromJson(text).object();
}

/// One line, as JSON Lines wants it; with a field that Inferno does not know.
QByteArray lineOf(QByteArray event, const QByteArray& more = {}) {
    if (!more.isEmpty())
        event = event.left(event.lastIndexOf('}')) + "," + more + "}";
    return event.simplified();
}

/// What a client sent, out of what comes back: without what the vault sets.
QJsonObject withoutOwn(QJsonObject event, const QJsonObject& sent) {
    for (const char* name : {"seq", "id", "received", "origin", "recorded_by"}) {
        if (!event.contains(QLatin1String(name)))
            return {};
        event.remove(QLatin1String(name));
    }
    for (const char* name : {"severity", "level"}) // made up where absent
        if (!sent.contains(QLatin1String(name)))
            event.remove(QLatin1String(name));
    return event;
}

} // namespace

class TestGuideEvents : public QObject {
    Q_OBJECT

    CliRunner cli_;
    QMap<qint64, QByteArray> sent_; ///< by seq, as it was sent

    void remember(const QList<qint64>& seqs, const QList<QByteArray>& lines) {
        QCOMPARE(seqs.size(), lines.size());
        for (qsizetype i = 0; i < seqs.size(); ++i) {
            QVERIFY(seqs[i] >= 0 && !sent_.contains(seqs[i]));
            sent_.insert(seqs[i], lines[i]);
        }
    }
    static QList<QByteArray> lines(const QByteArray& more = {}) {
        QList<QByteArray> all;
        for (const QByteArray& event : kGuide)
            all.append(lineOf(event, more));
        return all;
    }
    /// An array's events, of those that were sent: by seq.
    static QMap<qint64, QJsonObject> bySeq(const QJsonArray& items) {
        QMap<qint64, QJsonObject> events;
        for (const QJsonValue item : items)
            events.insert(item.toObject().value(u"seq"_s).toInteger(-1), item.toObject());
        return events;
    }
    void compare(const QMap<qint64, QJsonObject>& found, const QList<qint64>& wanted, const QString& where) {
        for (const qint64 seq : wanted) {
            const QJsonObject sent = objectOf(sent_.value(seq));
            if (withoutOwn(found.value(seq), sent) == sent)
                continue;
            QFAIL(qPrintable(where + u": %1\nsent "_s.arg(seq) + QString::fromUtf8(sent_.value(seq)) + u"\ncame "_s +
                             QString::fromUtf8(QJsonDocument(found.value(seq)).toJson())));
        }
    }

    QMap<qint64, QJsonObject> exported(const QString& format) {
        cli_.done(u"audit export --until 2024-12-31T00:00:00Z --output out --format "_s + format);
        if (format == "json"_L1)
            return bySeq(QJsonDocument::fromJson(cli_.read(u"out"_s)).array());
        QJsonArray all;
        for (const QByteArray& line : cli_.read(u"out"_s).split('\n'))
            if (!line.isEmpty())
                all.append(objectOf(line));
        return bySeq(all);
    }

    /// The record of a proof is the event, and the proof holds.
    void prove(qint64 seq) {
        const QJsonObject proof = cli_.json(u"audit prove %1"_s.arg(seq));
        const auto bytes = [&](const char* name) {
            return QByteArray::fromBase64(proof.value(QLatin1String(name)).toString().toLatin1());
        };
        const auto hash = [](const QJsonValue& hex) {
            Hash out{};
            const QByteArray raw = QByteArray::fromHex(hex.toString().toLatin1());
            std::copy_n(raw.begin(), std::min<qsizetype>(raw.size(), 32), out.begin());
            return out;
        };
        const QByteArray record = bytes("record");
        const ByteView view(reinterpret_cast<const std::uint8_t*>(record.data()),
                            static_cast<std::size_t>(record.size()));
        const auto decoded = vault::decodeRecord(view, {});
        QVERIFY2(decoded, decoded ? "" : decoded.error().message().c_str());
        QCOMPARE(decoded->seq, static_cast<std::uint64_t>(seq));
        const vault::Event& event = decoded->event;
        QJsonObject held = objectOf(QByteArray::fromStdString(event.unknown));
        const auto add = [&](const char* name, const std::string& text) {
            if (!text.empty())
                held.insert(QLatin1String(name), QString::fromStdString(text));
        };
        add("event_type", event.eventType);
        add("action", event.action);
        add("user", event.user);
        add("source_ip", event.sourceIp);
        add("user_agent", event.userAgent);
        add("session_id", event.sessionId);
        add("trace_id", event.traceId);
        add("resource", event.resource);
        add("result", event.result);
        held.insert(u"details"_s, objectOf(QByteArray::fromStdString(event.details)));
        held.insert(u"timestamp"_s, QString::fromStdString(formatUtc(decoded->timestamp)));
        const QJsonObject sent = objectOf(sent_.value(seq));
        if (sent.contains(u"severity"_s))
            held.insert(u"severity"_s, QString::fromStdString(std::string(toText(decoded->severity))));
        QCOMPARE(held, sent);

        vault::TreeHasher hasher;
        const QByteArray leaf = QByteArray::fromHex(proof.value(u"salt"_s).toString().toLatin1()) + record;
        const Hash leafHash = hasher.leaf(
            ByteView(reinterpret_cast<const std::uint8_t*>(leaf.data()), static_cast<std::size_t>(leaf.size())));
        QCOMPARE(QString::fromStdString(toHex(leafHash)), proof.value(u"leaf_hash"_s).toString());
        std::vector<Hash> path;
        for (const QJsonValue one : proof.value(u"path"_s).toArray())
            path.push_back(hash(one));
        QVERIFY(vault::verifyInclusion(hasher, static_cast<std::uint64_t>(seq),
                                       static_cast<std::uint64_t>(proof.value(u"tree_size"_s).toInteger()), leafHash,
                                       path, hash(proof.value(u"root"_s))));
        QVERIFY(proof.value(u"checkpoint"_s)
                    .toString()
                    .contains(QString::fromLatin1(
                        QByteArray::fromHex(proof.value(u"root"_s).toString().toLatin1()).toBase64())));
    }

    void everythingComesBack(const QString& offline) {
        const QList<qint64> all = sent_.keys();
        compare(bySeq(cli_.json(u"audit logs --limit 0 --until 2024-12-31T00:00:00Z"_s + offline)
                          .value(u"items"_s)
                          .toArray()),
                all, u"logs"_s);
        for (qsizetype kind = 0; kind < kWords.size(); ++kind) {
            QStringList arguments{u"audit"_s, u"search"_s, u"--json"_s, u"--query"_s, kWords[kind]};
            if (!offline.isEmpty())
                arguments.append(offline.trimmed());
            const CliRunner::Answer answer = cli_.run(arguments);
            QVERIFY2(answer.code == 0, qPrintable(answer.err));
            QList<qint64> wanted;
            for (qsizetype i = kind; i < all.size(); i += kGuide.size())
                wanted.append(all[i]);
            auto found = bySeq(answer.object().value(u"items"_s).toArray());
            found.removeIf([&](const auto& event) { return !sent_.contains(event.key()); }); // searches hold the words
            QCOMPARE(found.keys(), wanted);
            compare(found, wanted, u"search"_s);
        }
        for (const QString& format : {u"ndjson"_s, u"json"_s}) {
            const auto found = exported(format);
            QCOMPARE(found.keys(), all);
            compare(found, all, format);
        }
        for (const qint64 seq : all)
            prove(seq);
    }

    QMap<QString, QByteArray> exports_;

private Q_SLOTS:
    void initTestCase() { QVERIFY(cli_.start()); }

    void theyGoInByTheCommandLine() {
        QVERIFY(cli_.write(u"events.jsonl"_s, lines().join('\n') + "\n"));
        remember(CliRunner::seqsIn(cli_.done(u"audit append --file events.jsonl"_s).out), lines());
        const auto own = lines(R"("via": "stdin", "Größe": {"n": 1.50, "list": [null, "a\u00e9"]})");
        remember(CliRunner::seqsIn(cli_.done(u"audit append -"_s, own.join('\n')).out), own); // no newline at the end
    }

    void theyGoInByTheApi() {
        const auto endpoint = client::endpointOf(cli_.dataDir().toStdString());
        QVERIFY(endpoint);
        client::Transport transport(endpoint->url);
        const auto post = [&](const QByteArray& body, const char* type) {
            client::Call call;
            call.method = "POST";
            call.path = "/api/v1/audit/events";
            call.contentType = type;
            call.headers.emplace_back("Authorization", "Bearer " + endpoint->token);
            call.body = body.toStdString();
            const auto answer = transport.exchange(call);
            if (!answer || answer->status != 201)
                qWarning("%s", answer ? answer->body.c_str() : answer.error().message().c_str());
            return answer ? QByteArray::fromStdString(answer->body) : QByteArray();
        };
        const auto items = [](const QByteArray& answer) {
            QList<qint64> seqs;
            for (const QJsonValue item : objectOf(answer).value(u"items"_s).toArray())
                seqs.append(item.toObject().value(u"seq"_s).toInteger(-1));
            return seqs;
        };
        for (const QByteArray& event : kGuide)
            remember(items(post(event, "application/json")), {lineOf(event)});
        const auto listed = lines(R"("via": "array", "tags": ["a", {"b": false}])");
        remember(items(post("[" + listed.join(',') + "]", "application/json")), listed);
        const auto streamed = lines(R"("via": "ndjson", "big": 12345678901234567)");
        remember(CliRunner::seqsIn(post(streamed.join('\n') + "\n", "application/x-ndjson")), streamed);
        QCOMPARE(sent_.size(), 20);
    }

    void theyComeBackFromTheService() { everythingComesBack({}); }

    void theyComeBackAfterARestart() {
        QVERIFY(cli_.stop() && cli_.start());
        everythingComesBack({});
        for (const QString& format : {u"json"_s, u"ndjson"_s, u"csv"_s, u"cef"_s, u"ocsf"_s})
            for (const QString& filters :
                 {u" --user admin"_s, u" --severity medium --since 2024-01-01T00:00:00Z"_s,
                  u" --action access_denied,model_load --until 2024-03-15T10:30:00.000000001Z"_s}) {
                cli_.done(u"audit export --output out --format "_s + format + filters);
                exports_.insert(format + filters, cli_.read(u"out"_s));
            }
    }

    void theyComeBackWithoutTheService() {
        QVERIFY(cli_.stop());
        everythingComesBack(u" --offline"_s);
    }

    /// Whoever exports: the same filters give the same bytes.
    void exportsAreTheSameWithoutTheService() {
        QCOMPARE(exports_.size(), 15);
        for (auto it = exports_.begin(); it != exports_.end(); ++it) {
            QVERIFY2(it.value().size() > 100, qPrintable(it.key()));
            cli_.done(u"audit export --output offline --format "_s + it.key());
            QVERIFY2(cli_.read(u"offline"_s) == it.value(), qPrintable(it.key()));
        }
    }

    void itIsAllWhole() { QCOMPARE(cli_.json(u"audit verify"_s).value(u"verdict"_s).toString(), u"ok"_s); }
};

QTEST_GUILESS_MAIN(TestGuideEvents)
#include "tst_guide_events.moc"
