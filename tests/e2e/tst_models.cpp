// SPDX-License-Identifier: GPL-3.0-or-later
// Models from one end to the other: the real service, engine and command line, and what an engine's death disturbs.
#include <csignal>
#include <cstring>
#include <future>
#include <vector>

#include <QDir>
#include <QJsonArray>
#include <QTest>

#include "services/client/transport.h"
#include "tests/e2e/processes.h"
#include "tests/e2e/service_process.h"
#include "tests/services/inference/zip_writer.h"

using namespace Qt::StringLiterals;
using inferno::tests::ServiceProcess;
using inferno::tests::statOf;
namespace client = inferno::client;

namespace {

constexpr int kComesBackMs = 60'000;

/// Computes for ever on a negative input, and gives back any other.
constexpr const char* kEndless = "def forward(self, x: Tensor) -> Tensor:\n"
                                 "    y = x + 0\n"
                                 "    while bool(torch.lt(torch.min(y), 0)):\n"
                                 "        y = y * 1\n"
                                 "    return y\n";

/// The engine that this service has started, 0 where there is none.
qint64 engineOf(const ServiceProcess& service) {
    return inferno::tests::engineOf(service.pid());
}

/// Clock ticks that a process has computed.
qint64 ticksOf(qint64 pid) {
    const auto stat = statOf(pid);
    return stat.size() > 12 ? stat[11].toLongLong() + stat[12].toLongLong() : 0;
}

} // namespace

class TestModels : public QObject {
    Q_OBJECT

    struct Reply {
        long status = 0;
        QJsonObject body;
    };

    /// POST /predictions/…, as any client would.
    static Reply post(const QString& url, const char* path, const char* body) {
        client::Transport transport(url.toStdString());
        client::Call call;
        call.method = "POST";
        call.path = path;
        call.body = body;
        call.contentType = "application/json";
        const auto answer = transport.exchange(call);
        if (!answer)
            return {};
        return {answer->status, QJsonDocument::fromJson(QByteArray::fromStdString(answer->body)).object()};
    }
    Reply post(const char* path, const char* body) const { return post(service_.url(), path, body); }

    int run(const QStringList& arguments, const QByteArray& input = {}) {
        QProcess process;
        process.setProcessEnvironment(ServiceProcess::environment());
        process.setWorkingDirectory(folder_.path());
        process.start(ServiceProcess::program("inferno"),
                      arguments + QStringList{u"--data-dir"_s, service_.dataDir(), u"--no-start"_s});
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(60'000))
            return -1;
        out_ = process.readAllStandardOutput();
        err_ = process.readAllStandardError();
        return process.exitCode();
    }
    QJsonObject json(const QStringList& arguments) {
        if (const int code = run(arguments + QStringList{u"--json"_s}); code != 0)
            qWarning("%s: %d %s", qPrintable(arguments.join(u' ')), code, err_.constData());
        return QJsonDocument::fromJson(out_).object();
    }
    QJsonArray items(const QStringList& arguments) { return json(arguments).value(u"items"_s).toArray(); }

    void make(const QString& file, const char* source = nullptr) {
        QStringList arguments{u"--make-sample"_s, folder_.filePath(file)};
        if (source) {
            QFile text(folder_.filePath(file + u".txt"));
            QVERIFY(text.open(QIODevice::WriteOnly) && text.write(source) > 0);
            arguments << text.fileName();
        }
        QCOMPARE(QProcess::execute(ServiceProcess::program("inferno-engine"), arguments), 0);
    }
    /// Asks until the model answers. What else comes meanwhile must tell clients to come again.
    bool answersAgain(const char* path, const char* body) {
        const QDeadlineTimer deadline(kComesBackMs);
        while (!deadline.hasExpired()) {
            const Reply reply = post(path, body);
            if (reply.status == 200)
                return true;
            if (reply.status != 503) {
                qWarning("%ld %s", reply.status, QJsonDocument(reply.body).toJson().constData());
                return false;
            }
            QTest::qWait(20);
        }
        return false;
    }
    /// Keeps the engine busy with a request that never ends, and returns once it computes.
    std::future<Reply> occupy(qint64 engine) {
        const qint64 before = ticksOf(engine);
        auto held = std::async(std::launch::async, [url = service_.url()] {
            return post(url, "/predictions/endless", R"({"inputs":[-1]})");
        });
        computes_ = QTest::qWaitFor([&] { return ticksOf(engine) > before + 10; }, kComesBackMs);
        return held;
    }

    QTemporaryDir folder_;
    ServiceProcess service_;
    QByteArray out_;
    QByteArray err_;
    bool computes_ = false;

private Q_SLOTS:
    void initTestCase() {
        make(u"fraud.pt"_s);
        make(u"endless.pt"_s, kEndless);
        QVERIFY2(service_.start(), qPrintable(service_.errors()));
        QCOMPARE(engineOf(service_), 0); // none before the first model
    }

    void registersAndAnswers() {
        QCOMPARE(run({u"models"_s, u"list"_s}), 0);
        QVERIFY(out_.startsWith("No model is registered"));
        const QJsonObject model = json({u"models"_s, u"register"_s, u"fraud.pt"_s, u"--name"_s, u"fraud_detection"_s});
        QCOMPARE(model.value(u"status"_s).toString(), u"ready"_s);
        QCOMPARE(model.value(u"version"_s).toString(), u"1.0"_s);
        QVERIFY(engineOf(service_) != 0);
        QCOMPARE(run({u"models"_s, u"register"_s, u"endless.pt"_s}), 0);
        QCOMPARE(run({u"models"_s, u"register"_s, u"endless.pt"_s, u"--version"_s, u"2"_s, u"--batch-size"_s, u"0"_s}),
                 2);
        QVERIFY2(err_.contains("the batch size must be from 1"), err_.constData());
        QCOMPARE(items({u"models"_s, u"list"_s}).size(), 2);
        const QJsonObject shown = items({u"models"_s, u"show"_s, u"fraud_detection"_s}).at(0).toObject();
        QCOMPARE(shown.value(u"path"_s).toString(), folder_.filePath(u"fraud.pt"_s));
        QCOMPARE(shown.value(u"is_default"_s).toBool(), true);

        QCOMPARE(run({u"models"_s, u"predict"_s, u"fraud_detection"_s}, R"({"inputs":[[1,2,3,4],[0,0,0,0]]})"), 0);
        const QJsonObject answer = QJsonDocument::fromJson(out_).object();
        QCOMPARE(answer.value(u"shape"_s).toArray(), (QJsonArray{2, 1}));
        QCOMPARE(run({u"models"_s, u"predict"_s, u"fraud_detection"_s, u"--input"_s, u"/dev/stdin"_s},
                     R"({"inputs":[[1,2,3,4],[0,0,0,0]]})"),
                 0);
        QCOMPARE(QJsonDocument::fromJson(out_).object(), answer);
        const Reply same = post("/predictions/fraud_detection/1.0", R"({"inputs":[[1,2,3,4],[0,0,0,0]]})");
        QCOMPARE(same.status, 200);
        QCOMPARE(same.body, answer); // by either way the same numbers
        QCOMPARE(items({u"models"_s, u"show"_s, u"fraud_detection"_s}).at(0).toObject().value(u"requests"_s).toInt(),
                 3);
    }

    void badInputIsNamedWithItsShape() {
        const Reply narrow = post("/predictions/fraud_detection", R"({"inputs":[[1,2,3]]})");
        QCOMPARE(narrow.status, 400);
        QCOMPARE(narrow.body.value(u"type"_s).toString(), u"BadRequestException"_s);
        QVERIFY(narrow.body.value(u"message"_s).toString().contains(u"an input of shape [1, 3]"_s));
        const Reply ragged = post("/predictions/fraud_detection", R"({"inputs":[[1,2],[3]]})");
        QCOMPARE(ragged.status, 400);
        QVERIFY(ragged.body.value(u"message"_s).toString().contains(u"inputs[1] has 1 elements"_s));
        QCOMPARE(post("/predictions/fraud_detection", "nonsense").status, 400);

        QCOMPARE(run({u"models"_s, u"predict"_s, u"fraud_detection"_s}, R"({"inputs":[[1,2,3]]})"), 2);
        QVERIFY2(err_.startsWith("error: The model's input is not valid"), err_.constData());
        QCOMPARE(err_.count("is not valid"), 1);
        QVERIFY(!err_.contains("HTTP"));
        QVERIFY(answersAgain("/predictions/fraud_detection", R"({"inputs":[[1,2,3,4]]})")); // it did no harm
    }

    void aModelIsWarmedUp() {
        QFile input(folder_.filePath(u"warm.json"_s));
        QVERIFY(input.open(QIODevice::WriteOnly) && input.write(R"({"inputs":[[1,2,3,4]]})") > 0);
        input.close();
        const QStringList command{u"models"_s, u"warmup"_s, u"fraud_detection"_s};
        const QJsonArray batches =
            json(command + QStringList{u"--input"_s, input.fileName()}).value(u"batches"_s).toArray();
        QCOMPARE(batches.size(), 4); // it is served in batches of up to 8
        QCOMPARE(batches[3].toObject().value(u"size"_s).toInt(), 8);
        QCOMPARE(batches[3].toObject().value(u"us"_s).toArray().size(), 3);
        QCOMPARE(run(command + QStringList{u"--input"_s, input.fileName(), u"--version"_s, u"1.0"_s}), 0);
        QVERIFY2(out_.startsWith("BATCH"), out_.constData());
        QCOMPARE(run(command), 2);
        QVERIFY2(err_.contains("nobody knows what the model"), err_.constData());
        QCOMPARE(run({u"models"_s, u"warmup"_s, u"nobody"_s}), 3);
    }

    void anArchiveIsServed() {
        if (!QFile::exists(ServiceProcess::program("inferno-unpack")))
            QSKIP("inferno-unpack is no part of this build");
        QFile weights(folder_.filePath(u"fraud.pt"_s));
        QVERIFY(weights.open(QIODevice::ReadOnly));
        inferno::tests::ZipWriter zip;
        zip.add("MAR-INF/MANIFEST.json",
                R"({"model":{"modelName":"packed","modelVersion":"2","serializedFile":"w.pt","handler":"h.py"}})");
        zip.add("w.pt", weights.readAll());
        zip.add("model-config.yaml", "batchSize: 2\ndeviceType: gpu\n");
        zip.add("h.py", "raise SystemExit\n");
        QFile archive(folder_.filePath(u"packed.mar"_s));
        QVERIFY(archive.open(QIODevice::WriteOnly) && archive.write(zip.end()) > 0);
        archive.close();

        QCOMPARE(run({u"models"_s, u"register"_s, u"packed.mar"_s}), 2);
        QVERIFY2(
            err_.contains(
                "the model asks for the handler 'h.py'; there are: echo, graph_fraud, image_classifier, noop, tensor"),
            err_.constData());
        const QJsonObject model = json({u"models"_s, u"register"_s, u"packed.mar"_s, u"--handler"_s, u"tensor"_s});
        QCOMPARE(model.value(u"warnings"_s).toArray().size(), 1);
        QCOMPARE(run({u"models"_s, u"register"_s, u"packed.mar"_s, u"--handler"_s, u"tensor"_s}), 0);
        QVERIFY2(out_.contains("Note: model-config.yaml:2: 'deviceType' is not heeded"), out_.constData());
        QCOMPARE(model.value(u"status"_s).toString(), u"ready"_s);
        QCOMPARE(model.value(u"version"_s).toString(), u"2"_s);
        QCOMPARE(post("/predictions/packed", R"({"inputs":[[1,2,3,4]]})").body,
                 post("/predictions/fraud_detection", R"({"inputs":[[1,2,3,4]]})").body);
        const QJsonObject event =
            items({u"audit"_s, u"logs"_s, u"--action"_s, u"model_load"_s, u"--resource"_s, u"packed"_s})
                .at(0)
                .toObject();
        QVERIFY2(QJsonDocument(event).toJson().contains("model-config.yaml:2: 'deviceType' is not heeded"),
                 QJsonDocument(event).toJson().constData());
        QCOMPARE(run({u"models"_s, u"unregister"_s, u"packed"_s}), 0);
        QVERIFY(QDir(service_.dataDir() + u"/models/store").isEmpty());
    }

    void aFileGoesThroughAModelLineByLine() {
        const QString in = folder_.filePath(u"in.jsonl"_s);
        const QString out = folder_.filePath(u"out.jsonl"_s);
        QFile file(in);
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (int i = 0; i < 300; ++i)
            if (i == 7)
                file.write("{\"inputs\":[[1,2,3]]}\n");
            else if (i == 9)
                file.write("\n");
            else
                file.write("{\"inputs\":[[" + QByteArray::number(i) + ",0,0,0]]}\n");
        file.close();
        const QStringList batch{u"batch"_s, u"--model"_s, u"fraud_detection"_s, u"--input"_s, in, u"--output"_s, out};
        QCOMPARE(run(batch), 1); // one line is wrong
        QCOMPARE(out_, "299 lines answered, 1 with an error: " + out.toUtf8() + "\n");
        const auto lines = [&] {
            QFile result(out);
            return result.open(QIODevice::ReadOnly) ? result.readAll() : QByteArray();
        };
        const QByteArray whole = lines();
        const QList<QByteArray> answers = whole.trimmed().split('\n');
        QCOMPARE(answers.size(), 299);
        for (int i = 0; i < answers.size(); ++i) {
            const QJsonObject answer = QJsonDocument::fromJson(answers[i]).object();
            QCOMPARE(answer.value(u"line"_s).toInt(), i < 9 ? i + 1 : i + 2); // the empty one is passed over
            QCOMPARE(answer.contains(u"error"_s), i == 7);
        }
        QVERIFY(answers[7].contains("an input of shape [1, 3]"));
        QCOMPARE(run(batch), 2); // it is there
        QVERIFY2(err_.contains("--resume"), err_.constData());
        QVERIFY(QFile::resize(out, whole.size() / 2)); // as if it had been cut off, within a line
        QCOMPARE(run(batch + QStringList{u"--resume"_s}), 1);
        QCOMPARE(lines(), whole);
        QCOMPARE(run({u"batch"_s, u"--model"_s, u"nobody"_s, u"--input"_s, in, u"--output"_s, out, u"--force"_s}), 3);
    }

    void aJobAsksARegisteredModel() {
        QFile lines(folder_.filePath(u"job.jsonl"_s));
        QVERIFY(lines.open(QIODevice::WriteOnly) && lines.write("{\"inputs\":[[1,2,3,4]]}\n") > 0);
        lines.close();
        const QString out = folder_.filePath(u"job.out"_s);
        QCOMPARE(run({u"batch-queue"_s, u"create"_s, u"--name"_s, u"lines"_s, u"--command"_s,
                      u"batch --model fraud_detection --input "_s + lines.fileName() + u" --output "_s + out}),
                 0);
        const auto last = [this] {
            return json({u"batch-queue"_s, u"show"_s, u"lines"_s}).value(u"last_status"_s).toString();
        };
        QVERIFY(QTest::qWaitFor([&] { return !last().isEmpty(); }, kComesBackMs));
        run({u"batch-queue"_s, u"logs"_s, u"lines"_s});
        QVERIFY2(last() == u"completed"_s, out_.constData());
        QVERIFY(QFile::exists(out));
    }

    void whatAModelNeedsOfTheMachineIsNotTheClientsFault() {
        make(u"large.pt"_s, "def forward(self, x: Tensor) -> Tensor:\n    return torch.zeros([1 << 48]) + x\n");
        QCOMPARE(run({u"models"_s, u"register"_s, u"large.pt"_s}), 0);
        const Reply reply = post("/predictions/large", R"({"inputs":[1]})");
        QCOMPARE(reply.status, 507);
        QVERIFY(reply.body.value(u"message"_s).toString().contains(u"the model ran out of memory"_s));
        QCOMPARE(run({u"models"_s, u"predict"_s, u"large"_s}, R"({"inputs":[1]})"), 1);
        QCOMPARE(run({u"models"_s, u"unregister"_s, u"large"_s}), 0);
    }

    void showSaysHowAModelIsServed() {
        QCOMPARE(run({u"models"_s, u"show"_s, u"fraud_detection"_s}), 0);
        QVERIFY2(out_.contains("  handler     tensor\n  batches     of up to 8, the first waits 10 ms\n"
                               "  workers     2\n"),
                 out_.constData());
        QCOMPARE(run({u"models"_s, u"register"_s, u"fraud.pt"_s, u"--name"_s, u"idle"_s, u"--workers"_s, u"0"_s}), 0);
        QCOMPARE(out_, "Registered idle 1.0: no workers\n");
        QCOMPARE(run({u"models"_s, u"list"_s}), 0);
        QVERIFY2(out_.contains("no workers"), out_.constData());
        QCOMPARE(run({u"models"_s, u"unregister"_s, u"idle"_s}), 0);
    }

    void aVersionThatIsWithheldSaysWhy() {
        QVERIFY(QFile::copy(folder_.filePath(u"fraud.pt"_s), folder_.filePath(u"changing.pt"_s)));
        QCOMPARE(run({u"models"_s, u"register"_s, u"changing.pt"_s}), 0);
        QCOMPARE(service_.stop(), 0);
        make(u"changing.pt"_s, kEndless);
        QVERIFY2(service_.start(), qPrintable(service_.errors()));
        QVERIFY(QTest::qWaitFor(
            [&] {
                return items({u"models"_s, u"show"_s, u"changing"_s}).at(0)[u"status"_s].toString() == u"unhealthy"_s;
            },
            kComesBackMs));
        QCOMPARE(run({u"service"_s, u"status"_s}), 0);
        QVERIFY2(out_.contains("the model changing 1.0 is not served: "), out_.constData());
        const Reply reply = post("/predictions/changing", R"({"inputs":[[1,2,3,4]]})");
        QCOMPARE(reply.status, 503);
        QVERIFY(reply.body.value(u"message"_s).toString().contains(u"has changed since it was registered"_s));
        for (const QStringList& command :
             {QStringList{u"models"_s, u"list"_s}, {u"models"_s, u"show"_s, u"changing"_s}}) {
            QCOMPARE(run(command), 0);
            QVERIFY2(out_.contains("has changed since it was registered"), out_.constData());
        }
        QCOMPARE(run({u"models"_s, u"unregister"_s, u"changing"_s}), 0);
        QVERIFY(answersAgain("/predictions/fraud_detection", R"({"inputs":[[1,2,3,4]]})"));
    }

    void manyAskAtOnceAndAreComputedTogether() {
        constexpr int kClients = 24; // more than the batches and the handlers of other requests together
        std::vector<std::future<Reply>> replies;
        for (int i = 0; i < kClients; ++i)
            replies.push_back(std::async(std::launch::async, [url = service_.url(), i] {
                return post(url, "/predictions/endless", ("{\"inputs\":[[" + std::to_string(i) + "]]}").c_str());
            }));
        for (int i = 0; i < kClients; ++i) {
            const Reply reply = replies[static_cast<std::size_t>(i)].get();
            QCOMPARE(reply.status, 200);
            QCOMPARE(reply.body.value(u"outputs"_s).toArray()[0].toArray()[0].toInt(), i);
        }
    }

    void aTensorOfNumpyIsAnsweredWithOne() {
        QByteArray npy("\x93NUMPY\x01\x00\x76\x00", 10);
        npy += "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 4), }";
        npy = npy.leftJustified(127, ' ') + '\n' + QByteArray(16, '\0');
        client::Transport transport(service_.url().toStdString());
        client::Call call;
        call.method = "POST";
        call.path = "/predictions/fraud_detection";
        call.body = npy.toStdString();
        call.contentType = "application/octet-stream";
        const auto answer = transport.exchange(call);
        QVERIFY(answer);
        QCOMPARE(answer->status, 200);
        QVERIFY(answer->body.starts_with("\x93NUMPY"));
        QVERIFY(answer->body.find("(1,1,)") != std::string::npos);
        float said = 0;
        std::memcpy(&said, answer->body.data() + answer->body.size() - sizeof said, sizeof said);
        const Reply same = post("/predictions/fraud_detection", R"({"inputs":[[0,0,0,0]]})");
        QCOMPARE(said, static_cast<float>(same.body.value(u"outputs"_s).toArray()[0].toArray()[0].toDouble()));
    }

    void whatIsNotThereIsSaidInTorchServesWords() {
        const QJsonObject unknown{
            {u"code"_s, 404}, {u"type"_s, u"ModelNotFoundException"_s}, {u"message"_s, u"Model not found: nobody"_s}};
        const Reply model = post("/predictions/nobody", R"({"inputs":[1]})");
        QCOMPARE(model.status, 404);
        QCOMPARE(model.body, unknown);
        const Reply version = post("/predictions/fraud_detection/7", R"({"inputs":[1]})");
        QCOMPARE(version.status, 404);
        QCOMPARE(version.body.value(u"type"_s).toString(), u"ModelVersionNotFoundException"_s);

        QCOMPARE(run({u"models"_s, u"predict"_s, u"nobody"_s}), 3);
        QVERIFY2(err_.startsWith("error: There is no such model"), err_.constData());
        QCOMPARE(run({u"models"_s, u"show"_s, u"nobody"_s}), 3);
        QCOMPARE(run({u"models"_s, u"unregister"_s, u"nobody"_s}), 3);
        QCOMPARE(run({u"models"_s, u"register"_s, u"fraud.pt.absent"_s}), 2);
    }

    void anEnginesDeathDisturbsNothingElse() {
        QCOMPARE(run({u"batch-queue"_s, u"create"_s, u"--name"_s, u"beside"_s, u"--command"_s,
                      u"while [ ! -e go ]; do sleep 0.05; done; echo undisturbed"_s}),
                 0);
        const auto status = [this] { return json({u"batch-queue"_s, u"show"_s, u"beside"_s}); };
        QVERIFY(QTest::qWaitFor([&] { return status().value(u"status"_s) == u"running"_s; }, kComesBackMs));

        const qint64 first = engineOf(service_);
        auto held = occupy(first);
        QVERIFY(computes_);
        QCOMPARE(::kill(static_cast<pid_t>(first), SIGKILL), 0);
        const Reply lost = held.get();
        QCOMPARE(lost.status, 503);
        QCOMPARE(lost.body.value(u"type"_s).toString(), u"ServiceUnavailableException"_s);
        QVERIFY(answersAgain("/predictions/fraud_detection", R"({"inputs":[[1,2,3,4]]})"));
        QVERIFY(answersAgain("/predictions/endless", R"({"inputs":[1]})"));
        QVERIFY(engineOf(service_) != 0 && engineOf(service_) != first);
        QFile log(service_.dataDir() + u"/log/infernod.log"_s);
        QVERIFY(log.open(QIODevice::ReadOnly));
        QVERIFY(log.readAll().contains("the inference engine died and is started again"));

        QCOMPARE(status().value(u"status"_s).toString(), u"running"_s);
        QFile go(folder_.filePath(u"go"_s));
        QVERIFY(go.open(QIODevice::WriteOnly));
        QVERIFY(QTest::qWaitFor([&] { return status().value(u"last_status"_s) == u"completed"_s; }, kComesBackMs));
        const QJsonArray runs = status().value(u"runs"_s).toArray();
        QCOMPARE(runs.size(), 1);
        QCOMPARE(runs[0].toObject().value(u"attempt"_s).toInt(), 1);
        QCOMPARE(run({u"batch-queue"_s, u"logs"_s, u"beside"_s}), 0);
        QCOMPARE(out_, "undisturbed\n");
    }

    void theRegistrySurvivesARestart() {
        const QJsonArray before = items({u"models"_s, u"list"_s});
        QCOMPARE(service_.stop(), 0);
        QVERIFY2(service_.start(), qPrintable(service_.errors()));
        const QJsonArray after = items({u"models"_s, u"list"_s});
        QCOMPARE(after.size(), before.size());
        for (qsizetype i = 0; i < after.size(); ++i)
            for (const QString& field : {u"name"_s, u"version"_s, u"is_default"_s, u"path"_s, u"sha256"_s})
                QCOMPARE(after[i].toObject().value(field), before[i].toObject().value(field));
        QVERIFY(answersAgain("/predictions/fraud_detection", R"({"inputs":[[1,2,3,4]]})"));
    }

    void aKilledServiceLeavesNoEngineBehind() {
        QVERIFY(answersAgain("/predictions/endless", R"({"inputs":[1]})"));
        const qint64 engine = engineOf(service_);
        auto held = occupy(engine);
        QVERIFY(computes_);
        service_.kill();
        QCOMPARE(held.get().status, 0);
        const auto gone = [engine] {
            const auto stat = statOf(engine);
            return stat.isEmpty() || stat[0] == "Z";
        };
        QVERIFY(QTest::qWaitFor(gone, kComesBackMs)); // though it computed
        QVERIFY2(service_.start(), qPrintable(service_.errors()));
        QVERIFY(answersAgain("/predictions/fraud_detection", R"({"inputs":[[1,2,3,4]]})"));
    }

    void allOfItIsInTheVault() {
        QCOMPARE(run({u"models"_s, u"unregister"_s, u"endless"_s}), 0);
        QCOMPARE(post("/predictions/endless", R"({"inputs":[1]})").status, 404);
        QCOMPARE(items({u"models"_s, u"list"_s}).size(), 1);
        const auto count = [this](const QString& action, const QString& result) {
            return items({u"audit"_s, u"logs"_s, u"--action"_s, action, u"--result"_s, result}).size();
        };
        const int archives = QFile::exists(ServiceProcess::program("inferno-unpack")) ? 1 : 0;
        QCOMPARE(count(u"model_load"_s, u"success"_s), 5 + 2 * archives);
        QCOMPARE(count(u"model_load"_s, u"failure"_s), 2 + archives);
        QCOMPARE(count(u"model_unload"_s, u"success"_s), 4 + archives);
        QVERIFY(count(u"inference_request"_s, u"success"_s) > 0);
        QVERIFY(count(u"inference_request"_s, u"failure"_s) > 0);
        QCOMPARE(json({u"audit"_s, u"verify"_s}).value(u"verdict"_s).toString(), u"ok"_s);
    }
};

QTEST_GUILESS_MAIN(TestModels)
#include "tst_models.moc"
