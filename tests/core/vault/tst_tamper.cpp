// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/vault/checkpoint_log.h"
#include "core/vault/key_files.h"
#include "core/vault/segment.h"
#include "core/vault/wal.h"
#include "tests/core/vault/tamper_fixture.h"

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::vault::testing;

namespace {

std::string read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

fs::path segment(const fs::path& root, std::uint64_t number) {
    return segmentPath(root / "vault", number);
}

} // namespace

/// What happens to vaults: each must be found, by its name, and where it is.
class TestTamper : public QObject {
    Q_OBJECT

    SystemVfs vfs_;
    fakes::ManualClock clock_{kNow};

    static void expect(const Verification& result, Verdict verdict, std::string_view file) {
        QVERIFY2(result.verdict == verdict, describe(result).c_str());
        QVERIFY2(file.empty() || names(result, file), describe(result).c_str());
    }

    /// Flips a bit of every byte that holds something, and of some that are reserved, and wants each found and named.
    void flipEveryByte(const fs::path& root, const std::vector<std::string>& files, VerifyLevel level) {
        for (const std::string& name : files) {
            const fs::path path = root / "vault" / name;
            const std::string content = read(path);
            const std::size_t used = content.find_last_not_of('\0') + 1;
            for (std::size_t at = 0; at < content.size(); at += at < used ? 1 : 97) {
                const auto bit = static_cast<unsigned>(at % 8);
                flipBit(path, at, bit);
                const Verification result = verify(vfs_, root, level);
                const std::string where = name + " byte " + std::to_string(at) + ": " + describe(result);
                QVERIFY2(result.verdict != Verdict::Ok && result.verdict != Verdict::KeyUnavailable, where.c_str());
                QVERIFY2(names(result, name), where.c_str());
                flipBit(path, at, bit);
            }
            QVERIFY2(verify(vfs_, root, level).verdict == Verdict::Ok, name.c_str());
        }
    }

private Q_SLOTS:
    void everyFlippedBitInWhatIsSealed() {
        const Sample sample(vfs_, clock_);
        flipEveryByte(sample.crashed(), {"segments/0000000002.seg"}, VerifyLevel::Full);
    }

    void everyFlippedBitWithoutKeys() {
        const Sample sample(vfs_, clock_);
        flipEveryByte(sample.closed(), {"segments/0000000003.seg"}, VerifyLevel::Ciphertext);
    }

    void everyFlippedBitInTheLog() {
        const Sample sample(vfs_, clock_);
        std::vector<std::string> files;
        for (const auto& entry : fs::directory_iterator(sample.crashed() / "vault" / "wal"))
            if (entry.path().extension() == ".wal")
                files.push_back("wal/" + entry.path().filename().string());
        QVERIFY(!files.empty());
        flipEveryByte(sample.crashed(), files, VerifyLevel::Full);
    }

    void everyFlippedBitInTheCheckpointsAndKeys() {
        const Sample sample(vfs_, clock_);
        flipEveryByte(sample.crashed(), {"checkpoints", "keys.tbl", "verifiers.note"}, VerifyLevel::Full);
    }

    /// The newest checkpoint is looked for at the file's end alone, where all is well: that is no sign of a writer.
    void aFlippedBitInALongFileOfCheckpoints() {
        const Sample sample(vfs_, clock_);
        const fs::path root = sample.copyOfClosed();
        const std::string before = read(checkpointsPath(root / "vault"));
        std::string content = before;
        while (content.size() < before.size() + 80 * 1024)
            content += sample.newestNote() + "\n";
        overwrite(checkpointsPath(root / "vault"), asBytes(content));
        expect(verify(vfs_, root, VerifyLevel::Structure), Verdict::Ok, "");
        flipBit(checkpointsPath(root / "vault"), sample.noteAt(0).size() + 40);
        for (const VerifyLevel level : {VerifyLevel::Structure, VerifyLevel::Full})
            expect(verify(vfs_, root, level), Verdict::Altered, "checkpoints");
    }

    void theTailIsCutBelowTheLastCheckpoint() {
        const Sample sample(vfs_, clock_);
        // In the log, in the middle of a frame that was signed.
        const fs::path cut = sample.copyOf(sample.crashed());
        std::vector<std::uint64_t> logs = *listWal(vfs_, cut / "vault");
        const fs::path last = walPath(cut / "vault", logs.back());
        const std::string content = read(last);
        fs::resize_file(last, content.find_last_not_of('\0') - 10);
        Verification result = verify(vfs_, cut, VerifyLevel::Full);
        expect(result, Verdict::Altered, "wal/" + last.filename().string());
        QVERIFY2(result.problems.front().detail.find("nearest good checkpoint") != std::string::npos,
                 describe(result).c_str());
        expect(verify(vfs_, cut, VerifyLevel::Structure), Verdict::Altered, "wal/" + last.filename().string());

        // The whole log.
        for (const std::uint64_t number : logs)
            fs::remove(walPath(cut / "vault", number));
        result = verify(vfs_, cut, VerifyLevel::Full);
        expect(result, Verdict::Missing, "");
        QCOMPARE(*result.problems.front().seq, sample.sealedWhenCrashed());

        // The last segment's end.
        const fs::path closed = sample.copyOfClosed();
        const std::uint64_t number = listSegments(vfs_, closed / "vault")->back();
        fs::resize_file(segment(closed, number), fs::file_size(segment(closed, number)) - 1);
        expect(verify(vfs_, closed, VerifyLevel::Structure), Verdict::Altered,
               "segments/" + segment(closed, number).filename().string());
    }

    void aTornFrameAboveTheCheckpointIsNoTampering() {
        const Sample sample(vfs_, clock_);
        const fs::path torn = sample.copyOf(sample.crashed());
        const fs::path last = walPath(torn / "vault", listWal(vfs_, torn / "vault")->back());
        const std::string content = read(last);
        std::fstream file(last, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(static_cast<std::streamoff>(content.find_last_not_of('\0') + 1));
        file << "FRM1 and no more";
        file.close();
        const Verification result = verify(vfs_, torn, VerifyLevel::Full);
        expect(result, Verdict::TornTail, "wal/" + last.filename().string());
        QCOMPARE(exitCodeOf(result.verdict), 0);
    }

    void segmentsAreRemoved_data() {
        QTest::addColumn<int>("number");
        QTest::newRow("the first") << 1;
        QTest::newRow("one in the middle") << 2;
        QTest::newRow("the last") << 3;
    }
    void segmentsAreRemoved() {
        QFETCH(const int, number);
        const Sample sample(vfs_, clock_);
        const fs::path root = sample.copyOfClosed();
        QCOMPARE(listSegments(vfs_, root / "vault")->size(), std::size_t{3});
        fs::remove(segment(root, static_cast<std::uint64_t>(number)));
        for (const VerifyLevel level : {VerifyLevel::Structure, VerifyLevel::Ciphertext, VerifyLevel::Full}) {
            const Verification result = verify(vfs_, root, level);
            const std::string name = "segments/000000000" + std::to_string(number) + ".seg";
            expect(result, Verdict::Missing, number == 3 ? "" : name);
            QCOMPARE(*result.problems.front().seq, number == 1 ? 0U : sample.checkpointAt(number == 2 ? 0 : 1).size);
        }
    }

    void segmentsAreSwapped() {
        const Sample sample(vfs_, clock_);
        const fs::path root = sample.copyOfClosed();
        fs::rename(segment(root, 1), root / "x");
        fs::rename(segment(root, 2), segment(root, 1));
        fs::rename(root / "x", segment(root, 2));
        for (const VerifyLevel level : {VerifyLevel::Structure, VerifyLevel::Full}) {
            const Verification result = verify(vfs_, root, level);
            expect(result, Verdict::Altered, "segments/0000000001.seg");
            expect(result, Verdict::Altered, "segments/0000000002.seg");
        }
    }

    void aSegmentIsDuplicated() {
        const Sample sample(vfs_, clock_);
        const fs::path root = sample.copyOfClosed();
        fs::copy(segment(root, 3), segment(root, 4));
        expect(verify(vfs_, root, VerifyLevel::Structure), Verdict::Altered, "segments/0000000004.seg");
    }

    void aSegmentOfAnotherVaultIsSpliced() {
        const Sample sample(vfs_, clock_);
        const Sample other(vfs_, clock_);
        const fs::path root = sample.copyOfClosed();
        fs::copy_file(segment(other.closed(), 2), segment(root, 2), fs::copy_options::overwrite_existing);
        expect(verify(vfs_, root, VerifyLevel::Structure), Verdict::Altered, "segments/0000000002.seg");
    }

    void theVaultIsReplacedByYesterdaysCopy() {
        const Sample sample(vfs_, clock_);
        const fs::path root = sample.copyOfClosed();
        fs::remove_all(root / "vault");
        fs::copy(sample.yesterday() / "vault", root / "vault", fs::copy_options::recursive);
        // By itself yesterday's vault is sound; a checkpoint that was kept tells.
        expect(verify(vfs_, root, VerifyLevel::Full), Verdict::Ok, "");
        for (const VerifyLevel level : {VerifyLevel::Structure, VerifyLevel::Full})
            expect(verify(vfs_, root, level, sample.newestNote()), Verdict::RolledBack, "");
        expect(verify(vfs_, root, VerifyLevel::Full, sample.noteAt(0)), Verdict::Ok, "");
    }

    void theVaultIsEmptied() {
        const Sample sample(vfs_, clock_);
        const fs::path root = sample.copyOfClosed();
        fs::remove_all(root / "vault");
        expect(verify(vfs_, root, VerifyLevel::Full), Verdict::Missing, "");
        expect(verify(vfs_, root, VerifyLevel::Full, sample.newestNote()), Verdict::RolledBack, "");
        fs::create_directory(root / "vault");
        expect(verify(vfs_, root, VerifyLevel::Full), Verdict::Missing, "");
    }

    void aForkIsFound() {
        const Sample sample(vfs_, clock_);
        const fs::path root = sample.copyOfClosed();
        const NoteSigner signer = *readSigningKey(vfs_, root / "keys" / "signing.key");
        const Checkpoint other{sample.newest().origin, sample.newest().size, sha256(asBytes("another history"))};
        const std::string forked = *signer.signedNote(other.body());
        std::ofstream(checkpointsPath(root / "vault"), std::ios::app | std::ios::binary) << forked << "\n";
        expect(verify(vfs_, root, VerifyLevel::Structure), Verdict::Altered, "checkpoints");
        // The same, kept elsewhere: signed by the vault, and not of its past.
        for (const VerifyLevel level : {VerifyLevel::Structure, VerifyLevel::Full})
            expect(verify(vfs_, sample.closed(), level, forked), Verdict::RolledBack, "");
    }

    void aCheckpointOfAStrangerIsFound() {
        const Sample sample(vfs_, clock_);
        const fs::path root = sample.copyOfClosed();
        const NoteSigner stranger{sample.newest().origin, SigningKey::generate()};
        std::ofstream(checkpointsPath(root / "vault"), std::ios::app | std::ios::binary)
            << *stranger.signedNote(sample.newest().body()) << "\n";
        expect(verify(vfs_, root, VerifyLevel::Structure), Verdict::Altered, "checkpoints");
    }

    void aPartOfACheckpointIsATornTail() {
        const Sample sample(vfs_, clock_);
        const std::string last = sample.newestNote() + "\n";
        for (std::size_t bytes = 1; bytes < last.size(); bytes += 7) {
            const fs::path path = checkpointsPath(sample.closed() / "vault");
            const std::string content = read(path);
            std::ofstream(path, std::ios::app | std::ios::binary) << last.substr(0, bytes);
            expect(verify(vfs_, sample.closed(), VerifyLevel::Structure), Verdict::TornTail, "checkpoints");
            overwrite(path, asBytes(content));
        }
    }

    void theCheckpointsAreRemoved() {
        const Sample sample(vfs_, clock_);
        const fs::path root = sample.copyOfClosed();
        fs::remove(checkpointsPath(root / "vault"));
        expect(verify(vfs_, root, VerifyLevel::Structure), Verdict::Missing, "checkpoints");
    }

    void theKeyTableIsRemoved() {
        const Sample sample(vfs_, clock_);
        for (const char* name : {"keys.tbl", "verifiers.note"}) {
            const fs::path root = sample.copyOfClosed();
            fs::remove(root / "vault" / name);
            expect(verify(vfs_, root, VerifyLevel::Full), Verdict::Missing, name);
        }
    }

    void absurdLengthsAreFound() {
        const Sample sample(vfs_, clock_);
        const fs::path root = sample.copyOfClosed();
        const std::string content = read(segment(root, 1));
        // Eight bytes of 0xFF anywhere: every length and number of the file in turn. None may cost memory or a crash.
        for (std::size_t at = 0; at + 8 <= content.size(); at += 8) {
            std::string changed = content;
            changed.replace(at, 8, std::string(8, '\xFF'));
            overwrite(segment(root, 1), asBytes(changed));
            QVERIFY2(verify(vfs_, root, VerifyLevel::Full).verdict == Verdict::Altered, std::to_string(at).c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TestTamper)
#include "tst_tamper.moc"
