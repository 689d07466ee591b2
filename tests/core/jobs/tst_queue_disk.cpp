// SPDX-License-Identifier: GPL-3.0-or-later
#include <sched.h>
#include <sys/mount.h>

#include <filesystem>
#include <fstream>

#include "core/sqlite/database.h"
#include "tests/core/jobs/store_fixture.h"

using namespace inferno;
using namespace inferno::jobs;
using namespace inferno::jobs::test;

/// What becomes of the queue's database where its disk is full, is read-only, was cut off in the middle of a write, or
/// is read by somebody else all the time.
class TestQueueDisk : public QObject {
    Q_OBJECT

    /// A file system of its own, seen by this process alone. Empty: this process may not mount one.
    struct SmallDisk {
        explicit SmallDisk(const char* size) {
            if (::unshare(CLONE_NEWNS) != 0 || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
                return;
            const std::string options = std::string("size=") + size;
            mounted = ::mount("tmpfs", path().c_str(), "tmpfs", 0, options.c_str()) == 0;
        }
        ~SmallDisk() {
            if (mounted)
                ::umount2(path().c_str(), MNT_DETACH);
        }
        SmallDisk(const SmallDisk&) = delete;
        SmallDisk& operator=(const SmallDisk&) = delete;
        std::string path() const { return folder.path().toStdString(); }
        bool set(unsigned long flags) const {
            return ::mount("none", path().c_str(), nullptr, MS_REMOUNT | flags, nullptr) == 0;
        }

        QTemporaryDir folder;
        bool mounted = false;
    };

    static JobStoreOptions optionsFor(const std::filesystem::path& folder) {
        JobStoreOptions options;
        options.folder = folder;
        options.defaults.timezone = "UTC";
        options.cipher = turningCipher();
        return options;
    }
    static std::vector<std::string> namesIn(JobStore& store) {
        std::vector<std::string> names;
        JobFilter filter;
        filter.limit = 1000;
        const auto page = store.jobs(filter);
        for (const Job& job : page->items)
            names.push_back(job.definition.name);
        return names;
    }
    static Result<Changed> make(JobStore& store, const std::string& name, std::size_t bytes = 8) {
        return store.create(definition(name, "echo " + std::string(bytes, 'x')), {}, Request{});
    }

private Q_SLOTS:
    void aFullDiskRefusesAndGoesOnWhenItHasRoom() {
        const SmallDisk disk("1m");
        if (!disk.mounted)
            QSKIP("this process may not mount a file system");
        SystemVfs vfs;
        fakes::ManualClock clock{*parseRfc3339("2026-03-24T12:00:00Z")};
        auto store = JobStore::open(optionsFor(disk.path() + "/queue"), vfs, clock);
        QVERIFY2(store, store ? "" : store.error().message().c_str());
        std::vector<std::string> made;
        std::optional<Error> refused;
        for (int i = 100; i < 200 && !refused; ++i) {
            const std::string name = "job" + std::to_string(i);
            if (const auto one = make(**store, name, 20'000); one)
                made.push_back(name);
            else
                refused = one.error();
        }
        QVERIFY(refused && !made.empty());
        QCOMPARE(refused->code, ErrorCode::DiskFull);
        QCOMPARE(namesIn(**store), made); // what was refused is nowhere, what was promised is there
        QVERIFY(!make(**store, "another", 20'000));
        QVERIFY(::mount("none", disk.path().c_str(), nullptr, MS_REMOUNT, "size=64m") == 0);
        QVERIFY(make(**store, "later", 20'000));
        made.emplace_back("later");
        QCOMPARE((*store)->queue().claim(1000)->size(), made.size());
        store->reset();
        store = JobStore::open(optionsFor(disk.path() + "/queue"), vfs, clock);
        QVERIFY(store && namesIn(**store) == made);
    }

    void aReadOnlyDiskIsSaidAndNothingIsLost() {
        const SmallDisk disk("16m");
        if (!disk.mounted)
            QSKIP("this process may not mount a file system");
        SystemVfs vfs;
        fakes::ManualClock clock{*parseRfc3339("2026-03-24T12:00:00Z")};
        const std::filesystem::path folder = disk.path() + "/queue";
        auto store = JobStore::open(optionsFor(folder), vfs, clock);
        QVERIFY(store && make(**store, "kept"));
        store->reset();
        QVERIFY(disk.set(MS_RDONLY));
        auto refused = JobStore::open(optionsFor(folder), vfs, clock);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message().find("queue") != std::string::npos, refused.error().message().c_str());
        QVERIFY(disk.set(0));
        store = JobStore::open(optionsFor(folder), vfs, clock);
        QVERIFY(store && namesIn(**store) == std::vector<std::string>{"kept"});
    }

    void aTornEndOfTheWalCostsNothingThatWasPromised_data() {
        QTest::addColumn<bool>("cut");
        QTest::newRow("cut off") << true;
        QTest::newRow("other bytes") << false;
    }
    void aTornEndOfTheWalCostsNothingThatWasPromised() {
        QFETCH(bool, cut);
        StoreFixture f;
        f.create(definition("first"));
        const auto wal = f.path() / "inferno.db-wal";
        const auto whole = std::filesystem::file_size(wal);
        f.create(definition("second"));
        const auto more = std::filesystem::file_size(wal);
        QVERIFY(more > whole);
        // As a machine leaves it that lost its power in the middle of the second change.
        QTemporaryDir other;
        const std::filesystem::path folder = other.filePath(QStringLiteral("queue")).toStdString();
        std::filesystem::create_directory(folder);
        for (const char* name : {"inferno.db", "inferno.db-wal"})
            std::filesystem::copy_file(f.path() / name, folder / name);
        if (cut) {
            std::filesystem::resize_file(folder / "inferno.db-wal", more - 100);
        } else {
            std::fstream file(folder / "inferno.db-wal", std::ios::in | std::ios::out | std::ios::binary);
            file.seekp(static_cast<std::streamoff>(more - 2000));
            file << std::string(1000, '\xA5');
        }
        auto store = JobStore::open(optionsFor(folder), f.vfs, f.clock);
        QVERIFY2(store, store ? "" : store.error().message().c_str());
        QCOMPARE(namesIn(**store), std::vector<std::string>{"first"});
        QVERIFY(make(**store, "second"));
        QCOMPARE((*store)->queue().claim(10)->size(), std::size_t{2});
        auto db = *sqlite::Database::open(folder / "inferno.db", sqlite::Access::ReadOnly);
        auto check = *db.prepare("PRAGMA integrity_check");
        QVERIFY(*check.step());
        QCOMPARE(check.text(0), "ok");
    }

    void aReaderThatNeverEndsHoldsNobodyUp() {
        StoreFixture f;
        f.create(definition("a"));
        auto reader = *sqlite::Database::open(f.path() / "inferno.db", sqlite::Access::ReadOnly);
        auto view = *sqlite::Transaction::begin(reader, sqlite::Transaction::Kind::Deferred);
        QCOMPARE(*reader.integer("SELECT count(*) FROM jobs"), std::optional<std::int64_t>(1));
        for (int i = 0; i < 200; ++i) // far more than SQLite moves from the log into the database at once
            f.create(definition("job" + std::to_string(i), "echo " + std::string(4000, 'x')));
        QCOMPARE(f.claim(1000).size(), std::size_t{201});
        QCOMPARE(*reader.integer("SELECT count(*) FROM jobs"), std::optional<std::int64_t>(1)); // its own view
        f.open();
        QCOMPARE(f.queue().openLaunches()->size(), std::size_t{201});
    }

    void rulesOfZonesThatChangedMeanwhile() {
        StoreFixture f;
        JobDefinition job = definition("a");
        job.schedules = {"0 13 * * *"};
        job.timezone = "Europe/Rome";
        f.create(job);
        QCOMPARE(formatUtc(*f.store().job("a")->nextRun), "2026-03-25T12:00:00Z"); // 13:00 of today is now
        f.close();
        {
            // As the rules said until yesterday: an hour later.
            auto db = *sqlite::Database::open(f.path() / "inferno.db", sqlite::Access::ReadWrite);
            QVERIFY(db.run("UPDATE schedules SET next_ms = next_ms + 3600000"));
        }
        f.open();
        QCOMPARE(formatUtc(*f.store().job("a")->nextRun), "2026-03-25T12:00:00Z");
        f.clock.set(*parseRfc3339("2026-03-25T12:00:00Z"));
        QCOMPARE(*f.queue().recordDue("late"), 1);
        QCOMPARE(f.statesOf("a"), "queued");
        f.close();
        {
            // A fire that was made by the rules of then is not made again by those of now.
            auto db = *sqlite::Database::open(f.path() / "inferno.db", sqlite::Access::ReadWrite);
            QVERIFY(db.run("UPDATE schedules SET next_ms = cursor_ms + 1000"));
        }
        f.open();
        f.clock.advance(1min);
        QCOMPARE(*f.queue().recordDue("late"), 0);
        QCOMPARE(formatUtc(*f.store().job("a")->nextRun), "2026-03-26T12:00:00Z");
    }
};

QTEST_GUILESS_MAIN(TestQueueDisk)
#include "tst_queue_disk.moc"
