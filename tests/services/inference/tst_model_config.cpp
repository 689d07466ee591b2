// SPDX-License-Identifier: GPL-3.0-or-later
// What of a model is settled before any file is opened: its YAML, its bounds, its handler, its place.
#include <QTest>

#include "services/config/schema.h"
#include "services/inference/model_config.h"
#include "services/inference/model_handlers.h"
#include "services/inference/model_source.h"

using namespace inferno;
using namespace inferno::serving;
using namespace std::chrono_literals;

class TestModelConfig : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTorchServesKeys() {
        const auto config = parseModelConfig("minWorkers: 2\nmaxWorkers: 4\nbatchSize: 8\nmaxBatchDelay: 50\n"
                                             "responseTimeout: 30\nstartupTimeout: 90\njobQueueSize: 7\n",
                                             "model-config.yaml");
        QVERIFY2(config, config ? "" : config.error().message().c_str());
        const ModelOptions& options = config->options;
        QCOMPARE(options.minWorkers.value_or(0), 2);
        QCOMPARE(options.maxWorkers.value_or(0), 4);
        QCOMPARE(options.batchSize.value_or(0), 8);
        QCOMPARE(options.maxBatchDelay.value_or(0ms), 50ms);
        QCOMPARE(options.responseTimeout.value_or(0ms), 30s);
        QCOMPARE(options.startupTimeout.value_or(0ms), 90s);
        QCOMPARE(options.queueSize.value_or(0), 7);
        QVERIFY(config->warnings.empty());
    }

    void tensorsAreRead() {
        const auto config = parseModelConfig("inputs:\n  - name: features\n    datatype: FP32\n    shape: [-1, 64]\n"
                                             "outputs: [{name: score, datatype: INT64, shape: [-1]}]\n",
                                             "c.yaml");
        QVERIFY2(config, config ? "" : config.error().message().c_str());
        QVERIFY(config->input && config->output && config->warnings.empty());
        QCOMPARE(config->input->name, "features");
        QCOMPARE(config->input->datatype, "FP32");
        QCOMPARE(config->input->shape, (std::vector<std::int64_t>{-1, 64}));
        QCOMPARE(config->output->name, "score");
        QCOMPARE(config->output->shape, std::vector<std::int64_t>{-1});
        for (const char* other :
             {"inputs: 3", "inputs: []", "inputs: [{name: x}]", "inputs: [{name: x, datatype: FP8, shape: [1]}]",
              "inputs: [{name: x, datatype: FP32, shape: [0]}]", "inputs: [{name: x, datatype: FP32, shape: [a]}]",
              "inputs: [{name: x, datatype: FP32, shape: [1], more: 1}]",
              "inputs: [{name: x, datatype: FP32, shape: [1]}, {name: y, datatype: FP32, shape: [1]}]"}) {
            const auto left = parseModelConfig(other, "c.yaml");
            QVERIFY2(left && !left->input, other);
            QCOMPARE(left->warnings.size(), 1U);
            QVERIFY2(left->warnings[0].starts_with("c.yaml:1: ") && left->warnings[0].ends_with(", and is not heeded"),
                     left->warnings[0].c_str());
        }
    }

    void otherKeysAreWarnings() {
        const auto config = parseModelConfig(
            "# of ours\nbatchSize: 8\ntorch_compile:\n  enable: true\ndeviceType: gpu\n", "model-config.yaml");
        QVERIFY(config);
        QCOMPARE(config->options.batchSize.value_or(0), 8);
        QVERIFY(!config->options.maxWorkers);
        QCOMPARE(config->warnings.size(), 2U);
        QCOMPARE(config->warnings[0], "model-config.yaml:3: 'torch_compile' is not heeded");
        QCOMPARE(config->warnings[1], "model-config.yaml:5: 'deviceType' is not heeded");
    }

    void nothingIsNothing() {
        for (const char* text : {"", "# only words\n", "---\n"}) {
            const auto config = parseModelConfig(text, "c.yaml");
            QVERIFY2(config && !config->options.batchSize && config->warnings.empty(), text);
        }
    }

    void whatIsWrongIsNamed_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("why");
        QTest::newRow("a word") << QByteArray("\nbatchSize: many") << QByteArray("c.yaml:2: batchSize must be a whole");
        QTest::newRow("a fraction") << QByteArray("maxBatchDelay: 1.5")
                                    << QByteArray("c.yaml:1: maxBatchDelay must be");
        QTest::newRow("a list") << QByteArray("minWorkers: [1]") << QByteArray("minWorkers must be a whole number");
        QTest::newRow("beyond numbers") << QByteArray("batchSize: 99999999999") << QByteArray("must be a whole number");
        QTest::newRow("twice") << QByteArray("batchSize: 1\nbatchSize: 2")
                               << QByteArray("c.yaml:2: 'batchSize' is there");
        QTest::newRow("no map") << QByteArray("- a\n") << QByteArray("must have keys");
        QTest::newRow("no YAML") << QByteArray("a: [") << QByteArray("this is no YAML");
        QTest::newRow("no end") << QByteArray(", a") << QByteArray("this is no YAML");
        QTest::newRow("two documents") << QByteArray("a: 1\n---\nb: 2\n") << QByteArray("a second document");
        QTest::newRow("no UTF-8") << QByteArray("\xFF\xFE: 1") << QByteArray("not UTF-8");
        QTest::newRow("too long") << QByteArray("#" + QByteArray(300'000, 'x')) << QByteArray("300001 bytes");
    }
    void whatIsWrongIsNamed() {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, why);
        const auto config = parseModelConfig(text.toStdString(), "c.yaml");
        QVERIFY(!config);
        QCOMPARE(config.error().code, ErrorCode::ModelInvalid);
        QVERIFY2(QByteArray::fromStdString(config.error().detail).contains(why), config.error().detail.c_str());
    }

    void whatIsNotSaidStays() {
        ModelInfo model;
        QVERIFY(apply({}, model));
        QCOMPARE(model.batchSize, 1);
        QCOMPARE(model.maxBatchDelay, 100ms);
        QCOMPARE(model.minWorkers, 1);
        QCOMPARE(model.maxWorkers, 1);
        QCOMPARE(model.responseTimeout, 120s);
        QCOMPARE(model.startupTimeout, 120s);
        QCOMPARE(model.queueSize, 100);
        ModelOptions options;
        options.batchSize = 8;
        QVERIFY(apply(options, model));
        QCOMPARE(model.batchSize, 8);
        QCOMPARE(model.queueSize, 100);
    }

    void oneBoundOfTheWorkersMovesTheOther() {
        ModelInfo model;
        ModelOptions more;
        more.minWorkers = 3;
        QVERIFY(apply(more, model));
        QCOMPARE(model.maxWorkers, 3);
        ModelOptions fewer;
        fewer.maxWorkers = 2;
        QVERIFY(apply(fewer, model));
        QCOMPARE(model.minWorkers, 2);
        ModelOptions crossed;
        crossed.minWorkers = 2;
        crossed.maxWorkers = 1;
        QCOMPARE(apply(crossed, model).error().detail, "max_worker cannot be less than min_worker.");
        QCOMPARE(model.maxWorkers, 2); // as it was
    }

    void bounds() {
        const auto refused = [](auto set) {
            ModelOptions options;
            set(options);
            ModelInfo model;
            const auto applied = apply(options, model);
            return !applied && applied.error().code == ErrorCode::ModelInvalid;
        };
        QVERIFY(refused([](ModelOptions& o) { o.batchSize = 0; }));
        QVERIFY(refused([](ModelOptions& o) { o.batchSize = 100'001; }));
        QVERIFY(refused([](ModelOptions& o) { o.maxBatchDelay = -1ms; }));
        QVERIFY(refused([](ModelOptions& o) { o.minWorkers = -1; }));
        QVERIFY(refused([](ModelOptions& o) { o.maxWorkers = 1025; }));
        QVERIFY(refused([](ModelOptions& o) { o.responseTimeout = 0ms; }));
        QVERIFY(refused([](ModelOptions& o) { o.startupTimeout = 25h; }));
        QVERIFY(refused([](ModelOptions& o) { o.queueSize = 0; }));
        QVERIFY(!refused([](ModelOptions& o) { o.minWorkers = 0; })); // TorchServe's registration without workers
    }

    void handlers() {
        const HandlerMap mapping{{"handler.py", "tensor"}, {"odd.py:predict", "echo"}, {"lost.py", "object_detector"}};
        QCOMPARE(handlerFor("tensor", {}).value_or(""), "tensor");
        QCOMPARE(handlerFor("noop", mapping).value_or(""), "noop");
        QCOMPARE(handlerFor("handler.py", mapping).value_or(""), "tensor");
        QCOMPARE(handlerFor("handler.py:handle", mapping).value_or(""), "tensor");
        QCOMPARE(handlerFor("handler", mapping).value_or(""), "tensor"); // as torch-model-archiver takes it
        QCOMPARE(handlerFor("handler:handle", mapping).value_or(""), "tensor");
        QCOMPARE(handlerFor("odd.py:predict", mapping).value_or(""), "echo");
        QVERIFY(!handlerFor("odd.py:other", mapping));
        QVERIFY(!handlerFor("tensor.py", mapping)); // Python, though it is called as ours
        const auto python = handlerFor("my_handler.py", mapping);
        QCOMPARE(python.error().code, ErrorCode::ModelInvalid);
        QCOMPARE(python.error().detail, "the model asks for the handler 'my_handler.py'; there are: echo, graph_fraud, "
                                        "image_classifier, noop, tensor, text_classifier");
        QVERIFY(handlerFor("lost.py", mapping).error().detail.contains("which is mapped to 'object_detector'"));
        QVERIFY(needsModel("tensor") && !needsModel("echo") && !needsModel("noop"));
    }

    void theConfigurationKnowsAllHandlers() {
        std::string names;
        for (const std::string& name : handlerNames())
            names += (names.empty() ? "" : "|") + name;
        QCOMPARE(std::string(config::findKey("inference.handlers")->choices), names);
    }

    void places_data() {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("absolute") << QByteArray("/a/m.mar") << QByteArray("/a/m.mar");
        QTest::newRow("absolute, with dots") << QByteArray("/a/../b/m.pt") << QByteArray("/b/m.pt");
        QTest::newRow("in the store") << QByteArray("m.mar") << QByteArray("/store/m.mar");
        QTest::newRow("below the store") << QByteArray("team/./m.mar") << QByteArray("/store/team/m.mar");
        QTest::newRow("a URL") << QByteArray("file:///a/my%20model.mar") << QByteArray("/a/my model.mar");
        QTest::newRow("a URL of this host") << QByteArray("file://localhost/a/m.mar") << QByteArray("/a/m.mar");
        QTest::newRow("a colon") << QByteArray("a:b.mar") << QByteArray("/store/a:b.mar");
    }
    void places() {
        QFETCH(const QByteArray, url);
        QFETCH(const QByteArray, path);
        const auto found = locate(url.toStdString(), "/store");
        QVERIFY2(found, found ? "" : found.error().message().c_str());
        QCOMPARE(QByteArray::fromStdString(found->string()), path);
    }

    void placesThatAreRefused_data() {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("why");
        QTest::newRow("relative") << QByteArray("../fake.mar")
                                  << QByteArray("Relative path is not allowed in url: ../fake.mar");
        QTest::newRow("relative, inside")
            << QByteArray("a/../../fake.mar") << QByteArray("Relative path is not allowed in url: a/../../fake.mar");
        QTest::newRow("in a URL") << QByteArray("file:///store/%2e%2e/fake.mar")
                                  << QByteArray("Relative path is not allowed in url: file:///store/%2e%2e/fake.mar");
        QTest::newRow("elsewhere") << QByteArray("https://example.org/m.mar")
                                   << QByteArray(
                                          "Given URL https://example.org/m.mar does not match any allowed URL(s)");
        QTest::newRow("a bucket") << QByteArray("s3://bucket/m.mar") << QByteArray("does not match any allowed URL");
        QTest::newRow("another host") << QByteArray("file://host/a.mar") << QByteArray("no file of this machine");
        QTest::newRow("a host that begins as this")
            << QByteArray("file://localhost.org/a.mar") << QByteArray("no file of this machine");
        QTest::newRow("no escape") << QByteArray("file:///a%2") << QByteArray("no file of this machine");
        QTest::newRow("NUL") << QByteArray("file:///a%00.mar") << QByteArray("no file of this machine");
        QTest::newRow("empty") << QByteArray("") << QByteArray("is empty");
        QTest::newRow("no UTF-8") << QByteArray("/a/\xFF/../m.mar") << QByteArray("not UTF-8");
    }
    void placesThatAreRefused() {
        QFETCH(const QByteArray, url);
        QFETCH(const QByteArray, why);
        const auto found = locate(url.toStdString(), "/store");
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::ModelInvalid);
        QVERIFY2(QByteArray::fromStdString(found.error().detail).contains(why), found.error().detail.c_str());
        if (url.startsWith("http"))
            QVERIFY(found.error().hint.contains(
                "allowed_urls says what may be downloaded; or put the file into the model store, /store"));
    }
};

QTEST_GUILESS_MAIN(TestModelConfig)
#include "tst_model_config.moc"
