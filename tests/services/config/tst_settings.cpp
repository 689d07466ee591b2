// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

#include "services/config/settings.h"
#include "tests/fakes/faulty_vfs.h"

using namespace inferno;
using namespace inferno::config;
using nlohmann::json;

namespace fs = std::filesystem;

namespace {

/// A data root with layers below and above settings.toml, and the events that were recorded.
struct Place {
    QTemporaryDir folder;
    SystemVfs system;
    fakes::FaultyVfs faulty{system};
    fs::path root{folder.path().toStdString()};
    std::map<std::string, json> events; ///< by id: the same twice is one
    int recorded = 0;

    std::vector<Layer> layers() const {
        return {{root / "inferno.toml"}, {root / "settings.toml"}, {root / "named.toml"}};
    }
    void write(const char* name, const std::string& text) const { std::ofstream(root / name) << text; }
    std::unique_ptr<Settings> open(Vfs& vfs) {
        return std::make_unique<Settings>(vfs, layers(), root / "settings.toml", Config::load(vfs, layers()).value());
    }
    Settings::Record record() {
        return [this](const json& changes, const json&, const std::string& id) -> Result<void> {
            ++recorded;
            events[id] = changes;
            return {};
        };
    }
    Error refused(const json& changes) {
        auto result = open(system)->change(changes, {}, "x", record());
        return result ? Error{} : result.error();
    }
    std::string text(const char* name) {
        const auto bytes = readFile(system, root / name);
        return bytes ? std::string(asText(*bytes)) : "";
    }
};

} // namespace

class TestSettings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatAServiceWouldNotStartWithIsNotWritten() {
        Place place;
        const auto settings = place.open(place.system);
        int asked = 0;
        settings->checkWith([&](const Config& config, const std::vector<Change>& changed) -> Result<void> {
            ++asked;
            if (changed.front().key == "inference.trusted_keys" && !config.list("inference.trusted_keys").empty())
                return fail(ErrorCode::ConfigInvalid, "it is no key");
            return {};
        });
        const auto refused = settings->change({{"inference.trusted_keys", {"/k.pem"}}}, {}, "1", place.record());
        QVERIFY(!refused);
        QCOMPARE(refused.error().detail, "it is no key");
        const auto expression = settings->change({{"inference.allowed_urls", {"["}}}, {}, "2", place.record());
        QVERIFY(!expression);
        QVERIFY2(expression.error().detail.starts_with("inference.allowed_urls: '[' is no expression"),
                 expression.error().detail.c_str());
        QCOMPARE(place.recorded, 0);
        QVERIFY(!fs::exists(place.root / "settings.toml"));
        QVERIFY(settings->change({{"inference.workers", 3}}, {}, "3", place.record()));
        QCOMPARE(asked, 2);
    }

    void aChangeIsWrittenAndRecorded() {
        Place place;
        place.write("inferno.toml", "[audit]\nlog_level = \"debug\"\n");
        const auto settings = place.open(place.system);
        const auto changes = settings->change({{"audit.log_level", "warn"},
                                               {"audit.retention.max_size_gb", 50},
                                               {"audit.compression.algorithm", "gzip"},
                                               {"audit.alerts.channels", {"email", "slack"}},
                                               {"audit.alerts.slack.webhook_url", "https://x/\"s\\"}},
                                              {{"user", "local"}}, "1", place.record());
        QVERIFY2(changes, changes ? "" : changes.error().message().c_str());
        QCOMPARE(changes->changed.size(), std::size_t{5});
        const json event = place.events.at("1");
        QVERIFY(event["audit.log_level"] == (json{{"old", "debug"}, {"new", "warn"}}));
        QVERIFY(event["audit.alerts.slack.webhook_url"] == (json{{"old", "not set"}, {"new", "set"}}));
        QVERIFY(event.dump().find("https") == std::string::npos); // a secret is not told
        for (const Change& change : changes->changed)
            QCOMPARE(change.atOnce, change.key == "audit.log_level" || change.key == "audit.alerts.channels");
        QCOMPARE(settings->now()->text("audit.log_level"), "warn");
        QVERIFY(!fs::exists(place.root / "settings.pending"));

        // What a later start reads is what was set, to the letter.
        const auto again = place.open(place.system)->now();
        QCOMPARE(again->number("audit.retention.max_size_gb"), 50.0);
        QVERIFY(again->list("audit.alerts.channels") == (std::vector<std::string>{"email", "slack"}));
        QCOMPARE(*again->secret(place.system, "audit.alerts.slack.webhook_url"), "https://x/\"s\\");
        QVERIFY(again->origin("audit.log_level").file == place.root / "settings.toml");

        // The same again changes nothing; null takes it away, and the layer below speaks again.
        QVERIFY(settings->change({{"audit.log_level", "warn"}}, {}, "2", place.record())->changed.empty());
        const auto gone = settings->change({{"audit.log_level", nullptr}}, {}, "3", place.record());
        QVERIFY(gone && gone->changed.size() == 1);
        QCOMPARE(settings->now()->text("audit.log_level"), "debug");
        QCOMPARE(place.recorded, 2);
    }

    void whatMayNotBeChanged() {
        Place place;
        place.write("named.toml", "[audit]\n\nlog_level = \"error\"\n");
        const Error above = place.refused({{"audit.log_level", "warn"}});
        QCOMPARE(above.code, ErrorCode::ConfigInvalid);
        QVERIFY2(above.detail.find("named.toml:3") != std::string::npos, above.detail.c_str());
        QVERIFY(place.refused({{"audit.log_levle", "warn"}}).hint.find("audit.log_level") != std::string::npos);
        QVERIFY(place.refused({{"audit.encryption.enabled", false}}).detail.find("always encrypted") !=
                std::string::npos);
        QVERIFY(place.refused({{"audit.storage_path", "/tmp/x"}}).detail.find("not empty") != std::string::npos);
        const Error value = place.refused({{"audit.compression.level", 77}});
        QVERIFY2(value.detail.find("audit.compression.level is a whole number from 1 to 19") == 0,
                 value.detail.c_str());
        QVERIFY(place.refused({{"audit.compression.algorithm", "gzpi"}}).hint.find("gzip") != std::string::npos);
        QCOMPARE(place.refused({{"audit.enabled", "yes"}}).code, ErrorCode::ConfigInvalid);
        QCOMPARE(place.refused({{"audit.alerts.channels", json::array({1})}}).code, ErrorCode::ConfigInvalid);
        // All or none.
        QCOMPARE(place.refused({{"audit.enabled", false}, {"audit.compression.level", 77}}).code,
                 ErrorCode::ConfigInvalid);
        QVERIFY(!fs::exists(place.root / "settings.toml"));
        QCOMPARE(place.recorded, 0);
        QVERIFY(place.open(place.system)->change({{"audit.encryption.enabled", true}}, {}, "1", place.record()));
    }

    void handlersByName() {
        Place place;
        const auto settings = place.open(place.system);
        const json handlers{{"handler.py", "graph_fraud"}, {"text.py:handle", "text_classifier"}};
        const auto changes = settings->change({{"inference.handlers", handlers}}, {}, "1", place.record());
        QVERIFY2(changes, changes ? "" : changes.error().message().c_str());
        QVERIFY(place.events.at("1")["inference.handlers"] == (json{{"old", json::object()}, {"new", handlers}}));
        QCOMPARE(place.open(place.system)->now()->map("inference.handlers").at("handler.py"), "graph_fraud");
        const Error unknown = place.refused({{"inference.handlers", {{"handler.py", "python"}}}});
        QVERIFY2(unknown.detail.starts_with("inference.handlers: 'handler.py' is one of echo, "),
                 unknown.detail.c_str());
    }

    void whatAFormNeedsToKnow() {
        Place place;
        place.write("inferno.toml", "[audit.compression]\nlevel = 3\n");
        place.write("named.toml", "[audit]\n\nlog_level = \"error\"\n");
        const auto settings = place.open(place.system);
        const auto item = [&](const char* key) {
            const json shown = settings->shown();
            for (const json& one : shown["items"])
                if (one["key"] == key)
                    return one;
            return json();
        };
        const json level = item("audit.compression.level");
        QVERIFY(level["type"] == "integer");
        QVERIFY(level["value"] == 3);
        QVERIFY(level["default"] == 1);
        QVERIFY(level["minimum"] == 1);
        QVERIFY(level["maximum"] == 19);
        QVERIFY(level["file"] == (place.root / "inferno.toml").string());
        QVERIFY(level["line"] == 2);
        QVERIFY(level["effect"] == "restart");
        QVERIFY(level["fixed"] == ""); // settings.toml lies above that file
        QVERIFY(level["pending"] == false);
        QVERIFY(item("audit.log_level")["fixed"] == "layer");
        QVERIFY(item("audit.log_level")["effect"] == "now");
        QVERIFY(item("audit.storage_path")["fixed"] == "folder");
        QVERIFY(item("audit.encryption.enabled")["fixed"] == "always");
        QVERIFY((item("audit.compression.algorithm")["choices"] == json{"gzip", "zstd", "lz4", "none"}));
        QVERIFY(!item("audit.compression.algorithm").contains("file"));

        // What waits for a new start; taken back, nothing waits.
        QVERIFY(settings->change(
            {{"audit.compression.level", 9}, {"audit.enabled", false}, {"audit.anchors.webhook", "env:A"}}, {}, "1",
            place.record()));
        QVERIFY(item("audit.compression.level")["pending"] == true);
        QVERIFY(item("audit.enabled")["pending"] == false);
        QVERIFY(item("audit.anchors.webhook")["pending"] == true);
        QVERIFY(!item("audit.anchors.webhook").contains("value"));
        QVERIFY(settings->change({{"audit.compression.level", nullptr}}, {}, "2", place.record()));
        QVERIFY(item("audit.compression.level")["pending"] == false);
    }

    void daysByEventType() {
        Place place;
        const auto settings = place.open(place.system);
        const json days{{"job", 30}, {"a \"type\"", 90}};
        const auto changes = settings->change({{"audit.retention.classes", days}}, {}, "1", place.record());
        QVERIFY2(changes, changes ? "" : changes.error().message().c_str());
        QVERIFY(place.events.at("1")["audit.retention.classes"] == (json{{"old", json::object()}, {"new", days}}));
        QCOMPARE(place.open(place.system)->now()->days("audit.retention.classes").at("a \"type\""), 90);
        const Error evidence = place.refused({{"audit.retention.classes", {{"vault", 30}}}});
        QVERIFY2(evidence.detail.starts_with("events of type vault have no line of their own"),
                 evidence.detail.c_str());
        QCOMPARE(place.refused({{"audit.retention.classes", {{"job", 0}}}}).code, ErrorCode::ConfigInvalid);
        QVERIFY(settings->change({{"audit.retention.classes", json::object()}}, {}, "2", place.record()));
        QVERIFY(settings->now()->days("audit.retention.classes").empty());
    }

    void whatIsArchivedNowhereIsSaid() {
        Place place;
        const auto changes =
            place.open(place.system)->change({{"audit.retention.archive_to_s3", true}}, {}, "1", place.record());
        QVERIFY(changes && std::ranges::any_of(changes->warnings, [](const std::string& warning) {
                    return warning.starts_with("archive.unset");
                }));
    }

    /// The disk is gone from the n-th operation on: afterwards the old or the new file is there, whole, and the event
    /// is recorded if and only if the new one is.
    void powerLoss() {
        for (std::uint64_t n = 1;; ++n) {
            Place place;
            QVERIFY(place.open(place.system)->change({{"audit.compression.level", 3}}, {}, "first", place.record()));
            const std::string before = place.text("settings.toml");
            place.events.clear();
            auto settings = place.open(place.faulty);
            place.faulty.failAt(n, ErrorCode::IoFailed);
            const auto changed = settings->change({{"audit.compression.level", 5}}, {}, "second", place.record());
            const auto after = place.open(place.system);
            QVERIFY(after->recover(place.record()));
            const auto level = after->now()->integer("audit.compression.level");
            QVERIFY(level == 5 || (level == 3 && place.text("settings.toml") == before));
            QVERIFY2(place.events.contains("second") == (level == 5), std::to_string(n).c_str());
            QVERIFY(!fs::exists(place.root / "settings.pending"));
            if (changed) {
                QVERIFY(n > 10);
                QCOMPARE(level, 5);
                return;
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
