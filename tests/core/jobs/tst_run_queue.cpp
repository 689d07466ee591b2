// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include "core/rules/metrics.h"
#include "tests/core/jobs/store_fixture.h"

using namespace inferno;
using namespace inferno::jobs;
using namespace inferno::jobs::test;

namespace {

class Disk final : public rules::MetricSource {
public:
    Result<double> read(const rules::Metric& metric, const std::string&) override {
        if (metric.name != "disk_usage_percent")
            return fail(ErrorCode::MetricUnavailable, std::string(metric.name) + " is not there");
        return percent;
    }
    double percent = 0;
};

} // namespace

class TestRunQueue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void endsOfAnAttempt_data() {
        QTest::addColumn<int>("outcome");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<QByteArray>("reason");
        QTest::addColumn<QByteArray>("action");
        const auto row = [](const char* name, Outcome outcome, int code, const char* state, const char* reason,
                            const char* action) {
            QTest::newRow(name) << static_cast<int>(outcome) << code << QByteArray(state) << QByteArray(reason)
                                << QByteArray(action);
        };
        row("success", Outcome::Exited, 0, "completed", "", "job_completed");
        row("exit 3", Outcome::Exited, 3, "failed", "exit_code", "job_failed");
        row("signal", Outcome::Signalled, 0, "failed", "signal", "job_failed");
        row("time over", Outcome::TimedOut, 0, "timed_out", "timed_out", "job_timed_out");
        row("cancelled", Outcome::Cancelled, 0, "cancelled", "requested", "job_cancelled");
        row("interrupted", Outcome::Interrupted, 0, "failed", "interrupted", "job_failed");
        row("too much memory", Outcome::OverMemory, 0, "failed", "memory_limit", "job_failed");
        row("not started", Outcome::SpawnFailed, 0, "failed", "spawn_failed", "job_failed");
        row("nobody knows", Outcome::Unknown, 0, "failed", "outcome_unknown", "job_failed");
    }
    void endsOfAnAttempt() {
        QFETCH(int, outcome);
        QFETCH(int, exitCode);
        QFETCH(QByteArray, state);
        QFETCH(QByteArray, reason);
        QFETCH(QByteArray, action);
        StoreFixture f;
        f.create(definition("a"));
        const auto order = f.claim().at(0);
        QCOMPARE(order.launch, 1);
        QCOMPARE(order.attempt, 1);
        f.clock.advance(5s);
        f.end(order, exitCode, static_cast<Outcome>(outcome));
        const Run run = f.runsOf("a").at(0);
        QCOMPARE(nameOf(run.state), std::string_view(state.data()));
        QCOMPARE(run.reason, reason.toStdString());
        QVERIFY(*run.finished - *run.started == 5s);
        QCOMPARE(f.actions(), "job_created job_queued job_started " + action.toStdString());
        QCOMPARE(nameOf(*f.store().job("a")->lastState), nameOf(run.state));
    }

    void limitsGoWithTheOrderAndTheirKeepingIsRecorded() {
        StoreFixture f;
        JobDefinition job = definition("a");
        job.resources = {1.5, 0.25, false};
        f.create(job);
        const auto order = f.claim().at(0);
        QVERIFY((order.resources == Resources{1.5, 0.25, false}));
        AttemptResult result{order.runId, order.launch, Outcome::OverMemory, {}, 9, "300 MiB of 256 MiB", {}};
        result.limits = "polled";
        QCOMPARE(f.store().queue().recordResults(std::span(&result, 1)).value(), 1);
        const Run run = f.runsOf("a").at(0);
        QCOMPARE(run.limits, "polled");
        QCOMPARE(run.reason, "memory_limit: 300 MiB of 256 MiB");
    }

    void onlyTheWantedExitCodesAreTriedAgain_data() {
        QTest::addColumn<int>("outcome");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<bool>("again");
        QTest::newRow("one of them") << static_cast<int>(Outcome::Exited) << 75 << true;
        QTest::newRow("the first of a range") << static_cast<int>(Outcome::Exited) << 100 << true;
        QTest::newRow("the last of a range") << static_cast<int>(Outcome::Exited) << 110 << true;
        QTest::newRow("another") << static_cast<int>(Outcome::Exited) << 111 << false;
        QTest::newRow("exit 1") << static_cast<int>(Outcome::Exited) << 1 << false;
        QTest::newRow("time over") << static_cast<int>(Outcome::TimedOut) << 75 << false;
        QTest::newRow("a signal") << static_cast<int>(Outcome::Signalled) << 75 << false;
    }
    void onlyTheWantedExitCodesAreTriedAgain() {
        QFETCH(int, outcome);
        QFETCH(int, exitCode);
        QFETCH(bool, again);
        StoreFixture f;
        JobDefinition job = definition("a");
        job.retry.attempts = 2;
        job.retry.on = *parseExitCodes("75,100-110");
        f.create(job);
        f.end(f.claim().at(0), exitCode, static_cast<Outcome>(outcome));
        QCOMPARE(f.runsOf("a").at(0).state == RunState::Retrying, again);
    }

    void aConditionDecidesWhetherARunStarts() {
        StoreFixture f;
        Disk disk;
        JobDefinition job = definition("cleaner");
        job.condition = " disk_usage_percent > 80 ";
        job.overlap = Overlap::Allow;
        f.create(job);
        JobDefinition child = definition("child");
        child.dependsOn = {{"cleaner", DependsOn::Success}};
        f.create(child);
        QCOMPARE(f.store().job("cleaner")->definition.condition, "disk_usage_percent > 80");
        disk.percent = 42;
        QVERIFY(f.claim(1, &disk).empty());
        const Run skipped = f.runsOf("cleaner").at(0);
        QCOMPARE(nameOf(skipped.state), "skipped");
        QCOMPARE(skipped.reason, "condition: disk_usage_percent > 80, but disk_usage_percent is 42 %");
        QVERIFY(!f.store().job("cleaner")->lastState); // it did nothing
        QCOMPARE(f.actions(), "job_created job_queued job_created job_skipped");

        f.runNow("cleaner"); // who starts it by hand has decided
        f.end(f.claim(1, &disk).at(0), 0);
        QCOMPARE(nameOf(f.runsOf("cleaner").at(0).state), "completed");
        QCOMPARE(f.claim(1, &disk).at(0).job, "child");

        job.name = "another";
        disk.percent = 90;
        f.create(job);
        QCOMPARE(f.claim(1, &disk).at(0).job, "another");
        QCOMPARE(f.claim(1, &disk).size(), std::size_t{0});
    }

    void whatIsSkippedMakesRoom() {
        StoreFixture f;
        Disk disk;
        for (const char* name : {"a", "b", "c"}) {
            JobDefinition job = definition(name);
            job.condition = "disk_usage > 80%";
            job.priority = Priority::High;
            f.create(job);
        }
        f.create(definition("last"));
        QCOMPARE(f.claim(1, &disk).at(0).job, "last");
        QCOMPARE(nameOf(f.runsOf("c").at(0).state), "skipped");
    }

    void whatCannotBeMeasuredSkips() {
        StoreFixture f;
        JobDefinition job = definition("a");
        job.condition = "load1 > 4";
        f.create(job);
        QVERIFY(f.claim().empty());
        QCOMPARE(f.runsOf("a").at(0).reason, "condition: load1 > 4, and load1 is not measured here");
        job.name = "b";
        job.condition = "queue_depth = 0 and running_jobs = 0";
        f.create(job);
        QCOMPARE(f.claim().size(), std::size_t{1}); // its own run does not count as waiting
        job.condition = "load1 >";
        job.name = "c";
        const auto refused = f.store().create(job, {}, Request{});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::ConditionInvalid);
    }

    void ownWordsMayEndInACondition() {
        StoreFixture f;
        Disk disk;
        disk.percent = 90;
        JobDefinition job = definition("own", "cleanup --max-age 7d if disk_usage > 80%");
        f.create(job);
        const auto order = f.claim(1, &disk).at(0);
        QCOMPARE(order.command, "cleanup --max-age 7d");
        QCOMPARE(f.store().job("own")->definition.command, job.command);
        job.name = "both";
        job.condition = "disk_usage < 50%"; // both must hold
        f.create(job);
        QVERIFY(f.claim(1, &disk).empty());
        QVERIFY(f.runsOf("both").at(0).reason.starts_with("condition: disk_usage < 50%"));
        job = definition("shell", "echo a if load1 > 100"); // only words of Inferno's own
        f.create(job);
        QCOMPARE(f.claim(1, &disk).at(0).command, "echo a if load1 > 100");
    }

    void aResultCountsOnce() {
        StoreFixture f;
        f.create(definition("a"));
        const auto order = f.claim().at(0);
        f.end(order, 1);
        f.end(order, 0);
        QCOMPARE(f.statesOf("a"), "failed");
        LaunchOrder stranger = order;
        stranger.runId = "run_unknown";
        f.end(stranger, 0); // of another database: no error, no effect
        QCOMPARE(f.actions(), "job_created job_queued job_started job_failed");
    }

    void retriesWaitLongerEachTime() {
        StoreFixture f;
        JobDefinition job = definition("a");
        job.retry = {3, 30s, 2, 100s};
        f.create(job);
        std::string waits;
        for (int attempt = 1; attempt <= 4; ++attempt) {
            const auto orders = f.claim();
            QCOMPARE(orders.size(), std::size_t{1});
            QCOMPARE(orders[0].attempt, attempt);
            QCOMPARE(orders[0].launch, attempt);
            f.end(orders[0], 1);
            const Run run = f.runsOf("a").at(0);
            if (run.state != RunState::Retrying)
                break;
            const auto wait = *run.notBefore - f.clock.now();
            QVERIFY(*f.queue().nextWake() == run.notBefore);
            waits += std::to_string(wait / 1s) + " ";
            f.clock.advance(wait - 1ms);
            QVERIFY(f.claim().empty());
            f.clock.advance(1ms);
        }
        QCOMPARE(waits, "30 60 100 ");
        QCOMPARE(f.statesOf("a"), "failed");
        QCOMPARE(f.actions(), "job_created job_queued job_started job_retrying job_started job_retrying job_started "
                              "job_retrying job_started job_failed");
    }

    void aRetryThatWorksEndsTheRun() {
        StoreFixture f;
        JobDefinition job = definition("a");
        job.retry.attempts = 2;
        f.create(job);
        f.runAll(7);
        QCOMPARE(f.runsOf("a").at(0).exitCode, 7);
        QVERIFY(f.store().job("a")->state == JobState::Retrying);
        f.clock.advance(30s);
        f.runAll(0);
        const Run run = f.runsOf("a").at(0);
        QVERIFY(run.state == RunState::Completed && run.attempt == 2 && run.attemptsMax == 3 && run.exitCode == 0);
    }

    void whatIsNotTriedAgain() {
        StoreFixture f;
        JobDefinition job = definition("a");
        job.retry.attempts = 5;
        f.create(job);
        f.end(f.claim().at(0), 0, Outcome::Unknown);
        f.runNow("a");
        f.end(f.claim().at(0), 0, Outcome::Cancelled);
        f.runNow("a");
        const auto order = f.claim().at(0);
        QVERIFY(f.store().cancel(order.runId, Request{}));
        f.end(order, 1); // faster than the cancellation
        QCOMPARE(f.statesOf("a"), "failed cancelled failed");
    }

    void cancelling() {
        StoreFixture f;
        JobDefinition job = definition("a");
        job.retry.attempts = 5;
        f.create(job);
        Request ann;
        ann.actor.user = "ann";
        QVERIFY(f.store().cancel("a", ann));
        QCOMPARE(f.statesOf("a"), "cancelled");
        QCOMPARE(f.store().cancel("a", ann).error().code, ErrorCode::RunState);
        f.runNow("a");
        const auto order = f.claim().at(0);
        (void)f.events();
        QVERIFY(f.store().cancel(order.runId, ann));
        QVERIFY(f.store().cancel(order.runId, ann)); // asked once is enough
        QVERIFY(f.store().runById(order.runId)->state == RunState::Running);
        QVERIFY(f.queue().openLaunches()->at(0).cancelRequested);
        f.end(order, 0, Outcome::Cancelled);
        QCOMPARE(f.actions(), "job_cancel_requested job_cancelled");
        f.runNow("a");
        f.runAll(1);
        QVERIFY(f.store().cancel("a", ann)); // while it waits for its next attempt
        QCOMPARE(f.statesOf("a"), "cancelled cancelled cancelled");
        QCOMPARE(f.store().cancel(order.runId, ann).error().code, ErrorCode::RunState);
    }

    void retryingByHand() {
        StoreFixture f;
        f.create(definition("a"));
        QCOMPARE(f.store().retry("a", Request{}).error().code, ErrorCode::RunState);
        f.runAll(1);
        const std::string failed = f.runsOf("a").at(0).id;
        f.runNow("a");
        f.runAll(0);
        QCOMPARE(f.store().retry(f.runsOf("a").at(0).id, Request{}).error().code, ErrorCode::RunState);
        const auto retried = f.store().retry("a", Request{});
        const Run run = *f.store().runById(retried->runId);
        QCOMPARE(run.retryOf, failed);
        QVERIFY(run.trigger == Trigger::Retry && run.state == RunState::Queued);
    }

    void priorityThenAge() {
        StoreFixture f;
        std::vector<std::string> order;
        int n = 0;
        for (const Priority priority :
             {Priority::Low, Priority::High, Priority::Normal, Priority::High, Priority::Critical}) {
            JobDefinition job = definition("p" + std::to_string(n++));
            job.priority = priority;
            f.create(job);
        }
        QVERIFY(f.store().update("p0", {{"priority", "critical"}}, Request{})); // also for what waits
        for (int i = 0; i < 5; ++i)
            order.push_back(f.claim(1).at(0).job);
        QVERIFY((order == std::vector<std::string>{"p0", "p4", "p1", "p3", "p2"}));
    }

    void oneAtATimeUnlessAllowed() {
        StoreFixture f;
        f.create(definition("serial"), {.noRun = true});
        JobDefinition job = definition("parallel");
        job.overlap = Overlap::Allow;
        f.create(job, {.noRun = true});
        for (int i = 0; i < 3; ++i) {
            f.runNow("serial");
            f.runNow("parallel");
        }
        auto first = f.claim();
        QCOMPARE(first.size(), std::size_t{4});
        QVERIFY(f.claim().empty());
        QCOMPARE(std::ranges::count(first, "serial", &LaunchOrder::job), 1);
        for (const LaunchOrder& order : first)
            f.end(order, 0);
        QCOMPARE(f.claim().size(), std::size_t{1});
        QCOMPARE(f.statesOf("serial"), "queued running completed");
    }

    void anOlderRunKeepsItsPlaceWhileItRetries() {
        StoreFixture f;
        JobDefinition job = definition("a");
        job.retry.attempts = 1;
        f.create(job);
        f.runAll(1);
        f.runNow("a");
        QVERIFY(f.claim().empty());
        f.clock.advance(30s);
        f.runAll(0);
        QCOMPARE(f.statesOf("a"), "queued completed");
        QCOMPARE(f.claim().size(), std::size_t{1});
    }

    void aFireIsOneRow() {
        StoreFixture f;
        JobDefinition job = definition("a");
        job.schedules = {"*/5 * * * *"};
        f.create(job);
        QVERIFY(*f.queue().nextWake() == f.clock.now() + 5min);
        f.clock.advance(5min);
        QCOMPARE(*f.queue().recordDue("late"), 1);
        QCOMPARE(*f.queue().recordDue("late"), 0);
        f.open();
        QCOMPARE(*f.queue().recordDue("service_down"), 0);
        const Run run = f.runsOf("a").at(0);
        QCOMPARE(formatUtc(*run.scheduledFor), "2026-03-24T12:05:00Z");
        QVERIFY(run.trigger == Trigger::Schedule);
        QCOMPARE(formatUtc(*f.store().job("a")->nextRun), "2026-03-24T12:10:00Z");
        f.clock.set(f.clock.now() - 1h); // somebody sets the clock back: the cursor stays
        QCOMPARE(*f.queue().recordDue("late"), 0);
        f.clock.advance(1h);
        QCOMPARE(*f.queue().recordDue("late"), 0);
        QCOMPARE(f.statesOf("a"), "queued");
    }

    void misfires_data() {
        QTest::addColumn<int>("policy");
        QTest::addColumn<int>("minutesDown");
        QTest::addColumn<QByteArray>("states"); // newest first
        QTest::addColumn<int>("missed");        // of the skipped row
        const auto row = [](const char* name, Misfire policy, int minutes, const char* states, int missed) {
            QTest::newRow(name) << static_cast<int>(policy) << minutes << QByteArray(states) << missed;
        };
        // The job fires each hour on the hour; it is now 12:00 and the first fire is 13:00.
        row("skip on time", Misfire::Skip, 60, "queued", 0);
        row("skip", Misfire::Skip, 190, "skipped", 3);
        row("skip but the last is on time", Misfire::Skip, 180, "queued skipped", 2);
        row("latest", Misfire::Latest, 190, "queued skipped", 2);
        row("latest alone", Misfire::Latest, 70, "queued", 0);
        row("latest is on time", Misfire::Latest, 180, "queued skipped", 2);
        row("all", Misfire::All, 190, "queued queued queued", 0);
    }
    void misfires() {
        QFETCH(int, policy);
        QFETCH(int, minutesDown);
        QFETCH(QByteArray, states);
        QFETCH(int, missed);
        StoreFixture f;
        JobDefinition job = definition("a");
        job.schedules = {"0 * * * *"};
        job.misfire = static_cast<Misfire>(policy);
        f.create(job);
        f.clock.advance(std::chrono::minutes(minutesDown));
        QVERIFY(f.queue().recordDue("service_down"));
        QCOMPARE(f.statesOf("a"), states.toStdString());
        int total = 0;
        for (const Run& run : f.runsOf("a")) {
            total += run.state == RunState::Skipped ? run.missed : 1;
            if (run.state != RunState::Skipped)
                continue;
            QCOMPARE(run.missed, missed);
            QCOMPARE(run.reason, "service_down");
            QCOMPARE(formatUtc(*run.missedSince), "2026-03-24T13:00:00Z");
        }
        QCOMPARE(total, minutesDown / 60); // each fire is accounted for
    }

    void firesOfADowntimeAreOneGroup_data() {
        QTest::addColumn<int>("policy");
        QTest::addColumn<int>("secondsDown");
        QTest::addColumn<QByteArray>("cause");
        QTest::addColumn<QByteArray>("states"); // newest first
        QTest::addColumn<int>("missed");        // of the skipped row; -1: each is an overlap
        const auto row = [](const char* name, Misfire policy, int seconds, const char* cause, const char* states,
                            int missed) {
            QTest::newRow(name) << static_cast<int>(policy) << seconds << QByteArray(cause) << QByteArray(states)
                                << missed;
        };
        // Every 20 seconds: what is less than a minute late is not on time for that alone.
        row("skip", Misfire::Skip, 86, "service_down", "queued skipped", 3);
        row("latest", Misfire::Latest, 86, "service_down", "queued skipped", 3);
        row("all", Misfire::All, 86, "service_down", "queued queued queued queued", 0);
        row("less than a minute", Misfire::Latest, 46, "service_down", "queued skipped", 1);
        row("one", Misfire::Skip, 26, "service_down", "queued", 0);
        row("a pause", Misfire::Latest, 46, "queue_paused", "queued skipped", 1);
        row("a clock set forward", Misfire::Latest, 86, "late", "queued skipped", 3);
        row("a slow pass", Misfire::Latest, 46, "late", "skipped queued", -1);
    }
    void firesOfADowntimeAreOneGroup() {
        QFETCH(int, policy);
        QFETCH(int, secondsDown);
        QFETCH(QByteArray, cause);
        QFETCH(QByteArray, states);
        QFETCH(int, missed);
        StoreFixture f;
        JobDefinition job = definition("a");
        job.schedules = {"@every 20s"};
        job.misfire = static_cast<Misfire>(policy);
        f.create(job);
        f.clock.advance(std::chrono::seconds(secondsDown));
        QVERIFY(f.queue().recordDue(cause.toStdString()));
        QCOMPARE(f.statesOf("a"), states.toStdString());
        for (const Run& run : f.runsOf("a"))
            if (run.state == RunState::Skipped) {
                QCOMPARE(run.missed, std::max(missed, 0));
                QCOMPARE(run.reason, missed < 0 ? "overlap" : cause.toStdString());
            }
    }

    void catchingUpHasItsLimits() {
        StoreFixture f;
        JobDefinition job = definition("a");
        job.schedules = {"*/10 * * * *"};
        job.misfire = Misfire::All;
        f.create(job);
        f.clock.advance(72h + 5min);
        QVERIFY(f.queue().recordDue("service_down"));
        const auto runs = f.runsOf("a");
        QCOMPARE(runs.size(), std::size_t{101});
        QCOMPARE(runs.back().missed, 72 * 6 - 100); // 100 of the 144 within the window
        for (const Run& run : runs)
            QVERIFY(run.state == RunState::Skipped || *run.scheduledFor >= f.clock.now() - 24h);
        // They run one after the other, and the next fire does not wait behind a full queue for ever.
        QCOMPARE(f.claim().size(), std::size_t{1});
        JobDefinition old = definition("old");
        old.schedules = {"0 13 24 3 *"};
        f.clock.set(*parseRfc3339("2026-03-24T12:00:00Z"));
        f.create(old);
        f.clock.advance(49h);
        QVERIFY(f.queue().recordDue("service_down"));
        QCOMPARE(f.statesOf("old"), "skipped"); // beyond the window, also for latest
    }

    void theLimitsOfCatchingUpAreSettings() {
        StoreFixture f;
        f.catchUp = {2h, 3};
        f.open();
        JobDefinition all = definition("all");
        all.schedules = {"*/10 * * * *"};
        all.misfire = Misfire::All;
        f.create(all);
        JobDefinition latest = definition("latest");
        latest.schedules = {"0 13 * * *"};
        f.create(latest);
        f.clock.advance(3h + 5min);
        QVERIFY(f.queue().recordDue("service_down"));
        QCOMPARE(f.statesOf("all"), "queued queued queued skipped");
        QCOMPARE(f.runsOf("all").back().missed, 15);
        QCOMPARE(f.statesOf("latest"), "skipped"); // 13:00 is more than two hours ago
        f.catchUp = {0ms, 100};
        f.open();
        f.clock.advance(24h);
        QVERIFY(f.queue().recordDue("service_down"));
        QCOMPARE(f.statesOf("latest"), "skipped skipped"); // no window: nothing is made up for
    }

    void outputThatNoLogHoldsIsCounted() {
        StoreFixture f;
        JobDefinition job = definition("a");
        job.retry.attempts = 1;
        f.create(job);
        for (const int exitCode : {1, 0}) {
            const auto orders = f.claim();
            AttemptResult result{orders.at(0).runId, orders.at(0).launch, Outcome::Exited, exitCode, {}, "", {}};
            result.droppedBytes = 82'424'023;
            QCOMPARE(*f.queue().recordResults(std::span(&result, 1)), 1);
            f.clock.advance(1min);
        }
        QCOMPARE(f.runsOf("a").at(0).droppedBytes, std::uint64_t{2 * 82'424'023ULL}); // of both attempts
    }

    void runAt() {
        StoreFixture f;
        JobDefinition job = definition("a");
        job.runAt = f.clock.now() + 1h;
        f.create(job);
        f.clock.advance(1h);
        QCOMPARE(*f.queue().recordDue("late"), 1);
        QCOMPARE(f.statesOf("a"), "queued");
        QVERIFY(f.runsOf("a").at(0).trigger == Trigger::RunAt);
        QVERIFY(!*f.queue().nextWake());
        JobDefinition past = definition("past");
        past.runAt = f.clock.now() - 23h;
        f.create(past);
        JobDefinition older = definition("older");
        older.runAt = f.clock.now() - 25h;
        f.create(older);
        QVERIFY(f.queue().recordDue("late"));
        QCOMPARE(f.statesOf("past"), "queued");
        QCOMPARE(f.statesOf("older"), "skipped");
        f.runAll();
        QVERIFY(f.store().job("a")->state == JobState::Ready);
    }

    void overlaps_data() {
        QTest::addColumn<int>("policy");
        QTest::addColumn<QByteArray>("running"); // states after two more fires while the first runs
        QTest::addColumn<QByteArray>("waiting"); // the same where the first still waits
        QTest::newRow("skip") << static_cast<int>(Overlap::Skip) << QByteArray("skipped skipped running")
                              << QByteArray("skipped skipped queued");
        QTest::newRow("queue") << static_cast<int>(Overlap::Queue) << QByteArray("skipped queued running")
                               << QByteArray("skipped skipped queued");
        QTest::newRow("allow") << static_cast<int>(Overlap::Allow) << QByteArray("queued queued running")
                               << QByteArray("queued queued queued");
        QTest::newRow("replace") << static_cast<int>(Overlap::Replace) << QByteArray("queued cancelled running")
                                 << QByteArray("queued cancelled cancelled");
    }
    void overlaps() {
        QFETCH(int, policy);
        QFETCH(QByteArray, running);
        QFETCH(QByteArray, waiting);
        for (const bool started : {true, false}) {
            StoreFixture f;
            JobDefinition job = definition("a");
            job.schedules = {"* * * * *"};
            job.overlap = static_cast<Overlap>(policy);
            f.create(job);
            for (int i = 0; i < 3; ++i) {
                f.clock.advance(1min);
                QVERIFY(f.queue().recordDue("late"));
                if (i == 0 && started)
                    QCOMPARE(f.claim().size(), std::size_t{1});
            }
            QCOMPARE(f.statesOf("a"), (started ? running : waiting).toStdString());
            const auto open = *f.queue().openLaunches();
            if (started)
                QCOMPARE(open.at(0).cancelRequested, static_cast<Overlap>(policy) == Overlap::Replace);
            for (const Run& run : f.runsOf("a"))
                if (run.state == RunState::Skipped)
                    QCOMPARE(run.reason, "overlap");
        }
    }

    void jitterIsBoundedAndStable() {
        StoreFixture f;
        JobDefinition job = definition("a");
        job.schedules = {"* * * * *"};
        job.jitter = 30s;
        job.overlap = Overlap::Allow;
        f.create(job);
        std::set<WallTime> offsets;
        for (int i = 0; i < 50; ++i) {
            f.clock.advance(1min);
            QVERIFY(f.queue().recordDue("late"));
        }
        for (const Run& run : f.runsOf("a")) {
            const auto delay = *run.notBefore - *run.scheduledFor;
            QVERIFY(delay >= 0s && delay <= 30s);
            offsets.insert(WallTime{delay});
        }
        QVERIFY(offsets.size() > 40);
    }

    void pausing() {
        StoreFixture f;
        JobDefinition job = definition("a");
        job.schedules = {"0 * * * *"};
        f.create(job);
        f.create(definition("b"));
        QVERIFY(f.store().pause("upgrade", f.clock.now() + 3h, Request{}));
        QVERIFY(f.claim().empty());
        QVERIFY(*f.queue().nextWake() == f.clock.now() + 3h);
        f.clock.advance(2h + 30min);
        QCOMPARE(*f.queue().recordDue("queue_paused"), 0); // the cursor stands
        QVERIFY(f.queue().resumeIfDue());
        QVERIFY(*f.queue().paused());
        QCOMPARE(f.store().queueState()->reason, "upgrade");
        f.clock.advance(45min);
        QVERIFY(f.queue().resumeIfDue());
        QVERIFY(!*f.queue().paused());
        QVERIFY(f.queue().recordDue("queue_paused"));
        QCOMPARE(f.statesOf("a"), "queued skipped");
        QCOMPARE(f.runsOf("a").at(1).reason, "queue_paused");
        QCOMPARE(f.claim().size(), std::size_t{2});
        (void)f.events();
        QVERIFY(f.store().resume(Request{})); // it is not paused: nothing happens
        QVERIFY(f.store().pause("", {}, Request{}));
        f.open();
        QVERIFY(*f.queue().paused());
        QVERIFY(f.store().resume(Request{}));
        QCOMPARE(f.actions(), "queue_paused queue_resumed");
        QCOMPARE(f.store().pause("", f.clock.now(), Request{}).error().code, ErrorCode::InputInvalid);
    }

    void voidLaunchesAreNoAttempts() {
        StoreFixture f;
        f.create(definition("a"));
        auto order = f.claim().at(0);
        const auto next = *f.queue().recordVoid(order.runId, 1, "");
        QVERIFY(next && next->launch == 2 && next->attempt == 1);
        QVERIFY(!*f.queue().recordVoid(order.runId, 1, "")); // not the newest
        f.end(order, 0);                                     // a result of the void one changes nothing
        QCOMPARE(f.statesOf("a"), "running");
        f.end(*next, 0);
        QCOMPARE(f.statesOf("a"), "completed");
        QCOMPARE(f.actions(), "job_created job_queued job_started job_completed");
    }

    void aRunnerThatNeverBeginsFailsTheAttempt() {
        StoreFixture f;
        f.create(definition("a"));
        auto order = f.claim().at(0);
        for (int launch = 1; launch < RunQueue::kVoidLimit; ++launch)
            QVERIFY(*f.queue().recordVoid(order.runId, launch, "no runner"));
        QVERIFY(!*f.queue().recordVoid(order.runId, RunQueue::kVoidLimit, "no runner"));
        QCOMPARE(f.runsOf("a").at(0).reason, "spawn_failed: no runner");
        QCOMPARE(f.statesOf("a"), "failed");
    }

    void aVoidLaunchThatWasCancelledEnds() {
        StoreFixture f;
        f.create(definition("a"));
        const auto order = f.claim().at(0);
        QVERIFY(f.store().cancel("a", Request{}));
        QVERIFY(!*f.queue().recordVoid(order.runId, 1, ""));
        QCOMPARE(f.statesOf("a"), "cancelled");
    }

    void progress() {
        StoreFixture f;
        f.create(definition("a"));
        const auto order = f.claim().at(0);
        QVERIFY(f.store().setProgress(order.runId, 42));
        QCOMPARE(*f.store().job("a")->progress, 42.0);
        QCOMPARE(f.store().setProgress(order.runId, 101).error().code, ErrorCode::InputInvalid);
        f.end(order, 0);
        QCOMPARE(f.store().setProgress(order.runId, 50).error().code, ErrorCode::RunState);
        QCOMPARE(f.actions(), "job_created job_queued job_started job_completed");
    }
};

QTEST_GUILESS_MAIN(TestRunQueue)
#include "tst_run_queue.moc"
