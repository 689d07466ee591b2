// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/jobs/store_fixture.h"

using namespace inferno;
using namespace inferno::jobs;
using namespace inferno::jobs::test;

/// What runs leave for those that they start.
class TestOutputs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatRunsLeaveGoesToThoseTheyStart() {
        StoreFixture f;
        f.create(definition("b"));
        f.create(definition("a"));
        JobDefinition child = definition("child");
        child.dependsOn = {{"a", DependsOn::Completion}, {"b", DependsOn::Success}};
        f.create(child);
        const auto leave = [&](const LaunchOrder& order, int exitCode, const std::string& outputs) {
            AttemptResult result{order.runId, order.launch, Outcome::Exited, exitCode, {}, "", {}};
            result.outputs = outputs;
            QCOMPARE(f.store().queue().recordResults(std::span(&result, 1)).value(), 1);
        };
        auto orders = f.claim(2);
        QCOMPARE(orders.at(0).job, "b");
        QVERIFY(orders.at(0).parents.empty());
        leave(orders.at(0), 0, R"({"rows":7})");
        leave(orders.at(1), 1, "");
        QCOMPARE(*f.store().outputsOf(orders.at(0).runId), R"({"rows":7})");
        QCOMPARE(*f.store().outputsOf(orders.at(1).runId), "");
        const LaunchOrder first = f.claim().at(0);
        const auto isBoth = [&](const LaunchOrder& order) {
            QCOMPARE(order.job, "child");
            QCOMPARE(order.parents.size(), 2U);
            QCOMPARE(order.parents[0].job, "a");
            QCOMPARE(order.parents[0].runId, orders.at(1).runId);
            QCOMPARE(nameOf(order.parents[0].state), "failed");
            QCOMPARE(order.parents[0].outputs, "");
            QCOMPARE(order.parents[1].job, "b");
            QCOMPARE(order.parents[1].outputs, R"({"rows":7})");
        };
        isBoth(first);
        f.end(first, 1);
        const auto again = f.store().retry(first.runId, Request{});
        QVERIFY(again);
        isBoth(f.claim().at(0)); // who tries again gets the same
    }

    void outputsThatCannotBeTakenAreAFailure() {
        StoreFixture f;
        f.create(definition("a"));
        f.end(f.claim().at(0), 0, Outcome::BadOutputs);
        const Run run = f.runsOf("a").at(0);
        QCOMPARE(nameOf(run.state), "failed");
        QVERIFY(run.reason.starts_with("bad_outputs"));
    }

    void anotherAttemptLeavesItsOwn() {
        StoreFixture f;
        JobDefinition job = definition("a");
        job.retry.attempts = 1;
        f.create(job);
        for (const char* outputs : {R"({"try":1})", ""}) {
            f.clock.advance(std::chrono::hours(1));
            const LaunchOrder order = f.claim().at(0);
            AttemptResult result{order.runId, order.launch, Outcome::Exited, 1, {}, "", {}};
            result.outputs = outputs;
            QCOMPARE(f.store().queue().recordResults(std::span(&result, 1)).value(), 1);
            QCOMPARE(*f.store().outputsOf(order.runId), outputs);
        }
    }

    void theyGoWithTheirRun() {
        StoreFixture f;
        JobDefinition job = definition("a");
        job.overlap = Overlap::Allow;
        f.create(job);
        const LaunchOrder old = f.claim().at(0);
        AttemptResult result{old.runId, old.launch, Outcome::Exited, 0, {}, "", {}};
        result.outputs = R"({"rows":7})";
        QCOMPARE(f.store().queue().recordResults(std::span(&result, 1)).value(), 1);
        QVERIFY(f.store().run("a", Request{}));
        f.end(f.claim().at(0), 0);
        QVERIFY(f.store().outbox().delivered(UINT64_MAX >> 1));
        HistoryLimits limits;
        limits.keepPerJob = 1;
        QCOMPARE(f.store().forgetRuns(limits)->size(), 1U);
        QCOMPARE(*f.store().outputsOf(old.runId), "");
    }

    /// Not only outputs hang on it: what is due first starts before the last is recorded.
    void theFirstOfManyThatAreDueNeedNotWait() {
        StoreFixture f;
        for (int i = 0; i < 150; ++i) {
            JobDefinition job = definition("j" + std::to_string(i));
            job.runAt = f.clock.now() + std::chrono::minutes(1);
            f.create(job);
        }
        f.clock.advance(std::chrono::minutes(1));
        std::size_t started = 0;
        QCOMPARE(*f.queue().recordDue("late", [&] { started += f.claim(1).size(); }), 150);
        QCOMPARE(started, 1U); // between the two batches
        QCOMPARE(f.claim(200).size(), 149U);
    }
};

QTEST_GUILESS_MAIN(TestOutputs)
#include "tst_outputs.moc"
