// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <nlohmann/json.hpp>

#include "services/config/config.h"

using namespace inferno;
using namespace inferno::config;
namespace fs = std::filesystem;

class TestConfig : public QObject {
    Q_OBJECT

    SystemVfs vfs_;

    static fs::path write(const QTemporaryDir& folder, const char* name, std::string_view text) {
        const fs::path path = fs::path(folder.path().toStdString()) / name;
        std::ofstream(path) << text;
        return path;
    }
    Result<Config> read(std::string_view text) {
        const QTemporaryDir folder;
        return Config::load(vfs_, {{write(folder, "inferno.toml", text), true}});
    }

private Q_SLOTS:
    void builtInValuesWithoutAnyFile() {
        const auto config = Config::load(vfs_, layersOf("/nowhere", {}, "/nowhere/etc.toml"));
        QVERIFY(config);
        QVERIFY(config->flag("audit.enabled"));
        QCOMPARE(config->text("audit.compression.algorithm"), "zstd");
        QCOMPARE(config->integer("api.port"), 8080);
        QCOMPARE(config->number("batch_queue.retry.backoff_multiplier"), 2.0);
        QVERIFY(config->list("api.hosts").empty());
        QCOMPARE(config->origin("api.port").text(), "built-in");
        QVERIFY(config->warnings().empty());
    }

    void laterLayersWinKeyByKey() {
        const QTemporaryDir folder;
        const fs::path data = folder.path().toStdString();
        const fs::path system =
            write(folder, "etc.toml", "[api]\nport = 1001\nhosts = [\"a\"]\n[audit]\nenabled = false\n");
        write(folder, "inferno.toml", "[api]\nport = 1002\n");
        write(folder, "settings.toml", "[api]\nport = 1003\nlisten = \"::1\"\n");
        const fs::path named = write(folder, "named.toml", "\n\napi.port = 1004\n");
        const auto all = Config::load(vfs_, layersOf(data, named, system));
        QVERIFY2(all, all ? "" : all.error().message().c_str());
        QCOMPARE(all->integer("api.port"), 1004);
        QCOMPARE(all->origin("api.port").text(), named.string() + ":3");
        QCOMPARE(all->text("api.listen"), "::1");
        QCOMPARE(all->origin("api.listen").text(), (data / "settings.toml").string() + ":3");
        QCOMPARE(all->list("api.hosts"), std::vector<std::string>{"a"});
        QVERIFY(!all->flag("audit.enabled"));
        QCOMPARE(Config::load(vfs_, layersOf(data, {}, system))->integer("api.port"), 1003);
        QCOMPARE(Config::load(vfs_, layersOf(data, data / "absent.toml", system)).error().code, ErrorCode::IoNotFound);
    }

    void theGuidesFileIsTaken() {
        const auto config =
            Config::load(vfs_, {{fs::path(std::getenv("INFERNO_SOURCE")) / "tests/services/config/guide.toml", true}});
        QVERIFY2(config, config ? "" : config.error().message().c_str());
        QCOMPARE(config->integer("batch_queue.max_concurrent_jobs"), 5);
        QCOMPARE(config->number("batch_queue.default_timeout_seconds"), 3600.0);
        QVERIFY(!config->warnings().empty()); // alerts, retention: not built yet, and it says so
        const std::string shown = config->shown().dump();
        QVERIFY(shown.find("hooks.slack.com") == shown.npos);
        QVERIFY(shown.find("Bearer token") == shown.npos);
        QVERIFY(shown.find("smtp.company.com") != shown.npos);
    }

    void mistakesNameTheLineAndTheWayOut_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("line");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char* name, const char* text, int line, const char* words) {
            QTest::newRow(name) << QByteArray(text) << line << QByteArray(words);
        };
        row("key", "[audit]\n\nenabeld = true\n", 3, "audit.enabled?");
        row("table", "[audit.encrytion]\nenabled = true\n", 1, "[audit.encryption]?");
        row("no table", "[elsewhere.altogether]\n", 1, "config show");
        row("top", "port = 1\n", 1, "there is no key port");
        row("bool", "[audit]\nenabled = \"yes\"\n", 2, "true or false");
        row("integer", "[api]\nport = 70000\n", 2, "1 to 65535");
        row("integer text", "[api]\nport = \"8080\"\n", 2, "without quotes");
        row("number", "[batch_queue.retry]\nbackoff_multiplier = 0.5\n", 2, "1 to 100");
        row("choice", "[audit.compression]\nalgorithm = \"gzp\"\n", 2, "did you mean gzip?");
        row("path", "[audit]\nstorage_path = \"vault\"\n", 2, "absolute");
        row("list", "[api]\nhosts = \"a\"\n", 2, "list of texts");
        row("list of numbers", "[api]\nhosts = [1]\n", 2, "list of texts");
        row("map", "[audit.alerts.webhook]\nheaders = [\"a\"]\n", 2, "table of texts");
        row("map of choices", "[inference.handlers]\n\"a.py\" = \"tensor\"\n\"b.py\" = \"graph_frad\"\n", 3,
            "did you mean graph_fraud?");
        row("inline map of choices", "[inference]\nhandlers = { \"a.py\" = \"python\" }\n", 2,
            "'a.py' is one of echo, graph_fraud, image_classifier");
        row("days", "[audit.retention]\nclasses = 30\n", 2, "table of event types and days");
        row("days of none", "[audit.retention.classes]\njob = 30\nsecurity = \"long\"\n", 3,
            "whole numbers of days from 1");
        row("no days", "[audit.retention.classes]\nsecurity = 0\n", 2, "from 1 to 36500, and security has none");
        row("evidence", "[audit.retention.classes]\n\nvault = 30\n", 3, "audit.retention.max_age_days says");
        row("expression", "[inference]\n\nallowed_urls = [\"https://a/.*\", \"[\"]\n", 3,
            "inference.allowed_urls: '[' is no expression");
        row("syntax", "[api]\nport = = 1\n", 2, "toml.io");
        row("a table without a name", "[api]\nport = 8080\n[\naudit]\nenabled = true\n", 3, "toml.io");
        row("encryption", "[audit.encryption]\nenabled = false\n", 2, "always encrypted");
        row("key is a table", "[audit.enabled]\nx = 1\n", 1, "true or false");
    }
    void mistakesNameTheLineAndTheWayOut() {
        QFETCH(QByteArray, text);
        QFETCH(int, line);
        QFETCH(QByteArray, words);
        const auto config = read(text.toStdString());
        QVERIFY(!config);
        QCOMPARE(config.error().code, ErrorCode::ConfigInvalid);
        const std::string message = config.error().message();
        QVERIFY2(message.find("inferno.toml:" + std::to_string(line) + ":") != message.npos, message.c_str());
        QVERIFY2(message.find(words.toStdString()) != message.npos, message.c_str());
    }

    void handlersByName() {
        const auto config = read("[inference.handlers]\n\"handler.py\" = \"graph_fraud\"\n");
        QVERIFY2(config, config ? "" : config.error().message().c_str());
        QVERIFY(config->map("inference.handlers") ==
                (std::map<std::string, std::string>{{"handler.py", "graph_fraud"}}));
        QVERIFY(config->shown().dump().find(R"({"handler.py":"graph_fraud"})") != std::string::npos); // no secret
    }

    void daysByEventType() {
        QVERIFY(read("")->days("audit.retention.classes").empty());
        const auto config = read("[audit.retention.classes]\nmodel_operation = 30\n\"my.own type\" = 2555\n");
        QVERIFY2(config, config ? "" : config.error().message().c_str());
        const std::map<std::string, std::int64_t> expected{{"model_operation", 30}, {"my.own type", 2555}};
        QVERIFY(config->days("audit.retention.classes") == expected);
        QVERIFY(config->shown().dump().find(R"({"model_operation":30,"my.own type":2555})") != std::string::npos);
    }

    void secrets() {
        const QTemporaryDir folder;
        const fs::path file = write(folder, "secret", "from a file\n");
        ::setenv("TST_CONFIG_SECRET", "from outside", 1);
        const auto config =
            read("[audit.archive]\naccess_key = \"env:TST_CONFIG_SECRET\"\nsecret_key = \"file:" + file.string() +
                 "\"\n[audit.alerts.slack]\nwebhook_url = \"env:TST_CONFIG_ABSENT\"\n");
        QVERIFY(config);
        QCOMPARE(*config->secret(vfs_, "audit.archive.access_key"), "from outside");
        QCOMPARE(*config->secret(vfs_, "audit.archive.secret_key"), "from a file");
        QCOMPARE(config->secret(vfs_, "audit.alerts.slack.webhook_url").error().code, ErrorCode::ConfigInvalid);
        QCOMPARE(config->secret(vfs_, "audit.alerts.webhook.url").error().code, ErrorCode::ConfigInvalid);
        QVERIFY(config->shown().dump().find("outside") == std::string::npos);
    }

    void theSchemaFindsEachOfItsKeys() {
        for (const KeyInfo& key : schema())
            QCOMPARE(findKey(key.name), &key);
        QVERIFY(!findKey("audit"));
    }
};

QTEST_GUILESS_MAIN(TestConfig)
#include "tst_config.moc"
