// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

#include "services/client/client.h"
#include "services/client/sse_parser.h"
#include "services/http/server.h"

using namespace inferno;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

/// A service of a few lines: answers what a test sets, and remembers what it was asked.
struct Peer {
    std::mutex mutex;
    std::vector<http::Request> requests;
    std::function<http::Response(const http::Request&)> answer;
    std::string instance = "i1";
    std::unique_ptr<http::Server> server;
    std::uint16_t port = 0;

    explicit Peer(std::function<http::Response(const http::Request&)> how, std::uint16_t wanted = 0)
        : answer(std::move(how)) {
        http::Hooks hooks;
        hooks.handle = [this](const http::Request& request) {
            {
                const std::lock_guard lock(mutex);
                requests.push_back(request);
            }
            if (request.path == "/healthz")
                return http::Response::json(200, json{{"status", "ok"}, {"instance", instance}}.dump());
            return answer(request);
        };
        server = std::make_unique<http::Server>(http::Limits{}, std::move(hooks));
        port = server->listen("test", "127.0.0.1", wanted).value();
        server->start();
    }
    std::vector<http::Request> seen() {
        const std::lock_guard lock(mutex);
        return requests;
    }
    client::Endpoint endpoint(std::string expected = "i1") const {
        return {"http://127.0.0.1:" + std::to_string(port), "secret", std::move(expected)};
    }
};

http::Response streamed(std::shared_ptr<http::Stream> stream) {
    http::Response response = http::Response::text(200, "", "text/event-stream");
    response.stream = std::make_shared<http::Streaming>();
    response.stream->stream = std::move(stream);
    return response;
}

} // namespace

class TestClient : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void introducesItselfBeforeTheToken() {
        Peer peer([](const http::Request&) { return http::Response::json(200, R"({"cores":4,"name":"box"})"); });
        client::Client client(peer.endpoint());
        const auto host = client.host();
        QVERIFY2(host, host ? "" : host.error().message().c_str());
        QCOMPARE(host->cores, 4);
        QVERIFY(client.host());
        const auto seen = peer.seen();
        QCOMPARE(seen.size(), std::size_t{3}); // health once, then the two
        QCOMPARE(seen[0].path, "/healthz");
        QVERIFY(!seen[0].headers.find("Authorization"));
        QCOMPARE(seen[1].headers.get("Authorization"), std::string_view("Bearer secret"));
    }

    void sendsNoTokenToAnotherService() {
        Peer peer([](const http::Request&) { return http::Response::json(200, "{}"); });
        client::Client client(peer.endpoint("i2"));
        const auto host = client.host();
        QVERIFY(!host);
        QCOMPARE(host.error().code, ErrorCode::ServiceUnreachable);
        for (const auto& request : peer.seen())
            QVERIFY(!request.headers.find("Authorization"));
    }

    void keepsTheServicesWords() {
        Peer peer([](const http::Request& request) {
            if (request.path.ends_with("/newer"))
                return http::Response::json(418, R"({"code":"tea.pot","title":"It is a teapot","detail":"short"})");
            return http::Response::problem({ErrorCode::JobUnknown, "no job is called 'x'", "list them", nullptr});
        });
        client::Client client(peer.endpoint());
        const auto job = client.job("x/y z");
        QCOMPARE(job.error().code, ErrorCode::JobUnknown);
        QCOMPARE(job.error().detail, "no job is called 'x'");
        QCOMPARE(job.error().hint, "list them");
        QCOMPARE(peer.seen().back().target, "/api/v1/jobs/x%2Fy%20z");
        QVERIFY(client.job("newer").error().detail.find("It is a teapot") != std::string::npos);
    }

    void repeatsAPostWithTheSameKey() {
        std::atomic<int> calls = 0;
        Peer peer([&](const http::Request&) {
            if (++calls == 1) { // the connection breaks in the middle of the answer
                auto stream = std::make_shared<http::Stream>(1024);
                stream->write("{");
                std::thread([stream] {
                    std::this_thread::sleep_for(50ms);
                    stream->abort();
                }).detach();
                return streamed(stream);
            }
            return http::Response::json(202, R"({"id":"run_1","status":"queued"})");
        });
        client::Client client(peer.endpoint());
        const auto run = client.runJob("a");
        QVERIFY2(run, run ? "" : run.error().message().c_str());
        QCOMPARE(run->id, "run_1");
        std::vector<std::string> keys;
        for (const auto& request : peer.seen())
            if (request.method == "POST")
                keys.emplace_back(request.headers.get("Idempotency-Key"));
        QCOMPARE(keys.size(), std::size_t{2});
        QVERIFY(!keys[0].empty());
        QCOMPARE(keys[0], keys[1]);
    }

    void saysThatNobodyAnswers() {
        std::uint16_t port = 0;
        {
            Peer peer([](const http::Request&) { return http::Response::empty(); });
            port = peer.port;
        }
        client::Client client({"http://127.0.0.1:" + std::to_string(port), "", ""});
        QCOMPARE(client.queueStats().error().code, ErrorCode::ServiceUnreachable);
    }

    void appendsLines() {
        Peer peer([](const http::Request& request) {
            return http::Response::text(201, request.body == "{\"a\":1}\n{\"b\":2}\n"
                                                 ? "{\"seq\":4,\"id\":\"x\"}\n{\"seq\":5,\"id\":\"y\"}\n"
                                                 : "");
        });
        client::Client client(peer.endpoint());
        const auto appended = client.appendEvents({R"({"a":1})", R"({"b":2})"});
        QVERIFY(appended);
        QCOMPARE(appended->size(), std::size_t{2});
        QCOMPARE(appended->at(1).seq, 5U);
        QCOMPARE(peer.seen().back().headers.get("Content-Type"), std::string_view("application/x-ndjson"));
    }

    void followsTheStreamAcrossABreak() {
        std::mutex mutex;
        std::vector<std::shared_ptr<http::Stream>> streams;
        Peer peer([&](const http::Request&) {
            auto stream = std::make_shared<http::Stream>(64 << 10);
            const std::lock_guard lock(mutex);
            streams.push_back(stream);
            const int number = static_cast<int>(streams.size());
            stream->write(
                http::sseEvent(std::to_string(number), "runs", "{\"id\":\"run_" + std::to_string(number) + "\"}"));
            return streamed(stream);
        });
        client::Client client(peer.endpoint());
        std::atomic<bool> stop = false;
        std::mutex seenMutex;
        std::vector<std::string> seen;
        std::vector<bool> states;
        std::thread follower([&] {
            client.follow(
                "runs,jobs",
                [&](const client::StreamEvent& event) {
                    const std::lock_guard lock(seenMutex);
                    seen.push_back(event.id + event.topic + event.data.value("id", ""));
                },
                [&](bool connected) {
                    const std::lock_guard lock(seenMutex);
                    states.push_back(connected);
                    return true;
                },
                stop);
        });
        const auto count = [&] {
            const std::lock_guard lock(seenMutex);
            return seen.size();
        };
        QTRY_COMPARE(count(), std::size_t{1});
        {
            const std::lock_guard lock(mutex);
            streams[0]->abort();
        }
        QTRY_COMPARE_WITH_TIMEOUT(count(), std::size_t{2}, 5000);
        stop = true;
        follower.join();
        QCOMPARE(seen, (std::vector<std::string>{"1runsrun_1", "2runsrun_2"}));
        QCOMPARE(states, (std::vector<bool>{true, false, true}));
        const auto requests = peer.seen();
        QCOMPARE(requests.back().parameter("topics"), std::string_view("runs,jobs"));
        QCOMPARE(requests.back().headers.get("Last-Event-ID"), std::string_view("1"));
    }

    void followsALogToItsEnd() {
        std::atomic<int> calls = 0;
        Peer peer([&](const http::Request& request) {
            auto stream = std::make_shared<http::Stream>(64 << 10);
            if (++calls == 1) {
                stream->write("first ");
                std::thread([stream] {
                    std::this_thread::sleep_for(50ms);
                    stream->abort();
                }).detach();
            } else {
                stream->write("from " + std::string(request.parameter("offset")));
                stream->finish();
            }
            return streamed(stream);
        });
        client::Client client(peer.endpoint());
        std::string text;
        const std::atomic<bool> stop = false;
        const auto done = client.followRunLog("run_1", [&](std::string_view piece) { text += piece; }, stop);
        QVERIFY2(done, done ? "" : done.error().message().c_str());
        QCOMPARE(text, "first from 6");
    }

    void readsEventsCutAnywhere() {
        const std::string text = ": comment\r\nid: 7\r\nevent: jobs\r\ndata: {\"a\":\r\ndata: 1}\r\n\r\ndata:x\n\n"
                                 "id\nevent: gone\n\nretry: 5\ndata\n\n";
        for (std::size_t cut = 1; cut < 9; ++cut) {
            client::SseParser parser;
            std::vector<std::string> seen;
            for (std::size_t at = 0; at < text.size(); at += cut)
                parser.feed(std::string_view(text).substr(at, cut), [&](const client::SseParser::Event& event) {
                    seen.push_back(event.id + "|" + event.type + "|" + event.data);
                });
            QCOMPARE(seen, (std::vector<std::string>{"7|jobs|{\"a\":\n1}", "7|message|x", "|message|"}));
        }
        client::SseParser parser;
        int events = 0;
        parser.feed("data: " + std::string(5U << 20, 'x') + "\n\ndata: y\n\n",
                    [&](const client::SseParser::Event& event) { events += event.data == "y" ? 1 : 100; });
        QCOMPARE(events, 1);
    }

    void endpointOfADataRoot() {
        const QTemporaryDir folder;
        const std::filesystem::path data = folder.path().toStdString();
        QCOMPARE(client::endpointOf(data).error().code, ErrorCode::ServiceUnreachable);
        std::filesystem::create_directories(data / "run");
        std::ofstream(data / "run/service.json") << R"({"pid":1,"instance":"i1","url":"http://127.0.0.1:8180"})";
        std::ofstream(data / "run/token") << "t0ken\n";
        const auto endpoint = client::endpointOf(data);
        QVERIFY(endpoint);
        QCOMPARE(endpoint->url, "http://127.0.0.1:8180");
        QCOMPARE(endpoint->token, "t0ken");
        QCOMPARE(endpoint->instance, "i1");
        std::ofstream(data / "run/service.json") << "{";
        QCOMPARE(client::endpointOf(data).error().code, ErrorCode::ServiceUnreachable);
    }

    void documentsSurviveARoundTrip() {
        client::Run run;
        run.id = "run_1";
        run.exit_code = 3;
        run.scheduled_for = "2026-03-24T09:15:00Z";
        const json document = run;
        QVERIFY(document["signal"].is_null());
        QCOMPARE(document.get<client::Run>().exit_code, 3);
        client::Job job;
        job.definition.name = "a";
        job.definition.depends_on = {"b:failure"};
        QCOMPARE(json(json(job).get<client::Job>()).dump(), json(job).dump());
        // A problem that concerns no one event and no one place does not name the first of each.
        client::VerifyResult verified;
        verified.problems = {{"rolled_back", 0, "", 0, "older than what was seen"},
                             {"altered", 0, "wal/1.log", 64, "the tag differs", true, true}};
        const json problems = json(verified)["problems"];
        QVERIFY(!problems[0].contains("seq") && !problems[0].contains("offset"));
        QCOMPARE(problems[1].value("seq", -1), 0);
        QCOMPARE(problems[1].value("offset", 0), 64);
        QCOMPARE(json(json(verified).get<client::VerifyResult>()).dump(), json(verified).dump());
        client::AuditEvent event;
        event.action = "login";
        event.details = R"({"a":1})";
        event.extra = R"({"own":true})";
        const auto back = json(event).get<client::AuditEvent>();
        QCOMPARE(back.details, event.details);
        QCOMPARE(back.extra, event.extra);
    }
};

QTEST_GUILESS_MAIN(TestClient)
#include "tst_client.moc"
