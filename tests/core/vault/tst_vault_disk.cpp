// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <map>

#include "core/vault/disk_watch.h"
#include "core/vault/gaps.h"
#include "core/vault/verify.h"
#include "tests/core/vault/vault_fixture.h"
#include "tests/fakes/faulty_vfs.h"

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::vault::testing;

/// A disk that fails or is full: what is written elsewhere, what is refused, what is dropped and counted, and how the
/// vault goes on when the disk is well again.
class TestVaultDisk : public QObject {
    Q_OBJECT

    SystemVfs system_;
    fakes::ManualClock clock_{kNow};

    std::unique_ptr<Vault> open(Vfs& vfs, const Folder& folder) {
        auto vault = Vault::open(vfs, clock_, smallOptions(folder.root));
        return vault ? std::move(*vault) : nullptr;
    }

    static AppendRequest buffered(const std::string& action, OnFailure onFailure) {
        AppendRequest request;
        request.events.push_back(makeEvent(1, action));
        request.ack = Ack::Buffered;
        request.onFailure = onFailure;
        return request;
    }

    /// How many events of each action there are.
    static std::map<std::string, int> actionsOf(Vault& vault) {
        std::map<std::string, int> counts;
        Query query;
        query.limit = 10'000;
        if (const auto page = vault.query(query))
            for (const Record& record : page->records)
                ++counts[record.event.action];
        return counts;
    }

    static Record newest(Vault& vault, const std::string& action) {
        Query query;
        query.actions = {action};
        const auto page = vault.query(query);
        return page && !page->records.empty() ? page->records.front() : Record{};
    }

    /// Nobody has the vault open: all promised events are there, and nothing is altered.
    void checkClosed(const Folder& folder, int events) {
        const auto verified = verifyVault(system_, KeyPaths::under(folder.root), {});
        QVERIFY2(verified, verified ? "" : verified.error().message().c_str());
        for (const Problem& problem : verified->problems)
            qWarning("%s: %s", problem.file.c_str(), problem.detail.c_str());
        QVERIFY(verified->verdict == Verdict::Ok || verified->verdict == Verdict::TornTail);
        const auto vault = open(system_, folder);
        QVERIFY(vault);
        std::map<std::string, int> seen;
        Query query;
        query.limit = 10'000;
        query.actions = {"login_failed"};
        const auto page = vault->query(query);
        for (const Record& record : page->records)
            ++seen[record.event.details];
        for (int i = 0; i < events; ++i)
            QCOMPARE(seen["{\"number\":" + std::to_string(i) + "}"], 1);
    }

private Q_SLOTS:
    /// One call fails, once: the log goes on in a new file, nobody is refused, and the event says so.
    void oneFailureOfTheLogIsWrittenElsewhere_data() {
        QTest::addColumn<QByteArray>("doing");
        QTest::addColumn<int>("code");
        for (const char* doing : {"writing", "syncing"})
            QTest::newRow(doing) << QByteArray(doing) << static_cast<int>(ErrorCode::IoFailed);
    }
    void oneFailureOfTheLogIsWrittenElsewhere() {
        QFETCH(const QByteArray, doing);
        QFETCH(const int, code);
        Folder folder;
        fakes::FaultyVfs faulty(system_);
        std::atomic<int> failures = 0;
        std::atomic<bool> armed = false;
        std::string given; // the file that was given up
        std::atomic<bool> again = false;
        faulty.judge = [&](std::string_view what, const std::filesystem::path& path) -> std::optional<ErrorCode> {
            if (path.extension() != ".wal")
                return std::nullopt;
            if (what == "removing")
                return std::nullopt;
            if (!given.empty() && path.string() == given)
                again = true;
            if (!armed || what != doing.toStdString() || failures.fetch_add(1) > 0)
                return std::nullopt;
            given = path.string();
            return static_cast<ErrorCode>(code);
        };
        auto vault = open(faulty, folder);
        QVERIFY(vault->append(requestOf(0, 5)));
        armed = true;
        const auto receipt = vault->append(requestOf(5, 3));
        QVERIFY2(receipt, receipt ? "" : receipt.error().message().c_str());
        QCOMPARE(receipt->seqs, (std::vector<std::uint64_t>{5, 6, 7}));
        QVERIFY(vault->append(requestOf(8, 2)));
        QVERIFY(!again); // never written or synced again
        QCOMPARE(vault->status().state, "open");
        QVERIFY(vault->status().warnings.size() == 1);
        const Record told = newest(*vault, std::string(actions::kLogReplaced));
        QVERIFY(told.severity == Severity::High);
        QVERIFY2(told.event.details.find("io.failed") != std::string::npos, told.event.details.c_str());
        // As after a crash: the two files lie there, the first with the frame that was given up.
        Folder copy;
        std::filesystem::copy(folder.root, copy.root,
                              std::filesystem::copy_options::recursive |
                                  std::filesystem::copy_options::overwrite_existing);
        QCOMPARE(copy.files("wal", ".wal").size(), std::size_t{2});
        checkClosed(copy, 10);
        vault.reset();
        checkClosed(folder, 10);
    }

    /// The new file fails too: closed, and nothing that was acknowledged is lost; it goes on when the disk is well.
    void whatFailsTwiceClosesTheVault() {
        Folder folder;
        fakes::FaultyVfs faulty(system_);
        auto vault = open(faulty, folder);
        QVERIFY(vault->append(requestOf(0, 5)));
        faulty.failAt(1, ErrorCode::IoFailed);
        QCOMPARE(vault->append(requestOf(50, 1)).error().code, ErrorCode::VaultUnavailable);
        QCOMPARE(vault->append(requestOf(51, 1)).error().code, ErrorCode::VaultUnavailable);
        QCOMPARE(vault->status().state, "failed");
        QCOMPARE(vault->read(4)->event.details, R"({"number":4})"); // reading goes on
        QVERIFY(!vault->lookAfter());                               // the disk is as it was
        QCOMPARE(vault->status().state, "failed");
        faulty.failAt(0, ErrorCode::IoFailed);
        const auto looked = vault->lookAfter();
        QVERIFY2(looked, looked ? "" : looked.error().message().c_str());
        QCOMPARE(vault->status().state, "open");
        QVERIFY(vault->append(requestOf(5, 5)));
        QVERIFY(vault->rotate());
        QCOMPARE(actionsOf(*vault)[std::string(actions::kVaultResumed)], 1);
        vault.reset();
        checkClosed(folder, 10);
    }

    /// Where the disk is full but for the reserve: the batch at hand and the stop are recorded, then all is refused or
    /// dropped, and counted; with room again the vault goes on by itself and says what is missing.
    void aFullDiskStopsInOrderAndGoesOn() {
        Folder folder;
        fakes::FaultyVfs faulty(system_);
        std::atomic<bool> full = false;
        faulty.judge = [&](std::string_view what, const std::filesystem::path&) -> std::optional<ErrorCode> {
            const bool takesRoom = what == "writing" || what == "reserving space";
            if (full && takesRoom && exists(system_, folder.vault() / "reserve"))
                return ErrorCode::DiskFull;
            return std::nullopt;
        };
        auto vault = open(faulty, folder);
        QVERIFY(vault->append(requestOf(0, 5)));
        full = true;
        QVERIFY(vault->append(requestOf(5, 2))); // where the reserve was
        QTRY_COMPARE(vault->status().state, "failed");
        QCOMPARE(vault->append(requestOf(90, 1)).error().code, ErrorCode::DiskFull);
        QTRY_COMPARE(actionsOf(*vault)[std::string(actions::kVaultStopped)], 1);
        QVERIFY(newest(*vault, std::string(actions::kVaultStopped)).severity == Severity::Critical);

        for (int i = 0; i < 3; ++i) {
            clock_.advance(std::chrono::seconds(1));
            QVERIFY(vault->append(buffered("inference_request", OnFailure::Open))->dropped);
        }
        QVERIFY(vault->append(buffered("audit_search", OnFailure::Open))->dropped);
        QCOMPARE(vault->append(buffered("audit_export", OnFailure::Closed)).error().code, ErrorCode::DiskFull);
        const auto warnings = vault->status().warnings;
        QVERIFY(
            std::ranges::any_of(warnings, [](const auto& text) { return text.starts_with("4 events were dropped"); }));

        faulty.setSpace({1ULL << 30, 1000}); // still no room
        QCOMPARE(vault->lookAfter().error().code, ErrorCode::DiskFull);
        full = false;
        faulty.setSpace({1ULL << 40, 1ULL << 39});
        QVERIFY(vault->lookAfter());
        QVERIFY(vault->append(requestOf(7, 3)));
        const Record gap = newest(*vault, std::string(actions::kEventsDropped));
        QVERIFY2(gap.event.details.find(R"("inference_request":3)") != std::string::npos, gap.event.details.c_str());
        QVERIFY(gap.event.details.find(R"("audit_search":1)") != std::string::npos);
        QVERIFY(gap.event.details.find(R"("count":4)") != std::string::npos);
        QVERIFY(gap.event.details.find("\"from\":\"2026-11-21T12:00:01") != std::string::npos);
        QVERIFY(gap.recordedBy.origin == Origin::Service);
        QVERIFY(exists(system_, folder.vault() / "reserve"));
        QCOMPARE(actionsOf(*vault)[std::string(actions::kEventsDropped)], 1);
        vault.reset();
        checkClosed(folder, 10);
    }

    /// What was acknowledged is not on the disk any more: the vault does not go on by itself.
    void itGoesOnOnlyIfTheDiskHoldsWhatWasPromised() {
        Folder folder;
        fakes::FaultyVfs faulty(system_);
        auto vault = open(faulty, folder);
        QVERIFY(vault->append(requestOf(0, 5)));
        QVERIFY(vault->append(requestOf(5, 5)));
        const auto log = folder.files("wal", ".wal").front();
        faulty.failAt(1, ErrorCode::IoFailed);
        QVERIFY(!vault->append(requestOf(50, 1)));
        faulty.failAt(0, ErrorCode::IoFailed);
        const Bytes content = *readFile(system_, log);
        const auto second = asText(content).find("FRM1", asText(content).find("FRM1") + 1);
        Bytes lying = content;
        std::fill(lying.begin() + static_cast<std::ptrdiff_t>(second), lying.end(), std::uint8_t{0});
        overwrite(log, lying);
        const auto looked = vault->lookAfter();
        QVERIFY(!looked);
        QCOMPARE(looked.error().code, ErrorCode::VaultAltered);
        QCOMPARE(vault->status().state, "failed");
        overwrite(log, content);
        QVERIFY(vault->lookAfter());
        QVERIFY(vault->append(requestOf(10, 1)));
        vault.reset();
        checkClosed(folder, 11);
    }

    /// A segment that cannot be written closes the vault; the log has all of it.
    void aFailedSegmentIsWrittenAgain() {
        Folder folder;
        fakes::FaultyVfs faulty(system_);
        std::atomic<bool> broken = true;
        faulty.judge = [&](std::string_view, const std::filesystem::path& path) -> std::optional<ErrorCode> {
            return broken && path.string().find(".seg") != std::string::npos ? std::optional(ErrorCode::IoFailed)
                                                                             : std::nullopt;
        };
        auto vault = open(faulty, folder);
        QVERIFY(vault->append(requestOf(0, 2000)));
        QVERIFY(!vault->rotate());
        QTRY_COMPARE(actionsOf(*vault)[std::string(actions::kVaultStopped)], 1);
        broken = false;
        QVERIFY(vault->lookAfter());
        QVERIFY(vault->append(requestOf(2000, 10)));
        QVERIFY(vault->rotate());
        QCOMPARE(vault->read(1999)->event.details, R"({"number":1999})");
        vault.reset();
        checkClosed(folder, 2010);
    }

    void fullDisksAreToldOfOnce() {
        Folder folder;
        fakes::FaultyVfs faulty(system_);
        auto vault = open(faulty, folder);
        const auto look = [&](int percent) {
            faulty.setSpace({1000ULL << 30, static_cast<std::uint64_t>(1000 - 10 * percent) << 30});
            QVERIFY(vault->lookAfter());
            QVERIFY(vault->append(requestOf(0, 1))); // behind the alarm, if there was one
        };
        const auto told = [&] { return actionsOf(*vault)[std::string(actions::kDiskSpaceLow)]; };
        look(79);
        QCOMPARE(told(), 0);
        QVERIFY(vault->status().warnings.empty());
        look(80);
        look(84);
        QCOMPARE(told(), 1);
        QVERIFY(vault->status().warnings.front().find("84 %") != std::string::npos);
        look(96); // over two steps at once: one event
        QCOMPARE(told(), 2);
        QVERIFY(newest(*vault, std::string(actions::kDiskSpaceLow)).severity == Severity::Critical);
        look(94);
        look(96);
        QCOMPARE(told(), 2); // it was not far enough below
        look(50);
        look(91);
        QCOMPARE(told(), 3);
        QVERIFY(newest(*vault, std::string(actions::kDiskSpaceLow)).event.details.find("\"step_percent\":90") !=
                std::string::npos);
    }

    void gapsAreCountedOnce() {
        Gaps gaps;
        const std::vector<std::string> two{"a", "b"};
        gaps.dropped(two, kNow);
        const auto first = gaps.current();
        gaps.dropped(two, kNow + std::chrono::seconds(5));
        gaps.told(first);
        QCOMPARE(gaps.current().count(), 2U);
        gaps.told(gaps.current());
        QVERIFY(gaps.empty());
        for (int i = 0; i < 200; ++i)
            gaps.dropped(std::vector{std::to_string(i)}, kNow);
        QCOMPARE(gaps.current().byAction.size(), Gaps::kMaxKinds + 1);
        QCOMPARE(gaps.current().count(), 200U);
    }
};

QTEST_GUILESS_MAIN(TestVaultDisk)
#include "tst_vault_disk.moc"
