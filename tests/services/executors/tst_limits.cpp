// SPDX-License-Identifier: GPL-3.0-or-later
// Limits of memory and CPU, and what is noted of a launch's use of the machine: with real processes, and with a folder
// that stands for cgroup v2.
#include <algorithm>
#include <fstream>
#include <sched.h>
#include <sstream>

#include "services/executors/launch_group.h"
#include "services/executors/limits.h"
#include "services/executors/usage.h"
#include "tests/services/executors/launches.h"

using namespace inferno;
using namespace inferno::executors;

namespace {

constexpr ByteSize operator""_MiB(unsigned long long count) {
    return ByteSize{count << 20};
}

/// A variable of the shell that holds so many MiB; made before the file `up`.
std::string holding(int mebibytes) {
    return "x=$(head -c " + std::to_string(mebibytes << 20) + " /dev/zero | tr '\\0' x); touch up; ";
}

std::string textOf(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

/// Files as cgroup v2 has them in a group to which all controllers are delegated.
void makeGroup(const std::filesystem::path& folder,
               const std::vector<const char*>& files = {"cgroup.kill", "cgroup.procs", "cpu.max", "memory.max",
                                                        "memory.swap.max", "memory.oom.group", "memory.events"}) {
    std::filesystem::create_directories(folder);
    for (const char* name : files)
        std::ofstream(folder / name) << "";
}

std::vector<int> coresOf(const std::string& list) {
    std::vector<int> cores;
    std::stringstream parts(list);
    for (std::string part; std::getline(parts, part, ',');) {
        int first = 0;
        int last = 0;
        if (std::sscanf(part.c_str(), "%d-%d", &first, &last) < 2)
            last = first;
        for (int core = first; core <= last; ++core)
            cores.push_back(core);
    }
    return cores;
}

} // namespace

class TestLimits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoHoldsTooMuchMemoryIsKilled() {
        Launches launches;
        LaunchSpec spec = launches.spec(holding(96) + "trap '' TERM; while :; do sleep 300; done");
        spec.memoryLimit = 48_MiB;
        spec.grace = 300s; // it gets none
        const LaunchResult result = launches.run(spec);
        QCOMPARE(textOf(result.reason), "over_memory");
        QVERIFY2(result.detail.contains("its limit is 48 MiB"), result.detail.c_str());
        QCOMPARE(result.limits, "polled");
        QVERIFY(!result.succeeded());
        QCOMPARE(processesOf(kRun).size(), 0U);
        QVERIFY(launches.log(spec.id).contains("run F limits: at most 48 MiB of memory, measured again and again"));
    }

    void theWholeTreeCounts() {
        Launches launches;
        // None of them alone is beyond the limit, and they are not children of the shell any more.
        LaunchSpec spec = launches.spec("for i in 1 2 3 4 5 6; do (setsid sh -c \"y=\\$(head -c 40000000 /dev/zero | "
                                        "tr '\\\\0' y); while :; do sleep 300; done\" &); done; sleep 300");
        spec.memoryLimit = 180_MiB;
        QCOMPARE(textOf(launches.run(spec).reason), "over_memory");
        QCOMPARE(processesOf(kRun).size(), 0U);
    }

    void sharedMemoryCountsOnce() {
        Launches launches;
        // Nine processes see the same 64 MiB: 576 MiB, if each counted whole.
        LaunchSpec spec =
            launches.spec(holding(64) + "for i in 1 2 3 4 5 6 7 8; do (until [ -e go ]; do sleep 0.05; done) & done; "
                                        "until [ -e go ]; do sleep 0.05; done; wait");
        spec.memoryLimit = 400_MiB;
        spec.sampleEvery = 100ms;
        QVERIFY(launches.executor().start(spec));
        QVERIFY(QTest::qWaitFor(
            [&] {
                const auto usage = launches.executor().readUsage(spec.id);
                return usage && *usage && std::ranges::any_of((*usage)->samples, [&](const UsageSample& sample) {
                           return sample.memory > spec.memoryLimit;
                       });
            },
            20'000));
        std::ofstream(launches.root() / "go");
        QVERIFY(launches.wait(spec.id).result->succeeded());
    }

    void aLimitThatIsKeptIsNoHarm() {
        Launches launches;
        LaunchSpec spec = launches.spec("echo fine");
        spec.memoryLimit = 512_MiB;
        const LaunchResult result = launches.run(spec);
        QVERIFY(result.succeeded());
        QCOMPARE(result.limits, "polled");
    }

    void coresAreGivenWhole() {
        cpu_set_t set;
        QCOMPARE(::sched_getaffinity(0, sizeof set, &set), 0);
        if (CPU_COUNT(&set) < 2)
            QSKIP("this machine gives one core");
        Launches launches;
        LaunchSpec spec = launches.spec("sed -n 's/^Cpus_allowed_list:\t//p' /proc/self/status");
        spec.cpuLimit = 0.5;
        LaunchResult result = launches.run(spec);
        QVERIFY(result.succeeded());
        QCOMPARE(result.limits, "polled");
        const std::vector<int> cores = coresOf(launches.output());
        QCOMPARE(cores.size(), 1U);
        QVERIFY(CPU_ISSET(cores[0], &set));
        QVERIFY(launches.log(spec.id).contains("a part of a core can be kept by a cgroup alone"));

        spec = launches.spec("sed -n 's/^Cpus_allowed_list:\t//p' /proc/self/status", "run_all");
        spec.cpuLimit = 4096;
        result = launches.run(spec);
        QCOMPARE(coresOf(launches.output(spec.id)).size(), static_cast<std::size_t>(CPU_COUNT(&set)));
        QVERIFY(launches.log(spec.id).contains("of which there are only " + std::to_string(CPU_COUNT(&set))));
    }

    void withoutLimitsNothingIsSaid() {
        Launches launches;
        const LaunchResult result = launches.run(launches.spec("true"));
        QCOMPARE(result.limits, "");
        QVERIFY(!launches.log({kRun, 1}).contains("limits"));
    }

    void useIsNotedWhileItRunsAndAtTheEnd() {
        Launches launches;
        LaunchSpec spec = launches.spec(holding(32) + "until [ -e go ]; do sleep 0.02; done; "
                                                      "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done");
        spec.sampleEvery = 100ms;
        QVERIFY(!*launches.executor().readUsage(spec.id));
        QVERIFY(launches.executor().start(spec));
        QVERIFY(launches.appears("up"));
        std::optional<Usage> usage;
        QVERIFY(QTest::qWaitFor(
            [&] {
                usage = *launches.executor().readUsage(spec.id);
                return usage && usage->samples.size() >= 3 && usage->samples.back().memory > 32_MiB;
            },
            20'000));
        QVERIFY(usage->samples.back().processes >= 1);
        std::ofstream(launches.root() / "go");
        const LaunchResult result = *launches.wait(spec.id).result;
        QVERIFY(result.succeeded());
        usage = *launches.executor().readUsage(spec.id);
        QVERIFY(usage->started <= result.started + 1s);
        const UsageSample last = usage->samples.back();
        QCOMPARE(last.processes, 0);
        // The end knows exactly what the tree has used.
        const auto used = std::chrono::duration_cast<std::chrono::milliseconds>(result.userTime + result.systemTime);
        QVERIFY(last.cpu >= used - 1ms && last.cpu >= 10ms);
        for (std::size_t i = 1; i < usage->samples.size(); ++i) {
            QVERIFY(usage->samples[i].cpu >= usage->samples[i - 1].cpu);
            QVERIFY(usage->samples[i].at >= usage->samples[i - 1].at);
        }
    }

    void aShortRunHasASampleToo() {
        Launches launches;
        launches.run(launches.spec("true"));
        const auto usage = *launches.executor().readUsage({kRun, 1});
        QVERIFY(!usage->samples.empty());
        QVERIFY(usage->samples[0].memory > ByteSize{0});
    }

    // ---- cgroup v2, in a folder that stands for it ----

    void aGroupTakesTheLimits() {
        QTemporaryDir root;
        const std::filesystem::path folder = root.path().toStdString() + "/g";
        makeGroup(folder);
        LaunchGroup group(folder);
        group.make();
        QVERIFY(group.limitCpu(1.5));
        QVERIFY(group.limitMemory(512_MiB));
        QCOMPARE(textOf(folder / "cpu.max"), "150000 100000");
        QCOMPARE(textOf(folder / "memory.max"), "536870912");
        QCOMPARE(textOf(folder / "memory.swap.max"), "0");
        QCOMPARE(textOf(folder / "memory.oom.group"), "1");
        QVERIFY(group.limitCpu(0.001));
        QCOMPARE(textOf(folder / "cpu.max"), "1000 100000"); // the least that the kernel takes
        QCOMPARE(group.memoryKills(), 0U);
        std::ofstream(folder / "memory.events") << "low 0\nhigh 0\nmax 12\noom 1\noom_kill 3\noom_group_kill 1\n";
        QCOMPARE(group.memoryKills(), 3U);
        group.kill();
        QCOMPARE(textOf(folder / "cgroup.kill"), "1");
    }

    void aGroupWithoutControllersTakesNone() {
        QTemporaryDir root;
        const std::filesystem::path folder = root.path().toStdString() + "/g";
        makeGroup(folder, {"cgroup.kill", "cgroup.procs"});
        LaunchGroup group(folder);
        group.make();
        QVERIFY(!group.limitCpu(1));
        QVERIFY(!group.limitMemory(512_MiB));
        QVERIFY(!std::filesystem::exists(folder / "cpu.max"));
        LaunchGroup none;
        none.make();
        QVERIFY(!none.limitCpu(1) && !none.limitMemory(1_MiB) && none.memoryKills() == 0);
    }

    void controllersAreTurnedOnWhereBothAreDelegated() {
        QTemporaryDir root;
        const std::filesystem::path folder = root.path().toStdString();
        makeGroup(folder, {"cgroup.subtree_control"});
        std::ofstream(folder / "cgroup.controllers") << "cpuset cpu io pids\n";
        LaunchGroup::allowLimits(folder);
        QCOMPARE(textOf(folder / "cgroup.subtree_control"), "");
        std::ofstream(folder / "cgroup.controllers") << "cpuset cpu io memory pids\n";
        LaunchGroup::allowLimits(folder);
        QCOMPARE(textOf(folder / "cgroup.subtree_control"), "+cpu +memory");
    }

    void aLaunchInAGroupSaysSoAndLeavesItToTheKernel() {
        QTemporaryDir root;
        const std::filesystem::path parent = root.path().toStdString();
        const std::filesystem::path folder = parent / (kRun + ".1");
        makeGroup(folder);
        Launches launches(programs() / "inferno-runner", parent);
        LaunchSpec spec = launches.spec(holding(96) + "echo fine");
        spec.cpuLimit = 2.5;
        spec.memoryLimit = 48_MiB; // the folder keeps nothing: the runner must not do it in the kernel's place
        spec.sampleEvery = 100ms;
        const LaunchResult result = launches.run(spec);
        QVERIFY(result.succeeded());
        QCOMPARE(result.limits, "cgroup");
        QCOMPARE(textOf(folder / "cpu.max"), "250000 100000");
        QCOMPARE(textOf(folder / "memory.max"), std::to_string(48 << 20));
        QCOMPARE(textOf(folder / "cgroup.procs"), "0"); // the command went in
        QVERIFY(
            launches.log(spec.id).contains("limits: at most 2.5 cores, kept by the kernel; at most 48 MiB of memory, "
                                           "kept by the kernel"));
    }

    void whatTheKernelKilledForItsMemoryIsSaid_data() {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("reason");
        QTest::newRow("the shell was killed") << "kill -KILL $$" << "over_memory";
        QTest::newRow("the shell told of it") << "exit 137" << "over_memory";
        QTest::newRow("the command came through") << "exit 0" << "exited";
    }
    void whatTheKernelKilledForItsMemoryIsSaid() {
        QFETCH(const QString, command);
        QFETCH(const QString, reason);
        QTemporaryDir root;
        const std::filesystem::path parent = root.path().toStdString();
        makeGroup(parent / (kRun + ".1"));
        std::ofstream(parent / (kRun + ".1") / "memory.events") << "oom_kill 1\n";
        Launches launches(programs() / "inferno-runner", parent);
        LaunchSpec spec = launches.spec(command.toStdString());
        spec.memoryLimit = 48_MiB;
        const LaunchResult result = launches.run(spec);
        QCOMPARE(QString::fromStdString(std::string(textOf(result.reason))), reason);
        QCOMPARE(result.detail.contains("used up its limit of 48 MiB"), reason == QStringLiteral("over_memory"));
    }

    void oneControllerMissingIsPolled() {
        QTemporaryDir root;
        const std::filesystem::path parent = root.path().toStdString();
        makeGroup(parent / (kRun + ".1"), {"cgroup.kill", "cgroup.procs", "cpu.max"});
        Launches launches(programs() / "inferno-runner", parent);
        LaunchSpec spec = launches.spec(holding(96) + "sleep 300");
        spec.cpuLimit = 1;
        spec.memoryLimit = 48_MiB;
        const LaunchResult result = launches.run(spec);
        QCOMPARE(result.limits, "polled");
        QCOMPARE(textOf(result.reason), "over_memory");
    }

    // ---- measuring ----

    void usageOfThisProcess() {
        const TreeUsage usage = usageOf({::getpid(), 999'999'999});
        QCOMPARE(usage.processes, 1);
        QVERIFY(usage.resident > 1_MiB && usage.resident < 4096_MiB);
        QVERIFY(proportionalMemory({::getpid()}) <= usage.resident);
        QVERIFY(proportionalMemory({::getpid()}) > ByteSize{0});
    }
};

QTEST_GUILESS_MAIN(TestLimits)
#include "tst_limits.moc"
