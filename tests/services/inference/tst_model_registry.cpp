// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include "services/inference/model_registry.h"
#include "tests/fakes/faulty_vfs.h"

using namespace inferno;
using namespace inferno::serving;

class TestModelRegistry : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { folder_ = std::make_unique<QTemporaryDir>(); }

    void writesAndReads() {
        QVERIFY(readRegistry(vfs_, file())->empty());
        const ModelMap models = two();
        QVERIFY(writeRegistry(vfs_, file(), models));
        const auto back = readRegistry(vfs_, file());
        QVERIFY(back);
        QCOMPARE(back->size(), 2U);
        const ModelInfo& model = back->at({"fraud", "1.0"});
        QCOMPARE(model.path, std::filesystem::path("/models/fräud.pt"));
        QCOMPARE(model.sha256, std::string(64, 'a'));
        QCOMPARE(static_cast<std::uint64_t>(model.size), 1234U);
        QCOMPARE(model.registered, models.at({"fraud", "1.0"}).registered);
        QVERIFY(model.isDefault);
        QCOMPARE(model.state, ModelState::Loading);
        QVERIFY(!back->at({"fraud", "2.0"}).isDefault);
    }

    void keepsHowModelsAreServed() {
        ModelMap models = two();
        ModelInfo& given = models.at({"fraud", "1.0"});
        given.url = "file:///models/fr%C3%A4ud.mar";
        given.source = ModelSource::Archive;
        given.serializedFile = "weights.pt";
        given.batchSize = 8;
        given.maxBatchDelay = std::chrono::milliseconds(25);
        given.minWorkers = 2;
        given.maxWorkers = 4;
        given.responseTimeout = std::chrono::milliseconds(1500);
        given.startupTimeout = std::chrono::milliseconds(2500);
        given.queueSize = 7;
        given.signature = "valid";
        given.memory = 5ULL << 32;
        given.manifest = "{\"model\": {}}\n";
        given.extraFiles = {"index_to_name.json"};
        given.warnings = {"model-config.yaml:1: 'odd' is not heeded"};
        QVERIFY(writeRegistry(vfs_, file(), models));
        const auto back = readRegistry(vfs_, file());
        QVERIFY2(back, back ? "" : back.error().message().c_str());
        const ModelInfo& model = back->at({"fraud", "1.0"});
        QCOMPARE(model.url, given.url);
        QCOMPARE(model.source, given.source);
        QCOMPARE(model.serializedFile, given.serializedFile);
        QCOMPARE(model.batchSize, given.batchSize);
        QCOMPARE(model.maxBatchDelay, given.maxBatchDelay);
        QCOMPARE(model.minWorkers, given.minWorkers);
        QCOMPARE(model.maxWorkers, given.maxWorkers);
        QCOMPARE(model.responseTimeout, given.responseTimeout);
        QCOMPARE(model.startupTimeout, given.startupTimeout);
        QCOMPARE(model.queueSize, given.queueSize);
        QCOMPARE(model.signature, "valid");
        QCOMPARE(model.memory, given.memory);
        QCOMPARE(model.manifest, given.manifest);
        QCOMPARE(model.extraFiles, given.extraFiles);
        QCOMPARE(model.warnings, given.warnings);
        QCOMPARE(back->at({"fraud", "2.0"}).source, ModelSource::File);
        QCOMPARE(back->at({"fraud", "2.0"}).batchSize, 1);
    }

    void keepsWhoAnswers() {
        SplitMap splits;
        ModelSplit& split = splits["fraud"];
        split.now = {{{"1.0", 90}, {"2.0", 10}}, "field:user_id", "2.0", "1.0"};
        split.previous = SplitState{{}, "", "", "2.0"};
        split.changed = parseRfc3339("2026-03-24T09:42:07.512Z").value();
        splits["fresh"]; // never changed
        QVERIFY(writeRegistry(vfs_, file(), two(), splits));
        QCOMPARE(readRegistry(vfs_, file())->size(), 2U);
        const auto back = readSplits(vfs_, file());
        QVERIFY2(back, back ? "" : back.error().message().c_str());
        QCOMPARE(back->size(), 2U);
        const ModelSplit& read = back->at("fraud");
        QVERIFY(read.now.weights == split.now.weights);
        QCOMPARE(read.now.sticky, "field:user_id");
        QCOMPARE(read.now.shadow, "2.0");
        QVERIFY(read.previous == split.previous);
        QVERIFY(read.changed == split.changed);
        QVERIFY(!back->at("fresh").previous && !back->at("fresh").changed);
        QVERIFY(readSplits(vfs_, folder_->path().toStdString() + "/absent.json")->empty());
    }

    void readsFormat2() {
        QVERIFY(writeFileAtomically(vfs_, file(), asBytes(R"({"format": 2, "models": [
            {"name": "fraud", "version": "1.0", "handler": "tensor", "url": "fraud.pt", "source": "file",
             "path": "/models/fraud.pt", "sha256": "aa", "size": 2773, "default": true,
             "registered": "2026-03-24T09:42:07.512Z", "batch_size": 4, "max_batch_delay_ms": 10, "min_workers": 1,
             "max_workers": 2, "response_timeout_ms": 1000, "startup_timeout_ms": 1000, "queue_size": 7}]})")));
        const auto back = readRegistry(vfs_, file());
        QVERIFY2(back, back ? "" : back.error().message().c_str());
        QCOMPARE(back->at({"fraud", "1.0"}).queueSize, 7);
        const auto splits = readSplits(vfs_, file());
        QVERIFY(splits && splits->empty());
    }

    void readsFormat1() {
        QVERIFY(writeFileAtomically(vfs_, file(), asBytes(R"({"format": 1, "models": [
            {"name": "fraud", "version": "1.0", "handler": "tensor", "path": "/models/fraud.pt", "sha256": "aa",
             "size": 2773, "default": true, "registered": "2026-03-24T09:42:07.512Z"}]})")));
        const auto back = readRegistry(vfs_, file());
        QVERIFY2(back, back ? "" : back.error().message().c_str());
        const ModelInfo& model = back->at({"fraud", "1.0"});
        QCOMPARE(model.url, "/models/fraud.pt");
        QCOMPARE(model.source, ModelSource::File);
        QCOMPARE(model.queueSize, 100);
        QCOMPARE(model.signature, "none");
        QVERIFY(model.isDefault);
    }

    void aBreakingDiskLeavesTheOldOrTheNew() {
        ModelMap models = two();
        QVERIFY(writeRegistry(vfs_, file(), models));
        models.erase({"fraud", "2.0"});
        fakes::FaultyVfs faulty(vfs_);
        for (std::uint64_t n = 1;; ++n) {
            faulty.failAt(n, ErrorCode::DiskFull);
            const bool written = writeRegistry(faulty, file(), models).has_value();
            const auto back = readRegistry(vfs_, file());
            QVERIFY(back && (back->size() == 1 || back->size() == 2));
            if (written) {
                QVERIFY(n > 4);
                QCOMPARE(back->size(), 1U);
                break;
            }
        }
    }

    void whatCannotBeReadIsAnErrorAndStays_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("no JSON") << QByteArray("{");
        QTest::newRow("no models") << QByteArray(R"({"format":1})");
        QTest::newRow("a model without a path")
            << QByteArray(R"({"format":1,"models":[{"name":"m","version":"1","handler":"tensor"}]})");
        QTest::newRow("format 2 without how it is served")
            << QByteArray(R"({"format":2,"models":[{"name":"m","version":"1","handler":"tensor","path":"/m.pt",
                           "sha256":"a","size":1,"default":true,"registered":"2026-03-24T09:42:07Z"}]})");
        QTest::newRow("newer") << QByteArray(R"({"format":4,"models":[]})");
        QTest::newRow("no format at all") << QByteArray(R"({"format":"two","models":[]})");
    }
    void whatCannotBeReadIsAnErrorAndStays() {
        QFETCH(const QByteArray, content);
        QVERIFY(writeFileAtomically(vfs_, file(), asBytes(content.toStdString())));
        const auto back = readRegistry(vfs_, file());
        QVERIFY(!back);
        QCOMPARE(back.error().code, ErrorCode::ConfigInvalid);
        QVERIFY(back.error().detail.contains("registry.json"));
    }

    void aSplitThatCannotBeReadIsAnError() {
        for (const char* rows : {R"([{"model":"m"}])", "7", R"([{"model":"m","weights":[],"sticky":"","shadow":"",
                                 "changed":null,"previous":null}])"}) {
            const std::string text = R"({"format":3,"models":[],"splits":)" + std::string(rows) + "}";
            QVERIFY(writeFileAtomically(vfs_, file(), asBytes(text)));
            QCOMPARE(readSplits(vfs_, file()).error().code, ErrorCode::ConfigInvalid);
        }
    }

    void names() {
        for (const char* good : {"m", "fraud_detection", "Resnet-18.v2"})
            QVERIFY2(checkName(good), good);
        for (const char* bad : {"", "1m", "_m", "a b", "a/b", "..", "ping", "models", "v2", "predictions"})
            QVERIFY2(!checkName(bad), bad);
        QVERIFY(!checkName(std::string(129, 'a')));
        QVERIFY(checkVersion("1.0"));
        for (const char* bad : {"", "1/0", "1 0"})
            QVERIFY2(!checkVersion(bad), bad);
    }

    void paths() {
        QVERIFY(checkPath("/models/fräud.pt"));
        QVERIFY(!checkPath("/models/\xFF.pt"));
    }

    void facts() {
        const std::filesystem::path path = folder_->path().toStdString() + "/m.pt";
        QVERIFY(writeFileAtomically(vfs_, path, asBytes("abc")));
        const auto found = factsOf(vfs_, path);
        QCOMPARE(found->sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"); // FIPS 180-4
        QCOMPARE(static_cast<std::uint64_t>(found->size), 3U);
        QCOMPARE(factsOf(vfs_, "/absent.pt").error().code, ErrorCode::ModelInvalid);
        // Of a folder, that of the lines that sha256sum prints: "ba78…15ad  m.pt".
        const auto all = factsOf(vfs_, folder_->path().toStdString());
        QCOMPARE(all->sha256, "b956ae1623f2d6ee702a626e938f58963e774c84d779bc6fe59f730afcf7dadc");
        QCOMPARE(static_cast<std::uint64_t>(all->size), 3U);
    }

private:
    std::filesystem::path file() const { return folder_->path().toStdString() + "/registry.json"; }
    static ModelMap two() {
        ModelInfo model;
        model.name = "fraud";
        model.version = "1.0";
        model.handler = "tensor";
        model.path = "/models/fräud.pt";
        model.sha256 = std::string(64, 'a');
        model.size = ByteSize{1234};
        model.registered = *parseRfc3339("2026-03-24T09:42:07.512Z");
        model.isDefault = true;
        ModelMap models{{{"fraud", "1.0"}, model}};
        model.version = "2.0";
        model.isDefault = false;
        models.emplace(ModelKey{"fraud", "2.0"}, model);
        return models;
    }

    SystemVfs vfs_;
    std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_GUILESS_MAIN(TestModelRegistry)
#include "tst_model_registry.moc"
