// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <nlohmann/json.hpp>

#include "core/vault/event.h"
#include "core/vault/record.h"
#include "core/vault/words.h"

using namespace inferno;
using namespace inferno::vault;

class TestEvent : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheGuidesEvent() {
        const auto event = parseEvent(R"({"timestamp":"2024-03-15T10:30:00Z","event_type":"security",
            "action":"access_denied","user":"guest","source_ip":"192.168.1.200","resource":"/admin/config",
            "details":{"reason":"insufficient_permissions"},"severity":"medium"})");
        QVERIFY2(event, event ? "" : event.error().message().c_str());
        QCOMPARE(event->eventType, "security");
        QCOMPARE(event->user, "guest");
        QCOMPARE(*event->timestamp, *parseRfc3339("2024-03-15T10:30:00Z"));
        QCOMPARE(event->details, R"({"reason":"insufficient_permissions"})");
        QCOMPARE(effectiveLevel(*event), Level::Warn);
        QVERIFY(event->unknown.empty());
    }

    void keepsUnknownFieldsAsTheyCame() {
        // moc 6.4 loses its way in a raw string with an escaped quote.
        const auto event = parseEvent("{\"event_type\":\"x\",\"big\":12345678901234567890123, \"action\":\"y\" , "
                                      "\"f\" : [1.10, {\"a\":\"}\\\"\"}],\"n\":null}");
        QVERIFY(event);
        QCOMPARE(event->unknown, "{\"big\":12345678901234567890123,\"f\" : [1.10, {\"a\":\"}\\\"\"}],\"n\":null}");
    }

    void refuses_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("names");
        QTest::newRow("no json") << QByteArray("event") << QByteArray("JSON");
        QTest::newRow("array") << QByteArray("[1]") << QByteArray("object");
        QTest::newRow("cut off") << QByteArray(R"({"event_type":"x","action":"y")") << QByteArray("JSON");
        QTest::newRow("no type") << QByteArray(R"({"action":"y"})") << QByteArray("event_type");
        QTest::newRow("no action") << QByteArray(R"({"event_type":"x"})") << QByteArray("action");
        QTest::newRow("null action") << QByteArray(R"({"event_type":"x","action":null})") << QByteArray("action");
        QTest::newRow("number") << QByteArray(R"({"event_type":"x","action":7})") << QByteArray("action");
        QTest::newRow("severity") << QByteArray(R"({"event_type":"x","action":"y","severity":"huge"})")
                                  << QByteArray("severity");
        QTest::newRow("level") << QByteArray(R"({"event_type":"x","action":"y","level":"INFO"})")
                               << QByteArray("level");
        QTest::newRow("result") << QByteArray(R"({"event_type":"x","action":"y","result":"maybe"})")
                                << QByteArray("result");
        QTest::newRow("timestamp") << QByteArray(R"({"event_type":"x","action":"y","timestamp":"yesterday"})")
                                   << QByteArray("timestamp");
        QTest::newRow("details") << QByteArray(R"({"event_type":"x","action":"y","details":[1]})")
                                 << QByteArray("details");
        QTest::newRow("seq") << QByteArray(R"({"event_type":"x","action":"y","seq":1})") << QByteArray("seq");
        QTest::newRow("origin") << QByteArray(R"({"event_type":"x","action":"y","origin":"service"})")
                                << QByteArray("origin");
        QTest::newRow("escaped origin") << QByteArray(R"({"event_type":"x","action":"y","origi\u006e":"service"})")
                                        << QByteArray("origin");
        QTest::newRow("twice") << QByteArray(R"({"event_type":"x","action":"y","action":"z"})") << QByteArray("twice");
        QTest::newRow("unknown twice") << QByteArray(R"({"event_type":"x","action":"y","a":1,"a":2})")
                                       << QByteArray("twice");
        QTest::newRow("deep") << QByteArray(R"({"event_type":"x","action":"y","details":{"a":)") +
                                     QByteArray(100, '[') + QByteArray(100, ']') + "}}"
                              << QByteArray("nested");
        QTest::newRow("very deep") << QByteArray(60'000, '[') << QByteArray("nested");
        QTest::newRow("large") << QByteArray(R"({"event_type":"x","action":"y","user":")") + QByteArray(70'000, 'a') +
                                      "\"}"
                               << QByteArray("bytes");
        QTest::newRow("control outside") << QByteArray("{\x01\"event_type\":\"x\",\"action\":\"y\"}")
                                         << QByteArray("JSON");
    }
    void refuses() {
        QFETCH(const QByteArray, json);
        QFETCH(const QByteArray, names);
        const auto event = parseEvent({json.data(), static_cast<std::size_t>(json.size())});
        QVERIFY(!event);
        QCOMPARE(event.error().code, ErrorCode::EventInvalid);
        QVERIFY2(event.error().detail.find(names.toStdString()) != std::string::npos, event.error().detail.c_str());
    }

    void escapesWhatMisleads() {
        QCOMPARE(sanitized("a\r\nb\tc"), "a\\u000d\\u000ab\\u0009c");
        QCOMPARE(sanitized("user\u202Egnp.exe"), "user\\u202egnp.exe");
        QCOMPARE(sanitized("\xFFx\xC0\xAF"), "\\xffx\\xc0\\xaf");
        QCOMPARE(sanitized("Zoë 日本 \U0001F600"), "Zoë 日本 \U0001F600");
        QCOMPARE(sanitized("\xED\xA0\x80"), "\\xed\\xa0\\x80"); // a surrogate
    }

    void escapesInJsonWithoutChangingTheValue() {
        const std::string raw = "{\"event_type\":\"x\",\"action\":\"y\",\"details\":{\"name\":\"a\u202Eb\"}}";
        const auto event = parseEvent(raw);
        QVERIFY(event);
        QCOMPARE(event->details, R"({"name":"a\u202eb"})");
        const auto bad = parseEvent("{\"event_type\":\"x\",\"action\":\"y\",\"details\":{\"name\":\"a\xFF\"}}");
        QVERIFY(bad);
        QCOMPARE(bad->details, R"({"name":"a\\xff"})");
        const auto line = parseEvent(R"({"event_type":"x","action":"y","user":"a\nb\u0000"})");
        QVERIFY(line);
        QCOMPARE(line->user, "a\\u000ab\\u0000");
    }

    void checksEventsMadeInCode() {
        Event event;
        event.eventType = "job";
        event.action = "job_created";
        event.unknown = R"({"seq":1})";
        QVERIFY(!validate(event));
        event.unknown = R"({"user":"root"})";
        QVERIFY(!validate(event));
        event.unknown = R"({"shift":2})";
        QVERIFY(validate(event));
        event.details = "{";
        QVERIFY(!validate(event));
    }

    void levelsFollowSeverity() {
        Event event;
        QCOMPARE(effectiveSeverity(event), Severity::Low);
        QCOMPARE(effectiveLevel(event), Level::Info);
        event.severity = Severity::Critical;
        QCOMPARE(effectiveLevel(event), Level::Error);
        event.severity.reset();
        event.level = Level::Error;
        QCOMPARE(effectiveSeverity(event), Severity::High);
        event.level = Level::Debug;
        event.eventType = "system";
        QVERIFY(!passesLevel(event, Origin::Client, Level::Info));
        QVERIFY(passesLevel(event, Origin::Service, Level::Info));
        event.eventType = "security";
        QVERIFY(passesLevel(event, Origin::Client, Level::Info));
    }

    void wordsOfTexts() {
        const std::vector<std::string> expected{"login", "failed"};
        QCOMPARE(searchWords("login_failed"), expected);
        QCOMPARE(searchWords("  Login-FAILED! "), expected);
        QCOMPARE(searchWords("ÉCOLE Σίσυφος Ёлка"), (std::vector<std::string>{"école", "σίσυφοσ", "ёлка"}));
        QCOMPARE(searchWords(R"({"a":"f\u00dcr"})", true), (std::vector<std::string>{"a", "für"}));
        QVERIFY(searchWords("—…  ").empty());
    }
};

QTEST_GUILESS_MAIN(TestEvent)
#include "tst_event.moc"
