// SPDX-License-Identifier: GPL-3.0-or-later
// TorchServe's keys: their file, their time, and what each opens on a real service.
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

#include "services/api/torchserve/destination.h"
#include "services/api/torchserve/keys.h"
#include "tests/fakes/faulty_vfs.h"
#include "tests/fakes/manual_clock.h"
#include "tests/services/api/live_service.h"

using namespace inferno;
using namespace inferno::api::torchserve;
using namespace std::chrono_literals;
using inferno::tests::bodyOf;
using inferno::tests::LiveService;
using inferno::tests::RawClient;
using inferno::tests::statusOf;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

constexpr const char* kRefused =
    "Token Authorization failed. Token either incorrect, expired, or not provided correctly";
constexpr const char* kNotRenewed =
    "Token Authentication failed. Token either incorrect, expired, or not provided correctly";

json fileOf(const fs::path& file) {
    std::ifstream in(file);
    return json::parse(in, nullptr, false);
}

std::string keyIn(const json& file, const char* name) {
    return file.at(name).at("key").get<std::string>();
}

} // namespace

class TestTorchServeKeys : public QObject {
    Q_OBJECT

    std::unique_ptr<LiveService> live_;

    fs::path file() const { return live_->dataDir() / "run" / "key_file.json"; }
    void restartWith(const std::string& token) {
        std::ofstream(live_->dataDir() / "inferno.toml") << "[inference]\ntoken = \"" << token << "\"\n";
        live_->restart();
    }
    bool hasDoors() { return live_->service().info().ports.contains("management"); }
    std::string ask(const char* door, const std::string& target, const std::string& key) {
        RawClient raw(static_cast<std::uint16_t>(live_->service().info().ports.at(door)));
        raw.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" +
                 (key.empty() ? "" : "Authorization: Bearer " + key + "\r\n") + "\r\n");
        return raw.readAll(20'000);
    }
    int status(const char* door, const std::string& target, const std::string& key) {
        return statusOf(ask(door, target, key));
    }
    std::size_t events(const char* action, const char* resource) {
        client::AuditQuery query;
        query.action = action;
        query.resource = resource;
        return live_->client().auditEvents(query).value().items.size();
    }

private Q_SLOTS:
    void init() {
        live_ = std::make_unique<LiveService>();
        if (!hasDoors())
            QSKIP("built without models: TorchServe's ports are not there");
    }
    void cleanup() { live_.reset(); }

    void theFileIsTorchServes() {
        QCOMPARE(fs::status(file()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
        const json keys = fileOf(file());
        QCOMPARE(keys.size(), 3U);
        for (const char* name : {"management", "inference"}) {
            QVERIFY(keyIn(keys, name).size() > 30);
            const auto until = parseRfc3339(keys.at(name).at("expiration time").get<std::string>());
            QVERIFY(until);
            const auto left = *until - SystemClock().now();
            QVERIFY(left > 50min && left <= 60min);
        }
        QCOMPARE(keys.at("API").size(), 1U);
        QVERIFY(keyIn(keys, "API") != keyIn(keys, "management"));
        live_->restart();
        QVERIFY(keyIn(fileOf(file()), "API") != keyIn(keys, "API"));
        live_->stop();
        QVERIFY(!fs::exists(file()));
        live_->start();
    }

    void eachKeyOpensItsDoor() {
        restartWith("always");
        const json keys = fileOf(file());
        const std::string inference = keyIn(keys, "inference");
        const std::string management = keyIn(keys, "management");
        const std::string renews = keyIn(keys, "API");
        QCOMPARE(status("api", "/ping", inference), 200);
        QCOMPARE(status("management", "/models", management), 200);
        for (const std::string& key : {std::string(), std::string("wrong"), management, renews}) {
            const std::string refused = ask("api", "/ping", key);
            QCOMPARE(statusOf(refused), 400);
            QCOMPARE(bodyOf(refused).value("type", ""), "InvalidKeyException");
            QCOMPARE(bodyOf(refused).value("message", ""), kRefused);
        }
        QCOMPARE(status("management", "/models", inference), 400);
        QCOMPARE(status("management", "/models", renews), 400);
        QCOMPARE(status("metrics", "/metrics", management), 400);
        // Inferno's own token opens all, and TorchServe's keys nothing of Inferno's.
        for (const char* door : {"api", "management", "metrics"})
            QVERIFY(status(door, door == std::string("metrics") ? "/metrics" : "/v1/models/none",
                           live_->service().token()) != 400);
        QCOMPARE(status("api", "/api/v1/models", management), 401);
        QCOMPARE(status("api", "/api/v1/models", inference), 401);
        QTRY_VERIFY(events("access_denied", "/ping") > 0);
    }

    void theApiKeyRenewsTheOthers() {
        restartWith("always");
        const json before = fileOf(file());
        const std::string renews = keyIn(before, "API");
        for (const char* type : {"inference", "management"}) {
            const std::string answer = ask("management", std::string("/token?type=") + type, renews);
            QCOMPARE(statusOf(answer), 200);
            const json after = fileOf(file());
            QCOMPARE(bodyOf(answer).at(type).dump(), after.at(type).dump());
            QVERIFY(keyIn(after, type) != keyIn(before, type));
            const char* const door = type == std::string("inference") ? "api" : "management";
            const char* const target = type == std::string("inference") ? "/ping" : "/models";
            QCOMPARE(status(door, target, keyIn(before, type)), 400);
            QCOMPARE(status(door, target, keyIn(after, type)), 200);
            QCOMPARE(keyIn(after, "API"), renews);
        }
        QCOMPARE(fs::status(file()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
        QCOMPARE(events("config_change", "key_file.json"), 2U);

        const json keys = fileOf(file());
        for (const std::string& key : {std::string(), keyIn(keys, "management"), keyIn(keys, "inference")}) {
            const std::string refused = ask("management", "/token?type=inference", key);
            QCOMPARE(statusOf(refused), 400);
            QCOMPARE(bodyOf(refused).value("type", ""), "InvalidKeyException");
            QCOMPARE(bodyOf(refused).value("message", ""), kNotRenewed);
        }
        QCOMPARE(bodyOf(ask("management", "/token?type=API", renews)).value("message", ""), kNotRenewed);
        QCOMPARE(fileOf(file()).dump(), keys.dump());
        QTRY_VERIFY(events("access_denied", "/token") > 0);
        QCOMPARE(status("management", "/token?type=inference", live_->service().token()), 200);
    }

    void fromLoopbackOnlyRenewingNeedsAKey() {
        QCOMPARE(status("management", "/models", ""), 200);
        QCOMPARE(status("api", "/ping", ""), 200);
        QCOMPARE(status("management", "/token?type=inference", ""), 400);
        QCOMPARE(status("api", "/token?type=inference", ""), 404);
        QCOMPARE(status("api", "/ping", "wrong"), 400); // a key that is no longer one does not go unnoticed
    }

    void neverMeansNoKeys() {
        restartWith("never");
        QVERIFY(!fs::exists(file()));
        QCOMPARE(status("management", "/token?type=inference", ""), 404);
        live_->stop();
        std::ofstream(file()) << "{}"; // as a service leaves it that was killed
        live_->start();
        QVERIFY(!fs::exists(file()));
    }

    void keysEndWithTheirTime() {
        const QTemporaryDir folder;
        const fs::path own = fs::path(folder.path().toStdString()) / "key_file.json";
        SystemVfs vfs;
        fakes::ManualClock clock(WallTime(std::chrono::seconds(1'800'000'000)));
        auto keys = Keys::create(vfs, clock, own, 30min);
        QVERIFY(keys);
        const json before = fileOf(own);
        QCOMPARE(before["management"].value("expiration time", ""), "2027-01-15T08:30:00Z");
        clock.advance(30min - 1ns);
        QVERIFY((*keys)->who(kManagementDoor, keyIn(before, "management"))->may("models:write"));
        QVERIFY((*keys)->who(kInferenceDoor, keyIn(before, "inference"))->may("inference:read"));
        clock.advance(1ns);
        QVERIFY(!(*keys)->who(kManagementDoor, keyIn(before, "management")));
        QVERIFY(!(*keys)->who(kApiDoor, keyIn(before, "inference")));
        QVERIFY((*keys)->who(kManagementDoor, keyIn(before, "API"))->may(kRenewsKeys));
        QVERIFY((*keys)->renew("management"));
        QVERIFY((*keys)->who(kManagementDoor, keyIn(fileOf(own), "management")));
        QCOMPARE(fileOf(own)["inference"].dump(), before["inference"].dump());
        keys->reset();
        QVERIFY(!fs::exists(own));
    }

    void aKeyThatCannotBeWrittenIsNone() {
        const QTemporaryDir folder;
        const fs::path own = fs::path(folder.path().toStdString()) / "key_file.json";
        SystemVfs disk;
        fakes::FaultyVfs vfs(disk);
        const SystemClock clock;
        const auto keys = Keys::create(vfs, clock, own, 60min);
        QVERIFY(keys);
        const json before = fileOf(own);
        vfs.failAt(1, ErrorCode::DiskFull);
        QCOMPARE((*keys)->renew("inference").error().code, ErrorCode::DiskFull);
        vfs.failAt(0, ErrorCode::DiskFull);
        QCOMPARE(fileOf(own).dump(), before.dump());
        QVERIFY((*keys)->who(kApiDoor, keyIn(before, "inference")));
    }
};

QTEST_GUILESS_MAIN(TestTorchServeKeys)
#include "tst_torchserve_keys.moc"
