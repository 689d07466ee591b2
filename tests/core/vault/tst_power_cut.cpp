// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <vector>

#include "core/vault/verify.h"
#include "tests/core/vault/vault_fixture.h"
#include "tests/fakes/recording_vfs.h"

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::vault::testing;

/// The power goes at every point of a vault's life, and takes along any part of what was not synced: opened again, it
/// holds every event that was acknowledged before, shows none that is torn, and verifies. A gating run takes some of
/// the losses at each point in turn; INFERNO_SOAK=1 takes all, and 20 random subsets at each point.
class TestPowerCut : public QObject {
    Q_OBJECT

    SystemVfs system_;
    fakes::ManualClock clock_{kNow};

    /// From operation `since` on, the event of number `number` is at `seq`.
    struct Promise {
        std::size_t since = 0;
        std::uint64_t seq = 0;
        int number = 0;
    };
    std::vector<Promise> promises_;
    int number_ = 0;

    void append(Vault& vault, const fakes::RecordingVfs& disk, int count, std::size_t detailBytes = 0) {
        AppendRequest request = requestOf(number_, count);
        for (Event& event : request.events)
            if (detailBytes > 0)
                event.unknown = "{\"text\":\"" + std::string(detailBytes, 'x') + "\"}";
        const auto receipt = vault.append(std::move(request));
        QVERIFY2(receipt, receipt ? "" : receipt.error().message().c_str());
        for (std::size_t i = 0; i < receipt->seqs.size(); ++i)
            promises_.push_back({disk.operations(), receipt->seqs[i], number_ + static_cast<int>(i)});
        number_ += count;
    }

    /// Two lives of a vault: new, closed in order; opened again, with a rotation of keys, a blob, and a group's end.
    void live(fakes::RecordingVfs& disk, const Folder& folder) {
        VaultOptions options = smallOptions(folder.root);
        options.logFileSize = ByteSize{8 * 1024};
        options.reserve = ByteSize{4 * 1024};
        {
            const auto opened = Vault::open(disk, clock_, options);
            QVERIFY2(opened, opened ? "" : opened.error().message().c_str());
            append(**opened, disk, 3);
            append(**opened, disk, 1);
            QVERIFY((*opened)->checkpointNow());
            append(**opened, disk, 2);
            QVERIFY((*opened)->rotate());
            append(**opened, disk, 2);
        }
        const auto opened = Vault::open(disk, clock_, options);
        QVERIFY2(opened, opened ? "" : opened.error().message().c_str());
        append(**opened, disk, 1020); // over a group's end, and over a log file's
        append(**opened, disk, 2, 40'000);
        append(**opened, disk, 1, 100'000); // a blob
        QVERIFY((*opened)->rotateKeys());
        append(**opened, disk, 2);
        QVERIFY((*opened)->checkpointNow());
        append(**opened, disk, 1);
    }

    /// True if the state is as it must be; says what is not.
    bool check(const std::filesystem::path& root, std::size_t operations) {
        const auto promised = std::ranges::count_if(promises_, [&](const Promise& p) { return p.since <= operations; });
        const KeyPaths paths = KeyPaths::under(root);
        const auto before = verifyVault(system_, paths, {});
        if (promised > 0 && (!before || (before->verdict != Verdict::Ok && before->verdict != Verdict::TornTail))) {
            qWarning("before it is opened: %s",
                     before ? std::string(nameOf(before->verdict)).c_str() : before.error().message().c_str());
            for (std::size_t i = 0; before && i < before->problems.size(); ++i)
                qWarning("  %s: %s", before->problems[i].file.c_str(), before->problems[i].detail.c_str());
            return false;
        }
        auto opened = Vault::open(system_, clock_, smallOptions(root));
        if (!opened) {
            qWarning("it does not open: %s", opened.error().message().c_str());
            return false;
        }
        for (const Promise& promise : promises_) {
            if (promise.since > operations)
                break;
            const auto record = (*opened)->read(promise.seq);
            if (!record || record->event.details != "{\"number\":" + std::to_string(promise.number) + "}") {
                qWarning("event %d is not at %d", promise.number, static_cast<int>(promise.seq));
                return false;
            }
        }
        for (std::uint64_t seq = 0; seq < (*opened)->progress().durable; ++seq)
            if (!(*opened)->read(seq)) {
                qWarning("event %d cannot be read", static_cast<int>(seq));
                return false;
            }
        if (!(*opened)->close())
            return false;
        const auto after = verifyVault(system_, paths, {});
        if (!after || after->verdict != Verdict::Ok) {
            qWarning("after it was opened it does not verify");
            return false;
        }
        return true;
    }

private Q_SLOTS:
    void everyPrefixAndWhatWasNotSynced() {
        using fakes::Loss;
        Folder folder;
        fakes::RecordingVfs disk(system_, folder.root);
        live(disk, folder);
        if (QTest::currentTestFailed())
            return;
        const bool soak = qEnvironmentVariableIsSet("INFERNO_SOAK");
        const std::vector<Loss> losses{Loss::Everything, Loss::Nothing, Loss::Torn, Loss::Last,
                                       Loss::Some,       Loss::Names,   Loss::First};
        const std::size_t total = disk.operations();
        QVERIFY2(total > 80, std::to_string(total).c_str());
        std::size_t states = 0;
        const auto cut = [&](std::size_t operations, Loss loss, unsigned seed) {
            Folder left;
            disk.leave(left.root, operations, loss, seed);
            ++states;
            if (!check(left.root, operations))
                QFAIL(("operation " + std::to_string(operations) + " of " + std::to_string(total) + ", loss " +
                       std::to_string(static_cast<int>(loss)) + ", seed " + std::to_string(seed))
                          .c_str());
        };
        for (std::size_t n = 0; n <= total; ++n) {
            for (std::size_t i = 0; i < losses.size(); ++i)
                if (soak || i == n % losses.size() || i == (n + 3) % losses.size()) {
                    cut(n, losses[i], static_cast<unsigned>(n));
                    if (QTest::currentTestFailed())
                        return;
                }
            for (unsigned seed = 0; soak && seed < 20; ++seed) {
                cut(n, Loss::Some, 1000 + seed);
                if (QTest::currentTestFailed())
                    return;
            }
        }
        qInfo("%d states of the disk after %d operations", static_cast<int>(states), static_cast<int>(total));
    }
};

QTEST_GUILESS_MAIN(TestPowerCut)
#include "tst_power_cut.moc"
