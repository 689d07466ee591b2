// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <rapidcheck.h>

#include "core/vault/matcher.h"
#include "core/vault/vault_reader.h"
#include "tests/core/vault/vault_fixture.h"

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::vault::testing;

namespace {

/// Words that like to be taken for one another.
const std::vector<std::string> kWords = {"log", "login", "failed", "fail", "error", "high",   "client",
                                         "10",  "0",     "7",      "a",    "b",     "müller", "ÉCOLE",
                                         "für", "u0061", "door",   "k",    "info",  "low"};

rc::Gen<std::string> genWord() {
    return rc::gen::elementOf(kWords);
}

/// Some words with something between them.
rc::Gen<std::string> genText() {
    return rc::gen::map(rc::gen::container<std::vector<std::pair<std::string, std::string>>>(
                            rc::gen::pair(genWord(), rc::gen::element<std::string>(" ", "_", ".", "-", ", ", ""))),
                        [](const auto& parts) {
                            std::string text;
                            for (const auto& [word, between] : parts)
                                text += word + between;
                            return text.substr(0, 60);
                        });
}

/// A JSON string in which any letter may be written as an escape.
rc::Gen<std::string> genJsonText() {
    return rc::gen::exec([] {
        const std::string word = *genWord();
        std::string out = "\"";
        for (const char c : word) {
            if (static_cast<unsigned char>(c) < 0x80 && *rc::gen::inRange(0, 6) == 0) {
                constexpr char kHex[] = "0123456789abcdef";
                out += std::string("\\u00") + kHex[c >> 4] + kHex[c & 15];
            } else {
                out += c;
            }
        }
        return out + *rc::gen::element<std::string>("", " x", "\\n", "\\\\u0061", "\\\"log") + '"';
    });
}

rc::Gen<Event> genEvent() {
    return rc::gen::exec([] {
        Event event;
        event.eventType = *genWord();
        event.action = *genWord() + "_" + *genWord();
        event.user = *rc::gen::element<std::string>("", "ada", "bob", "Müller");
        event.resource = *genText();
        event.sourceIp = *rc::gen::element<std::string>("", "10.0.0.7", "10.7.0.0");
        event.result = *rc::gen::element<std::string>("", "success", "failure", "denied");
        event.sessionId = *genWord();
        event.severity = static_cast<Severity>(*rc::gen::inRange(0, 4));
        if (*rc::gen::inRange(0, 3) > 0)
            event.details = "{" + *genJsonText() + ":" + *genJsonText() +
                            ",\"n\":" + std::to_string(*rc::gen::inRange(0, 5)) + ",\"in\":{\"k\":[" + *genJsonText() +
                            "]}}";
        if (*rc::gen::inRange(0, 4) == 0)
            event.unknown = "{\"own\":" + *genJsonText() + "}";
        return event;
    });
}

rc::Gen<std::string> genQuery(int depth) {
    return rc::gen::exec([depth] {
        const auto pattern = [] {
            std::string word = *genWord();
            switch (*rc::gen::inRange(0, 6)) {
            case 0: return word.substr(0, 2) + "*";
            case 1: return "*" + word;
            case 2: return "*" + word + "*";
            default: return word;
            }
        };
        switch (depth > 0 ? *rc::gen::inRange(0, 12) : *rc::gen::inRange(0, 8)) {
        case 0:
        case 1: return pattern();
        case 2: return "\"" + *genWord() + " " + *genWord() + "\"";
        case 3:
            return *rc::gen::element<std::string>("user", "action", "event_type", "severity", "source_ip", "result",
                                                  "session_id", "details", "details.in.k", "own", "level", "origin") +
                   ":" + pattern();
        case 4: return *rc::gen::element<std::string>("user=ada", "user=müller", "result=failure", "origin=client");
        case 5:
            return *rc::gen::element<std::string>("severity>=high", "severity<high", "seq>=7", "seq<30", "level=info");
        case 6: return "details.n>=" + std::to_string(*rc::gen::inRange(0, 5));
        case 7: return "timestamp<2026-11-21T12:00:" + std::to_string(*rc::gen::inRange(10, 60)) + "Z";
        case 8: return "(" + *genQuery(depth - 1) + " or " + *genQuery(depth - 1) + ")";
        case 9: return "not (" + *genQuery(depth - 1) + ")";
        default: return *genQuery(depth - 1) + " " + *genQuery(depth - 1);
        }
    });
}

/// What the index knows of one block, read back from its parts.
class IndexHints final : public BlockHints {
public:
    IndexHints(const std::vector<Record>& records, std::size_t block, std::shared_ptr<const ChapterSummary> summary,
               const std::vector<FilterShard>& shards)
        : records_(records), block_(block), summary_(std::move(summary)), shards_(shards) {}

    std::uint64_t firstSeq() const override { return records_.front().seq; }
    std::uint32_t count() const override { return static_cast<std::uint32_t>(records_.size()); }
    std::int64_t firstNs() const override { return records_.front().timestamp.time_since_epoch().count(); }
    std::int64_t lastNs() const override { return records_.back().timestamp.time_since_epoch().count(); }
    Summary summary() override { return {summary_, &summary_->blocks[block_]}; }
    bool mayContain(std::uint64_t hash) override { return shards_[shardOf(hash)].mayContain(block_, hash); }

private:
    const std::vector<Record>& records_;
    std::size_t block_;
    std::shared_ptr<const ChapterSummary> summary_;
    const std::vector<FilterShard>& shards_;
};

/// Some blocks of some records each.
std::vector<std::vector<Record>> makeBlocks(const std::vector<std::vector<Event>>& events) {
    std::vector<std::vector<Record>> blocks;
    std::uint64_t seq = 0;
    for (const auto& list : events) {
        std::vector<Record>& block = blocks.emplace_back();
        for (const Event& event : list) {
            Record record;
            record.seq = seq;
            record.received = record.timestamp = kNow + std::chrono::seconds(seq++);
            record.event = event;
            record.severity = effectiveSeverity(event);
            record.level = effectiveLevel(event);
            record.recordedBy = {seq % 2 == 0 ? Origin::Service : Origin::Client, "ada", "", "127.0.0.1"};
            block.push_back(std::move(record));
        }
    }
    return blocks;
}

bool holdsLiteral(const Matcher& matcher, const Record& record) {
    const Bytes bytes = encodeRecord(record);
    const std::string_view text = asText(bytes);
    return matcher.literals().empty() || text.find("\\u") != text.npos ||
           std::ranges::any_of(matcher.literals(), [&](const LiteralFinder& literal) {
               return literal.find(text, 0) != std::string_view::npos;
           });
}

/// The numbers of all that a query finds, page by page.
std::vector<std::uint64_t> allOf(auto ask, Query query) {
    std::vector<std::uint64_t> seqs;
    for (int pages = 0; pages < 10'000; ++pages) {
        const Result<QueryPage> page = ask(query);
        if (!page)
            qFatal("%s", page.error().message().c_str());
        for (const Record& record : page->records)
            seqs.push_back(record.seq);
        if (!page->next)
            return seqs;
        query.from = page->next;
    }
    qFatal("the pages do not end");
    return seqs;
}

} // namespace

class TestSearch : public QObject {
    Q_OBJECT

    SystemVfs vfs_;
    fakes::ManualClock clock_{kNow};

private Q_SLOTS:
    void nothingIsHidden() {
        const bool held = rc::check("index and literals agree with the records", [] {
            const auto lists = *rc::gen::container<std::vector<std::vector<Event>>>(
                3, rc::gen::nonEmpty(rc::gen::container<std::vector<Event>>(genEvent())));
            const auto blocks = makeBlocks(lists);
            ChapterBuilder builder;
            for (const auto& block : blocks) {
                for (const Record& record : block)
                    builder.add(*RecordFields::of(encodeRecord(record)));
                builder.endBlock();
            }
            const std::vector<Bytes> parts = builder.finish();
            const auto summary = std::make_shared<const ChapterSummary>(*ChapterSummary::parse(parts[0]));
            RC_ASSERT(summary->encoded() == parts[0]);
            std::vector<FilterShard> shards;
            for (std::size_t i = 1; i < parts.size(); ++i)
                shards.push_back(*FilterShard::parse(parts[i]));
            for (int i = 0; i < 8; ++i) {
                Query query;
                query.text = *genQuery(3);
                if (*rc::gen::inRange(0, 4) == 0)
                    query.users = {"Müller", "bob"};
                RC_LOG() << query.text << "\n";
                const auto matcher = Matcher::of(query);
                RC_ASSERT(matcher.has_value());
                Matcher::Scratch scratch;
                for (std::size_t b = 0; b < blocks.size(); ++b) {
                    std::size_t fitting = 0;
                    for (const Record& record : blocks[b]) {
                        const bool fits = matcher->matches(record);
                        RC_ASSERT(!fits || holdsLiteral(*matcher, record));
                        fitting += fits;
                    }
                    IndexHints hints(blocks[b], b, summary, shards);
                    const Fit verdict = matcher->judge(hints, scratch);
                    RC_ASSERT(verdict != Fit::None || fitting == 0);
                    RC_ASSERT(verdict != Fit::All || fitting == blocks[b].size());
                }
            }
        });
        QVERIFY(held);
    }

    void filtersRuleOut() {
        // Words that are not there are ruled out, but for few blocks.
        ChapterBuilder builder;
        for (int block = 0; block < 100; ++block) {
            for (int i = 0; i < 100; ++i) {
                Record record;
                record.event = makeEvent(block * 100 + i);
                builder.add(*RecordFields::of(encodeRecord(record)));
            }
            builder.endBlock();
        }
        const auto parts = builder.finish();
        std::size_t wrong = 0;
        for (int i = 0; i < 50; ++i) {
            const std::uint64_t hash = wordHash("absent" + std::to_string(i));
            const auto shard = *FilterShard::parse(parts[1 + shardOf(hash)]);
            for (std::size_t block = 0; block < 100; ++block)
                wrong += shard.mayContain(block, hash);
        }
        QVERIFY2(wrong < 60, std::to_string(wrong).c_str()); // 0.4 % of 5,000 are 20
        QVERIFY(!ChapterSummary::parse(ByteView(parts[0]).first(parts[0].size() - 1)));
        QVERIFY(!FilterShard::parse(Bytes(parts[1].begin(), parts[1].end() - 1)));
    }

    void pagesAgreeWithTheRecords() {
        Folder folder;
        auto vault = *Vault::open(vfs_, clock_, smallOptions(folder.root));
        for (int i = 0; i < 20; ++i) {
            clock_.advance(std::chrono::minutes(1));
            QVERIFY(vault->append(requestOf(i * 150, 150)));
            if (i % 4 == 3)
                QVERIFY(vault->rotate());
        }
        QVERIFY(vault->append(requestOf(3000, 30))); // in memory
        std::vector<Record> all;
        for (std::uint64_t seq = 0; seq < 3030; ++seq)
            all.push_back(*vault->read(seq));
        const std::vector<std::string> texts = {"login failed",
                                                "user3 success",
                                                "1234",
                                                "details.number>=2990",
                                                "user:user4 or 17",
                                                "source_ip:10.0.0.7",
                                                "user=user5 -failure",
                                                "seq>=100 seq<110",
                                                "nothing",
                                                "not failure",
                                                "*234",
                                                "severity>=medium"};
        const auto check = [&](auto ask, Order order) {
            for (const std::string& text : texts) {
                Query query;
                query.text = text;
                query.order = order;
                query.limit = 97;
                query.maxBlocks = 1;
                const auto matcher = *Matcher::of(query);
                std::vector<std::uint64_t> expected;
                for (const Record& record : all)
                    if (matcher.matches(record))
                        expected.push_back(record.seq);
                if (order == Order::NewestFirst)
                    std::ranges::reverse(expected);
                QVERIFY2(allOf(ask, query) == expected, text.c_str());
            }
        };
        const auto asked = [&](const Query& query) { return vault->query(query); };
        check(asked, Order::NewestFirst);
        check(asked, Order::OldestFirst);

        // Blocks are ruled out, and told apart.
        Query rare;
        rare.text = "1234";
        const auto page = *vault->query(rare);
        QCOMPARE(page.records.size(), std::size_t{1});
        QVERIFY(page.seen.skippedBlocks >= 4);
        QVERIFY(page.seen.scannedBlocks <= 3);
    }

    void countsAgreeWithTheRecords() {
        Folder folder;
        auto vault = *Vault::open(vfs_, clock_, smallOptions(folder.root));
        for (int i = 0; i < 10; ++i) {
            clock_.advance(std::chrono::minutes(1));
            QVERIFY(vault->append(requestOf(i * 100, 100)));
            if (i % 3 == 2)
                QVERIFY(vault->rotate());
        }
        for (const char* text : {"", "user:user1", "details.number>500"}) {
            Query query;
            query.text = text;
            const auto matcher = *Matcher::of(query);
            std::map<std::string, std::uint64_t> byResult;
            std::map<std::string, std::uint64_t> byUser;
            std::uint64_t total = 0;
            for (std::uint64_t seq = 0; seq < 1000; ++seq) {
                const Record record = *vault->read(seq);
                if (!matcher.matches(record))
                    continue;
                ++total;
                ++byResult[record.event.result];
                ++byUser[record.event.user];
            }
            for (const std::size_t buckets : {1U, 7U, 60U}) {
                const auto histogram = *vault->histogram(query, buckets, HistogramBy::Result);
                std::map<std::string, std::uint64_t> sums;
                std::uint64_t counted = 0;
                for (const auto& bucket : histogram.buckets) {
                    counted += bucket.count;
                    for (const auto& [value, count] : bucket.by)
                        sums[value] += count;
                }
                QCOMPARE(counted, total);
                QVERIFY(sums == byResult);
                QVERIFY(!histogram.partial);
                QVERIFY(buckets > 1 || histogram.seen.skippedBlocks > 0 || *text != '\0'); // told by summaries
            }
            const auto users = *vault->values(query, "user", 3);
            QCOMPARE(users.total, total);
            std::uint64_t told = users.other;
            for (const auto& item : users.items) {
                QCOMPARE(item.count, byUser[item.value]);
                told += item.count;
            }
            QCOMPARE(told, total);
            Query bounded = query;
            bounded.maxBlocks = 1;
            QVERIFY(*text == '\0' || vault->histogram(bounded, 5, HistogramBy::Nothing)->partial);
        }
    }

    void chaptersCountWhatBlocksCannot() {
        const bool held = rc::check("totals agree with the records", [] {
            const std::size_t blocks = *rc::gen::inRange<std::size_t>(1, 5);
            // From a few users to more than a block tells, and, with long names, to more than a chapter holds.
            const int users = *rc::gen::element(1, 60, 70, 400);
            const std::string name(*rc::gen::element<std::size_t>(1, 9, 200, 300), 'u');
            ChapterBuilder builder;
            std::map<std::string, std::uint32_t> expected;
            std::vector<std::map<std::string, std::uint32_t>> byBlock(blocks);
            for (std::size_t b = 0; b < blocks; ++b) {
                const int records = *rc::gen::inRange(1, 300);
                for (int i = 0; i < records; ++i) {
                    Record record;
                    record.event = makeEvent(i);
                    record.event.user = i % 5 == 4 ? "" : name + std::to_string(*rc::gen::inRange(0, users));
                    builder.add(*RecordFields::of(encodeRecord(record)));
                    if (record.event.user.empty())
                        continue;
                    ++expected[record.event.user];
                    ++byBlock[b][record.event.user];
                }
                builder.endBlock();
            }
            const std::vector<Bytes> parts = builder.finish();
            const auto summary = *ChapterSummary::parse(parts[0]);
            RC_ASSERT(summary.encoded() == parts[0]);
            const std::size_t user = *summarisedPlace(FieldTag::User);
            bool allTell = true;
            for (std::size_t b = 0; b < blocks; ++b) {
                const auto& told = summary.blocks[b].fields[user];
                allTell = allTell && told;
                if (!told)
                    continue;
                RC_ASSERT(told->size() == byBlock[b].size());
                for (const BlockSummary::Value& value : *told)
                    RC_ASSERT(byBlock[b].at(summary.values[user][value.value]) == value.count);
            }
            const auto& totals = summary.totals[user];
            RC_ASSERT(!allTell || totals.empty());
            if (!allTell && expected.size() * (name.size() + 5) < 48 * 1024 && name.size() < 250)
                RC_ASSERT(totals.size() == expected.size());
            for (std::size_t i = 0; i < totals.size(); ++i)
                RC_ASSERT(expected.at(summary.values[user][i]) == totals[i]);
            RC_ASSERT(totals.empty() || totals.size() == expected.size());
        });
        QVERIFY(held);
    }

    void valuesOfManyAreExact() {
        // Two chapters and some in memory; every block has more users than it tells.
        static constexpr int kEvents = 140'000;
        Folder folder;
        VaultOptions options = smallOptions(folder.root);
        options.logFileSize = ByteSize{4 << 20};
        auto vault = *Vault::open(vfs_, clock_, options);
        const auto userOf = [](int i) { return "user" + std::to_string(i * 7919LL % 1'000'003 % 400); };
        const auto timeOf = [](int i) { return kNow + std::chrono::seconds(i); };
        for (int i = 0; i < kEvents + 500;) {
            AppendRequest request;
            for (int k = 0; k < 500; ++k, ++i) {
                Event event = makeEvent(i);
                event.user = userOf(i);
                event.timestamp = timeOf(i);
                request.events.push_back(std::move(event));
            }
            QVERIFY(vault->append(std::move(request)));
            if (i == kEvents)
                QVERIFY(vault->rotate());
        }
        const bool held = rc::check("values agree with the records", [&] {
            const auto place = [] {
                // Ends of the chapters, and anywhere.
                return *rc::gen::oneOf(rc::gen::element(0, 1024, 131'071, 131'072, 131'073, kEvents + 0, kEvents + 500),
                                       rc::gen::inRange(0, kEvents + 501));
            };
            int first = place();
            int last = place();
            if (first > last)
                std::swap(first, last);
            Query query;
            query.since = timeOf(first);
            query.until = timeOf(last);
            const bool filtered = *rc::gen::inRange(0, 4) == 0;
            if (filtered)
                query.results = {"success"};
            std::map<std::string, std::uint64_t> expected;
            std::uint64_t total = 0;
            for (int i = first; i < last; ++i)
                if (!filtered || i % 3 == 0) {
                    ++expected[userOf(i)];
                    ++total;
                }
            const auto values = *vault->values(query, "user", 1000);
            RC_ASSERT(values.total == total);
            RC_ASSERT(values.items.size() == expected.size());
            for (const auto& item : values.items)
                RC_ASSERT(expected.at(item.value) == item.count);
            RC_ASSERT(!values.partial);
            // What is not opened is counted as passed over, each block once.
            const auto seen = vault->histogram(query, 1, HistogramBy::Nothing)->seen;
            RC_ASSERT(values.seen.scannedBlocks + values.seen.skippedBlocks == seen.scannedBlocks + seen.skippedBlocks);
            const auto few = *vault->values(query, "user", 3);
            RC_ASSERT(few.total == total);
            for (std::size_t i = 0; i < few.items.size(); ++i)
                RC_ASSERT(few.items[i].value == values.items[i].value);
        });
        QVERIFY(held);
        Query sealed;
        sealed.until = timeOf(kEvents);
        const auto told = *vault->values(sealed, "user", 10);
        QVERIFY2(told.seen.scannedBlocks <= 1, std::to_string(told.seen.scannedBlocks).c_str()); // the one in memory
        QCOMPARE(told.total, std::uint64_t{kEvents});
    }

    void damagedBlocksArePassedOver() {
        Folder folder;
        {
            auto vault = *Vault::open(vfs_, clock_, smallOptions(folder.root));
            for (int i = 0; i < 3; ++i) {
                QVERIFY(vault->append(requestOf(i * 50, 50)));
                QVERIFY(vault->rotate());
            }
        }
        // In the first block of the second segment, behind its header.
        const auto segments = folder.files("segments", ".seg");
        flipBit(segments.at(1), 400);
        const auto reader = VaultReader::open(vfs_, KeyPaths::under(folder.root));
        QVERIFY2(reader, reader ? "" : reader.error().message().c_str());
        Query query;
        query.limit = 1000;
        const auto page = *(*reader)->query(query);
        QCOMPARE(page.seen.undecryptableBlocks, 1U);
        QCOMPARE(page.records.size(), std::size_t{100});
        QCOMPARE((*reader)->values(query, "result", 10)->seen.undecryptableBlocks, 0U); // told by summaries
    }

    void textInBlobsIsFound() {
        Folder folder;
        auto vault = *Vault::open(vfs_, clock_, smallOptions(folder.root));
        AppendRequest request = requestOf(0, 10);
        request.events[4].details = "{\"log\":\"" + std::string(100'000, 'x') + " needle\"}";
        QVERIFY(vault->append(std::move(request)));
        for (int round = 0; round < 2; ++round) {
            Query query;
            query.text = "needle";
            QCOMPARE(vault->query(query)->records.size(), std::size_t{1});
            query.text = "details.log:*eedl*";
            QCOMPARE(vault->query(query)->records.size(), std::size_t{1});
            query.text = "haystack";
            QCOMPARE(vault->query(query)->records.size(), std::size_t{0});
            QVERIFY(vault->rotate());
        }
    }
};

QTEST_GUILESS_MAIN(TestSearch)
#include "tst_search.moc"
