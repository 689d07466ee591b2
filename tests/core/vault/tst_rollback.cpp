// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/vault/checkpoint_log.h"
#include "core/vault/holds.h"
#include "core/vault/key_files.h"
#include "core/vault/wal.h"
#include "tests/core/vault/tamper_fixture.h"

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::vault::testing;

namespace {

/// The vault's own record of a hold, as the service writes it behind the file.
AppendRequest recordOf(std::string_view action, std::uint64_t hold) {
    AppendRequest request;
    Event event;
    event.eventType = "vault";
    event.action = action;
    event.details = "{\"hold\":" + std::to_string(hold) + "}";
    request.events.push_back(std::move(event));
    return request;
}

} // namespace

/// One file of a vault is of another time than the rest, or the whole of it than what somebody knows.
class TestRollback : public QObject {
    Q_OBJECT

    SystemVfs vfs_;
    fakes::ManualClock clock_{kNow};

    std::unique_ptr<Vault> open(const Folder& folder) {
        auto vault = Vault::open(vfs_, clock_, smallOptions(folder.root));
        if (!vault)
            qFatal("%s", vault.error().message().c_str());
        return std::move(*vault);
    }
    static void place(Vault& vault, const char* range) {
        const auto hold = vault.holds().add(*HoldRange::parse(range), "case 4711", "ann", kNow);
        QVERIFY(hold && vault.append(recordOf(actions::kHoldAdded, hold->id)));
    }
    static void release(Vault& vault, std::uint64_t id) {
        QVERIFY(vault.append(recordOf(actions::kHoldReleased, id)));
        QVERIFY(vault.holds().release(id));
    }
    static const Problem* of(const Verification& result, std::string_view file) {
        const auto found = std::ranges::find(result.problems, file, &Problem::file);
        return found == result.problems.end() ? nullptr : &*found;
    }

private Q_SLOTS:
    void anOlderFileOfHoldsIsNamed() {
        Folder folder;
        auto vault = open(folder);
        place(*vault, "0..9"); // event 0
        const auto before = *readFile(vfs_, holdsPath(folder.vault()));
        place(*vault, "10..19"); // event 1
        const auto both = *readFile(vfs_, holdsPath(folder.vault()));
        release(*vault, 2);      // event 2
        place(*vault, "20..29"); // event 3
        QVERIFY(vault->rotate());
        place(*vault, "30..39"); // event 4, in the log alone
        QVERIFY(vault->checkpointNow());
        const auto newest = *readFile(vfs_, holdsPath(folder.vault()));

        VerifyOptions live;
        live.live = true;
        const auto verdictWith = [&](const Bytes& file) {
            overwrite(holdsPath(folder.vault()), file);
            return *verifyVault(vfs_, KeyPaths::under(folder.root), live);
        };
        Verification result = verdictWith(newest);
        QVERIFY2(result.verdict == Verdict::Ok, describe(result).c_str());
        result = verdictWith(before);
        QCOMPARE(result.verdict, Verdict::RolledBack);
        QVERIFY(of(result, "holds.note"));
        QCOMPARE(of(result, "holds.note")->seq, std::uint64_t{1});
        QVERIFY2(of(result, "holds.note")->detail.find("hold 4 (event 4)") != std::string::npos,
                 describe(result).c_str());
        result = verdictWith(both);
        QCOMPARE(result.verdict, Verdict::RolledBack);
        QCOMPARE(of(result, "holds.note")->seq, std::uint64_t{3});
        overwrite(holdsPath(folder.vault()), newest);
        QVERIFY(vault->close());
        QCOMPARE(verify(vfs_, folder.root, VerifyLevel::Full).verdict, Verdict::Ok);
    }

    void aHoldThatVanishedFromTheFileIsNamed() {
        Folder folder;
        auto vault = open(folder);
        place(*vault, "0..9");
        place(*vault, "10..19");
        // What somebody with the signing key writes: the same number to give out next, without the first.
        QVERIFY(vault->holds().release(1));
        QVERIFY(vault->close());
        const Verification result = verify(vfs_, folder.root, VerifyLevel::Full);
        QCOMPARE(result.verdict, Verdict::RolledBack);
        QVERIFY2(of(result, "holds.note")->detail.ends_with("hold 1 (event 0)"), describe(result).c_str());
        QCOMPARE(verify(vfs_, folder.root, VerifyLevel::Structure).verdict, Verdict::Ok); // no record is read
    }

    void aMissingOrBrokenFileOfHoldsIsNamedAtEveryLevel() {
        const Sample sample(vfs_, clock_);
        for (const VerifyLevel level : {VerifyLevel::Structure, VerifyLevel::Ciphertext, VerifyLevel::Full}) {
            const fs::path gone = sample.copyOfClosed();
            fs::remove(holdsPath(gone / "vault"));
            Verification result = verify(vfs_, gone, level);
            QCOMPARE(result.verdict, Verdict::Missing);
            QVERIFY(of(result, "holds.note"));
            const fs::path broken = sample.copyOfClosed();
            flipBit(holdsPath(broken / "vault"), 3);
            result = verify(vfs_, broken, level);
            QCOMPARE(result.verdict, Verdict::Altered);
            QVERIFY(of(result, "holds.note"));
        }
    }

    void holdsChangeWhileTheVaultIsVerified() {
        Folder folder;
        auto vault = open(folder);
        place(*vault, "0..9");
        std::atomic<bool> done{false};
        std::thread writer([&] {
            for (std::uint64_t i = 2; i < 60; ++i) {
                place(*vault, "10..19");
                if (i % 2 == 0)
                    release(*vault, i);
                if (i % 9 == 0)
                    (void)vault->rotate();
                (void)vault->checkpointNow();
            }
            done = true;
        });
        VerifyOptions live;
        live.live = true;
        std::string alarm;
        while (!done && alarm.empty()) {
            const auto result = verifyVault(vfs_, KeyPaths::under(folder.root), live);
            if (!result || result->verdict != Verdict::Ok)
                alarm = result ? describe(*result) : result.error().message();
        }
        writer.join();
        QVERIFY2(alarm.empty(), alarm.c_str());
    }

    /// The table of before a key was added, under the same key-encryption key: no copy of the key store is needed.
    void anOlderKeyTableIsNamed_data() {
        QTest::addColumn<bool>("sealed");
        QTest::newRow("in the log") << false;
        QTest::newRow("in a segment") << true;
    }
    void anOlderKeyTableIsNamed() {
        QFETCH(bool, sealed);
        Folder folder;
        fakes::ManualClock clock{kNow};
        const auto options = smallOptions(folder.root);
        auto vault = std::move(*Vault::open(vfs_, clock, options));
        QVERIFY(vault->append(requestOf(0, 5)) && vault->rotate() && vault->checkpointNow());
        const auto older = *readFile(vfs_, options.keys.keyTable());
        clock.set(kNow + std::chrono::days(30)); // another month, another data key
        QVERIFY(vault->append(requestOf(5, 5)) && vault->checkpointNow());
        if (sealed)
            QVERIFY(vault->rotate());
        Folder copy; // as a power loss would leave it
        fs::copy(folder.root, copy.root, fs::copy_options::recursive);
        overwrite(KeyPaths::under(copy.root).keyTable(), older);
        for (const VerifyLevel level : {VerifyLevel::Structure, VerifyLevel::Ciphertext, VerifyLevel::Full}) {
            const Verification result = verify(vfs_, copy.root, level);
            QVERIFY2(result.verdict == Verdict::RolledBack, describe(result).c_str());
            QVERIFY(of(result, "keys.tbl"));
        }
        QVERIFY(!Vault::open(vfs_, clock, smallOptions(copy.root)));
    }

    /// Somebody puts a key of his own into the history and signs all that is signed anew: only the keys beside the
    /// vault, or what somebody else holds, show it.
    void aHistoryOfAnotherKeyIsNamedByTheSigningKey() {
        Folder folder;
        QVERIFY(open(folder)->close());
        const KeyPaths paths = KeyPaths::under(folder.root);
        const auto keys = *PublicKeys::read(vfs_, paths.vaultFolder);
        const NoteSigner stranger{originOf(keys.vault), SigningKey::generate()};
        const auto signAnew = [&](const fs::path& file) {
            const auto note = *SignedNote::parse(asText(*readFile(vfs_, file)));
            overwrite(file, asBytes(*stranger.signedNote(note.text)));
        };
        overwrite(paths.verifiers(), asBytes(*VerifierHistory::begin(stranger)));
        overwrite(paths.keyTable(), keys.table.serialized(stranger.key));
        signAnew(holdsPath(paths.vaultFolder));
        fs::remove(checkpointsPath(paths.vaultFolder));
        overwrite(checkpointsPath(paths.vaultFolder),
                  asBytes(*stranger.signedNote(Checkpoint{originOf(keys.vault), 0, emptyRoot()}.body()) + "\n"));
        Verification result = verify(vfs_, folder.root, VerifyLevel::Full);
        QCOMPARE(result.verdict, Verdict::Altered);
        QVERIFY2(of(result, "verifiers.note"), describe(result).c_str());
        // Without the keys nothing shows it: docs/security.md says so.
        fs::remove(paths.signingKey());
        QCOMPARE(verify(vfs_, folder.root, VerifyLevel::Full).verdict, Verdict::Ok);
    }

    void aKeyThatWaitsForItsPlaceIsTheSigningKey() {
        Folder folder;
        auto vault = open(folder);
        QVERIFY(vault->append(requestOf(0, 3)) && vault->close());
        vault.reset();
        const KeyPaths paths = KeyPaths::under(folder.root);
        {
            const auto keys = *KeyStore::openOrCreate(vfs_, clock_, paths);
            QVERIFY(keys->rotateSigningKey()); // and the machine stops before endRotation
        }
        QVERIFY(fs::exists(paths.nextSigningKey()));
        const Verification result = verify(vfs_, folder.root, VerifyLevel::Full);
        QVERIFY2(result.verdict == Verdict::Ok, describe(result).c_str());
    }

    /// The files of a running service are replaced by yesterday's: whole in themselves, and not what it has signed.
    void aRunningServiceKnowsWhatItSigned() {
        Folder folder;
        auto vault = open(folder);
        QVERIFY(vault->append(requestOf(0, 5)) && vault->rotate() && vault->checkpointNow());
        Folder yesterday;
        fs::copy(folder.vault(), yesterday.root / "vault", fs::copy_options::recursive);
        QVERIFY(vault->append(requestOf(5, 5)));
        VerifyOptions live;
        live.live = true;
        live.key = *VerifierKey::parse(vault->verifierKey());
        live.promised = *Checkpoint::parse(SignedNote::parse(*vault->checkpointNow())->text);
        QCOMPARE(verifyVault(vfs_, KeyPaths::under(folder.root), live)->verdict, Verdict::Ok);
        QVERIFY(vault->append(requestOf(10, 5)) && vault->checkpointNow()); // newer than what was promised
        QCOMPARE(verifyVault(vfs_, KeyPaths::under(folder.root), live)->verdict, Verdict::Ok);
        KeyPaths replaced = KeyPaths::under(folder.root);
        replaced.vaultFolder = yesterday.root / "vault";
        const Verification result = *verifyVault(vfs_, replaced, live);
        QCOMPARE(result.verdict, Verdict::RolledBack);
        QVERIFY2(of(result, "checkpoints"), describe(result).c_str());
    }

    void aHeartbeatKeepsAShortenedVaultShut() {
        Folder folder;
        auto vault = open(folder);
        QVERIFY(vault->append(requestOf(0, 5)) && vault->rotate() && vault->checkpointNow());
        Folder copy;
        fs::copy(folder.root, copy.root, fs::copy_options::recursive);
        QVERIFY(vault->append(requestOf(5, 5)) && vault->close());
        const KeyPaths paths = KeyPaths::under(copy.root);
        const NoteSigner signer = *readSigningKey(vfs_, paths.signingKey());
        const auto heartbeat = [&](std::uint64_t size) {
            overwrite(heartbeatPath(paths.vaultFolder),
                      asBytes(*signer.signedNote(signer.name + "/heartbeat\n" + std::to_string(size) + "\n" +
                                                 toBase64(emptyRoot()) + "\n2026-11-21T12:00:00Z\n")));
        };
        heartbeat(10);
        const auto shut = Vault::open(vfs_, clock_, smallOptions(copy.root));
        QCOMPARE(shut.error().code, ErrorCode::VaultAltered);
        QVERIFY2(shut.error().detail.find("10 events") != std::string::npos, shut.error().message().c_str());
        heartbeat(5);
        QVERIFY(Vault::open(vfs_, clock_, smallOptions(copy.root)));
        overwrite(heartbeatPath(paths.vaultFolder), asBytes("no note"));
        QVERIFY(Vault::open(vfs_, clock_, smallOptions(copy.root)));
    }
};

QTEST_GUILESS_MAIN(TestRollback)
#include "tst_rollback.moc"
