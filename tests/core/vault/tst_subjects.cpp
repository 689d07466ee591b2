// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <fstream>

#include <nlohmann/json.hpp>

#include "core/vault/subject_table.h"
#include "core/vault/subjects.h"
#include "core/vault/vault_reader.h"
#include "core/vault/verify.h"
#include "tests/core/vault/vault_fixture.h"
#include "tests/fakes/faulty_vfs.h"

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::vault::testing;

namespace {

namespace fs = std::filesystem;

const Provenance kOfficer{Origin::Client, "officer", "tok_7", "10.0.0.9"};

Event eventOf(const std::string& user, int number = 0) {
    Event event;
    event.eventType = "authentication";
    event.action = "login_failed";
    event.user = user;
    event.sourceIp = "203.0.113.7";
    event.userAgent = "curl/8";
    event.resource = "door";
    event.details = R"({"email":"ada@example.org","n":)" + std::to_string(number) + R"(,"deep":{"phone":5550100}})";
    event.unknown = R"({"badge":"b-17","colour":"red"})";
    return event;
}

VaultOptions privateOptions(const fs::path& root) {
    VaultOptions options = smallOptions(root);
    options.privacy = {true, {"source_ip", "user_agent", "details.email", "details.deep.phone", "badge"}};
    return options;
}

std::vector<std::uint64_t> seqsOf(const QueryPage& page) {
    std::vector<std::uint64_t> seqs;
    for (const Record& record : page.records)
        seqs.push_back(record.seq);
    return seqs;
}

bool holds(ByteView bytes, std::string_view text) {
    return asText(bytes).find(text) != std::string_view::npos;
}

} // namespace

class TestSubjects : public QObject {
    Q_OBJECT

    SystemVfs system_;
    fakes::ManualClock clock_{kNow};

    std::unique_ptr<Vault> open(const VaultOptions& options) {
        auto opened = Vault::open(system_, clock_, options);
        if (!opened)
            qFatal("%s", opened.error().message().c_str());
        return std::move(*opened);
    }
    static std::uint64_t append(Vault& vault, Event event, Provenance by = kOfficer) {
        AppendRequest request;
        request.events.push_back(std::move(event));
        request.recordedBy = std::move(by);
        const auto receipt = vault.append(std::move(request));
        if (!receipt)
            qFatal("%s", receipt.error().message().c_str());
        return receipt->seqs.front();
    }
    Verification verified(const fs::path& root, const std::optional<std::string>& checkpoint = {}) {
        VerifyOptions options;
        options.checkpoint = checkpoint;
        auto result = verifyVault(system_, KeyPaths::under(root), options);
        if (!result)
            qFatal("%s", result.error().message().c_str());
        return std::move(*result);
    }
    static ErasureRequest erasureOf(const std::string& name) { return {name, "ticket 4711", kOfficer}; }

private Q_SLOTS:
    void recordsHoldNumbersAndReadersSeeNames() {
        Folder folder;
        const auto vault = open(privateOptions(folder.root));
        const std::uint64_t seq = append(*vault, eventOf("ada"));
        const auto proof = vault->prove(seq);
        QVERIFY(proof);
        for (const char* secret : {"officer", "203.0.113.7", "10.0.0.9", "curl", "example.org", "5550100", "b-17"})
            QVERIFY2(!holds(proof->record, secret), secret);
        QVERIFY(holds(proof->record, "door") && holds(proof->record, "red"));
        // Three letters that may be hex digits can be in a tag by chance.
        QCOMPARE(decodeRecord(proof->record, {})->event.user, standInOf(proof->subject));
        QCOMPARE(proof->user, "ada");
        QVERIFY(proof->subject != 0);

        const auto record = vault->read(seq);
        QVERIFY(record);
        Event expected = eventOf("ada");
        expected.timestamp = record->event.timestamp;
        expected.level = record->event.level;
        expected.severity = record->event.severity;
        QVERIFY(record->event == expected);
        QCOMPARE(record->recordedBy, kOfficer);
        QCOMPARE(record->subject, proof->subject);
        QVERIFY(vault->close());

        for (const auto& entry : fs::recursive_directory_iterator(folder.root))
            if (entry.is_regular_file() && entry.path().parent_path().filename() != "keys") {
                const auto content = readFile(system_, entry.path());
                QVERIFY(content && !holds(*content, "ada@") && !holds(*content, "officer"));
            }
        const auto reader = VaultReader::open(system_, KeyPaths::under(folder.root));
        QVERIFY(reader);
        QCOMPARE((*reader)->read(seq)->event.user, "ada");
        QCOMPARE((*reader)->prove(seq)->user, "ada");
    }

    void queriesFindByNameNumberAndField() {
        Folder folder;
        {
            const auto plain = open(smallOptions(folder.root));
            append(*plain, eventOf("ada")); // 0: before privacy was on
        }
        const auto vault = open(privateOptions(folder.root));
        append(*vault, eventOf("ada", 1));
        append(*vault, eventOf("bob", 2));
        append(*vault, eventOf("ada", 3));
        Query query;
        query.users = {"ada"};
        auto page = vault->query(query);
        QCOMPARE(seqsOf(*page), (std::vector<std::uint64_t>{3, 1, 0}));
        QCOMPARE(page->records.front().event.user, "ada");
        query.users = {"subject:" + std::to_string(page->records.front().subject)};
        QCOMPARE(seqsOf(*vault->query(query)), (std::vector<std::uint64_t>{3, 1}));
        query = {};
        query.sourceIps = {"203.0.113.7"};
        QCOMPARE(seqsOf(*vault->query(query)), (std::vector<std::uint64_t>{3, 2, 1, 0}));
        query.users = {"bob"};
        QCOMPARE(seqsOf(*vault->query(query)), (std::vector<std::uint64_t>{2}));
        query.sourceIps = {"203.0.113.8"};
        QVERIFY(vault->query(query)->records.empty());
    }

    void textsThatLookLikeNumbersAreOnlyTexts() {
        Folder folder;
        const auto vault = open(privateOptions(folder.root));
        const std::uint64_t real = append(*vault, eventOf("ada"));
        const std::uint64_t number = vault->prove(real)->subject;
        const std::uint64_t forged = append(*vault, eventOf(kStandIn + std::to_string(number)));
        QVERIFY(vault->read(forged)->event.user.starts_with("\\u001a"));
        QVERIFY(vault->prove(forged)->subject != number);
    }

    void aTextThatLooksErasedStaysAText() {
        Folder folder;
        const auto vault = open(privateOptions(folder.root));
        Event event = eventOf("ada");
        event.details = R"({"email":"a@b.example","note":"\u001a00112233445566778899aabbccddeeff"})";
        append(*vault, event);
        QVERIFY(vault->eraseSubject(erasureOf("ada")));
        const auto details = nlohmann::json::parse(vault->read(0)->event.details);
        QCOMPARE(details["email"].get<std::string>(), "erased");
        QCOMPARE(details["note"].get<std::string>(), "\\u001a00112233445566778899aabbccddeeff");
    }

    void anErasedSubjectIsGoneAndEveryProofHolds() {
        Folder folder;
        std::string before;
        std::uint64_t number = 0;
        Erased erased;
        {
            const auto vault = open(privateOptions(folder.root));
            append(*vault, eventOf("ada"));
            append(*vault, eventOf("bob"));
            append(*vault, eventOf("", 3), {Origin::Service, "ada", "t", "203.0.113.7"});
            number = vault->prove(0)->subject;
            const auto proof = vault->prove(0);
            before = *vault->checkpointNow();
            const auto done = vault->eraseSubject(erasureOf("ada"));
            QVERIFY2(done, done ? "" : done.error().message().c_str());
            erased = *done;
            QCOMPARE(erased.number, number);
            const auto record = vault->read(0);
            QCOMPARE(record->event.user, "erased");
            QCOMPARE(record->event.sourceIp, "erased");
            QCOMPARE(record->event.details, R"({"email":"erased","n":0,"deep":{"phone":"erased"}})");
            QCOMPARE(record->event.unknown, R"({"badge":"erased","colour":"red"})");
            QCOMPARE(record->recordedBy.principal, "officer");
            QCOMPARE(vault->read(2)->recordedBy.principal, "erased");
            QCOMPARE(vault->read(1)->event.user, "bob");
            QCOMPARE(vault->read(1)->event.sourceIp, "203.0.113.7");
            QVERIFY(vault->prove(0)->record == proof->record);
            QCOMPARE(vault->prove(0)->user, "erased");
            Query query;
            query.users = {"ada"};
            QVERIFY(vault->query(query)->records.empty());
            query.users = {"subject:" + std::to_string(number)};
            QCOMPARE(seqsOf(*vault->query(query)), (std::vector<std::uint64_t>{0}));
            const auto said = vault->read(erased.seq);
            QCOMPARE(said->event.action, "subject_erased");
            QCOMPARE(said->event.user, "officer");
            QCOMPARE(said->recordedBy.origin, Origin::Service);
            const auto details = nlohmann::json::parse(said->event.details);
            QCOMPARE(details["number"].get<std::uint64_t>(), number);
            QCOMPARE(details["reason"].get<std::string>(), "ticket 4711");
            QCOMPARE(vault->eraseSubject(erasureOf("ada")).error().code, ErrorCode::SubjectUnknown);
            append(*vault, eventOf("ada")); // somebody new
            QVERIFY(vault->prove(erased.seq + 1)->subject != number);
            QVERIFY(vault->close());
        }
        const Verification result = verified(folder.root, before);
        QCOMPARE(result.verdict, Verdict::Erased);
        QCOMPARE(result.problems.size(), std::size_t{1});
        QCOMPARE(result.problems.front().seq, std::optional<std::uint64_t>(0));
        QVERIFY(result.problems.front().detail.ends_with("erased by record " + std::to_string(erased.seq)));
        const auto again = open(privateOptions(folder.root));
        QCOMPARE(again->read(0)->event.user, "erased");
        QCOMPARE(again->read(1)->event.user, "bob");
    }

    void whatIsInClearIsNotErased() {
        Folder folder;
        {
            const auto plain = open(smallOptions(folder.root));
            append(*plain, eventOf("ada"));
            append(*plain, eventOf("bob"), {Origin::Client, "ada", "t", ""});
        }
        const auto vault = open(privateOptions(folder.root));
        append(*vault, eventOf("ada"));
        const auto refused = vault->eraseSubject(erasureOf("ada"));
        QCOMPARE(refused.error().code, ErrorCode::ErasureRefused);
        QVERIFY2(refused.error().detail.starts_with("2 records hold the name in clear, from 20"),
                 refused.error().detail.c_str());
        QCOMPARE(vault->read(2)->event.user, "ada");
        QCOMPARE(vault->eraseSubject(erasureOf("nobody")).error().code, ErrorCode::SubjectUnknown);
        append(*vault, eventOf("cid"));
        QCOMPARE(vault->eraseSubject({"cid", "asked by Cid", kOfficer}).error().code, ErrorCode::ErasureRefused);
        QVERIFY(vault->eraseSubject(erasureOf("cid")));
    }

    void anOldCopyOfTheTableDoesNotOpen() {
        Folder folder;
        const fs::path table = SubjectTable::pathIn(folder.root / "vault");
        fs::path old = table;
        old += ".old";
        fs::path oldKeys = folder.root / "vault" / "keys.tbl.old";
        {
            const auto vault = open(privateOptions(folder.root));
            append(*vault, eventOf("ada"));
            fs::copy_file(table, old);
            fs::copy_file(folder.root / "vault" / "keys.tbl", oldKeys);
            QVERIFY(vault->eraseSubject(erasureOf("ada")));
            QVERIFY(vault->close());
        }
        fs::copy_file(table, folder.root / "good");
        fs::copy_file(old, table, fs::copy_options::overwrite_existing);
        QCOMPARE(Vault::open(system_, clock_, privateOptions(folder.root)).error().code, ErrorCode::KeyUnavailable);
        QCOMPARE(verified(folder.root).verdict, Verdict::KeyUnavailable);
        fs::copy_file(oldKeys, folder.root / "vault" / "keys.tbl", fs::copy_options::overwrite_existing);
        QCOMPARE(Vault::open(system_, clock_, privateOptions(folder.root)).error().code, ErrorCode::KeyUnavailable);
    }

    void aMissingRowIsNoErasure() {
        Folder folder;
        {
            const auto vault = open(privateOptions(folder.root));
            append(*vault, eventOf("ada"));
            QVERIFY(vault->close());
        }
        QCOMPARE(verified(folder.root).verdict, Verdict::Ok);
        fs::remove(SubjectTable::pathIn(folder.root / "vault"));
        const Verification result = verified(folder.root);
        QCOMPARE(result.verdict, Verdict::Altered);
        QCOMPARE(result.problems.front().file, "subjects.tbl");
    }

    void everyBitOfTheTableCounts() {
        Folder folder;
        {
            const auto vault = open(privateOptions(folder.root));
            append(*vault, eventOf("ada"));
            append(*vault, eventOf("bob"));
            QVERIFY(vault->close());
        }
        const fs::path table = SubjectTable::pathIn(folder.root / "vault");
        const Bytes good = *readFile(system_, table);
        for (std::size_t byte = 0; byte < good.size(); ++byte) {
            if (byte == 10 || byte == 11)
                continue; // nothing is said there
            Bytes bad = good;
            bad[byte] ^= static_cast<std::uint8_t>(1U << byte % 8);
            QVERIFY(writeFileAtomically(system_, table, bad));
            const auto result = verifyVault(system_, KeyPaths::under(folder.root), {});
            QVERIFY2(!result || result->verdict >= Verdict::KeyUnavailable, qPrintable(QString::number(byte)));
        }
    }

    /// The old state or the new one after a failure at any step, and then the erasure can be finished.
    void anErasureThatFailsAnywhereIsDoneOrNot() {
        for (std::uint64_t step = 1;; ++step) {
            Folder folder;
            fakes::FaultyVfs vfs(system_);
            bool done = false;
            std::uint64_t steps = 0;
            {
                auto vault = Vault::open(vfs, clock_, privateOptions(folder.root));
                QVERIFY(vault);
                append(**vault, eventOf("ada"));
                QVERIFY((*vault)->rotate());
                vfs.failAt(step, ErrorCode::IoFailed);
                done = (*vault)->eraseSubject(erasureOf("ada")).has_value();
                steps = vfs.operations();
                vfs.failAt(0, ErrorCode::IoFailed);
            }
            const auto vault = Vault::open(system_, clock_, privateOptions(folder.root));
            QVERIFY2(vault, vault ? "" : vault.error().message().c_str());
            const std::string user = (*vault)->read(0)->event.user;
            QVERIFY(user == "erased" || (!done && user == "ada"));
            Query said;
            said.actions = {"subject_erased"};
            QCOMPARE((*vault)->query(said)->records.size(), std::size_t{user == "erased" ? 1U : 0U});
            if (user == "ada")
                QVERIFY((*vault)->eraseSubject(erasureOf("ada")));
            QVERIFY((*vault)->close());
            QCOMPARE(verified(folder.root).verdict, Verdict::Erased);
            if (done && steps < step)
                return;
        }
    }

    void aTornRowIsLeftOut() {
        Folder folder;
        const fs::path table = SubjectTable::pathIn(folder.root / "vault");
        std::uintmax_t whole = 0;
        {
            const auto vault = open(privateOptions(folder.root));
            append(*vault, eventOf("ada"));
            whole = fs::file_size(table);
            append(*vault, eventOf("bob"));
            QVERIFY(vault->close());
        }
        fs::resize_file(table, fs::file_size(table) - 3);
        {
            const auto vault = open(privateOptions(folder.root));
            QCOMPARE(vault->read(0)->event.user, "ada");
            QCOMPARE(vault->read(1)->event.user, "erased");
            append(*vault, eventOf("cid"));
            QCOMPARE(vault->read(2)->event.user, "cid");
        }
        QVERIFY(fs::file_size(table) > whole);
        QCOMPARE(open(privateOptions(folder.root))->read(2)->event.user, "cid");
    }

    void fieldsThatCannotBePrivateAreRefused() {
        for (const char* name : {"user", "action", "severity", "details", "recorded_by.principal", ""}) {
            Folder folder;
            VaultOptions options = smallOptions(folder.root);
            options.privacy = {true, {name}};
            QCOMPARE(Vault::open(system_, clock_, options).error().code, ErrorCode::ConfigInvalid);
        }
    }
};

QTEST_GUILESS_MAIN(TestSubjects)
#include "tst_subjects.moc"
