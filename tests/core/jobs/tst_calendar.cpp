// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/calendar.h"
#include "core/sqlite/database.h"
#include "tests/core/jobs/store_fixture.h"

using namespace inferno;
using namespace inferno::jobs;
using namespace inferno::jobs::test;

/// Single fires that are skipped or moved, over restarts, absences and a second thought; and what a calendar counts.
class TestCalendar : public QObject {
    Q_OBJECT

    static WallTime at(const char* time) { return *parseRfc3339(time); }
    static void reach(StoreFixture& store, const char* time, const char* cause = "late") {
        store.clock.set(at(time));
        QVERIFY(store.queue().recordDue(cause));
    }
    static Calendar calendar(StoreFixture& store) { return Calendar(store.store()); }
    static std::string nextOf(StoreFixture& store, const std::string& job) {
        const auto next = store.store().job(job)->nextRun;
        return next ? formatUtc(*next) : "none";
    }
    /// "fire>at" of what is to come; "fire>skipped" where it is not.
    static std::string planOf(StoreFixture& store, const char* from, const char* to) {
        std::string text;
        const auto found = calendar(store).occurrences(at(from), at(to), 1000);
        for (const Occurrence& one : found->items)
            text += (text.empty() ? "" : " ") + formatUtc(one.fire).substr(11, 5) + ">" +
                    (one.skipped ? "skipped" : formatUtc(one.at).substr(11, 5));
        return text;
    }
    /// At noon, with a job for each full hour.
    static void hourly(StoreFixture& store, Misfire misfire = Misfire::Latest) {
        auto job = definition("hourly");
        job.schedules = {"0 * * * *"};
        job.misfire = misfire;
        store.create(job);
        store.events();
    }
    static Request by(const char* user) {
        Request request;
        request.actor.user = user;
        return request;
    }

private Q_SLOTS:
    void aSkippedFireIsOneSkippedRun() {
        StoreFixture store;
        hourly(store);
        QVERIFY(calendar(store).skip("hourly", at("2026-03-24T13:00:00Z"), by("mara")));
        QVERIFY(calendar(store).skip("hourly", at("2026-03-24T13:00:00Z"), by("mara"))); // the same again
        QCOMPARE(store.actions(), "fire_skipped");
        QCOMPARE(nextOf(store, "hourly"), "2026-03-24T14:00:00Z");
        QCOMPARE(store.store().jobs({})->items.front().nextRun, at("2026-03-24T14:00:00Z"));
        QCOMPARE(planOf(store, "2026-03-24T12:30:00Z", "2026-03-24T14:30:00Z"), "13:00>skipped 14:00>14:00");
        QCOMPARE(store.store().plannedFires(at("2026-03-24T12:30:00Z"), at("2026-03-24T13:30:00Z"))->at(0).blackout,
                 "skipped once");
        store.open();
        reach(store, "2026-03-24T13:00:00.2Z");
        QCOMPARE(store.statesOf("hourly"), "skipped");
        QCOMPARE(store.runsOf("hourly").front().reason, "skipped once by mara");
        QCOMPARE(store.runsOf("hourly").front().scheduledFor, at("2026-03-24T13:00:00Z"));
        QCOMPARE(store.actions(), "job_skipped");
        QVERIFY(calendar(store).exceptions()->empty());
        reach(store, "2026-03-24T14:00:01Z");
        store.runAll();
        QCOMPARE(store.statesOf("hourly"), "completed skipped");
    }

    void aMovedFireRunsOnceAndThen_data() {
        QTest::addColumn<QString>("to");
        QTest::newRow("later") << "2026-03-24T13:30:00Z";
        QTest::newRow("after the next one") << "2026-03-24T15:10:00Z";
        QTest::newRow("onto another fire") << "2026-03-24T14:00:00Z";
        QTest::newRow("earlier") << "2026-03-24T12:20:00Z";
    }
    void aMovedFireRunsOnceAndThen() {
        QFETCH(QString, to);
        const WallTime target = *parseRfc3339(to.toStdString());
        StoreFixture store;
        auto job = definition("hourly");
        job.schedules = {"0 * * * *"};
        job.overlap = Overlap::Allow;
        store.create(job);
        QVERIFY(calendar(store).move("hourly", at("2026-03-24T13:00:00Z"), target, by("mara")));
        // Minute by minute to four o'clock, with a restart in each.
        for (WallTime now = at("2026-03-24T12:00:00Z"); now <= at("2026-03-24T16:00:00Z"); now += 1min) {
            store.clock.set(now);
            store.open();
            QVERIFY(store.queue().recordDue("late"));
            store.runAll();
            const auto wake = store.queue().nextWake();
            QVERIFY(*wake && **wake > now);
        }
        QVERIFY(calendar(store).exceptions()->empty());
        QCOMPARE(store.statesOf("hourly"), "completed completed completed completed");
        int moved = 0;
        for (const Run& run : store.runsOf("hourly")) {
            const bool isIt = run.scheduledFor == at("2026-03-24T13:00:00Z");
            QCOMPARE(run.queued, isIt ? target : *run.scheduledFor);
            moved += isIt ? 1 : 0;
            QCOMPARE(run.cause.find("moved to") != std::string::npos, isIt);
        }
        QCOMPARE(moved, 1);
    }

    void thePlanShowsItAtItsNewTime() {
        StoreFixture store;
        hourly(store);
        QVERIFY(calendar(store).move("hourly", at("2026-03-24T13:00:00Z"), at("2026-03-24T14:20:00Z"), by("mara")));
        QCOMPARE(planOf(store, "2026-03-24T12:30:00Z", "2026-03-24T15:30:00Z"), "14:00>14:00 13:00>14:20 15:00>15:00");
        QCOMPARE(nextOf(store, "hourly"), "2026-03-24T14:00:00Z");
        QVERIFY(calendar(store).move("hourly", at("2026-03-24T13:00:00Z"), at("2026-03-24T12:10:00Z"), by("mara")));
        QCOMPARE(nextOf(store, "hourly"), "2026-03-24T12:10:00Z");
        QCOMPARE(store.queue().nextWake()->value(), at("2026-03-24T12:10:00Z"));
        QCOMPARE(store.actions(), "fire_moved fire_moved");
        const auto all = calendar(store).exceptions("hourly");
        QCOMPARE(all->size(), std::size_t{1});
        QCOMPARE(all->front().to, at("2026-03-24T12:10:00Z"));
        QCOMPARE(all->front().by, "mara");
    }

    void undoneItIsAsTheScheduleSays() {
        StoreFixture store;
        hourly(store);
        QVERIFY(calendar(store).skip("hourly", at("2026-03-24T13:00:00Z"), {}));
        QVERIFY(calendar(store).restore("hourly", at("2026-03-24T13:00:00Z"), {}));
        QCOMPARE(calendar(store).restore("hourly", at("2026-03-24T13:00:00Z"), {}).error().code,
                 ErrorCode::InputInvalid);
        QVERIFY(calendar(store).move("hourly", at("2026-03-24T14:00:00Z"), at("2026-03-24T18:30:00Z"), {}));
        QVERIFY(calendar(store).restore("hourly", at("2026-03-24T14:00:00Z"), {}));
        QCOMPARE(store.actions(), "fire_skipped fire_restored fire_moved fire_restored");
        reach(store, "2026-03-24T13:00:00Z");
        store.runAll();
        reach(store, "2026-03-24T14:00:00Z");
        store.runAll();
        QCOMPARE(store.statesOf("hourly"), "completed completed");
    }

    void afterItsOwnTimeAMovedFireIsNotLost() {
        StoreFixture store;
        hourly(store);
        QVERIFY(calendar(store).move("hourly", at("2026-03-24T13:00:00Z"), at("2026-03-24T18:30:00Z"), by("mara")));
        reach(store, "2026-03-24T13:10:00Z");
        QCOMPARE(store.statesOf("hourly"), "");
        QCOMPARE(calendar(store).restore("hourly", at("2026-03-24T13:00:00Z"), {}).error().code, ErrorCode::RunState);
        // It may still go elsewhere, or be given up.
        QVERIFY(calendar(store).move("hourly", at("2026-03-24T13:00:00Z"), at("2026-03-24T13:20:00Z"), {}));
        QVERIFY(calendar(store).skip("hourly", at("2026-03-24T13:00:00Z"), by("mara")));
        QCOMPARE(store.statesOf("hourly"), "skipped");
        reach(store, "2026-03-24T13:30:00Z");
        QCOMPARE(store.statesOf("hourly"), "skipped");
    }

    void missedWhileNobodyWasThere_data() {
        QTest::addColumn<int>("misfire");
        QTest::addColumn<int>("queued");
        QTest::newRow("skip") << int(Misfire::Skip) << 0;
        QTest::newRow("latest") << int(Misfire::Latest) << 1; // the moved one runs: the newest of the others overlaps
        QTest::newRow("all") << int(Misfire::All) << 2;
    }
    /// One fire skipped, one moved, and the service comes back when the times of both are over.
    void missedWhileNobodyWasThere() {
        QFETCH(int, misfire);
        QFETCH(int, queued);
        StoreFixture store;
        hourly(store, static_cast<Misfire>(misfire));
        QVERIFY(calendar(store).skip("hourly", at("2026-03-24T13:00:00Z"), by("mara")));
        QVERIFY(calendar(store).move("hourly", at("2026-03-24T14:00:00Z"), at("2026-03-24T15:20:00Z"), by("mara")));
        store.close();
        store.clock.set(at("2026-03-24T15:50:00Z"));
        store.open();
        QVERIFY(store.queue().recordDue("service_down"));
        QVERIFY(store.queue().recordDue("service_down")); // never twice
        QVERIFY(calendar(store).exceptions()->empty());
        int skippedByHand = 0, ofMoved = 0;
        for (const Run& run : store.runsOf("hourly")) {
            skippedByHand += run.reason == "skipped once by mara" ? 1 : 0;
            ofMoved += run.scheduledFor == at("2026-03-24T14:00:00Z") ? 1 : 0;
        }
        QCOMPARE(skippedByHand, 1);
        QCOMPARE(ofMoved, 1);
        QCOMPARE(QString::fromStdString(store.statesOf("hourly")).count(u"queued"), queued);
    }

    void tooLateItIsSkippedAndSaysWhy() {
        StoreFixture store;
        store.catchUp.window = 1h;
        store.open();
        hourly(store);
        QVERIFY(calendar(store).move("hourly", at("2026-03-24T13:00:00Z"), at("2026-03-24T14:30:00Z"), {}));
        store.close();
        store.clock.set(at("2026-03-25T09:30:00Z"));
        store.open();
        QVERIFY(store.queue().recordDue("service_down"));
        const auto runs = store.runsOf("hourly");
        const auto moved = std::ranges::find(runs, at("2026-03-24T13:00:00Z"), &Run::scheduledFor);
        QVERIFY(moved != runs.end());
        QCOMPARE(moved->state, RunState::Skipped);
        QCOMPARE(moved->reason, "service_down");
        QCOMPARE(moved->missedSince, at("2026-03-24T14:30:00Z"));
    }

    void whileTheQueueIsPausedNothingStarts() {
        StoreFixture store;
        hourly(store);
        QVERIFY(calendar(store).move("hourly", at("2026-03-24T13:00:00Z"), at("2026-03-24T13:10:00Z"), {}));
        QVERIFY(store.store().pause("update", {}, {}));
        reach(store, "2026-03-24T13:10:00Z");
        QCOMPARE(store.statesOf("hourly"), "");
        QVERIFY(store.store().resume({}));
        reach(store, "2026-03-24T13:10:30Z");
        QCOMPARE(store.statesOf("hourly"), "queued"); // 13:10 is on time; of 13:00 there is no row
    }

    void aBlackoutHoldsAtTheNewTime() {
        StoreFixture store;
        hourly(store);
        const nlohmann::json blackout{
            {"name", "db"}, {"from", "2026-03-24T12:50:00Z"}, {"to", "2026-03-24T13:30:00Z"}, {"reason", "update"}};
        QVERIFY(store.store().addBlackout(blackout, {}));
        QVERIFY(calendar(store).move("hourly", at("2026-03-24T13:00:00Z"), at("2026-03-24T13:40:00Z"), {}));
        QVERIFY(calendar(store).move("hourly", at("2026-03-24T14:00:00Z"), at("2026-03-24T13:20:00Z"), {}));
        for (const char* now : {"2026-03-24T13:00:00Z", "2026-03-24T13:20:00Z", "2026-03-24T13:40:00Z"})
            reach(store, now);
        const auto runs = store.runsOf("hourly");
        QCOMPARE(runs.size(), std::size_t{2});
        QCOMPARE(runs.at(0).state, RunState::Queued);
        QCOMPARE(runs.at(1).reason, "blackout db: update");
    }

    void disabledNothingComesOfIt() {
        StoreFixture store;
        hourly(store);
        QVERIFY(calendar(store).move("hourly", at("2026-03-24T13:00:00Z"), at("2026-03-24T13:10:00Z"), {}));
        QVERIFY(store.store().enable("hourly", false, {}));
        reach(store, "2026-03-24T13:10:00Z");
        QCOMPARE(store.statesOf("hourly"), "");
        QVERIFY(!*store.queue().nextWake());
        QCOMPARE(calendar(store).skip("hourly", at("2026-03-24T15:00:00Z"), {}).error().code, ErrorCode::InputInvalid);
    }

    void itGoesWithItsScheduleAndItsJob() {
        StoreFixture store;
        hourly(store);
        QVERIFY(calendar(store).skip("hourly", at("2026-03-24T13:00:00Z"), {}));
        QVERIFY(store.store().update("hourly", {{"schedules", {"30 * * * *"}}}, {}));
        QVERIFY(calendar(store).exceptions()->empty());
        QVERIFY(calendar(store).skip("hourly", at("2026-03-24T12:30:00Z"), {}));
        QVERIFY(store.store().remove("hourly", {}));
        QVERIFY(calendar(store).exceptions()->empty());
    }

    void aRunAtIsMovedToo() {
        StoreFixture store;
        auto job = definition("once");
        job.runAt = at("2026-03-24T13:00:00Z");
        store.create(job);
        QVERIFY(calendar(store).move("once", at("2026-03-24T13:00:00Z"), at("2026-03-24T14:00:00Z"), {}));
        reach(store, "2026-03-24T13:00:00Z");
        QCOMPARE(store.statesOf("once"), "");
        QCOMPARE(nextOf(store, "once"), "2026-03-24T14:00:00Z");
        reach(store, "2026-03-24T14:00:00Z");
        QCOMPARE(store.statesOf("once"), "queued");
    }

    void theLastOfItsRunsIsTheLast() {
        StoreFixture store;
        auto job = definition("few");
        job.schedules = {"0 * * * *"};
        job.maxRuns = 1;
        store.create(job);
        QVERIFY(calendar(store).move("few", at("2026-03-24T14:00:00Z"), at("2026-03-24T14:30:00Z"), {}));
        reach(store, "2026-03-24T13:00:00Z");
        store.runAll();
        reach(store, "2026-03-24T14:30:00Z");
        QCOMPARE(store.statesOf("few"), "completed");
    }

    void whatCannotBeChanged_data() {
        QTest::addColumn<QString>("fire");
        QTest::addColumn<QString>("to");
        QTest::newRow("no fire") << "2026-03-24T13:30:00Z" << "";
        QTest::newRow("over") << "2026-03-24T11:00:00Z" << "";
        QTest::newRow("into the past") << "2026-03-24T13:00:00Z" << "2026-03-24T11:59:00Z";
        QTest::newRow("where it is") << "2026-03-24T13:00:00Z" << "2026-03-24T13:00:00Z";
        QTest::newRow("too far") << "2026-03-24T13:00:00Z" << "2028-03-24T13:00:00Z";
    }
    void whatCannotBeChanged() {
        QFETCH(QString, fire);
        QFETCH(QString, to);
        StoreFixture store;
        hourly(store);
        const WallTime time = *parseRfc3339(fire.toStdString());
        const auto changed = to.isEmpty() ? calendar(store).skip("hourly", time, {})
                                          : calendar(store).move("hourly", time, *parseRfc3339(to.toStdString()), {});
        QCOMPARE(changed.error().code, ErrorCode::InputInvalid);
        QCOMPARE(calendar(store).skip("nobody", time, {}).error().code, ErrorCode::JobUnknown);
        QVERIFY(calendar(store).exceptions()->empty());
        QCOMPARE(store.actions(), "");
    }

    void theTwoSchedulesOfAJob() {
        StoreFixture store;
        auto job = definition("twice");
        job.schedules = {"0 * * * *", "0 13 * * *"};
        job.overlap = Overlap::Allow;
        store.create(job);
        QVERIFY(calendar(store).skip("twice", at("2026-03-24T13:00:00Z"), {}));
        QCOMPARE(calendar(store).exceptions()->size(), std::size_t{1});
        reach(store, "2026-03-24T13:00:00Z");
        QCOMPARE(store.statesOf("twice"), "skipped skipped");
    }

    void theClockGoesBack() {
        StoreFixture store;
        hourly(store);
        QVERIFY(calendar(store).move("hourly", at("2026-03-24T13:00:00Z"), at("2026-03-24T13:20:00Z"), {}));
        reach(store, "2026-03-24T13:20:00Z");
        reach(store, "2026-03-24T12:30:00Z");
        reach(store, "2026-03-24T13:20:00Z");
        QCOMPARE(store.runsOf("hourly").size(), std::size_t{1});
    }

    void countsComeFromIndexes() {
        StoreFixture store;
        hourly(store);
        for (const char* now : {"2026-03-24T13:00:00Z", "2026-03-24T14:00:00Z", "2026-03-24T15:00:00Z"}) {
            reach(store, now);
            store.runAll(std::string_view(now) == "2026-03-24T14:00:00Z" ? 1 : 0);
        }
        const auto parts =
            calendar(store).countByTime(at("2026-03-24T12:00:00Z"), at("2026-03-24T16:00:00Z"), std::chrono::hours(1));
        QCOMPARE(parts->size(), std::size_t{4});
        QCOMPARE(parts->at(0).runs, 0);
        QCOMPARE(parts->at(1).runs, 1);
        QCOMPARE(parts->at(2).failed, 1);
        const auto byJob = calendar(store).countByJob(at("2026-03-24T13:30:00Z"), at("2026-03-24T16:00:00Z"));
        QCOMPARE(byJob->size(), std::size_t{1});
        QCOMPARE(byJob->front().runs, 2);
        const auto runs =
            calendar(store).runsOf({byJob->front().jobId}, at("2026-03-24T13:30:00Z"), at("2026-03-24T16:00:00Z"), 10);
        QCOMPARE(runs->size(), std::size_t{2});
        QCOMPARE(runs->front().state, RunState::Failed);
    }

    /// With millions of runs a scan of the table would take seconds.
    void noScanOfTheHistory() {
        StoreFixture store;
        hourly(store);
        store.close();
        auto db = *sqlite::Database::open(store.path() / "inferno.db", sqlite::Access::ReadOnly);
        for (const char* sql :
             {"SELECT count(*) FROM runs INDEXED BY runs_queued WHERE queued_ms >= 1 AND queued_ms < 2",
              "SELECT (finished_ms - 1) / 5, state, count(*) FROM runs INDEXED BY runs_not_completed "
              "WHERE finished_ms >= 1 AND finished_ms < 2 AND state <> 'completed' AND finished_ms "
              "IS NOT NULL GROUP BY 1, 2",
              "SELECT j.id, (SELECT count(*) FROM runs r INDEXED BY runs_job WHERE r.job_id = j.id "
              "AND r.seq >= 1 AND r.seq < 2) FROM jobs j"}) {
            auto plan = *db.prepare(std::string("EXPLAIN QUERY PLAN ") + sql);
            std::string text;
            while (*plan.step())
                text += plan.text(3) + "\n";
            QVERIFY2(text.find("COVERING INDEX") != std::string::npos, text.c_str());
            QVERIFY2(text.find("SCAN r") == std::string::npos, text.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TestCalendar)
#include "tst_calendar.moc"
