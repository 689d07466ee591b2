// SPDX-License-Identifier: GPL-3.0-or-later
// Splits of requests among versions from the ports to the engine: who answers, what shadows get, rollbacks under load,
// and what the vault keeps of it.
#include <QProcess>
#include <QTest>

#include <fstream>
#include <set>
#include <thread>

#include "services/api/sticky_value.h"
#include "services/client/model_types.h"
#include "tests/services/api/live_service.h"

using namespace inferno;
using namespace inferno::tests;
using client::ModelSplit;
using client::SplitRequest;
using client::VersionFigures;
using nlohmann::json;

#define OK(expression)                                                                                                 \
    do {                                                                                                               \
        const auto& ok_ = (expression); /* once: it changes something */                                               \
        QVERIFY2(ok_.has_value(), ok_ ? "" : ok_.error().message().c_str());                                           \
    } while (false)

namespace {

using Weights = std::map<std::string, int>;

constexpr const char* kInput = R"({"inputs":[2.0]})";

struct Answer {
    int status = 0;
    std::string version; ///< x-inferno-model-version
    json body;
};

Answer read(const std::string& text) {
    Answer answer{statusOf(text), {}, bodyOf(text)};
    static constexpr std::string_view kField = "x-inferno-model-version: ";
    if (const auto at = text.find(kField); at != text.npos) {
        const auto begin = at + kField.size();
        answer.version = text.substr(begin, text.find("\r\n", begin) - begin);
    }
    return answer;
}

/// What the versions of the test make of 2.0.
double numberOf(const std::string& version) {
    return version == "1.1" ? 6.0 : version == "2.0" ? 4.00002 : 4.0;
}

} // namespace

class TestModelSplits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        make("double.pt", "x * 2");
        make("triple.pt", "x * 3");
        make("almost.pt", "x * 2.00001");
        live_ = std::make_unique<LiveService>();
        for (const auto& [version, file] :
             {std::pair{"1.0", "double.pt"}, std::pair{"1.1", "triple.pt"}, std::pair{"2.0", "almost.pt"}}) {
            const auto model = api().registerModel(
                {{"path", pathOf(file)}, {"name", "m"}, {"version", version}, {"max_batch_delay", 0}});
            OK(model);
        }
    }
    /// All as at the beginning, but for the figures.
    void init() {
        OK(api().setDefaultModel("m", "1.0"));
        OK(api().setModelSplit("m", {.sticky = "", .shadow = ""}));
    }

    void theDocument() {
        OK(api().setModelSplit("m", {.weights = Weights{{"1.0", 90}, {"1.1", 10}}, .sticky = "header:X-User"}));
        const auto document = api().call("GET", "/api/v1/models/m/split");
        OK(document);
        std::set<std::string> names;
        for (const auto& [name, value] : document->items())
            names.insert(name);
        QVERIFY(names == (std::set<std::string>{"model", "default", "weights", "sticky", "shadow", "changed",
                                                "previous", "versions", "series"}));
        QCOMPARE(document->value("model", ""), "m");
        QCOMPARE(document->value("default", ""), "1.0");
        QVERIFY((*document)["weights"] == (json{{"1.0", 90}, {"1.1", 10}}));
        QCOMPARE(document->value("sticky", ""), "header:X-User");
        QVERIFY((*document)["previous"] ==
                (json{{"weights", json::object()}, {"sticky", ""}, {"shadow", ""}, {"default", "1.0"}}));
        QVERIFY(parseRfc3339((*document)["changed"].get<std::string>()));
        QCOMPARE((*document)["versions"].size(), 3U);
        for (const char* figure : {"version", "weight", "requests", "errors", "p50", "p95", "p99", "mean", "shadowed",
                                   "agreed", "disagreed"})
            QVERIFY2((*document)["versions"][0].contains(figure), figure);
        QCOMPARE((*document)["series"].size(), 3U);
        QCOMPARE((*document)["series"][0]["points"].size(), 60U);
        for (const char* figure : {"at", "requests", "errors", "p50", "p95"})
            QVERIFY2((*document)["series"][0]["points"][59].contains(figure), figure);
        // The client reads what the service writes.
        const auto split = api().modelSplit("m");
        OK(split);
        QCOMPARE(split->weights.at("1.1"), 10);
        QCOMPARE(split->previous->default_version, "1.0");
        QCOMPARE(split->versions[1].weight, 10);
    }

    void whatDoesNotFitIsRefused() {
        const auto put = [&](const json& body) {
            const auto answer = api().call("PUT", "/api/v1/models/m/split", body);
            return answer ? ErrorCode::Internal : answer.error().code;
        };
        QCOMPARE(put({{"weights", {{"9", 1}}}}), ErrorCode::ModelUnknown);
        QCOMPARE(put({{"weights", {{"1.0", -1}}}}), ErrorCode::InputInvalid);
        QCOMPARE(put({{"weights", {{"1.0", 0.5}}}}), ErrorCode::InputInvalid);
        QCOMPARE(put({{"weights", {{"1.0", 0}}}}), ErrorCode::InputInvalid);
        QCOMPARE(put({{"weights", {{"1.0", 18446744073709551615U}}}}), ErrorCode::InputInvalid);
        QCOMPARE(put({{"weights", {"1.0"}}}), ErrorCode::InputInvalid);
        QCOMPARE(put({{"sticky", "X-User"}}), ErrorCode::InputInvalid);
        QCOMPARE(put({{"shadow", 7}}), ErrorCode::InputInvalid);
        QCOMPARE(put(json::object()), ErrorCode::InputInvalid);
        const auto misspelt =
            api().call("PUT", "/api/v1/models/m/split", {{"weights", {{"1.1", 1}}}, {"shdow", "2.0"}});
        QVERIFY(!misspelt);
        QCOMPARE(misspelt.error().detail, "there is no field 'shdow' here");
        QVERIFY2(misspelt.error().hint.starts_with("did you mean 'shadow'?"), misspelt.error().hint.c_str());
        QVERIFY(!api().call("PUT", "/api/v1/models/m/default", {{"version", "1.0"}, {"reson", "r"}}));
        QVERIFY(!api().call("POST", "/api/v1/models", {{"path", "lin.pt"}, {"nmae", "x"}}));
        QCOMPARE(api().modelSplit("nobody").error().code, ErrorCode::ModelUnknown);
        QCOMPARE(api().rollBackModel("nobody").error().code, ErrorCode::ModelUnknown);
        QCOMPARE(api().setDefaultModel("m", "9").error().code, ErrorCode::ModelUnknown);
        QVERIFY(api().modelSplit("m")->weights.empty());
        OK(api().setModelSplit("m", {.weights = Weights{{"1.1", 1}}}));
        QCOMPARE(api().unregisterModel("m", "1.1").error().code, ErrorCode::ModelState);
        QCOMPARE(api().unregisterModel("m", "1.0").error().code, ErrorCode::ModelDefault);
        QVERIFY(events("model_unload").empty()); // it did not happen, and is not told
    }

    void theAnswerNamesItsVersion() {
        OK(api().setModelSplit("m", {.weights = Weights{{"1.0", 50}, {"1.1", 50}}}));
        const auto before = figures();
        std::map<std::string, std::uint64_t> came;
        for (int i = 0; i < 60; ++i) {
            const Answer answer = predict("");
            QCOMPARE(answer.status, 200);
            QCOMPARE(answer.body["outputs"][0].get<double>(), numberOf(answer.version));
            ++came[answer.version];
        }
        QCOMPARE(came.size(), 2U);
        for (const auto& [version, count] : figures()) {
            QCOMPARE(count.requests - before.at(version).requests, came[version]);
            QCOMPARE(count.errors, before.at(version).errors);
            if (came[version] > 0)
                QVERIFY(count.p50 && *count.p50 > 0 && *count.p50 <= *count.p99);
        }
        QCOMPARE(read(post("/predictions/m/2.0", kInput)).version, "2.0"); // who names one gets it
        QCOMPARE(read(post("/predictions/m", "nonsense")).status, 400);
        std::uint64_t errors = 0;
        for (const auto& [version, count] : figures())
            errors += count.errors - before.at(version).errors;
        QCOMPARE(errors, 1U);
    }

    void aUserStaysWithAVersion() {
        OK(api().setModelSplit("m", {.weights = Weights{{"1.0", 50}, {"1.1", 50}}, .sticky = "header:X-User"}));
        std::set<std::string> met;
        for (int user = 0; user < 12; ++user) {
            const std::string header = "x-user: " + std::to_string(user) + "\r\n";
            const std::string first = predict(header).version;
            met.insert(first);
            QCOMPARE(predict(header).version, first);
            QCOMPARE(predict(header).version, first);
        }
        QCOMPARE(met.size(), 2U);

        OK(api().setModelSplit("m", {.sticky = "field:user_id"}));
        met.clear();
        for (int user = 0; user < 12; ++user) {
            const std::string field = R"("user_id":)" + std::to_string(user);
            const std::string first = read(post("/predictions/m", R"({"inputs":[2.0],)" + field + "}")).version;
            met.insert(first);
            QCOMPARE(read(post("/predictions/m", "{" + field + R"(,"inputs":[2.0]})")).version, first);
            // Of the other protocols it is a field of the whole body, and one version answers all of it.
            const Answer kserve = read(post("/v1/models/m:predict", "{" + field + R"(,"instances":[2.0,2.0]})"));
            QCOMPARE(kserve.version, first);
            QVERIFY(kserve.body["predictions"] == (json{numberOf(first), numberOf(first)}));
            const Answer open = read(post("/v2/models/m/infer", "{" + field +
                                                                    R"(,"inputs":[{"name":"x","shape":[1],)"
                                                                    R"("datatype":"FP32","data":[2.0]}]})"));
            QCOMPARE(open.version, first);
            QCOMPARE(open.body.value("model_version", ""), first);
        }
        QCOMPARE(met.size(), 2U);
    }

    void stickyValues_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("value"); ///< "": none
        const auto row = [](const char* body, const char* value) {
            QTest::newRow(body) << QByteArray(body) << QByteArray(value);
        };
        row(R"({"user_id":"ada"})", "ada");
        row(R"({"a":{"user_id":"deep"},"user_id" : 77 , "b":1})", "77");
        row(R"({"a":{"user_id":"deep"}})", "");
        row(R"({"user_id":true})", "true");
        row(R"({"user_id":null})", "");
        row(R"({"user_id":""})", "");
        row(R"({"user_id":[1]})", "");
        row("{\"user_id\":\"a\\\"b\"}", "a\"b");
        row(R"(["user_id"])", "");
        row("user_id", "");
        row("", "");
        row("{\"user_id\":", "");
    }
    void stickyValues() {
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, value);
        http::Headers headers;
        headers.add("X-User", "eve");
        QCOMPARE(api::stickyValueOf("field:user_id", headers, body.toStdString()).value_or(""), value.toStdString());
        QCOMPARE(api::stickyValueOf("header:x-user", headers, body.toStdString()).value_or(""), "eve");
        QVERIFY(!api::stickyValueOf("header:X-None", headers, body.toStdString()));
    }

    void aShadowIsComparedAndNeverAnswers() {
        OK(api().setModelSplit("m", {.shadow = "2.0"}));
        const auto before = figures();
        const std::size_t eventsBefore = settledEvents();
        for (int i = 0; i < 20; ++i) {
            const Answer answer = predict("");
            QCOMPARE(answer.version, "1.0");
            QCOMPARE(answer.body["outputs"][0].get<double>(), 4.0);
        }
        const auto copies = [&](const std::string& version) {
            const VersionFigures now = figures().at(version);
            return now.shadowed + now.dropped - before.at(version).shadowed - before.at(version).dropped;
        };
        QTRY_COMPARE(copies("2.0"), 20U);
        VersionFigures now = figures().at("2.0");
        QCOMPARE(now.disagreed, before.at("2.0").disagreed); // 4.00002 is near enough
        QVERIFY(now.agreed > before.at("2.0").agreed);
        QCOMPARE(now.requests, before.at("2.0").requests);

        OK(api().setModelSplit("m", {.shadow = "1.1"}));
        for (int i = 0; i < 5; ++i)
            QCOMPARE(predict("").version, "1.0");
        QTRY_COMPARE(copies("1.1"), 5U);
        now = figures().at("1.1");
        QCOMPARE(now.agreed, before.at("1.1").agreed);
        QVERIFY(now.disagreed > before.at("1.1").disagreed);

        // One event for a request, which names who answered and who got a copy; who names a version causes none.
        QCOMPARE(read(post("/predictions/m/1.0", kInput)).version, "1.0");
        QTRY_COMPARE(events("inference_request").size(), eventsBefore + 26);
        const auto all = events("inference_request");
        QCOMPARE(all[0].value("version", ""), "1.0");
        QVERIFY(!all[0].contains("shadow"));
        QCOMPARE(all[1].value("version", ""), "1.0");
        QCOMPARE(all[1].value("shadow", ""), "1.1");
        QCOMPARE(all[25].value("shadow", ""), "2.0");
    }

    /// Splits, defaults and rollbacks while requests come, on connections that stay: not one of them fails, and each is
    /// answered by one whole version.
    void nothingFailsWhileVersionsChange() {
        std::atomic<bool> stop = false;
        std::atomic<int> answered = 0;
        std::atomic<int> failed = 0;
        std::mutex mutex;
        std::string problem;
        std::set<std::string> met;
        const auto hammer = [&](int number) {
            RawClient connection(live_->port());
            const std::string request =
                "POST /predictions/m HTTP/1.1\r\nHost: localhost\r\nX-User: " + std::to_string(number) +
                "\r\nContent-Length: " + std::to_string(std::strlen(kInput)) + "\r\n\r\n" + kInput;
            while (!stop) {
                connection.send(request);
                const std::string text = connection.readAnswer(20'000);
                const Answer answer = read(text);
                const bool right = answer.status == 200 && answer.body.is_object() &&
                                   answer.body["outputs"][0].get<double>() == numberOf(answer.version);
                ++(right ? answered : failed);
                const std::scoped_lock lock(mutex);
                met.insert(answer.version);
                if (!right && problem.empty())
                    problem = text.empty() ? "no answer" : text;
                if (!right)
                    return; // the connection is over
            }
        };
        std::vector<std::jthread> threads;
        for (int i = 0; i < 3; ++i)
            threads.emplace_back(hammer, i);
        for (int round = 0; round < 30; ++round) {
            const int share = 10 + round * 3 % 80;
            const int goal = answered + 5; // between two changes some are answered
            OK(api().setModelSplit("m", {.weights = Weights{{"1.0", 100 - share}, {"1.1", share}},
                                         .sticky = round % 2 == 0 ? "header:X-User" : "",
                                         .shadow = round % 3 == 0 ? "2.0" : ""}));
            QTRY_VERIFY(answered >= goal || failed > 0);
            if (round % 2 == 0)
                OK(api().rollBackModel("m"));
            else
                OK(api().setDefaultModel("m", round % 4 == 1 ? "1.1" : "1.0"));
        }
        stop = true;
        threads.clear();
        QVERIFY2(failed == 0, problem.c_str());
        QVERIFY(answered >= 150);
        QVERIFY(met.contains("1.0") && met.contains("1.1") && !met.contains("2.0"));
    }

    void everyChangeIsInTheVault() {
        const std::size_t before = events("config_change").size();
        OK(api().setModelSplit("m", {.weights = Weights{{"1.0", 90}, {"1.1", 10}}, .reason = "try it"}));
        OK(api().setModelSplit("m", {.weights = Weights{{"1.0", 90}, {"1.1", 10}}})); // no change
        OK(api().rollBackModel("m", "it was worse"));
        QCOMPARE(api().rollBackModel("m").error().code, ErrorCode::ModelState);
        OK(api().setDefaultModel("m", "1.1"));
        const auto all = events("config_change"); // newest first
        QCOMPARE(all.size(), before + 3);
        const json plain{{"weights", json::object()}, {"sticky", ""}, {"shadow", ""}, {"default", "1.0"}};
        json split = plain;
        split["weights"] = {{"1.0", 90}, {"1.1", 10}};
        json other = plain;
        other["default"] = "1.1";
        QVERIFY(all[2] == (json{{"change", "split"}, {"old", plain}, {"new", split}, {"reason", "try it"}}));
        QVERIFY(all[1] == (json{{"change", "rollback"}, {"old", split}, {"new", plain}, {"reason", "it was worse"}}));
        QVERIFY(all[0] == (json{{"change", "default"}, {"old", plain}, {"new", other}}));
        client::AuditQuery query;
        query.action = "config_change";
        const auto page = api().auditEvents(query);
        OK(page);
        QCOMPARE(page->items[0].event_type, "model_operation");
        QCOMPARE(page->items[0].resource, "m");
        QCOMPARE(page->items[0].result, "success");
        QVERIFY(!page->items[0].user.empty());
    }

    void theManagementPortHasItToo() {
        const auto manage = [&](const std::string& method, const std::string& target, const std::string& body = "") {
            return read(ask("management", method, target, body));
        };
        const std::size_t before = events("config_change").size();
        const Answer put = manage("PUT", "/models/m/split", R"({"weights":{"1.0":1,"1.1":3},"reason":"r"})");
        QCOMPARE(put.status, 200);
        QVERIFY(put.body["weights"] == (json{{"1.0", 1}, {"1.1", 3}}));
        QVERIFY(manage("GET", "/models/m/split").body["weights"] == put.body["weights"]);
        const Answer used = manage("DELETE", "/models/m/1.1");
        QCOMPARE(used.status, 409);
        QCOMPARE(used.body.value("type", ""), "ConflictStatusException");
        QVERIFY(events("model_unload").empty());
        QVERIFY(manage("POST", "/models/m/rollback").body["weights"].empty());
        const Answer twice = manage("POST", "/models/m/rollback");
        QCOMPARE(twice.status, 409);
        QVERIFY(twice.body["message"].get<std::string>().contains("the last change was a rollback"));
        QCOMPARE(manage("PUT", "/models/m/1.1/set-default").status, 200);
        QCOMPARE(predict("").version, "1.1");
        QCOMPARE(events("config_change").size(), before + 3);
        QCOMPARE(events("config_change")[0].value("change", ""), "default");
        QCOMPARE(manage("GET", "/models/nobody/split").status, 404);
        const Answer unknown = manage("PUT", "/models/m/split", R"({"weights":{"9":1}})");
        QCOMPARE(unknown.status, 404);
        QVERIFY(unknown.body["message"].get<std::string>().contains("there are: 1.0, 1.1, 2.0"));
        QCOMPARE(manage("PUT", "/models/m/split", "[").status, 400);
        QCOMPARE(manage("DELETE", "/models/m/rollback").status, 404); // a version called so is not there
    }

    void metricsTellOfThem() {
        OK(api().setModelSplit("m", {.weights = Weights{{"1.0", 7}, {"1.1", 3}}}));
        QCOMPARE(predict("").status, 200);
        const std::string text = ask("metrics", "GET", "/metrics");
        QVERIFY(text.contains("inferno_version_weight{model_name=\"m\",model_version=\"1.1\",} 3\n"));
        QVERIFY(text.contains("inferno_version_weight{model_name=\"m\",model_version=\"2.0\",} 0\n"));
        QVERIFY(text.contains("inferno_shadow_requests_total{model_name=\"m\",model_version=\"1.1\","
                              "outcome=\"disagreed\",} "));
        // By the version that answered, though the request named none.
        QVERIFY(text.contains("inferno_inference_latency_seconds_count{model_name=\"m\",model_version=\"1.0\",} "));
        QVERIFY(text.contains("ts_inference_requests_total{model_name=\"m\",model_version=\"default\","));
    }

    void aRestartKeepsTheSplit() {
        OK(api().setModelSplit("m", {.weights = Weights{{"1.1", 1}}, .sticky = "header:X-User", .shadow = "2.0"}));
        const auto before = api().modelSplit("m");
        live_->restart();
        const auto after = api().modelSplit("m");
        OK(after);
        QVERIFY(static_cast<const client::SplitState&>(*after) == static_cast<const client::SplitState&>(*before));
        QVERIFY(after->previous == before->previous);
        QCOMPARE(after->changed, before->changed);
        QVERIFY(QTest::qWaitFor([&] { return predict("").status == 200; }, 60'000));
        QCOMPARE(predict("").version, "1.1");
        QCOMPARE(figures().at("1.0").requests, 0U); // they are of this service's life
        OK(api().rollBackModel("m"));
    }

private:
    client::Client& api() { return live_->client(); }

    std::filesystem::path pathOf(const char* name) const { return samples_.path().toStdString() + "/" + name; }
    void make(const char* name, const char* formula) {
        const std::filesystem::path text = pathOf(name).string() + ".txt";
        std::ofstream(text) << "def forward(self, x: Tensor) -> Tensor:\n    return " << formula << "\n";
        QProcess program;
        program.start(QString::fromLocal8Bit(qgetenv("INFERNO_BIN")) + QStringLiteral("/inferno-engine"),
                      {QStringLiteral("--make-sample"), QString::fromStdString(pathOf(name).string()),
                       QString::fromStdString(text.string())});
        QVERIFY(program.waitForFinished(60'000));
        QVERIFY2(program.exitCode() == 0, program.readAllStandardError().constData());
    }

    std::string post(const std::string& target, const std::string& body, const std::string& headers = "") {
        return live_->ask("POST", target, headers, body);
    }
    Answer predict(const std::string& headers) { return read(post("/predictions/m", kInput, headers)); }
    std::string ask(const char* door, const std::string& method, const std::string& target,
                    const std::string& body = "") {
        RawClient client(static_cast<std::uint16_t>(live_->service().info().ports.at(door)));
        client.send(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: " +
                    std::to_string(body.size()) + "\r\n\r\n" + body);
        return client.readAll(20'000);
    }

    std::map<std::string, VersionFigures> figures() {
        std::map<std::string, VersionFigures> out;
        const auto split = api().modelSplit("m");
        if (split)
            for (const VersionFigures& one : split->versions)
                out[one.version] = one;
        return out;
    }
    /// The details of the newest events of an action, newest first.
    std::vector<json> events(const std::string& action) {
        client::AuditQuery query;
        query.action = action;
        query.resource = "m";
        query.limit = 1000;
        std::vector<json> out;
        const auto page = api().auditEvents(query);
        if (page)
            for (const client::AuditEvent& event : page->items)
                out.push_back(json::parse(event.details));
        return out;
    }
    /// How many events of requests there are once all that were asked are written.
    std::size_t settledEvents() {
        std::uint64_t requests = 0;
        for (const auto& [version, count] : figures())
            requests += count.requests;
        (void)QTest::qWaitFor([&] { return events("inference_request").size() >= requests; }, 20'000);
        return events("inference_request").size();
    }

    QTemporaryDir samples_;
    std::unique_ptr<LiveService> live_;
};

QTEST_GUILESS_MAIN(TestModelSplits)
#include "tst_model_splits.moc"
