// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <csignal>
#include <map>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "tests/core/vault/vault_fixture.h"
#include "tests/fakes/faulty_vfs.h"

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::vault::testing;

/// What happens when the disk fails, the process is killed, or somebody edits the files: nothing that was acknowledged
/// is lost, and nothing that was signed is missed.
class TestVaultCrash : public QObject {
    Q_OBJECT

    SystemVfs system_;
    fakes::ManualClock clock_{kNow};

    /// What the vault has promised: seq to the number of the event, and the newest checkpoint given out.
    struct Promises {
        std::map<std::uint64_t, int> acknowledged;
        std::uint64_t checkpointed = 0;
        Hash root{};
    };

    /// A vault's day: true if all of it worked.
    bool live(Vfs& vfs, const Folder& folder, Promises& promises, int& number) {
        auto opened = Vault::open(vfs, clock_, smallOptions(folder.root));
        if (!opened)
            return false;
        Vault& vault = **opened;
        bool all = true;
        const auto append = [&](int count) {
            const auto receipt = vault.append(requestOf(number, count));
            for (std::size_t i = 0; receipt && i < receipt->seqs.size(); ++i)
                promises.acknowledged[receipt->seqs[i]] = number + static_cast<int>(i);
            number += count;
            all = all && receipt.has_value();
        };
        append(3);
        append(1);
        all = vault.checkpointNow().has_value() && all;
        const Progress progress = vault.progress();
        promises.checkpointed = std::max(promises.checkpointed, progress.checkpointed);
        append(1100);
        all = vault.rotate().has_value() && all;
        append(2);
        all = vault.rotateKeys().has_value() && all;
        append(2);
        return vault.close().has_value() && all;
    }

    /// Opens without faults and checks every promise.
    void checkPromises(const Folder& folder, const Promises& promises) {
        const auto opened = Vault::open(system_, clock_, smallOptions(folder.root));
        QVERIFY2(opened, opened ? "" : opened.error().message().c_str());
        Vault& vault = **opened;
        QVERIFY(vault.progress().durable >= promises.checkpointed);
        for (const auto& [seq, number] : promises.acknowledged) {
            const auto record = vault.read(seq);
            const std::string expected = "{\"number\":" + std::to_string(number) + "}";
            if (!record || record->event.details != expected)
                QFAIL(("record " + std::to_string(seq) + " is not the event " + std::to_string(number)).c_str());
        }
        TreeHasher hasher;
        QVERIFY(vault.status().root == plainRoot(leafHashesOf(vault, folder), hasher));
    }

    /// A vault whose log holds ten events, five of them under a checkpoint, as a power cut leaves it.
    void leaveUnsealed(const Folder& folder) {
        fakes::FaultyVfs faulty(system_);
        auto vault = std::move(*Vault::open(faulty, clock_, smallOptions(folder.root)));
        QVERIFY(vault->append(requestOf(0, 5)));
        QVERIFY(vault->checkpointNow());
        QVERIFY(vault->append(requestOf(5, 3)));
        QVERIFY(vault->append(requestOf(8, 2)));
        faulty.failAt(1, ErrorCode::IoFailed);
        QVERIFY(!vault->close());
    }

    ErrorCode openingFails(const Folder& folder) {
        const auto opened = Vault::open(system_, clock_, smallOptions(folder.root));
        return opened ? ErrorCode::NotBuilt : opened.error().code;
    }

private Q_SLOTS:
    void everyFailedOperation_data() {
        QTest::addColumn<bool>("sticky");
        QTest::newRow("the disk is gone from then on") << true;
        QTest::newRow("one operation fails") << false;
    }
    void everyFailedOperation() {
        QFETCH(const bool, sticky);
        for (std::uint64_t n = 1;; n += sticky ? 1 : 3) {
            Folder folder;
            Promises promises;
            int number = 0;
            fakes::FaultyVfs faulty(system_);
            faulty.failAt(n, n % 2 == 0 ? ErrorCode::IoFailed : ErrorCode::DiskFull, sticky);
            const bool all = live(faulty, folder, promises, number);
            if (all && faulty.operations() < n) {
                QVERIFY2(n > 60, std::to_string(n).c_str());
                QCOMPARE(promises.acknowledged.size(), std::size_t{1108});
                return;
            }
            checkPromises(folder, promises);
            if (QTest::currentTestFailed()) {
                qWarning("operation %d", static_cast<int>(n));
                return;
            }
        }
    }

    /// Recovery itself is cut off at each of its operations, again and again.
    void recoveryMayFailToo() {
        for (std::uint64_t n = 1;; ++n) {
            Folder folder;
            leaveUnsealed(folder);
            const auto log = folder.files("wal", ".wal").back();
            flipBit(log, *lastFrameOffset(log) + 80); // a torn last frame on top
            fakes::FaultyVfs faulty(system_);
            faulty.failAt(n, ErrorCode::IoFailed);
            const bool opened = Vault::open(faulty, clock_, smallOptions(folder.root)).has_value();
            Promises promises;
            promises.checkpointed = 5;
            for (int i = 0; i < 8; ++i)
                promises.acknowledged[static_cast<std::uint64_t>(i)] = i;
            checkPromises(folder, promises);
            if (QTest::currentTestFailed()) {
                qWarning("operation %d", static_cast<int>(n));
                return;
            }
            if (opened && faulty.operations() < n) {
                QVERIFY(n > 15);
                return;
            }
        }
    }

    /// A request of several frames is cut off anywhere: the retry appends the rest, and no event is there twice.
    void aRetryAppendsTheRest() {
        AppendRequest request = requestOf(0, 60);
        for (Event& event : request.events)
            event.userAgent.assign(60'000, 'u'); // 3.6 MB: four frames
        request.idempotencyKey = idempotencyKey("alice", "retry");
        bool partly = false;
        for (std::uint64_t n = 1;; ++n) {
            Folder folder;
            fakes::FaultyVfs faulty(system_);
            auto vault = std::move(*Vault::open(faulty, clock_, smallOptions(folder.root)));
            faulty.failAt(n, ErrorCode::IoFailed);
            const bool done = vault->append(request).has_value();
            vault.reset();
            vault = std::move(*Vault::open(system_, clock_, smallOptions(folder.root)));
            const std::uint64_t before = vault->progress().durable;
            partly = partly || (before > 0 && before < 60);
            const auto receipt = vault->append(request);
            QVERIFY(receipt);
            QCOMPARE(receipt->repeated, before >= 60);
            QCOMPARE(receipt->seqs.size(), std::size_t{60});
            for (std::size_t i = 0; i < 60; ++i)
                QCOMPARE(vault->read(receipt->seqs[i])->event.details, request.events[i].details);
            // Sixty events, and at most a note of the torn tail.
            QVERIFY(vault->progress().durable <= 61);
            if (done) {
                QVERIFY(partly);
                return;
            }
        }
    }

    void killedProcessesLoseNothing() {
        Folder folder;
        Promises promises;
        for (int round = 0; round < 6; ++round) {
            int channel[2];
            QCOMPARE(::pipe(channel), 0);
            const pid_t child = ::fork();
            if (child == 0) {
                ::close(channel[0]);
                appendUntilKilled(folder, channel[1]);
            }
            ::close(channel[1]);
            std::thread killer([&] {
                std::this_thread::sleep_for(std::chrono::milliseconds(40 + 35 * round));
                ::kill(child, SIGKILL);
            });
            std::uint64_t line[2];
            while (::read(channel[0], line, sizeof line) == sizeof line)
                promises.acknowledged[line[0]] = static_cast<int>(line[1]);
            ::close(channel[0]);
            killer.join();
            int status = 0;
            ::waitpid(child, &status, 0);
            QVERIFY(WIFSIGNALED(status));
            checkPromises(folder, promises);
            if (QTest::currentTestFailed())
                return;
        }
        QVERIFY(!promises.acknowledged.empty());
    }

    void aTornTailIsKeptAndRecorded() {
        Folder folder;
        leaveUnsealed(folder);
        const auto log = folder.files("wal", ".wal").back();
        const std::uint64_t offset = *lastFrameOffset(log);
        flipBit(log, offset + 80);
        const auto vault = std::move(*Vault::open(system_, clock_, smallOptions(folder.root)));
        QCOMPARE(vault->progress().durable, 9U); // eight events and the note of the cut
        QCOMPARE(vault->status().tornTails, 1U);
        const auto record = vault->read(8);
        QCOMPARE(record->event.action, std::string(actions::kWalTruncated));
        QVERIFY(record->recordedBy.origin == Origin::Service);
        QVERIFY2(record->event.details.find("\"next_seq\":8") != std::string::npos, record->event.details.c_str());
        QCOMPARE(folder.files("wal/torn", ".bin").size(), std::size_t{1});
        QVERIFY(folder.files("wal", ".wal").empty());
    }

    void damageBelowACheckpointIsNotTorn() {
        Folder folder;
        leaveUnsealed(folder);
        const auto log = folder.files("wal", ".wal").back();
        const Bytes content = *readFile(system_, log);
        flipBit(log, 200); // in the first frame: later ones are whole
        QCOMPARE(openingFails(folder), ErrorCode::VaultAltered);
        overwrite(log, ByteView(content).first(180)); // all frames cut off
        QCOMPARE(openingFails(folder), ErrorCode::VaultAltered);
        overwrite(log, {});
        QCOMPARE(openingFails(folder), ErrorCode::VaultAltered);
        QVERIFY(system_.remove(log));
        QCOMPARE(openingFails(folder), ErrorCode::VaultAltered);
        overwrite(log, content);
        QVERIFY(Vault::open(system_, clock_, smallOptions(folder.root)));
    }

    void missingSegmentsAndCheckpointsAreFound() {
        Folder folder;
        for (int i = 0; i < 3; ++i) {
            const auto vault = std::move(*Vault::open(system_, clock_, smallOptions(folder.root)));
            QVERIFY(vault->append(requestOf(i * 10, 10)));
        }
        const auto segments = folder.files("segments", ".seg");
        QCOMPARE(segments.size(), std::size_t{3});
        const auto aside = folder.root / "aside";
        for (const auto& segment : segments) {
            std::filesystem::rename(segment, aside);
            QCOMPARE(openingFails(folder), ErrorCode::VaultAltered);
            std::filesystem::rename(aside, segment);
        }
        std::filesystem::rename(segments[0], aside); // swapped
        std::filesystem::rename(segments[1], segments[0]);
        std::filesystem::rename(aside, segments[1]);
        QCOMPARE(openingFails(folder), ErrorCode::VaultAltered);
        std::filesystem::rename(segments[0], aside);
        std::filesystem::rename(segments[1], segments[0]);
        std::filesystem::rename(aside, segments[1]);

        const auto checkpoints = folder.vault() / "checkpoints";
        std::filesystem::rename(checkpoints, aside);
        QCOMPARE(openingFails(folder), ErrorCode::VaultAltered);
        std::filesystem::rename(aside, checkpoints);
        flipBit(checkpoints, std::filesystem::file_size(checkpoints) - 20);
        QCOMPARE(openingFails(folder), ErrorCode::VaultAltered);
        flipBit(checkpoints, std::filesystem::file_size(checkpoints) - 20);
        QVERIFY(Vault::open(system_, clock_, smallOptions(folder.root)));
    }

    void aFullDiskRefusesAndLosesNothing() {
        Folder folder;
        fakes::FaultyVfs faulty(system_);
        const auto vault = std::move(*Vault::open(faulty, clock_, smallOptions(folder.root)));
        QVERIFY(vault->append(requestOf(0, 5)));
        faulty.failAt(1, ErrorCode::DiskFull);
        QCOMPARE(vault->append(requestOf(5, 1)).error().code, ErrorCode::DiskFull);
        faulty.failAt(0, ErrorCode::DiskFull);
        QCOMPARE(vault->append(requestOf(5, 1)).error().code, ErrorCode::DiskFull); // it stays closed
        QCOMPARE(vault->rotate().error().code, ErrorCode::DiskFull);
        QCOMPARE(vault->status().state, "failed");
        QCOMPARE(vault->read(4)->event.details, R"({"number":4})"); // reading goes on
        QVERIFY(vault->prove(4).has_value() || vault->progress().checkpointed < 5);
    }

private:
    /// Where the last frame of a log begins: behind its magic, searched from the end.
    static std::optional<std::uint64_t> lastFrameOffset(const std::filesystem::path& path) {
        SystemVfs vfs;
        const Bytes content = *readFile(vfs, path);
        const std::size_t at = asText(content).rfind("FRM1");
        return at == std::string_view::npos ? std::nullopt : std::optional<std::uint64_t>(at);
    }

    [[noreturn]] void appendUntilKilled(const Folder& folder, int channel) {
        const SystemClock clock;
        auto opened = Vault::open(system_, clock, smallOptions(folder.root));
        if (!opened)
            ::_exit(1);
        std::vector<std::thread> threads;
        for (int t = 0; t < 3; ++t)
            threads.emplace_back([&, t] {
                for (int number = t * 1'000'000;; number += 3) {
                    const auto receipt = (*opened)->append(requestOf(number, 3));
                    for (std::size_t i = 0; receipt && i < receipt->seqs.size(); ++i) {
                        const std::uint64_t line[2] = {receipt->seqs[i], static_cast<std::uint64_t>(number) + i};
                        if (::write(channel, line, sizeof line) != sizeof line)
                            ::_exit(1);
                    }
                    if (number % 100 < 3 && t == 0)
                        (void)(*opened)->rotate();
                }
            });
        for (std::thread& thread : threads)
            thread.join();
        ::_exit(1);
    }
};

QTEST_GUILESS_MAIN(TestVaultCrash)
#include "tst_vault_crash.moc"
