// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <set>

#include "core/sqlite/database.h"
#include "tests/core/jobs/store_fixture.h"

using namespace inferno;
using namespace inferno::jobs;
using namespace inferno::jobs::test;

namespace {

namespace fs = std::filesystem;

/// One pass of a day's work over three jobs: a schedule, its dependent, and one that fails once and then works. Each
/// call does the next thing that is possible, so that it can be cut short anywhere and taken up again.
class Work {
public:
    explicit Work(StoreFixture& f) : f_(f) {}

    static void define(StoreFixture& f) {
        JobDefinition tick = definition("tick");
        tick.schedules = {"*/10 * * * *"};
        tick.overlap = Overlap::Queue;
        tick.misfire = Misfire::All; // a fire that comes late after a crash is run all the same
        f.create(tick);
        JobDefinition after = definition("after");
        after.dependsOn = {{"tick", DependsOn::Success}};
        f.create(after);
        JobDefinition shaky = definition("shaky");
        shaky.schedules = {"*/20 * * * *"};
        shaky.retry = {1, 1s, 1, 1s};
        f.create(shaky);
    }

    /// Errors are those that the test injects.
    Result<void> round() {
        if (const auto due = f_.queue().recordDue("late"); !due)
            return std::unexpected(due.error());
        for (int i = 0; i < 4; ++i) {
            INFERNO_TRY(const auto open, f_.queue().openLaunches());
            for (const auto& one : open)
                INFERNO_CHECK(finish(one.runId, one.launch));
            INFERNO_TRY(const auto orders, f_.queue().claim(10));
            for (const LaunchOrder& order : orders) {
                started.insert(order.runId + "/" + std::to_string(order.launch));
                INFERNO_CHECK(finish(order.runId, order.launch));
            }
            f_.clock.advance(1s);
        }
        return {};
    }

    std::multiset<std::string> started; ///< launches that were ordered

private:
    Result<void> finish(const std::string& runId, int launch) {
        INFERNO_TRY(const Run run, f_.store().runById(runId));
        AttemptResult result;
        result.runId = runId;
        result.launch = launch;
        result.exitCode = run.job == "shaky" && run.attempt == 1 ? 1 : 0;
        result.finished = f_.clock.now();
        INFERNO_TRY(const int taken, f_.queue().recordResults(std::span(&result, 1)));
        (void)taken;
        return {};
    }

    StoreFixture& f_;
};

/// What each run's row says must be what its events tell, one event for each state it went through.
void checkEvents(StoreFixture& f) {
    std::map<std::string, std::vector<std::string>> told;
    std::set<std::uint64_t> numbers;
    const auto rows = *f.store().outbox().oldest(100'000);
    for (const OutboxEvent& row : rows) {
        QVERIFY(numbers.insert(row.number).second);
        const auto event = nlohmann::json::parse(row.event);
        if (event.contains("details") && event["details"].contains("run_id"))
            told[event["details"]["run_id"].get<std::string>()].push_back(event["action"].get<std::string>());
    }
    RunFilter filter;
    filter.limit = 1000;
    const auto runs = *f.store().runs(filter);
    QCOMPARE(told.size(), runs.items.size());
    for (const Run& run : runs.items) {
        std::vector<std::string> wanted = {"job_queued"};
        for (int attempt = 1; attempt <= run.attempt; ++attempt) {
            if (attempt > 1)
                wanted.push_back("job_retrying");
            wanted.push_back("job_started");
        }
        if (run.state == RunState::Retrying)
            wanted.push_back("job_retrying");
        else if (run.state == RunState::Skipped)
            wanted = {"job_skipped"};
        else if (!isActive(run.state))
            wanted.push_back("job_" + std::string(nameOf(run.state)));
        QVERIFY2(told[run.id] == wanted, (run.id + " of " + run.job).c_str());
    }
}

void checkInvariants(StoreFixture& f) {
    checkEvents(f);
    auto db = *sqlite::Database::open(f.path() / "inferno.db", sqlite::Access::ReadOnly);
    const auto count = [&](const char* sql) { return db.integer(sql)->value_or(-1); };
    // Every running run has its one open launch; nothing else has one.
    QCOMPARE(count("SELECT count(*) FROM launches l LEFT JOIN runs r ON r.id = l.run_id AND r.state = 'running' "
                   "AND r.launch = l.launch WHERE l.state = 'open' AND r.id IS NULL"),
             0);
    QCOMPARE(count("SELECT count(*) FROM runs r WHERE r.state = 'running' AND NOT EXISTS (SELECT 1 FROM launches l "
                   "WHERE l.run_id = r.id AND l.launch = r.launch AND l.state = 'open')"),
             0);
    // A fire behind a cursor has its row, and none beyond it has.
    QCOMPARE(count("SELECT count(*) FROM runs r JOIN schedules s ON s.id = r.schedule_id "
                   "WHERE r.scheduled_for_ms > s.cursor_ms"),
             0);
    // A child never starts before its parent's end was committed.
    QCOMPARE(count("SELECT count(*) FROM runs c WHERE c.armed_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM runs p "
                   "WHERE p.id = c.armed_by AND p.state = 'completed')"),
             0);
}

} // namespace

/// The machine stops anywhere. First between the statements of each transaction (a statement fails, the transaction is
/// thrown away, work goes on), then with everything lost but the files as they are in that moment.
class TestJobCrash : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aStatementThatFailsLeavesNothingOfItsTransaction() {
        for (int failing = 1;; ++failing) {
            StoreFixture f;
            int seals = 0;
            bool armed = false;
            f.cipher.seal = [&](std::uint64_t, ByteView plain) -> Result<Bytes> {
                if (armed && ++seals == failing)
                    return fail(ErrorCode::CryptoFailed, "made to fail by the test");
                return turned(plain);
            };
            f.open();
            Work::define(f);
            Work work(f);
            armed = true;
            int errors = 0;
            for (int i = 0; i < 2; ++i) {
                f.clock.advance(10min);
                while (!work.round())
                    ++errors;
                checkInvariants(f);
            }
            QCOMPARE(f.runsOf("tick").size(), std::size_t{2});
            QCOMPARE(f.runsOf("after").size(), std::size_t{2});
            QCOMPARE(f.statesOf("shaky"), "completed");
            if (errors == 0) {
                QVERIFY(failing > 15); // it did fail everywhere before
                break;
            }
        }
    }

    void aCrashAnywhereIsTakenUpWithoutLossOrRepetition() {
        for (int crashing = 1;; ++crashing) {
            StoreFixture f;
            QTemporaryDir remains;
            const fs::path copy = fs::path(remains.path().toStdString()) / "queue";
            int seals = 0;
            bool armed = false;
            f.cipher.seal = [&](std::uint64_t, ByteView plain) -> Result<Bytes> {
                if (armed && ++seals == crashing)
                    fs::copy(f.path(), copy); // in the middle of a transaction
                return turned(plain);
            };
            f.open();
            Work::define(f);
            const WallTime begin = f.clock.now();
            armed = true;
            Work before(f);
            for (int i = 0; i < 2; ++i) {
                f.clock.advance(10min);
                QVERIFY(before.round());
            }
            if (!fs::exists(copy)) {
                QVERIFY(crashing > 10);
                break;
            }
            // The machine comes back with these files, at this time.
            f.close();
            armed = false;
            fs::remove_all(f.path());
            fs::copy(copy, f.path());
            fs::remove(f.path() / "inferno.db-shm"); // lives in memory, and dies with the machine
            f.open();
            checkInvariants(f);
            Work after(f);
            for (int i = 0; i < 2; ++i) {
                QVERIFY(after.round());
                checkInvariants(f);
                f.clock.advance(10min);
            }
            const auto ticks = f.runsOf("tick");
            QCOMPARE(ticks.size(), static_cast<std::size_t>((f.clock.now() - begin) / 10min - 1));
            for (const Run& run : ticks)
                QVERIFY(run.state == RunState::Completed || run.reason == "overlap");
            // Launches ordered before the crash that are known after it are never ordered again.
            auto db = *sqlite::Database::open(f.path() / "inferno.db", sqlite::Access::ReadOnly);
            auto query = *db.prepare("SELECT count(*) FROM runs WHERE schedule_id IS NOT NULL "
                                     "GROUP BY schedule_id, scheduled_for_ms HAVING count(*) > 1");
            QVERIFY(!*query.step());
            for (const std::string& launch : after.started)
                QCOMPARE(after.started.count(launch), std::size_t{1});
        }
    }
};

QTEST_GUILESS_MAIN(TestJobCrash)
#include "tst_job_crash.moc"
