// SPDX-License-Identifier: GPL-3.0-or-later
#include <numeric>

#include <QTest>

#include "services/api/pattern_counter.h"
#include "tests/services/api/live_service.h"

using namespace inferno;
using inferno::tests::LiveService;

#define OK(result)                                                                                                     \
    do {                                                                                                               \
        const auto& fine = (result);                                                                                   \
        QVERIFY2(fine, fine ? "" : fine.error().message().c_str());                                                    \
    } while (false)
#define FAILS(result, expected)                                                                                        \
    do {                                                                                                               \
        const auto failing = (result);                                                                                 \
        QVERIFY(!failing);                                                                                             \
        QCOMPARE(std::string(idOf(failing.error().code)), std::string(idOf(expected)));                                \
    } while (false)

class TestAuditSearch : public QObject {
    Q_OBJECT

    std::unique_ptr<LiveService> live_;

    client::Client& api() { return live_->client(); }
    client::AuditPage page(const client::AuditQuery& query) { return api().auditEvents(query).value(); }
    std::size_t searches() {
        client::AuditQuery query;
        query.action = "audit_search";
        query.view = "counting";
        return page(query).items.size();
    }

private Q_SLOTS:
    void initTestCase() {
        live_ = std::make_unique<LiveService>();
        std::vector<std::string> lines;
        for (int i = 0; i < 30; ++i)
            lines.push_back(R"({"event_type":"probe","action":"login_failed","user":")" +
                            std::string(i % 3 == 0 ? "ada" : "bob") + R"(","session_id":"s)" + std::to_string(i % 5) +
                            R"(","trace_id":"t1","resource":"door","source_ip":"10.0.0.)" + std::to_string(i % 2) +
                            R"(","severity":")" + (i % 10 == 0 ? "critical" : "low") +
                            R"(","timestamp":"2026-03-24T10:)" + std::to_string(10 + i) + R"(:00Z"})");
        OK(api().appendEvents(lines));
    }
    void cleanupTestCase() { live_.reset(); }

    void filtersOfEachField() {
        client::AuditQuery query;
        query.event_type = "probe";
        QCOMPARE(page(query).items.size(), std::size_t{30});
        query.session_id = "s1";
        QCOMPARE(page(query).items.size(), std::size_t{6});
        query.source_ip = "10.0.0.1";
        QCOMPARE(page(query).items.size(), std::size_t{3});
        query.trace_id = "t2";
        QCOMPARE(page(query).items.size(), std::size_t{0});
        query.trace_id = "t1,t2";
        query.resource = "door";
        const auto found = page(query);
        QCOMPARE(found.items.size(), std::size_t{3});
        QVERIFY(found.scanned_blocks > 0);
        QVERIFY(found.scanned_events >= 30);
        QCOMPARE(found.undecryptable_blocks, std::uint64_t{0});
        QVERIFY(found.next_cursor.empty());
    }

    void theQueryLanguage() {
        client::AuditQuery query;
        const auto count = [&](const char* text) {
            query.query = text;
            return page(query).items.size();
        };
        QCOMPARE(count("event_type:probe user:ada"), std::size_t{10});
        QCOMPARE(count("event_type=probe -user:ada severity>=high"), std::size_t{2});
        QCOMPARE(count("\"login failed\" and source_ip=10.0.0.1 and session_id:(s1 or s2)"), std::size_t{6});
        QCOMPARE(count("event_type:prob* timestamp<2026-03-24T10:15:00Z"), std::size_t{5});
        query.query = "user:(ada";
        const auto refused = api().auditEvents(query);
        QVERIFY(!refused);
        QCOMPARE(std::string(idOf(refused.error().code)), std::string("query.invalid"));
        QVERIFY(refused.error().detail.starts_with("column 6:"));
    }

    void aJumpIntoTheMiddle() {
        client::AuditQuery query;
        query.event_type = "probe";
        const auto all = page(query).items;
        query.before = all.at(12).seq;
        query.limit = 4;
        const auto middle = page(query).items;
        QCOMPARE(middle.size(), std::size_t{4});
        QCOMPARE(middle.front().seq, all.at(12).seq);
        QCOMPARE(middle.back().seq, all.at(15).seq);
        query.before = 1'000'000;
        QCOMPARE(page(query).items.front().seq, all.front().seq);
        query.before = 0;
        QCOMPARE(page(query).items.size(), std::size_t{0});
    }

    void countsOverTime() {
        client::AuditQuery query;
        query.event_type = "probe";
        query.since = "2026-03-24T10:10:00Z";
        query.until = "2026-03-24T10:40:00Z";
        const auto counted = api().auditHistogram(query, 3, "severity");
        OK(counted);
        QCOMPARE(counted->from, "2026-03-24T10:10:00Z");
        QCOMPARE(counted->to, "2026-03-24T10:40:00Z");
        QCOMPARE(counted->buckets.size(), std::size_t{3});
        for (const client::HistogramBucket& bucket : counted->buckets) {
            QCOMPARE(bucket.count, std::uint64_t{10});
            QCOMPARE(bucket.by.at("critical"), std::uint64_t{1});
            QCOMPARE(bucket.by.at("low"), std::uint64_t{9});
        }
        QCOMPARE(counted->buckets[1].from, "2026-03-24T10:20:00Z");
        QVERIFY(!counted->partial);
        query.since = query.until = "";
        const auto whole = api().auditHistogram(query, 60);
        OK(whole);
        std::uint64_t sum = 0;
        for (const client::HistogramBucket& bucket : whole->buckets)
            sum += bucket.count;
        QCOMPARE(sum, std::uint64_t{30});
        FAILS(api().auditHistogram(query, 0), ErrorCode::QueryInvalid);
        FAILS(api().auditHistogram(query, 10, "shape"), ErrorCode::QueryInvalid);
    }

    void frequentValues() {
        client::AuditQuery query;
        query.event_type = "probe";
        const auto users = api().auditValues(query, "user", 1);
        OK(users);
        QCOMPARE(users->field, "user");
        QCOMPARE(users->items.size(), std::size_t{1});
        QCOMPARE(users->items[0].value, "bob");
        QCOMPARE(users->items[0].count, std::uint64_t{20});
        QCOMPARE(users->other, std::uint64_t{10});
        QCOMPARE(users->total, std::uint64_t{30});
        QCOMPARE(api().auditValues(query, "severity")->items.size(), std::size_t{2});
        FAILS(api().auditValues(query, ""), ErrorCode::QueryInvalid);
    }

    void frequentShapes() {
        client::AuditQuery query;
        query.event_type = "probe";
        query.since = "2026-03-24T10:10:00Z";
        query.until = "2026-03-24T10:40:00Z";
        const auto found = api().auditPatterns(query, 3);
        OK(found);
        QCOMPARE(found->items.size(), std::size_t{1});
        const client::AuditPattern& shape = found->items[0];
        QCOMPARE(shape.action, "login_failed");
        QCOMPARE(shape.event_type, "probe");
        QCOMPARE(shape.result, "");
        QCOMPARE(shape.count, std::uint64_t{30});
        QCOMPARE(shape.first, "2026-03-24T10:10:00Z");
        QCOMPARE(shape.last, "2026-03-24T10:39:00Z");
        QCOMPARE(shape.buckets, (std::vector<std::uint64_t>{10, 10, 10}));
        QVERIFY(!found->partial);
        query.event_type = query.since = query.until = "";
        const auto all = api().auditPatterns(query, 4, 1);
        OK(all);
        QVERIFY(all->shapes > 1);
        QCOMPARE(all->items.size(), std::size_t{1});
        QCOMPARE(all->items[0].count + all->other, all->total);
        query.user = "nobody";
        const auto none = api().auditPatterns(query, 4);
        OK(none);
        QCOMPARE(none->total, std::uint64_t{0});
        QCOMPARE(none->from, "");
        FAILS(api().auditPatterns(query, 0), ErrorCode::QueryInvalid);
    }

    // At its bound it counts the newest, and says that it is not all.
    void shapesOfTheNewestAlone() {
        std::vector<std::uint64_t> asked;
        const auto page = [&](const vault::Query& query) -> Result<vault::QueryPage> {
            vault::QueryPage answer;
            for (std::uint64_t seq = query.from.value_or(9999); answer.records.size() < query.limit; --seq) {
                vault::Record record;
                record.timestamp = WallTime(std::chrono::seconds(seq));
                record.event.eventType = "job";
                record.event.action = seq % 4 == 0 ? "rare" : "often";
                answer.records.push_back(record);
                answer.next = seq - 1;
            }
            asked.push_back(query.limit);
            return answer;
        };
        const auto found = api::countPatterns(page, {}, 10, 5, 5000);
        OK(found);
        QVERIFY(found->partial);
        QCOMPARE(found->total, std::uint64_t{5000});
        QCOMPARE(asked.back(), std::uint64_t{1000}); // no event more than that
        QCOMPARE(found->items.at(0).action, "often");
        QCOMPARE(found->items.at(0).count, std::uint64_t{3750});
        QCOMPARE(found->items.at(1).buckets.size(), std::size_t{10});
        QCOMPARE(std::accumulate(found->items[1].buckets.begin(), found->items[1].buckets.end(), std::uint64_t{0}),
                 std::uint64_t{1250});
    }

    void anOpenViewIsOneLook() {
        client::AuditQuery query;
        query.event_type = "probe";
        query.view = "w1";
        live_->restart(); // what was looked at until now is recorded
        const std::size_t before = searches() + 1;
        QTRY_COMPARE(searches(), before); // the counting itself
        OK(api().auditHistogram(query, 10));
        OK(api().auditValues(query, "user"));
        OK(api().auditEvents(query));
        OK(api().auditHistogram(query, 20, "result"));
        QTRY_COMPARE(searches(), before + 1);
        query.result = "failure";
        OK(api().auditValues(query, "user"));
        OK(api().auditHistogram(query, 20));
        QTRY_COMPARE(searches(), before + 2);
        query.view.clear();
        OK(api().auditValues(query, "user"));
        QTRY_COMPARE(searches(), before + 3);
    }
};

QTEST_GUILESS_MAIN(TestAuditSearch)
#include "tst_audit_search.moc"
