// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/single_runs.h"
#include "tests/core/jobs/store_fixture.h"

using namespace inferno;
using namespace inferno::jobs;
using namespace inferno::jobs::test;

/// What one run gets in the place of what its job says, and what comes of a run.
class TestSingleRuns : public QObject {
    Q_OBJECT

    /// "job state; …", nearest first.
    static std::string after(const RunTimeline& line) {
        std::string text;
        for (const RunAfter& one : line.after)
            text += (text.empty() ? "" : "; ") + one.run.job + " " + std::string(nameOf(one.run.state));
        return text;
    }
    static JobDefinition child(const char* name, const char* parent, DependsOn mode = DependsOn::Success) {
        JobDefinition job = definition(name);
        job.dependsOn = {{parent, mode}};
        return job;
    }

private Q_SLOTS:
    void valuesOfOneRun() {
        StoreFixture f;
        JobDefinition job = definition("copy", "cp ${from} ${to}");
        job.fromTemplate = {"copy", {{"from", "/a"}, {"to", "/b"}}, {}};
        job.env = {{"LEVEL", "info"}};
        f.create(job);
        f.end(f.claim().at(0), 0);
        f.events();

        const auto made =
            SingleRuns(f.store()).start("copy", {{{"from", "/c"}}, {{"LEVEL", "debug"}, {"MORE", "1"}}}, Request{});
        QVERIFY(made);
        const LaunchOrder order = f.claim().at(0);
        QCOMPARE(order.fromTemplate.values, (std::map<std::string, std::string>{{"from", "/c"}, {"to", "/b"}}));
        QCOMPARE(order.env, (std::map<std::string, std::string>{{"LEVEL", "debug"}, {"MORE", "1"}}));
        QCOMPARE(f.store().runById(made->runId)->cause, "asked for, with from=/c, another LEVEL, another MORE");
        // What may be a secret is named and not told.
        const nlohmann::json event = f.events().at(0);
        QCOMPARE(event.at("action").get<std::string>(), "job_queued");
        QCOMPARE(event.at("details").at("params").dump(), R"({"from":"/c"})");
        QCOMPARE(event.at("details").at("env").dump(), R"(["LEVEL","MORE"])");
        f.end(order, 1);

        // A retry gets the same; the job's next run gets its own again.
        QVERIFY(f.store().retry(made->runId, Request{}));
        const LaunchOrder again = f.claim().at(0);
        QCOMPARE(again.fromTemplate.values.at("from"), "/c");
        QCOMPARE(again.env.at("MORE"), "1");
        f.end(again, 0);
        f.runNow("copy");
        const LaunchOrder plain = f.claim().at(0);
        QCOMPARE(plain.fromTemplate.values.at("from"), "/a");
        QCOMPARE(plain.env, job.env);
    }

    void eachAttemptGetsThem() {
        StoreFixture f;
        JobDefinition job = definition("a");
        job.retry.attempts = 1;
        f.create(job, {.enabled = true, .noRun = true});
        QVERIFY(SingleRuns(f.store()).start("a", {{}, {{"X", "1"}}}, Request{}));
        f.end(f.claim().at(0), 1);
        f.clock.advance(std::chrono::hours(1));
        f.open(); // also after the service was away
        QCOMPARE(f.claim().at(0).env.at("X"), "1");
    }

    void valuesThatCannotBe() {
        StoreFixture f;
        f.create(definition("plain"));
        JobDefinition job = definition("copy");
        job.fromTemplate = {"copy", {{"from", "/a"}}, {}};
        f.create(job);
        const auto refused = [&](const char* name, const RunValues& values) {
            const auto made = SingleRuns(f.store()).start(name, values, Request{});
            return made ? std::string("taken") : made.error().detail;
        };
        QCOMPARE(refused("plain", {{{"from", "/c"}}, {}}), "plain has no parameter 'from'");
        QCOMPARE(refused("copy", {{{"form", "/c"}}, {}}), "copy has no parameter 'form'");
        QVERIFY(refused("copy", {{}, {{"from", "/c"}}}).find("is a parameter of template") != std::string::npos);
        QVERIFY(refused("plain", {{}, {{"INFERNO_TOKEN", "x"}}}).find("is set by Inferno") != std::string::npos);
        QCOMPARE(f.statesOf("plain"), "queued"); // nothing was queued beside the first
    }

    void attemptsOfARun() {
        StoreFixture f;
        JobDefinition job = definition("a");
        job.retry.attempts = 2;
        f.create(job);
        f.clock.advance(1s);
        const LaunchOrder first = f.claim().at(0);
        f.clock.advance(5s);
        f.end(first, 3);
        f.clock.advance(1min);
        const LaunchOrder second = f.claim().at(0);
        f.clock.advance(2s);
        f.end(second, 0, Outcome::TimedOut);
        f.clock.advance(5min);
        const LaunchOrder third = f.claim().at(0);

        const auto line = *SingleRuns(f.store()).timeline(first.runId);
        QCOMPARE(line.attempts.size(), 3U);
        QCOMPARE(nameOf(line.attempts[0].state), "failed");
        QCOMPARE(line.attempts[0].exitCode, std::optional(3));
        QCOMPARE(formatUtc(line.attempts[0].started), "2026-03-24T12:00:01Z");
        QCOMPARE(formatUtc(line.attempts[0].finished.value()), "2026-03-24T12:00:06Z");
        QCOMPARE(nameOf(line.attempts[1].state), "timed_out");
        QCOMPARE(line.attempts[2].number, 3);
        QCOMPARE(nameOf(line.attempts[2].state), "running");
        QVERIFY(!line.attempts[2].finished);
        f.end(third, 0);
        QCOMPARE(nameOf(SingleRuns(f.store()).timeline(first.runId)->attempts[2].state), "completed");
    }

    void aLaunchThatNeverRanIsNoAttempt() {
        StoreFixture f;
        f.create(definition("a"));
        const LaunchOrder order = f.claim().at(0);
        QVERIFY(*f.queue().recordVoid(order.runId, order.launch, "the machine stopped"));
        const auto line = *SingleRuns(f.store()).timeline(order.runId);
        QCOMPARE(line.attempts.size(), 1U);
        QCOMPARE(nameOf(line.attempts[0].state), "running");
    }

    void whatComesOfARun() {
        StoreFixture f;
        f.create(definition("a"));
        f.create(child("b", "a"));
        f.create(child("c", "b"));
        f.create(child("other", "a", DependsOn::Failure));
        const LaunchOrder a = f.claim().at(0);
        f.end(a, 0);
        QCOMPARE(after(*SingleRuns(f.store()).timeline(a.runId)), "b queued");
        const LaunchOrder b = f.claim().at(0);
        f.end(b, 1);
        QVERIFY(f.store().retry(b.runId, Request{}));
        const LaunchOrder retried = f.claim().at(0);
        f.end(retried, 0);
        // Of b's retry comes c, which belongs to a's line as well.
        const auto line = *SingleRuns(f.store()).timeline(a.runId);
        QCOMPARE(after(line), "b failed; b completed; c queued");
        QCOMPARE(line.after[1].of, b.runId);
        QCOMPARE(line.after[2].of, retried.runId);
        QVERIFY(line.before.empty());
        QCOMPARE(SingleRuns(f.store()).timeline(b.runId)->before.at(0).id, a.runId);
        QCOMPARE(SingleRuns(f.store()).timeline(retried.runId)->before.at(0).id, b.runId);
        QCOMPARE(SingleRuns(f.store()).timeline(a.runId, 2)->after.size(), 2U);
        // Another run of a does not take what came of the first.
        const std::string second = f.runNow("a");
        QCOMPARE(after(*SingleRuns(f.store()).timeline(second)), "");
        QCOMPARE(SingleRuns(f.store()).timeline("run_none").error().code, ErrorCode::RunUnknown);
    }

    void severalParents() {
        StoreFixture f;
        f.create(definition("a"));
        f.create(definition("b"));
        JobDefinition both = definition("both");
        both.dependsOn = {{"a", DependsOn::Success}, {"b", DependsOn::Success}};
        f.create(both);
        const auto orders = f.claim();
        for (const LaunchOrder& order : orders)
            f.end(order, 0);
        const LaunchOrder child = f.claim().at(0);
        QCOMPARE(SingleRuns(f.store()).timeline(child.runId)->before.size(), 2U);
        for (const LaunchOrder& order : orders)
            QCOMPARE(after(*SingleRuns(f.store()).timeline(order.runId)), "both running");
    }
};

QTEST_GUILESS_MAIN(TestSingleRuns)
#include "tst_single_runs.moc"
