// SPDX-License-Identifier: GPL-3.0-or-later
// TorchServe's three ports on a real service with a real engine: what a client of it sends, byte by byte.
#include <algorithm>
#include <future>

#include <QDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include "tests/e2e/service_process.h"
#include "tests/e2e/taken_port.h"
#include "tests/services/http/raw_client.h"

using namespace Qt::StringLiterals;
using inferno::tests::RawClient;
using inferno::tests::ServiceProcess;
using inferno::tests::TakenPort;
using nlohmann::json;

namespace {

constexpr int kAnswersMs = 60'000;
/// Computes for ever on a negative input.
constexpr const char* kEndless = "def forward(self, x: Tensor) -> Tensor:\n"
                                 "    y = x + 0\n"
                                 "    while bool(torch.lt(torch.min(y), 0)):\n"
                                 "        y = y * 1\n"
                                 "    return y\n";

/// Counts up from a negative input: 200,000 take their time, 100,000,000 never end (a float stays there).
constexpr const char* kCounting = "def forward(self, x: Tensor) -> Tensor:\n"
                                  "    y = x + 0\n"
                                  "    while bool(torch.lt(torch.min(y), 0)):\n"
                                  "        y = y + 1\n"
                                  "    return y\n";

struct Answer {
    int status = 0;
    std::string head;
    std::string body;
    json document() const { return json::parse(body, nullptr, false); }
};

std::string requestOf(const std::string& method, const std::string& target, const std::string& body,
                      const std::string& fields = "Content-Type: application/json\r\n") {
    return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// One request on a connection of its own.
Answer send(quint16 port, const std::string& method, const std::string& target, const std::string& body = {},
            const std::string& fields = "Content-Type: application/json\r\n") {
    RawClient client(port);
    client.send(requestOf(method, target, body, fields));
    const std::string text = client.readAnswer(kAnswersMs);
    const auto end = text.find("\r\n\r\n");
    if (text.size() < 12 || end == text.npos)
        return {};
    return {std::atoi(text.c_str() + 9), text.substr(0, end + 2), text.substr(end + 4)};
}

} // namespace

class TestTorchServe : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    ServiceProcess service_;

    Answer inference(const std::string& method, const std::string& target, const std::string& body = {}) const {
        return send(service_.port("api"), method, target, body);
    }
    Answer management(const std::string& method, const std::string& target, const std::string& body = {}) const {
        return send(service_.port("management"), method, target, body);
    }
    Answer metrics(const std::string& target) const { return send(service_.port("metrics"), "GET", target); }
    QString store() const { return folder_.filePath(u"store"_s); }
    QString properties(const QByteArray& more = {}) const {
        QFile file(folder_.filePath(u"config.properties"_s));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("config.properties");
        file.write("# as TorchServe's\nmodel_store=" + store().toUtf8() + "\nnumber_of_gpu=1\n" + more);
        return file.fileName();
    }
    /// The events of an action, from the service itself.
    std::size_t events(const std::string& action) const {
        const Answer answer = send(service_.port("api"), "GET", "/api/v1/audit/events?limit=1000&action=" + action, {},
                                   "Authorization: Bearer " + service_.token().toStdString() + "\r\n");
        return answer.document().at("items").size();
    }

    void make(const char* name, const char* code) const {
        QFile source(folder_.filePath(QLatin1StringView(name) + u".txt"_s));
        QVERIFY(source.open(QIODevice::WriteOnly) && source.write(code) > 0);
        source.close();
        QCOMPARE(QProcess::execute(
                     ServiceProcess::program("inferno-engine"),
                     {u"--make-sample"_s, store() + u'/' + QLatin1StringView(name) + u".pt"_s, source.fileName()}),
                 0);
    }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(QDir().mkpath(store()));
        for (const char* name : {"fraud.pt", "start.pt"})
            QCOMPARE(QProcess::execute(ServiceProcess::program("inferno-engine"),
                                       {u"--make-sample"_s, store() + u'/' + QLatin1StringView(name)}),
                     0);
        make("endless", kEndless);
        make("counting", kCounting);
        QVERIFY2(service_.start({u"--ts-config"_s, properties("load_models=start.pt\ndefault_response_timeout=33\n"
                                                              "default_startup_timeout=44\njob_queue_size=7\n")},
                                kAnswersMs),
                 qPrintable(service_.errors()));
    }

    void theCommandHandsTheConfigurationOn() {
        const QString root = folder_.filePath(u"started"_s);
        const QString file = folder_.filePath(u"job.properties"_s);
        QFile properties(file);
        QVERIFY(properties.open(QIODevice::WriteOnly) && properties.write("job_queue_size=11\n") > 0);
        properties.close();
        const auto run = [&](const QStringList& arguments, const QString& named) {
            QProcess process;
            QProcessEnvironment environment = ServiceProcess::environment();
            if (!named.isEmpty())
                environment.insert(u"TS_CONFIG_FILE"_s, named);
            process.setProcessEnvironment(environment);
            process.setWorkingDirectory(folder_.path());
            process.start(ServiceProcess::program("inferno"), arguments + QStringList{u"--data-dir"_s, root});
            process.waitForFinished(kAnswersMs);
            return process.readAllStandardOutput();
        };
        for (const bool inEnvironment : {true, false}) {
            QStringList start{u"service"_s, u"start"_s, u"--port-offset"_s, u"auto"_s};
            if (!inEnvironment)
                start += {u"--ts-config"_s, u"job.properties"_s};
            run(start, inEnvironment ? u"job.properties"_s : QString());
            const QByteArray status = run({u"service"_s, u"status"_s, u"--json"_s, u"--no-start"_s}, {});
            const json said = json::parse(status.toStdString(), nullptr, false);
            QVERIFY2(said.is_object() && said.contains("ports"), status.constData());
            const auto port = said["ports"]["management"].get<quint16>();
            run({u"models"_s, u"register"_s, u"store/fraud.pt"_s}, {});
            QCOMPARE(send(port, "GET", "/models/fraud").document()[0]["jobQueueStatus"]["remainingCapacity"].get<int>(),
                     11);
            run({u"models"_s, u"unregister"_s, u"fraud"_s}, {});
            run({u"service"_s, u"stop"_s}, {});
        }
    }

    void theDoorsAreOpen() {
        const int api = service_.port("api");
        QCOMPARE(service_.port("management"), api + 1);
        QCOMPARE(service_.port("metrics"), api + 2);
        QCOMPARE(inference("GET", "/ping").body, "{\n  \"status\": \"Healthy\"\n}\n");
        QVERIFY(service_.errors().contains(u"number_of_gpu has no effect here"_s));
        // The API is on its own door alone.
        for (const char* path : {"/api/v1/jobs", "/healthz", "/openapi.json"}) {
            QVERIFY(inference("GET", path).status != 404);
            const Answer elsewhere = management("GET", path);
            QVERIFY2(elsewhere.status == 404 || elsewhere.status == 401, path);
            QVERIFY(elsewhere.head.find("application/problem+json") != std::string::npos);
        }
    }

    void whatIsRefusedBeforeItIsReadHasTorchServesShapeToo() {
        struct Row {
            const char* door;
            std::string request;
            int status;
            bool isOwn;
        };
        const std::string field(20'000, 'x');
        for (const Row& row :
             {Row{"api", "POST /predictions/m HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n", 413,
                  false},
              Row{"management", "POST /models HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n", 413,
                  false},
              Row{"api", "GET /ping HTTP/1.1\r\nHost: localhost\r\nX-Long: " + field + "\r\n\r\n", 431, false},
              Row{"api", "POST /predictions/m HTTP/1.1\r\nHost: localhost\r\nContent-Length: many\r\n\r\n", 400, false},
              Row{"api", "POST /api/v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n", 413,
                  true}}) {
            RawClient client(service_.port(row.door));
            client.send(row.request);
            const std::string text = client.readAll(kAnswersMs);
            QVERIFY2(text.starts_with("HTTP/1.1 " + std::to_string(row.status)), text.c_str());
            const json body = json::parse(text.substr(text.find("\r\n\r\n") + 4), nullptr, false);
            QCOMPARE(body.is_object() && body.value("code", json()).is_number(), !row.isOwn);
            QCOMPARE(text.find("application/problem+json") != text.npos, row.isOwn);
        }
    }

    void aModelLivesItsLife() {
        const Answer added = management("POST", "/models?url=fraud.pt&model_name=fraud&initial_workers=1");
        QVERIFY2(added.status == 200, added.body.c_str());
        const std::string said = added.document().value("status", "");
        QVERIFY(said.starts_with("Model \"fraud\" Version: 1.0 registered with "));
        QVERIFY(said.ends_with(" initial workers"));
        QCOMPARE(management("POST", "/models?url=fraud.pt&model_name=fraud").status, 409);
        const json listed = management("GET", "/models").document();
        QCOMPARE(listed["models"].size(), 2U);
        QCOMPARE(listed["models"][0]["modelName"].get<std::string>(), "fraud");
        QCOMPARE(listed["models"][1]["modelName"].get<std::string>(), "start"); // of load_models
        const json described = management("GET", "/models/fraud").document();
        QCOMPARE(described[0]["modelVersion"].get<std::string>(), "1.0");
        QCOMPARE(described[0]["loadedAtStartup"].get<bool>(), false);
        QVERIFY(!described[0]["workers"].empty());
        const json worker = described[0]["workers"][0];
        QFile program(u"/proc/%1/comm"_s.arg(worker["pid"].get<qint64>()));
        QVERIFY2(program.open(QIODevice::ReadOnly), worker.dump().c_str());
        QCOMPARE(program.readAll(), "inferno-engine\n");
        QVERIFY2(worker["memoryUsage"].get<qint64>() > 10'000'000, worker.dump().c_str());
        QCOMPARE(described[0]["responseTimeout"].get<int>(), 33); // of config.properties
        QCOMPARE(described[0]["startupTimeout"].get<int>(), 44);
        QCOMPARE(described[0]["jobQueueStatus"]["remainingCapacity"].get<int>(), 7);
        QCOMPARE(described[0]["batchSize"].get<int>(), 1); // TorchServe's, whatever [inference] batch_size says
        QCOMPARE(management("GET", "/v1/models/fraud").document().value("ready", false), true);
        const Answer second = management("POST", "/models?url=fraud.pt&model_name=fraud&model_version=2.0");
        QVERIFY2(second.status == 200, second.body.c_str());
        QVERIFY2(second.body.find("registered with 0 initial workers") != std::string::npos, second.body.c_str());
        QCOMPARE(management("GET", "/models/fraud/all").document().size(), 2U);
        const char* const input = R"({"inputs":[[1,2,3,4]]})";
        const Answer idle = inference("POST", "/predictions/fraud/2.0", input);
        QCOMPARE(idle.status, 503);
        QVERIFY2(idle.body.find("has no worker to serve inference request") != std::string::npos, idle.body.c_str());
        const Answer scaled = management("PUT", "/models/fraud/2.0?min_worker=1&synchronous=true");
        QVERIFY2(scaled.status == 200, scaled.body.c_str());
        QCOMPARE(inference("POST", "/predictions/fraud/2.0", input).status, 200);
        QCOMPARE(management("PUT", "/models/fraud/2.0/set-default").status, 200);
        QCOMPARE(management("GET", "/models/fraud").document()[0]["modelVersion"].get<std::string>(), "2.0");
        QCOMPARE(management("PUT", "/models/fraud/1.0/set-default").status, 200);
        const Answer wide = management("POST", "/models?url=fraud.pt&model_name=wide&batch_size=8&max_batch_delay=20"
                                               "&initial_workers=2&response_timeout=7");
        QVERIFY2(wide.status == 200, wide.body.c_str());
        const json how = management("GET", "/models/wide").document()[0];
        QCOMPARE(how["batchSize"].get<int>(), 8);
        QCOMPARE(how["maxBatchDelay"].get<int>(), 20);
        QCOMPARE(how["responseTimeout"].get<int>(), 7);
        QCOMPARE(how["minWorkers"].get<int>(), 2);
        QCOMPARE(management("DELETE", "/models/wide").status, 200);
        QCOMPARE(management("DELETE", "/models/fraud/1.0").status, 403);
        const Answer gone = management("DELETE", "/models/fraud/2.0");
        QCOMPARE(gone.status, 200);
        QCOMPARE(gone.body, "{\n  \"status\": \"Model \\\"fraud\\\" unregistered\"\n}\n");
        QCOMPARE(events("model_load"), 5U); // with the one of load_models and the one that was there already
        QCOMPARE(events("model_unload"), 2U);
    }

    void theSameNumbersByEveryWay() {
        const Answer plain = inference("POST", "/predictions/fraud", R"({"inputs":[[1,2,3,4],[0,0,0,0]]})");
        QVERIFY2(plain.status == 200, plain.body.c_str());
        const json outputs = plain.document()["outputs"];
        QCOMPARE(outputs.size(), 2U);
        const Answer kserve = inference("POST", "/v1/models/fraud:predict", R"({"instances":[[1,2,3,4],[0,0,0,0]]})");
        QVERIFY2(kserve.document()["predictions"] == outputs, kserve.body.c_str());
        const Answer open = inference("POST", "/v2/models/fraud/infer",
                                      R"({"id":"7","inputs":[{"name":"x","shape":[2,4],"datatype":"FP32",)"
                                      R"("data":[1,2,3,4,0,0,0,0]}]})");
        QVERIFY2(open.status == 200, open.body.c_str());
        const json tensor = open.document()["outputs"][0];
        QCOMPARE(tensor["shape"].dump(), "[2,1]");
        QCOMPARE(tensor["datatype"].get<std::string>(), "FP32");
        QVERIFY(tensor["data"][0] == outputs[0][0] && tensor["data"][1] == outputs[1][0]);
        QCOMPARE(open.document().value("id", ""), "7");
        const Answer form = send(service_.port("api"), "POST", "/predictions/fraud/1.0",
                                 "--b\r\nContent-Disposition: form-data; name=\"data\"; filename=\"a.json\"\r\n\r\n"
                                 "{\"inputs\":[[1,2,3,4],[0,0,0,0]]}\r\n--b--\r\n",
                                 "Content-Type: multipart/form-data; boundary=b\r\n");
        QVERIFY2(form.document()["outputs"] == outputs, form.body.c_str());
        const Answer invoked =
            inference("POST", "/invocations?model_name=fraud", R"({"inputs":[[1,2,3,4],[0,0,0,0]]})");
        QVERIFY2(invoked.document()["outputs"] == outputs, invoked.body.c_str());
        const Answer wrong = inference("POST", "/v2/models/fraud/infer",
                                       R"({"inputs":[{"name":"x","shape":[1,3],"datatype":"FP32","data":[1,2,3]}]})");
        QCOMPARE(wrong.status, 400);
        QVERIFY(wrong.document().value("error", "").find("an input of shape [1, 3]") != std::string::npos);
    }

    void whatIsAskedByAClientThatLeftIsNotComputed() {
        const Answer added =
            management("POST", "/models?url=counting.pt&model_name=counting&initial_workers=1&response_timeout=60");
        QVERIFY2(added.status == 200, added.body.c_str());
        const auto waiting = [this] {
            return management("GET", "/models/counting").document()[0]["jobQueueStatus"]["pendingRequests"].get<int>();
        };
        const auto ask = [this](const std::string& body) {
            auto client = std::make_unique<RawClient>(service_.port("api"));
            client->send(requestOf("POST", "/predictions/counting", body));
            return client;
        };
        const auto first = ask(R"({"inputs":[-200000]})");
        const std::string never = R"({"inputs":[-100000000]})";
        auto small = ask(never);
        auto large = ask(std::string(60 << 10, ' ') + never); // which a thread of the pool waits for
        QVERIFY(QTest::qWaitFor([&] { return waiting() == 2; }, kAnswersMs));
        small.reset();
        large.reset();
        QVERIFY(QTest::qWaitFor([&] { return waiting() == 0; }, kAnswersMs));
        const Answer next = inference("POST", "/predictions/counting", R"({"inputs":[3]})");
        QVERIFY2(next.status == 200, next.body.c_str());
        QVERIFY(first->readAnswer(kAnswersMs).starts_with("HTTP/1.1 200"));
        QCOMPARE(management("DELETE", "/models/counting").status, 200);
    }

    void connectionsStayUnlessSomethingFails() {
        RawClient client(service_.port("api"));
        client.send("GET /ping HTTP/1.1\r\nHost: localhost\r\n\r\n");
        const std::string good = client.readAnswer();
        QVERIFY(good.find("x-request-id: ") != good.npos);
        QVERIFY(good.find("Cache-Control: no-cache; no-store, must-revalidate, private\r\n") != good.npos);
        QVERIFY(good.find("Connection: close") == good.npos);
        client.send("GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n");
        const std::string bad = client.readAnswer();
        QVERIFY2(bad.find("Connection: close") != bad.npos, bad.c_str());
        client.readAll();
        QVERIFY(client.closed());
    }

    void strangersAreRefusedOnEveryDoor() {
        for (const char* door : {"api", "management", "metrics"}) {
            RawClient rebound(service_.port(door));
            rebound.send("GET /ping HTTP/1.1\r\nHost: evil.example\r\n\r\n");
            QVERIFY(rebound.readAnswer().starts_with("HTTP/1.1 421"));
            const Answer foreign = send(service_.port(door), "GET", "/models", {}, "Origin: http://evil.example\r\n");
            QCOMPARE(foreign.status, 403);
        }
    }

    void metricsTellWhatHappened() {
        const Answer all = metrics("/metrics");
        QCOMPARE(all.status, 200);
        QVERIFY(all.head.find("Content-Type: text/plain; version=0.0.4") != std::string::npos);
        for (const char* series :
             {"# TYPE Requests2XX counter\n", "# TYPE inferno_inference_latency_seconds histogram\n",
              "ts_inference_requests_total{model_name=\"fraud\",model_version=\"default\",hostname=",
              "# HELP MemoryUsed Torchserve prometheus gauge metric with unit: Megabytes\n",
              "# TYPE inferno_queue_latency_seconds histogram\n", "\nQueueTime{Level=\"Host\"",
              "ts_queue_latency_microseconds{model_name=\"fraud\",model_version=\"default\",hostname=",
              "inferno_queue_latency_seconds_count{model_name=\"fraud\",model_version=\"1.0\",} "})
            QVERIFY2(all.body.find(series) != std::string::npos, series);
        const Answer one = metrics("/metrics?name[]=Requests4XX&name%5B%5D=CPUUtilization");
        QCOMPARE(std::ranges::count(one.body, '\n'), 6); // two heads of two lines, two samples
    }

    void tokensAreTorchServesToo() {
        QCOMPARE(service_.stop(), 0);
        QFile own(service_.dataDir() + u"/inferno.toml"_s);
        QVERIFY(own.open(QIODevice::WriteOnly) && own.write("[inference]\ntoken = \"always\"\n") > 0);
        own.close();
        QVERIFY2(service_.start({u"--ts-config"_s, properties("disable_token_authorization=true\n")}, kAnswersMs),
                 qPrintable(service_.errors())); // inferno.toml counts more
        for (const char* door : {"api", "management", "metrics"}) {
            const Answer refused = send(service_.port(door), "GET", "/models/fraud");
            QCOMPARE(refused.status, 400);
            QCOMPARE(refused.document().value("type", ""), "InvalidKeyException");
            QCOMPARE(refused.document().value("message", ""),
                     "Token Authorization failed. Token either incorrect, expired, or not provided correctly");
        }
        const std::string bearer = "Authorization: Bearer " + service_.token().toStdString() + "\r\n";
        QCOMPARE(send(service_.port("management"), "GET", "/models/fraud", {}, bearer).status, 200);
        QCOMPARE(send(service_.port("api"), "GET", "/v2/health/live", {}, bearer).status, 200);
        QVERIFY(QTest::qWaitFor([this] { return events("access_denied") > 0; }));
        QVERIFY(own.remove());
    }

    void whatTheServiceIsConfiguredWithIsForRegistrations() {
        QCOMPARE(service_.stop(), 0);
        QFile own(service_.dataDir() + u"/inferno.toml"_s);
        QVERIFY(own.open(QIODevice::WriteOnly) &&
                own.write("[inference]\nbatch_size = 5\nworkers = 3\njob_queue_size = 9\n") > 0);
        own.close();
        QVERIFY2(service_.start({u"--ts-config"_s, properties()}, kAnswersMs), qPrintable(service_.errors()));
        const std::string path = store().toStdString() + "/fraud.pt";
        const Answer added =
            send(service_.port("api"), "POST", "/api/v1/models", json{{"path", path}, {"name", "guided"}}.dump(),
                 "Content-Type: application/json\r\nAuthorization: Bearer " + service_.token().toStdString() + "\r\n");
        QVERIFY2(added.status == 201, added.body.c_str());
        QCOMPARE(added.document().value("batch_size", 0), 5);
        QCOMPARE(added.document().value("workers", 0), 3);
        const json guided = management("GET", "/models/guided").document()[0];
        QCOMPARE(guided["jobQueueStatus"]["remainingCapacity"].get<int>(), 9);
        QCOMPARE(guided["responseTimeout"].get<int>(), 120);
        QCOMPARE(management("DELETE", "/models/guided").status, 200);
    }

    void anOverloadIsToldAsConfigured() {
        QCOMPARE(service_.stop(), 0);
        QFile own(service_.dataDir() + u"/inferno.toml"_s);
        QVERIFY(own.open(QIODevice::WriteOnly) &&
                own.write("[inference]\noverload_status = 429\njob_queue_size = 1\n") > 0);
        own.close();
        QVERIFY2(service_.start({u"--ts-config"_s, properties()}, kAnswersMs), qPrintable(service_.errors()));
        const Answer added = management("POST", "/models?url=endless.pt&initial_workers=1");
        QVERIFY2(added.status == 200, added.body.c_str());
        // One is computed, one waits, one is too many.
        std::vector<std::future<Answer>> answers;
        for (int i = 0; i < 3; ++i)
            answers.push_back(std::async(std::launch::async, [this] {
                return inference("POST", "/predictions/endless", R"({"inputs":[-1]})");
            }));
        const auto answered = [](const std::future<Answer>& one) {
            return one.valid() && one.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
        };
        QVERIFY(QTest::qWaitFor([&] { return std::ranges::any_of(answers, answered); }, kAnswersMs));
        const Answer refused = std::ranges::find_if(answers, answered)->get();
        QVERIFY2(refused.status == 429, refused.body.c_str());
        QCOMPARE(refused.document().value("type", ""), "TooManyRequestsException");
        QVERIFY2(refused.document().value("message", "").find("is full") != std::string::npos, refused.body.c_str());
        QVERIFY2(refused.head.find("\r\nRetry-After: ") != std::string::npos, refused.head.c_str());
        // Two may have been refused before the first was computed: then another one comes to wait.
        const auto waits = [this] { return management("GET", "/models/endless").document()[0]["jobQueueStatus"]; };
        QVERIFY(QTest::qWaitFor(
            [&] {
                if (waits()["pendingRequests"].get<int>() == 1)
                    return true;
                answers.push_back(std::async(std::launch::async, [this] {
                    return inference("POST", "/predictions/endless", R"({"inputs":[-1]})");
                }));
                return false;
            },
            kAnswersMs));
        QCOMPARE(waits()["remainingCapacity"].get<int>(), 0);
        QCOMPARE(management("DELETE", "/models/endless").status, 200);
        QCOMPARE(service_.stop(), 0); // ends what is computed for ever
        QVERIFY(own.remove());
        QVERIFY2(service_.start({u"--ts-config"_s, properties()}, kAnswersMs), qPrintable(service_.errors()));
    }

    void aTakenPortIsTold() {
        QCOMPARE(service_.stop(), 0);
        const TakenPort taken;
        const QString addresses = u"inference_address=http://127.0.0.1:%1\nmanagement_address=http://127.0.0.1:%2\n"
                                  "metrics_address=http://127.0.0.1:%3\n"_s.arg(TakenPort().number())
                                      .arg(TakenPort().number())
                                      .arg(taken.number());
        QVERIFY2(
            service_.start({u"--port-offset"_s, u"0"_s, u"--ts-config"_s, properties(addresses.toUtf8())}, kAnswersMs),
            qPrintable(service_.errors()));
        QCOMPARE(service_.port("metrics"), quint16(0));
        QVERIFY(service_.port("management") != 0);
        const Answer ready = inference("GET", "/readyz");
        QCOMPARE(ready.document().value("status", ""), "degraded");
        QVERIFY2(ready.body.find("The port for metrics is shut") != std::string::npos, ready.body.c_str());
    }
};

QTEST_GUILESS_MAIN(TestTorchServe)
#include "tst_torchserve.moc"
