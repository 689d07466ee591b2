// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/executors/local_executor.h"
#include "services/executors/run_log.h"
#include "services/scheduler/launch_spec.h"
#include "services/scheduler/scheduler.h"
#include "tests/core/jobs/store_fixture.h"

using namespace inferno;
using namespace inferno::jobs;
using namespace inferno::jobs::test;
using namespace inferno::scheduler;

namespace {

/// Store, scheduler and the local executor with its real runner, on the machine's clock.
struct House {
    House() { begin(); }
    ~House() { end(); }

    void begin() {
        JobStoreOptions options;
        options.folder = data() / "queue";
        options.defaults.timezone = "UTC";
        options.cipher = turningCipher();
        auto opened = JobStore::open(std::move(options), vfs, clock);
        if (!opened)
            qFatal("%s", opened.error().message().c_str());
        store = *std::move(opened);
        executors::LocalExecutor::Config config;
        config.runsFolder = data() / "runs";
        config.runnerProgram = std::filesystem::path(qgetenv("INFERNO_BIN").toStdString()) / "inferno-runner";
        auto local = executors::LocalExecutor::open(std::move(config), vfs);
        if (!local)
            qFatal("%s", local.error().message().c_str());
        executor = *std::move(local);
        LaunchSurroundings around;
        around.dataFolder = data();
        around.binFolder = "/usr/local/bin";
        SchedulerOptions limits;
        limits.maxConcurrent = 4;
        scheduler.emplace(
            *store, *executor, [this, around](const LaunchOrder& order) { return launchSpecOf(order, around, vfs); },
            clock, limits);
        if (const auto started = scheduler->start(); !started)
            qFatal("%s", started.error().message().c_str());
    }
    /// The service goes; its runners stay.
    void end() {
        scheduler.reset();
        executor.reset();
        store.reset();
    }
    std::filesystem::path data() const { return folder.path().toStdString(); }
    Run newest(const std::string& job) { return store->newestRun(store->job(job)->id)->value(); }
    std::string output(const Run& run) {
        const executors::LaunchId id{run.id, static_cast<std::uint32_t>(run.launch)};
        return executors::outputOf(executor->readOutput(id, 0, 1 << 20)->lines);
    }

    QTemporaryDir folder;
    SystemVfs vfs;
    SystemClock clock;
    std::unique_ptr<JobStore> store;
    std::unique_ptr<executors::LocalExecutor> executor;
    std::optional<Scheduler> scheduler;
};

} // namespace

class TestSchedulerReal : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void commandsRunAndTheirEndsAreRecorded() {
        House house;
        QVERIFY(house.store->create(definition("good", "echo \"$INFERNO_RUN_ID in $PWD\""), {}, Request{}));
        QVERIFY(house.store->create(definition("bad", "exit 7"), {}, Request{}));
        JobDefinition after = definition("after", "echo after");
        after.dependsOn = {{"good", DependsOn::Success}};
        QVERIFY(house.store->create(after, {}, Request{}));
        QTRY_VERIFY(house.store->job("after")->lastState.has_value());
        QTRY_VERIFY(house.store->job("bad")->lastState.has_value());
        const Run good = house.newest("good");
        QVERIFY(good.state == RunState::Completed);
        QCOMPARE(house.output(good), good.id + " in " + (house.data() / "work/good").string() + "\n");
        QCOMPARE(house.newest("bad").exitCode, 7);
        QVERIFY(house.newest("after").state == RunState::Completed);
    }

    void aJobThatIsTooSlowIsTimedOut() {
        House house;
        JobDefinition slow = definition("slow", "sleep 30");
        slow.timeout = 200ms;
        slow.grace = 100ms;
        QVERIFY(house.store->create(slow, {}, Request{}));
        QTRY_VERIFY(house.store->job("slow")->lastState == RunState::TimedOut);
    }

    void cancellingEndsIt() {
        House house;
        QVERIFY(house.store->create(definition("long", "sleep 30"), {}, Request{}));
        QTRY_VERIFY(house.store->job("long")->state == JobState::Running);
        QVERIFY(house.store->cancel("long", Request{}));
        // A process that is made while the others are told to end hears of it only when the grace is over.
        QTRY_VERIFY_WITH_TIMEOUT(house.store->job("long")->lastState == RunState::Cancelled, 30'000);
    }

    void aRunOutlivesTheService() {
        House house;
        const std::string go = (house.data() / "go").string();
        QVERIFY(house.store->create(
            definition("wait", "echo before; while [ ! -e " + go + " ]; do sleep 0.05; done; echo after; exit 5"), {},
            Request{}));
        QTRY_VERIFY(house.store->job("wait")->state == JobState::Running);
        QTRY_VERIFY(!house.output(house.newest("wait")).empty());
        house.end();
        QVERIFY(writeFileAtomically(house.vfs, go, asBytes("")));
        house.begin();
        QTRY_VERIFY(house.store->job("wait")->lastState == RunState::Failed);
        const Run run = house.newest("wait");
        QCOMPARE(run.exitCode, 5);
        QCOMPARE(run.launch, 1);
        QCOMPARE(house.output(run), "before\nafter\n");
    }
};

QTEST_GUILESS_MAIN(TestSchedulerReal)
#include "tst_scheduler_real.moc"
