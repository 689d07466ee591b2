// SPDX-License-Identifier: GPL-3.0-or-later
// Limits, samples and progress of runs, over the API of a whole service with real processes.
#include <QTest>

#include <fstream>

#include "services/client/types_resources.h"
#include "tests/services/api/live_service.h"

using namespace inferno;
using inferno::tests::bodyOf;
using inferno::tests::LiveService;
using inferno::tests::statusOf;

class TestResources : public QObject {
    Q_OBJECT

    std::unique_ptr<LiveService> live_;
    QTemporaryDir folder_;

    client::Client& api() { return live_->client(); }
    std::filesystem::path file(const std::string& name) const { return folder_.path().toStdString() + "/" + name; }
    /// The id of its run.
    std::string begin(const std::string& name, const std::string& command, client::Resources resources = {}) {
        client::JobDefinition job;
        job.name = name;
        job.command = command;
        job.resources = resources;
        const auto created = api().createJob(job);
        if (!created)
            qFatal("%s", created.error().message().c_str());
        return created->run_id;
    }
    client::Run end(const std::string& run) {
        const auto over = [&] {
            const auto now = api().run(run);
            return now && !now->finished.empty();
        };
        if (!QTest::qWaitFor(over, 30'000))
            qFatal("%s does not end", run.c_str());
        return api().run(run).value();
    }
    std::string untilThere(const std::string& name) const {
        return "until [ -e '" + file(name).string() + "' ]; do sleep 0.02; done; ";
    }

private Q_SLOTS:
    void init() { live_ = std::make_unique<LiveService>(); }
    void cleanup() { live_.reset(); }

    void whoTakesTooMuchMemoryFailsWithTheFigures() {
        client::Resources limits;
        limits.memory_limit_gb = 0.0625;
        const client::Run run =
            end(begin("greedy", "x=$(head -c 134217728 /dev/zero | tr '\\0' x); sleep 300", limits));
        QCOMPARE(run.status, "failed");
        QVERIFY2(run.reason.starts_with("memory_limit: "), run.reason.c_str());
        QVERIFY2(run.reason.contains("64 MiB"), run.reason.c_str());
        QVERIFY(run.limits == "polled" || run.limits == "cgroup"); // as this machine allows
        const auto used = api().runResources(run.id);
        QVERIFY2(used, used ? "" : used.error().message().c_str());
        QCOMPARE(used->run_id, run.id);
        QCOMPARE(used->job, "greedy");
        QCOMPARE(used->launch, 1);
        QCOMPARE(used->limits, run.limits);
        QCOMPARE(used->memory_limit, std::uint64_t{64} << 20);
        QCOMPARE(used->cpu_limit, 0.0);
        QVERIFY(!used->samples.empty());
        QVERIFY(run.limits == "cgroup" || used->memory_peak > used->memory_limit);
        QVERIFY(used->memory_mean <= used->memory_peak);
        QVERIFY(used->cpu_seconds > 0 && used->duration > 0);
    }

    void howLimitsAreKeptIsSaidWhileItRuns() {
        client::Resources limits;
        limits.cpu_limit = 0.5;
        const std::string run = begin("steady", untilThere("steady"), limits);
        QTRY_COMPARE(api().run(run)->status, "running");
        QTRY_VERIFY(!api().run(run)->limits.empty());
        QTRY_VERIFY(!api().runResources(run)->samples.empty());
        QCOMPARE(api().runResources(run)->status, "running");
        std::ofstream(file("steady"));
        QCOMPARE(end(run).status, "completed");
        QCOMPARE(api().job("steady")->runs.at(0).limits, api().run(run)->limits);
        QCOMPARE(end(begin("free", "true")).limits, "");
    }

    void aRunThatHasNotBegunHasNoSamples() {
        QVERIFY(api().pauseQueue("not yet"));
        const std::string run = begin("later", "true");
        const auto used = api().runResources(run);
        QVERIFY(used);
        QCOMPARE(used->launch, 0);
        QVERIFY(used->samples.empty());
        QCOMPARE(statusOf(live_->ask("GET", "/api/v1/runs/run_nobody/resources", live_->bearer())), 404);
    }

    void progressIsEstimatedFromEarlierRuns() {
        const std::string first = begin("usual", untilThere("usual"));
        QTRY_COMPARE(api().run(first)->status, "running");
        QVERIFY(!api().run(first)->progress); // nothing is known yet
        QVERIFY(!api().run(first)->estimated);
        std::ofstream(file("usual"));
        QCOMPARE(end(first).status, "completed");
        std::filesystem::remove(file("usual"));

        const std::string second = api().runJob("usual")->id;
        // It takes longer than the first one did, and is not called done for that.
        QTRY_COMPARE_WITH_TIMEOUT(api().run(second)->progress, std::optional(99.0), 120'000);
        QVERIFY(api().run(second)->estimated);
        const auto job = api().job("usual");
        QCOMPARE(job->progress, std::optional(99.0));
        QVERIFY(job->estimated && job->runs.at(0).estimated && !job->runs.at(1).estimated);
        const auto listed = api().runs({.job = "usual"});
        QVERIFY(listed->items.at(0).estimated && !listed->items.at(1).progress);
        const auto status = bodyOf(live_->ask("GET", "/api/v1/jobs/usual/status", live_->bearer()));
        QCOMPARE(status.value("progress", 0.0), 99.0);
        QCOMPARE(status.value("estimated", false), true);
        std::ofstream(file("usual"));
        QCOMPARE(end(second).status, "completed");
        QVERIFY(!api().run(second)->estimated);
        QCOMPARE(bodyOf(live_->ask("GET", "/api/v1/jobs/usual/status", live_->bearer())).value("estimated", true),
                 false);
    }

    void aRunsOwnWordGoesBeforeTheEstimate() {
        std::ofstream(file("told"));
        const std::string first = begin("told", "echo ::progress 7; " + untilThere("told"));
        end(first);
        std::filesystem::remove(file("told"));
        const std::string second = api().runJob("told")->id;
        QTRY_VERIFY(api().run(second)->progress == 7 && !api().run(second)->estimated);
        std::ofstream(file("told"));
        end(second);
    }
};

QTEST_GUILESS_MAIN(TestResources)
#include "tst_resources.moc"
