// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/jobs/store_fixture.h"

using namespace inferno;
using namespace inferno::jobs;
using namespace inferno::jobs::test;

/// Who may run when there is not room for all, and what is said to who waits.
class TestQueuePlaces : public QObject {
    Q_OBJECT

    static JobDefinition parallel(const char* name, int most = 0, const char* pool = "") {
        auto job = definition(name);
        job.overlap = Overlap::Allow;
        job.maxParallel = most;
        job.pool = pool;
        return job;
    }
    static std::string namesOf(const std::vector<LaunchOrder>& orders) {
        std::string names;
        for (const LaunchOrder& order : orders)
            names += (names.empty() ? "" : " ") + order.job;
        return names;
    }

private Q_SLOTS:
    void aJobRunsAtMostSoOftenAtOnce() {
        StoreFixture store;
        store.create(parallel("pair", 2), {.noRun = true});
        store.create(parallel("other"), {.noRun = true});
        std::vector<std::string> ids;
        for (int i = 0; i < 4; ++i)
            ids.push_back(store.runNow("pair"));
        store.runNow("other");
        const auto first = store.claim();
        QCOMPARE(namesOf(first), "pair pair other"); // what cannot start keeps nobody from starting
        QVERIFY(store.claim().empty());
        QCOMPARE(store.store().whyWaiting(ids[3])->why, "2 runs of the job are running, and it allows so many");
        QCOMPARE(store.store().whyWaiting(ids[0])->why, "");
        store.end(first[0], 0);
        QCOMPARE(namesOf(store.claim()), "pair");
    }

    void aPoolIsSharedByItsJobs() {
        StoreFixture store;
        store.pools = {{"db", 2}, {"none", 0}};
        store.open();
        for (const char* name : {"a", "b", "c"})
            store.create(parallel(name, 0, "db"), {.noRun = true});
        store.create(parallel("free"), {.noRun = true});
        store.create(parallel("never", 0, "none"), {.noRun = true});
        std::map<std::string, std::string> runs;
        for (const char* name : {"a", "b", "c", "never", "free"})
            runs[name] = store.runNow(name);
        const auto first = store.claim();
        QCOMPARE(namesOf(first), "a b free");
        QCOMPARE(store.store().whyWaiting(runs["c"])->why, "the pool 'db' is taken, 2 of 2, by a, b");
        QCOMPARE(store.store().whyWaiting(runs["never"])->why, "the pool 'none' has no slots: [batch_queue.pools]");
        store.end(first[1], 0);
        QCOMPARE(namesOf(store.claim()), "c");
        QCOMPARE(store.store().create(parallel("wrong", 0, "bd"), {}, {}).error().code, ErrorCode::JobInvalid);
        // A pool that is taken out of the configuration lets nothing run, and says so.
        store.runNow("a");
        store.pools.clear();
        store.open();
        for (const LaunchOrder& order : store.claim())
            QVERIFY(order.job != "a");
        QVERIFY(store.store().whyWaiting(store.runsOf("a").front().id)->why.find("no pool 'db'") != std::string::npos);
    }

    void aGpuIsASlot() {
        StoreFixture store;
        store.pools = {{"gpu", 1}, {"db", 5}};
        store.open();
        auto training = parallel("training", 0, "db");
        training.resources.gpuRequired = true;
        store.create(training, {.noRun = true});
        store.create(parallel("by-name", 0, "gpu"), {.noRun = true});
        store.create(parallel("other", 0, "db"), {.noRun = true});
        store.runNow("training");
        const std::string second = store.runNow("training");
        const std::string third = store.runNow("by-name");
        store.runNow("other");
        const auto first = store.claim();
        QCOMPARE(namesOf(first), "training other");
        QCOMPARE(store.store().whyWaiting(second)->why, "all GPUs are taken, 1 of 1, by training");
        QCOMPARE(store.store().whyWaiting(third)->why, "the pool 'gpu' is taken, 1 of 1, by training");
        QVERIFY(store.store().warningsOf(training).empty());
        store.end(first[0], 0);
        const auto next = store.claim();
        QCOMPARE(namesOf(next), "training");
        store.end(next[0], 0);
        QCOMPARE(namesOf(store.claim()), "by-name");
        store.runNow("training");
        QVERIFY(store.claim().empty()); // the one that names the pool has the GPU
    }

    void withoutAGpuItStaysBlocked() {
        StoreFixture store;
        auto training = definition("training");
        training.resources.gpuRequired = true;
        training.queuedTimeout = 10min;
        training.overlap = Overlap::Allow;
        store.create(training);
        QVERIFY(store.store().warningsOf(training).at(0).starts_with("gpu.none: "));
        QVERIFY(store.store().warningsOf(definition("plain")).empty());
        QCOMPARE(store.statesOf("training"), "blocked");
        QCOMPARE(store.runsOf("training").at(0).reason, "gpu.none");
        QCOMPARE(store.actions(), "job_created job_queued");
        QVERIFY(store.claim().empty());
        QVERIFY(store.store().whyWaiting(store.runsOf("training").at(0).id)->why.contains("this machine has none"));
        store.clock.advance(10min);
        QCOMPARE(*store.queue().expireWaiting(), 1);
        QCOMPARE(store.runsOf("training").at(0).reason, "queued_timeout");

        store.runNow("training");
        QCOMPARE(store.statesOf("training"), "blocked cancelled");
        store.pools = {{"gpu", 1}};
        store.open(); // on a machine that has one
        QCOMPARE(store.statesOf("training"), "queued cancelled");
        QCOMPARE(store.runsOf("training").at(0).reason, "");
        store.runNow("training");
        QCOMPARE(namesOf(store.claim()), "training");
        store.pools.clear();
        store.open(); // and on one that has none
        QCOMPARE(store.statesOf("training"), "blocked running cancelled");
        QVERIFY(store.store().update("training", {{"resources", {{"gpu_required", false}}}}, Request{}));
        QCOMPARE(store.statesOf("training"), "queued running cancelled");
        QCOMPARE(namesOf(store.claim()), "training");
    }

    void dependenciesDoNotReplaceAGpu() {
        StoreFixture store;
        store.create(definition("parent"), {.noRun = true});
        auto child = definition("child");
        child.dependsOn = {{"parent", DependsOn::Success}};
        child.resources.gpuRequired = true;
        child.schedules = {"* * * * *"};
        store.create(child);
        store.clock.advance(1min);
        QVERIFY(store.queue().recordDue("late"));
        QCOMPARE(store.runsOf("child").at(0).reason, "dependencies");
        store.runNow("parent");
        store.end(store.claim().at(0), 0);
        QCOMPARE(store.statesOf("child"), "blocked");
        QCOMPARE(store.runsOf("child").at(0).reason, "gpu.none");
        store.runNow("parent"); // a further end of the parent finds a run that waits for something else
        store.end(store.claim().at(0), 0);
        QCOMPARE(store.statesOf("child"), "blocked");
        store.pools = {{"gpu", 2}};
        store.open();
        QCOMPARE(namesOf(store.claim()), "child");
    }

    void whoWaitsComesForward() {
        StoreFixture store;
        auto low = definition("low");
        low.priority = Priority::Low;
        store.create(low);
        store.clock.advance(46min);
        auto high = definition("high");
        high.priority = Priority::High;
        store.create(high);
        QCOMPARE(namesOf(store.claim(1)), "low"); // three quarters of an hour: it is critical by now
        StoreFixture fresh;
        fresh.create(low);
        fresh.clock.advance(10min);
        fresh.create(high);
        QCOMPARE(namesOf(fresh.claim(1)), "high");
    }

    void whatWaitsTooLongIsCancelled() {
        StoreFixture store;
        auto impatient = definition("impatient");
        impatient.queuedTimeout = 10min;
        const std::string parent = store.create(definition("parent"), {.noRun = true});
        auto blocked = definition("blocked");
        blocked.schedules = {"* * * * *"};
        blocked.dependsOn = {{"parent", DependsOn::Success}};
        blocked.queuedTimeout = 5min;
        store.create(blocked);
        store.create(impatient);
        QCOMPARE(formatUtc(**store.queue().nextWake()), "2026-03-24T12:01:00Z");
        store.clock.advance(1min);
        QVERIFY(store.queue().recordDue("late"));
        QCOMPARE(store.statesOf("blocked"), "blocked");
        QCOMPARE(store.store().whyWaiting(store.runsOf("blocked").front().id)->why, "it waits for parent (success)");
        QVERIFY(store.store().enable("blocked", false, {}));
        QCOMPARE(formatUtc(**store.queue().nextWake()), "2026-03-24T12:06:00Z");
        store.clock.advance(5min);
        QCOMPARE(*store.queue().expireWaiting(), 1);
        QCOMPARE(store.statesOf("blocked"), "cancelled");
        QCOMPARE(store.runsOf("blocked").front().reason, "queued_timeout");
        QCOMPARE(store.statesOf("impatient"), "queued");
        store.clock.advance(4min);
        QCOMPARE(*store.queue().expireWaiting(), 1);
        QCOMPARE(store.statesOf("impatient"), "cancelled");
        QVERIFY(store.actions("impatient").find("job_cancelled") != std::string::npos);
    }

    void aFullQueueRefusesAndSkips() {
        StoreFixture store;
        store.queueLimit = 2;
        store.open();
        auto job = parallel("busy");
        job.schedules = {"* * * * *"};
        store.create(job);
        store.runNow("busy");
        store.runNow("busy");
        QCOMPARE(store.store().run("busy", {}).error().code, ErrorCode::RateLimited);
        store.clock.advance(1min);
        QVERIFY(store.queue().recordDue("late"));
        QCOMPARE(store.runsOf("busy").front().reason, "queue_full");
        QCOMPARE(store.statesOf("busy"), "skipped queued queued");
        store.runAll();
        QVERIFY(store.store().run("busy", {}));
    }

    void schedulesAreCounted() {
        StoreFixture store;
        store.maxScheduledJobs = 1;
        store.open();
        auto job = definition("one");
        job.schedules = {"@daily"};
        store.create(job);
        job.name = "two";
        QCOMPARE(store.store().create(job, {}, {}).error().code, ErrorCode::JobInvalid);
        store.create(job, {.enabled = false});
        QCOMPARE(store.store().enable("two", true, {}).error().code, ErrorCode::JobInvalid);
        QVERIFY(store.store().enable("one", false, {}));
        QVERIFY(store.store().enable("two", true, {}));
        QVERIFY(store.store().update("two", {{"command", "false"}}, {})); // it is one of those that are there
    }

    void schedulesThatShallNotFireStand() {
        StoreFixture store;
        auto job = definition("hourly");
        job.schedules = {"0 * * * *"};
        store.create(job);
        store.schedulesFire = false;
        store.open();
        QVERIFY(!*store.queue().nextWake());
        store.clock.advance(90min);
        QCOMPARE(*store.queue().recordDue("late"), 0);
        store.schedulesFire = true;
        store.open();
        QCOMPARE(*store.queue().recordDue("cron_disabled"), 1);
        QCOMPARE(store.statesOf("hourly"), "queued"); // the newest is made up for
    }

    void eachRunSaysWhatMadeIt() {
        StoreFixture store;
        auto job = definition("cause");
        job.schedules = {"0 13 * * *"};
        store.create(job);
        QVERIFY(store.store().run("cause", {.actor = {.user = "ann"}}));
        QCOMPARE(store.runsOf("cause").front().cause, "asked for by ann");
        store.runAll();
        store.clock.advance(60min);
        QVERIFY(store.queue().recordDue("late"));
        QCOMPARE(store.runsOf("cause").front().cause, "schedule 0 13 * * * (UTC), due 2026-03-24T13:00:00Z");
        auto asks = definition("asks");
        asks.condition = "queue_depth >= 0";
        store.create(asks);
        store.claim();
        QVERIFY2(store.runsOf("asks").front().cause.find("queue_depth >= 0, as ") != std::string::npos,
                 store.runsOf("asks").front().cause.c_str());
        const WallTime before = store.clock.now();
        QVERIFY(store.store().pause("upgrade", before + 1h, {}));
        QVERIFY(store.store().queueState()->pausedAt == before && store.store().queueState()->resumeAt == before + 1h);
        store.clock.advance(1min);
        const std::string waiting = store.runNow("cause");
        QVERIFY(store.store().whyWaiting(waiting)->since == before + 1min); // it came while the queue was paused
        QCOMPARE(store.store().whyWaiting(waiting)->why, "the queue is paused: upgrade");
        QVERIFY(store.store().resume({}));
        QVERIFY(store.store().whyWaiting(waiting)->since == before + 1min);
        store.clock.advance(1min);
        QVERIFY(store.store().pause("again", {}, {}));
        QVERIFY(store.store().whyWaiting(waiting)->since == before + 2min); // since the pause
        QVERIFY(!store.store().queueState()->resumeAt);
    }

    void whatAnEdgeStandsAt() {
        StoreFixture store;
        for (const char* name : {"e1", "e2", "e3"})
            store.create(definition(name), {.noRun = true});
        auto job = definition("child");
        job.dependsOn = {{"e1", DependsOn::Success}, {"e2", DependsOn::Success}, {"e3", DependsOn::Completion}};
        job.schedules = {"* * * * *"};
        const std::string child = store.create(job);
        const std::string first = store.runNow("e1");
        store.runAll();
        const std::string second = store.runNow("e2");
        store.runAll(1);
        const auto edges = *store.store().awaits(child);
        QCOMPARE(edges.size(), std::size_t{3});
        QVERIFY(edges[0].job == "e1" && edges[0].armed && edges[0].runId == first);
        QVERIFY(edges[0].state == RunState::Completed && edges[0].finished == store.clock.now());
        QVERIFY(edges[1].job == "e2" && !edges[1].armed && edges[1].runId == second);
        QVERIFY(edges[1].state == RunState::Failed);
        QVERIFY(!edges[2].armed && edges[2].runId.empty() && !edges[2].state);
        store.clock.advance(1min);
        QVERIFY(store.queue().recordDue("late"));
        const Waiting waiting = *store.store().whyWaiting(store.runsOf("child").front().id);
        QCOMPARE(waiting.why, "it waits for e2 (success), whose newest run is failed, e3 (completion)");
        QVERIFY(waiting.since == store.clock.now());
    }
};

QTEST_GUILESS_MAIN(TestQueuePlaces)
#include "tst_queue_places.moc"
