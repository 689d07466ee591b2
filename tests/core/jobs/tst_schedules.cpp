// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/jobs/store_fixture.h"

using namespace inferno;
using namespace inferno::jobs;
using namespace inferno::jobs::test;

/// What schedules can say beyond five fields: intervals, the machine's start, a window, a number of runs, blackouts.
class TestSchedules : public QObject {
    Q_OBJECT

    static WallTime at(const char* time) { return *parseRfc3339(time); }
    /// Moves the clock there and records what is due.
    static void reach(StoreFixture& store, const char* time) {
        store.clock.set(at(time));
        QVERIFY(store.queue().recordDue("late"));
    }
    static std::string nextOf(StoreFixture& store, const std::string& job) {
        const auto next = store.store().job(job)->nextRun;
        return next ? formatUtc(*next) : "none";
    }
    static nlohmann::json night(const char* tag = nullptr) {
        nlohmann::json blackout{
            {"name", "night"}, {"schedule", "0 22 * * *"}, {"duration", "8h"}, {"reason", "backup"}};
        if (tag)
            blackout["tags"] = {tag};
        return blackout;
    }

private Q_SLOTS:
    void intervalsKeepTheirBeat() {
        StoreFixture store;
        store.clock.set(at("2026-03-24T12:01:00Z"));
        auto job = definition("beat");
        job.schedules = {"@every 90m+10m"};
        store.create(job);
        QCOMPARE(nextOf(store, "beat"), "2026-03-24T12:10:00Z");
        reach(store, "2026-03-24T12:10:00.5Z");
        store.runAll();
        QCOMPARE(store.statesOf("beat"), "completed");
        QCOMPARE(nextOf(store, "beat"), "2026-03-24T13:40:00Z");
        store.open(); // no restart shifts it
        QCOMPARE(nextOf(store, "beat"), "2026-03-24T13:40:00Z");
    }

    void hashedAndSecondsAreTheJobsOwn() {
        StoreFixture store;
        store.clock.set(at("2026-03-24T12:00:00Z"));
        for (const char* name : {"a", "b"}) {
            auto job = definition(name);
            job.schedules = {"H H * * *"};
            QCOMPARE(store.store().create(job, {}, {}).error().code, ErrorCode::CronSyntax);
            job.cronExtensions = true;
            store.create(job);
        }
        QVERIFY(nextOf(store, "a") != nextOf(store, "b"));
        const std::string before = nextOf(store, "a");
        store.open();
        QCOMPARE(nextOf(store, "a"), before);
        auto quick = definition("quick");
        quick.schedules = {"*/20 * * * * *"};
        QCOMPARE(store.store().create(quick, {}, {}).error().code, ErrorCode::CronSyntax);
        quick.cronFields = 6;
        store.create(quick);
        QCOMPARE(nextOf(store, "quick"), "2026-03-24T12:00:20Z");
        QCOMPARE(store.store().job("quick")->definition.schedules.front(), "*/20 * * * * *");
        quick.cronFields = 7;
        QCOMPARE(store.store().create(quick, {}, {}).error().code, ErrorCode::JobInvalid);
    }

    void aWindowBoundsTheFires() {
        StoreFixture store;
        store.clock.set(at("2026-03-24T12:00:30Z"));
        auto job = definition("season");
        job.schedules = {"0 * * * *"};
        job.startsAt = at("2026-03-25T07:30:00Z");
        job.endsAt = at("2026-03-25T09:00:00Z");
        store.create(job);
        QCOMPARE(nextOf(store, "season"), "2026-03-25T08:00:00Z");
        QCOMPARE(store.store().plannedFires(at("2026-03-24T00:00:00Z"), at("2026-03-27T00:00:00Z"))->size(),
                 std::size_t{2});
        reach(store, "2026-03-25T08:00:00Z");
        store.runAll();
        QCOMPARE(nextOf(store, "season"), "2026-03-25T09:00:00Z"); // the end is part of it
        reach(store, "2026-03-25T09:00:01Z");
        store.runAll();
        QCOMPARE(nextOf(store, "season"), "none");
        QCOMPARE(store.statesOf("season"), "completed completed");
        // A later end sets it going again; nothing that passed meanwhile was due.
        store.clock.set(at("2026-03-25T11:30:00Z"));
        QVERIFY(store.store().update("season", {{"ends", "2026-03-25T13:00:00Z"}}, {}));
        QCOMPARE(nextOf(store, "season"), "2026-03-25T12:00:00Z");
        job.name = "wrong";
        std::swap(job.startsAt, job.endsAt);
        QCOMPARE(store.store().create(job, {}, {}).error().code, ErrorCode::JobInvalid);
    }

    void aNumberOfRunsEndsTheSchedules() {
        StoreFixture store;
        store.clock.set(at("2026-03-24T12:00:30Z"));
        auto job = definition("thrice");
        job.schedules = {"* * * * *", "30 12 * * *"};
        job.maxRuns = 3;
        store.create(job);
        reach(store, "2026-03-24T12:01:00Z");
        reach(store, "2026-03-24T12:02:00Z"); // the first still waits: skipped, and not counted
        store.runAll();
        store.runNow("thrice"); // asked for by a person: not counted either
        store.runAll();
        reach(store, "2026-03-24T12:03:00Z");
        store.runAll();
        QVERIFY(nextOf(store, "thrice") != "none");
        reach(store, "2026-03-24T12:04:00Z");
        store.runAll();
        QCOMPARE(nextOf(store, "thrice"), "none");
        reach(store, "2026-03-24T12:40:00Z");
        QCOMPARE(store.statesOf("thrice"), "completed completed completed skipped completed");
        QVERIFY(store.store().enable("thrice", false, {}) && store.store().enable("thrice", true, {}));
        QCOMPARE(nextOf(store, "thrice"), "none");
        QVERIFY(store.store().update("thrice", {{"max_runs", 4}}, {}));
        QCOMPARE(nextOf(store, "thrice"), "2026-03-24T12:41:00Z");
    }

    void whatAConditionRefusesIsNoneOfTheRuns() {
        StoreFixture store;
        store.clock.set(at("2026-03-24T12:00:30Z"));
        auto job = definition("twice");
        job.schedules = {"* * * * *", "@every 1m"}; // one of them is the last, and lets the other stand
        job.overlap = Overlap::Allow;
        job.condition = "running_jobs > 100";
        job.maxRuns = 2;
        store.create(job);
        for (int minute = 1; minute <= 3; ++minute) {
            reach(store, ("2026-03-24T12:0" + std::to_string(minute) + ":00Z").c_str());
            store.runAll();
        }
        for (const Run& run : store.runsOf("twice"))
            QVERIFY(run.state == RunState::Skipped && run.reason.starts_with("condition: "));
        QCOMPARE(nextOf(store, "twice"), "2026-03-24T12:04:00Z");
        QVERIFY(store.store().update("twice", {{"condition", nullptr}}, {}));
        reach(store, "2026-03-24T12:04:00Z");
        store.runAll();
        QCOMPARE(nextOf(store, "twice"), "none");
    }

    void eachScheduleMayHaveAZoneOfItsOwn() {
        StoreFixture store; // noon of 24 March, UTC
        auto job = definition("two");
        job.timezone = "Europe/Rome";
        job.schedules = {"0 18 * * *", "CRON_TZ=Asia/Tokyo 30 2 * * *"}; // 17:00Z and 17:30Z
        job.overlap = Overlap::Allow;
        store.create(job);
        QCOMPARE(nextOf(store, "two"), "2026-03-24T17:00:00Z");
        reach(store, "2026-03-24T17:00:00Z");
        QCOMPARE(nextOf(store, "two"), "2026-03-24T17:30:00Z");
        reach(store, "2026-03-24T17:30:00Z");
        QCOMPARE(store.runsOf("two").front().cause, "schedule 30 2 * * * (Asia/Tokyo), due 2026-03-24T17:30:00Z");
        const auto planned = *store.store().plannedFires(at("2026-03-24T18:00:00Z"), at("2026-03-25T18:00:00Z"));
        QCOMPARE(planned.size(), std::size_t{2});
        QVERIFY(planned[1].at == at("2026-03-25T17:30:00Z"));
        QCOMPARE(store.store().job("two")->definition.schedules.back(), "CRON_TZ=Asia/Tokyo 30 2 * * *");
        job.name = "wrong";
        job.schedules = {"CRON_TZ=Asia/Tokio 0 2 * * *"};
        QCOMPARE(store.store().create(job, {}, {}).error().code, ErrorCode::CronZone);
    }

    void twoFiresAtOnceShareTheLastRun() {
        StoreFixture store;
        store.clock.set(at("2026-03-24T12:00:30Z"));
        auto job = definition("once");
        job.schedules = {"* * * * *", "@every 1m"};
        job.overlap = Overlap::Allow;
        job.maxRuns = 1;
        store.create(job);
        reach(store, "2026-03-24T12:01:00Z");
        QCOMPARE(store.runsOf("once").size(), std::size_t{1});
        QCOMPARE(nextOf(store, "once"), "none");
    }

    void theMachinesStartFiresOnce() {
        StoreFixture store;
        auto job = definition("boot");
        job.schedules = {"@reboot"};
        store.create(job);
        QCOMPARE(nextOf(store, "boot"), "none");
        QVERIFY(store.store().job("boot")->state == JobState::Scheduled); // something starts it, at a time not known
        QCOMPARE(*store.queue().recordBoot("first"), 0);                  // it runs already, as far as is known
        QCOMPARE(*store.queue().recordBoot("first"), 0);
        auto off = definition("off");
        off.schedules = {"@reboot"};
        store.create(off, {.enabled = false});
        QCOMPARE(*store.queue().recordBoot("second"), 1);
        QCOMPARE(*store.queue().recordBoot("second"), 0);
        store.open();
        QCOMPARE(*store.queue().recordBoot("second"), 0);
        QCOMPARE(store.statesOf("boot"), "queued");
        QCOMPARE(store.statesOf("off"), "");
        QCOMPARE(store.runsOf("boot").front().trigger, Trigger::Schedule);
    }

    void blackoutsSkipFiresAndSayWhy() {
        StoreFixture store;
        store.clock.set(at("2026-03-24T20:30:00Z"));
        auto job = definition("hourly");
        job.schedules = {"0 * * * *"};
        job.overlap = Overlap::Allow;
        store.create(job);
        auto stubborn = definition("stubborn");
        stubborn.schedules = {"0 * * * *"};
        stubborn.ignoreBlackouts = true;
        store.create(stubborn);
        QVERIFY(store.store().addBlackout(night(), {}));
        QVERIFY(store.store().addBlackout(night(), {})); // the same again
        QCOMPARE(store.store().addBlackout(night("db"), {}).error().code, ErrorCode::JobExists);
        for (const char* time :
             {"2026-03-24T21:00:00Z", "2026-03-24T22:00:00Z", "2026-03-25T05:00:00Z", "2026-03-25T06:00:00Z"}) {
            reach(store, time);
            store.runAll();
        }
        const auto runs = store.runsOf("hourly"); // 23:00 to 04:00 were missed: one row, the newest is made up for
        QCOMPARE(runs.front().state, RunState::Completed);
        QCOMPARE(runs.back().state, RunState::Completed);
        int skipped = 0;
        for (const Run& run : runs)
            if (run.reason == "blackout night: backup") {
                ++skipped;
                QCOMPARE(run.state, RunState::Skipped);
            }
        QVERIFY2(skipped >= 2, store.statesOf("hourly").c_str());
        for (const Run& run : store.runsOf("stubborn"))
            QVERIFY(run.reason.find("blackout") == std::string::npos);
        // A person is not held back.
        store.clock.set(at("2026-03-25T23:00:10Z"));
        store.runNow("hourly");
        store.runAll();
        QCOMPARE(store.runsOf("hourly").front().state, RunState::Completed);
        // What is to come is marked.
        const auto planned = *store.store().plannedFires(at("2026-03-26T05:30:00Z"), at("2026-03-26T06:30:00Z"));
        QCOMPARE(planned.size(), std::size_t{2});
        QCOMPARE(planned[0].blackout, "");
        QCOMPARE(store.store().plannedFires(at("2026-03-26T04:30:00Z"), at("2026-03-26T05:30:00Z"))->at(0).blackout,
                 "blackout night: backup");
        QVERIFY(store.store().removeBlackout("night", {}));
        QCOMPARE(store.store().removeBlackout("night", {}).error().code, ErrorCode::BlackoutUnknown);
        QVERIFY(store.store().blackouts()->empty());
    }

    void aBlackoutOfATagConcernsNoOther() {
        StoreFixture store;
        store.clock.set(at("2026-03-24T22:30:00Z"));
        for (const char* name : {"db", "web"}) {
            auto job = definition(name);
            job.schedules = {"0 * * * *"};
            job.tags = {name};
            store.create(job);
        }
        QVERIFY(store.store().addBlackout(night("db"), {}));
        reach(store, "2026-03-24T23:00:00Z");
        QCOMPARE(store.statesOf("db"), "skipped");
        QCOMPARE(store.statesOf("web"), "queued");
    }

    void holidaysAreDaysOfTheirZone() {
        StoreFixture store;
        store.clock.set(at("2026-12-24T22:00:00Z"));
        auto job = definition("workday");
        job.schedules = {"30 * * * *"};
        job.overlap = Overlap::Allow;
        store.create(job);
        QVERIFY(store.store().addBlackout(
            {{"name", "christmas"}, {"dates", {"2026-12-25"}}, {"timezone", "Europe/Berlin"}}, {}));
        reach(store, "2026-12-24T22:30:00Z"); // 23:30 in Berlin
        reach(store, "2026-12-24T23:30:00Z"); // 00:30 on the 25th
        QCOMPARE(store.statesOf("workday"), "skipped queued");
        QCOMPARE(store.runsOf("workday").front().reason, "blackout christmas");
        reach(store, "2026-12-25T22:30:00Z");
        QCOMPARE(store.runsOf("workday").front().state, RunState::Skipped);
        reach(store, "2026-12-25T23:30:00Z");
        QCOMPARE(store.runsOf("workday").front().state, RunState::Queued);
    }

    void badBlackouts_data() {
        QTest::addColumn<QByteArray>("document");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("no name") << QByteArray(R"({"dates":["2026-12-25"]})") << QByteArray("name");
        QTest::newRow("nothing") << QByteArray(R"({"name":"x"})") << QByteArray("once");
        QTest::newRow("two kinds") << QByteArray(
                                          R"({"name":"x","dates":["2026-12-25"],"schedule":"@daily","duration":60})")
                                   << QByteArray("once");
        QTest::newRow("no end") << QByteArray(R"({"name":"x","from":"2026-12-25T00:00:00Z"})") << QByteArray("once");
        QTest::newRow("backwards") << QByteArray(
                                          R"({"name":"x","from":"2026-12-25T00:00:00Z","to":"2026-12-24T00:00:00Z"})")
                                   << QByteArray("ends before");
        QTest::newRow("no length") << QByteArray(R"({"name":"x","schedule":"@daily"})") << QByteArray("lasts");
        QTest::newRow("no date") << QByteArray(R"({"name":"x","dates":["2026-02-30"]})") << QByteArray("no date");
        QTest::newRow("no zone") << QByteArray(R"({"name":"x","dates":["2026-12-25"],"timezone":"Berlin"})")
                                 << QByteArray("Berlin");
        QTest::newRow("unknown") << QByteArray(R"({"name":"x","dates":["2026-12-25"],"days":1})")
                                 << QByteArray("'days'");
    }
    void badBlackouts() {
        QFETCH(QByteArray, document);
        QFETCH(QByteArray, said);
        StoreFixture store;
        const auto added = store.store().addBlackout(nlohmann::json::parse(document.toStdString()), {});
        QVERIFY(!added);
        QVERIFY2(added.error().message().find(said.toStdString()) != std::string::npos,
                 added.error().message().c_str());
        QVERIFY(store.store().blackouts()->empty());
    }

    void calendarsAreRead() {
        const auto days = schedule::readDays("# Berlin\n2026-12-25 Christmas\n\n2026-12-26,Boxing Day\r\n");
        QVERIFY(days);
        QCOMPARE(days->size(), std::size_t{2});
        const auto calendar = schedule::readDays("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261225\r\n"
                                                 "DTEND;VALUE=DATE:20261226\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n"
                                                 "DTSTART:20261231T200000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
        QVERIFY(calendar);
        QCOMPARE(calendar->size(), std::size_t{1});
        const auto wrong = schedule::readDays("2026-12-25\n25.12.2026\n");
        QVERIFY(wrong.error().detail.starts_with("line 2"));
        QCOMPARE(schedule::readDays("# none\n").error().code, ErrorCode::InputInvalid);
    }
};

QTEST_GUILESS_MAIN(TestSchedules)
#include "tst_schedules.moc"
