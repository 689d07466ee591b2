// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include "core/vault/export/exporter.h"
#include "tests/core/vault/vault_fixture.h"

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::vault::testing;
using nlohmann::json;

namespace {

const ExportSource kSource{{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, "1.2|3"};

Record sample() {
    Record record;
    record.seq = 42;
    record.received = kNow;
    record.timestamp = kNow - std::chrono::milliseconds(1500);
    record.level = Level::Warn;
    record.severity = Severity::High;
    record.recordedBy = {Origin::Client, "alice", "tok_1", "127.0.0.1"};
    record.event.eventType = "authentication";
    record.event.action = "login_failed";
    record.event.user = "bob";
    record.event.sourceIp = "10.0.0.7";
    record.event.result = "failure";
    return record;
}

/// What lies between the braces of an OCSF object or behind the severity of a CEF line.
std::string lineOf(ExportFormat format, const Record& record) {
    ExportWriter writer(format, kSource);
    std::string begin;
    writer.begin(begin);
    std::string out = begin;
    writer.add(out, record);
    return out.substr(begin.size());
}

/// The cells of one line of CSV; fails where it is none by RFC 4180.
std::vector<std::string> cellsOf(std::string_view line) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quoted && c == '"' && i + 1 < line.size() && line[i + 1] == '"')
            cells.back() += line[++i];
        else if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            cells.emplace_back();
        else
            cells.back() += c;
    }
    if (quoted)
        qFatal("a quote is not closed");
    return cells;
}

/// The header's parts and the keys of a CEF line, read as the format says.
struct CefLine {
    std::vector<std::string> header;
    std::map<std::string, std::string> keys;
};
CefLine cefOf(std::string_view line) {
    CefLine out;
    std::string part;
    std::size_t i = 0;
    for (; i < line.size() && out.header.size() < 7; ++i) {
        if (line[i] == '\\')
            part += line[++i];
        else if (line[i] == '|')
            out.header.push_back(std::exchange(part, {}));
        else
            part += line[i];
    }
    std::string key;
    std::string value;
    for (; i <= line.size(); ++i) {
        const bool end = i == line.size();
        if (!end && line[i] == '\\') {
            const char next = line[++i];
            value += next == 'n' ? '\n' : next == 'r' ? '\r' : next;
            continue;
        }
        if (!end && line[i] != '=') {
            value += line[i];
            continue;
        }
        const std::size_t blank = end ? value.size() : value.rfind(' ');
        if (!key.empty())
            out.keys[key] = value.substr(0, blank);
        if (end)
            break;
        key = blank == std::string::npos ? value : value.substr(blank + 1);
        value.clear();
    }
    return out;
}

/// Texts as an attacker would choose them, beside plain ones.
rc::Gen<std::string> hostileText() {
    return rc::gen::container<std::string>(rc::gen::weightedOneOf<char>(
        {{3, rc::gen::inRange('a', 'z')},
         {5, rc::gen::elementOf(std::string("=+-@|\\\"',;:\r\n\t %{}[]<>&\x7f\xc3\xa4\xe2\x80\xae"))}}));
}

Event eventOf(const std::vector<std::string>& texts) {
    Event event;
    event.eventType = "x" + texts[0];
    event.action = "y" + texts[1];
    event.user = texts[2];
    event.sourceIp = texts[3];
    event.userAgent = texts[4];
    event.sessionId = texts[5];
    event.traceId = texts[6];
    event.resource = texts[7];
    event.details = json{{"k", texts[8]}, {texts[9], 1}}.dump(-1, ' ', false, json::error_handler_t::replace);
    return event;
}

} // namespace

class TestExport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void formatsHaveNames() {
        for (const char* name : {"json", "ndjson", "csv", "cef", "ocsf"})
            QCOMPARE(std::string(toText(*parseExportFormat(name))), std::string(name));
        QCOMPARE(parseExportFormat("xml").error().code, ErrorCode::InputInvalid);
        QVERIFY(!parseExportFormat(""));
    }

    void csvCells_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("cell");
        const auto row = [](const char* text, const char* cell) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(cell);
        };
        row("plain", "\"plain\"");
        row("a,b", "\"a,b\"");
        row("say \"hi\"", "\"say \"\"hi\"\"\"");
        row("=1+1", "\"'=1+1\"");
        row("=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\"");
        row("+1", "\"'+1\"");
        row("-1", "\"'-1\"");
        row("@SUM(A1)", "\"'@SUM(A1)\"");
        row("'=1", "\"''=1\"");
        row("\uFF1D1", "\"'\uFF1D1\"");
        row("a=b", "\"a=b\"");
        row("\t=1", "\"' =1\""); // only a forged record holds controls
        row("a\r\nb", "\"a  b\"");
    }
    void csvCells() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, cell);
        Record record = sample();
        record.event.resource = text.toStdString();
        const std::string line = lineOf(ExportFormat::Csv, record);
        const std::string expected = ",,," + cell.toStdString() + ",\"failure\",";
        QVERIFY2(line.find(expected) != line.npos, line.c_str());
        QVERIFY(line.ends_with("\r\n"));
        QCOMPARE(std::ranges::count(line, '\n'), 1);
    }

    void csvIsWhole() {
        ExportWriter writer(ExportFormat::Csv, kSource);
        std::string out;
        writer.begin(out);
        Record record = sample();
        record.event.details = "{\"a\":\"b,\\\"c\\\"\"}";
        record.event.unknown = R"({"shift":"night"})";
        writer.add(out, record);
        writer.end(out);
        QCOMPARE(out,
                 "seq,id,received,timestamp,event_type,action,user,source_ip,user_agent,session_id,trace_id,resource,"
                 "result,severity,level,origin,recorded_by,details,other_fields\r\n"
                 "42,\"" +
                     eventId(kSource.vault, 42) +
                     "\",\"2026-11-21T12:00:00Z\",\"2026-11-21T11:59:58.500Z\",\"authentication\",\"login_failed\","
                     "\"bob\",\"10.0.0.7\",,,,,\"failure\",\"high\",\"warn\",\"client\","
                     "\"alice token tok_1 from 127.0.0.1\",\"{\"\"a\"\":\"\"b,\\\"\"c\\\"\"\"\"}\","
                     "\"{\"\"shift\"\":\"\"night\"\"}\"\r\n");
    }

    void cefIsWhole() {
        Record record = sample();
        record.event.action = "pay|out\\";
        record.event.resource = "a=b\\c|d";
        record.event.details = R"({"q":"x=y"})";
        QCOMPARE(lineOf(ExportFormat::Cef, record),
                 "CEF:0|Inferno|Inferno|1.2\\|3|pay\\|out\\\\|authentication pay\\|out\\\\|8|"
                 "rt=1795262400000 start=1795262398500 externalId=" +
                     eventId(kSource.vault, 42) +
                     " deviceExternalId=00010203-0405-0607-0809-0a0b0c0d0e0f cat=authentication act=pay|out\\\\ "
                     "outcome=failure suser=bob src=10.0.0.7 cn1=42 cn1Label=seq cs1=a\\=b\\\\c|d cs1Label=resource "
                     "cs4=alice token tok_1 from 127.0.0.1 cs4Label=recorded_by cs5={\"q\":\"x\\=y\"} cs5Label=details "
                     "infernoOrigin=client infernoLevel=warn\n");
    }

    void cefSourcesAndSeverities() {
        Record record = sample();
        const auto has = [&](const char* part) {
            const std::string line = lineOf(ExportFormat::Cef, record);
            return line.find(part) != line.npos;
        };
        record.event.sourceIp = "2001:db8::7";
        QVERIFY(has(" c6a2=2001:db8::7 c6a2Label=Source IPv6 Address "));
        for (const char* name : {"build-7", "10.0.0", "10.0.0.7.8", "1.2.3.x"}) {
            record.event.sourceIp = name;
            QVERIFY2(has((" shost=" + record.event.sourceIp + " ").c_str()), name);
        }
        for (const auto& [severity, part] :
             {std::pair{Severity::Low, "|3|rt="}, std::pair{Severity::Medium, "|6|rt="},
              std::pair{Severity::High, "|8|rt="}, std::pair{Severity::Critical, "|10|rt="}}) {
            record.severity = severity;
            QVERIFY2(has(part), part);
        }
        record.event.userAgent = "a\nb\r";
        QVERIFY(has(" requestClientApplication=a\\nb\\r "));
    }

    void ocsfClasses_data() {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("action");
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("ip");
        QTest::addColumn<int>("typeUid");
        const auto row = [](const char* type, const char* action, const char* user, const char* ip, int typeUid) {
            QTest::addRow("%s %s %s", type, action, user)
                << QString::fromLatin1(type) << QString::fromLatin1(action) << QString::fromLatin1(user)
                << QString::fromLatin1(ip) << typeUid;
        };
        row("authentication", "login_failed", "bob", "", 300201);
        row("authentication", "logout", "bob", "10.0.0.1", 300202);
        row("authentication", "password_reset", "bob", "", 300299);
        row("authentication", "login_failed", "", "10.0.0.1", 99); // 3002 asks for a user
        row("data_access", "audit_search", "bob", "10.0.0.1", 600302);
        row("data_access", "audit_search", "bob", "", 99); // 6003 asks where it came from
        row("job", "job_created", "bob", "10.0.0.1", 600301);
        row("job", "job_completed", "bob", "10.0.0.1", 600399);
        row("job", "job_deleted", "bob", "10.0.0.1", 600304);
        row("vault", "subject_erased", "bob", "10.0.0.1", 600304);
        row("data_access", "dreaded", "bob", "10.0.0.1", 600399); // no verb in the middle of a word
        row("security", "access_denied", "bob", "10.0.0.1", 99);
        row("system", "service_started", "", "", 99);
    }
    void ocsfClasses() {
        QFETCH(QString, type);
        QFETCH(QString, action);
        QFETCH(QString, user);
        QFETCH(QString, ip);
        QFETCH(int, typeUid);
        Record record = sample();
        record.event.eventType = type.toStdString();
        record.event.action = action.toStdString();
        record.event.user = user.toStdString();
        record.event.sourceIp = ip.toStdString();
        const json event = json::parse(lineOf(ExportFormat::Ocsf, record));
        QCOMPARE(event["type_uid"].get<int>(), typeUid);
        QCOMPARE(event["class_uid"].get<int>(), typeUid / 100);
        QCOMPARE(event["activity_id"].get<int>(), typeUid % 100);
        QCOMPARE(event["category_uid"].get<int>(), typeUid / 100000 > 0 ? typeUid / 100000 : 0);
        QCOMPARE(event["metadata"]["uid"].get<std::string>(), eventId(kSource.vault, 42));
        QCOMPARE(event["metadata"]["version"].get<std::string>(), "1.3.0");
        QCOMPARE(event["metadata"]["product"]["version"].get<std::string>(), "1.2|3");
        QCOMPARE(event["time"].get<std::int64_t>(), 1795262398500);
        QCOMPARE(event["severity_id"].get<int>(), 4);
        QCOMPARE(event["status_id"].get<int>(), 2);
        if (typeUid / 100 == 3002)
            QCOMPARE(event["user"]["name"].get<std::string>(), user.toStdString());
        else if (typeUid / 100 == 6003)
            QCOMPARE(event["actor"]["user"]["name"].get<std::string>(), user.toStdString());
        else
            QCOMPARE(event["unmapped"].value("user", ""), user.toStdString());
    }

    void ocsfLosesNothing() {
        Record record = sample();
        record.event.eventType = "model_operation";
        record.event.resource = "fraud/1";
        record.event.sessionId = "s1";
        record.event.traceId = "t1";
        record.event.userAgent = "curl/8";
        record.event.result = "denied";
        record.event.details = R"({"n":1.10})";
        record.event.unknown = R"({"shift":"night"})";
        const std::string line = lineOf(ExportFormat::Ocsf, record);
        const json event = json::parse(line);
        QCOMPARE(event["resources"][0]["name"].get<std::string>(), "fraud/1");
        QCOMPARE(event["actor"]["session"]["uid"].get<std::string>(), "s1");
        QCOMPARE(event["metadata"]["correlation_uid"].get<std::string>(), "t1");
        QCOMPARE(event["http_request"]["user_agent"].get<std::string>(), "curl/8");
        QCOMPARE(event["src_endpoint"]["ip"].get<std::string>(), "10.0.0.7");
        QCOMPARE(event["status_detail"].get<std::string>(), "denied");
        QCOMPARE(event["unmapped"]["event_type"].get<std::string>(), "model_operation");
        QCOMPARE(event["unmapped"]["other_fields"]["shift"].get<std::string>(), "night");
        QVERIFY(line.find("\"details\":{\"n\":1.10}") != line.npos);
    }

    /// Whatever an event holds: each format gives one line, and a reader of that format finds the fields again.
    void hostileTextsComeBack() {
        const bool fine = rc::check([] {
            const auto texts = *rc::gen::container<std::vector<std::string>>(10, hostileText());
            Record record = sample();
            record.event = eventOf(texts);
            RC_ASSERT(validate(record.event).has_value());
            const Event& event = record.event;

            const std::string text = lineOf(ExportFormat::Ndjson, record);
            RC_ASSERT(std::ranges::count(text, '\n') == 1);
            const json object = json::parse(text);
            const auto field = [&](const char* name) { return object.value(name, ""); };
            RC_ASSERT(field("event_type") == event.eventType);
            RC_ASSERT(field("action") == event.action);
            RC_ASSERT(field("user") == event.user);
            RC_ASSERT(field("source_ip") == event.sourceIp);
            RC_ASSERT(field("user_agent") == event.userAgent);
            RC_ASSERT(field("session_id") == event.sessionId);
            RC_ASSERT(field("trace_id") == event.traceId);
            RC_ASSERT(field("resource") == event.resource);
            RC_ASSERT(object.at("details") == json::parse(event.details));

            std::string row = lineOf(ExportFormat::Csv, record);
            RC_ASSERT(std::ranges::count(row, '\n') == 1);
            const auto cells = cellsOf(std::string_view(row).substr(0, row.size() - 2));
            RC_ASSERT(cells.size() == 19U);
            const std::string* sent[] = {&event.eventType, &event.action,    &event.user,    &event.sourceIp,
                                         &event.userAgent, &event.sessionId, &event.traceId, &event.resource};
            for (std::size_t i = 0; i < 8; ++i) {
                const std::string& cell = cells[4 + i];
                RC_ASSERT(cell.empty() || std::string_view("=+-@\t\r").find(cell[0]) == std::string_view::npos);
                RC_ASSERT((cell.starts_with('\'') ? cell.substr(1) : cell) == *sent[i]);
            }

            const std::string cef = lineOf(ExportFormat::Cef, record);
            RC_ASSERT(std::ranges::count(cef, '\n') == 1);
            const CefLine read = cefOf(std::string_view(cef).substr(0, cef.size() - 1));
            RC_ASSERT(read.header.size() == 7U);
            RC_ASSERT(read.header[4] == event.action);
            const auto key = [&](const char* name) { return read.keys.contains(name) ? read.keys.at(name) : ""; };
            RC_ASSERT(key("suser") == event.user);
            RC_ASSERT(key("cs1") == event.resource);
            RC_ASSERT(key("cs5") == event.details);
            RC_ASSERT(key("requestClientApplication") == event.userAgent);

            const std::string ocsf = lineOf(ExportFormat::Ocsf, record);
            RC_ASSERT(std::ranges::count(ocsf, '\n') == 1);
            RC_ASSERT(json::parse(ocsf)["unmapped"]["event_type"] == event.eventType);
        });
        QVERIFY(fine);
    }

    void linesAreCountedAsEvents() {
        for (const ExportFormat format :
             {ExportFormat::Json, ExportFormat::Ndjson, ExportFormat::Csv, ExportFormat::Cef, ExportFormat::Ocsf}) {
            for (const std::uint64_t count : {0, 1, 2, 5}) {
                ExportWriter writer(format, kSource);
                std::string out;
                writer.begin(out);
                for (std::uint64_t i = 0; i < count; ++i)
                    writer.add(out, sample());
                writer.end(out);
                QCOMPARE(static_cast<std::uint64_t>(std::ranges::count(out, '\n')) - linesBesideEvents(format), count);
                QCOMPARE(writer.events(), count);
                if (format == ExportFormat::Json)
                    QCOMPARE(json::parse(out).size(), static_cast<std::size_t>(count));
            }
        }
    }

    /// Oldest first, all of them, over many pages and blocks; what comes meanwhile is not in it.
    void readsAVaultToItsEnd() {
        const Folder folder;
        SystemVfs vfs;
        const inferno::fakes::ManualClock clock(kNow);
        const auto vault = Vault::open(vfs, clock, smallOptions(folder.root));
        QVERIFY(vault);
        constexpr int kEvents = 2600;
        QVERIFY((*vault)->append(requestOf(0, kEvents)));
        const std::uint64_t end = (*vault)->progress().durable;
        Exporter exporter([&](const Query& query) { return (*vault)->query(query); }, {}, end, ExportFormat::Ndjson,
                          {(*vault)->vaultId(), "1"});
        std::string out;
        for (int piece = 0; *exporter.next(out); ++piece)
            if (piece == 1)
                QVERIFY((*vault)->append(requestOf(kEvents, 10)));
        QVERIFY(!*exporter.next(out)); // asked again, it stays at its end
        QCOMPARE(exporter.events(), std::uint64_t{kEvents});
        std::size_t start = 0;
        for (std::uint64_t seq = 0; seq < end; ++seq) {
            const std::size_t line = out.find('\n', start);
            const auto record = (*vault)->read(seq);
            QCOMPARE(out.substr(start, line - start), toJson(*record, (*vault)->vaultId()));
            start = line + 1;
        }
        QCOMPARE(start, out.size());
    }

    void filtersAndEmptiness() {
        const Folder folder;
        SystemVfs vfs;
        const inferno::fakes::ManualClock clock(kNow);
        const auto vault = Vault::open(vfs, clock, smallOptions(folder.root));
        QVERIFY(vault);
        const auto exported = [&](Query query) {
            Exporter exporter([&](const Query& page) { return (*vault)->query(page); }, std::move(query),
                              (*vault)->progress().durable, ExportFormat::Json, {(*vault)->vaultId(), "1"});
            std::string out;
            while (*exporter.next(out)) {
            }
            return json::parse(out);
        };
        QCOMPARE(exported({}).size(), std::size_t{0});
        QVERIFY((*vault)->append(requestOf(0, 700)));
        Query query;
        query.users = {"user3"};
        QCOMPARE(exported(query).size(), std::size_t{100});
        query.users = {"nobody"};
        QCOMPARE(exported(query).size(), std::size_t{0});
    }

    void aFailingVaultEndsIt() {
        Exporter exporter([](const Query&) -> Result<QueryPage> { return fail(ErrorCode::VaultAltered, "block 7"); },
                          {}, 5, ExportFormat::Json, kSource);
        std::string out;
        const auto more = exporter.next(out);
        QVERIFY(!more);
        QCOMPARE(more.error().code, ErrorCode::VaultAltered);
    }
};

QTEST_GUILESS_MAIN(TestExport)
#include "tst_export.moc"
