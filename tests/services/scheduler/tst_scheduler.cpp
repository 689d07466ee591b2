// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include "core/jobs/calendar.h"
#include "core/schedule/zone.h"
#include "services/scheduler/scheduler.h"
#include "tests/core/jobs/store_fixture.h"
#include "tests/services/scheduler/fake_executor.h"

using namespace inferno;
using namespace inferno::jobs;
using namespace inferno::jobs::test;
using namespace inferno::scheduler;
using namespace inferno::scheduler::test;

namespace {

Result<LaunchSpec> prepare(const LaunchOrder& order) {
    LaunchSpec spec;
    spec.id = {order.runId, static_cast<std::uint32_t>(order.launch)};
    spec.command = order.job;
    return spec;
}

/// A scheduler that the test steps, over a store of its own.
struct Rig : StoreFixture {
    explicit Rig(int maxConcurrent = 100) : limit(maxConcurrent) { begin(); }

    void begin() {
        SchedulerOptions options;
        options.maxConcurrent = limit;
        scheduler.emplace(store(), executor, prepare, clock, options);
    }
    /// The service dies and comes back; launches go on.
    void restart() {
        scheduler.reset();
        open();
        begin();
    }
    std::optional<WallTime> step() {
        const auto next = scheduler->step();
        if (!next)
            qFatal("%s", next.error().message().c_str());
        return *next;
    }
    std::string commands() const {
        std::string text;
        for (const LaunchSpec& spec : executor.started)
            text += (text.empty() ? "" : " ") + spec.command + std::to_string(spec.id.launch);
        return text;
    }

    int limit;
    FakeExecutor executor;
    std::optional<Scheduler> scheduler;
};

} // namespace

class TestScheduler : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void twoYearsOverAllKindsOfZones() {
        // One hour, half an hour, two hours, at midnight in the south, at midnight in the north, and none.
        static constexpr std::array kZones = {"Europe/Riga",      "Australia/Lord_Howe", "Antarctica/Troll",
                                              "America/Santiago", "Africa/Cairo",        "Asia/Kolkata"};
        Rig rig;
        for (const std::string zone : kZones) {
            JobDefinition job = definition(zone.substr(zone.find('/') + 1));
            job.timezone = zone;
            job.schedules = {"30 2 * * *", "15 0 1 * *"};
            rig.create(job);
        }
        const WallTime begin = rig.clock.now();
        const WallTime end = begin + 24h * 730;
        int passes = 0;
        for (;;) {
            const auto next = rig.step();
            QVERIFY(next && *next > rig.clock.now());
            rig.executor.endAll();
            rig.step();
            if (*next > end)
                break;
            rig.clock.set(*next);
            if (++passes % 100 == 0)
                (void)rig.events(); // the pump's work
        }
        QVERIFY(passes > 730);
        for (const std::string zone : kZones) {
            const std::string name = zone.substr(zone.find('/') + 1);
            const auto where = *schedule::Zone::find(zone);
            std::multiset<std::string> days;
            int firsts = 0;
            RunFilter filter;
            filter.job = name;
            do {
                const auto page = *rig.store().runs(filter);
                for (const Run& run : page.items) {
                    QVERIFY(run.state == RunState::Completed);
                    QVERIFY(*run.started == *run.scheduledFor); // never late
                    const std::string local = schedule::formatInZone(*run.scheduledFor, where);
                    // 00:15, or 01:15 where the clock skipped it.
                    const bool monthly = local.substr(8, 2) == "01" && local.substr(14, 2) == "15";
                    firsts += monthly ? 1 : 0;
                    if (!monthly)
                        days.insert(local.substr(0, 10));
                }
                filter.cursor = page.nextCursor;
            } while (!filter.cursor.empty());
            // Each local day has its one fire, whatever the clock did on it.
            QCOMPARE(std::set<std::string>(days.begin(), days.end()).size(), days.size());
            QVERIFY2(days.size() >= 729 && days.size() <= 731, (zone + std::to_string(days.size())).c_str());
            QVERIFY2(firsts == 24, (zone + std::to_string(firsts)).c_str());
        }
    }

    /// While the machine sleeps civil time goes on and the monotonic clock stands.
    void afterASuspendWhatPassedIsMissed() {
        Rig rig;
        JobDefinition job = definition("hourly");
        job.schedules = {"0 * * * *"};
        rig.create(job);
        rig.step();
        rig.clock.advance(1h);
        rig.step();
        rig.executor.endAll();
        rig.step();
        const MonoTime before = rig.clock.monotonic();
        rig.clock.set(rig.clock.now() + 3h + 30min);
        QVERIFY(rig.clock.monotonic() == before);
        const auto next = rig.step();
        QVERIFY(next && formatUtc(*next).ends_with(":00:00Z") && *next > rig.clock.now());
        QCOMPARE(rig.statesOf("hourly"), "running skipped completed");
        const Run skipped = rig.runsOf("hourly").at(1);
        QCOMPARE(skipped.missed, 2);
        QCOMPARE(skipped.reason, "late");
    }

    /// A fire that is moved, and one that is skipped: the scheduler sleeps until the new time, over a restart, and a
    /// clock that jumps beyond it.
    void aMovedFireWakesTheScheduler() {
        Rig rig;
        JobDefinition job = definition("hourly");
        job.schedules = {"0 * * * *"};
        rig.create(job);
        const WallTime noon = rig.clock.now();
        QVERIFY(Calendar(rig.store()).move("hourly", noon + 1h, noon + 90min, {}));
        QVERIFY(Calendar(rig.store()).skip("hourly", noon + 2h, {}));
        rig.step();
        rig.clock.set(noon + 1h);
        QCOMPARE(rig.step(), std::optional(noon + 90min));
        QCOMPARE(rig.commands(), "");
        rig.restart();
        rig.clock.set(noon + 90min);
        QCOMPARE(rig.step(), std::optional(noon + 2h));
        QCOMPARE(rig.commands(), "hourly1");
        rig.executor.endAll();
        rig.step();
        rig.clock.set(noon + 3h + 10s);
        rig.step();
        rig.executor.endAll();
        rig.step();
        QCOMPARE(rig.statesOf("hourly"), "completed skipped completed");
        QVERIFY(Calendar(rig.store()).exceptions()->empty());
    }

    void theClockJumps_data() {
        QTest::addColumn<int>("minutes");
        QTest::addColumn<QByteArray>("states"); // newest first
        QTest::newRow("+1 min") << 1 << QByteArray("completed");
        QTest::newRow("+1 h") << 60 << QByteArray("completed completed");
        QTest::newRow("+4 h") << 240 << QByteArray("completed skipped completed");
        QTest::newRow("-1 min") << -1 << QByteArray("completed");
        QTest::newRow("-1 h") << -60 << QByteArray("completed");
        QTest::newRow("-4 h") << -240 << QByteArray("completed");
    }
    void theClockJumps() {
        QFETCH(int, minutes);
        QFETCH(QByteArray, states);
        Rig rig;
        JobDefinition job = definition("a");
        job.schedules = {"0 * * * *"};
        rig.create(job);
        rig.step();
        rig.clock.advance(1h + 5min); // 13:05
        rig.step();
        rig.executor.endAll();
        rig.step();
        rig.clock.set(rig.clock.now() + std::chrono::minutes(minutes));
        rig.step();
        rig.executor.endAll();
        const auto next = rig.step();
        QCOMPARE(rig.statesOf("a"), states.toStdString());
        if (minutes < 0) // the cursor never goes back
            QCOMPARE(formatUtc(*next), "2026-03-24T14:00:00Z");
    }

    void noMoreAtOnceThanAllowed() {
        Rig rig(2);
        for (const char* name : {"a", "b", "c", "d", "e"})
            rig.create(definition(name));
        rig.step();
        QCOMPARE(rig.commands(), "a1 b1");
        QCOMPARE(rig.scheduler->status().launches, 2);
        rig.executor.end(rig.executor.started[1].id, LaunchState::Finished);
        rig.step();
        QCOMPARE(rig.commands(), "a1 b1 c1");
        rig.executor.endAll();
        rig.step();
        QCOMPARE(rig.commands(), "a1 b1 c1 d1 e1");
    }

    void aChainAndItsRetriesInOrder() {
        Rig rig;
        JobDefinition a = definition("a");
        a.retry = {2, 10s, 2, 60s};
        rig.create(a);
        JobDefinition b = definition("b");
        b.dependsOn = {{"a", DependsOn::Success}};
        rig.create(b);
        for (int i = 0; i < 2; ++i) {
            const auto before = rig.clock.now();
            rig.step();
            rig.executor.endAll(1);
            const auto next = rig.step();
            QVERIFY(*next - before == (i == 0 ? 10s : 20s));
            rig.clock.set(*next);
        }
        rig.step();
        rig.executor.endAll(0);
        rig.step();
        QCOMPARE(rig.commands(), "a1 a2 a3 b1");
    }

    void launchesOfALifeBeforeAreSettled_data() {
        QTest::addColumn<int>("found");
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<QByteArray>("started");
        QTest::newRow("running: adopted")
            << static_cast<int>(LaunchState::Running) << QByteArray("running") << QByteArray("a1");
        QTest::newRow("finished") << static_cast<int>(LaunchState::Finished) << QByteArray("failed")
                                  << QByteArray("a1");
        QTest::newRow("void: launch 2") << static_cast<int>(LaunchState::Void) << QByteArray("running")
                                        << QByteArray("a1 a2");
        QTest::newRow("nobody knows") << static_cast<int>(LaunchState::OutcomeUnknown) << QByteArray("failed")
                                      << QByteArray("a1");
    }
    void launchesOfALifeBeforeAreSettled() {
        QFETCH(int, found);
        QFETCH(QByteArray, state);
        QFETCH(QByteArray, started);
        Rig rig;
        rig.create(definition("a"));
        rig.step();
        const LaunchId id = rig.executor.started.at(0).id;
        rig.executor.end(id, static_cast<LaunchState>(found), 3, true);
        rig.restart();
        QVERIFY(rig.scheduler->adopt());
        rig.step();
        QCOMPARE(rig.statesOf("a"), state.toStdString());
        QCOMPARE(rig.commands(), started.toStdString());
        QCOMPARE(rig.runsOf("a").at(0).attempt, 1);
        if (static_cast<LaunchState>(found) == LaunchState::OutcomeUnknown)
            QCOMPARE(rig.runsOf("a").at(0).reason, "outcome_unknown");
        rig.executor.endAll();
        rig.step();
        rig.restart();
        QVERIFY(rig.scheduler->adopt());
        rig.step();
        QCOMPARE(rig.commands(), started.toStdString()); // settled for good
    }

    void aServiceThatDiedBeforeItStartedTheLaunch() {
        Rig rig;
        rig.create(definition("a"));
        QCOMPARE(rig.queue().claim(1)->size(), std::size_t{1}); // the row is there, nothing was started
        rig.restart();
        QVERIFY(rig.scheduler->adopt());
        QCOMPARE(rig.commands(), "a2");
        rig.executor.endAll();
        rig.step();
        const Run run = rig.runsOf("a").at(0);
        QVERIFY(run.state == RunState::Completed && run.attempt == 1 && run.launch == 2);
    }

    void anExecutorThatCannotTellYetIsAskedAgain() {
        Rig rig;
        rig.create(definition("a"));
        rig.step();
        rig.executor.end(rig.executor.started.at(0).id, LaunchState::Finished, 0, true);
        rig.restart();
        rig.executor.inspectError = Error{ErrorCode::IoFailed, "not now", {}, {}};
        QVERIFY(!rig.scheduler->adopt());
        QVERIFY(!rig.scheduler->step());
        QVERIFY(!rig.scheduler->status().lastError.empty());
        QCOMPARE(rig.statesOf("a"), "running");
        rig.executor.inspectError.reset();
        rig.step();
        QCOMPARE(rig.statesOf("a"), "completed");
        QCOMPARE(rig.scheduler->status().lastError, "");
    }

    void cancellationsArePassedOnOnce() {
        Rig rig;
        rig.create(definition("a"));
        rig.step();
        QVERIFY(rig.store().cancel("a", Request{}));
        rig.step();
        rig.step();
        QCOMPARE(rig.executor.cancelled.size(), std::size_t{1});
        rig.restart(); // the request is a row: it survives
        QVERIFY(rig.scheduler->adopt());
        rig.step();
        QCOMPARE(rig.executor.cancelled.size(), std::size_t{1}); // the executor has it already
        rig.executor.end(rig.executor.cancelled[0], LaunchState::Finished, {}, false, executors::EndReason::Cancelled);
        rig.step();
        QCOMPARE(rig.statesOf("a"), "cancelled");
    }

    void whatCannotBeStartedFails() {
        Rig rig;
        rig.executor.startError = Error{ErrorCode::DiskFull, "no room", {}, {}};
        rig.create(definition("a"));
        rig.step();
        QCOMPARE(rig.statesOf("a"), "failed");
        QVERIFY(rig.runsOf("a").at(0).reason.starts_with("spawn_failed: "));
        QVERIFY(rig.runsOf("a").at(0).reason.find("no room") != std::string::npos);
    }

    void aLaunchThatWasBegunBeforeIsWatched() {
        Rig rig;
        rig.create(definition("a"));
        const auto order = rig.queue().claim(1)->at(0);
        QVERIFY(rig.executor.start(*prepare(order)));
        // The service forgot that it had begun it; the executor has not.
        rig.restart();
        QVERIFY(rig.scheduler->adopt());
        rig.step();
        QCOMPARE(rig.commands(), "a1");
        rig.executor.endAll();
        rig.step();
        QCOMPARE(rig.statesOf("a"), "completed");
    }

    void whileHeldNothingStartsAndFiresAreMissed() {
        Rig rig;
        JobDefinition job = definition("a");
        job.schedules = {"0 * * * *"};
        rig.create(job);
        rig.create(definition("b"));
        rig.scheduler->hold("vault_locked");
        rig.step();
        QCOMPARE(rig.commands(), "");
        QCOMPARE(rig.scheduler->status().held, "vault_locked");
        rig.clock.advance(3h + 30min);
        rig.step();
        QCOMPARE(rig.statesOf("a"), "");
        rig.scheduler->hold("");
        rig.step();
        QCOMPARE(rig.statesOf("a"), "running skipped");
        QCOMPARE(rig.runsOf("a").at(1).reason, "vault_locked");
        QCOMPARE(rig.runsOf("a").at(1).missed, 2);
        QCOMPARE(rig.statesOf("b"), "running");
    }

    void aFullOutboxHoldsToo() {
        Rig rig;
        JobDefinition job = definition("a");
        job.schedules = {"0 * * * *"};
        rig.create(job);
        rig.outboxLimit = 1;
        rig.restart();
        rig.clock.advance(2h + 30min);
        rig.step();
        QCOMPARE(rig.scheduler->status().held, "vault_unavailable");
        QCOMPARE(rig.statesOf("a"), "");
        (void)rig.events();
        rig.step();
        QCOMPARE(rig.runsOf("a").back().reason, "vault_unavailable");
    }

    void aPauseEndsByItself() {
        Rig rig;
        rig.create(definition("a"));
        QVERIFY(rig.store().pause("", rig.clock.now() + 1h, Request{}));
        QVERIFY(*rig.step() == rig.clock.now() + 1h);
        QCOMPARE(rig.commands(), "");
        rig.clock.advance(1h);
        rig.step();
        QCOMPARE(rig.commands(), "a1");
        QCOMPARE(rig.scheduler->status().held, "");
    }

    void progressReachesTheStore() {
        Rig rig;
        rig.create(definition("a"));
        rig.step();
        rig.executor.setProgress(rig.executor.started.at(0).id, 37);
        rig.clock.advance(3s);
        rig.step();
        QCOMPARE(*rig.store().job("a")->progress, 37.0);
    }

    void howLimitsAreKeptReachesTheStore() {
        Rig rig;
        JobDefinition job = definition("a");
        job.retry.attempts = 1;
        rig.create(job);
        rig.step();
        const LaunchId first = rig.executor.started.at(0).id;
        rig.executor.setLimits(first, "polled");
        rig.clock.advance(3s);
        rig.step();
        QCOMPARE(rig.runsOf("a").at(0).limits, "polled");
        rig.executor.end(first, LaunchState::Finished, {}, false, executors::EndReason::OverMemory);
        rig.step();
        QCOMPARE(rig.runsOf("a").at(0).reason, "memory_limit");
        rig.clock.advance(60s);
        rig.step();
        QCOMPARE(rig.runsOf("a").at(0).limits, ""); // the next launch has not said yet
        rig.executor.setLimits(rig.executor.started.at(1).id, "cgroup");
        rig.executor.end(rig.executor.started.at(1).id, LaunchState::Finished);
        rig.step();
        QCOMPARE(rig.runsOf("a").at(0).limits, "cgroup");
    }

    void theLoopWakesForAChangeAndForAResult() {
        Rig rig;
        rig.scheduler.reset();
        SystemClock clock;
        Scheduler scheduler(rig.store(), rig.executor, prepare, clock, {});
        QVERIFY(scheduler.start());
        QVERIFY(scheduler.status().running);
        rig.create(definition("a"));
        QTRY_COMPARE(rig.statesOf("a"), "running");
        rig.executor.endAll();
        QTRY_COMPARE(rig.statesOf("a"), "completed");
        scheduler.stop();
        QVERIFY(!scheduler.status().running);
        rig.runNow("a");
        QCOMPARE(rig.statesOf("a"), "queued completed");
    }
};

QTEST_GUILESS_MAIN(TestScheduler)
#include "tst_scheduler.moc"
