// SPDX-License-Identifier: GPL-3.0-or-later
// Trees of processes that do not want to end: after a timeout or a cancel, none is left.
#include "tests/services/executors/launches.h"

using namespace inferno;
using namespace inferno::executors;

class TestProcessTree : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTreeEnds_data() {
        QTest::addColumn<QString>("command"); // makes the file `up` when its tree stands
        QTest::addColumn<int>("processes");   // at least so many are there then
        QTest::newRow("a sleeping child") << "sleep 300 & touch up; wait" << 2;
        QTest::newRow("TERM is ignored") << "trap '' TERM; touch up; while :; do sleep 300; done" << 2;
        QTest::newRow("a session of its own") << "setsid sleep 300 & touch up; wait" << 2;
        QTest::newRow("a daemon by double fork")
            << "(setsid sh -c 'sleep 300 & sleep 300' &); touch up; sleep 300" << 3;
        QTest::newRow("a daemon that ignores TERM")
            << "(setsid sh -c \"trap '' TERM; touch up; while :; do sleep 300; done\" &); sleep 300" << 3;
        QTest::newRow("a stopped child") << "sleep 300 & kill -STOP $!; touch up; wait" << 2;
        QTest::newRow("all stopped, the shell too")
            << "sh -c \"trap '' TERM; touch up; kill -STOP \\$\\$\" & kill -STOP $$; wait" << 2;
        QTest::newRow("a child that forks on TERM")
            << "sh -c \"trap 'sleep 300 & sleep 300 & wait' TERM; touch up; sleep 300 & wait; wait\" & wait; wait; wait"
            << 2;
        QTest::newRow("one thousand children")
            << "i=0; while [ $i -lt 1000 ]; do sleep 300 & i=$((i+1)); done; touch up; wait" << 1000;
    }
    void everyTreeEnds() {
        QFETCH(const QString, command);
        QFETCH(const int, processes);
        Launches launches;
        LaunchSpec spec = launches.spec(command.toStdString());
        QVERIFY(launches.executor().start(spec));
        QVERIFY(launches.appears("up"));
        QVERIFY(
            QTest::qWaitFor([&] { return processesOf(kRun).size() >= static_cast<std::size_t>(processes); }, 20'000));
        QVERIFY(launches.executor().cancel(spec.id));
        const Inspection end = launches.wait(spec.id);
        QCOMPARE(end.state, LaunchState::Finished);
        QCOMPARE(end.result->reason, EndReason::Cancelled);
        QVERIFY(!end.result->succeeded());
        QCOMPARE(processesOf(kRun).size(), 0U);
    }

    void aCgroupIsUsedWhereOneIsGiven() {
        std::filesystem::path parent;
        for (const char* mount : {"/sys/fs/cgroup", "/sys/fs/cgroup/unified"})
            if (std::filesystem::exists(std::filesystem::path(mount) / "cgroup.controllers"))
                parent = std::filesystem::path(mount) / ("inferno-test-" + std::to_string(::getpid()));
        std::error_code refused;
        if (parent.empty() || !std::filesystem::create_directory(parent, refused))
            QSKIP("no cgroup v2 folder that this user may write");
        {
            Launches launches(programs() / "inferno-runner", parent);
            const LaunchSpec spec =
                launches.spec("cat /proc/self/cgroup; trap '' TERM; (setsid sleep 300 &); touch up; "
                              "while :; do sleep 300; done");
            QVERIFY(launches.executor().start(spec));
            QVERIFY(launches.appears("up"));
            QVERIFY(launches.executor().cancel(spec.id));
            QCOMPARE(launches.wait(spec.id).result->signal, SIGKILL);
            QVERIFY(launches.output().contains("/" + kRun + ".1\n"));
            QVERIFY(!std::filesystem::exists(parent / (kRun + ".1")));
            QCOMPARE(processesOf(kRun).size(), 0U);
        }
        std::filesystem::remove(parent, refused);
    }

    void timeout() {
        Launches launches;
        LaunchSpec spec = launches.spec("echo begun; (setsid sleep 300 &); sleep 300");
        spec.timeout = 200ms;
        spec.grace = 10s; // nobody here needs it, however busy the machine is
        const LaunchResult result = launches.run(spec);
        QCOMPARE(result.reason, EndReason::TimedOut);
        QCOMPARE(result.signal.value_or(0), SIGTERM); // and not the exit code that the shell makes of its child's end
        QVERIFY(result.detail.contains("200 ms"));
        QVERIFY(result.finished - result.started >= 200ms);
        QCOMPARE(launches.output(), "begun\n");
        QVERIFY(launches.log(spec.id).contains("run F did not end within 200 ms"));
        QCOMPARE(processesOf(kRun).size(), 0U);
    }

    void whatForksWhileItIsToldHearsOfItToo() {
        Launches launches;
        LaunchSpec spec =
            launches.spec("for i in 1 2 3; do (n=0; while [ $n -lt 300 ]; do sleep 300 & n=$((n+1)); done; "
                          "wait) & done; touch up; wait");
        spec.grace = 15s;
        QVERIFY(launches.executor().start(spec));
        QVERIFY(launches.appears("up"));
        QVERIFY(launches.executor().cancel(spec.id));
        QCOMPARE(launches.wait(spec.id).result->reason, EndReason::Cancelled);
        QVERIFY(!launches.log(spec.id).contains("did not end within its grace"));
        QCOMPARE(processesOf(kRun).size(), 0U);
    }

    void aCommandMayUseItsGrace() {
        Launches launches;
        LaunchSpec spec = launches.spec("trap 'echo cleaning; sleep 0.2; echo clean; exit 9' TERM; touch up; "
                                        "while :; do sleep 0.02; done");
        spec.grace = 10s;
        QVERIFY(launches.executor().start(spec));
        QVERIFY(launches.appears("up"));
        QVERIFY(launches.executor().cancel(spec.id));
        const LaunchResult result = *launches.wait(spec.id).result;
        QCOMPARE(result.reason, EndReason::Cancelled);
        QCOMPARE(result.exitCode, 9);
        QVERIFY(launches.output().ends_with("cleaning\nclean\n")); // before it: the shell on its child
    }

    void theRunnerIsToldToEnd() {
        Launches launches;
        const LaunchSpec spec = launches.spec("(setsid sleep 300 &); touch up; sleep 300");
        QVERIFY(launches.executor().start(spec));
        QVERIFY(launches.appears("up"));
        ::kill(runnerOf(launches), SIGTERM);
        QCOMPARE(launches.wait(spec.id).result->reason, EndReason::Interrupted);
        QCOMPARE(processesOf(kRun).size(), 0U);
    }

    void whatACommandLeavesBehindEndsWithIt() {
        Launches launches;
        // The grandchild holds the output open: the end must not wait for it.
        const LaunchResult result = launches.run(launches.spec("echo done; (setsid sleep 300 &); exit 4"));
        QCOMPARE(result.reason, EndReason::Exited);
        QCOMPARE(result.exitCode, 4);
        QVERIFY(result.finished - result.started < 250s);
        QCOMPARE(launches.output(), "done\n");
        QVERIFY(launches.log({kRun, 1}).contains("left 1 processes"));
        QCOMPARE(processesOf(kRun).size(), 0U);
    }

    void aReaderBehindTheShellMayFinish() {
        Launches launches;
        // `exec` leaves the writer behind as an orphan; it ends by itself and loses nothing.
        const LaunchResult result = launches.run(launches.spec("(sleep 0.1; echo last) & exit 0"));
        QVERIFY(result.succeeded());
        QCOMPARE(launches.output(), "last\n");
    }

    void anOutputThatNeverEndsIsCapped() {
        Launches launches;
        LaunchSpec spec = launches.spec("yes infinitely");
        spec.timeout = 500ms;
        spec.outputLimit = ByteSize{1U << 20};
        const LaunchResult result = launches.run(spec);
        QCOMPARE(result.reason, EndReason::TimedOut);
        QVERIFY(result.droppedBytes > 0);
        QVERIFY(launches.log(spec.id).size() <= 1U << 20);
        QVERIFY(launches.log(spec.id).contains("reached its limit of 1 MiB"));
    }
};

QTEST_GUILESS_MAIN(TestProcessTree)
#include "tst_process_tree.moc"
