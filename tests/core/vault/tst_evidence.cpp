// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <nlohmann/json.hpp>

#include "core/vault/evidence.h"
#include "core/vault/key_files.h"
#include "core/vault/vault_reader.h"
#include "tests/core/vault/tamper_fixture.h"

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::vault::testing;
using namespace Qt::StringLiterals;

/// Bundles of evidence: made from a vault, checked, and changed.
class TestEvidence : public QObject {
    Q_OBJECT

    SystemVfs vfs_;
    fakes::ManualClock clock_{kNow};

    static std::string read(const fs::path& path) {
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    static void write(const fs::path& path, const std::string& content) { overwrite(path, asBytes(content)); }

    void makeBundle(const Sample& sample, const fs::path& folder, const std::vector<std::uint64_t>& seqs) {
        const auto reader = *VaultReader::open(vfs_, KeyPaths::under(sample.closed()));
        const auto writer = EvidenceWriter::begin(vfs_, folder, sample.newestNote(), *reader->verifierHistory(),
                                                  R"({"action":"login_failed"})");
        QVERIFY2(writer, writer ? "" : writer.error().message().c_str());
        for (const std::uint64_t seq : seqs) {
            const auto added = (*writer)->add(*reader->proveAt(seq, sample.newest().size));
            QVERIFY2(added, added ? "" : added.error().message().c_str());
        }
        QVERIFY((*writer)->finish());
    }

    /// Puts the true hashes into the manifest: whoever forges a bundle does.
    static void mendManifest(const fs::path& folder) {
        auto manifest = nlohmann::ordered_json::parse(read(folder / "manifest.json"));
        for (auto& row : manifest["files"]) {
            const std::string content = read(folder / row["path"].get<std::string>());
            row["bytes"] = content.size();
            row["sha256"] = toHex(sha256(asBytes(content)));
        }
        write(folder / "manifest.json", manifest.dump(2));
    }

    EvidenceResult check(const fs::path& folder, EvidenceOptions options = {}) {
        const auto result = checkEvidence(vfs_, folder, options);
        if (!result)
            qFatal("%s", result.error().message().c_str());
        return *result;
    }

    /// What the checker in Python says; -1 where there is no Python.
    int stranger(const fs::path& folder, const std::string& key = {}) {
        const QString python = QStandardPaths::findExecutable(u"python3"_s);
        if (python.isEmpty())
            return -1;
        QStringList arguments{QString::fromLatin1(CHECK_EVIDENCE), QString::fromStdString(folder.string())};
        if (!key.empty())
            arguments << QString::fromStdString(key);
        QProcess process;
        process.start(python, arguments);
        process.waitForFinished(30'000);
        return process.exitCode();
    }

private Q_SLOTS:
    void aBundleHolds() {
        const Sample sample(vfs_, clock_);
        const Folder folder;
        makeBundle(sample, folder.root, {0, 3, 4, 8});
        QVERIFY(isEvidence(vfs_, folder.root));
        const EvidenceResult result = check(folder.root, {sample.verifier(), sample.newestNote()});
        QVERIFY2(result.verdict == Verdict::Ok, result.problems.empty() ? "" : result.problems[0].detail.c_str());
        QCOMPARE(result.events, std::uint64_t{4});
        QCOMPARE(result.treeSize, sample.newest().size);
        QVERIFY(result.root == sample.newest().root);
        QCOMPARE(result.signedBy, sample.verifier().idText());
        QVERIFY(read(folder.root / "events.ndjson").find("login_failed") != std::string::npos);
    }

    void aStrangersProgramAgrees() {
        const Sample sample(vfs_, clock_);
        const Folder folder;
        makeBundle(sample, folder.root, {0, 1, 2, 3, 4, 5, 6, 7, 8});
        if (stranger(folder.root) == -1)
            QSKIP("there is no python3");
        QCOMPARE(stranger(folder.root), 0);
        QCOMPARE(stranger(folder.root, sample.verifier().text()), 0);
        const auto other = VerifierKey::of(sample.verifier().name, SigningKey::generate().publicKey());
        QCOMPARE(stranger(folder.root, other.text()), 1);
        std::string proofs = read(folder.root / "proofs.ndjson");
        const std::size_t at = proofs.find("\"record\":\"") + 40;
        proofs[at] = proofs[at] == 'A' ? 'B' : 'A';
        write(folder.root / "proofs.ndjson", proofs);
        mendManifest(folder.root);
        QCOMPARE(stranger(folder.root), 1);
    }

    void theSameQuestionGivesTheSameBytes() {
        const Sample sample(vfs_, clock_);
        const Folder one;
        const Folder two;
        makeBundle(sample, one.root, {2, 5});
        makeBundle(sample, two.root, {2, 5});
        for (const auto& entry : fs::directory_iterator(one.root))
            QCOMPARE(read(entry.path()), read(two.root / entry.path().filename()));
    }

    void whatWasChangedIsNamed_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("verdict");
        QTest::newRow("an event's text") << u"events.ndjson"_s << u"user3"_s << u"user4"_s << u"altered"_s;
        QTest::newRow("a salt") << u"proofs.ndjson"_s << u"\"salt\":\""_s << u"\"salt\":\"00"_s << u"altered"_s;
        QTest::newRow("a seq") << u"proofs.ndjson"_s << u"\"seq\":3"_s << u"\"seq\":2"_s << u"altered"_s;
        QTest::newRow("no JSON") << u"proofs.ndjson"_s << u"{\"seq\":3"_s << u"(\"seq\":3"_s << u"altered"_s;
        QTest::newRow("a line more") << u"events.ndjson"_s << u"\n"_s << u"\n{}\n"_s << u"missing"_s;
        QTest::newRow("the size") << u"checkpoint"_s << u"\n9\n"_s << u"\n8\n"_s << u"altered"_s;
        QTest::newRow("the key history") << u"verifiers.note"_s << u"/verifiers"_s << u"/Verifiers"_s << u"altered"_s;
        QTest::newRow("the manifest's count")
            << u"manifest.json"_s << u"\"events\": 3"_s << u"\"events\": 4"_s << u"missing"_s;
    }
    void whatWasChangedIsNamed() {
        QFETCH(const QString, file);
        QFETCH(const QString, from);
        QFETCH(const QString, to);
        QFETCH(const QString, verdict);
        const Sample sample(vfs_, clock_);
        const Folder folder;
        makeBundle(sample, folder.root, {3, 4, 8});
        const fs::path path = folder.root / file.toStdString();
        const QString before = QString::fromStdString(read(path));
        QString after = before;
        after.replace(after.indexOf(from), from.size(), to);
        QVERIFY(before.contains(from));
        write(path, after.toStdString());
        if (file != u"manifest.json"_s) // by the manifest alone
            QVERIFY(check(folder.root).verdict >= Verdict::Altered);
        if (file != u"manifest.json"_s)
            mendManifest(folder.root);
        const EvidenceResult result = check(folder.root);
        QCOMPARE(QString::fromStdString(std::string(nameOf(result.verdict))), verdict);
    }

    void aManifestOfOtherTypesIsNoSurprise_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<bool>("read"); ///< far enough for a verdict
        QTest::newRow("the format") << u"\"format\": \"inferno-evidence\""_s << u"\"format\": 1"_s << false;
        QTest::newRow("the version") << u"\"version\": 1"_s << u"\"version\": \"1\""_s << false;
        QTest::newRow("a path") << u"\"path\": \"events.ndjson\""_s << u"\"path\": 7"_s << true;
        QTest::newRow("a folder") << u"\"path\": \"events.ndjson\""_s << u"\"path\": \"..\""_s << true;
        QTest::newRow("a hash") << u"\"sha256\": \""_s << u"\"sha256\": [], \"x\": \""_s << true;
        QTest::newRow("a length") << u"\"bytes\": "_s << u"\"bytes\": {}, \"x\": "_s << true;
        QTest::newRow("the count") << u"\"events\": 3"_s << u"\"events\": \"3\""_s << true;
        QTest::newRow("the origin") << u"\"origin\": \""_s << u"\"origin\": null, \"x\": \""_s << true;
        QTest::newRow("the size") << u"\"tree_size\": "_s << u"\"tree_size\": false, \"x\": "_s << true;
        QTest::newRow("the root") << u"\"root\": \""_s << u"\"root\": 1.5, \"x\": \""_s << true;
    }
    /// Whoever gives a bundle also writes its manifest.
    void aManifestOfOtherTypesIsNoSurprise() {
        QFETCH(const QString, from);
        QFETCH(const QString, to);
        QFETCH(const bool, read);
        const Sample sample(vfs_, clock_);
        const Folder folder;
        makeBundle(sample, folder.root, {3, 4, 8});
        QString manifest = QString::fromStdString(this->read(folder.root / "manifest.json"));
        QVERIFY2(manifest.contains(from), qPrintable(manifest));
        manifest.replace(manifest.indexOf(from), from.size(), to);
        write(folder.root / "manifest.json", manifest.toStdString());
        const auto result = checkEvidence(vfs_, folder.root, {});
        QCOMPARE(result.has_value(), read);
        QVERIFY(!read || result->verdict >= Verdict::Altered);
    }

    void filesAreMissingOrTooMany() {
        const Sample sample(vfs_, clock_);
        for (const char* name : {"checkpoint", "verifiers.note", "events.ndjson", "proofs.ndjson", "README.txt"}) {
            const Folder folder;
            makeBundle(sample, folder.root, {1});
            fs::remove(folder.root / name);
            const EvidenceResult result = check(folder.root);
            QVERIFY(result.verdict == Verdict::Missing);
            QCOMPARE(result.problems.front().file, name);
        }
        const Folder folder;
        makeBundle(sample, folder.root, {1});
        write(folder.root / "more", "x");
        QVERIFY(check(folder.root).verdict == Verdict::Altered);
        fs::remove(folder.root / "more");
        fs::remove(folder.root / "manifest.json");
        QVERIFY(!isEvidence(vfs_, folder.root));
    }

    void anotherKeyAndAnotherTree() {
        const Sample sample(vfs_, clock_);
        const Folder folder;
        makeBundle(sample, folder.root, {1});
        const auto other = VerifierKey::of(sample.verifier().name, SigningKey::generate().publicKey());
        QVERIFY(check(folder.root, {other, {}}).verdict == Verdict::Altered);
        QCOMPARE(checkEvidence(vfs_, folder.root, {{}, sample.noteAt(0)}).error().code, ErrorCode::InputInvalid);
        const NoteSigner signer = *readSigningKey(vfs_, sample.closed() / "keys" / "signing.key");
        const Checkpoint fork{sample.newest().origin, sample.newest().size, sha256(asBytes("another history"))};
        QVERIFY(check(folder.root, {{}, *signer.signedNote(fork.body())}).verdict == Verdict::RolledBack);
    }

    void whatDoesNotHoldIsNotPacked() {
        const Sample sample(vfs_, clock_);
        const Folder folder;
        const auto reader = *VaultReader::open(vfs_, KeyPaths::under(sample.closed()));
        const auto writer =
            *EvidenceWriter::begin(vfs_, folder.root, sample.newestNote(), *reader->verifierHistory(), "{}");
        EventProof proof = *reader->proveAt(4, sample.newest().size);
        proof.record.back() ^= 1;
        QCOMPARE(writer->add(proof).error().code, ErrorCode::ProofInvalid);
        QVERIFY(writer->add(*reader->proveAt(4, sample.newest().size)));
        QVERIFY(!writer->add(*reader->proveAt(3, sample.newest().size))); // they rise
        QCOMPARE(reader->proveAt(4, 4).error().code, ErrorCode::ProofRange);
    }
};

QTEST_GUILESS_MAIN(TestEvidence)
#include "tst_evidence.moc"
