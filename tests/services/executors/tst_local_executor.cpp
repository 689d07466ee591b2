// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <algorithm>
#include <fstream>
#include <spawn.h>

#include "services/executors/exchange.h"
#include "services/executors/launch_files.h"
#include "tests/services/executors/launches.h"

using namespace inferno;
using namespace inferno::executors;

namespace {

/// What `--start-and-die ROOT RUN COMMAND` does: a service that starts a run, sees it begin, and is killed.
int startAndDie(const std::filesystem::path& root, const std::string& run, const std::string& command) {
    SystemVfs vfs;
    auto executor = LocalExecutor::open(
        {.runsFolder = root / "runs", .runnerProgram = programs() / "inferno-runner", .cgroupFolder = {}}, vfs);
    const LaunchSpec spec = specFor(root, command, run);
    if (!executor || !(*executor)->start(spec))
        return 1;
    while (!std::filesystem::exists(LaunchFiles::of(root / "runs", spec.id, vfs)->recordPath()))
        std::this_thread::sleep_for(5ms);
    ::kill(::getpid(), SIGKILL);
    return 1;
}

/// Starts the run from another process, which is dead afterwards.
void startByAServiceThatDies(const LaunchSpec& spec) {
    std::vector<std::string> texts{QCoreApplication::applicationFilePath().toStdString(), "--start-and-die",
                                   spec.workFolder.string(), spec.id.run, spec.command};
    std::vector<char*> arguments;
    for (std::string& text : texts)
        arguments.push_back(text.data());
    arguments.push_back(nullptr);
    pid_t pid = 0;
    QCOMPARE(::posix_spawn(&pid, arguments[0], nullptr, nullptr, arguments.data(), environ), 0);
    int status = 0;
    QCOMPARE(::waitpid(pid, &status, 0), pid);
    QVERIFY(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

} // namespace

class TestLocalExecutor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void exitCodesAndSignals_data() {
        QTest::addColumn<QString>("command");
        QTest::addColumn<int>("reason");
        QTest::addColumn<int>("exitCode"); // -1: none
        QTest::addColumn<int>("signal");   // 0: none
        const auto row = [](const char* command, EndReason reason, int exitCode, int signal) {
            QTest::newRow(command) << QString::fromUtf8(command) << static_cast<int>(reason) << exitCode << signal;
        };
        row("true", EndReason::Exited, 0, 0);
        row("exit 7", EndReason::Exited, 7, 0);
        row("no-such-program-anywhere", EndReason::Exited, 127, 0);
        row("if", EndReason::Exited, 2, 0); // a syntax error of the shell
        row("kill -KILL $$", EndReason::Signalled, -1, SIGKILL);
        row("kill -SEGV $$", EndReason::Signalled, -1, SIGSEGV);
        row("kill -TERM $$", EndReason::Signalled, -1, SIGTERM);
        row("exec sh -c 'exit 3'", EndReason::Exited, 3, 0);
        row("exec >&- 2>&-; sleep 0.2; exit 5", EndReason::Exited, 5, 0); // closes its output, goes on
    }
    void exitCodesAndSignals() {
        QFETCH(const QString, command);
        QFETCH(const int, reason);
        QFETCH(const int, exitCode);
        QFETCH(const int, signal);
        Launches launches;
        const LaunchResult result = launches.run(launches.spec(command.toStdString()));
        QCOMPARE(static_cast<int>(result.reason), reason);
        QCOMPARE(result.exitCode.value_or(-1), exitCode);
        QCOMPARE(result.signal.value_or(0), signal);
        QCOMPARE(result.succeeded(), reason == static_cast<int>(EndReason::Exited) && exitCode == 0);
        QVERIFY(result.started <= result.finished);
        QVERIFY(processesOf(kRun).empty());
    }

    void outputIsWhole_data() {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QByteArray>("output");
        QTest::newRow("both streams in order")
            << "echo a; echo b >&2; echo c; echo d >&2" << QByteArray("a\nb\nc\nd\n");
        QTest::newRow("no newline at the end") << "printf 'x\\ny'" << QByteArray("x\ny");
        QTest::newRow("binary") << "printf '\\377\\000\\001\\n'" << QByteArray("\xFF\0\x01\n", 4);
        QTest::newRow("none") << "true" << QByteArray();
        QTest::newRow("10 MB") << "head -c 10000000 /dev/zero | tr '\\0' '#' | fold -w 99" << QByteArray();
    }
    void outputIsWhole() {
        QFETCH(const QString, command);
        QFETCH(QByteArray, output);
        if (command.contains(QStringLiteral("fold")))
            for (int left = 10'000'000; left > 0; left -= 99)
                output += QByteArray(std::min(left, 99), '#') + (left > 99 ? "\n" : "");
        Launches launches;
        const LaunchResult result = launches.run(launches.spec(command.toStdString()));
        QVERIFY(result.succeeded());
        QCOMPARE(result.outputBytes, static_cast<std::uint64_t>(output.size()));
        QVERIFY(QByteArray::fromStdString(launches.output()) == output);
    }

    void environmentIsExactlyWhatWasGiven() {
        ::setenv("SECRET_OF_THE_SERVICE", "x", 1);
        Launches launches;
        LaunchSpec spec = launches.spec("env | sort; umask; pwd; ls /proc/self/fd | wc -l; cat");
        spec.environment = {{"PATH", "/usr/bin:/bin"}, {"A", "two words"}};
        const LaunchResult result = launches.run(spec);
        QVERIFY(result.succeeded());
        // PWD is the shell's own; descriptors are 0, 1, 2 and the one that ls reads with.
        const std::string expected = "A=two words\nINFERNO_LAUNCH=" + kRun +
                                     "/1\nPATH=/usr/bin:/bin\nPWD=" + launches.root().string() + "\n0022\n" +
                                     launches.root().string() + "\n4\n";
        QCOMPARE(launches.output(), expected);
    }

    void parametersAreNeverSplitOrPasted() {
        Launches launches;
        LaunchSpec spec = launches.spec("for word in $text; do echo \"[$word]\"; done; echo ${other}");
        spec.parameters = {{"text", "two words; $(touch pasted) `touch pasted`"}, {"other", "-n"}};
        QVERIFY(launches.run(spec).succeeded());
        QVERIFY(launches.output().starts_with("[two words; $(touch pasted) `touch pasted`]\n"));
        QVERIFY(!std::filesystem::exists(launches.root() / "pasted"));
    }

    void whatCannotStartSaysWhy() {
        Launches launches;
        LaunchSpec spec = launches.spec("touch ran");
        spec.workFolder = launches.root() / "absent";
        LaunchResult result = launches.run(spec);
        QCOMPARE(result.reason, EndReason::NotStarted);
        QVERIFY(result.detail.contains("absent"));
        spec = launches.spec("touch ran", "run_user");
        spec.user = "nobody-of-this-name";
        result = launches.run(spec);
        QCOMPARE(result.reason, EndReason::NotStarted);
        QVERIFY(result.detail.contains("nobody-of-this-name"));
        spec = launches.spec("true", "run_long");
        spec.environment.emplace_back("LONG", std::string(3'000'000, 'x'));
        result = launches.run(spec);
        QCOMPARE(result.reason, EndReason::NotStarted);
        QVERIFY(result.detail.contains("too long"));
        QVERIFY(!std::filesystem::exists(launches.root() / "ran"));
    }

    void anotherUser() {
        if (::geteuid() != 0)
            QSKIP("changing the user needs root");
        Launches launches;
        std::filesystem::permissions(launches.root(), std::filesystem::perms{0755});
        LaunchSpec spec = launches.spec("id -un; cat runs/" + kRun + "/1/claim");
        spec.user = "nobody";
        const LaunchResult result = launches.run(spec);
        QVERIFY(launches.output().starts_with("nobody\n"));
        QVERIFY(launches.output().contains("Permission denied"));
        QCOMPARE(result.exitCode, 1);
    }

    void whatACommandLeavesForOthersIsTaken() {
        Launches launches;
        const std::filesystem::path own = launches.root() / "own";
        LaunchSpec spec = launches.spec("echo '{ \"rows\": 7 }' > own/outputs.json; touch own/files/part");
        spec.exchange = own;
        std::filesystem::create_directories(own / "files");
        std::ofstream(own / "inputs.json") << "{}";
        const LaunchResult result = launches.run(spec);
        QVERIFY(result.succeeded());
        QCOMPARE(result.outputs, R"({"rows":7})");
        QVERIFY(std::filesystem::exists(own / "files" / "part"));
        QVERIFY(!std::filesystem::exists(own / "inputs.json") && !std::filesystem::exists(own / "outputs.json"));
        spec = launches.spec("exit 3", "run_nothing");
        spec.exchange = launches.root() / "nothing";
        std::filesystem::create_directories(spec.exchange / "files");
        QCOMPARE(launches.run(spec).outputs, "");
        QVERIFY(!std::filesystem::exists(spec.exchange)); // nothing is left
        spec = launches.spec("rm -r tidied", "run_tidied");
        spec.exchange = launches.root() / "tidied";
        std::filesystem::create_directory(spec.exchange);
        const LaunchResult tidied = launches.run(spec);
        QVERIFY2(tidied.succeeded(), tidied.detail.c_str());
    }

    void anExchangeThatIsNoFolderFailsTheRun() {
        Launches launches;
        LaunchSpec spec = launches.spec("rm -r own; ln -s / own");
        spec.exchange = launches.root() / "own";
        std::filesystem::create_directory(spec.exchange);
        const LaunchResult result = launches.run(spec);
        QCOMPARE(result.reason, EndReason::BadOutputs);
        QVERIFY2(result.detail.starts_with("opening "), result.detail.c_str());
    }

    void outputsThatCannotBeTakenFailTheRun_data() {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("why");
        QTest::newRow("no JSON") << "echo '{' > outputs.json" << "is no JSON";
        QTest::newRow("no object") << "echo '[1]' > outputs.json" << "is JSON, but no object";
        QTest::newRow("broken UTF-8") << "printf '{\"a\":\"\\377\"}' > outputs.json" << "is no JSON";
        QTest::newRow("too large") << "head -c 70000 /dev/zero > outputs.json" << "has 70000 bytes, and may have 65536";
        QTest::newRow("a link") << "ln -s /etc/passwd outputs.json" << "is a link";
        QTest::newRow("a second name") << "echo '{}' > a; ln a outputs.json" << "is no file of the command's own";
        QTest::newRow("a pipe") << "mkfifo outputs.json" << "is no file of the command's own";
        QTest::newRow("a folder") << "mkdir outputs.json" << "is no file of the command's own";
    }
    void outputsThatCannotBeTakenFailTheRun() {
        QFETCH(QString, command);
        QFETCH(QString, why);
        Launches launches;
        LaunchSpec spec = launches.spec(std::string("cd own; ") + command.toStdString());
        spec.exchange = launches.root() / "own";
        std::filesystem::create_directory(spec.exchange);
        const LaunchResult result = launches.run(spec);
        QCOMPARE(result.reason, EndReason::BadOutputs);
        QCOMPARE(result.exitCode, 0);
        QCOMPARE(result.outputs, "");
        QCOMPARE(result.detail, std::string("outputs.json ") + why.toStdString());
        QVERIFY(launches.log(spec.id).contains(result.detail));
    }

    void noRunnerNoRun() {
        Launches launches("/no/such/runner");
        const auto started = launches.executor().start(launches.spec("true"));
        QVERIFY(!started);
        QCOMPARE(started.error().code, ErrorCode::RunSpawnFailed);
        QCOMPARE(launches.executor().inspect({kRun, 1})->state, LaunchState::Void);
    }

    void aLauncherThatDiesAtOnceIsAnError() {
        QTemporaryDir folder;
        const std::filesystem::path broken = folder.path().toStdString() + "/runner";
        std::ofstream(broken) << "#!/bin/sh\nexit 1\n";
        std::filesystem::permissions(broken, std::filesystem::perms{0700});
        Launches launches(broken);
        const auto started = launches.executor().start(launches.spec("true"));
        QVERIFY(!started);
        QCOMPARE(started.error().code, ErrorCode::RunSpawnFailed);
        QCOMPARE(launches.executor().inspect({kRun, 1})->state, LaunchState::Void);
    }

    void aRunnerThatCannotBeginLeavesAVoidLaunchAndItsWords() {
        Launches launches;
        QVERIFY(launches.files().makeFolder());
        std::ofstream(launches.root() / "order") << "no order";
        QProcess runner;
        runner.setStandardInputFile(QString::fromStdString((launches.root() / "order").string()));
        runner.start(QString::fromStdString((programs() / "inferno-runner").string()),
                     {QString::fromStdString(launches.files().prefix().string())});
        QVERIFY(runner.waitForFinished());
        QCOMPARE(runner.exitCode(), 1);
        const auto end = launches.executor().inspect({kRun, 1});
        QCOMPARE(end->state, LaunchState::Void);
        QVERIFY2(end->detail.contains("the order cannot be read"), end->detail.c_str());
    }

    void badIdsAreRefused() {
        Launches launches;
        for (const char* bad : {"", "..", "a/b", ".hidden", "run 1"})
            QCOMPARE(launches.executor().start(launches.spec("true", bad)).error().code, ErrorCode::InputInvalid);
        LaunchSpec spec = launches.spec("true");
        spec.id.launch = 0;
        QVERIFY(!launches.executor().start(spec));
        spec = launches.spec("true");
        spec.workFolder = "relative";
        QVERIFY(!launches.executor().start(spec));
    }

    void aLaunchStartsOnce() {
        Launches launches;
        const LaunchSpec spec = launches.spec("echo x >> count");
        QVERIFY(launches.executor().start(spec));
        QCOMPARE(launches.executor().start(spec).error().code, ErrorCode::IoExists);
        QVERIFY(launches.wait(spec.id).result->succeeded());
        QCOMPARE(launches.executor().start(spec).error().code, ErrorCode::IoExists);
        QCOMPARE(std::filesystem::file_size(launches.root() / "count"), 2U);
    }

    void progressCanBeSeen() {
        Launches launches;
        const LaunchSpec spec = launches.spec("echo ::progress 42; touch said; until [ -e go ]; do sleep 0.02; done; "
                                              "echo ::progress 100");
        QVERIFY(launches.executor().start(spec));
        QVERIFY(QTest::qWaitFor([&] { return launches.executor().inspect(spec.id)->progress == 42; }, 10'000));
        QCOMPARE(launches.executor().inspect(spec.id)->state, LaunchState::Running);
        std::ofstream(launches.root() / "go");
        QCOMPARE(launches.wait(spec.id).result->progress, 100);
    }

    void aLogCanBeFollowed() {
        Launches launches;
        const LaunchSpec spec =
            launches.spec("echo one; printf 'name? '; until [ -e go ]; do sleep 0.02; done; echo two");
        QCOMPARE(launches.executor().readOutput(spec.id, 0, 1000)->lines, "");
        QVERIFY(launches.executor().start(spec));
        // The prompt has no newline, and comes nevertheless.
        QVERIFY(QTest::qWaitFor([&] { return launches.output() == "one\nname? "; }, 10'000));
        const std::uint64_t offset = launches.executor().readOutput(spec.id, 0, 1'000'000)->nextOffset;
        std::ofstream(launches.root() / "go");
        QVERIFY(launches.wait(spec.id).result->succeeded());
        const auto rest = launches.executor().readOutput(spec.id, offset, 1'000'000);
        QCOMPARE(outputOf(rest->lines), "two\n");
        QVERIFY(rest->atEnd);
        QVERIFY(!launches.executor().readOutput(spec.id, 1U << 30, 1000));
    }

    void usageIsMeasured() {
        Launches launches;
        // The work is in a grandchild.
        const LaunchResult result =
            launches.run(launches.spec("sh -c 'i=0; while [ $i -lt 1000000 ]; do i=$((i+1)); done'; sleep 0.05"));
        QVERIFY(result.userTime + result.systemTime > 20ms);
        QVERIFY(result.userTime + result.systemTime < 60s);
        QVERIFY(static_cast<std::uint64_t>(result.maxResident) > 500'000);
        QVERIFY(result.finished - result.started >= 50ms);
    }

    void aRunOutlivesTheServiceThatStartedIt() {
        Launches launches;
        const LaunchSpec spec = launches.spec("i=0; until [ -e go ]; do sleep 0.02; done; "
                                              "while [ $i -lt 2000 ]; do echo line $i; i=$((i+1)); done; exit 42");
        startByAServiceThatDies(spec);
        const auto inspection = launches.executor().inspect(spec.id);
        QCOMPARE(inspection->state, LaunchState::Running);
        std::ofstream(launches.root() / "go");
        const Inspection end = launches.wait(spec.id);
        QCOMPARE(end.state, LaunchState::Finished);
        QCOMPARE(end.result->exitCode, 42);
        const std::string output = launches.output();
        QVERIFY(output.starts_with("line 0\n") && output.ends_with("line 1999\n"));
        QCOMPARE(std::ranges::count(output, '\n'), 2000);
        // And a service that comes even later learns the same.
        launches.reopen();
        QCOMPARE(launches.executor().inspect(spec.id)->result->exitCode, 42);
    }

    void cancelReachesARunOfAServiceThatIsGone() {
        Launches launches;
        const LaunchSpec spec = launches.spec("touch up; sleep 100");
        startByAServiceThatDies(spec);
        QVERIFY(launches.appears("up"));
        // The second service writes the request and dies before the signal: a third one delivers it by looking.
        std::ofstream(launches.files().cancelPath());
        const auto inspection = launches.executor().inspect(spec.id);
        QVERIFY(inspection->cancelRequested);
        QCOMPARE(launches.wait(spec.id).result->reason, EndReason::Cancelled);
    }

    void cancelBeforeTheRunnerClaims() {
        Launches launches;
        for (int i = 0; i < 20; ++i) {
            const LaunchSpec spec = launches.spec("sleep 100", "run_" + std::to_string(i));
            QVERIFY(launches.executor().start(spec));
            QVERIFY(launches.executor().cancel(spec.id));
            QCOMPARE(launches.wait(spec.id).result->reason, EndReason::Cancelled);
            QCOMPARE(launches.executor().cancel(spec.id).error().code, ErrorCode::RunState);
        }
    }

    void voidOrClaimedButNeverBoth() {
        Launches launches;
        int voids = 0;
        const int tries = 60;
        for (int i = 0; i < tries; ++i) {
            const LaunchSpec spec = launches.spec("echo x >> ran." + std::to_string(i), "run_" + std::to_string(i));
            auto other = launches.open(); // a service that knows nothing of the start
            QVERIFY(launches.executor().start(spec));
            std::this_thread::sleep_for(std::chrono::microseconds(i * 150));
            const auto first = other->inspect(spec.id);
            QVERIFY(first);
            const Inspection end = launches.wait(spec.id);
            const bool ran = std::filesystem::exists(launches.root() / ("ran." + std::to_string(i)));
            if (first->state == LaunchState::Void) {
                ++voids;
                QVERIFY(!ran);
                QCOMPARE(end.state, LaunchState::Void);
            } else {
                QVERIFY(ran);
                QCOMPARE(std::filesystem::file_size(launches.root() / ("ran." + std::to_string(i))), 2U);
                QCOMPARE(end.state, LaunchState::Finished);
            }
            QCOMPARE(launches.executor().inspect(spec.id)->state, end.state);
        }
        qInfo("%d of %d launches were made void", voids, tries);
    }

    void aRunnerThatComesTooLateLeaves() {
        Launches launches;
        const LaunchSpec spec = launches.spec("touch ran");
        QCOMPARE(launches.executor().inspect(spec.id)->state, LaunchState::Void);
        const std::filesystem::path order = launches.root() / "order";
        std::ofstream(order) << encodeOrder({spec, {}, {}});
        QProcess late;
        late.setStandardInputFile(QString::fromStdString(order.string()));
        late.start(QString::fromStdString((programs() / "inferno-runner").string()),
                   {QString::fromStdString(launches.files().prefix().string())});
        QVERIFY(late.waitForFinished());
        QCOMPARE(late.exitCode(), 0);
        QCOMPARE(launches.executor().inspect(spec.id)->state, LaunchState::Void);
        QVERIFY(!std::filesystem::exists(launches.root() / "ran"));
    }

    void aDeadLauncherIsReplacedAndItsRunsGoOn() {
        Launches launches;
        const LaunchSpec first = launches.spec("until [ -e go ]; do sleep 0.02; done; echo done", "run_first");
        QVERIFY(launches.executor().start(first));
        QVERIFY(QTest::qWaitFor([&] { return runnerOf(launches, "run_first") > 0; }, 10'000));
        const auto runner = processInfo(runnerOf(launches, "run_first"));
        QVERIFY(runner && runner->parent > 1 && runner->parent != ::getpid());
        QCOMPARE(processInfo(runner->parent)->parent, ::getpid());
        ::kill(runner->parent, SIGKILL);
        QVERIFY(launches.run(launches.spec("true", "run_second")).succeeded());
        std::ofstream(launches.root() / "go");
        QVERIFY(launches.wait(first.id).result->succeeded());
        QCOMPARE(launches.output(first.id), std::string("done\n"));
    }

    void anUnclaimedLaunchNeverRunsLater() {
        Launches launches;
        QCOMPARE(launches.executor().inspect({"run_never", 3})->state, LaunchState::Void);
        LaunchSpec spec = launches.spec("touch ran", "run_never");
        spec.id.launch = 3;
        QCOMPARE(launches.executor().start(spec).error().code, ErrorCode::IoExists);
        spec.id.launch = 4;
        QVERIFY(launches.run(spec).succeeded());
    }

    void aKilledRunnerLeavesNoProcessAndNoOutcome() {
        Launches launches;
        // A child in the shell's session, one in its own, and a daemon.
        const LaunchSpec spec = launches.spec("sleep 300 & setsid sleep 300 & (setsid sleep 300 &) ; touch up; wait");
        QVERIFY(launches.executor().start(spec));
        QVERIFY(launches.appears("up"));
        QVERIFY(QTest::qWaitFor([&] { return processesOf(kRun).size() >= 4; }, 10'000));
        ::kill(runnerOf(launches), SIGKILL);
        const Inspection end = launches.wait(spec.id);
        QCOMPARE(end.state, LaunchState::OutcomeUnknown);
        QVERIFY(QTest::qWaitFor([&] { return processesOf(kRun).empty(); }, 5'000));
        QCOMPARE(launches.executor().cancel(spec.id).has_value(), true); // asked in vain; nothing to end
        QCOMPARE(launches.executor().inspect(spec.id)->state, LaunchState::OutcomeUnknown);
    }

    void anotherProcessWithTheRunnersPidIsNotTheRunner() {
        Launches launches;
        const LaunchFiles reused = launches.files("run_reused");
        QVERIFY(reused.makeFolder());
        auto self = *identityOf(::getpid());
        QVERIFY(isAlive(self));
        self.startTicks += 1; // our pid, but started at another time
        QVERIFY(!isAlive(self));
        QVERIFY(*reused.claimFor(self));
        QCOMPARE(launches.executor().inspect({"run_reused", 1})->state, LaunchState::OutcomeUnknown);
        const LaunchFiles rebooted = launches.files("run_rebooted");
        QVERIFY(rebooted.makeFolder());
        self = *identityOf(::getpid());
        self.bootId = "another-boot";
        QVERIFY(*rebooted.claimFor(self));
        QCOMPARE(launches.executor().inspect({"run_rebooted", 1})->state, LaunchState::OutcomeUnknown);
    }

    /// A machine that stops may leave the name of a file without its words.
    void whatWasTornHasAnUnknownEnd() {
        Launches launches;
        const std::string claim = toJson(ProcessIdentity{::getpid(), 1, "another-boot"}) + "\n";
        LaunchResult result;
        result.detail = "it ended";
        const std::string whole = toJson(result);
        const std::string zeros(512, '\0');
        // Of the claim, or of the result behind it: not its newline either.
        const std::vector<std::string> torn{"",
                                            "{\"pid\":",
                                            zeros,
                                            claim,
                                            claim + zeros,
                                            claim + whole.substr(0, 40) + zeros,
                                            claim + whole,
                                            claim + zeros + whole.substr(40) + "\n"};
        for (std::size_t i = 0; i < torn.size(); ++i) {
            const std::string run = "run_torn" + std::to_string(i);
            QVERIFY(launches.files(run).makeFolder());
            std::ofstream(launches.files(run).recordPath()) << torn[i];
            QCOMPARE(launches.executor().inspect({run, 1})->state, LaunchState::OutcomeUnknown);
        }
        QVERIFY(launches.files("run_whole").makeFolder());
        std::ofstream(launches.files("run_whole").recordPath()) << claim + whole + "\n" + zeros;
        QCOMPARE(launches.executor().inspect({"run_whole", 1})->result->detail, "it ended");
    }

    void namesOfLaunchFiles() {
        const auto log = parseLaunchFileName("run_01.12.log.zst");
        QVERIFY(log && log->run == "run_01" && log->launch == 12 && log->ending == ".log.zst");
        QCOMPARE(parseLaunchFileName("a.2.1.record")->run, "a.2");
        for (const char* other : {"", "README", "run_01.log", "run_01.0.log", "run_01.1", "run_01.1.", ".1.log"})
            QVERIFY2(!parseLaunchFileName(other), other);
    }

    /// A folder that a command left empty serves the next one, and none that it left something in.
    void exchangeFoldersAreUsedAgain() {
        Launches launches;
        const auto exchange = [&](const std::string& run) { return launches.root() / "work" / run; };
        const auto run = [&](const std::string& id, const std::string& command) {
            std::filesystem::create_directories(launches.root() / "work");
            if (!makeExchange(exchange(id), {::geteuid(), ::getegid()}))
                return false;
            LaunchSpec spec = launches.spec(command, id);
            spec.exchange = exchange(id);
            spec.workFolder = exchange(id);
            return launches.run(spec).succeeded();
        };
        const auto spares = [&] {
            const std::filesystem::directory_iterator work(launches.root() / "work");
            return std::ranges::count_if(
                work, [](const auto& entry) { return entry.path().filename().string().starts_with("run_spare."); });
        };
        QVERIFY(run("run_a", "echo '{}' > outputs.json"));
        QVERIFY(!std::filesystem::exists(exchange("run_a")) && spares() == 1);
        QVERIFY(run("run_b", "ls -A files . > files/seen; chmod 700 files"));
        QCOMPARE(spares(), 0);
        std::ifstream seen(exchange("run_b") / "files/seen");
        QCOMPARE((std::string{std::istreambuf_iterator<char>(seen), {}}), ".:\nfiles\n\nfiles:\nseen\n");
        int number = 0;
        for (const char* left : {"touch more", "chmod 755 .", "chmod 0 files", "rmdir files; ln -s / files"}) {
            QVERIFY(run("run_c" + std::to_string(number++), left));
            QCOMPARE(spares(), 0);
        }
    }

    void manyAtOnce() {
        Launches launches;
        for (int i = 0; i < 30; ++i)
            QVERIFY(launches.executor().start(launches.spec("exit " + std::to_string(i), "run_" + std::to_string(i))));
        for (int i = 0; i < 30; ++i)
            QCOMPARE(launches.wait({"run_" + std::to_string(i), 1}).result->exitCode, i);
        QCOMPARE(launches.endsTold(), 30U);
    }
};

int main(int argc, char** argv) {
    if (argc == 5 && std::string_view(argv[1]) == "--start-and-die")
        return startAndDie(argv[2], argv[3], argv[4]);
    const QCoreApplication application(argc, argv);
    TestLocalExecutor test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_local_executor.moc"
