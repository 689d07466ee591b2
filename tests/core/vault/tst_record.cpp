// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <nlohmann/json.hpp>

#include "core/vault/crypto.h"
#include "core/vault/matcher.h"
#include "core/vault/record.h"
#include "core/vault/record_set.h"
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

/// An object of about so many bytes.
std::string jsonOf(int bytes) {
    return "{\"text\":\"" + std::string(static_cast<std::size_t>(bytes), 'x') + "\"}";
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

    /// What does not fit lies in a blob: the longer of the two first, details if they are equal.
    void largeEventsHaveABlob_data() {
        QTest::addColumn<int>("details");
        QTest::addColumn<int>("unknown");
        QTest::addColumn<QByteArray>("inBlob"); // the tags
        QTest::newRow("all fits") << 30'000 << 30'000 << QByteArray();
        QTest::newRow("details") << 100'000 << 30'000 << QByteArray("\x0a");
        QTest::newRow("unknown") << 30'000 << 100'000 << QByteArray("\x0e");
        QTest::newRow("the longer is enough") << 40'000 << 50'000 << QByteArray("\x0e");
        QTest::newRow("equal") << 40'000 << 40'000 << QByteArray("\x0a");
        QTest::newRow("both") << 200'000 << 100'000 << QByteArray("\x0a\x0e");
        QTest::newRow("large") << 4'000'000 << 0 << QByteArray("\x0a");
    }
    void largeEventsHaveABlob() {
        QFETCH(const int, details);
        QFETCH(const int, unknown);
        QFETCH(const QByteArray, inBlob);
        Record record = sample();
        record.event.details = jsonOf(details);
        record.event.unknown = unknown > 0 ? jsonOf(unknown) : "";
        const RecordBytes bytes = encodeWithBlob(record);
        QVERIFY(bytes.record.size() <= kMaxRecordBytes);
        QCOMPARE(bytes.blob.empty(), inBlob.isEmpty());
        if (!inBlob.isEmpty())
            QCOMPARE(bytes.blob.front(), static_cast<std::uint8_t>(inBlob.front()));
        const auto back = decodeRecord(bytes.record, bytes.blob);
        QVERIFY2(back, back ? "" : back.error().message().c_str());
        QVERIFY(*back == record);
        QVERIFY(checkBlob(bytes.record, bytes.blob));
        const auto ref = blobRefOf(bytes.record);
        QVERIFY(ref);
        QCOMPARE(ref->has_value(), !inBlob.isEmpty());
        if (!*ref)
            return;
        QVERIFY((*ref)->sha256 == sha256(bytes.blob));
        QCOMPARE((*ref)->bytes, bytes.blob.size());
        QCOMPARE(decodeRecord(bytes.record).error().code, ErrorCode::VaultAltered); // the blob is missing
        Bytes other = bytes.blob;
        other[other.size() / 2] ^= 1;
        QCOMPARE(decodeRecord(bytes.record, other).error().code, ErrorCode::VaultAltered);
        QCOMPARE(checkBlob(bytes.record, other).error().code, ErrorCode::VaultAltered);
        QCOMPARE(decodeRecord(encodeRecord(sample()), bytes.blob).error().code, ErrorCode::VaultAltered);
    }

    /// A blob that nobody needed is not what encoding gives: refused.
    void blobsThatNeedNotBeAreRefused() {
        Record record = sample();
        record.event.details.clear();
        Bytes bytes = encodeRecord(record);
        const Bytes blob = {10, 2, '{', '}'};
        const Hash hash = sha256(blob);
        bytes.insert(bytes.end(), {16, 36, 4, 0, 0, 0});
        bytes.insert(bytes.end(), hash.begin(), hash.end());
        QVERIFY(checkBlob(bytes, blob));
        QCOMPARE(decodeRecord(bytes, blob).error().code, ErrorCode::VaultAltered);
    }

    void setsCarryBlobs() {
        Record record = sample();
        RecordSet set;
        for (int i = 0; i < 5; ++i) {
            record.event.details = jsonOf(i % 2 == 0 ? 100 : 90'000 + i);
            const RecordBytes bytes = encodeWithBlob(record);
            set.add(bytes.record, bytes.blob);
        }
        QCOMPARE(set.blobs(), std::size_t{2});
        Bytes records;
        Bytes blobs;
        set.serializeTo(records);
        set.serializeBlobsTo(blobs);
        auto back = RecordSet::parse(records, 5);
        QVERIFY(back);
        QCOMPARE(back->checkBlobs().error().code, ErrorCode::VaultAltered); // none there yet
        QVERIFY(back->takeBlobs(blobs));
        QVERIFY(back->checkBlobs());
        QCOMPARE(back->byteCount(), set.byteCount());
        QVERIFY(std::ranges::equal(back->blob(3), set.blob(3)));
        QVERIFY(back->blob(2).empty());
        QVERIFY(!back->takeBlobs(blobs)); // they are there already
        for (const std::size_t cut : {std::size_t{3}, std::size_t{8}, blobs.size() - 1})
            QVERIFY(!RecordSet::parse(records, 5)->takeBlobs(ByteView(blobs).first(cut)));
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
        QCOMPARE(json["recorded_by"].get<std::string>(), "alice token tok_1 from 127.0.0.1:55");
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
