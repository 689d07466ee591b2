// SPDX-License-Identifier: GPL-3.0-or-later
// Cleaning a data root on the real disk: what goes, what stays, and that nothing outside is touched.
#include <fcntl.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "core/storage/zstd_frame.h"
#include "services/maintenance/maintenance.h"
#include "tests/core/jobs/store_fixture.h"

using namespace inferno;
using namespace inferno::jobs;
using namespace inferno::jobs::test;
using inferno::maintenance::Maintenance;
using inferno::maintenance::Report;
namespace fs = std::filesystem;

class TestMaintenance : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> outside_;
    std::unique_ptr<StoreFixture> f_;
    fs::path root_; ///< the queue's folder lies in it

    /// A file of the root that was last changed so long ago.
    fs::path put(const std::string& name, std::size_t bytes, std::chrono::hours ago = 0h) {
        const fs::path path = root_ / name;
        fs::create_directories(path.parent_path());
        std::ofstream(path) << std::string(bytes, 'x');
        const auto changed = std::chrono::floor<std::chrono::seconds>(f_->clock.now() - ago);
        const timespec time{static_cast<time_t>(changed.time_since_epoch().count()), 0};
        const timespec times[2] = {time, time};
        if (::utimensat(AT_FDCWD, path.c_str(), times, 0) != 0)
            qFatal("the time of a file could not be set");
        return path;
    }
    Report clean(const maintenance::Request& request) {
        Report report;
        Maintenance maintenance(root_, f_->store(), f_->clock);
        if (const auto done = maintenance.run(request, report); !done)
            qFatal("%s", done.error().message().c_str());
        return report;
    }
    static std::string fileOf(const std::string& run, const std::string& ending) {
        return "runs/" + run.substr(0, 9) + "/" + run + ".1" + ending;
    }
    /// A run that has ended, with an output.
    std::string ranWith(const std::string& job, std::size_t bytes) {
        const std::string id = f_->runNow(job);
        f_->runAll();
        put(fileOf(id, ".log"), bytes);
        put(fileOf(id, ".record"), 10);
        (void)f_->events();
        f_->clock.advance(1h);
        return id;
    }
    fs::path precious() const { return fs::path(outside_->path().toStdString()) / "infernod.1.log"; }
    bool has(const std::string& name) const { return fs::exists(fs::symlink_status(root_ / name)); }

private Q_SLOTS:
    void init() {
        outside_ = std::make_unique<QTemporaryDir>();
        f_ = std::make_unique<StoreFixture>();
        root_ = f_->path().parent_path();
        // Under a name that would be cleaned, were it inside.
        std::ofstream(precious()) << std::string(20'000, 'p');
    }
    /// Whatever a test does, what lies outside is as it was.
    void cleanup() {
        QCOMPARE(fs::file_size(precious()), 20'000);
        QVERIFY(fs::exists(root_ / "queue/inferno.db"));
        QCOMPARE(std::distance(fs::directory_iterator(outside_->path().toStdString()), fs::directory_iterator()), 1);
    }

    void theCacheIsEmptied() {
        put("cache/a", 100);
        put("cache/deep/er/b", 50);
        const Report report = clean({.cache = true});
        QCOMPARE(report.cache.files, 2);
        QCOMPARE(report.cache.bytes, 150);
        QVERIFY(has("cache") && fs::is_empty(root_ / "cache"));
        QCOMPARE(clean({.cache = true}).cache.files, 0);
    }

    void noLinkLeadsOut() {
        put("cache/a", 100);
        const fs::path away = outside_->path().toStdString();
        fs::create_directory_symlink(away, root_ / "cache/folder");
        fs::create_symlink(precious(), root_ / "cache/file");
        const Report report = clean({.cache = true});
        QCOMPARE(report.cache.files, 3); // the links themselves go
        QVERIFY(fs::is_empty(root_ / "cache"));
    }

    void aFolderThatIsALinkIsLeftAlone() {
        const fs::path away = outside_->path().toStdString();
        for (const char* name : {"cache", "log", "runs"})
            fs::create_directory_symlink(away, root_ / name);
        Report report = clean({.cache = true, .logs = true, .compress = true});
        QCOMPARE(report.cache.files + report.logs.compressed, 0);
        report = clean({.cache = true, .logs = true, .history = true, .maxFiles = 0});
        QCOMPARE(report.cache.files + report.logs.files, 0);
        QVERIFY(has("cache"));
    }

    void limitsOfTheCache() {
        for (int i = 0; i < 10; ++i)
            put("cache/" + std::to_string(i), 100, std::chrono::hours(i));
        QCOMPARE(clean({.cache = true, .maxAge = 450min}).cache.files, 2); // 8 and 9 hours old
        QCOMPARE(clean({.cache = true, .maxBytes = 650}).cache.files, 2);
        QVERIFY(has("cache/5") && !has("cache/6"));
        QCOMPARE(clean({.cache = true, .maxFiles = 4}).cache.files, 2);
        QVERIFY(has("cache/3") && !has("cache/4"));
    }

    void oldLogsAreCompressedAndGo() {
        put("log/infernod.log", 5000);
        put("log/infernod.1.log", 20'000, 1h);
        put("log/infernod.2.log", 20'000, 2h);
        put("log/notes.txt", 10, 1000h);
        Report report = clean({.logs = true, .compress = true});
        QCOMPARE(report.logs.compressed, 2);
        QVERIFY(report.logs.saved > 30'000);
        QCOMPARE(report.logs.files, 0);
        // Under names that the rotation does not use, readable by zstd, as old as they were.
        const std::string packed = "log/infernod.20260324T110000Z.log.zst";
        QVERIFY(has(packed) && has("log/infernod.20260324T100000Z.log.zst"));
        const auto raw = storage::unpackZstd(*readFile(f_->vfs, root_ / packed), 1 << 20);
        QVERIFY(raw.has_value());
        QCOMPARE(std::string(asText(*raw)), std::string(20'000, 'x'));
        put("log/infernod.1.log", 20'000);
        report = clean({.logs = true, .maxFiles = 1, .compress = true});
        QCOMPARE(report.logs.files, 2);
        QCOMPARE(report.logs.compressed, 1);
        QVERIFY(!has(packed) && has("log/infernod.20260324T120000Z.log.zst"));
        QVERIFY(has("log/infernod.log") && has("log/notes.txt"));
        QCOMPARE(fs::file_size(root_ / "log/infernod.log"), 5000);
    }

    void outputsOfEndedRuns() {
        for (const char* name : {"a", "b"})
            f_->create(definition(name), {.noRun = true});
        std::vector<std::string> ofA, ofB;
        for (int i = 0; i < 3; ++i)
            ofA.push_back(ranWith("a", 10'000));
        ofB.push_back(ranWith("b", 10'000));
        const std::string active = f_->runNow("a");
        QCOMPARE(f_->claim().size(), 1);
        put(fileOf(active, ".log"), 10'000, 1000h);
        const auto output = [&](const std::string& run) { return fileOf(run, ".log"); };
        // Plain, or packed by the runner.
        fs::rename(root_ / output(ofA[0]), root_ / (output(ofA[0]) + ".zst"));
        fs::rename(root_ / output(ofB[0]), root_ / (output(ofB[0]) + ".zst"));
        Report report = clean({.logs = true, .maxFiles = 1}); // of each job
        QCOMPARE(report.logs.files, 2);
        QVERIFY(has(output(ofA[2])) && has(output(ofB[0]) + ".zst") && !has(output(ofA[1])) &&
                !has(output(ofA[0]) + ".zst"));
        QVERIFY(has(fileOf(ofA[0], ".record"))); // the run itself stays
        report = clean({.logs = true, .maxAge = 90min});
        QCOMPARE(report.logs.files, 1);
        QVERIFY(has(output(ofB[0]) + ".zst") && has(output(active)));
    }

    void outputsOfEachJob() {
        for (const char* name : {"a", "b"})
            f_->create(definition(name), {.noRun = true});
        std::vector<std::string> ofA;
        for (int i = 0; i < 4; ++i)
            ofA.push_back(ranWith("a", 10'000));
        const std::string ofB = ranWith("b", 10'000);
        const auto output = [&](const std::string& run) { return fileOf(run, ".log"); };
        const Report report = clean({.history = true, .maxJobBytes = 25'000});
        QCOMPARE(report.history.files, 2);
        QCOMPARE(report.history.bytes, 20'000);
        QCOMPARE(report.history.runs, 0);
        QVERIFY(!has(output(ofA[0])) && !has(output(ofA[1])) && has(output(ofA[2])) && has(output(ofA[3])));
        QVERIFY(has(output(ofB)) && f_->store().runById(ofA[0]));
    }

    void theHistory() {
        f_->create(definition("a"), {.noRun = true});
        std::vector<std::string> ids;
        for (int i = 0; i < 5; ++i)
            ids.push_back(ranWith("a", 1000));
        fs::create_directory_symlink(outside_->path().toStdString(), root_ / fileOf(ids[0], ".away"));
        put("runs/run_00000/run_00000stray.1.log", 10, 1000h);
        put("runs/run_00000/run_00000fresh.1.log", 10);
        put("runs/run_00001/run_00001stray.1.log", 10, 1000h);
        put("runs/README", 10, 1000h);
        put("work/" + ids[2] + "/files/part", 10); // what they left for others
        put("work/" + ids[3] + "/files/part", 10);
        put("work/a/own", 10, 1000h);
        Report report = clean({.history = true, .maxAge = 150min});
        QCOMPARE(report.history.runs, 3);
        QCOMPARE(report.history.bytes, 3 * 1010 + 10 + 2 * 10);
        for (const char* ending : {".log", ".record"})
            QVERIFY(!has(fileOf(ids[2], ending)) && has(fileOf(ids[3], ending)));
        QVERIFY(!has(fileOf(ids[0], ".away")) && has("runs/README"));
        QVERIFY(!has("runs/run_00000/run_00000stray.1.log") && has("runs/run_00000/run_00000fresh.1.log"));
        QVERIFY(!has("runs/run_00001"));
        QVERIFY(!has("work/" + ids[2]) && has("work/" + ids[3] + "/files/part") && has("work/a/own"));
        QVERIFY(!f_->store().runById(ids[2]));
        report = clean({.history = true, .maxFiles = 1});
        QCOMPARE(report.history.runs, 1);
        // Without a limit nothing says which.
        Report nothing;
        Maintenance maintenance(root_, f_->store(), f_->clock);
        QCOMPARE(maintenance.run({.history = true}, nothing).error().code, ErrorCode::InputInvalid);
        QCOMPARE(clean({.cache = true, .logs = true, .history = true}).history.runs, 0);
    }
};

QTEST_APPLESS_MAIN(TestMaintenance)
#include "tst_maintenance.moc"
