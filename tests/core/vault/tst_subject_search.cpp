// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <rapidcheck.h>

#include "core/vault/matcher.h"
#include "core/vault/private_fields.h"
#include "core/vault/subjects.h"
#include "core/vault/vault_reader.h"
#include "tests/core/vault/vault_fixture.h"

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::vault::testing;

namespace {

/// Names that like to be taken for one another, for words of other fields, and for numbers.
const std::vector<std::string> kNames = {"ada",  "Ada", "ada lovelace", "ada.lovelace", "bob",  "Bob Door", "door",
                                         "nora", "77",  "Müller",       "müller 77",    "host", "nobody"};
const std::vector<std::string> kPatterns = {"ada", "ADA",  "lovelace", "ad*", "*lace", "*o*",  "bob", "door",
                                            "d*",  "nora", "77",       "7*",  "*",     "mül*", "host"};
const std::vector<std::string> kPeers = {"10.0.0.7", "10.0.0.77", "host"};

Event genEvent() {
    Event event;
    event.eventType = "security";
    event.action = *rc::gen::element<std::string>("door_opened", "door_closed", "ada_came");
    event.user = *rc::gen::elementOf(kNames);
    if (*rc::gen::inRange(0, 6) == 0)
        event.user.clear();
    event.sourceIp = *rc::gen::elementOf(kPeers);
    event.resource = *rc::gen::element<std::string>("", "door 7", "room 77");
    if (*rc::gen::inRange(0, 3) == 0)
        event.details = R"({"by":"ada lovelace","n":7})";
    return event;
}

std::string genTerm() {
    const std::string field = *rc::gen::element<std::string>(
        "user:", "recorded_by:", "recorded_by.principal:", "recorded_by.token_id:", "action:", "");
    switch (*rc::gen::inRange(0, 6)) {
    case 0: return field + "\"" + *rc::gen::elementOf(kNames) + "\"";
    case 1: return field + "(" + *rc::gen::elementOf(kPatterns) + " or " + *rc::gen::elementOf(kPatterns) + ")";
    case 2: return "user=\"" + *rc::gen::elementOf(kNames) + "\"";
    default: return field + *rc::gen::elementOf(kPatterns);
    }
}

std::string genQuery(int depth) {
    switch (depth > 0 ? *rc::gen::inRange(0, 5) : 0) {
    case 1: return "(" + genQuery(depth - 1) + " or " + genQuery(depth - 1) + ")";
    case 2: return "not (" + genQuery(depth - 1) + ")";
    case 3: return genQuery(depth - 1) + " " + genQuery(depth - 1);
    default: return genTerm();
    }
}

template <typename Source>
std::vector<std::uint64_t> found(Source& source, const Query& query) {
    const auto page = source.query(query);
    if (!page)
        qFatal("%s", page.error().message().c_str());
    std::vector<std::uint64_t> seqs;
    for (const Record& record : page->records)
        seqs.push_back(record.seq);
    return seqs;
}

Query textQuery(const std::string& text) {
    Query query;
    query.text = text;
    query.order = Order::OldestFirst;
    query.limit = 10'000;
    return query;
}

/// What a reader sees, but that an erased name is none.
Record asSeen(Record record, const std::string& erased) {
    if (record.event.user == kErased)
        record.event.user = kStandIn + std::string("1");
    for (std::string* name : {&record.recordedBy.principal, &record.recordedBy.tokenId})
        if (*name == kErased)
            *name = kStandIn + std::string("1");
    if (record.event.user == erased || record.recordedBy.principal == erased)
        qFatal("an erased name is shown");
    return record;
}

} // namespace

/// Queries over a vault that holds names in clear and numbers instead of them.
class TestSubjectSearch : public QObject {
    Q_OBJECT

    SystemVfs vfs_;
    fakes::ManualClock clock_{kNow};

    std::unique_ptr<Vault> open(const Folder& folder, const PrivacyOptions& privacy) {
        VaultOptions options = smallOptions(folder.root);
        options.privacy = privacy;
        auto vault = Vault::open(vfs_, clock_, options);
        if (!vault)
            qFatal("%s", vault.error().message().c_str());
        return std::move(*vault);
    }
    void fill(Vault& vault, const std::string& without, const std::string& with) {
        for (int i = 0; i < 3; ++i) {
            for (int j = 0; j < 12; ++j) {
                clock_.advance(std::chrono::seconds(1));
                AppendRequest request;
                request.events.push_back(genEvent());
                const std::string author = *rc::gen::elementOf(kNames);
                request.recordedBy = {Origin::Client, author, *rc::gen::element(author, std::string("tok_7")), "host"};
                if (request.events.front().user == without)
                    request.events.front().user = "zoe";
                if (request.recordedBy.principal == without)
                    request.recordedBy.principal = request.recordedBy.tokenId = "zoe";
                if (i == 0 && j == 0 && !with.empty())
                    request.events.front().user = with;
                RC_ASSERT(vault.append(std::move(request)).has_value());
            }
            if (*rc::gen::inRange(0, 2) == 0)
                RC_ASSERT(vault.rotate().has_value());
        }
    }

private Q_SLOTS:
    void textsFindNamesAsTheyAreShown() {
        const bool held = rc::check("a query finds what fits as readers see it", [this] {
            Folder folder;
            const std::string gone = *rc::gen::elementOf(kNames);
            {
                const auto plain = open(folder, {});
                fill(*plain, gone, "");
            }
            const auto vault = open(folder, {true, {}});
            fill(*vault, "", gone);
            if (*rc::gen::inRange(0, 2) == 0)
                RC_ASSERT(vault->eraseSubject({gone, "4711", {}}).has_value());
            const bool erased = !found(*vault, textQuery("action:subject_erased")).empty();
            RC_ASSERT(vault->checkpointNow().has_value());
            std::vector<Record> all;
            for (std::uint64_t seq = 0; seq < vault->progress().durable; ++seq)
                all.push_back(asSeen(*vault->read(seq), erased ? gone : "\x01"));
            std::vector<std::pair<Query, std::vector<std::uint64_t>>> asked;
            for (int i = 0; i < 12; ++i) {
                const Query query = textQuery(genQuery(3));
                RC_LOG() << query.text << "\n";
                const auto matcher = Matcher::of(query);
                RC_ASSERT(matcher.has_value());
                std::vector<std::uint64_t> expected;
                for (const Record& record : all)
                    if (matcher->matches(record))
                        expected.push_back(record.seq);
                RC_ASSERT(found(*vault, query) == expected);
                asked.emplace_back(query, std::move(expected));
            }
            RC_ASSERT(vault->close().has_value());
            const auto reader = VaultReader::open(vfs_, KeyPaths::under(folder.root));
            RC_ASSERT(reader.has_value());
            for (const auto& [query, expected] : asked)
                RC_ASSERT(found(**reader, query) == expected);
        });
        QVERIFY(held);
    }

    void numbersAreNoWords() {
        Folder folder;
        const auto vault = open(folder, {true, {"source_ip"}});
        AppendRequest request;
        request.events.push_back(makeEvent(1));
        request.recordedBy = {Origin::Client, "ada", "ada", "host"};
        QVERIFY(vault->append(std::move(request)));
        const std::string number = std::to_string(vault->read(0)->subject);
        for (int sealed = 0; sealed < 2; ++sealed) {
            for (const std::string& text :
                 std::vector<std::string>{number, number.substr(0, 3) + "*", "user:" + number, "source_ip:*a*"})
                QVERIFY2(found(*vault, textQuery(text)).empty(), text.c_str());
            for (const std::string& text :
                 std::vector<std::string>{"user:*", "source_ip:*", "user:user1", "ada", "user=USER1", "recorded_by=ada",
                                          "user=subject:" + number, "source_ip=10.0.0.1"})
                QCOMPARE(found(*vault, textQuery(text)).size(), std::size_t{1});
            QVERIFY(vault->rotate());
        }
        QVERIFY(vault->eraseSubject({"user1", "4711", {}}));
        for (const char* text : {"user:user1", "user1", "user=user1", "source_ip=10.0.0.1", "user:erased"})
            QVERIFY2(found(*vault, textQuery(text)).empty(), text);
        QCOMPARE(found(*vault, textQuery("user=subject:" + number)).size(), std::size_t{1});
    }

    void sealedValuesAreFoundWhole() {
        Folder folder;
        {
            const auto vault = open(folder, {true, {"user_agent", "details.email", "badge"}});
            for (const char* user : {"ada", "bob", ""}) {
                AppendRequest request;
                request.events.push_back(makeEvent(1));
                request.events.front().user = user;
                request.events.front().userAgent = "Curl/8";
                request.events.front().details = R"({"email":"Ada@example.org","n":1})";
                request.events.front().unknown = R"({"badge":"B-17"})";
                QVERIFY(vault->append(std::move(request)));
            }
        }
        const std::vector<std::uint64_t> all = {0, 1, 2}; // the last in clear: it names nobody
        // Whatever is listed now, what was sealed before is found.
        const auto vault = open(folder, {true, {"source_ip"}});
        for (const char* text : {"user_agent=Curl/8", "details.email=Ada@example.org", "badge=B-17"})
            QVERIFY2(found(*vault, textQuery(text)) == all, text);
        QCOMPARE(found(*vault, textQuery("badge=B-17 user:ada")), (std::vector<std::uint64_t>{0}));
        QCOMPARE(found(*vault, textQuery("badge=B-1")).size(), std::size_t{0});
        QVERIFY(vault->close());
        const auto reader = VaultReader::open(vfs_, KeyPaths::under(folder.root));
        QVERIFY(reader);
        QCOMPARE(found(**reader, textQuery("user_agent=Curl/8")), all);
        Query query;
        query.users = {"ada"};
        query.sourceIps = {"10.0.0.1"};
        QCOMPARE(found(**reader, query), (std::vector<std::uint64_t>{0}));
    }
};

QTEST_GUILESS_MAIN(TestSubjectSearch)
#include "tst_subject_search.moc"
