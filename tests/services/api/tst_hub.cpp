// SPDX-License-Identifier: GPL-3.0-or-later
// What listeners of the live stream get, also those who come back.
#include <QTest>

#include "services/api/hub.h"

using namespace inferno;
using namespace inferno::api;

namespace {

struct Listener {
    std::shared_ptr<http::Stream> stream = std::make_shared<http::Stream>(1 << 20);
    std::string taken() { return stream->take().data; }
};

Listener listening(Hub& hub, const Topics& topics, std::string_view lastId = {}) {
    Listener listener;
    hub.listen(listener.stream, topics, lastId);
    return listener;
}

} // namespace

class TestHub : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eventsGoToThoseWhoListen() {
        Hub hub("e");
        QVERIFY(!hub.wanted("jobs"));
        Listener jobs = listening(hub, {"jobs"});
        Listener audit = listening(hub, {"audit"});
        QVERIFY(hub.wanted("jobs") && !hub.wanted("host"));
        hub.publish("jobs", "{\"a\":1}");
        QVERIFY(jobs.taken().find("{\"a\":1}") != std::string::npos);
        QCOMPARE(audit.taken(), ": connected\n\n");
    }

    void whoComesBackMissesNothing() {
        Hub hub("e");
        hub.publish("jobs", "1");
        hub.publish("jobs", "2");
        hub.publish("runs", "3");
        hub.publish("jobs", "4");
        const std::string missed = listening(hub, {"jobs"}, "e-1").taken();
        QVERIFY(missed.find("data: 2") != std::string::npos && missed.find("data: 4") != std::string::npos);
        QVERIFY(missed.find("data: 3") == std::string::npos && missed.find("reset") == std::string::npos);
        QVERIFY(listening(hub, {"jobs"}, "other-1").taken().find("event: reset") != std::string::npos);
    }

    /// What nobody listened to is not made: who comes back after that reads anew.
    void whatWasSkippedIsAReset() {
        Hub hub("e");
        const auto isReset = [&](const char* topic, const char* id) {
            return listening(hub, {topic}, id).taken().find("event: reset") != std::string::npos;
        };
        hub.publish("jobs", "1");
        hub.skip("jobs");
        QVERIFY(isReset("jobs", "e-1"));
        QVERIFY(!isReset("audit", "e-1")); // of its topic nothing was left out
        QVERIFY(!isReset("jobs", "e-2"));
        hub.skip("jobs"); // after somebody was told to read anew, again
        QVERIFY(isReset("jobs", "e-2"));
        hub.publish("jobs", "4");
        const std::string missed = listening(hub, {"jobs"}, "e-3").taken();
        QVERIFY(missed.find("data: 4") != std::string::npos && missed.find("reset") == std::string::npos);
    }

    /// For a while it is still told to who has just left.
    void aListenerMayComeBack() {
        Hub hub("e");
        listening(hub, {"jobs"}).stream->detach();
        QVERIFY(hub.wanted("jobs"));
    }
};

QTEST_APPLESS_MAIN(TestHub)
#include "tst_hub.moc"
