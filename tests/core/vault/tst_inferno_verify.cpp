// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QTest>

#include <nlohmann/json.hpp>

#include "core/vault/evidence.h"
#include "core/vault/segment.h"
#include "core/vault/vault_reader.h"
#include "tests/core/vault/tamper_fixture.h"

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::vault::testing;
using namespace Qt::StringLiterals;

/// The program that an auditor has, with a copy of the vault and nothing else.
class TestInfernoVerify : public QObject {
    Q_OBJECT

    SystemVfs vfs_;
    fakes::ManualClock clock_{kNow};

    struct Outcome {
        int exit = -1;
        std::string out;
        std::string errors;
        nlohmann::json document() const { return nlohmann::json::parse(out); }
    };

    static Outcome run(std::vector<std::string> arguments) {
        QStringList list;
        for (const std::string& argument : arguments)
            list << QString::fromStdString(argument);
        QProcess process;
        process.start(qEnvironmentVariable("INFERNO_BIN") % u"/inferno-verify"_s, list);
        process.waitForFinished(30'000);
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                process.readAllStandardOutput().toStdString(), process.readAllStandardError().toStdString()};
    }

private Q_SLOTS:
    void aSoundCopyHolds() {
        const Sample sample(vfs_, clock_);
        fs::remove_all(sample.closed() / "keys"); // an auditor has none
        for (const fs::path& folder : {sample.closed(), sample.closed() / "vault"}) {
            const Outcome outcome = run({folder.string(), "--json"});
            QVERIFY2(outcome.exit == 0, outcome.errors.c_str());
            const auto document = outcome.document();
            QCOMPARE(document.at("verdict").get<std::string>(), "ok");
            QCOMPARE(document.at("level").get<std::string>(), "ciphertext");
            QCOMPARE(document.at("mode").get<std::string>(), "offline");
            QCOMPARE(document.at("events").get<std::uint64_t>(), sample.events());
            QCOMPARE(document.at("root").get<std::string>(), toHex(sample.newest().root));
            for (const char* field : {"durable", "checkpointed", "sealed", "unanchored", "problems"})
                QVERIFY(document.contains(field));
        }
        QVERIFY(run({sample.closed().string()}).out.starts_with("ok: "));
        QCOMPARE(run({sample.closed().string(), "--level", "structure"}).exit, 0);
    }

    void theKeyAndACheckpointArePinned() {
        const Sample sample(vfs_, clock_);
        Folder kept;
        const std::string checkpoint = (kept.root / "checkpoint").string();
        const std::string key = (kept.root / "key").string();
        overwrite(checkpoint, asBytes(sample.newestNote()));
        overwrite(key, asBytes(sample.verifier().text() + "\n"));
        const std::string folder = sample.closed().string();
        QCOMPARE(run({folder, "--key", sample.verifier().text(), "--checkpoint", checkpoint}).exit, 0);
        QCOMPARE(run({folder, "--key", key}).exit, 0);
        const VerifierKey other = VerifierKey::of(sample.verifier().name, SigningKey::generate().publicKey());
        QCOMPARE(run({folder, "--key", other.text()}).exit, 6);
        const Outcome old = run({sample.yesterday().string(), "--checkpoint", checkpoint, "--json"});
        QCOMPARE(old.exit, 6);
        QCOMPARE(old.document().at("verdict").get<std::string>(), "rolled_back");
    }

    void damageIsNamed() {
        const Sample sample(vfs_, clock_);
        flipBit(segmentPath(sample.closed() / "vault", 2), 300, 3);
        const Outcome outcome = run({sample.closed().string(), "--json"});
        QCOMPARE(outcome.exit, 6);
        const auto problem = outcome.document().at("problems").at(0);
        QCOMPARE(problem.at("verdict").get<std::string>(), "altered");
        QCOMPARE(problem.at("file").get<std::string>(), "segments/0000000002.seg");
        QVERIFY(problem.contains("offset") && problem.contains("seq") && problem.contains("detail"));
        QVERIFY(run({sample.closed().string()}).out.find("segments/0000000002.seg at byte") != std::string::npos);
    }

    void aBundleIsChecked() {
        const Sample sample(vfs_, clock_);
        const auto reader = *VaultReader::open(vfs_, KeyPaths::under(sample.closed()));
        Folder work;
        const fs::path bundle = work.root / "bundle";
        fs::create_directory(bundle);
        const auto writer = *EvidenceWriter::begin(vfs_, bundle, sample.newestNote(), *reader->verifierHistory(), "{}");
        for (const std::uint64_t seq : {1U, 4U})
            QVERIFY(writer->add(*reader->proveAt(seq, sample.newest().size)));
        QVERIFY(writer->finish());
        const std::string packed = (work.root / "evidence.tar.zst").string();
        const std::string again = (work.root / "again.tar.zst").string();
        for (const std::string& archive : {packed, again}) {
            QProcess process;
            process.start(qEnvironmentVariable("INFERNO_BIN") % u"/inferno-unpack"_s,
                          {u"pack"_s, QString::fromStdString(bundle.string()), QString::fromStdString(archive)});
            QVERIFY(process.waitForFinished(30'000));
            QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
        }
        QVERIFY(*readFile(vfs_, packed) == *readFile(vfs_, again)); // the same bytes each time
        for (const std::string& what : {bundle.string(), packed}) {
            const Outcome outcome = run({what, "--json", "--key", sample.verifier().text()});
            QVERIFY2(outcome.exit == 0, (outcome.out + outcome.errors).c_str());
            QCOMPARE(outcome.document().at("verdict").get<std::string>(), "ok");
            QCOMPARE(outcome.document().at("events").get<int>(), 2);
            QCOMPARE(outcome.document().at("signed_by").get<std::string>(), sample.verifier().idText());
        }
        QVERIFY(run({packed}).out.find("compare it") != std::string::npos);
        const VerifierKey other = VerifierKey::of(sample.verifier().name, SigningKey::generate().publicKey());
        QCOMPARE(run({packed, "--key", other.text()}).exit, 6);
        flipBit(bundle / "events.ndjson", 30);
        const Outcome outcome = run({bundle.string()});
        QCOMPARE(outcome.exit, 6);
        QVERIFY(outcome.out.find("events.ndjson") != std::string::npos);
    }

    void badUsageIsTold() {
        Folder empty;
        QCOMPARE(run({}).exit, 2);
        QCOMPARE(run({empty.root.string()}).exit, 3);
        QCOMPARE(run({"/nowhere/at/all"}).exit, 3);
        QCOMPARE(run({empty.root.string(), "--level", "full"}).exit, 2);
        QCOMPARE(run({empty.root.string(), "--key", "no key"}).exit, 2);
        const std::string bundle = (empty.root / "bundle.tar.zst").string();
        overwrite(bundle, asBytes("x"));
        const Outcome outcome = run({bundle});
        QCOMPARE(outcome.exit, 2);
        QVERIFY2(outcome.errors.find("no zip and no tar") != std::string::npos, outcome.errors.c_str());
        QCOMPARE(run({"--help"}).exit, 0);
    }
};

QTEST_GUILESS_MAIN(TestInfernoVerify)
#include "tst_inferno_verify.moc"
