// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <nlohmann/json.hpp>

#include "core/vault/query.h"
#include "core/vault/record.h"
#include "tests/core/vault/vault_fixture.h"

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::vault::testing;

namespace {

Record sample() {
    Record record;
    record.seq = 0x0102030405060708;
    record.received = kNow;
    record.timestamp = kNow - std::chrono::seconds(5);
    record.monoNs = 77;
    record.bootId = {1, 2, 3};
    record.level = Level::Warn;
    record.severity = Severity::High;
    record.recordedBy = {Origin::Client, "alice", "tok_1", "127.0.0.1:55"};
    record.event = makeEvent(3);
    record.event.unknown = R"({"shift":"night","n":1.10})";
    record.event.timestamp = record.timestamp;
    record.event.level = record.level;
    record.event.severity = record.severity;
    return record;
}

} // namespace

class TestRecord : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void roundTrip() {
        const Record record = sample();
        const Bytes bytes = encodeRecord(record);
        const auto back = decodeRecord(bytes);
        QVERIFY(back);
        QVERIFY(*back == record);
        QCOMPARE(encodeRecord(*back), bytes);
    }

    /// The layout of docs/formats/record.md, byte for byte: a change here breaks every vault there is.
    void layoutIsFixed() {
        Record record;
        record.seq = 1;
        record.received = WallTime{std::chrono::nanoseconds{2}};
        record.timestamp = WallTime{std::chrono::nanoseconds{3}};
        record.monoNs = 4;
        record.bootId[15] = 0xEE;
        record.event.eventType = "job";
        record.event.action = "go";
        record.recordedBy.peer = "p";
        QCOMPARE(toHex(encodeRecord(record)), "010000"
                                              "0100000000000000"
                                              "0200000000000000"
                                              "0300000000000000"
                                              "0400000000000000"
                                              "000000000000000000000000000000ee"
                                              "0200"
                                              "01036a6f62"
                                              "0202676f"
                                              "0d0170");
    }

    /// Any bytes either are no record, or are exactly what encoding gives again.
    void damagedBytesNeverDecodeToAnotherEncoding() {
        const Bytes bytes = encodeRecord(sample());
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            for (unsigned bit = 0; bit < 8; ++bit) {
                Bytes damaged = bytes;
                damaged[i] = static_cast<std::uint8_t>(damaged[i] ^ (1U << bit));
                if (const auto record = decodeRecord(damaged))
                    QCOMPARE(encodeRecord(*record), damaged);
            }
            if (const auto record = decodeRecord(ByteView(bytes).first(i)))
                QCOMPARE(encodeRecord(*record).size(), i);
        }
    }

    void refusesHostileFields() {
        Bytes bytes = encodeRecord(sample());
        const auto with = [&](std::initializer_list<std::uint8_t> tail) {
            Bytes more(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(kRecordHeadBytes));
            more.insert(more.end(), tail);
            return decodeRecord(more);
        };
        QVERIFY(with({1, 1, 'a'}));
        QVERIFY(!with({1, 0}));                                  // empty: it would have been left out
        QVERIFY(!with({1, 0x81, 0x00, 'a'}));                    // a longer form of 1
        QVERIFY(!with({2, 1, 'a', 1, 1, 'a'}));                  // out of order
        QVERIFY(!with({1, 1, 'a', 1, 1, 'a'}));                  // twice
        QVERIFY(!with({1, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F}));       // 4 GiB
        QVERIFY(!with({1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF})); // no end
        QVERIFY(!with({1, 1, 0xFF}));                            // no UTF-8
        QCOMPARE(with({99, 1, 'a'}).error().code, ErrorCode::VaultVersion);
        bytes[0] = 2;
        QCOMPARE(decodeRecord(bytes).error().code, ErrorCode::VaultVersion);
        QVERIFY(!decodeRecord({}));
    }

    void idsAreDerived() {
        const Uuid vault{0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8};
        std::string before;
        for (const std::uint64_t seq : {0ULL, 1ULL, 31ULL, 32ULL, 1ULL << 33, ~0ULL}) {
            const std::string id = eventId(vault, seq);
            QCOMPARE(id.size(), std::size_t{30});
            QVERIFY(id > before);
            QCOMPARE(*seqOfEventId(vault, id), seq);
            before = id;
        }
        QVERIFY(!seqOfEventId(Uuid{}, before));
        for (const char* bad : {"", "evt_", "evt_00000000000000000000000000", "evt_uuuuuuuuuuuuuuuuuuuuuuuuuu"})
            QVERIFY2(!seqOfEventId(vault, bad), bad);
    }

    void jsonHasAllFields() {
        const auto json = nlohmann::json::parse(toJson(sample(), Uuid{}));
        QCOMPARE(json["seq"].get<std::uint64_t>(), sample().seq);
        QCOMPARE(json["received"].get<std::string>(), "2026-11-21T12:00:00Z");
        QCOMPARE(json["timestamp"].get<std::string>(), "2026-11-21T11:59:55Z");
        QCOMPARE(json["origin"].get<std::string>(), "client");
        QCOMPARE(json["recorded_by"]["principal"].get<std::string>(), "alice");
        QCOMPARE(json["user"].get<std::string>(), "user3");
        QCOMPARE(json["severity"].get<std::string>(), "high");
        QCOMPARE(json["details"]["number"].get<int>(), 3);
        QCOMPARE(json["shift"].get<std::string>(), "night");
        QVERIFY(toJson(sample(), Uuid{}).find("\"n\":1.10") != std::string::npos);
    }

    void matching() {
        const Record record = sample();
        const auto matches = [&](auto change) {
            Query query;
            change(query);
            const auto matcher = Matcher::of(query);
            return matcher && matcher->matches(record);
        };
        QVERIFY(matches([](Query&) {}));
        QVERIFY(matches([](Query& q) { q.users = {"nobody", "user3"}; }));
        QVERIFY(!matches([](Query& q) { q.users = {"nobody"}; }));
        QVERIFY(matches([](Query& q) { q.severities = {Severity::High}; }));
        QVERIFY(!matches([](Query& q) { q.origin = Origin::Service; }));
        QVERIFY(matches([&](Query& q) { q.since = record.timestamp; }));
        QVERIFY(!matches([&](Query& q) { q.until = record.timestamp; }));
        QVERIFY(matches([](Query& q) { q.text = "failed login"; }));
        QVERIFY(matches([](Query& q) { q.text = "NIGHT alice 127.0.0.1"; }));
        QVERIFY(!matches([](Query& q) { q.text = "failed logout"; }));
        QVERIFY(!matches([](Query& q) { q.text = "logi"; })); // whole words
        Query bad;
        bad.text = "--";
        QCOMPARE(Matcher::of(bad).error().code, ErrorCode::QueryInvalid);
        bad.text.clear();
        bad.limit = 0;
        QCOMPARE(Matcher::of(bad).error().code, ErrorCode::QueryInvalid);
    }
};

QTEST_GUILESS_MAIN(TestRecord)
#include "tst_record.moc"
