// SPDX-License-Identifier: GPL-3.0-or-later
// The commands that work with models as files: export-model, validate, benchmark, and batch in an engine of its own.
#include <csignal>

#include <QJsonArray>
#include <QTest>

#include "tests/e2e/cli_runner.h"
#include "tests/e2e/processes.h"
#include "tests/e2e/terminal_process.h"
#include "tests/services/inference/zip_writer.h"

using namespace Qt::StringLiterals;
using inferno::tests::CliRunner;
using inferno::tests::ServiceProcess;
using inferno::tests::TerminalProcess;
using inferno::tests::ZipWriter;

namespace {

constexpr int kLongMs = 60'000;

constexpr const char* kGraph = "def forward(self, x: Tensor, edges: Tensor) -> Tensor:\n"
                               "    return torch.sigmoid(x[:, 0] - x[:, 1])\n";
constexpr const char* kPicture = "def forward(self, x: Tensor) -> Tensor:\n    return x.mean([2, 3])\n";
constexpr const char* kThree = "def forward(self, x: Tensor) -> Tensor:\n"
                               "    assert x.dim() == 3, 'three dimensions'\n"
                               "    return x\n";
/// Takes some hundredths of a second.
constexpr const char* kSlow = "def forward(self, x: Tensor) -> Tensor:\n"
                              "    y = x + 0\n"
                              "    for i in range(15000):\n"
                              "        y = y * 1\n"
                              "    return y\n";

} // namespace

class TestModelTools : public QObject {
    Q_OBJECT

    void make(const QString& file, const char* source = nullptr) const {
        QStringList arguments{u"--make-sample"_s, cli_.path(file)};
        if (source) {
            QVERIFY(cli_.write(file + u".txt"_s, source));
            arguments << cli_.path(file + u".txt"_s);
        }
        QCOMPARE(QProcess::execute(ServiceProcess::program("inferno-engine"), arguments), 0);
    }
    void makeFolder(const QString& name, const char* source, const QString& handler) const {
        QVERIFY(QDir().mkpath(cli_.path(name + u"/MAR-INF"_s)));
        make(name + u"/w.pt"_s, source);
        QVERIFY(QFile::remove(cli_.path(name + u"/w.pt.txt"_s)));
        const QJsonObject model{{u"modelName"_s, u"m"_s}, {u"serializedFile"_s, u"w.pt"_s}, {u"handler"_s, handler}};
        QVERIFY(
            cli_.write(name + u"/MAR-INF/MANIFEST.json"_s, QJsonDocument(QJsonObject{{u"model"_s, model}}).toJson()));
    }
    QString stateDict(const QString& file) const {
        ZipWriter zip;
        zip.add("archive/data.pkl", "weights");
        zip.add("archive/data/0", QByteArray(70'000, '\0'));
        zip.add("archive/version", "3\n");
        return cli_.write(file, zip.end()) ? file : QString();
    }
    static QJsonObject verdictOf(const CliRunner::Answer& answer, const QString& path) {
        for (const QJsonValue& item : answer.object().value(u"items"_s).toArray())
            if (item.toObject().value(u"path"_s).toString() == path)
                return item.toObject();
        return {};
    }
    qsizetype linesIn(const QString& file) const { return cli_.read(file).count('\n'); }
    QByteArray requests(int count) const {
        QByteArray lines;
        for (int i = 0; i < count; ++i)
            lines += "{\"inputs\":[[" + QByteArray::number(i) + "]]}\n";
        return lines;
    }
    std::unique_ptr<QProcess> began(const QStringList& arguments) const {
        auto process = std::make_unique<QProcess>();
        QProcessEnvironment environment = ServiceProcess::environment();
        environment.insert(u"INFERNO_HOME"_s, cli_.dataDir());
        process->setProcessEnvironment(environment);
        process->setWorkingDirectory(cli_.path(u"."_s));
        process->start(ServiceProcess::program("inferno"), arguments);
        return process;
    }
    /// Every line is answered once, in order, with its own number.
    void compareWhole(const QString& file, int count) const {
        const QList<QByteArray> lines = cli_.read(file).trimmed().split('\n');
        QCOMPARE(lines.size(), count);
        for (int i = 0; i < count; ++i) {
            const QJsonObject answer = QJsonDocument::fromJson(lines[i]).object();
            QCOMPARE(answer.value(u"line"_s).toInt(), i + 1);
            QVERIFY2(answer.contains(u"output"_s), lines[i].constData());
            QCOMPARE(answer.value(u"output"_s).toObject().value(u"outputs"_s).toArray()[0].toArray()[0].toInt(), i);
        }
    }

    CliRunner cli_;

private Q_SLOTS:
    void initTestCase() {
        make(u"sample.pt"_s);
        make(u"slow.pt"_s, kSlow);
        makeFolder(u"graph"_s, kGraph, u"graph_fraud"_s);
        QVERIFY(cli_.write(u"graph/graph.json"_s, R"({"users": {"5": [1, 0], "6": [0, 1]}, "edges": [[5, 6]]})"));
        makeFolder(u"picture"_s, kPicture, u"image_classifier"_s);
    }

    void exportPacksATorchScriptFile() {
        const auto first = cli_.done(u"export-model --model-path sample.pt --output-dir store/a --model-name m"_s);
        QCOMPARE(first.code, 0);
        QVERIFY2(first.out.contains("inferno models register"), first.out.constData());
        const QByteArray archive = cli_.read(u"store/a/m.mar"_s);
        QVERIFY(archive.startsWith("PK"));
        const QJsonObject again =
            cli_.json(u"export-model --model-path sample.pt --output-dir store/a --model-name m"_s);
        QCOMPARE(again.value(u"written"_s).toBool(), false); // the same is there
        QCOMPARE(again.value(u"name"_s).toString(), u"m"_s);
        const QStringList other{u"export-model"_s, u"--model-path"_s, u"sample.pt"_s, u"--output-dir"_s,
                                u"store/a"_s,      u"--model-name"_s, u"m"_s,         u"--version"_s,
                                u"2.0"_s};
        const auto refused = cli_.run(other);
        QCOMPARE(refused.code, 2);
        QVERIFY2(refused.err.contains(u"--force"_s), qPrintable(refused.err));
        QCOMPARE(cli_.read(u"store/a/m.mar"_s), archive);
        QCOMPARE(cli_.run(other + QStringList{u"--force"_s}).code, 0);
        QVERIFY(cli_.read(u"store/a/m.mar"_s) != archive);
        QCOMPARE(QDir(cli_.path(u"store/a"_s)).entryList(QDir::Files), QStringList{u"m.mar"_s});
        QVERIFY(cli_.run({u"export-model"_s, u"--model-path"_s, u"sample.pt"_s, u"--handler"_s, u"handler.py"_s})
                    .err.contains(u"there are: echo"_s));
        QCOMPARE(cli_.run({u"export-model"_s, u"--model-path"_s, u"store"_s}).code, 2);
        QCOMPARE(cli_.run({u"export-model"_s, u"--model-path"_s, u"absent.pt"_s}).code, 3);
    }

    void exportTakesAlongWhatTheHandlerReads() {
        if (!QFile::exists(ServiceProcess::program("inferno-unpack")))
            QSKIP("inferno-unpack is no part of this build");
        QVERIFY(QFile::copy(cli_.path(u"graph/w.pt"_s), cli_.path(u"graph/fraud.pt"_s)));
        QCOMPARE(cli_.json(u"export-model --model-path graph/fraud.pt --output-dir store --handler graph_fraud"_s)
                     .value(u"files"_s)
                     .toArray(),
                 (QJsonArray{u"fraud.pt"_s, u"graph.json"_s}));
        QVERIFY(QFile::remove(cli_.path(u"graph/fraud.pt"_s)));
        const auto checked = cli_.run({u"validate"_s, u"store/fraud.mar"_s, u"--json"_s});
        QVERIFY2(checked.code == 0, checked.out.constData());
        QCOMPARE(verdictOf(checked, u"store/fraud.mar"_s).value(u"tried_with"_s).toString(), u"user 5 of graph.json"_s);
    }

    void exportPacksWhatATextNeedsAndNothingThatCannotBeLoaded() {
        constexpr const char* kText = "def forward(self, numbers: Tensor, offsets: Tensor) -> Tensor:\n"
                                      "    found = torch.zeros(offsets.size(0)) + (numbers == 1).sum()\n"
                                      "    return torch.stack([found, 1 - found], 1)\n";
        QVERIFY(QDir().mkpath(cli_.path(u"words"_s)));
        make(u"words/w.pt"_s, kText);
        const QStringList command{u"export-model"_s,    u"--model-path"_s, u"words/w.pt"_s,
                                  u"--output-dir"_s,    u"store"_s,        u"--handler"_s,
                                  u"text_classifier"_s, u"--model-name"_s, u"words"_s};
        const auto without = cli_.run(command); // it has no vocabulary
        QCOMPARE(without.code, 2);
        QVERIFY2(without.err.contains(u"vocab"_s) && !without.err.contains(u"inferno-export"_s),
                 qPrintable(without.err));
        QVERIFY(!QFile::exists(cli_.path(u"store/words.mar"_s)));
        QVERIFY(cli_.write(u"words/vocab.json"_s, R"({"<unk>": 0, "good": 1})"));
        QVERIFY(cli_.write(u"words/index_to_name.json"_s, R"({"0": "positive", "1": "negative"})"));
        QVERIFY(cli_.write(u"words/sample_input.txt"_s, "a good film"));
        QVERIFY(cli_.write(u"words/model-config.yaml"_s, "batchSize: 4\n"));
        QVERIFY(cli_.write(u"words/w.warmup"_s, "good"));
        const auto packed = cli_.run(command + QStringList{u"--json"_s});
        QVERIFY2(packed.code == 0, qPrintable(packed.err));
        QCOMPARE(packed.object().value(u"files"_s).toArray(),
                 (QJsonArray{u"words.pt"_s, u"vocab.json"_s, u"index_to_name.json"_s, u"model-config.yaml"_s,
                             u"sample_input.txt"_s, u"words.warmup"_s}));
        if (!QFile::exists(ServiceProcess::program("inferno-unpack")))
            return;
        const auto checked = cli_.run({u"validate"_s, u"store/words.mar"_s, u"--json"_s});
        QVERIFY2(checked.code == 0, checked.out.constData());
        QCOMPARE(verdictOf(checked, u"store/words.mar"_s).value(u"tried_with"_s).toString(), u"sample_input.txt"_s);
    }

    void validateSaysWhatComputesNoNumbers() {
        make(u"nan.pt"_s, "def forward(self, x: Tensor) -> Tensor:\n    return torch.log(-torch.abs(x) - 1)\n");
        const auto answer = cli_.run({u"validate"_s, u"nan.pt"_s, u"--json"_s});
        QCOMPARE(answer.code, 1);
        const QJsonObject verdict = verdictOf(answer, u"nan.pt"_s);
        QCOMPARE(verdict.value(u"result"_s).toString(), u"failed"_s);
        QCOMPARE(verdict.value(u"problem"_s)[u"detail"_s].toString(),
                 u"it answers 1 values that are NaN or infinite"_s);
    }

    void aStateDictIsAnsweredWithTheLinesThatScriptIt() {
        // As the guide has it, without --output-dir, and under a name that must not become Python.
        const QString guide = stateDict(u"fraud_detection_model.pth"_s);
        const auto answer = cli_.run({u"export-model"_s, u"--model-path"_s, guide});
        QCOMPARE(answer.code, 2);
        QVERIFY2(answer.out.contains("torch.jit.script(model).save(\"fraud_detection_model.pt\")"),
                 answer.out.constData());
        QVERIFY2(answer.err.startsWith(u"error: The model cannot be used"_s), qPrintable(answer.err));
        QCOMPARE(QDir(cli_.path(u"."_s)).entryList({u"*.mar"_s}).size(), 0);
        const QString nasty = stateDict(u"a\"b.pth"_s);
        QVERIFY(cli_.run({u"export-model"_s, u"--model-path"_s, nasty}).out.contains("torch.load(\"a\\\"b.pth\""));
        QVERIFY(cli_.write(u"old.pth"_s, QByteArray::fromHex("80028a0a6cfc9c")));
        QCOMPARE(cli_.run({u"export-model"_s, u"--model-path"_s, u"old.pth"_s, u"--json"_s})
                     .object()
                     .value(u"kind"_s)
                     .toString(),
                 u"state_dict"_s);
    }

    void validateSaysOfEachModelWhatIsWrong() {
        QVERIFY(cli_.write(u"text.pt"_s, "hello"));
        QVERIFY(cli_.write(u"large.gguf"_s, "GGUF\x03"));
        QVERIFY(cli_.write(u"README.md"_s, "words"));
        make(u"three.pt"_s, kThree);
        const QString pth = stateDict(u"weights.pth"_s);
        const QStringList paths{u"sample.pt"_s,  u"graph"_s,     u"picture"_s,   u"three.pt"_s, u"text.pt"_s, pth,
                                u"large.gguf"_s, u"README.md"_s, u"absent.pt"_s, u"*.pth"_s};
        const auto answer = cli_.run(QStringList{u"validate"_s, u"--json"_s} + paths);
        QCOMPARE(answer.code, 1);
        QCOMPARE(answer.object().value(u"failed"_s).toInt(), 5);
        const auto said = [&](const QString& path, const QString& field) {
            return verdictOf(answer, path).value(field).toString();
        };
        const auto detail = [&](const QString& path) {
            return verdictOf(answer, path).value(u"problem"_s).toObject().value(u"detail"_s).toString();
        };
        QCOMPARE(said(u"sample.pt"_s, u"result"_s), u"ok"_s);
        QCOMPARE(said(u"sample.pt"_s, u"tried_with"_s), u"a tensor of shape [1, 4]"_s);
        QCOMPARE(said(u"graph"_s, u"result"_s), u"ok"_s);
        QCOMPARE(said(u"graph"_s, u"handler"_s), u"graph_fraud"_s);
        QCOMPARE(said(u"picture"_s, u"tried_with"_s), u"a generated picture"_s);
        QCOMPARE(said(u"picture"_s, u"result"_s), u"ok"_s);
        QCOMPARE(said(u"three.pt"_s, u"result"_s), u"loads"_s); // what it takes is not known
        QCOMPARE(said(u"README.md"_s, u"result"_s), u"no model"_s);
        QVERIFY2(detail(u"text.pt"_s).contains(u"is no TorchScript module"_s), qPrintable(detail(u"text.pt"_s)));
        QVERIFY2(detail(pth).contains(u"weights for a class in Python"_s), qPrintable(detail(pth)));
        QVERIFY2(detail(u"large.gguf"_s).contains(u"GGUF"_s), qPrintable(detail(u"large.gguf"_s)));
        QCOMPARE(detail(u"*.pth"_s), u"no file is called like this"_s);
        QVERIFY(!detail(u"absent.pt"_s).isEmpty());

        const auto table = cli_.run({u"validate"_s, u"sample.pt"_s, u"text.pt"_s});
        QCOMPARE(table.code, 1);
        QVERIFY2(table.out.contains("sample.pt") && table.out.contains("text.pt: The model cannot be used"),
                 table.out.constData());
        QCOMPARE(cli_.run({u"validate"_s, u"README.md"_s}).code, 2);
        QVERIFY(!QDir(cli_.dataDir()).exists()); // it needs no service, and starts none
    }

    void validateTriesAModelWithTheGivenInput() {
        QVERIFY(cli_.write(u"three.json"_s, R"({"inputs":[[[1]]]})"));
        const auto fits = cli_.run({u"validate"_s, u"three.pt"_s, u"--input"_s, u"three.json"_s, u"--json"_s});
        QCOMPARE(fits.code, 0);
        QCOMPARE(verdictOf(fits, u"three.pt"_s).value(u"result"_s).toString(), u"ok"_s);
        const auto not_ = cli_.run({u"validate"_s, u"sample.pt"_s, u"--input"_s, u"three.json"_s, u"--json"_s});
        QCOMPARE(not_.code, 1);
        QVERIFY(verdictOf(not_, u"sample.pt"_s).value(u"loaded"_s).toBool());
        makeFolder(u"sampled"_s, kThree, u"tensor"_s);
        QVERIFY(cli_.write(u"sampled/sample_input.json"_s, R"({"inputs":[[[1]]]})"));
        const auto sampled = cli_.run({u"validate"_s, u"sampled"_s, u"--json"_s});
        QCOMPARE(verdictOf(sampled, u"sampled"_s).value(u"tried_with"_s).toString(), u"sample_input.json"_s);
    }

    void aFileGoesThroughAModelThatIsAFile() {
        QVERIFY(cli_.write(u"in.jsonl"_s, "{\"inputs\":[[1,2,3,4]]}\n{\"inputs\":[[1]]}\n{\"inputs\":[[0,0,0,0]]}"));
        const QStringList batch{u"batch"_s, u"--model"_s, u"./sample.pt"_s, u"--input"_s, u"in.jsonl"_s};
        const auto answer = cli_.run(batch + QStringList{u"--output"_s, u"out.jsonl"_s});
        QCOMPARE(answer.code, 1);
        QCOMPARE(answer.out, "3 lines answered, 1 with an error: out.jsonl\n");
        QVERIFY(cli_.read(u"out.jsonl"_s).split('\n')[1].contains("an input of shape [1, 1]"));
        const auto piped = cli_.run({u"batch"_s, u"--model"_s, u"sample.pt"_s, u"--output"_s, u"piped.jsonl"_s},
                                    cli_.read(u"in.jsonl"_s));
        QCOMPARE(piped.code, 1);
        QCOMPARE(cli_.read(u"piped.jsonl"_s), cli_.read(u"out.jsonl"_s));
        QCOMPARE(cli_.run(QStringList{u"batch"_s, u"--model"_s, u"text.pt"_s, u"--output"_s, u"x.jsonl"_s}).code, 2);
        QVERIFY(!QFile::exists(cli_.path(u"x.jsonl"_s)));
        QVERIFY(!QDir(cli_.dataDir()).exists());
    }

    void aBatchThatIsInterruptedGoesOnWhereItEnded() {
        constexpr int kLines = 60;
        QVERIFY(cli_.write(u"many.jsonl"_s, requests(kLines)));
        const QStringList batch{u"batch"_s,    u"--model"_s,  u"slow.pt"_s,  u"--input"_s,      u"many.jsonl"_s,
                                u"--output"_s, u"many.out"_s, u"--resume"_s, u"--batch-size"_s, u"2"_s};
        const auto process = began(batch);
        QVERIFY(QTest::qWaitFor([&] { return linesIn(u"many.out"_s) >= 3; }, kLongMs));
        QCOMPARE(::kill(static_cast<pid_t>(process->processId()), SIGINT), 0);
        QVERIFY(process->waitForFinished(kLongMs));
        QCOMPARE(process->exitCode(), 1);
        QVERIFY(process->readAllStandardOutput().contains("interrupted, --resume goes on"));
        const QByteArray before = cli_.read(u"many.out"_s);
        QVERIFY(before.endsWith('\n'));
        QVERIFY(linesIn(u"many.out"_s) < kLines);
        QCOMPARE(cli_.run(batch).code, 0);
        QVERIFY(cli_.read(u"many.out"_s).startsWith(before));
        compareWhole(u"many.out"_s, kLines);
    }

    void aPipeThatSaysNothingCanBeInterrupted() {
        const auto process = began({u"batch"_s, u"--model"_s, u"./sample.pt"_s, u"--output"_s, u"silent.out"_s});
        process->write("{\"inputs\":[[1,2,3,4]]}\n");
        // Answered though nothing follows.
        QVERIFY(QTest::qWaitFor([&] { return linesIn(u"silent.out"_s) == 1; }, kLongMs));
        QCOMPARE(::kill(static_cast<pid_t>(process->processId()), SIGINT), 0);
        QVERIFY(process->waitForFinished(kLongMs));
        QCOMPARE(process->exitCode(), 1);
    }

    void benchmarkMeasuresAFile() {
        const auto answer = cli_.json(
            u"benchmark --model ./sample.pt --batch-size 1,4 --concurrency 1,2 --duration 100ms --max-batch-delay 0"_s);
        QCOMPARE(answer.value(u"registered"_s).toBool(), false);
        QCOMPARE(answer.value(u"input"_s).toString(), u"a tensor of shape [1, 4]"_s);
        const QJsonArray cells = answer.value(u"items"_s).toArray();
        QCOMPARE(cells.size(), 4);
        for (const QJsonValue& cell : cells) {
            QVERIFY(cell[u"requests_per_second"_s].toDouble() > 0);
            QCOMPARE(cell[u"failures"_s].toInt(), 0);
            const QJsonValue latency = cell[u"latency_ms"_s];
            QVERIFY(latency[u"p50"_s].toDouble() > 0);
            QVERIFY(latency[u"p50"_s].toDouble() <= latency[u"p99"_s].toDouble());
            QVERIFY(latency[u"p99"_s].toDouble() <= latency[u"max"_s].toDouble());
        }
        QCOMPARE(cells[3][u"batch_size"_s].toInt(), 4);
        QCOMPARE(cells[3][u"concurrency"_s].toInt(), 2);
        const auto unknown = cli_.run({u"benchmark"_s, u"--model"_s, u"./three.pt"_s, u"--duration"_s, u"100ms"_s});
        QCOMPARE(unknown.code, 2);
        QVERIFY2(unknown.err.contains(u"--input"_s), qPrintable(unknown.err));
        QCOMPARE(cli_.run({u"benchmark"_s, u"--model"_s, u"./large.gguf"_s}).code, 1); // the guide's: not built yet
        QVERIFY(!QDir(cli_.dataDir()).exists());
    }

    void anInterruptedBenchmarkPrintsWhatThereIs() {
        QProcessEnvironment environment = ServiceProcess::environment();
        environment.insert(u"INFERNO_HOME"_s, cli_.dataDir());
        TerminalProcess benchmark(ServiceProcess::program("inferno"),
                                  {u"benchmark"_s, u"--model"_s, cli_.path(u"sample.pt"_s), u"--duration"_s, u"2s"_s},
                                  environment, 100, 30);
        QVERIFY2(benchmark.waitFor("2 of 15"), benchmark.written().constData());
        benchmark.type("\x03");
        QCOMPARE(benchmark.end(), 1);
        QVERIFY2(benchmark.written().contains("REQUESTS/S"), benchmark.written().constData());
        QVERIFY(benchmark.written().contains("interrupted"));
    }

    void benchmarkAsksARegisteredModel() {
        QVERIFY(cli_.start());
        QCOMPARE(cli_.done(u"models register sample.pt --name served --batch-size 3"_s).code, 0);
        const auto answer = cli_.json(u"benchmark --model served --concurrency 2 --duration 200ms"_s);
        QCOMPARE(answer.value(u"registered"_s).toBool(), true);
        QCOMPARE(answer.value(u"items"_s).toArray().size(), 1);
        QCOMPARE(answer.value(u"items"_s)[0][u"batch_size"_s].toInt(), 3);
        const auto refused = cli_.run({u"benchmark"_s, u"--model"_s, u"served"_s, u"--batch-size"_s, u"1"_s});
        QCOMPARE(refused.code, 2);
        QVERIFY2(refused.err.contains(cli_.path(u"sample.pt"_s)), qPrintable(refused.err));
        QCOMPARE(cli_.run({u"benchmark"_s, u"--model"_s, u"nobody"_s}).code, 3);
        // A name of the service goes before a file of the same name.
        QVERIFY(cli_.write(u"served"_s, "no model at all"));
        QCOMPARE(
            cli_.json(u"benchmark --model served --concurrency 1 --duration 100ms"_s).value(u"registered"_s).toBool(),
            true);
    }

    void aBatchOutlivesTheEngine() {
        constexpr int kLines = 60;
        QCOMPARE(cli_.done(u"models register slow.pt --name slow"_s).code, 0);
        const auto process = began(
            {u"batch"_s, u"--model"_s, u"slow"_s, u"--input"_s, u"many.jsonl"_s, u"--output"_s, u"outlived.out"_s});
        QVERIFY(QTest::qWaitFor([&] { return linesIn(u"outlived.out"_s) >= 3; }, kLongMs));
        const qint64 service =
            QJsonDocument::fromJson(cli_.read(u"data/run/service.json"_s)).object().value(u"pid"_s).toInteger();
        const qint64 engine = inferno::tests::engineOf(service);
        QVERIFY(engine != 0);
        QVERIFY(linesIn(u"outlived.out"_s) < kLines); // it is in the middle
        QCOMPARE(::kill(static_cast<pid_t>(engine), SIGKILL), 0);
        QVERIFY(process->waitForFinished(kLongMs));
        QVERIFY2(process->exitCode() == 0, process->readAllStandardError().constData());
        compareWhole(u"outlived.out"_s, kLines);
        QVERIFY(inferno::tests::engineOf(service) != engine);
    }
};

QTEST_GUILESS_MAIN(TestModelTools)
#include "tst_model_tools.moc"
