// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "tests/core/jobs/store_fixture.h"

using namespace inferno;
using namespace inferno::jobs;
using namespace inferno::jobs::test;

class TestForgetting : public QObject {
    Q_OBJECT

    /// Runs a job `count` times, an hour apart, and lets their events reach the vault.
    static void runOften(StoreFixture& f, const std::string& job, int count, int exitCode = 0) {
        for (int i = 0; i < count; ++i) {
            f.runNow(job);
            f.runAll(exitCode);
            f.clock.advance(1h);
        }
        (void)f.events();
    }
    static std::size_t forgotten(StoreFixture& f, const HistoryLimits& limits) {
        const auto gone = f.store().forgetRuns(limits);
        if (!gone)
            qFatal("%s", gone.error().message().c_str());
        return gone->size();
    }
    static HistoryLimits before(WallTime time) { return {time, 0}; }

private Q_SLOTS:
    void byAge() {
        StoreFixture f;
        f.create(definition("a"), {.noRun = true});
        runOften(f, "a", 5);
        const auto runs = f.runsOf("a");
        const auto gone = f.store().forgetRuns(before(f.clock.now() - 150min));
        QVERIFY(gone.has_value());
        QCOMPARE(*gone, (std::vector<std::string>{runs[4].id, runs[3].id, runs[2].id})); // oldest first
        QCOMPARE(f.runsOf("a").size(), 2);
        QVERIFY(!f.store().runById(runs[4].id));
        QCOMPARE(forgotten(f, before(f.clock.now() - 150min)), 0);
    }

    void byNumberOfEachJob() {
        StoreFixture f;
        for (const char* name : {"a", "b"})
            f.create(definition(name), {.noRun = true});
        runOften(f, "a", 5);
        runOften(f, "b", 2);
        QCOMPARE(forgotten(f, {std::nullopt, 3}), 2);
        QCOMPARE(f.runsOf("a").size(), 3);
        QCOMPARE(f.runsOf("b").size(), 2);
    }

    void theNewestStays() {
        StoreFixture f;
        f.create(definition("a"), {.noRun = true});
        runOften(f, "a", 3);
        f.clock.advance(24h * 400);
        QCOMPARE(forgotten(f, before(f.clock.now())), 2);
        QCOMPARE(f.store().job("a")->lastState, RunState::Completed);
        QVERIFY(f.store().newestRun(f.store().job("a")->id)->has_value());
    }

    void activeRunsStay() {
        StoreFixture f;
        f.create(definition("a"), {.noRun = true});
        runOften(f, "a", 2);
        f.runNow("a");
        QCOMPARE(f.claim().size(), 1); // running
        f.runNow("a");                 // queued
        (void)f.events();
        f.clock.advance(24h * 400);
        QCOMPARE(forgotten(f, {f.clock.now(), 1}), 1);
        QCOMPARE(f.statesOf("a"), "queued running completed");
    }

    void whatTheVaultHasNotStays() {
        StoreFixture f;
        f.create(definition("a"), {.noRun = true});
        runOften(f, "a", 1);
        f.runNow("a");
        f.runAll();
        const auto waiting = f.store().outbox().size();
        QVERIFY(waiting > 0);
        f.runNow("a");
        f.runAll();
        f.clock.advance(48h);
        QCOMPARE(forgotten(f, before(f.clock.now())), 1); // of three: the newest, and one whose events wait
        QCOMPARE(f.runsOf("a").size(), 2);
        (void)f.events();
        QCOMPARE(forgotten(f, before(f.clock.now())), 1);
    }

    void whatAnEdgeLeadsToStays() {
        StoreFixture f;
        f.create(definition("a"), {.noRun = true});
        JobDefinition child = definition("c");
        child.dependsOn = {{"a", DependsOn::Success}};
        f.create(child);
        f.runNow("a");
        f.runAll(); // the child is queued
        const std::string started = f.runsOf("c").front().id;
        QVERIFY(f.store().cancel("c", {}).has_value());
        f.runNow("c");
        QVERIFY(f.store().cancel("c", {}).has_value());
        QCOMPARE(f.statesOf("c"), "cancelled cancelled");
        (void)f.events();
        f.clock.advance(24h);
        QCOMPARE(forgotten(f, before(f.clock.now())), 0);
        // An edge that is made anew asks whether the parent's run has started the child already.
        QVERIFY(f.store().update("c", {{"depends_on", {"a:completion"}}}, {}).has_value());
        QCOMPARE(f.statesOf("c"), "cancelled cancelled");
        // Once the parent has a newer run, both go.
        runOften(f, "a", 1);
        f.runAll();
        (void)f.events();
        f.clock.advance(24h);
        QCOMPARE(forgotten(f, before(f.clock.now())), 2); // the parent's first, and the child's second
        QCOMPARE(forgotten(f, before(f.clock.now())), 1); // the child's first, which nothing leads to any more
        QVERIFY(!f.store().runById(started));
    }

    void aDeletedJobKeepsNothing() {
        StoreFixture f;
        f.create(definition("a"), {.noRun = true});
        runOften(f, "a", 3);
        QVERIFY(f.store().remove("a", {}).has_value());
        (void)f.events();
        QCOMPARE(forgotten(f, before(f.clock.now())), 3);
        QCOMPARE(f.store().runs({})->items.size(), 0);
    }

    void whatAKeyAnswersWithStays() {
        StoreFixture f;
        f.create(definition("a"), {.noRun = true});
        Request request;
        request.idempotency = Idempotency{"me\nkey", {}};
        const auto first = f.store().run("a", request);
        QVERIFY(first.has_value());
        f.runAll();
        runOften(f, "a", 2);
        QCOMPARE(forgotten(f, before(f.clock.now())), 1);
        const auto again = f.store().run("a", request);
        QVERIFY(again.has_value() && again->repeated);
        QVERIFY(f.store().runById(again->runId).has_value());
    }

    void whatStaysIsCounted() {
        StoreFixture f;
        f.create(definition("a"), {.noRun = true});
        Request request;
        request.idempotency = Idempotency{"me\nkey", {}};
        QVERIFY(f.store().run("a", request)); // promised
        f.runAll();
        runOften(f, "a", 2); // one that may go, and the newest
        const HistoryLimits limits{f.clock.now(), 1};
        const KeptRuns before = *f.store().keptRuns(limits);
        QVERIFY(before.idempotency == 1 && before.newest == 1 && before.edges == 0);
        QCOMPARE(before.undelivered, 1); // nothing keeps it: it goes with the next cleaning
        QCOMPARE(forgotten(f, limits), 1);
        const KeptRuns after = *f.store().keptRuns(limits);
        QVERIFY(after.idempotency == 1 && after.newest == 1 && after.undelivered == 0 && after.edges == 0);
        for (int i = 0; i < 2; ++i) {
            f.runNow("a");
            f.runAll();
        }
        QCOMPARE(forgotten(f, {std::nullopt, 1}), 1);
        QCOMPARE(f.store().keptRuns({std::nullopt, 1})->undelivered, 1); // its events wait
    }

    void batches() {
        StoreFixture f;
        JobDefinition job = definition("a");
        job.overlap = Overlap::Allow;
        f.create(job, {.noRun = true});
        for (int i = 0; i < 1'101; ++i)
            f.runNow("a");
        for (const LaunchOrder& order : f.claim(2'000))
            f.end(order, 0);
        (void)f.events();
        f.clock.advance(1h);
        QCOMPARE(forgotten(f, before(f.clock.now())), 1'000);
        QCOMPARE(forgotten(f, before(f.clock.now())), 100);
        QCOMPARE(forgotten(f, before(f.clock.now())), 0);
        QCOMPARE(f.runsOf("a").size(), 1);
    }
};

QTEST_APPLESS_MAIN(TestForgetting)
#include "tst_forgetting.moc"
