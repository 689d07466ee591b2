// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

#include "services/config/config.h"
#include "services/config/properties.h"

using namespace inferno;
using namespace inferno::config;
namespace fs = std::filesystem;

class TestProperties : public QObject {
    Q_OBJECT

    SystemVfs vfs_;

    static fs::path write(const QTemporaryDir& folder, const char* name, std::string_view text) {
        const fs::path path = fs::path(folder.path().toStdString()) / name;
        std::ofstream(path) << text;
        return path;
    }

private Q_SLOTS:
    /// The rules of java.util.Properties.load.
    void linesAreReadAsJavaReadsThem_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<int>("line");
        const auto row = [](const char* name, const char* text, const char* key, const char* value, int line = 1) {
            QTest::addRow("%s", name) << QByteArray(text) << QByteArray(key) << QByteArray(value) << line;
        };
        row("plain", "a=b", "a", "b");
        row("blanks", "  a \t=  b c  ", "a", "b c");
        row("colon", "a: b", "a", "b");
        row("only blanks", "a b=c", "a", "b=c");
        row("nothing", "a", "a", "");
        row("empty", "a=\n", "a", "");
        row("windows", "a=b\r\n", "a", "b");
        row("comments", "# x=1\n  ! y=2\n\na=b\n", "a", "b", 4);
        row("continued", "a=b,\\\n   c,\\\r\n  d\n", "a", "b,c,d");
        row("continued to the end", "a=b\\", "a", "b");
        row("no continuation", "a=b\\\\\n", "a", "b\\");
        row("escapes", R"(a\=b=c\td\:e)", "a=b", "c\td:e");
        row("url", "inference_address=http://127.0.0.1:8080", "inference_address", "http://127.0.0.1:8080");
    }

    void linesAreReadAsJavaReadsThem() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, value);
        QFETCH(int, line);
        const auto properties = readProperties(text.toStdString());
        QCOMPARE(properties.size(), 1U);
        QCOMPARE(QByteArray::fromStdString(properties[0].key), key);
        QCOMPARE(QByteArray::fromStdString(properties[0].value), value);
        QCOMPARE(properties[0].line, line);
    }

    void torchServesKeysAreOurs() {
        const QTemporaryDir folder;
        const fs::path file = write(folder, "config.properties",
                                    "inference_address=http://0.0.0.0:9080\n"
                                    "management_address=http://127.0.0.1:9081\n"
                                    "metrics_address=http://127.0.0.1:9082\n"
                                    "model_store=models/here\n"
                                    "load_models=a.mar, b=c.mar\n"
                                    "default_workers_per_model=2\n"
                                    "job_queue_size=10\n"
                                    "max_request_size=1000\n"
                                    "default_response_timeout=30\n"
                                    "default_startup_timeout=40\n"
                                    "token_expiration_min=5\n"
                                    "allowed_urls=https://s3.amazonaws.com/.*,https://torchserve.pytorch.org/.*\n"
                                    "disable_token_authorization=true\n");
        const auto config = Config::load(vfs_, {{file, true, true}});
        QVERIFY2(config, config ? "" : config.error().message().c_str());
        QCOMPARE(config->text("inference.inference_address"), "http://0.0.0.0:9080");
        QCOMPARE(config->text("inference.management_address"), "http://127.0.0.1:9081");
        QCOMPARE(config->text("inference.metrics_address"), "http://127.0.0.1:9082");
        QCOMPARE(config->text("inference.model_store"), (file.parent_path() / "models/here").string());
        QCOMPARE(config->list("inference.load_models"), (std::vector<std::string>{"a.mar", "b=c.mar"}));
        QCOMPARE(config->integer("inference.default_workers_per_model"), 2);
        QCOMPARE(config->integer("inference.max_request_size"), 1000);
        QCOMPARE(config->list("inference.allowed_urls").size(), 2U);
        QCOMPARE(config->text("inference.token"), "never");
        QCOMPARE(config->origin("inference.max_request_size").text(), file.string() + ":8");
        QCOMPARE(config->integer("inference.job_queue_size"), 10);
        QCOMPARE(config->integer("inference.default_response_timeout"), 30);
        QCOMPARE(config->integer("inference.default_startup_timeout"), 40);
        QCOMPARE(config->integer("inference.token_expiration_min"), 5);
        QVERIFY(config->warnings().empty());
    }

    void unknownKeysAreNamedWithTheirLine() {
        const QTemporaryDir folder;
        const fs::path file =
            write(folder, "config.properties", "# mine\nmodel_stroe=x\nnumber_of_gpu=1\nenable_warp_drive=1\n");
        const auto config = Config::load(vfs_, {{file, true, true}});
        QVERIFY(config);
        QCOMPARE(config->warnings(),
                 (std::vector<std::string>{file.string() + ":2: TorchServe has no key model_stroe; did you mean "
                                                           "model_store?",
                                           file.string() + ":3: number_of_gpu has no effect here",
                                           file.string() + ":4: TorchServe has no key enable_warp_drive"}));
    }

    void aNumberThatIsNoneIsRefused() {
        const QTemporaryDir folder;
        for (const char* bad : {"many", "-1", "", "1.5", "99999999999999999999"}) {
            const fs::path file =
                write(folder, "config.properties", "\ndefault_workers_per_model=" + std::string(bad) + "\n");
            const auto config = Config::load(vfs_, {{file, true, true}});
            QVERIFY2(!config, bad);
            QCOMPARE(config.error().code, ErrorCode::ConfigInvalid);
            QVERIFY(config.error().detail.starts_with(file.string() + ":2: default_workers_per_model is a whole"));
        }
    }

    void itLiesBelowInfernosOwnFile() {
        const QTemporaryDir folder;
        const fs::path data = folder.path().toStdString();
        write(folder, "etc.toml", "[inference]\ntoken = \"always\"\nmax_request_size = 1\n");
        write(folder, "config.properties", "disable_token_authorization=true\nmax_request_size=2\n");
        write(folder, "inferno.toml", "[inference]\nmax_request_size = 3\n");
        const auto layers = withTorchServeConfig(layersOf(data, {}, data / "etc.toml"), data, {});
        const auto config = Config::load(vfs_, layers);
        QVERIFY(config);
        QCOMPARE(config->text("inference.token"), "never");
        QCOMPARE(config->integer("inference.max_request_size"), 3);
        // One that is named has to be there; the one of the data root need not.
        fs::remove(data / "config.properties");
        QVERIFY(Config::load(vfs_, layers));
        const auto named = withTorchServeConfig(layersOf(data, {}, data / "etc.toml"), data, data / "absent");
        QCOMPARE(Config::load(vfs_, named).error().code, ErrorCode::IoNotFound);
    }
};

QTEST_GUILESS_MAIN(TestProperties)
#include "tst_properties.moc"
