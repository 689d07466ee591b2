// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <fstream>

#include "core/sqlite/database.h"
#include "tests/core/jobs/store_fixture.h"

using namespace inferno;
using namespace inferno::jobs;
using namespace inferno::jobs::test;

class TestJobStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPlainJobIsQueuedOnceWhenItIsCreated() {
        StoreFixture f;
        const auto made = f.store().create(definition("a"), {}, Request{});
        QVERIFY(made && !made->runId.empty());
        QCOMPARE(f.actions(), "job_created job_queued");
        QCOMPARE(f.statesOf("a"), "queued");
        QVERIFY(f.store().job("a")->state == JobState::Queued);
        QCOMPARE(f.store().job("a")->activeRun, made->runId);
    }

    void whatWasAskedCountsNotWhatTheDefaultsWereThen() {
        StoreFixture f;
        f.defaults.timeout = 60s;
        f.open();
        JobDefinition job = f.store().defaults();
        job.name = "a";
        job.command = "true";
        const std::string id = f.create(job);
        f.runAll();
        f.defaults.timeout = 2h;
        f.defaults.retry.attempts = 3;
        f.defaults.resources.cpuLimit = 2;
        f.open();
        JobDefinition again = f.store().defaults(); // the same words, a day later
        again.name = "a";
        again.command = "true";
        const auto made = f.store().create(again, {}, Request{});
        QVERIFY2(made, made ? "" : made.error().message().c_str());
        QVERIFY(made->jobId == id && !made->runId.empty());
        QVERIFY(f.store().job("a")->definition.timeout == 60s); // it stays as it was defined
        again.timeout = 90s;
        QCOMPARE(f.store().create(again, {}, Request{}).error().code, ErrorCode::JobExists);
        again = f.store().defaults();
        again.name = "a";
        again.command = "true";
        QVERIFY(f.store().create(again, {.replace = true}, Request{}));
        QVERIFY(f.store().job("a")->definition == again);
    }

    void whatIsNotQueuedAtCreation_data() {
        QTest::addColumn<int>("which");
        QTest::addColumn<QByteArray>("state");
        QTest::newRow("disabled") << 0 << QByteArray("disabled");
        QTest::newRow("no run") << 1 << QByteArray("ready");
        QTest::newRow("schedule") << 2 << QByteArray("scheduled");
        QTest::newRow("run at") << 3 << QByteArray("scheduled");
        QTest::newRow("depends") << 4 << QByteArray("scheduled");
    }
    void whatIsNotQueuedAtCreation() {
        QFETCH(int, which);
        QFETCH(QByteArray, state);
        StoreFixture f;
        f.create(definition("parent"), {.noRun = true});
        JobDefinition job = definition("a");
        JobStore::CreateOptions options{.enabled = which != 0, .noRun = which == 1};
        if (which == 2)
            job.schedules = {"0 2 * * *"};
        if (which == 3)
            job.runAt = f.clock.now() + 1h;
        if (which == 4)
            job.dependsOn = {{"parent", DependsOn::Success}};
        QCOMPARE(f.store().create(job, options, Request{})->runId, "");
        QCOMPARE(f.statesOf("a"), "");
        QCOMPARE(nameOf(f.store().job("a")->state), std::string_view(state.data()));
        if (which == 2)
            QCOMPARE(formatUtc(*f.store().job("a")->nextRun), "2026-03-25T02:00:00Z");
    }

    void anEqualDefinitionIsQueuedAgainAndAnotherIsRefused() {
        StoreFixture f;
        JobDefinition job = definition("a");
        job.tags = {"y", "x"};
        const std::string id = f.create(job);
        job.tags = {"x", "y"};
        const auto again = f.store().create(job, {}, Request{});
        QCOMPARE(again->jobId, id);
        QCOMPARE(f.statesOf("a"), "queued queued");
        job.workdir = "/tmp";
        const auto other = f.store().create(job, {}, Request{});
        QCOMPARE(other.error().code, ErrorCode::JobExists);
        QVERIFY(other.error().hint.find("--replace") != std::string::npos);
        QVERIFY(f.store().create(job, {.noRun = true, .replace = true}, Request{}));
        QCOMPARE(f.store().job(id)->definition.workdir, "/tmp");
        QCOMPARE(f.actions(), "job_created job_queued job_queued job_updated");
    }

    void idsAndNames() {
        StoreFixture f;
        const std::string id = f.create(definition("a"));
        QCOMPARE(f.store().job(id)->definition.name, "a");
        const auto unknown = f.store().job("b");
        QCOMPARE(unknown.error().code, ErrorCode::JobUnknown);
        QVERIFY(unknown.error().detail.find("'b'") != std::string::npos);
        QCOMPARE(f.store().runById("run_x").error().code, ErrorCode::RunUnknown);
        QCOMPARE(f.store().create(definition("job_x"), {}, Request{}).error().code, ErrorCode::JobInvalid);
    }

    void updatesKeepWhatTheyDoNotName() {
        StoreFixture f;
        JobDefinition job = definition("a");
        job.schedules = {"0 2 * * *", "0 4 * * *"};
        job.env = {{"SECRET", "hush"}};
        f.create(job);
        (void)f.events();
        const auto done = f.store().update("a", {{"command", "false"}, {"schedules", {"0 4 * * *"}}}, Request{});
        QVERIFY2(done, done ? "" : done.error().message().c_str());
        const Job after = *f.store().job("a");
        QCOMPARE(after.definition.command, "false");
        QCOMPARE(after.definition.env.at("SECRET"), "hush");
        QCOMPARE(formatUtc(*after.nextRun), "2026-03-25T04:00:00Z");
        const auto events = f.events();
        QCOMPARE(events.size(), std::size_t{1});
        QCOMPARE(events[0]["details"]["changes"]["command"]["new"].get<std::string>(), "false");
        QVERIFY(events[0].dump().find("hush") == std::string::npos);
        QVERIFY(f.store().update("a", {{"command", "false"}}, Request{})); // nothing changes
        QCOMPARE(f.actions(), "");
        QCOMPARE(f.store().update("a", {{"schedules", {"x"}}}, Request{}).error().code, ErrorCode::CronSyntax);
        QCOMPARE(f.actions(), "");
    }

    void renamingKeepsEdgesAndRefusesATakenName() {
        StoreFixture f;
        f.create(definition("a"), {.noRun = true});
        JobDefinition child = definition("b");
        child.dependsOn = {{"a", DependsOn::Success}};
        f.create(child);
        QCOMPARE(f.store().update("a", {{"name", "b"}}, Request{}).error().code, ErrorCode::JobExists);
        QVERIFY(f.store().update("a", {{"name", "c"}}, Request{}));
        QCOMPARE(f.store().job("b")->definition.dependsOn.at(0).job, "c");
    }

    void cyclesAreRefusedWithTheirPath() {
        StoreFixture f;
        f.create(definition("a"), {.noRun = true});
        JobDefinition b = definition("b");
        b.dependsOn = {{"a", DependsOn::Success}};
        f.create(b);
        JobDefinition c = definition("c");
        c.dependsOn = {{"b", DependsOn::Success}};
        f.create(c);
        (void)f.events();
        const auto two = f.store().update("a", {{"depends_on", {"b"}}}, Request{});
        QCOMPARE(two.error().code, ErrorCode::JobCycle);
        QCOMPARE(two.error().detail, "a -> b -> a");
        const auto three = f.store().update("a", {{"depends_on", {"c"}}}, Request{});
        QCOMPARE(three.error().detail, "a -> c -> b -> a");
        const auto self = f.store().update("a", {{"depends_on", {"a"}}}, Request{});
        QCOMPARE(self.error().detail, "a -> a");
        QVERIFY(f.store().job("a")->definition.dependsOn.empty()); // nothing of it stayed
        QCOMPARE(f.actions(), "");
        JobDefinition lost = definition("d");
        lost.dependsOn = {{"nobody", DependsOn::Success}};
        QCOMPARE(f.store().create(lost, {}, Request{}).error().code, ErrorCode::JobUnknown);
        QCOMPARE(f.store().job("d").error().code, ErrorCode::JobUnknown);
    }

    void deletingKeepsHistoryAndFreesTheName() {
        StoreFixture f;
        const std::string id = f.create(definition("a"));
        f.runAll();
        JobDefinition child = definition("b");
        child.dependsOn = {{"a", DependsOn::Failure}};
        f.create(child);
        const auto refused = f.store().remove("a", Request{});
        QCOMPARE(refused.error().code, ErrorCode::JobHasDependents);
        QVERIFY(refused.error().detail.find("b depend") != std::string::npos);
        QVERIFY(f.store().remove("b", Request{}));
        f.runNow("a");
        const auto orders = f.claim();
        QCOMPARE(f.store().remove("a", Request{}).error().code, ErrorCode::RunState);
        f.end(orders.at(0), 0);
        const std::string waiting = f.runNow("a");
        (void)f.events();
        QVERIFY(f.store().remove("a", Request{}));
        QCOMPARE(f.actions(), "job_cancelled job_deleted");
        QVERIFY(f.store().runById(waiting)->state == RunState::Cancelled);
        QCOMPARE(f.store().runById(waiting)->job, "a");
        QCOMPARE(f.store().job(id).error().code, ErrorCode::JobUnknown);
        QVERIFY(f.create(definition("a")) != id);
    }

    void whatIsTooLongForAnEventIsLeftOutOfIt() {
        StoreFixture f;
        f.create(definition("a", "echo " + std::string(70'000, 'x')));
        f.runAll();
        QVERIFY(f.store().pause(std::string(70'000, 'y'), {}, Request{}));
        int cut = 0;
        for (const nlohmann::json& event : f.events()) {
            QVERIFY(event.dump().size() < 60'000);
            cut += event["details"].contains("left_out_bytes") ? 1 : 0;
        }
        QCOMPARE(cut, 2);
        QVERIFY(f.store().job("a")->definition.command.size() > 70'000);
    }

    void disablingStopsFiresAndEnablingBeginsAnew() {
        StoreFixture f;
        JobDefinition job = definition("a");
        job.schedules = {"0 * * * *"};
        f.create(job);
        QVERIFY(f.store().enable("a", false, Request{}));
        QVERIFY(!f.store().job("a")->nextRun);
        QVERIFY(f.store().job("a")->state == JobState::Disabled);
        f.clock.advance(5h + 10min);
        QCOMPARE(*f.queue().recordDue("late"), 0);
        QVERIFY(f.store().enable("a", true, Request{}));
        QCOMPARE(formatUtc(*f.store().job("a")->nextRun), "2026-03-24T18:00:00Z");
        QCOMPARE(*f.queue().recordDue("late"), 0);
        QCOMPARE(f.statesOf("a"), "");
        QVERIFY(f.store().enable("a", true, Request{}));
        QCOMPARE(f.actions(), "job_created job_disabled job_enabled");
    }

    void anIdempotencyKeyAnswersOnce() {
        StoreFixture f;
        Request request;
        request.idempotency = Idempotency{"local key-1", Hash{1}};
        const auto first = f.store().create(definition("a"), {}, request);
        const auto again = f.store().create(definition("a"), {}, request);
        QVERIFY(!first->repeated && again->repeated);
        QCOMPARE(again->runId, first->runId);
        QCOMPARE(f.statesOf("a"), "queued");
        request.idempotency->request = Hash{2};
        QCOMPARE(f.store().run("a", request).error().code, ErrorCode::IdempotencyConflict);
        f.clock.advance(23h + 59min);
        f.open();
        request.idempotency->request = Hash{1};
        QVERIFY(f.store().create(definition("a"), {}, request)->repeated);
        f.clock.advance(2min);
        QVERIFY(!f.store().create(definition("a"), {}, request)->repeated);
        QCOMPARE(f.statesOf("a"), "queued queued");
    }

    void aRefusedRequestDoesNotUseItsKey() {
        StoreFixture f;
        Request request;
        request.idempotency = Idempotency{"k", Hash{1}};
        QVERIFY(!f.store().run("a", request));
        f.create(definition("a"), {.noRun = true});
        QVERIFY(!f.store().run("a", request)->repeated);
    }

    void aFullOutboxRefusesChangesButNotResults() {
        StoreFixture f;
        f.outboxLimit = 4;
        f.open();
        f.create(definition("a"));
        const auto orders = f.claim();
        QVERIFY(f.store().run("a", Request{})); // the fourth event
        const auto refused = f.store().run("a", Request{});
        QCOMPARE(refused.error().code, ErrorCode::VaultUnavailable);
        QVERIFY(f.claim().empty());
        f.end(orders.at(0), 0);
        QCOMPARE(f.statesOf("a"), "queued completed");
        QVERIFY(f.store().outbox().full());
        (void)f.events();
        QVERIFY(f.store().run("a", Request{}));
    }

    void eventsAreSealedNumberedAndSayWho() {
        StoreFixture f;
        Request request;
        request.actor = {.user = "ann", .tokenId = "tok_1", .peer = "127.0.0.1", .userAgent = "inferno/1"};
        QVERIFY(f.store().create(definition("a", "echo very-visible"), {}, request));
        const auto rows = *f.store().outbox().oldest(10);
        QCOMPARE(rows.size(), std::size_t{2});
        QVERIFY(rows[0].number < rows[1].number);
        QCOMPARE(rows[0].principal, "ann");
        QCOMPARE(rows[0].tokenId, "tok_1");
        const auto event = nlohmann::json::parse(rows[0].event);
        QCOMPARE(event["user"].get<std::string>(), "ann");
        QCOMPARE(event["source_ip"].get<std::string>(), "127.0.0.1");
        QCOMPARE(event["event_type"].get<std::string>(), "job");
        QCOMPARE(event["resource"].get<std::string>(), "a");
        QCOMPARE(event["timestamp"].get<std::string>(), "2026-03-24T12:00:00Z");
        auto db = *sqlite::Database::open(f.path() / "inferno.db", sqlite::Access::ReadOnly);
        QCOMPARE(*db.integer("SELECT count(*) FROM outbox WHERE instr(body, 'very-visible') > 0"),
                 std::optional<std::int64_t>(0));
        // Numbers rise over deletions and restarts.
        const std::uint64_t last = rows[1].number;
        QVERIFY(f.store().outbox().delivered(last));
        f.open();
        f.runNow("a");
        QVERIFY(f.store().outbox().oldest(1)->at(0).number > last);
    }

    void theDatabaseKeepsItsIdAndItsLock() {
        StoreFixture f;
        const Uuid id = f.store().databaseId();
        JobStoreOptions options;
        options.folder = f.path();
        options.defaults.timezone = "UTC";
        options.cipher = turningCipher();
        QCOMPARE(JobStore::open(options, f.vfs, f.clock).error().code, ErrorCode::DataLocked);
        f.open();
        QVERIFY(f.store().databaseId() == id);
        StoreFixture other;
        QVERIFY(other.store().databaseId() != id);
    }

    void aNewerDatabaseIsRefused() {
        StoreFixture f;
        f.close();
        {
            auto db = *sqlite::Database::open(f.path() / "inferno.db", sqlite::Access::ReadWrite);
            QVERIFY(db.script("PRAGMA user_version = 99"));
        }
        JobStoreOptions options;
        options.folder = f.path();
        options.defaults.timezone = "UTC";
        options.cipher = turningCipher();
        QCOMPARE(JobStore::open(options, f.vfs, f.clock).error().code, ErrorCode::DbVersion);
    }

    void listsAreFilteredAndPaged() {
        StoreFixture f;
        for (const char* name : {"c", "a", "e", "b", "d"}) {
            JobDefinition job = definition(name);
            if (*name < 'c')
                job.tags = {"early"};
            f.create(job, {.noRun = *name != 'a' && *name != 'b'});
        }
        const auto orders = f.claim(1);
        f.end(orders.at(0), 3);
        JobFilter filter;
        filter.limit = 2;
        std::string names;
        do {
            const auto page = *f.store().jobs(filter);
            for (const Job& job : page.items)
                names += job.definition.name;
            filter.cursor = page.nextCursor;
        } while (!filter.cursor.empty());
        QCOMPARE(names, "abcde");
        const auto count = [&](JobFilter wanted) { return f.store().jobs(wanted)->items.size(); };
        QCOMPARE(count({.tag = "early"}), std::size_t{2});
        QCOMPARE(count({.status = "queued"}), std::size_t{1});
        QCOMPARE(count({.status = "failed"}), std::size_t{1});
        QCOMPARE(count({.status = "ready"}), std::size_t{4});
        QCOMPARE(count({.search = "C"}), std::size_t{1});
        QCOMPARE(count({.search = "ARL"}), std::size_t{2}); // in the tag
        QCOMPARE(f.store().jobs({.status = "unheard"}).error().code, ErrorCode::InputInvalid);
    }

    void runsAreFoundByTheirJobs() {
        StoreFixture f;
        // More jobs than are looked up one by one, and a few among them.
        const int jobs = 120;
        for (int i = 0; i < jobs; ++i) {
            JobDefinition job = definition("job-" + std::to_string(i));
            job.tags = {"all"};
            if (i % 20 == 7)
                job.tags.push_back("Nightly");
            f.create(job);
        }
        for (int i = 0; i < jobs; i += 100) // so many are claimed at once
            f.runAll(1);
        const auto found = [&](RunFilter wanted) {
            std::vector<std::string> names;
            wanted.limit = 100;
            do {
                const auto page = *f.store().runs(wanted);
                for (const Run& run : page.items)
                    names.push_back(run.job);
                wanted.cursor = page.nextCursor;
            } while (!wanted.cursor.empty());
            return names;
        };
        const std::vector<std::string> nightly{"job-107", "job-87", "job-67", "job-47", "job-27", "job-7"};
        QCOMPARE(found({.tag = "Nightly"}), nightly);
        QCOMPARE(found({.search = "nightLY"}), nightly);
        QCOMPARE(found({.status = "failed", .tag = "Nightly"}), nightly);
        QCOMPARE(found({.status = "completed", .tag = "Nightly"}).size(), std::size_t{0});
        QCOMPARE(found({.job = "job-7", .tag = "Nightly"}), std::vector<std::string>{"job-7"});
        QCOMPARE(found({.job = "job-8", .tag = "Nightly"}).size(), std::size_t{0});
        QCOMPARE(found({.search = "b-11"}).size(), std::size_t{11}); // 11, and 110 to 119
        QCOMPARE(found({.tag = "all"}).size(), std::size_t{120});
        QCOMPARE(found({.tag = "none"}).size(), std::size_t{0});
        f.runNow("job-7");
        QCOMPARE(found({.status = "queued", .tag = "Nightly"}), std::vector<std::string>{"job-7"});
        QCOMPARE(found({.status = "queued", .tag = "all"}), std::vector<std::string>{"job-7"});
    }

    void historyIsPagedAndGrouped() {
        StoreFixture f;
        const std::string a = f.create(definition("a"), {.noRun = true});
        const std::string b = f.create(definition("b"), {.noRun = true});
        for (int i = 0; i < 30; ++i) {
            f.runNow("a");
            f.runAll(i % 3 == 0 ? 1 : 0);
            f.clock.advance(1min);
        }
        f.runNow("b");
        RunFilter filter;
        filter.job = "a";
        filter.limit = 7;
        std::vector<std::string> ids;
        do {
            const auto page = *f.store().runs(filter);
            for (const Run& run : page.items)
                ids.push_back(run.id);
            filter.cursor = page.nextCursor;
        } while (!filter.cursor.empty());
        QCOMPARE(ids.size(), std::size_t{30});
        QVERIFY(std::ranges::is_sorted(ids, std::greater<>()));
        QCOMPARE(f.store().runs({.job = "a", .status = "failed"})->items.size(), std::size_t{10});
        QCOMPARE(f.store().runs({.since = f.clock.now() - 5min})->items.size(), std::size_t{6});
        QCOMPARE(f.store().runs({.until = f.clock.now() - 25min})->items.size(), std::size_t{5});
        QCOMPARE(f.store().runs({.cursor = "x"}).error().code, ErrorCode::InputInvalid);
        const auto recent = *f.store().recentRuns(std::vector{a, b});
        QCOMPARE(recent.at(a).size(), std::size_t{20});
        QCOMPARE(recent.at(a)[0].id, ids[0]);
        QCOMPARE(recent.at(b).size(), std::size_t{1});
        QCOMPARE(f.store().runsBetween(f.clock.now() - 10min, f.clock.now())->size(), std::size_t{10});
        const auto stats = *f.store().queueState();
        QCOMPARE(stats.jobs, 2);
        QCOMPARE(stats.queued, 1);
        QCOMPARE(stats.last24h.at("completed"), 20);
        QCOMPARE(stats.last24h.at("failed"), 10);
        QCOMPARE(stats.perHour.at(23), 30);
    }

    void plannedFiresComeInOrder() {
        StoreFixture f;
        JobDefinition a = definition("a");
        a.schedules = {"0 */6 * * *", "30 13 * * *"};
        f.create(a);
        JobDefinition b = definition("b");
        b.runAt = f.clock.now() + 2h;
        f.create(b);
        const auto fires = *f.store().plannedFires(f.clock.now(), f.clock.now() + 24h);
        std::string text;
        for (const PlannedFire& fire : fires)
            text += fire.job + formatUtc(fire.at).substr(11, 5) + " ";
        QCOMPARE(text, "a13:30 b14:00 a18:00 a00:00 a06:00 ");
        QCOMPARE(f.store().plannedFires(f.clock.now(), f.clock.now() + 24h, 2)->size(), std::size_t{2});
    }

    void listenersHearCommittedChangesInOrder() {
        StoreFixture f;
        std::vector<Notice> heard;
        f.store().addListener([&](std::span<const Notice> notices) {
            for (const Notice& notice : notices) {
                QVERIFY(f.store().queueState()); // reading is allowed
                heard.push_back(notice);
            }
        });
        f.create(definition("a"));
        QVERIFY(!f.store().create(definition("a", "other"), {}, Request{}));
        f.runAll();
        std::string actions;
        for (const Notice& notice : heard)
            actions += notice.action + " ";
        QCOMPARE(actions, "job_created job_queued job_started job_completed ");
        QVERIFY(std::ranges::is_sorted(heard, {}, &Notice::number));
        QVERIFY(!heard[1].runId.empty());
    }
};

QTEST_GUILESS_MAIN(TestJobStore)
#include "tst_job_store.moc"
