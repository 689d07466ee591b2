// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/vault/literal_finder.h"
#include "core/vault/matcher.h"
#include "core/vault/words.h"

using namespace inferno;
using namespace inferno::vault;

class TestQuery : public QObject {
    Q_OBJECT

    static Record sample() {
        Record record;
        record.seq = 4711;
        record.timestamp = record.received = *parseRfc3339("2026-03-24T09:42:07Z");
        record.severity = Severity::High;
        record.level = Level::Error;
        record.recordedBy = {Origin::Client, "gateway", "tok_7", "10.1.2.3"};
        Event& event = record.event;
        event.eventType = "authentication";
        event.action = "login_failed";
        event.user = "Müller";
        event.sourceIp = "192.168.0.17";
        event.sessionId = "s-9";
        event.resource = "http://door/17";
        event.result = "denied";
        event.details = R"({"reason":"bad \u0070assword","tries":3,"tags":["new","VPN key"],"geo":{"city":"K\u00d6ln",)"
                        R"("at":"2026-03-24T09:40:00Z"},"a.b":{"c":true},"none":null,"size":"12.5"})";
        event.unknown = R"({"shift":"night","badge":{"no":77}})";
        return record;
    }
    static bool finds(const std::string& text, const Record& record = sample()) {
        Query query;
        query.text = text;
        const auto matcher = Matcher::of(query);
        if (!matcher)
            qFatal("%s: %s", text.c_str(), matcher.error().message().c_str());
        return matcher->matches(record);
    }

private Q_SLOTS:
    void finds_data() {
        QTest::addColumn<bool>("found");
        const auto row = [](const char* text, bool found) { QTest::newRow(text) << found; };
        // Words
        row("failed login", true);
        row("login_failed", true);
        row("FAILED AND müller", true);
        row("failed logout", false);
        row("logi", false);
        row("high error client", true); // the names of the scales are words too
        row("low", false);
        row("password köln", true); // behind escapes
        row("u0070assword", false);
        row("gateway tok_7", true);
        row("& failed -", true); // signs alone say nothing
        // Phrases
        row("\"login failed\"", true);
        row("\"failed login\"", false);
        row("\"tries 3\"", true);
        row("\"error client\"", false); // not in one field
        row("\"bad password\" vpn", true);
        // Operators
        row("logout OR login", true);
        row("logout or stop", false);
        row("login NOT logout", true);
        row("login -denied", false);
        row("not (logout or stop)", true);
        row("logout or stop and login", false); // AND binds closer
        row("(logout or login) and denied", true);
        row("\"or\" or login", true);
        // Wildcards
        row("log*", true);
        row("*fail*", true);
        row("*ail", false);
        row("l*n", true);
        row("l*x", false);
        row("crit*", false);
        row("*", true);
        row("\"log*\"", false); // in quotes it is a sign like others
        // Fields
        row("action:login", true);
        row("user:login", false);
        row("action:\"login failed\"", true);
        row("action:failed_login", false);
        row("user:(ada or müller)", true);
        row("user:(ada or eve)", false);
        row("user:(mül* -eve)", true);
        row("source_ip:192.168.0.17", true);
        row("source_ip:168.192", false);
        row("source_ip:192.168.*", true);
        row("resource:http://door/17", true);
        row("http://door/17", true);
        row("severity:high", true);
        row("severity:(low or medium)", false);
        row("severity:h*", true);
        row("origin:client", true);
        row("level:error", true);
        row("user:*", true);
        row("trace_id:*", false);
        row("recorded_by:gateway", true);
        row("recorded_by.peer:10.1.2.3", true);
        row("recorded_by.peer:gateway", false);
        row("session_id:s-9", true);
        // Whole values
        row("user=müller", true);
        row("user=mül", false);
        row("result=denied", true);
        row("source_ip=192.168.0", false);
        row("resource=\"HTTP://door/17\"", true);
        // Order
        row("severity>=high", true);
        row("severity>high", false);
        row("severity<=medium", false);
        row("severity=high", true);
        row("level>=warn", true);
        row("seq>=4711", true);
        row("seq<4711", false);
        row("seq:4711", true);
        row("timestamp>=2026-03-24", true);
        row("timestamp>2026-03-24", false);
        row("timestamp<=2026-03-24", true);
        row("timestamp:2026-03-24", true);
        row("timestamp:2026-03-25", false);
        row("timestamp<2026-03-24T09:42:07Z", false);
        row("received>=\"2026-03-24T10:42:07+01:00\"", true);
        // Details and unknown fields
        row("details:password", true);
        row("details.reason:\"bad password\"", true);
        row("details.reason:key", false);
        row("details.tries>=3", true);
        row("details.tries>3", false);
        row("details.tries=3.0", true);
        row("details.size>12", true);
        row("details.tags:\"vpn key\"", true);
        row("details.tags=new", true);
        row("details.tags=vpn", false);
        row("details.geo.city=köln", true);
        row("details.geo.at>=2026-03-24", true);
        row("details.geo.at>2026-03-24", false);
        row("details.geo:köln", true);
        row("details.a.b.c:true", true);
        row("details.none:*", true);
        row("details.none=null", false);
        row("details.city:köln", false);
        row("shift:night", true);
        row("badge.no>70", true);
        row("badge.no:77 -shift:day", true);
        row("shift>5", false);
    }
    void finds() {
        QFETCH(const bool, found);
        QCOMPARE(finds(QTest::currentDataTag()), found);
    }

    void refuses_data() {
        QTest::addColumn<QString>("column");
        const auto row = [](const char* text, const char* column) { QTest::newRow(text) << QString::fromUtf8(column); };
        row("(a or b", "column 1:");
        row("a) b", "column 2:");
        row("a \"b", "column 3:");
        row("a or", "column 5:");
        row("or a", "column 1:");
        row("a and", "column 6:");
        row("and a", "column 1:");
        row("a not", "column 3:");
        row("a -(-)", "column 3:");
        row("user:", "column 6:");
        row("user: ada", "column 6:");
        row("user:--", "column 1:");
        row("severity>=severe", "column 11:");
        row("seq>=x", "column 6:");
        row("seq>=-1", "column 6:");
        row("timestamp>yesterday", "column 11:");
        row("user>ada", "column 6:");
        row("details.n>many", "column 11:");
        row("seq>(1 or 2)", "column 5:");
        row("id:evt_00", "column 1:");
        row("--", "");
    }
    void refuses() {
        QFETCH(const QString, column);
        const auto parsed = parseQuery(QTest::currentDataTag());
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().code, ErrorCode::QueryInvalid);
        QVERIFY2(parsed.error().detail.starts_with(column.toStdString()), parsed.error().detail.c_str());
    }

    void isBounded() {
        QVERIFY(!parseQuery(std::string(kMaxQueryBytes + 1, 'a')));
        QVERIFY(parseQuery(std::string(kMaxQueryBytes, 'a')));
        QVERIFY(!parseQuery(std::string(100, '(') + "a" + std::string(100, ')')));
        std::string nots;
        for (int i = 0; i < 100; ++i)
            nots += "not ";
        QVERIFY(!parseQuery(nots + "a"));
        for (const char* odd : {"\xff\xfe", "a\"\\", "*:*", "a:b:c", ":", "=", "-", "\"\"", "()", "a:()", "\xc3"})
            (void)parseQuery(odd); // says yes or no, and no more
    }

    void wildcards() {
        QVERIFY(fitsWord("*a*b*", "xaxxb"));
        QVERIFY(!fitsWord("*a*b", "xaxxbc"));
        QVERIFY(fitsWord("", ""));
        QVERIFY(!fitsWord("a", ""));
        QVERIFY(fitsWord("*", ""));
    }

    void wordsInBothDirections() {
        const std::string text = "ab—cd éf, gh";
        std::vector<std::string> found;
        eachWord(text, [&](std::string_view word) { found.emplace_back(word); });
        QCOMPARE(found, (std::vector<std::string>{"ab", "cd", "éf", "gh"}));
        QCOMPARE(wordBegin(text, text.find("f,")), text.find("éf"));
        QCOMPARE(wordBegin(text, text.find("cd")), text.find("cd"));
        QCOMPARE(wordBegin(text, 1), 0U);
    }

    void literals() {
        const std::string text = "{\"a\":\"Login_FAILED\",\"b\":[`x@y]}" + std::string(100, '-') + "zz9";
        QCOMPARE(LiteralFinder("failed").find(text, 0), text.find("FAILED"));
        QCOMPARE(LiteralFinder("failed").find(text, text.find("AILED")), std::string::npos);
        QCOMPARE(LiteralFinder("9").find(text, 0), text.size() - 1);
        QCOMPARE(LiteralFinder("zz9").find(text, 0), text.size() - 3);
        QCOMPARE(LiteralFinder("zz90").find(text, 0), std::string::npos);
        QCOMPARE(LiteralFinder("a").find("", 0), std::string::npos);
        // What an escape or the name of a scale can stand for is not looked for in raw bytes.
        const auto of = [](const char* query) {
            Query asked;
            asked.text = query;
            std::vector<std::string> found;
            const auto matcher = Matcher::of(asked);
            for (const LiteralFinder& literal : matcher->literals())
                found.push_back(literal.literal());
            return found;
        };
        QCOMPARE(of("the frobnicator"), std::vector<std::string>{"frobnicator"});
        QCOMPARE(of("error"), std::vector<std::string>{});
        QCOMPARE(of("e* frob"), std::vector<std::string>{"frob"});
        QCOMPARE(of("ab or cd"), (std::vector<std::string>{"ab", "cd"}));
        QCOMPARE(of("ab or not cd"), std::vector<std::string>{});
        QCOMPARE(of("müller"), std::vector<std::string>{"ller"});
        QCOMPARE(of("severity:high user=ada"), std::vector<std::string>{"ada"});
    }
};

QTEST_GUILESS_MAIN(TestQuery)
#include "tst_query.moc"
