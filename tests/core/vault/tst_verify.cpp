// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <atomic>
#include <thread>

#include "core/vault/segment.h"
#include "core/vault/vault_reader.h"
#include "core/vault/verify.h"
#include "tests/core/vault/tamper_fixture.h"
#include "tests/fakes/faulty_vfs.h"

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::vault::testing;

class TestVerify : public QObject {
    Q_OBJECT

    SystemVfs vfs_;
    fakes::ManualClock clock_{kNow};

private Q_SLOTS:
    void aSoundVaultIsOkAtEveryLevel() {
        const Sample sample(vfs_, clock_);
        for (const fs::path& root : {sample.crashed(), sample.closed()})
            for (const VerifyLevel level : {VerifyLevel::Structure, VerifyLevel::Ciphertext, VerifyLevel::Full}) {
                const Verification result = verify(vfs_, root, level);
                QVERIFY2(result.verdict == Verdict::Ok, describe(result).c_str());
                QCOMPARE(result.level, level);
                QCOMPARE(result.events, sample.events());
                QCOMPARE(result.checkpointed, sample.events());
                QCOMPARE(result.unanchored, sample.events());
                QVERIFY(result.root == sample.newest().root);
                QCOMPARE(result.sealed, root == sample.closed() ? sample.events() : sample.sealedWhenCrashed());
            }
    }

    void lookingChangesNothing() {
        const Sample sample(vfs_, clock_);
        for (const fs::path& root : {sample.crashed(), sample.closed()}) {
            const auto before = contentOf(root);
            (void)verify(vfs_, root, VerifyLevel::Full);
            const auto reader = VaultReader::open(vfs_, KeyPaths::under(root));
            QVERIFY(reader && (*reader)->prove(3));
            QVERIFY(contentOf(root) == before);
        }
    }

    void withoutKeysTheRestIsChecked() {
        const Sample sample(vfs_, clock_);
        KeyPaths copy;
        copy.vaultFolder = sample.closed() / "vault";
        const Verification result = *verifyVault(vfs_, copy, {});
        QCOMPARE(result.verdict, Verdict::KeyUnavailable);
        QCOMPARE(result.level, VerifyLevel::Ciphertext);
        QCOMPARE(exitCodeOf(result.verdict), 1);
        VerifyOptions ciphertext;
        ciphertext.level = VerifyLevel::Ciphertext;
        QCOMPARE(verifyVault(vfs_, copy, ciphertext)->verdict, Verdict::Ok);
        ciphertext.checkEncryption = true;
        QCOMPARE(verifyVault(vfs_, copy, ciphertext)->verdict, Verdict::KeyUnavailable);
        ciphertext.checkEncryption = true;
        QCOMPARE(verifyVault(vfs_, KeyPaths::under(sample.closed()), ciphertext)->verdict, Verdict::Ok);
        // Another vault's keys are no keys.
        const Sample other(vfs_, clock_);
        const fs::path mixed = sample.copyOfClosed();
        fs::remove_all(mixed / "keys");
        fs::copy(other.closed() / "keys", mixed / "keys");
        QCOMPARE(verify(vfs_, mixed, VerifyLevel::Full).verdict, Verdict::KeyUnavailable);
    }

    void keysAndCheckpointsCanBePinned() {
        const Sample sample(vfs_, clock_);
        VerifyOptions options;
        options.key = sample.verifier();
        options.checkpoint = sample.noteAt(0);
        const Verification result = *verifyVault(vfs_, KeyPaths::under(sample.closed()), options);
        QVERIFY2(result.verdict == Verdict::Ok, describe(result).c_str());
        QCOMPARE(result.unanchored, sample.events() - sample.checkpointAt(0).size);
        options.key = VerifierKey::of(options.key->name, SigningKey::generate().publicKey());
        QCOMPARE(verifyVault(vfs_, KeyPaths::under(sample.closed()), options)->verdict, Verdict::Altered);
        const Sample other(vfs_, clock_);
        options.key.reset();
        options.checkpoint = other.noteAt(0);
        QCOMPARE(verifyVault(vfs_, KeyPaths::under(sample.closed()), options).error().code, ErrorCode::NoteInvalid);
    }

    void progressReachesItsEnd() {
        const Sample sample(vfs_, clock_);
        VerifyOptions options;
        VerifyProgress last;
        int calls = 0;
        options.progress = [&](const VerifyProgress& progress) {
            QVERIFY(progress.bytesDone >= last.bytesDone && progress.bytesDone <= progress.bytesTotal);
            last = progress;
            ++calls;
        };
        QVERIFY(verifyVault(vfs_, KeyPaths::under(sample.closed()), options));
        QVERIFY(calls >= 2);
        QCOMPARE(last.bytesDone, last.bytesTotal);
    }

    /// Cut short behind the first segment, as Ctrl+C would.
    void cutShort(const fs::path& root, VerifyOptions& options) {
        std::atomic<bool> cancelled{false};
        options.cancelled = &cancelled;
        options.progress = [&](const VerifyProgress& progress) { cancelled = progress.eventsDone > 3; };
        QCOMPARE(verifyVault(vfs_, KeyPaths::under(root), options).error().code, ErrorCode::VerifyCancelled);
        options.cancelled = nullptr;
        options.progress = nullptr;
    }

    void whatWasCutShortGoesOn() {
        const Sample sample(vfs_, clock_);
        const Folder elsewhere;
        VerifyOptions options;
        options.stateFile = elsewhere.root / "state";
        options.resume = true;
        const auto before = contentOf(sample.closed());
        cutShort(sample.closed(), options);
        QVERIFY(fs::exists(options.stateFile));
        QVERIFY(contentOf(sample.closed()) == before);

        // Another question does not fit, and leaves a state of its own only when it is cut short itself.
        VerifyOptions other = options;
        other.level = VerifyLevel::Ciphertext;
        other.stateFile = elsewhere.root / "other";
        fs::copy(options.stateFile, other.stateFile);
        QVERIFY(!verifyVault(vfs_, KeyPaths::under(sample.closed()), other)->resumed);

        const Verification result = *verifyVault(vfs_, KeyPaths::under(sample.closed()), options);
        QVERIFY2(result.verdict == Verdict::Ok, describe(result).c_str());
        QVERIFY(result.resumed);
        QCOMPARE(result.resumed->events, sample.checkpointAt(0).size);
        QCOMPARE(result.events, sample.events());
        QCOMPARE(result.sealed, sample.events());
        QVERIFY(!fs::exists(options.stateFile));
    }

    void aStateOfOtherFilesIsNotGoneOnFrom() {
        const Sample sample(vfs_, clock_);
        const Sample stranger(vfs_, clock_);
        const Folder elsewhere;
        VerifyOptions options;
        options.stateFile = elsewhere.root / "state";
        options.resume = true;
        cutShort(sample.closed(), options);
        QVERIFY(!verifyVault(vfs_, KeyPaths::under(stranger.closed()), options)->resumed);

        // What was changed behind the place where it stopped is found.
        cutShort(sample.closed(), options);
        const fs::path root = sample.copyOfClosed();
        flipBit(segmentPath(root / "vault", 3), 300);
        const Verification result = *verifyVault(vfs_, KeyPaths::under(root), options);
        QVERIFY(result.resumed);
        QCOMPARE(result.verdict, Verdict::Altered);

        // A state that somebody made up fits nothing.
        cutShort(sample.closed(), options);
        const Bytes content = *readFile(vfs_, options.stateFile);
        std::string text(asText(content));
        const std::size_t at = text.find("\"open\":[\"") + 9;
        text[at] = text[at] == '0' ? '1' : '0';
        overwrite(options.stateFile, asBytes(text));
        const Verification fresh = *verifyVault(vfs_, KeyPaths::under(sample.closed()), options);
        QVERIFY(!fresh.resumed);
        QVERIFY2(fresh.verdict == Verdict::Ok, describe(fresh).c_str());
    }

    void onlyWhatIsNewIsRead() {
        const Sample sample(vfs_, clock_);
        VerifyOptions options;
        options.since = kNow;
        Verification result = *verifyVault(vfs_, KeyPaths::under(sample.closed()), options);
        QCOMPARE(result.skipped, std::uint64_t{0});
        options.since = kNow + std::chrono::hours(1);
        result = *verifyVault(vfs_, KeyPaths::under(sample.closed()), options);
        QVERIFY2(result.verdict == Verdict::Ok, describe(result).c_str());
        QCOMPARE(result.skipped, sample.events());
        QCOMPARE(result.events, sample.events());
        // What was not read was not checked, and what is signed about it was.
        const fs::path root = sample.copyOfClosed();
        const auto opened =
            *SegmentReader::open(vfs_, segmentPath(root / "vault", 2), PublicKeys::read(vfs_, root / "vault")->vault,
                                 std::span(&sample.verifier(), 1));
        flipBit(opened->path(), opened->footer().blocks[0].offset + opened->footer().blocks[0].headerBytes + 3);
        QCOMPARE(verifyVault(vfs_, KeyPaths::under(root), options)->verdict, Verdict::Ok);
        QCOMPARE(verify(vfs_, root, VerifyLevel::Full).verdict, Verdict::Altered);
        flipBit(opened->path(), opened->trailer().footerOffset + 40);
        QCOMPARE(verifyVault(vfs_, KeyPaths::under(root), options)->verdict, Verdict::Altered);
    }

    void clocksThatWentBackAreNoted() {
        Folder folder;
        fakes::ManualClock clock{kNow};
        auto vault = *Vault::open(vfs_, clock, smallOptions(folder.root));
        QVERIFY(vault->append(requestOf(0, 5)));
        clock.set(kNow - std::chrono::hours(2));
        QVERIFY(vault->append(requestOf(5, 5)) && vault->close());
        const Verification result = verify(vfs_, folder.root, VerifyLevel::Full);
        QVERIFY2(result.verdict == Verdict::Ok, describe(result).c_str());
        QCOMPARE(result.notes.size(), std::size_t{1});
        QCOMPARE(result.notes.front().seq, std::uint64_t{5});
        QVERIFY(result.notes.front().detail.find("7200 s") != std::string::npos);
    }

    void whereThereIsNoVault() {
        Folder folder;
        QCOMPARE(verifyVault(vfs_, KeyPaths::under(folder.root), {}).error().code, ErrorCode::VaultMissing);
        QCOMPARE(VaultReader::open(vfs_, KeyPaths::under(folder.root)).error().code, ErrorCode::VaultMissing);
    }

    void aRunningVaultIsVerifiedLive() {
        Folder folder;
        auto vault = *Vault::open(vfs_, clock_, smallOptions(folder.root));
        QVERIFY(vault->append(requestOf(0, 20)));
        // Without `live` the service's lock is respected.
        QCOMPARE(verifyVault(vfs_, KeyPaths::under(folder.root), {}).error().code, ErrorCode::DataLocked);
        QCOMPARE(VaultReader::open(vfs_, KeyPaths::under(folder.root)).error().code, ErrorCode::DataLocked);
        VerifyOptions live;
        live.live = true;
        std::atomic<bool> done{false};
        std::thread writer([&] {
            for (int i = 0; i < 120; ++i) {
                (void)vault->append(requestOf(20 + 40 * i, 40));
                if (i % 7 == 0)
                    (void)vault->rotate();
                if (i % 31 == 9)
                    (void)vault->rotateKeys();
                if (i % 29 == 17)
                    (void)vault->keys().rotateSigningKey({});
                if (i % 5 == 0)
                    (void)vault->checkpointNow();
            }
            done = true;
        });
        std::string alarm;
        int looks = 0;
        while (!done || looks == 0) {
            const auto result = verifyVault(vfs_, KeyPaths::under(folder.root), live);
            if (!result && alarm.empty())
                alarm = result.error().message();
            else if (result && result->verdict != Verdict::Ok && alarm.empty())
                alarm = describe(*result);
            ++looks;
        }
        writer.join();
        QVERIFY2(alarm.empty(), alarm.c_str());
    }

    /// Each time the checkpoints are read, another key has just signed one: twice in a row, between the look at the
    /// keys and the look at what they signed.
    void aKeyThatBeginsToSignMeanwhileIsNoFinding() {
        Folder folder;
        auto vault = *Vault::open(vfs_, clock_, smallOptions(folder.root));
        QVERIFY(vault->append(requestOf(0, 20)) && vault->checkpointNow());
        fakes::FaultyVfs watched(vfs_);
        int rotations = 0;
        watched.beforeRead = [&](const fs::path& path) {
            if (path.filename() != "checkpoints" || rotations == 2)
                return;
            ++rotations;
            (void)vault->keys().rotateSigningKey({});
            (void)vault->checkpointNow();
        };
        VerifyOptions live;
        live.live = true;
        const auto result = verifyVault(watched, KeyPaths::under(folder.root), live);
        QCOMPARE(rotations, 2);
        QVERIFY2(result, result ? "" : result.error().message().c_str());
        QVERIFY2(result->verdict == Verdict::Ok, describe(*result).c_str());
    }

    void proofsFromFilesAreThoseOfTheVault() {
        const Sample sample(vfs_, clock_);
        const auto reader = *VaultReader::open(vfs_, KeyPaths::under(sample.crashed()));
        TreeHasher hasher;
        const std::uint64_t size = sample.newest().size;
        for (std::uint64_t seq = 0; seq < size; ++seq) {
            const EventProof proof = *reader->prove(seq);
            QVERIFY(proof.leafHash == hasher.leaf(proof.salt, proof.record));
            QVERIFY(verifyInclusion(hasher, seq, size, proof.leafHash, proof.path, sample.newest().root));
            QCOMPARE(proof.checkpoint, sample.newestNote());
        }
        const Checkpoint old = sample.checkpointAt(0);
        const TreeConsistency proven = *reader->consistency(old.size, size);
        QVERIFY(verifyConsistency(hasher, old.size, size, old.root, sample.newest().root, proven.path));
        QCOMPARE(reader->prove(size + 100).error().code, ErrorCode::ProofRange);
        QCOMPARE(reader->consistency(0, size).error().code, ErrorCode::ProofRange);
        QCOMPARE(*reader->checkpoint(), sample.newestNote());
        QCOMPARE(reader->read(3)->seq, std::uint64_t{3});
    }

    void eventsAboveTheCheckpointHaveNoProofYet() {
        Folder folder;
        auto vault = *Vault::open(vfs_, clock_, smallOptions(folder.root));
        QVERIFY(vault->append(requestOf(0, 3)) && vault->checkpointNow());
        QVERIFY(vault->append(requestOf(3, 2)));
        Folder copy;
        fs::copy(folder.root, copy.root, fs::copy_options::recursive); // as a power loss would leave it
        const auto reader = *VaultReader::open(vfs_, KeyPaths::under(copy.root));
        QCOMPARE(reader->events(), std::uint64_t{5});
        QVERIFY(reader->prove(2));
        QCOMPARE(reader->prove(4).error().code, ErrorCode::ProofUncheckpointed);
        const Verification result = verify(vfs_, copy.root, VerifyLevel::Full);
        QVERIFY2(result.verdict == Verdict::Ok, describe(result).c_str());
        QCOMPARE(result.checkpointed, std::uint64_t{3});
        QCOMPARE(result.events, std::uint64_t{5});
    }

    void namesAndExitCodes() {
        for (const auto& [verdict, name, code] : {std::tuple{Verdict::Ok, "ok", 0},
                                                  {Verdict::TornTail, "torn_tail", 0},
                                                  {Verdict::Erased, "erased", 0},
                                                  {Verdict::Pruned, "pruned", 0},
                                                  {Verdict::KeyUnavailable, "key_unavailable", 1},
                                                  {Verdict::Altered, "altered", 6},
                                                  {Verdict::Missing, "missing", 6},
                                                  {Verdict::RolledBack, "rolled_back", 6}}) {
            QCOMPARE(nameOf(verdict), std::string_view(name));
            QCOMPARE(exitCodeOf(verdict), code);
        }
        QCOMPARE(*parseVerifyLevel("ciphertext"), VerifyLevel::Ciphertext);
        QCOMPARE(parseVerifyLevel("deep").error().code, ErrorCode::InputInvalid);
    }
};

QTEST_GUILESS_MAIN(TestVerify)
#include "tst_verify.moc"
