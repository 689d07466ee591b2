// SPDX-License-Identifier: GPL-3.0-or-later
// TorchServe's surface row by row: addresses, parameters, status codes and messages, in the words of its sources.
#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "core/base/clock.h"
#include "services/api/torchserve/description.h"
#include "services/api/torchserve/frontend.h"
#include "services/api/torchserve/open_inference.h"
#include "tests/services/api/torchserve/fake_models.h"

using namespace inferno;
using namespace inferno::api::torchserve;
using inferno::tests::FakeModels;

namespace {

constexpr const char* kNoRoute = "Requested resource is not found, please refer to API document.";
constexpr const char* kNoMethod = "Requested method is not allowed, please refer to API document.";
constexpr const char* kNoWorker =
    "has no worker to serve inference request. Please use scale workers API to add workers. If this is a sequence "
    "inference, please check if it is closed, or expired; or exceeds maxSequenceJobQueueSize";

} // namespace

class TestFrontend : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    SystemClock clock_;
    std::unique_ptr<FakeModels> models_;
    std::optional<Frontend::Parts> parts_;
    std::unique_ptr<Frontend> frontend_;
    std::vector<std::string> changes_;    ///< "ACTION MODEL success"
    std::vector<std::string> inferences_; ///< "MODEL success"
    bool vaultTakes_ = true;

    std::filesystem::path store() const { return std::filesystem::path(folder_.path().toStdString()) / "store"; }

    static http::Request requestOf(std::string_view door, const std::string& method, const std::string& target,
                                   const std::string& body = {}, const std::string& type = {}) {
        http::Request request;
        if (!http::parseTarget(target, request))
            qFatal("%s", target.c_str());
        request.listener = door;
        request.method = method;
        request.body = body;
        if (!type.empty())
            request.headers.add("Content-Type", type);
        return request;
    }
    /// As the API asks: what is nowhere is refused before a body is read.
    http::Response ask(std::string_view door, const std::string& method, const std::string& target,
                       const std::string& body = {}, const std::string& type = {}) {
        const http::Request request = requestOf(door, method, target, body, type);
        if (auto nowhere = frontend_->unrouted(request))
            return *std::move(nowhere);
        return frontend_->handle(request, {});
    }
    Json json(std::string_view door, const std::string& method, const std::string& target, const std::string& body = {},
              const std::string& type = {}) {
        return Json::parse(ask(door, method, target, body, type).body);
    }
    /// The body that the tensor handler is given, or why there is none.
    static std::string tensorBody(const std::string& body) {
        const auto request = inferRequestOf(body, Tensors{true, {}, {}});
        return request ? request->bodies.front() : request.error().message;
    }
    /// The last line of what /metrics says of a series.
    std::string metric(const std::string& name) {
        const std::string text = ask(kMetricsDoor, "GET", "/metrics?name[]=" + name).body;
        const auto line = text.rfind('\n', text.size() - 2);
        return text.empty() ? "" : text.substr(line + 1, text.size() - line - 2);
    }

private Q_SLOTS:
    void init() {
        std::filesystem::create_directories(store());
        for (const char* name : {"fresh.mar", "m.mar"})
            std::ofstream(store() / name) << "x";
        std::ofstream(store() / ".." / "secret.pt") << "x";
        models_ = std::make_unique<FakeModels>();
        models_->put("m", "1.0", 1);
        models_->put("m", "2.0", 1);
        models_->put("numbers", "1.0", 1, "tensor");
        models_->put("idle", "1.0", 0);
        Frontend::Parts parts{*models_, clock_, {store(), {}}, 512, 0, "0.1", nullptr, nullptr, nullptr, nullptr};
        parts.host = [] {
            client::HostInfo host;
            host.name = "box";
            host.memory_total = 8ULL << 30;
            host.memory_used = 2ULL << 30;
            return host;
        };
        parts.recordChange = [this](const ModelChange& change, const api::Caller&) -> Result<void> {
            if (!vaultTakes_)
                return fail(ErrorCode::VaultUnavailable, "no room");
            changes_.push_back(std::string(change.action) + " " + change.model + (change.success ? "" : " failed"));
            return {};
        };
        parts.recordInference = [this](const InferenceRequest& request, const api::Caller&) {
            inferences_.push_back(std::string(request.model) + (request.error ? " failed" : ""));
        };
        parts_.emplace(std::move(parts));
        frontend_ = std::make_unique<Frontend>(*parts_);
        changes_.clear();
        inferences_.clear();
        vaultTakes_ = true;
    }

    void answers_data() {
        QTest::addColumn<QString>("door");
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("type"); ///< of the error; "" for none
        QTest::addColumn<QString>("said"); ///< message, or status
        const auto row = [](const char* door, const char* method, const char* target, const char* body, int status,
                            const char* type, const std::string& said) {
            QTest::addRow("%s %s %s", method, target, body)
                << door << method << target << body << status << type << QString::fromStdString(said);
        };
        const auto inference = [&](const char* method, const char* target, int status, const char* type,
                                   const std::string& said,
                                   const char* body = "1") { row("api", method, target, body, status, type, said); };
        const auto management = [&](const char* method, const char* target, int status, const char* type,
                                    const std::string& said, const char* body = "") {
            row("management", method, target, body, status, type, said);
        };
        const char* const none = "";

        inference("GET", "/ping", 200, none, "Healthy");
        inference("GET", "/nowhere", 404, "ResourceNotFoundException", kNoRoute);
        inference("GET", "/", 405, "MethodNotAllowedException", kNoMethod);
        inference("GET", "/models", 404, "ResourceNotFoundException", kNoRoute);
        inference("GET", "/predictions", 404, "ResourceNotFoundException", kNoRoute);
        inference("DELETE", "/predictions/m", 405, "MethodNotAllowedException", kNoMethod);
        inference("GET", "/v1/models/m:predict", 405, "MethodNotAllowedException", kNoMethod);
        inference("POST", "/wfpredict/w", 404, "ResourceNotFoundException", kNoRoute);
        inference("POST", "/predictions/nobody", 404, "ModelNotFoundException", "Model not found: nobody");
        inference("POST", "/predictions/m/7", 404, "ModelVersionNotFoundException",
                  "Model version: 7 does not exist for model: m");
        inference("POST", "/predictions/nobody/7", 404, "ModelNotFoundException", "Model not found: nobody");
        inference("OPTIONS", "/predictions/nobody", 404, "ModelNotFoundException", "Model not found: nobody");
        inference("POST", "/predictions/idle", 503, "ServiceUnavailableException",
                  std::string("Model \"idle\" ") + kNoWorker);
        inference("POST", "/predictions/idle/1.0", 503, "ServiceUnavailableException",
                  std::string("Model \"idle\" Version 1.0 ") + kNoWorker);
        inference("POST", "/invocations", 400, "BadRequestException", "Parameter model_name is required.");
        inference("POST", "/invocations?model_name=nobody", 404, "ModelNotFoundException", "Model not found: nobody");
        inference("POST", "/models/nobody/invoke", 404, "ModelNotFoundException", "Model not found: nobody");
        inference("POST", "/nobody/predict", 404, "ModelNotFoundException", "Model not found: nobody");
        inference("POST", "/predictions/m", 413, "RequestEntityTooLargeException",
                  "The input is too large · the request's body is larger than 512 bytes",
                  std::string(513, 'x').c_str());

        management("PATCH", "/models", 405, "MethodNotAllowedException", kNoMethod);
        management("POST", "/models/m", 405, "MethodNotAllowedException", kNoMethod);
        management("GET", "/predictions/m", 404, "ResourceNotFoundException", kNoRoute);
        management("GET", "/workflows", 404, "ResourceNotFoundException", kNoRoute);
        management("POST", "/models", 400, "BadRequestException", "Parameter url is required.");
        management("POST", "/models?url=", 404, "ModelNotFoundException", "empty url");
        management("POST", "/models?url=../fake.mar", 404, "ModelNotFoundException",
                   "Relative path is not allowed in url: ../fake.mar");
        management("POST", "/models?url=absent.mar", 404, "ModelNotFoundException", "Model not found at: absent.mar");
        management("POST", "/models?url=file:///etc/passwd", 404, "ModelNotFoundException",
                   "Given URL file:///etc/passwd does not match any allowed URL(s)");
        management("POST", "/models?url=https://example.org/a.mar", 404, "ModelNotFoundException",
                   "Given URL https://example.org/a.mar does not match any allowed URL(s)");
        management("POST", "/models?url=fresh.mar&runtime=x", 400, "BadRequestException",
                   "Invalid RuntimeType value: x");
        management("POST", "/models?url=m.mar", 409, "ConflictStatusException",
                   "Model version 1.0 is already registered for model m");
        management("POST", "/models?url=fresh.mar", 200, none,
                   "Model \"fresh\" Version: 1.0 registered with 0 initial workers. Use scale workers API to add "
                   "workers for the model.");
        management("POST", "/models?url=fresh.mar&initial_workers=junk", 200, none,
                   "Model \"fresh\" Version: 1.0 registered with 0 initial workers. Use scale workers API to add "
                   "workers for the model.");
        management("POST", "/models?url=fresh.mar&initial_workers=2&model_name=other", 200, none,
                   "Model \"other\" Version: 1.0 registered with 2 initial workers");
        management("POST", "/models?url=fresh.mar&initial_workers=2&synchronous=false", 202, none,
                   "Processing worker updates...");
        management("POST", "/models", 200, none, "Model \"fresh\" Version: 1.0 registered with 3 initial workers",
                   R"({"url":"fresh.mar","initial_workers":3,"synchronous":true})");
        management("POST", "/models", 400, "BadRequestException", "the body is not a JSON object", "[1");

        management("GET", "/models/nobody", 404, "ModelNotFoundException", "Model not found: nobody");
        management("GET", "/models/m/7", 404, "ModelVersionNotFoundException",
                   "Model version: 7 does not exist for model: m");
        management("GET", "/models/nobody/all", 404, "ModelNotFoundException", "Model not found: nobody");
        management("GET", "/models/idle?customized=true", 503, "ServiceUnavailableException",
                   "Model \"idle\" has no worker to serve describe request. Please use scale workers API to add "
                   "workers.");
        management("OPTIONS", "/models/nobody", 404, "ModelNotFoundException", "Model not found: nobody");

        management("PUT", "/models/m?min_worker=3", 202, none, "Processing worker updates...");
        management("PUT", "/models/m?min_worker=3&synchronous=true", 200, none, "Workers scaled to 3 for model: m");
        management("PUT", "/models/m/2.0?min_worker=3&synchronous=TRUE", 200, none,
                   "Workers scaled to 3 for model: m, version: 2.0");
        management("PUT", "/models/m?model_version=2.0&synchronous=true", 200, none,
                   "Workers scaled to 1 for model: m, version: 2.0");
        management("PUT", "/models/m?min_worker=3&max_worker=2", 400, "BadRequestException",
                   "max_worker cannot be less than min_worker.");
        management("PUT", "/models/nobody", 404, "ModelNotFoundException", "Model not found: nobody");
        management("PUT", "/models/m/7", 404, "ModelVersionNotFoundException",
                   "Model version: 7 does not exist for model: m");

        management("PUT", "/models/m/2.0/set-default", 200, none,
                   "Default version successfully updated for model \"m\" to \"2.0\"");
        management("PUT", "/models/m/7/set-default", 404, "ModelVersionNotFoundException",
                   "Model version 7 does not exist for model m");
        management("PUT", "/models/nobody/7/set-default", 404, "ModelNotFoundException", "Model not found: nobody");
        management("GET", "/models/m/2.0/set-default", 405, "MethodNotAllowedException", kNoMethod);

        management("DELETE", "/models/m/2.0", 200, none, "Model \"m\" unregistered");
        management("DELETE", "/models/idle?timeout=junk", 200, none, "Model \"idle\" unregistered");
        management("DELETE", "/models/m/1.0", 403, "InvalidModelVersionException",
                   "Cannot remove default version for model m");
        management("DELETE", "/models/m", 403, "InvalidModelVersionException",
                   "Cannot remove default version for model m");
        management("DELETE", "/models/nobody", 404, "ModelNotFoundException", "Model not found: nobody");
        management("DELETE", "/models/m/7", 404, "ModelVersionNotFoundException",
                   "Model version: 7 does not exist for model: m");
        management("GET", "/v1/models/nobody", 404, "ModelNotFoundException", "Model not found: nobody");

        row("metrics", "GET", "/models", "", 404, "ResourceNotFoundException", kNoRoute);
        row("metrics", "POST", "/metrics", "", 405, "MethodNotAllowedException", kNoMethod);
    }

    void answers() {
        QFETCH(QString, door);
        QFETCH(QString, method);
        QFETCH(QString, target);
        QFETCH(QString, body);
        QFETCH(int, status);
        QFETCH(QString, type);
        QFETCH(QString, said);
        const bool isJson = door == QLatin1String("management") && !body.isEmpty();
        const http::Response response = ask(door.toStdString(), method.toStdString(), target.toStdString(),
                                            body.toStdString(), isJson ? "application/json" : "");
        QVERIFY2(response.status == status, response.body.c_str());
        const Json document = Json::parse(response.body);
        if (type.isEmpty()) {
            QCOMPARE(QString::fromStdString(document.value("status", "")), said);
        } else {
            QCOMPARE(document.value("code", 0), status);
            QCOMPARE(QString::fromStdString(document.value("type", "")), type);
            QCOMPARE(QString::fromStdString(document.value("message", "")), said);
        }
        QCOMPARE(response.close, status >= 400);
        QVERIFY(response.body.ends_with("}\n"));
    }

    void everyAnswerHasTorchServesFields() {
        const http::Response good = ask(kApiDoor, "GET", "/v2/health/live");
        const http::Response bad = ask(kApiDoor, "GET", "/nowhere");
        for (const http::Response* response : {&good, &bad}) {
            const std::regex uuid("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}");
            QVERIFY(std::regex_match(std::string(response->headers.get("x-request-id")), uuid));
            QCOMPARE(response->headers.get("Pragma"), "no-cache");
            QCOMPARE(response->headers.get("Cache-Control"), "no-cache; no-store, must-revalidate, private");
            QCOMPARE(response->headers.get("Expires"), "Thu, 01 Jan 1970 00:00:00 UTC");
            QCOMPARE(response->headers.get("Content-Type"), "application/json");
        }
        QVERIFY(good.headers.get("x-request-id") != bad.headers.get("x-request-id"));
        QCOMPARE(bad.body, "{\n  \"code\": 404,\n  \"type\": \"ResourceNotFoundException\",\n  \"message\": "
                           "\"Requested resource is not found, please refer to API document.\"\n}\n");
        QCOMPARE(ask(kApiDoor, "POST", "/predictions/idle", "1").headers.get("Retry-After"), "5");
    }

    void pingCountsTheWorkers() {
        models_->get("idle", "")->minWorkers = 1; // and it has none
        const http::Response response = ask(kApiDoor, "GET", "/ping");
        QCOMPARE(response.status, 500);
        QCOMPARE(Json::parse(response.body).value("status", ""), "Unhealthy");
        QCOMPARE(ask(kApiDoor, "GET", "/v2/health/ready").status, 400);
    }

    void modelsAreListedByPages() {
        const Json all = json(kManagementDoor, "GET", "/models");
        QVERIFY(!all.contains("nextPageToken"));
        QCOMPARE(all["models"].size(), 3U); // the default versions
        QCOMPARE(all["models"][0].dump(), R"({"modelName":"idle","modelUrl":"idle.mar"})");
        const Json first = json(kManagementDoor, "GET", "/models?limit=2");
        QCOMPARE(first.value("nextPageToken", ""), "2");
        QCOMPARE(first["models"].size(), 2U);
        const Json second = json(kManagementDoor, "GET", "/models?limit=2&next_page_token=2");
        QVERIFY(!second.contains("nextPageToken"));
        QCOMPARE(second["models"][0].value("modelName", ""), "numbers");
        QCOMPARE(json(kManagementDoor, "GET", "/models?limit=101").at("models").size(), 3U);
        QCOMPARE(json(kManagementDoor, "GET", "/models?limit=-1&next_page_token=-5").at("models").size(), 3U);
        QCOMPARE(json(kManagementDoor, "GET", "/models?limit=many&next_page_token=x").at("models").size(), 3U);
        QCOMPARE(json(kManagementDoor, "GET", "/models?next_page_token=99").at("models").size(), 0U);
    }

    void aModelIsDescribed() {
        const Json one = json(kManagementDoor, "GET", "/models/m");
        QCOMPARE(one.size(), 1U);
        QCOMPARE(one[0].value("modelVersion", ""), "1.0");
        for (const char* field :
             {"modelName", "modelUrl", "engine", "runtime", "minWorkers", "maxWorkers", "batchSize", "maxBatchDelay",
              "responseTimeout", "startupTimeout", "deviceType", "loadedAtStartup", "workers", "jobQueueStatus"})
            QVERIFY2(one[0].contains(field), field);
        QCOMPARE(one[0]["batchSize"].get<int>(), 1);
        QCOMPARE(one[0]["maxBatchDelay"].get<int>(), 100);
        QCOMPARE(one[0]["workers"][0]["id"].get<std::string>(), "9000");
        QCOMPARE(one[0]["workers"][0]["status"].get<std::string>(), "READY");
        QCOMPARE(one[0]["workers"][0]["startTime"].get<std::string>(), "2026-03-24T09:42:07.000Z");
        QCOMPARE(one[0]["jobQueueStatus"].dump(), R"({"remainingCapacity":100,"pendingRequests":0})");
        QCOMPARE(json(kManagementDoor, "GET", "/models/m/2.0")[0].value("modelVersion", ""), "2.0");
        QCOMPARE(json(kManagementDoor, "GET", "/models/m/all").size(), 2U);
        QCOMPARE(json(kManagementDoor, "GET", "/v1/models/m").dump(), R"({"name":"m","ready":true})");
        QCOMPARE(json(kManagementDoor, "GET", "/v1/models/idle").dump(), R"({"name":"idle","ready":false})");
    }

    void aRegistrationCarriesItsParameters() {
        const http::Response response =
            ask(kManagementDoor, "POST",
                "/models?url=fresh.mar&handler=tensor&batch_size=8&max_batch_delay=50&initial_workers=2"
                "&response_timeout=7&startup_timeout=9&model_version=3.1");
        QCOMPARE(response.status, 200);
        const Registration& asked = models_->registrations.back();
        QCOMPARE(asked.file, std::filesystem::canonical(store()) / "fresh.mar");
        QCOMPARE(asked.handler, "tensor");
        QCOMPARE(asked.version, "3.1");
        QCOMPARE(asked.batchSize, 8);
        QCOMPARE(asked.maxBatchDelay.count(), 50);
        QCOMPARE(asked.initialWorkers, 2);
        QCOMPARE(asked.responseTimeout, std::chrono::seconds(7));
        QCOMPARE(asked.startupTimeout, std::chrono::seconds(9));
    }

    void noLinkLeadsOutOfTheStore() {
        std::filesystem::create_symlink("../secret.pt", store() / "way.pt");
        const http::Response response = ask(kManagementDoor, "POST", "/models?url=way.pt");
        QCOMPARE(response.status, 404);
        QVERIFY(models_->registrations.empty());
        std::filesystem::remove(store() / "way.pt");
        const ModelSources wide{store(), {"file:///tmp/.*", "["}}; // the second allows nothing
        const std::string allowed = "file://" + (store().parent_path() / "secret.pt").string();
        QVERIFY(modelFileOf(allowed, {store(), {"file://.*"}}));
        QVERIFY(!modelFileOf("file:///etc/passwd", wide));
        QVERIFY(!modelFileOf("http://a/b.mar", wide));
        QCOMPARE(*modelFileOf("http://a/b.mar", {store(), {"http://a/.*"}}), "http://a/b.mar"); // to be downloaded
        QVERIFY(!modelFileOf("http://a/@b.org/b.mar", {store(), {"http://b.org/.*"}}));
        QVERIFY(!modelFileOf("http://a@b.org/b.mar", {store(), {"http://a.*"}}));
    }

    void whyAModelIsNotTaken_data() {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("said");
        const auto row = [](const char* name, ErrorCode code, int status, const char* type, const char* said) {
            QTest::newRow(name) << static_cast<int>(code) << status << QByteArray(type) << QByteArray(said);
        };
        row("download", ErrorCode::DownloadFailed, 400, "DownloadArchiveException", "why");
        row("there already", ErrorCode::IoExists, 500, "InternalServerException", "why");
        row("memory", ErrorCode::ModelMemory, 507, "InternalServerException", "System out of memory: why");
        row("signature", ErrorCode::ModelSignature, 400, "InvalidModelException",
            "The model's signature does not hold · why");
        row("archive", ErrorCode::ModelInvalid, 400, "InvalidModelException", "The model cannot be used · why");
    }
    void whyAModelIsNotTaken() {
        QFETCH(int, code);
        models_->adding = {static_cast<ErrorCode>(code), "why", "", nullptr};
        Frontend::Parts parts{*models_, clock_, {store(), {"http://h/.*"}}, 512, 0, "0.1", nullptr, nullptr, nullptr};
        std::string event;
        parts.recordChange = [&](const ModelChange& change, const api::Caller&) -> Result<void> {
            event = change.model + " " + change.details.dump();
            return {};
        };
        Frontend frontend(std::move(parts));
        const std::string url = "http://user:password@h/fraud.mar?key=secret";
        const http::Response response = frontend.handle(
            requestOf(kManagementDoor, "POST", "/models", Json{{"url", url}}.dump(), "application/json"), {});
        QTEST(response.status, "status");
        const Json body = Json::parse(response.body);
        QTEST(QByteArray::fromStdString(body.value("type", "")), "type");
        QTEST(QByteArray::fromStdString(body.value("message", "")), "said");
        QCOMPARE(models_->registrations.back().file, url); // what downloads it needs all of it
        QVERIFY2(event.starts_with(R"(http://h/fraud.mar {)"), event.c_str());
        QVERIFY2(event.find("secret") == event.npos && event.find("password") == event.npos, event.c_str());
    }

    void whatIsNotTheClientsFaultIsNoBadRequest_data() {
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        const auto row = [](const char* name, ErrorCode code, const char* path, int status, const char* type) {
            QTest::newRow(name) << static_cast<int>(code) << QByteArray(path) << status << QByteArray(type);
        };
        row("memory", ErrorCode::ModelMemory, "/predictions/m", 507, "InternalServerException");
        row("raised", ErrorCode::ModelInvalid, "/predictions/m", 503, "InternalServerException");
        row("raised, of a version", ErrorCode::ModelInvalid, "/predictions/m/1.0", 503, "InternalServerException");
        row("signature", ErrorCode::ModelSignature, "/predictions/m", 503, "ServiceUnavailableException");
        row("input", ErrorCode::ModelInput, "/predictions/m", 400, "BadRequestException");
    }
    void whatIsNotTheClientsFaultIsNoBadRequest() {
        QFETCH(int, code);
        QFETCH(QByteArray, path);
        models_->predicting = {static_cast<ErrorCode>(code), "why", "", nullptr};
        const http::Response response = ask(kApiDoor, "POST", path.toStdString(), "1");
        QTEST(response.status, "status");
        QTEST(QByteArray::fromStdString(Json::parse(response.body).value("type", "")), "type");
        QVERIFY(Json::parse(response.body).value("message", "").ends_with(" · why"));
    }

    void noRoomIs503OrAsConfigured() {
        models_->predicting = {ErrorCode::RateLimited, "the queue is full", "try again in 7 s", nullptr};
        const http::Response usual = ask(kApiDoor, "POST", "/predictions/m", "1");
        QCOMPARE(usual.status, 503);
        QCOMPARE(usual.headers.get("Retry-After"), "7");
        QCOMPARE(Json::parse(usual.body).value("type", ""), "ServiceUnavailableException");
        Frontend::Parts parts = *parts_;
        parts.overloadStatus = 429;
        frontend_ = std::make_unique<Frontend>(std::move(parts));
        const http::Response chosen = ask(kApiDoor, "POST", "/predictions/m", "1");
        QCOMPARE(chosen.status, 429);
        QCOMPARE(chosen.headers.get("Retry-After"), "7");
        QCOMPARE(Json::parse(chosen.body).dump(),
                 R"({"code":429,"type":"TooManyRequestsException","message":"Too many requests · the queue is full · )"
                 R"(try again in 7 s"})");
        const http::Response open = ask(kApiDoor, "POST", "/v2/models/m/infer",
                                        R"({"inputs":[{"name":"x","shape":[1],"datatype":"BYTES","data":["a"]}]})");
        QCOMPARE(open.status, 429);
        QCOMPARE(open.headers.get("Retry-After"), "7");
        QVERIFY(Json::parse(open.body).value("error", "").starts_with("Too many requests"));
        QCOMPARE(ask(kApiDoor, "POST", "/predictions/idle", "1").status, 503); // no worker is another thing
        models_->predicting = {ErrorCode::EngineUnavailable, "it starts again", "try again in 2 s", nullptr};
        const http::Response gone = ask(kApiDoor, "POST", "/predictions/m", "1");
        QCOMPARE(gone.status, 503);
        QCOMPARE(gone.headers.get("Retry-After"), "2");
    }

    void workersThatComeLaterAre206() {
        models_->slowWorkers = true;
        const http::Response response = ask(kManagementDoor, "PUT", "/models/m?min_worker=2&synchronous=true");
        QCOMPARE(response.status, 206);
        QCOMPARE(Json::parse(response.body).value("status", ""), "Workers scaling in progress...");
    }

    void workersThatDoNotComeAre500() {
        models_->scaling = {ErrorCode::EngineUnavailable, "they died", "", nullptr};
        const http::Response response = ask(kManagementDoor, "PUT", "/models/m?min_worker=2&synchronous=true");
        QCOMPARE(response.status, 500);
        QCOMPARE(Json::parse(response.body).value("message", ""),
                 "Failed to start workers for model m version: null (they died)");
        QVERIFY(changes_.empty());
    }

    void aModelThatDoesNotGoIs408() {
        models_->removing = {ErrorCode::RequestTimeout, "busy", "", nullptr};
        const http::Response response = ask(kManagementDoor, "DELETE", "/models/idle");
        QCOMPARE(response.status, 408);
        QCOMPARE(Json::parse(response.body).value("message", ""), "Timed out while cleaning resources: idle");
        QCOMPARE(changes_, (std::vector<std::string>{"model_unload idle", "model_unload idle failed"}));
    }

    void changesAreEvents() {
        ask(kManagementDoor, "POST", "/models?url=fresh.mar&initial_workers=1");
        ask(kManagementDoor, "POST", "/models?url=fresh.mar");
        ask(kManagementDoor, "PUT", "/models/fresh?min_worker=2");
        ask(kManagementDoor, "PUT", "/models/m/2.0/set-default");
        ask(kManagementDoor, "DELETE", "/models/fresh");
        QCOMPARE(changes_, (std::vector<std::string>{"model_load fresh", "model_load fresh.mar failed",
                                                     "config_change fresh", "config_change m", "model_unload fresh"}));
        vaultTakes_ = false;
        QCOMPARE(ask(kManagementDoor, "DELETE", "/models/m/1.0").status, 503);
        QVERIFY(models_->get("m", "1.0")); // it stays where no event can be taken
        ask(kApiDoor, "POST", "/predictions/m", "1");
        ask(kApiDoor, "POST", "/predictions/nobody", "1");
        QCOMPARE(inferences_, (std::vector<std::string>{"m", "nobody failed"}));
    }

    void aModelIsAskedInManyWays_data() {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("body");
        const QString plain = QStringLiteral("application/json");
        const QString form = QStringLiteral("multipart/form-data; boundary=\"x y\"");
        const QString part = QStringLiteral("--x y\r\nContent-Disposition: form-data; name=\"%1\"\r\n"
                                            "Content-Type: text/plain\r\n\r\nhello\r\n--x y--\r\n");
        QTest::addRow("raw") << "/predictions/m" << plain << "hello";
        QTest::addRow("version") << "/predictions/m/2.0" << plain << "hello";
        QTest::addRow("path") << "/predictions/m/2.0/more/of/it" << plain << "hello";
        QTest::addRow("curl") << "/predictions/m" << "application/x-www-form-urlencoded" << "hello";
        QTest::addRow("curl with json") << "/predictions/m" << "application/x-www-form-urlencoded"
                                        << "{\"text\":\"1=1\"}";
        QTest::addRow("urlencoded") << "/predictions/m" << "application/x-www-form-urlencoded" << "a=1&data=hello";
        QTest::addRow("data") << "/predictions/m" << form << part.arg(QStringLiteral("data"));
        QTest::addRow("any field") << "/predictions/m" << form << part.arg(QStringLiteral("file"));
        QTest::addRow("invocations") << "/invocations?model_name=m" << plain << "hello";
        QTest::addRow("form's model") << "/invocations" << "application/x-www-form-urlencoded"
                                      << "model_name=m&body=hello";
        QTest::addRow("invoke") << "/models/m/invoke" << plain << "hello";
        QTest::addRow("legacy") << "/m/predict" << plain << "hello";
        QTest::addRow("legacy version") << "/m/2.0/predict" << plain << "hello";
    }

    void aModelIsAskedInManyWays() {
        QFETCH(QString, target);
        QFETCH(QString, type);
        QFETCH(QString, body);
        const http::Request request =
            requestOf(kApiDoor, "POST", target.toStdString(), body.toStdString(), type.toStdString());
        const Input input = inputOf(request);
        const std::string sent = body.startsWith(u'{') ? body.toStdString() : "hello";
        QCOMPARE(input.body, sent);
        const http::Response response = frontend_->handle(request, {});
        QCOMPARE(response.status, 200);
        QCOMPARE(response.body, sent);
    }

    void kserveAsksWithInstances() {
        QCOMPARE(json(kApiDoor, "POST", "/v1/models/numbers:predict", R"({"instances":[[1,2]]})").dump(),
                 R"({"predictions":[[2.0,4.0]]})");
        QCOMPARE(models_->bodies.back(), R"({"inputs":[[1,2]]})");
        QCOMPARE(json(kApiDoor, "POST", "/v1/models/m:predict", R"({"instances":["a",{"b":1}]})").dump(),
                 R"({"predictions":["a",{"b":1}]})");
        QCOMPARE(ask(kApiDoor, "POST", "/v1/models/m:predict", R"({"instances":[]})").status, 400);
        QCOMPARE(ask(kApiDoor, "POST", "/v1/models/m:predict", "nonsense").status, 400);
        QCOMPARE(ask(kApiDoor, "POST", "/v1/models/nobody:predict", R"({"instances":[1]})").status, 404);
    }

    void theModelsOwnTensorsAreToldAndKept() {
        auto& known = models_->put("known", "1.0", 1, "tensor");
        known.input = api::ModelTensor{"features", "FP32", {-1, 2}};
        known.output = api::ModelTensor{"score", "FP32", {-1, 2}};
        const Json told = json(kApiDoor, "GET", "/v2/models/known");
        QCOMPARE(told["inputs"].dump(), R"([{"name":"features","datatype":"FP32","shape":[-1,2]}])");
        QCOMPARE(told["outputs"].dump(), R"([{"name":"score","datatype":"FP32","shape":[-1,2]}])");
        const auto infer = [this](const std::string& name, const std::string& type, const std::string& shape,
                                  const std::string& more = {}) {
            return json(kApiDoor, "POST", "/v2/models/known/infer",
                        R"({"inputs":[{"name":")" + name + R"(","datatype":")" + type + R"(","shape":)" + shape +
                            R"(,"data":[1,2]}])" + more + "}");
        };
        QCOMPARE(infer("features", "FP32", "[1,2]").at("outputs")[0].value("name", ""), "score");
        QCOMPARE(infer("features", "FP32", "[1,2]", R"(,"outputs":[{"name":"score"}])").at("outputs").size(), 1U);
        QCOMPARE(infer("features", "FP32", "[1,2]", R"(,"outputs":[{"name":"other"}])").value("error", ""),
                 "the model has the output 'score' alone");
        QCOMPARE(infer("x", "FP32", "[1,2]").value("error", ""), "the model has the input 'features' alone");
        QCOMPARE(infer("features", "INT64", "[1,2]").value("error", ""),
                 "the input 'features' is of datatype FP32, not INT64");
        for (const char* shape : {"[2,1]", "[2]", "[1,1,2]"})
            QCOMPARE(infer("features", "FP32", shape).value("error", ""),
                     "the input 'features' is of shape [-1,2], not " + std::string(shape));
        QVERIFY(json(kApiDoor, "POST", "/v2/models/known/infer",
                     R"({"inputs":[{"name":"features","datatype":"FP32","shape":[1,2],)"
                     R"("parameters":{"binary_data_size":8}}]})")
                    .value("error", "")
                    .starts_with("the extension for binary data is not served"));
    }

    void theOpenInferenceProtocolIsSpoken() {
        QCOMPARE(json(kApiDoor, "GET", "/v2").dump(), R"({"name":"inferno","version":"0.1","extensions":[]})");
        QCOMPARE(json(kApiDoor, "GET", "/v2/health/live").dump(), R"({"live":true})");
        QCOMPARE(json(kApiDoor, "GET", "/v2/health/ready").dump(), R"({"ready":true})");
        const Json model = json(kApiDoor, "GET", "/v2/models/m");
        QCOMPARE(model["versions"].dump(), R"(["1.0","2.0"])");
        QCOMPARE(model["platform"].get<std::string>(), "pytorch_torchscript");
        QCOMPARE(model["inputs"].dump(), R"([{"name":"input0","datatype":"BYTES","shape":[-1]}])");
        QCOMPARE(json(kApiDoor, "GET", "/v2/models/numbers").at("outputs").dump(),
                 R"([{"name":"output0","datatype":"FP32","shape":[-1]}])");
        QCOMPARE(json(kApiDoor, "GET", "/v2/models/m/versions/2.0").at("versions").dump(), R"(["2.0"])");
        QCOMPARE(ask(kApiDoor, "GET", "/v2/models/m/ready").status, 200);
        QCOMPARE(ask(kApiDoor, "GET", "/v2/models/idle/versions/1.0/ready").status, 400);
        const Json unknown = json(kApiDoor, "GET", "/v2/models/nobody");
        QCOMPARE(unknown.value("error", ""), "Model not found: nobody");

        const std::string flat = R"({"id":"42","inputs":[{"name":"x","shape":[1,2],"datatype":"INT64","data":[1,2]}]})";
        QCOMPARE(json(kApiDoor, "POST", "/v2/models/numbers/infer", flat).dump(),
                 R"({"id":"42","model_name":"numbers","model_version":"1.0","outputs":[{"name":"output0",)"
                 R"("datatype":"FP32","shape":[1,2],"data":[2.0,4.0]}]})");
        QCOMPARE(json(kApiDoor, "POST", "/v2/models/m/versions/2.0/infer",
                      R"({"inputs":[{"name":"x","shape":[2],"datatype":"BYTES","data":["a","b"]}]})")
                     .dump(),
                 R"({"model_name":"m","model_version":"2.0","outputs":[{"name":"output0","datatype":"BYTES",)"
                 R"("shape":[2],"data":["a","b"]}]})");
        QCOMPARE(tensorBody(flat), R"({"inputs":[[1,2]],"dtype":"int64"})");
        QCOMPARE(tensorBody(R"({"inputs":[{"name":"x","shape":[2,1],"datatype":"FP32","data":[[1.5],[2]]}]})"),
                 R"({"inputs":[[1.5],[2]],"dtype":"float32"})");
        QCOMPARE(tensorBody(R"({"inputs":[{"name":"x","shape":[3],"datatype":"FP32","data":[1,2]}]})"),
                 "data has 2 elements where the shape [3] has 3");
        QCOMPARE(
            tensorBody(R"({"inputs":[{"name":"x","shape":[4294967296,4294967296],"datatype":"FP32","data":[1]}]})"),
            "shape is a list of sizes, such as [1, 4]");
        QCOMPARE(tensorBody(R"({"inputs":[{"name":"x","shape":[4294967296,0],"datatype":"FP32","data":[]}]})"),
                 "shape is a list of sizes, such as [1, 4]");
        QCOMPARE(tensorBody(R"({"inputs":[{"name":"x","shape":[1],"datatype":"FP16","data":[1]}]})"),
                 "datatype 'FP16' is not one of FP32, FP64, INT64, INT32, UINT8, BOOL");
        QCOMPARE(tensorBody(R"({"inputs":[]})"), "the body has no \"inputs\"");
        QCOMPARE(tensorBody("[]"), "the body is not a JSON object");
    }

    void metricsHaveTorchServesNames() {
        ask(kApiDoor, "POST", "/predictions/m", "1");
        ask(kApiDoor, "POST", "/predictions/m", "1");
        ask(kApiDoor, "POST", "/predictions/m/2.0", "1");
        ask(kApiDoor, "POST", "/predictions/nobody/9", "1");
        ask(kApiDoor, "POST", "/predictions/idle", "1");
        QCOMPARE(metric("Requests2XX"), R"(Requests2XX{Level="Host",Hostname="box",} 3)");
        QCOMPARE(metric("Requests4XX"), R"(Requests4XX{Level="Host",Hostname="box",} 1)");
        QCOMPARE(metric("Requests5XX"), R"(Requests5XX{Level="Host",Hostname="box",} 1)");
        const std::string requests = ask(kMetricsDoor, "GET", "/metrics?name[]=ts_inference_requests_total").body;
        QVERIFY2(
            requests.find(R"(ts_inference_requests_total{model_name="m",model_version="default",hostname="box",} 2)"
                          "\n") != requests.npos,
            requests.c_str());
        QVERIFY(requests.find(R"({model_name="m",model_version="2.0",hostname="box",} 1)") != requests.npos);
        QVERIFY(requests.find("nobody") == requests.npos); // no series for names that nothing has
        QCOMPARE(metric("MemoryUtilization"), R"(MemoryUtilization{Level="Host",Hostname="box",} 25)");
        QCOMPARE(metric("QueueTime"), R"(QueueTime{Level="Host",Hostname="box",} 0.25)");
        QCOMPARE(metric("inferno_inference_failures_total"),
                 R"(inferno_inference_failures_total{model_name="m",model_version="2.0",} 0)");
    }

    /// Text format 0.0.4: a family is one block, its head comes first and once; buckets never fall and end in +Inf.
    void metricsFollowTheTextFormat() {
        for (int i = 0; i < 3; ++i)
            ask(kApiDoor, "POST", "/predictions/m", "1");
        const http::Response response = ask(kMetricsDoor, "GET", "/metrics");
        QCOMPARE(response.headers.get("Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
        QVERIFY(response.body.ends_with('\n'));
        const std::regex sample(
            "([a-zA-Z_:][a-zA-Z0-9_:]*)\\{((?:[a-zA-Z_]\\w*=\"(?:[^\"\\\\]|\\\\.)*\",)*)\\} (\\S+)");
        std::set<std::string> families;
        std::string family;
        std::string type;
        double bucket = -1;
        double last = 0;
        std::istringstream lines(response.body);
        for (std::string line; std::getline(lines, line);) {
            if (line.starts_with("# HELP ")) {
                family = line.substr(7, line.find(' ', 7) - 7);
                QVERIFY2(families.insert(family).second, family.c_str());
                continue;
            }
            if (line.starts_with("# TYPE ")) {
                QCOMPARE(line.substr(7, family.size() + 1), family + " ");
                type = line.substr(8 + family.size());
                continue;
            }
            std::smatch parts;
            QVERIFY2(std::regex_match(line, parts, sample), line.c_str());
            const std::string name = parts[1];
            last = std::stod(parts[3]);
            if (type != "histogram") {
                QCOMPARE(name, family);
                continue;
            }
            if (name == family + "_bucket") {
                QVERIFY2(last >= bucket, line.c_str());
                bucket = last;
                continue;
            }
            if (name == family + "_count") {
                QCOMPARE(last, bucket); // the one of +Inf
                bucket = -1;
                continue;
            }
            QCOMPARE(name, family + "_sum");
        }
        for (const char* expected :
             {"Requests2XX", "CPUUtilization", "MemoryUsed", "DiskAvailable", "ts_inference_latency_microseconds",
              "ts_queue_latency_microseconds", "inferno_inference_latency_seconds", "inferno_queue_latency_seconds"})
            QVERIFY2(families.contains(expected), expected);
        const std::string count = metric("inferno_inference_latency_seconds_count");
        QCOMPARE(count, R"(inferno_inference_latency_seconds_count{model_name="m",model_version="1.0",} 3)");
    }

    void theDescriptionIsOfWhatIsThere() {
        for (const Operation& operation : operations()) {
            std::string path(operation.path);
            for (auto open = path.find('{'); open != path.npos; open = path.find('{'))
                path.replace(open, path.find('}') - open + 1, "7");
            std::istringstream methods{std::string(operation.method)};
            for (std::string method; methods >> method;) {
                const Place place = destinationOf(operation.door, method, path).place;
                QVERIFY2(place != Place::Unknown && place != Place::WrongMethod, path.c_str());
            }
        }
        std::set<std::string> ids;
        for (const std::string_view door : {kApiDoor, kManagementDoor, kMetricsDoor}) {
            const Json paths = json(door, "OPTIONS", "/").at("paths");
            for (const auto& path : paths)
                for (const auto& operation : path)
                    QVERIFY2(ids.insert(operation.at("operationId").get<std::string>()).second,
                             operation.dump().c_str());
        }
        for (const std::string_view door : {kApiDoor, kManagementDoor, kMetricsDoor}) {
            const Json options = json(door, "OPTIONS", "/");
            QCOMPARE(options.value("openapi", ""), "3.0.1");
            QVERIFY(!options["paths"].empty());
            QCOMPARE(json(door, "GET", "/api-description").dump(), options.dump());
        }
        const Json model = json(kApiDoor, "OPTIONS", "/predictions/m");
        QVERIFY(model["paths"].contains("/predictions/m"));
        QVERIFY(!model["paths"].contains("/ping"));
        QVERIFY(json(kManagementDoor, "OPTIONS", "/models/m").at("paths").contains("/models/m"));
    }

    void loadModelsServesWhatIsInTheStore() {
        const auto problems = frontend_->loadAtStart({"renamed=fresh.mar", "m.mar", "absent.mar"});
        QCOMPARE(problems.size(), 1U);
        QVERIFY(problems.front().detail.starts_with("absent.mar: Model not found at"));
        QVERIFY(models_->get("renamed", "1.0"));
        QCOMPARE(models_->registrations.size(), 1U); // the registry had m already
        QVERIFY(frontend_->loadAtStart({"all"}).empty());
        QVERIFY(models_->get("fresh", "1.0"));
    }
};

QTEST_GUILESS_MAIN(TestFrontend)
#include "tst_frontend.moc"
