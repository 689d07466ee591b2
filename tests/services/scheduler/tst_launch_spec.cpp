// SPDX-License-Identifier: GPL-3.0-or-later
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <map>

#include "services/scheduler/launch_spec.h"

using namespace inferno;
using namespace inferno::scheduler;

class TestLaunchSpec : public QObject {
    Q_OBJECT

    QTemporaryDir data_;
    SystemVfs vfs_;

    LaunchSurroundings surroundings() {
        LaunchSurroundings around;
        around.dataFolder = data_.path().toStdString();
        around.binFolder = "/opt/it's here/bin";
        around.url = "http://127.0.0.1:8080";
        return around;
    }
    static jobs::LaunchOrder order() {
        jobs::LaunchOrder order;
        order.runId = "run_1";
        order.job = "nightly";
        order.launch = 2;
        order.command = "echo hi";
        order.timezone = "Europe/Rome";
        return order;
    }

    std::string inputsOf(const jobs::LaunchOrder& job) {
        const auto spec = launchSpecOf(job, surroundings(), vfs_);
        const std::map<std::string, std::string> env(spec->environment.begin(), spec->environment.end());
        std::ifstream file(env.at("INFERNO_INPUTS"));
        return {std::istreambuf_iterator<char>(file), {}};
    }

private Q_SLOTS:
    void theEnvironmentIsTheJobsNotTheServices() {
        qputenv("SERVICE_SECRET", "x");
        jobs::LaunchOrder job = order();
        job.env = {{"A", "1"}, {"LANG", "de_DE.UTF-8"}};
        LaunchSurroundings around = surroundings();
        around.token = [](const jobs::LaunchOrder& which) -> Result<std::string> { return "token of " + which.runId; };
        const auto spec = launchSpecOf(job, around, vfs_);
        QVERIFY(spec);
        const std::map<std::string, std::string> env(spec->environment.begin(), spec->environment.end());
        std::string names;
        for (const auto& [name, value] : env)
            names += name + " ";
        QCOMPARE(names,
                 "A HOME INFERNO_FILES INFERNO_INPUTS INFERNO_OUTPUTS INFERNO_RUN_ID INFERNO_TOKEN INFERNO_URL LANG "
                 "LOGNAME PATH SHELL TZ USER ");
        QCOMPARE(env.at("TZ"), "Europe/Rome");
        QCOMPARE(env.at("LANG"), "de_DE.UTF-8");
        QCOMPARE(env.at("INFERNO_TOKEN"), "token of run_1");
        QVERIFY(env.at("PATH").starts_with("/opt/it's here/bin:"));
        QCOMPARE(spec->id.launch, 2U);
        QCOMPARE(spec->command, "echo hi");
    }

    void limitsGoAlong() {
        jobs::LaunchOrder job = order();
        job.resources = {1.5, 0.5, false};
        LaunchSurroundings around = surroundings();
        around.sampleEvery = std::chrono::seconds(30);
        const auto spec = launchSpecOf(job, around, vfs_);
        QVERIFY(spec);
        QCOMPARE(spec->cpuLimit, 1.5);
        QVERIFY(spec->memoryLimit == ByteSize{512ULL << 20});
        QVERIFY(spec->sampleEvery == std::chrono::seconds(30));
    }

    void infernosOwnWordsRunAsInferno() {
        jobs::LaunchOrder job = order();
        job.kind = jobs::CommandKind::Inferno;
        job.command = "  validate /models/*.gguf";
        QCOMPARE(launchSpecOf(job, surroundings(), vfs_)->command,
                 "'/opt/it'\\''s here/bin/inferno' validate /models/*.gguf");
    }

    void workingFolders() {
        const auto own = launchSpecOf(order(), surroundings(), vfs_);
        QCOMPARE(own->workFolder.string(), data_.path().toStdString() + "/work/nightly");
        struct stat info{};
        QCOMPARE(::stat(own->workFolder.c_str(), &info), 0);
        QCOMPARE(info.st_mode & 0777, 0700U);
        QCOMPARE(::stat((data_.path().toStdString() + "/work").c_str(), &info), 0);
        QCOMPARE(info.st_mode & 0777, 0711U);
        QVERIFY(launchSpecOf(order(), surroundings(), vfs_)); // again
        jobs::LaunchOrder job = order();
        job.workdir = "/tmp";
        QCOMPARE(launchSpecOf(job, surroundings(), vfs_)->workFolder.string(), "/tmp");
        job.workdir = "/no/such/folder";
        const auto gone = launchSpecOf(job, surroundings(), vfs_);
        QCOMPARE(gone.error().code, ErrorCode::IoNotFound);
        QVERIFY(gone.error().message().find("/no/such/folder") != std::string::npos);
        job.workdir = "/etc/hostname";
        QVERIFY(!launchSpecOf(job, surroundings(), vfs_));
    }

    void whatTheRunsBeforeLeft() {
        jobs::LaunchOrder job = order();
        const std::filesystem::path work = data_.path().toStdString() + "/work";
        QCOMPARE(inputsOf(job), "{}\n");
        std::filesystem::create_directories(work / "run_0" / "files");
        job.parents = {{"extract", "run_0", jobs::RunState::Completed, R"({"rows":7})"},
                       {"probe", "run_x", jobs::RunState::Failed, ""}};
        QCOMPARE(inputsOf(job), R"({"extract":{"files":")" + (work / "run_0" / "files").string() +
                                    R"(","outputs":{"rows":7},"run_id":"run_0","state":"completed"},)"
                                    R"("probe":{"files":null,"outputs":null,"run_id":"run_x","state":"failed"}})"
                                    "\n");
    }

    /// The folder of an earlier attempt is the command's: what it has put there must not lead the service elsewhere.
    void noLinkLeadsTheInputsAway() {
        const std::filesystem::path root = data_.path().toStdString();
        std::filesystem::create_directories(root / "work/run_links/files");
        std::ofstream(root / "precious") << "precious";
        std::filesystem::create_symlink(root / "precious", root / "work/run_links/inputs.json");
        jobs::LaunchOrder job = order();
        job.runId = "run_links";
        job.parents = {{"extract", "run_0", jobs::RunState::Completed, ""}};
        QVERIFY(inputsOf(job).starts_with(R"({"extract":)"));
        QCOMPARE(std::string(asText(*readFile(vfs_, root / "precious"))), "precious");
        std::filesystem::remove(root / "work/run_links/files");
        std::filesystem::create_directory_symlink(root, root / "work/run_links/files");
        QVERIFY(!launchSpecOf(job, surroundings(), vfs_));
    }

    void theFoldersAreThoseOfTheUserThatItRunsAs() {
        if (::geteuid() != 0)
            QSKIP("changing the owner needs root");
        LaunchSurroundings around = surroundings();
        around.user = "nobody";
        jobs::LaunchOrder job = order();
        job.job = "others";
        job.runId = "run_others";
        job.parents = {{"extract", "run_0", jobs::RunState::Completed, ""}};
        const auto spec = launchSpecOf(job, around, vfs_);
        QVERIFY(spec);
        for (const auto& path : {spec->workFolder, spec->exchange, spec->exchange / executors::kFilesFolder,
                                 spec->exchange / executors::kInputsFile}) {
            struct stat info{};
            QCOMPARE(::stat(path.c_str(), &info), 0);
            QCOMPARE(info.st_uid, ::getpwnam("nobody")->pw_uid);
            QCOMPARE(info.st_mode & 0077, 0U);
        }
    }

    void aUserThatIsNotThere() {
        LaunchSurroundings around = surroundings();
        around.user = "nobody-by-this-name";
        QVERIFY(launchSpecOf(order(), around, vfs_).error().detail.find("nobody-by-this-name") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestLaunchSpec)
#include "tst_launch_spec.moc"
