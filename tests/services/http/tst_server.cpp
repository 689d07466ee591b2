// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <atomic>
#include <memory>
#include <mutex>
#include <thread>

#include "services/http/access.h"
#include "services/http/router.h"
#include "services/http/server.h"
#include "tests/services/http/raw_client.h"

using namespace inferno;
using namespace inferno::http;
using namespace std::chrono_literals;
using inferno::tests::RawClient;

namespace {

/// A server with small limits, and a handful of routes.
struct Fixture {
    std::mutex mutex;
    std::vector<std::shared_ptr<Stream>> streams;
    std::vector<Answer> answers; ///< that /later waits for
    std::stop_token gone;        ///< of the last request to /later or /slow
    std::atomic<int> handled = 0;
    std::atomic<bool> hold = false;
    HostPolicy hosts;
    Router router;
    std::unique_ptr<Server> server;
    std::uint16_t port = 0;

    static Limits small() {
        Limits limits;
        limits.bodyBytes = 1024;
        limits.connections = 8;
        limits.threads = 2;
        limits.header = 300ms;
        limits.body = 300ms;
        return limits;
    }

    explicit Fixture(Limits limits = small()) {
        router.add("GET", "/hello", [](const Request&) { return Response::text(200, "hello"); });
        router.add("POST", "/echo", [](const Request& request) { return Response::text(200, request.body); });
        router.add("GET", "/slow", [this](const Request& request) {
            keep(request.gone);
            while (hold)
                std::this_thread::sleep_for(5ms);
            return Response::text(200, "at last");
        });
        router.add("POST", "/later", [](const Request& request) { return Response::text(200, "now " + request.body); });
        router.add("GET", "/fields", [](const Request&) {
            Response response = Response::text(200, "fields");
            response.headers.set("X-Good", "one");
            response.headers.set("X-Bad", "two\r\nSet-Cookie: three");
            return response;
        });
        router.add("GET", "/throws", [](const Request&) -> Response { throw std::runtime_error("a library's"); });
        router.add("GET", "/stream", [this](const Request&) {
            Response response = Response::text(200, "", "text/event-stream");
            response.stream = std::make_shared<Streaming>();
            response.stream->stream = std::make_shared<Stream>(64 << 10);
            response.stream->heartbeat = ": \n\n";
            response.stream->heartbeatEvery = 50ms;
            const std::lock_guard lock(mutex);
            streams.push_back(response.stream->stream);
            return response;
        });
        Hooks hooks;
        hooks.admit = [this](const Request& request) -> std::optional<Response> {
            if (const auto checked = hosts.check(request); !checked)
                return Response::problem(checked.error());
            return std::nullopt;
        };
        hooks.begin = [this](const Request& request) -> Start {
            if (!request.path.starts_with("/later"))
                return {};
            return [this, &request](const Answer& answer) {
                if (request.path == "/later/throws")
                    throw std::runtime_error("a library's");
                keep(request.gone);
                const std::lock_guard lock(mutex);
                answers.push_back(answer);
            };
        };
        hooks.handle = [this](const Request& request) {
            ++handled;
            const auto match = router.match(request.method, request.path);
            if (!match.handler)
                return Response::problem({ErrorCode::RouteUnknown, request.path, "", nullptr});
            return (*match.handler)(request);
        };
        server = std::make_unique<Server>(limits, std::move(hooks));
        port = server->listen("test", "127.0.0.1", 0).value();
        server->start();
    }
    void keep(const std::stop_token& token) {
        const std::lock_guard lock(mutex);
        gone = token;
    }
    bool isGone() {
        const std::lock_guard lock(mutex);
        return gone.stop_requested();
    }
    /// The answer that a request to /later waits for.
    Answer answer() {
        for (int i = 0; i < 400; ++i) {
            {
                const std::lock_guard lock(mutex);
                if (!answers.empty())
                    return std::exchange(answers, {}).front();
            }
            std::this_thread::sleep_for(5ms);
        }
        return nullptr;
    }
    std::shared_ptr<Stream> stream() {
        for (int i = 0; i < 400; ++i) {
            {
                const std::lock_guard lock(mutex);
                if (!streams.empty())
                    return streams.back();
            }
            std::this_thread::sleep_for(5ms);
        }
        return nullptr;
    }
};

std::string get(const std::string& path, const std::string& more = "") {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n";
}

bool startsWith(const std::string& text, const char* prefix) {
    if (text.starts_with(prefix))
        return true;
    qWarning("got: %s", text.substr(0, 400).c_str());
    return false;
}

} // namespace

class TestServer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTheConnection() {
        Fixture fixture;
        RawClient client(fixture.port);
        for (int i = 0; i < 3; ++i) {
            QVERIFY(client.send(get("/hello")));
            const std::string answer = client.readAnswer();
            QVERIFY(startsWith(answer, "HTTP/1.1 200 OK\r\n"));
            QVERIFY(answer.ends_with("hello"));
        }
        QVERIFY(client.send(get("/hello", "Connection: close\r\n")));
        QVERIFY(client.readAll().ends_with("hello"));
        QVERIFY(client.closed());
    }

    void answersPipelinedRequestsInOrder() {
        Fixture fixture;
        RawClient client(fixture.port);
        QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\none" + get("/hello") +
                            "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nthree"));
        QVERIFY(client.readAnswer().ends_with("one"));
        QVERIFY(client.readAnswer().ends_with("hello"));
        QVERIFY(client.readAnswer().ends_with("three"));
    }

    void headAndHttp10() {
        Fixture fixture;
        RawClient client(fixture.port);
        QVERIFY(client.send("HEAD /hello HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        const std::string head = client.readUntil("\r\n\r\n");
        QVERIFY(head.find("Content-Length: 5") != head.npos);
        QVERIFY(client.send("GET /hello HTTP/1.0\r\nHost: localhost\r\n\r\n"));
        QVERIFY(startsWith(client.readAll(), "HTTP/1.0 200 OK"));
        QVERIFY(client.closed());
    }

    void refusesLargeFields() {
        Fixture fixture;
        RawClient client(fixture.port);
        QVERIFY(client.send("GET /hello HTTP/1.1\r\nHost: localhost\r\nX-Large: " + std::string(17 << 10, 'x') +
                            "\r\n\r\n"));
        const std::string answer = client.readAll();
        QVERIFY(startsWith(answer, "HTTP/1.1 431"));
        QVERIFY(answer.find("input.too_large") != answer.npos);
        QVERIFY(client.closed());
        QCOMPARE(fixture.handled.load(), 0);

        RawClient endless(fixture.port); // 200 KB without an end
        (void)endless.send("GET /hello HTTP/1.1\r\nHost: localhost\r\nX: " + std::string(200'000, 'x'));
        QVERIFY(startsWith(endless.readAll(), "HTTP/1.1 431"));
    }

    void refusesLargeBodies() {
        Fixture fixture;
        RawClient said(fixture.port);
        QVERIFY(said.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1025\r\n\r\n"));
        QVERIFY(startsWith(said.readAll(), "HTTP/1.1 413"));

        RawClient chunked(fixture.port);
        QVERIFY(chunked.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n800\r\n" +
                             std::string(2048, 'x') + "\r\n0\r\n\r\n"));
        QVERIFY(startsWith(chunked.readAll(), "HTTP/1.1 413"));

        RawClient question(fixture.port);
        QVERIFY(
            question.send("GET /hello HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n"));
        QVERIFY(startsWith(question.readAll(), "HTTP/1.1 413"));

        RawClient fits(fixture.port);
        QVERIFY(fits.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1024\r\n\r\n" +
                          std::string(1024, 'x')));
        QVERIFY(startsWith(fits.readAnswer(), "HTTP/1.1 200"));
        QCOMPARE(fixture.handled.load(), 1);
    }

    void saysContinue() {
        Fixture fixture;
        RawClient client(fixture.port);
        QVERIFY(
            client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"));
        QCOMPARE(client.readUntil("\r\n\r\n"), std::string("HTTP/1.1 100 Continue\r\n\r\n"));
        QVERIFY(client.send("ok"));
        QVERIFY(client.readAnswer().ends_with("ok"));
    }

    void dropsSlowClients() {
        Fixture fixture;
        RawClient head(fixture.port);
        QVERIFY(head.send("GET /hello HTTP/1.1\r\nHost: local"));
        QVERIFY(startsWith(head.readAll(), "HTTP/1.1 408"));
        QVERIFY(head.closed());

        RawClient body(fixture.port);
        QVERIFY(body.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc"));
        QVERIFY(startsWith(body.readAll(), "HTTP/1.1 408"));
        QCOMPARE(fixture.handled.load(), 0);

        Limits limits = Fixture::small();
        limits.idle = 100ms;
        Fixture impatient(limits);
        RawClient idle(impatient.port);
        QCOMPARE(idle.readAll(), std::string());
        QVERIFY(idle.closed());
    }

    void refusesWhatIsNotHttp_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QTest::newRow("garbage") << QByteArray("\x16\x03\x01\x02 hello there, this is TLS\r\n\r\n") << 400;
        QTest::newRow("absolute") << QByteArray("GET http://evil/ HTTP/1.1\r\nHost: localhost\r\n\r\n") << 400;
        QTest::newRow("broken escape") << QByteArray("GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n") << 400;
        QTest::newRow("nul") << QByteArray("GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n") << 400;
        QTest::newRow("no host") << QByteArray("GET /hello HTTP/1.1\r\n\r\n") << 400;
        QTest::newRow("two hosts") << QByteArray("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\n\r\n") << 400;
        QTest::newRow("two lengths")
            << QByteArray("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx")
            << 400;
        QTest::newRow("other host") << QByteArray("GET /hello HTTP/1.1\r\nHost: evil.example\r\n\r\n") << 421;
        QTest::newRow("rebound") << QByteArray("GET /hello HTTP/1.1\r\nHost: 127.0.0.1.evil.example\r\n\r\n") << 421;
        QTest::newRow("foreign origin")
            << QByteArray("GET /hello HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n\r\n") << 403;
        QTest::newRow("null origin") << QByteArray("GET /hello HTTP/1.1\r\nHost: localhost\r\nOrigin: null\r\n\r\n")
                                     << 403;
        QTest::newRow("another port's origin")
            << QByteArray("GET /hello HTTP/1.1\r\nHost: localhost:1\r\nOrigin: http://localhost:2\r\n\r\n") << 403;
        QTest::newRow("cross-site")
            << QByteArray("GET /hello HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: cross-site\r\n\r\n") << 403;
        QTest::newRow("own origin")
            << QByteArray("GET /hello HTTP/1.1\r\nHost: localhost:1\r\nOrigin: http://localhost:1\r\n\r\n") << 200;
        QTest::newRow("loopback") << QByteArray("GET /hello HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n") << 200;
        QTest::newRow("loopback 6") << QByteArray("GET /hello HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n") << 200;
        QTest::newRow("same-origin")
            << QByteArray("GET /hello HTTP/1.1\r\nHost: LOCALHOST.:8080\r\nSec-Fetch-Site: same-origin\r\n\r\n") << 200;
    }
    void refusesWhatIsNotHttp() {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        Fixture fixture;
        RawClient client(fixture.port);
        QVERIFY(client.send(bytes.toStdString()));
        QVERIFY(startsWith(client.readAnswer(), ("HTTP/1.1 " + std::to_string(status)).c_str()));
    }

    void refusesBeforeTheBody() {
        Fixture fixture;
        RawClient client(fixture.port);
        QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: evil\r\nContent-Length: 1000\r\n\r\n"));
        QVERIFY(startsWith(client.readUntil("\r\n\r\n"), "HTTP/1.1 421"));
        QCOMPARE(fixture.handled.load(), 0);
    }

    void saysWhenItIsFull() {
        Fixture fixture;
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 8; ++i) {
            clients.push_back(std::make_unique<RawClient>(fixture.port));
            QVERIFY(clients.back()->send(get("/hello")));
            QVERIFY(clients.back()->readAnswer().ends_with("hello"));
        }
        RawClient one(fixture.port);
        QVERIFY(startsWith(one.readUntil("\r\n\r\n"), "HTTP/1.1 503"));
        clients.clear();
        QTRY_COMPARE(fixture.server->connections(), std::size_t{1}); // the refused one, draining
        RawClient again(fixture.port);
        QVERIFY(again.send(get("/hello")));
        QVERIFY(again.readAnswer().ends_with("hello"));
    }

    void survivesAHandlerThatThrows() {
        Fixture fixture;
        RawClient client(fixture.port);
        QVERIFY(client.send(get("/throws")));
        QVERIFY(startsWith(client.readAnswer(), "HTTP/1.1 500"));
        QVERIFY(client.send(get("/hello")));
        QVERIFY(client.readAnswer().ends_with("hello"));
    }

    void aValueEndsNoLine() {
        Fixture fixture;
        RawClient client(fixture.port);
        QVERIFY(client.send(get("/fields")));
        const std::string answer = client.readAnswer();
        QVERIFY(answer.find("\r\nX-Good: one\r\n") != answer.npos);
        QVERIFY(answer.find("X-Bad") == answer.npos && answer.find("Set-Cookie") == answer.npos);
        QVERIFY(answer.ends_with("fields"));
    }

    void answersLater() {
        Fixture fixture;
        RawClient client(fixture.port);
        for (int i = 0; i < 2; ++i) {
            QVERIFY(client.send("POST /later HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc"));
            const Answer answer = fixture.answer();
            QVERIFY(answer);
            RawClient other(fixture.port); // nobody waits for it
            QVERIFY(other.send(get("/hello")));
            QVERIFY(other.readAnswer().ends_with("hello"));
            answer(Response::text(200, "later"));
            QVERIFY(client.readAnswer().ends_with("later"));
        }
        QCOMPARE(fixture.handled.load(), 2); // the others
        QVERIFY(client.send(get("/later/throws")));
        QVERIFY(startsWith(client.readAnswer(), "HTTP/1.1 500 "));
    }

    void whoComputesIsToldThatTheClientIsGone() {
        Fixture fixture;
        auto client = std::make_unique<RawClient>(fixture.port);
        for (int i = 0; i < 2; ++i) { // also on a connection that has had an answer
            QVERIFY(client->send(get("/later")));
            const Answer answer = fixture.answer();
            QVERIFY(answer && !fixture.isGone());
            if (i == 0) {
                answer(Response::text(200, "later"));
                QVERIFY(client->readAnswer().ends_with("later"));
                continue;
            }
            client.reset();
            QTRY_VERIFY(fixture.isGone());
            QCOMPARE(fixture.server->connections(), std::size_t{1}); // which waits for the answer
            answer(Response::text(200, "too late"));
        }
        QTRY_COMPARE(fixture.server->connections(), std::size_t{0});

        fixture.hold = true; // the same in the pool
        auto slow = std::make_unique<RawClient>(fixture.port);
        QVERIFY(slow->send(get("/slow")));
        QTRY_COMPARE(fixture.handled.load(), 1);
        slow.reset();
        QTRY_VERIFY(fixture.isGone());
        fixture.hold = false;
    }

    void whoSendsOnIsNotGone() {
        Fixture fixture;
        RawClient client(fixture.port);
        QVERIFY(client.send(get("/later") + get("/later")));
        for (int i = 0; i < 2; ++i) {
            const Answer answer = fixture.answer();
            QVERIFY(answer);
            if (i == 1)
                QVERIFY(client.send(get("/hello")));
            std::this_thread::sleep_for(20ms); // time to get it wrong
            QVERIFY(!fixture.isGone());
            answer(Response::text(200, "later"));
            QVERIFY(client.readAnswer().ends_with("later"));
        }
        QVERIFY(client.readAnswer().ends_with("hello"));
    }

    void whoOnlyShutsItsEndIsAnswered() {
        Fixture fixture;
        fixture.hold = true;
        RawClient client(fixture.port);
        QVERIFY(client.send(get("/slow")));
        client.shutOwnEnd();
        QTRY_COMPARE(fixture.handled.load(), 1);
        QTRY_VERIFY(fixture.isGone()); // as far as anybody can tell
        fixture.hold = false;
        QVERIFY(client.readAnswer().ends_with("at last"));
    }

    void theEndOfTheServerIsToldToo() {
        Fixture fixture;
        RawClient client(fixture.port);
        QVERIFY(client.send(get("/later")));
        const Answer answer = fixture.answer();
        QVERIFY(answer);
        std::thread computing([&] {
            while (!fixture.isGone())
                std::this_thread::sleep_for(1ms);
            answer(Response::text(200, "too late"));
        });
        fixture.server->stop(20ms);
        computing.join();
        QVERIFY(client.readAll().empty());
    }

    void whatIsHandedBackIsHandled() {
        Fixture fixture;
        RawClient client(fixture.port);
        QVERIFY(client.send("POST /later HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc"));
        const Answer answer = fixture.answer();
        QVERIFY(answer);
        answer(std::nullopt);
        QVERIFY(client.readAnswer().ends_with("now abc"));
    }

    void waitsForAnAnswerBeforeItStops() {
        Fixture fixture;
        RawClient client(fixture.port);
        QVERIFY(client.send(get("/later")));
        Answer answer = fixture.answer();
        QVERIFY(answer);
        std::thread late([answer = std::exchange(answer, nullptr)] {
            std::this_thread::sleep_for(100ms);
            answer(Response::text(200, "just so"));
        });
        fixture.server->stop(5s);
        QVERIFY(client.readAll().ends_with("just so"));
        late.join();
    }

    void theLoopNeverBlocks() {
        Fixture fixture;
        fixture.hold = true;
        RawClient slow(fixture.port);
        QVERIFY(slow.send(get("/slow")));
        RawClient quick(fixture.port);
        QVERIFY(quick.send(get("/hello")));
        QVERIFY(quick.readAnswer().ends_with("hello"));
        fixture.hold = false;
        QVERIFY(slow.readAnswer().ends_with("at last"));
    }

    void streamsWithHeartbeats() {
        Fixture fixture;
        RawClient client(fixture.port);
        QVERIFY(client.send(get("/stream")));
        QVERIFY(startsWith(client.readUntil("\r\n\r\n"), "HTTP/1.1 200"));
        const auto stream = fixture.stream();
        QVERIFY(stream);
        QVERIFY(stream->write(sseEvent("7", "jobs", "{\"a\":\n1}")));
        const std::string expected = "id: 7\nevent: jobs\ndata: {\"a\":\ndata: 1}\n\n";
        QVERIFY(client.readUntil(expected).ends_with(expected));
        QVERIFY(client.readUntil(": \n\n").ends_with(": \n\n"));
        stream->finish();
        QVERIFY(client.readAll().ends_with("0\r\n\r\n"));
        QVERIFY(client.closed());
        QVERIFY(!stream->write("late"));
    }

    void aStreamSeesThatItsClientIsGone() {
        Fixture fixture;
        auto client = std::make_unique<RawClient>(fixture.port);
        QVERIFY(client->send(get("/stream")));
        client->readUntil("\r\n\r\n");
        const auto stream = fixture.stream();
        QVERIFY(stream && !stream->closed());
        client.reset();
        QTRY_VERIFY(stream->closed());
        QTRY_COMPARE(fixture.server->connections(), std::size_t{0});
    }

    void aSlowReaderOfAStreamIsDropped() {
        Fixture fixture;
        RawClient client(fixture.port, 4096);
        QVERIFY(client.send(get("/stream")));
        client.readUntil("\r\n\r\n");
        const auto stream = fixture.stream();
        const std::string piece(16 << 10, 'x');
        bool dropped = false;
        for (int i = 0; i < 4000 && !dropped; ++i) { // far more than the socket's buffers hold
            dropped = !stream->write(piece);
            if (stream->pending() > 0)
                std::this_thread::sleep_for(1ms);
        }
        QVERIFY(dropped);
        QVERIFY(stream->closed());
        QTRY_COMPARE(fixture.server->connections(), std::size_t{0});
        RawClient other(fixture.port);
        QVERIFY(other.send(get("/hello")));
        QVERIFY(other.readAnswer().ends_with("hello"));
    }

    void stopsGracefully() {
        Fixture fixture;
        fixture.hold = true;
        RawClient busy(fixture.port);
        QVERIFY(busy.send(get("/slow")));
        RawClient idle(fixture.port);
        QVERIFY(idle.send(get("/hello")));
        QVERIFY(idle.readAnswer().ends_with("hello"));
        RawClient listening(fixture.port);
        QVERIFY(listening.send(get("/stream")));
        listening.readUntil("\r\n\r\n");
        QTRY_COMPARE(fixture.handled.load(), 3);

        std::thread stopper([&] { fixture.server->stop(10s); });
        const std::string streamed = listening.readAll();
        const std::string rest = idle.readAll();
        fixture.hold = false;
        const std::string answer = busy.readAll();
        stopper.join();
        QVERIFY(listening.closed());
        QVERIFY(!streamed.ends_with("0\r\n\r\n")); // cut off, not complete
        QVERIFY(idle.closed() && rest.empty());
        QVERIFY(answer.ends_with("at last"));
        QVERIFY(answer.find("Connection: close") != answer.npos);
        QVERIFY(!RawClient(fixture.port).connected());
    }

    void aTakenPortIsNamed() {
        Fixture fixture;
        Server other({}, {});
        const auto port = other.listen("test", "127.0.0.1", fixture.port);
        QVERIFY(!port);
        QCOMPARE(port.error().code, ErrorCode::PortTaken);
        QVERIFY2(port.error().detail.find("tst_server (pid " + std::to_string(::getpid()) + ")") != std::string::npos,
                 port.error().detail.c_str());
        QVERIFY(!other.listen("test", "nowhere", 0));
    }

    void routes() {
        Router router;
        const auto named = [](const char* name) {
            return [name](const Request&) { return Response::text(200, name); };
        };
        router.add("GET", "/jobs/{id}", named("one"));
        router.add("GET", "/jobs/new", named("new"));
        router.add("DELETE", "/jobs/{id}", named("delete"));
        router.add("POST", "/jobs/{id}/run", named("run"));
        const auto body = [&](const char* method, const char* path) {
            const auto match = router.match(method, path);
            return match.handler ? (*match.handler)(Request{}).body : "none:" + match.allow;
        };
        QCOMPARE(body("GET", "/jobs/x"), "one");
        QCOMPARE(body("HEAD", "/jobs/x"), "one");
        QCOMPARE(body("GET", "/jobs/new"), "new");
        QCOMPARE(body("POST", "/jobs/x/run"), "run");
        QCOMPARE(body("PUT", "/jobs/x"), "none:GET, DELETE");
        QCOMPARE(body("GET", "/jobs/"), "none:");
        QCOMPARE(body("GET", "/jobs/x/"), "none:");
        QCOMPARE(body("GET", "/"), "none:");
        QCOMPARE(router.match("GET", "/jobs/a b").captures.at("id"), "a b");
    }

    void targets() {
        Request request;
        QVERIFY(parseTarget("/a%20b/c?x=1+2&y=%C3%A4&empty&x=3", request));
        QCOMPARE(request.path, "/a b/c");
        QCOMPARE(request.parameter("x"), std::string_view("3"));
        QCOMPARE(request.parameter("y"), std::string_view("ä"));
        QCOMPARE(request.parameter("absent"), std::string_view());
        QCOMPARE(percentEncode("a b/ä"), "a%20b%2F%C3%A4");
    }
};

QTEST_GUILESS_MAIN(TestServer)
#include "tst_server.moc"
