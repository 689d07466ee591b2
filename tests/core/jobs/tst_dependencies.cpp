// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/jobs/store_fixture.h"

using namespace inferno;
using namespace inferno::jobs;
using namespace inferno::jobs::test;

namespace {

/// A job that nothing starts.
void plainJob(StoreFixture& f, const std::string& name) {
    f.create(definition(name), {.noRun = true});
}

JobDefinition child(std::vector<Dependency> edges, Join join = Join::All) {
    JobDefinition job = definition("child");
    job.dependsOn = std::move(edges);
    job.dependsJoin = join;
    return job;
}

/// One run of a job, from queued to its end; other jobs' runs that wait stay where they are.
void runOne(StoreFixture& f, const std::string& name, int exitCode, Outcome outcome = Outcome::Exited) {
    const std::string id = f.runNow(name);
    for (const LaunchOrder& order : f.claim())
        if (order.runId == id)
            f.end(order, exitCode, outcome);
}

} // namespace

class TestDependencies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDeletedChildIsNotStartedByTheEndOfItsOwnRun() {
        StoreFixture f;
        JobDefinition parent = definition("a");
        parent.priority = Priority::Critical; // goes before the child that waits
        f.create(parent, {.noRun = true});
        f.create(child({{"a", DependsOn::Success}}));
        for (int i = 0; i < 2; ++i) { // the first end queues the child, the second arms its edge again
            f.runNow("a");
            f.end(f.claim(1).at(0), 0);
        }
        QCOMPARE(f.statesOf("child"), "queued");
        QVERIFY(f.store().remove("child", Request{}));
        f.runNow("a");
        QCOMPARE(f.claim().size(), std::size_t{1}); // nothing of the child, and nothing that fails
    }

    void aChangedEdgeIsNotArmedByARunThatHasStartedTheChild() {
        StoreFixture f;
        plainJob(f, "a");
        f.create(child({{"a", DependsOn::Success}}));
        runOne(f, "a", 0);
        QCOMPARE(f.statesOf("child"), "queued");
        QVERIFY(f.store().update("child", {{"depends_on", {"a:completion"}}}, Request{}));
        f.runAll(); // its end is recorded, and starts nothing
        QCOMPARE(f.statesOf("child"), "completed");
    }

    void modes_data() {
        QTest::addColumn<int>("mode");
        QTest::addColumn<int>("outcome");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<bool>("starts");
        const auto row = [](const char* name, DependsOn mode, Outcome outcome, int code, bool starts) {
            QTest::newRow(name) << static_cast<int>(mode) << static_cast<int>(outcome) << code << starts;
        };
        row("success of success", DependsOn::Success, Outcome::Exited, 0, true);
        row("success of failure", DependsOn::Success, Outcome::Exited, 1, false);
        row("failure of success", DependsOn::Failure, Outcome::Exited, 0, false);
        row("failure of failure", DependsOn::Failure, Outcome::Exited, 1, true);
        row("failure of cancelled", DependsOn::Failure, Outcome::Cancelled, 0, true);
        row("failure of timed out", DependsOn::Failure, Outcome::TimedOut, 0, true);
        row("completion of success", DependsOn::Completion, Outcome::Exited, 0, true);
        row("completion of failure", DependsOn::Completion, Outcome::Exited, 1, true);
        row("success of cancelled", DependsOn::Success, Outcome::Cancelled, 0, false);
    }
    void modes() {
        QFETCH(int, mode);
        QFETCH(int, outcome);
        QFETCH(int, exitCode);
        QFETCH(bool, starts);
        StoreFixture f;
        plainJob(f, "a");
        f.create(child({{"a", static_cast<DependsOn>(mode)}}));
        runOne(f, "a", exitCode, static_cast<Outcome>(outcome));
        QCOMPARE(f.statesOf("child"), starts ? "queued" : "");
        if (starts)
            QVERIFY(f.runsOf("child").at(0).trigger == Trigger::Dependency);
    }

    void theChildIsQueuedInTheParentsLastTransaction() {
        StoreFixture f;
        plainJob(f, "a");
        f.create(child({{"a", DependsOn::Success}}));
        std::vector<std::string> batches;
        f.store().addListener([&](std::span<const Notice> notices) {
            std::string text;
            for (const Notice& notice : notices)
                text += notice.action + " ";
            batches.push_back(text);
        });
        runOne(f, "a", 0);
        QCOMPARE(batches.back(), "job_completed job_queued ");
    }

    void onlyAfterTheLastAttempt() {
        StoreFixture f;
        JobDefinition a = definition("a");
        a.retry.attempts = 1;
        f.create(a, {.noRun = true});
        f.create(child({{"a", DependsOn::Failure}}));
        runOne(f, "a", 1);
        QCOMPARE(f.statesOf("child"), "");
        f.clock.advance(30s);
        f.runAll(1);
        QCOMPARE(f.statesOf("child"), "queued");
    }

    void joinAllWaitsForAllAndThenForAllAgain() {
        StoreFixture f;
        plainJob(f, "a");
        plainJob(f, "b");
        f.create(child({{"a", DependsOn::Success}, {"b", DependsOn::Success}}));
        runOne(f, "a", 0);
        runOne(f, "a", 0);
        QCOMPARE(f.statesOf("child"), "");
        runOne(f, "b", 0);
        QCOMPARE(f.statesOf("child"), "queued");
        f.runAll();
        runOne(f, "b", 0);
        QCOMPARE(f.statesOf("child"), "completed");
        runOne(f, "a", 0);
        QCOMPARE(f.statesOf("child"), "queued completed");
    }

    void theNewestEndCounts() {
        StoreFixture f;
        plainJob(f, "a");
        plainJob(f, "b");
        f.create(child({{"a", DependsOn::Success}, {"b", DependsOn::Success}}));
        runOne(f, "a", 0);
        runOne(f, "a", 1); // takes it back
        runOne(f, "b", 0);
        QCOMPARE(f.statesOf("child"), "");
        QVERIFY(f.store().retry("a", Request{})); // a retry is then the parent's newest
        f.runAll(0);
        QCOMPARE(f.statesOf("child"), "queued");
    }

    void joinAny() {
        StoreFixture f;
        plainJob(f, "a");
        plainJob(f, "b");
        f.create(child({{"a", DependsOn::Success}, {"b", DependsOn::Failure}}, Join::Any));
        runOne(f, "b", 0);
        QCOMPARE(f.statesOf("child"), "");
        runOne(f, "b", 1);
        QCOMPARE(f.statesOf("child"), "queued");
        f.runAll();
        runOne(f, "a", 0);
        QCOMPARE(f.statesOf("child"), "queued completed");
    }

    void aRunningChildIsStartedAgainWhenItHasEnded() {
        StoreFixture f;
        plainJob(f, "a");
        f.create(child({{"a", DependsOn::Success}}));
        runOne(f, "a", 0);
        const auto order = f.claim().at(0);
        runOne(f, "a", 0);
        runOne(f, "a", 0);
        QCOMPARE(f.statesOf("child"), "running");
        f.end(order, 0);
        QCOMPARE(f.statesOf("child"), "queued completed"); // once, for the newest
        f.runAll();
        QCOMPARE(f.statesOf("child"), "completed completed");
    }

    void aSkippedParentArmsCompletionAlone() {
        StoreFixture f;
        JobDefinition a = definition("a");
        a.schedules = {"* * * * *"};
        f.create(a);
        plainJob(f, "b");
        f.create(child({{"a", DependsOn::Success}, {"b", DependsOn::Success}}));
        JobDefinition other = child({{"a", DependsOn::Completion}});
        other.name = "other";
        f.create(other);
        f.clock.advance(1min);
        QVERIFY(f.queue().recordDue("late"));
        f.runAll(0);
        QCOMPARE(f.statesOf("other"), "queued");
        f.runAll(0);
        f.runNow("a");
        f.clock.advance(1min);
        QVERIFY(f.queue().recordDue("late")); // overlap: skipped
        QCOMPARE(f.statesOf("other"), "queued completed");
        runOne(f, "b", 0);
        QCOMPARE(f.statesOf("child"), "queued"); // what waits for a success still holds
    }

    void withAScheduleTheFireIsBlockedUntilTheEdgesAreArmed() {
        StoreFixture f;
        plainJob(f, "a");
        JobDefinition job = child({{"a", DependsOn::Success}});
        job.schedules = {"0 * * * *"};
        f.create(job);
        runOne(f, "a", 0);
        QCOMPARE(f.statesOf("child"), ""); // edges alone do not start it
        f.clock.advance(1h);
        QVERIFY(f.queue().recordDue("late"));
        QCOMPARE(f.statesOf("child"), "queued"); // armed before the fire
        f.runAll(0);
        f.clock.advance(1h);
        QVERIFY(f.queue().recordDue("late"));
        QCOMPARE(f.statesOf("child"), "blocked completed");
        QVERIFY(f.store().job("child")->state == JobState::Blocked);
        QVERIFY(f.claim().empty());
        (void)f.events();
        runOne(f, "a", 1);
        QCOMPARE(f.statesOf("child"), "blocked completed");
        runOne(f, "a", 0);
        QCOMPARE(f.statesOf("child"), "queued completed");
        QCOMPARE(f.actions("child"), "job_queued");
        f.runAll(0);
        QCOMPARE(f.statesOf("child"), "completed completed");
    }

    void aNewChildTakesWhatItsParentsLastDid() {
        StoreFixture f;
        f.create(definition("a"));
        f.runAll(0);
        f.create(child({{"a", DependsOn::Success}}));
        QCOMPARE(f.statesOf("child"), "queued");
        f.runAll(0);
        JobDefinition late = child({{"a", DependsOn::Success}});
        late.name = "late";
        f.create(late, {.noRun = true});
        QCOMPARE(f.statesOf("late"), "");
        JobDefinition unfit = child({{"a", DependsOn::Failure}});
        unfit.name = "unfit";
        f.create(unfit);
        QCOMPARE(f.statesOf("unfit"), "");
    }

    void aRunByHandTakesTheArmedEdgesWithIt() {
        StoreFixture f;
        plainJob(f, "a");
        plainJob(f, "b");
        f.create(child({{"a", DependsOn::Success}, {"b", DependsOn::Success}}));
        runOne(f, "a", 0);
        runOne(f, "child", 0);
        runOne(f, "b", 0);
        QCOMPARE(f.statesOf("child"), "completed"); // a's end was before the child's start
        runOne(f, "a", 0);
        QCOMPARE(f.statesOf("child"), "queued completed");
    }

    void aDisabledChildIsNotStarted() {
        StoreFixture f;
        plainJob(f, "a");
        f.create(child({{"a", DependsOn::Success}}), {.enabled = false});
        runOne(f, "a", 0);
        QCOMPARE(f.statesOf("child"), "");
        QVERIFY(f.store().enable("child", true, Request{}));
        QCOMPARE(f.statesOf("child"), "");
        runOne(f, "a", 0);
        QCOMPARE(f.statesOf("child"), "queued");
    }

    void replaceEndsTheActiveChild() {
        StoreFixture f;
        plainJob(f, "a");
        JobDefinition job = child({{"a", DependsOn::Success}});
        job.overlap = Overlap::Replace;
        f.create(job);
        runOne(f, "a", 0);
        const std::string id = f.runNow("a");
        const auto orders = f.claim(); // the child and a
        QCOMPARE(orders.size(), std::size_t{2});
        for (const LaunchOrder& order : orders)
            if (order.runId == id)
                f.end(order, 0);
        QCOMPARE(f.statesOf("child"), "queued running");
        QVERIFY(f.queue().openLaunches()->at(0).cancelRequested);
        runOne(f, "a", 0);
        QCOMPARE(f.statesOf("child"), "queued cancelled running");
    }

    void aDiamondRunsOnceForEachRound() {
        StoreFixture f;
        plainJob(f, "top");
        for (const char* name : {"left", "right"}) {
            JobDefinition job = child({{"top", DependsOn::Success}});
            job.name = name;
            f.create(job);
        }
        f.create(child({{"left", DependsOn::Success}, {"right", DependsOn::Success}}));
        for (int round = 1; round <= 3; ++round) {
            f.runNow("top");
            for (int i = 0; i < 5; ++i)
                f.runAll(0);
            QCOMPARE(f.runsOf("child").size(), static_cast<std::size_t>(round));
        }
        QCOMPARE(f.store().edges()->size(), std::size_t{4});
    }
};

QTEST_GUILESS_MAIN(TestDependencies)
#include "tst_dependencies.moc"
