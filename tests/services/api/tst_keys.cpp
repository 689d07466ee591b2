// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <fstream>

#include "core/vault/vault.h"
#include "services/config/settings.h"
#include "services/service/key_rotation.h"
#include "tests/core/vault/vault_fixture.h"
#include "tests/services/api/live_service.h"

using namespace inferno;
using inferno::tests::LiveService;
using nlohmann::json;

namespace fs = std::filesystem;

/// Settings, keys and the locked vault, over the API of a whole service.
class TestKeys : public QObject {
    Q_OBJECT

    static std::vector<client::AuditEvent> events(LiveService& live, const std::string& action) {
        client::AuditQuery query;
        query.action = action;
        return live.client().auditEvents(query).value().items;
    }
    static client::JobDefinition job(const std::string& name) {
        client::JobDefinition definition;
        definition.name = name;
        definition.command = "true";
        return definition;
    }

private Q_SLOTS:
    void aSettingIsChanged() {
        LiveService live;
        const auto answer = live.client().changeConfig(
            {{"audit.log_level", "error"}, {"audit.alerts.channels", {"email"}}, {"audit.compression.level", 4}});
        QVERIFY2(answer, answer ? "" : answer.error().message().c_str());
        QCOMPARE(answer->changed.size(), std::size_t{3});
        for (const client::ConfigChanged& one : answer->changed)
            QCOMPARE(one.effect, one.key == "audit.compression.level" ? "restart" : "now");
        QVERIFY(std::ranges::find(answer->warnings, "email: not configured") != answer->warnings.end());
        const auto event = events(live, "config_change").at(0);
        QCOMPARE(event.user, "local");
        QVERIFY(json::parse(event.details)["changes"]["audit.log_level"] == (json{{"old", "info"}, {"new", "error"}}));

        // log_level and enabled are in effect at once.
        const auto appended = live.client().appendEvents({R"({"event_type":"job","action":"x","level":"info"})",
                                                          R"({"event_type":"job","action":"y","level":"error"})"});
        QVERIFY(appended);
        QCOMPARE(live.client().appendEvents({R"({"event_type":"job","action":"z","level":"error"})"})->size(), 1U);
        QCOMPARE(events(live, "x").size(), 0U);
        QCOMPARE(events(live, "y").size(), 1U);
        QVERIFY(live.client().changeConfig({{"audit.enabled", false}}));
        QCOMPARE(live.client().appendEvents({R"({"event_type":"job","action":"w"})"}).error().code,
                 ErrorCode::AuthDenied);
        QCOMPARE(live.client().changeConfig({{"audit.enabeld", true}}).error().code, ErrorCode::ConfigInvalid);
        live.restart();
        QCOMPARE(live.client().appendEvents({R"({"event_type":"job","action":"w"})"}).error().code,
                 ErrorCode::AuthDenied);
        QCOMPARE(events(live, "config_change").size(), 2U);
    }

    void keysAreRotated() {
        LiveService live;
        const auto before = live.client().auditStatus().value();
        QCOMPARE(before.opened_by, "key_file");
        const auto rotated = live.client().rotateKeys();
        QVERIFY2(rotated, rotated ? "" : rotated.error().message().c_str());
        QCOMPARE(rotated->kek_new, rotated->kek_old + 1);
        QVERIFY(rotated->data_key_new > rotated->data_key_old);
        const auto signing = live.client().rotateKeys(true);
        QVERIFY(signing && signing->verifier_key != before.verifier_key);
        QCOMPARE(live.client().auditStatus()->verifier_key, signing->verifier_key);
        const auto told = events(live, "key_rotated");
        QCOMPARE(told.size(), 2U);
        QCOMPARE(told.at(1).user, "local");
        QCOMPARE(live.client().verifyAudit("full")->verdict, "ok");
        live.restart();
        QCOMPARE(live.client().verifyAudit("full")->verdict, "ok");
        QCOMPARE(live.client().auditStatus()->kek_version, rotated->kek_new);
    }

    void aKeyFileElsewhere() {
        LiveService live;
        const fs::path file = live.dataDir() / "keys" / "other.key";
        const json change{{"audit.encryption.key_file", file.string()}};
        const auto answer = live.client().changeConfig(change);
        QVERIFY2(answer, answer ? "" : answer.error().message().c_str());
        QVERIFY(fs::exists(file) && !fs::exists(live.dataDir() / "keys" / "audit.key"));
        QVERIFY(live.client().changeConfig(change)->changed.empty());
        QCOMPARE(events(live, "config_change").size(), 1U);
        QCOMPARE(events(live, "key_rotated").size(), 1U);
        QVERIFY(live.client().rotateKeys());
        live.restart();
        QCOMPARE(live.client().auditStatus()->key_file, file.string());
        QCOMPARE(live.client().verifyAudit("full")->verdict, "ok");
        QCOMPARE(live.client().changeConfig({{"audit.encryption.key_file", "/no/such/folder/k"}}).error().code,
                 ErrorCode::KeyMissing);
    }

    void aPassphraseVaultStartsLocked() {
        LiveService live;
        QVERIFY(live.client().createJob(job("before")));
        QCOMPARE(live.client().setPassphrase("short").error().code, ErrorCode::InputInvalid);
        QVERIFY(live.client().setPassphrase("a long passphrase"));
        QVERIFY(!fs::exists(live.dataDir() / "keys" / "audit.key"));
        QVERIFY(live.client().createJob(job("still-open")));
        live.restart();

        auto& client = live.client();
        QCOMPARE(client.health()->status, "locked");
        QCOMPARE(client.auditStatus()->state, "locked");
        QVERIFY(!client.auditStatus()->vault_id.empty());
        QCOMPARE(client.jobs({}).error().code, ErrorCode::VaultLocked);
        QCOMPARE(client.config().error().code, ErrorCode::VaultLocked);
        QCOMPARE(tests::statusOf(live.ask("GET", "/api/v1/jobs", live.bearer())), 423);
        QCOMPARE(tests::statusOf(live.ask("GET", "/api/v1/jobs", "")), 401);
        QCOMPARE(tests::statusOf(live.ask("POST", "/api/v1/audit/unlock", "", "{}")), 401);
        QCOMPARE(tests::statusOf(live.ask("GET", "/readyz", "")), 503);
        const std::string inference = live.ask("POST", "/predictions/m", "", "{}");
        QCOMPARE(tests::statusOf(inference), 503);
        QVERIFY(tests::bodyOf(inference).contains("type")); // TorchServe's shape
        // A wrong passphrase, and the pause after it.
        QCOMPARE(client.unlock("a wrong passphrase").error().code, ErrorCode::KeyInvalid);
        QCOMPARE(client.unlock("a long passphrase").error().code, ErrorCode::RateLimited);
        QVERIFY(client.auditStatus()->retry_after > 0);
        QTRY_VERIFY_WITH_TIMEOUT(client.auditStatus()->retry_after == 0, 5000);
        const auto opened = client.unlock("a long passphrase");
        QVERIFY2(opened, opened ? "" : opened.error().message().c_str());
        QCOMPARE(opened->state, "open");

        QCOMPARE(client.health()->status, "ok");
        QCOMPARE(client.jobs({})->items.size(), 2U);
        QCOMPARE(events(live, "login_failed").size(), 1U);
        QCOMPARE(events(live, "login_success").size(), 1U);
        QCOMPARE(client.verifyAudit("full")->verdict, "ok");
        // Of an open vault it is only checked.
        QVERIFY(client.unlock("a long passphrase"));
        QCOMPARE(client.unlock("another passphrase").error().code, ErrorCode::KeyInvalid);
        QCOMPARE(client.removePassphrase("a long passphrase").error().code, ErrorCode::RateLimited);
        QTest::qWait(1100); // the pause after one wrong passphrase
        QVERIFY(client.removePassphrase("a long passphrase"));
        live.restart();
        QCOMPARE(live.client().health()->status, "ok");
        QCOMPARE(live.client().auditStatus()->opened_by, "key_file");
    }

    void aLockedServiceStops() {
        LiveService live;
        QVERIFY(live.client().setPassphrase("a long passphrase"));
        live.restart();
        live.stop();
        QVERIFY(!fs::exists(live.dataDir() / "run" / "service.json"));
    }

    void keysRotateByThemselves() {
        vault::testing::Folder folder;
        SystemVfs vfs;
        fakes::ManualClock clock{vault::testing::kNow};
        const auto vault = *vault::Vault::open(vfs, clock, vault::testing::smallOptions(folder.root));
        const std::vector<config::Layer> layers{{folder.root / "settings.toml"}};
        config::Settings settings(vfs, layers, folder.root / "settings.toml",
                                  config::Config::load(vfs, layers).value());
        service::KeyRotation rotation(*vault, settings, clock, [](const Error&) {});
        QCOMPARE(rotation.step().value(), false);
        clock.advance(std::chrono::hours(24 * 90 - 1));
        QCOMPARE(rotation.step().value(), false);
        clock.advance(std::chrono::hours(1));
        QCOMPARE(rotation.step().value(), true);
        QCOMPARE(rotation.step().value(), false);
        QCOMPARE(vault->keys().store().info().kekVersion, 2U);
        const auto record = vault->read(vault->progress().durable - 1);
        QVERIFY(record->event.details.find("rotate_keys_days") != std::string::npos);
    }

    void aDataRootWhosePathIsNoUtf8() {
        LiveService live("d\xFF\xFE");
        QCOMPARE(live.client().health()->status, "ok");
        QVERIFY(live.client().createJob(job("a")));
        live.restart();
        QCOMPARE(live.client().jobs({})->items.size(), 1U);
    }
};

QTEST_GUILESS_MAIN(TestKeys)
#include "tst_keys.moc"
