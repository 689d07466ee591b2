// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/vault/signed_note.h"
#include "core/vault/tlog_proof.h"
#include "tests/core/vault/test_vectors.h"

using namespace inferno;
using namespace inferno::vault;

namespace {

std::string textOf(const nlohmann::json& base64) {
    return std::string(asText(*fromBase64(base64.get<std::string>())));
}

} // namespace

class TestSignedNote : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void signingVectors() {
        LOAD_VECTORS(file, "merkle/signed_note.json");
        for (const auto& test : file.at("signing")) {
            const auto signer = NoteSigner::parse(test.at("skey").get<std::string>());
            QVERIFY(signer);
            QCOMPARE(*signer->signedNote(textOf(test.at("text_b64"))), textOf(test.at("note_b64")));
            QCOMPARE(signer->text(), test.at("skey").get<std::string>());
        }
    }

    void openVectors() {
        LOAD_VECTORS(file, "merkle/signed_note.json");
        int cases = 0;
        for (const auto& test : file.at("open")) {
            ++cases;
            const std::string name = test.at("desc").get<std::string>() + " " + std::to_string(cases);
            std::vector<VerifierKey> keys;
            for (const auto& vkey : test.at("vkeys"))
                keys.push_back(*VerifierKey::parse(vkey.get<std::string>()));
            const std::string note = textOf(test.at("note_b64"));
            const auto opened = openNote(note, keys);
            if (test.at("want") != "ok") {
                QVERIFY2(!opened, name.c_str());
                QVERIFY2(opened.error().code == ErrorCode::NoteInvalid, name.c_str());
                continue;
            }
            QVERIFY2(opened, name.c_str());
            QVERIFY2(opened->verified.size() == test.at("verified").get<std::size_t>(), name.c_str());
            if (test.contains("unverified"))
                QVERIFY2(opened->unverified.size() == test.at("unverified").get<std::size_t>(), name.c_str());
            QCOMPARE(SignedNote::parse(note)->serialized(), note);
        }
        QCOMPARE(cases, 16);
    }

    void verifierKeys() {
        LOAD_VECTORS(file, "merkle/signed_note.json");
        for (const auto& vkey : file.at("vkey_accept"))
            QCOMPARE(VerifierKey::parse(vkey.get<std::string>())->text(), vkey.get<std::string>());
        const auto& witnesses = file.at("cosignature_v1").at("vkey_accept");
        for (const auto& vkey : witnesses)
            QCOMPARE(VerifierKey::parse(vkey.get<std::string>())->text(), vkey.get<std::string>());
        QCOMPARE(VerifierKey::parse(witnesses.at(1).get<std::string>())->algorithm, KeyAlgorithm::CosignatureV1);
        for (const auto& vkey : file.at("vkey_reject"))
            QVERIFY2(!VerifierKey::parse(vkey.get<std::string>()), vkey.get<std::string>().c_str());

        const auto good = file.at("vkey_accept").at(0).get<std::string>();
        for (std::size_t from = 0; from < good.size(); ++from)
            for (std::size_t to = from; to <= good.size(); ++to)
                if (to - from < good.size())
                    QVERIFY(!VerifierKey::parse(std::string_view(good).substr(from, to - from)));
        for (std::size_t i = 0; i < good.size(); ++i) {
            std::string mangled = good;
            mangled[i] = static_cast<char>(mangled[i] + 1);
            QVERIFY2(!VerifierKey::parse(mangled), mangled.c_str());
        }
    }

    void cosignatures() {
        LOAD_VECTORS(file, "merkle/signed_note.json");
        for (const auto& test : file.at("cosignature_v1").at("timestamp")) {
            Bytes bytes = *fromBase64(test.at("sig_b64").get<std::string>());
            bytes.erase(bytes.begin(), bytes.begin() + 4); // the key's id
            const auto time = cosignatureTime(bytes);
            QCOMPARE(time.has_value(), test.contains("unix"));
            if (time)
                QCOMPARE(*time, test.at("unix").get<std::uint64_t>());
        }
        // A cosignature of our own making.
        const SigningKey key = SigningKey::generate();
        const VerifierKey verifier = VerifierKey::of("witness", key.publicKey(), KeyAlgorithm::CosignatureV1);
        const std::string text = "log\n1\nx\n";
        const Signature signature = key.sign(asBytes("cosignature/v1\ntime 1700000000\n" + text));
        Bytes stamped;
        for (int shift = 56; shift >= 0; shift -= 8)
            stamped.push_back(static_cast<std::uint8_t>(1700000000ULL >> shift));
        stamped.insert(stamped.end(), signature.begin(), signature.end());
        QVERIFY(verifySignature(verifier, text, stamped));
        stamped[7] ^= 1;
        QVERIFY(!verifySignature(verifier, text, stamped));
    }

    void checkpointVectors() {
        LOAD_VECTORS(file, "merkle/signed_note.json");
        for (const auto& body : file.at("checkpoint_body").at("invalid"))
            QVERIFY2(!Checkpoint::parse(body.get<std::string>()), body.get<std::string>().c_str());
        // The valid ones have roots that are not SHA-256, which is all that ours may be: they fail for that alone.
        for (const auto& body : file.at("checkpoint_body").at("valid")) {
            const auto parsed = Checkpoint::parse(body.get<std::string>());
            QVERIFY(!parsed);
            QVERIFY2(parsed.error().detail.find("not 32") != std::string::npos, parsed.error().detail.c_str());
        }
    }

    void checkpointsAreReadAsTheyAreWritten() {
        const Checkpoint checkpoint{"inferno.local/x", 17, sha256(asBytes("root"))};
        QVERIFY(*Checkpoint::parse(checkpoint.body()) == checkpoint);
        QVERIFY(*Checkpoint::parse(checkpoint.body() + "an extension\n") == checkpoint);
        QVERIFY(!Checkpoint::parse(checkpoint.body() + "an extension"));
        QVERIFY(!Checkpoint::parse(checkpoint.body() + "\n"));
        const std::string root = toBase64(checkpoint.root);
        for (const char* size : {"017", "+17", "17 ", "-1", "", "18446744073709551616"})
            QVERIFY2(!Checkpoint::parse("o\n" + std::string(size) + "\n" + root + "\n"), size);
        QCOMPARE(Checkpoint::parse("o\n18446744073709551615\n" + root + "\n")->size, UINT64_MAX);
    }

    void tlogProofVectors() {
        LOAD_VECTORS(file, "merkle/signed_note.json");
        for (const auto& text : file.at("tlog_proof").at("valid"))
            QCOMPARE(TlogProof::parse(text.get<std::string>())->serialized(), text.get<std::string>());
        for (const auto& text : file.at("tlog_proof").at("invalid"))
            QVERIFY2(!TlogProof::parse(text.get<std::string>()), text.get<std::string>().c_str());
        const TlogProof proof{{1, 2}, 5, {sha256({}), sha256(asBytes("a"))}, "note\n"};
        const TlogProof again = *TlogProof::parse(proof.serialized());
        QVERIFY(again.path == proof.path && again.extra == proof.extra && again.index == 5);
    }

    void manySignatures() {
        const std::string text = "note\n";
        std::vector<VerifierKey> keys;
        SignedNote note{text, {}};
        for (int i = 0; i < 16; ++i) {
            const NoteSigner signer{"witness" + std::to_string(i), SigningKey::generate()};
            keys.push_back(signer.verifier());
            note.signatures.push_back(signer.sign(text));
        }
        QCOMPARE(openNote(note.serialized(), keys)->verified.size(), std::size_t{16});
        note.signatures[9].signature[3] ^= 1;
        QVERIFY(!openNote(note.serialized(), keys));
        keys.erase(keys.begin() + 9); // by a stranger it says nothing
        QCOMPARE(openNote(note.serialized(), keys)->unverified.size(), std::size_t{1});
    }

    void everyChangedByteIsFound() {
        const NoteSigner signer{"inferno.local/x", SigningKey::generate()};
        const VerifierKey key = signer.verifier();
        const std::string note = *signer.signedNote(Checkpoint{"inferno.local/x", 3, {}}.body());
        QVERIFY(openNote(note, {&key, 1}));
        for (std::size_t i = 0; i < note.size(); ++i)
            for (int bit = 0; bit < 8; ++bit) {
                std::string mangled = note;
                mangled[i] = static_cast<char>(mangled[i] ^ (1 << bit));
                QVERIFY2(!openNote(mangled, {&key, 1}), mangled.c_str());
            }
        QVERIFY(!signer.signedNote("no newline"));
        QVERIFY(!signer.signedNote("a\x01\n"));
    }
};

QTEST_GUILESS_MAIN(TestSignedNote)
#include "tst_signed_note.moc"
