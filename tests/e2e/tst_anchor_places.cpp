// SPDX-License-Identifier: GPL-3.0-or-later
// Where the real service puts its checkpoints, on real servers, and what these places find out.
#include <QTest>

#include <array>

#include <nlohmann/json.hpp>

#include "core/vault/signed_note.h"
#include "services/archive/s3.h"
#include "services/client/client.h"
#include "tests/e2e/cli_runner.h"
#include "tests/services/archive/npm_s3.h"
#include "tests/services/archive/small_s3.h"

using namespace Qt::StringLiterals;
using namespace inferno;
using inferno::archive::testing::NpmS3;
using inferno::archive::testing::SmallS3;
using inferno::tests::CliRunner;

namespace {

constexpr int kPatience = 30'000; // for what comes within a second or two

client::Client serviceOf(const CliRunner& cli) {
    return client::Client(client::endpointOf(cli.dataDir().toStdString()).value());
}

/// Appends an event; its number.
std::uint64_t append(const CliRunner& cli) {
    const auto appended = serviceOf(cli).appendEvents({R"({"event_type":"security","action":"door_opened"})"});
    return appended ? appended->front().seq : 0;
}

std::vector<client::AuditEvent> eventsOf(const CliRunner& cli, const std::string& action) {
    client::AuditQuery query;
    query.action = action;
    auto page = serviceOf(cli).auditEvents(query);
    return page ? std::move(page->items) : std::vector<client::AuditEvent>();
}

/// The size in the newest document that this server was sent.
std::uint64_t newestAt(const SmallS3& hook) {
    const auto seen = hook.seen();
    return seen.empty() ? 0 : nlohmann::json::parse(seen.back().body).at("size").get<std::uint64_t>();
}

} // namespace

class TestAnchorPlaces : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWebhookIsToldEachCheckpoint() {
        SmallS3 hook; // keeps what it is sent
        CliRunner cli;
        QVERIFY(cli.configure(QByteArray::fromStdString("[audit.anchors]\ninterval_seconds = 1\nwebhook = \"" +
                                                        hook.url() + "/hook?key=hidden\"\n")));
        QVERIFY(cli.start());
        QTRY_VERIFY_WITH_TIMEOUT(!hook.seen().empty(), kPatience);
        const SmallS3::Seen told = hook.seen().front();
        QCOMPARE(told.method, "POST");
        QCOMPARE(told.target, "/hook?key=hidden");
        QCOMPARE(told.headers.at("content-type"), "application/json");
        QVERIFY(!told.headers.contains("authorization"));
        const auto document = nlohmann::json::parse(told.body);
        QCOMPARE(document.size(), std::size_t{5});
        QVERIFY(parseRfc3339(document.at("time").get<std::string>()));
        const std::string key = serviceOf(cli).verifierKey().value();
        QCOMPARE(document.at("verifier_key").get<std::string>(), key);
        const auto verifier = vault::VerifierKey::parse(key);
        const auto note = vault::openNote(document.at("checkpoint").get<std::string>(), std::array{*verifier});
        QVERIFY(note);
        const auto checkpoint = vault::Checkpoint::parse(note->text);
        QCOMPARE(checkpoint->origin, document.at("origin").get<std::string>());
        QCOMPARE(checkpoint->size, document.at("size").get<std::uint64_t>());
        const auto place = serviceOf(cli).auditStatus()->anchors.front();
        QCOMPARE(place.kind, "webhook");
        QCOMPARE(place.place, hook.url()); // the rest of the URL is a secret
        QVERIFY(!cli.done(u"audit status --json"_s).out.contains("hidden"));

        // It fails, is tried again and again, and that is one event; so is that it answers again.
        hook.failNext(1'000'000, 500);
        const std::uint64_t seq = append(cli);
        QTRY_COMPARE_WITH_TIMEOUT(eventsOf(cli, "anchor_failed").size(), std::size_t{1}, kPatience);
        const std::size_t tries = hook.seen().size();
        QTRY_VERIFY_WITH_TIMEOUT(hook.seen().size() >= tries + 3, kPatience);
        const auto failed = eventsOf(cli, "anchor_failed");
        QCOMPARE(failed.size(), std::size_t{1});
        QCOMPARE(failed.front().severity, "high");
        QVERIFY(failed.front().details.find("answered 500") != std::string::npos);
        QVERIFY(failed.front().details.find("hidden") == std::string::npos);
        QVERIFY(!serviceOf(cli).auditStatus()->anchors.front().error.empty());
        QVERIFY(eventsOf(cli, "anchor_restored").empty());
        hook.failNext(0);
        QTRY_COMPARE_WITH_TIMEOUT(eventsOf(cli, "anchor_restored").size(), std::size_t{1}, kPatience);
        QVERIFY(newestAt(hook) > seq);
        const std::uint64_t later = append(cli);
        QTRY_VERIFY_WITH_TIMEOUT(newestAt(hook) > later, kPatience);
        QCOMPARE(eventsOf(cli, "anchor_failed,anchor_restored,anchor_rolled_back").size(), std::size_t{2});
        QVERIFY(serviceOf(cli).auditStatus()->anchors.front().error.empty());
        const QJsonObject verified = cli.json(u"audit verify"_s);
        QCOMPARE(verified.value(u"verdict"_s).toString(), u"ok"_s);
    }

    void aStoreAndAFileFindOutAnOlderCopy() {
        NpmS3 server;
        if (const QString why = server.start(); !why.isEmpty())
            QSKIP(qPrintable(why));
        SmallS3 hook; // tells that a round has come so far: it is before the store
        CliRunner cli;
        const QString file = cli.path(u"other-disk.jsonl"_s);
        QVERIFY(cli.configure("[audit.anchors]\ninterval_seconds = 1\nfile = \"" + file.toUtf8() +
                              "\"\ns3 = \"s3://evidence/anchors\"\nwebhook = \"" +
                              QByteArray::fromStdString(hook.url()) + "/hook\"\n[audit.archive]\nendpoint = \"" +
                              QByteArray::fromStdString(server.url()) +
                              "\"\naccess_key = \"S3RVER\"\nsecret_key = \"S3RVER\"\n"));
        const auto areAll = [&](auto fits) {
            const auto status = serviceOf(cli).auditStatus();
            return status && status->anchors.size() == 3 && std::ranges::all_of(status->anchors, fits);
        };
        const auto cover = [&](std::uint64_t size) {
            return areAll([&](const client::AnchorStatus& place) { return place.error.empty() && place.size >= size; });
        };
        QVERIFY(cli.start());
        QTRY_VERIFY_WITH_TIMEOUT(cover(1), kPatience);
        QVERIFY(cli.stop());
        QCOMPARE(QProcess::execute(u"cp"_s, {u"-a"_s, cli.dataDir(), cli.path(u"older"_s)}), 0);
        QVERIFY(cli.start());
        const std::uint64_t seq = append(cli);
        QTRY_VERIFY_WITH_TIMEOUT(cover(seq + 1), kPatience);
        const std::string vaultId = serviceOf(cli).auditStatus()->vault_id;
        QVERIFY(cli.stop());

        // What is in the store, as its owner would read it.
        archive::S3Options options = archive::S3Options::ofTarget("s3://evidence/anchors").value();
        options.endpoint = server.url();
        options.accessKey = options.secretKey = NpmS3::kKey;
        archive::S3 store(std::move(options));
        const auto latest = store.get(vaultId + "/latest.json", 1U << 20);
        QVERIFY2(latest, latest ? "" : latest.error().message().c_str());
        const auto document = nlohmann::json::parse(asText(*latest));
        const auto size = document.at("size").get<std::uint64_t>();
        QVERIFY(size > seq);
        std::string name = std::to_string(size);
        name.insert(0, 20 - name.size(), '0');
        QVERIFY(store.get(vaultId + "/" + name + ".json", 1U << 20).value() == *latest);
        const QByteArray lines = cli.read(u"other-disk.jsonl"_s);
        QCOMPARE(
            nlohmann::json::parse(lines.trimmed().split('\n').last().toStdString()).at("size").get<std::uint64_t>(),
            size);

        // The older copy of everything, keys too, is whole in itself.
        QVERIFY(QDir().rename(cli.dataDir(), cli.path(u"newer"_s)) &&
                QDir().rename(cli.path(u"older"_s), cli.dataDir()));
        const auto isFoundOut = [&](const QString& mode) {
            const CliRunner::Answer answer = cli.run({u"audit"_s, u"verify"_s, u"--json"_s});
            const QJsonObject result = answer.object();
            QCOMPARE(answer.code, 6);
            QCOMPARE(result.value(u"verdict"_s).toString(), u"rolled_back"_s);
            QCOMPARE(result.value(u"mode"_s).toString(), mode);
            for (const QString& place : QStringList{u"s3 s3://evidence/anchors"_s, u"file "_s + file})
                QVERIFY2(answer.out.contains(place.toUtf8()), answer.out.constData());
        };
        isFoundOut(u"offline"_s);
        QVERIFY(cli.start());
        QTRY_COMPARE_WITH_TIMEOUT(eventsOf(cli, "anchor_rolled_back").size(), std::size_t{2}, kPatience);
        // More rounds, and no more events.
        for (int round = 0; round < 2; ++round) {
            const std::uint64_t more = append(cli);
            QTRY_VERIFY_WITH_TIMEOUT(newestAt(hook) > more, kPatience);
        }
        const auto told = eventsOf(cli, "anchor_rolled_back");
        QCOMPARE(told.size(), std::size_t{2});
        for (const client::AuditEvent& event : told) {
            QCOMPARE(event.severity, "critical");
            QVERIFY(event.details.find("was seen before") != std::string::npos);
        }
        QCOMPARE(serviceOf(cli).health()->status, "degraded");
        isFoundOut(u"service"_s);
        QVERIFY(cli.stop());
        // Nothing was written over what the places hold, and the true vault is continued.
        QVERIFY(store.get(vaultId + "/latest.json", 1U << 20).value() == *latest);
        QCOMPARE(cli.read(u"other-disk.jsonl"_s), lines);
        QVERIFY(QDir().rename(cli.dataDir(), cli.path(u"older"_s)) &&
                QDir().rename(cli.path(u"newer"_s), cli.dataDir()));
        QVERIFY(cli.start());
        const std::uint64_t last = append(cli);
        QTRY_VERIFY_WITH_TIMEOUT(cover(last + 1), kPatience);
        QVERIFY(areAll([](const client::AnchorStatus& place) { return !place.rolled_back; }));
    }
};

QTEST_GUILESS_MAIN(TestAnchorPlaces)
#include "tst_anchor_places.moc"
