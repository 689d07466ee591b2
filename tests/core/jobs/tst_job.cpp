// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <nlohmann/json.hpp>

#include "core/jobs/job.h"

using namespace inferno;
using namespace inferno::jobs;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

JobDefinition defaults() {
    JobDefinition job;
    job.timezone = "UTC";
    return job;
}

Result<JobDefinition> parse(const json& document) {
    return parseDefinition(document, defaults(), defaults());
}

} // namespace

class TestJob : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesRoundTrip() {
        QCOMPARE(nameOf(RunState::TimedOut), "timed_out");
        QCOMPARE(nameOf(Trigger::RunAt), "run_at");
        for (int i = 0; i < 9; ++i)
            QVERIFY(fromName<RunState>(nameOf(static_cast<RunState>(i))) == static_cast<RunState>(i));
        QVERIFY(!fromName<Overlap>("parallel"));
        QVERIFY(isActive(RunState::Retrying) && !isActive(RunState::Completed));
    }

    void names_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("good");
        for (const char* good : {"a", "nightly.conversion-2_x", "0", "JOB_1"})
            QTest::newRow(good) << QByteArray(good) << true;
        for (const char* bad : {"", "job_1", "run_x", "a b", "ä", "a/b", "..", "."})
            QTest::newRow(bad) << QByteArray(bad) << false;
        QTest::newRow("128") << QByteArray(128, 'x') << true;
        QTest::newRow("129") << QByteArray(129, 'x') << false;
    }
    void names() {
        QFETCH(QByteArray, name);
        QFETCH(bool, good);
        QCOMPARE(validateName(name.toStdString()).has_value(), good);
    }

    void retriesBackOff() {
        const RetryPolicy policy{5, 30s, 2, 100s};
        QVERIFY(retryDelay(policy, 1) == 30s);
        QVERIFY(retryDelay(policy, 2) == 60s);
        QVERIFY(retryDelay(policy, 3) == 100s);
        QVERIFY(retryDelay(policy, 500) == 100s); // no overflow
    }

    void whatArmsAnEdge() {
        using enum RunState;
        for (const RunState state : {Completed, Failed, Cancelled, TimedOut, Skipped}) {
            QCOMPARE(arms(state, DependsOn::Success), state == Completed);
            QCOMPARE(arms(state, DependsOn::Failure), state == Failed || state == Cancelled || state == TimedOut);
            QVERIFY(arms(state, DependsOn::Completion));
        }
        QVERIFY(!arms(Running, DependsOn::Completion));
    }

    void infernosOwnWords() {
        QVERIFY(commandKindOf("validate /models/*.gguf") == CommandKind::Inferno);
        QVERIFY(commandKindOf("  cleanup") == CommandKind::Inferno);
        QVERIFY(commandKindOf("convert\tmodel a b") == CommandKind::Inferno);
        QVERIFY(commandKindOf("/usr/bin/convert a b") == CommandKind::Shell);
        QVERIFY(commandKindOf("command convert a b") == CommandKind::Shell);
        QVERIFY(commandKindOf("validated") == CommandKind::Shell);
    }

    void aWholeDefinition() {
        const auto job = parse({{"name", "n"},
                                {"command", "echo hi"},
                                {"schedules", {"0 2 * * *", "0 14 * * 6,0"}},
                                {"run_at", "2026-05-01T10:00:00+02:00"},
                                {"timezone", "Europe/Rome"},
                                {"depends_on", {"b:failure", "a"}},
                                {"depends_mode", "completion"},
                                {"depends_join", "any"},
                                {"timeout", 1800},
                                {"grace", "5s"},
                                {"retry_attempts", 3},
                                {"retry_delay", 0.5},
                                {"retry_backoff", 1.5},
                                {"retry_max_delay", "1h"},
                                {"retry_on", {"100-110", 75, 76, "105-120"}},
                                {"resources", {{"cpu_limit", 1.5}, {"memory_limit_gb", 0.5}, {"gpu_required", true}}},
                                {"priority", "high"},
                                {"misfire", "all"},
                                {"overlap", "queue"},
                                {"jitter", 30},
                                {"env", {{"A", "1"}}},
                                {"workdir", "/tmp"},
                                {"tags", {"z", "a", "z"}}});
        QVERIFY2(job, job ? "" : job.error().message().c_str());
        QCOMPARE(job->dependsOn.size(), std::size_t{2});
        QVERIFY((job->dependsOn[0] == Dependency{"a", DependsOn::Completion}));
        QVERIFY((job->dependsOn[1] == Dependency{"b", DependsOn::Failure}));
        QVERIFY(job->timeout == 1800s && job->grace == 5s && job->retry.delay == 500ms);
        QVERIFY(job->retry.attempts == 3 && job->retry.maxDelay == 1h);
        QVERIFY((job->tags == std::vector<std::string>{"a", "z"}));
        QCOMPARE(textOf(job->retry.on), "75-76,100-120");
        QVERIFY((job->resources == Resources{1.5, 0.5, true}));
        QVERIFY(job->resources.memoryLimit() == ByteSize{512ULL << 20});
        QCOMPARE(formatUtc(*job->runAt), "2026-05-01T08:00:00Z");
        // What is written is read again as the same definition.
        QVERIFY(*parseDefinition(toJson(*job), defaults(), defaults()) == *job);
    }

    void defaultsAndPatches() {
        auto job = parse({{"name", "n"}, {"command", "true"}});
        QVERIFY(job);
        QCOMPARE(job->timezone, "UTC");
        QVERIFY(job->grace == 10s && job->misfire == Misfire::Latest && job->overlap == Overlap::Skip);
        auto patched = parseDefinition({{"timeout", 5}, {"schedule", "@daily"}}, *job, defaults());
        QVERIFY(patched->timeout == 5s);
        QCOMPARE(patched->command, "true");
        QCOMPARE(patched->schedules.at(0), "@daily");
        patched = parseDefinition({{"timeout", nullptr}, {"schedules", json::array()}}, *patched, defaults());
        QVERIFY(*patched == *job);
    }

    void resourcesArePatchedOneByOne() {
        JobDefinition byDefault = defaults();
        byDefault.resources = {2, 4, false};
        const auto made = parseDefinition({{"name", "n"}, {"command", "x"}}, byDefault, byDefault);
        QVERIFY((made->resources == Resources{2, 4, false}));
        const auto more = parseDefinition({{"resources", {{"cpu_limit", 8}}}}, *made, byDefault);
        QVERIFY((more->resources == Resources{8, 4, false}));
        const auto free = parseDefinition({{"resources", {{"memory_limit_gb", 0}}}}, *more, byDefault);
        QVERIFY((free->resources == Resources{8, 0, false}));
        const auto back = parseDefinition({{"resources", {{"cpu_limit", nullptr}}}}, *free, byDefault);
        QVERIFY((back->resources == Resources{2, 0, false}));
        QVERIFY((parseDefinition({{"resources", nullptr}}, *back, byDefault)->resources == Resources{2, 4, false}));
        QVERIFY(*parseDefinition({{"resources", json::object()}}, *back, byDefault) == *back);
        QVERIFY(*more != *made); // `create` with another limit is another definition
    }

    void exitCodes() {
        QVERIFY(parseExitCodes("")->empty());
        QCOMPARE(textOf(*parseExitCodes(" 3, 1-2 ,9,255")), "1-3,9,255");
        for (const char* bad : {"0", "0-5", "256", "a", "5-3", "1,,2", "-1", "1-", "1 2"})
            QVERIFY2(!parseExitCodes(bad), bad);
    }

    void refusals_data() {
        QTest::addColumn<QByteArray>("document");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("says");
        const auto row = [](const char* document, const char* code, const char* says) {
            QTest::newRow(document) << QByteArray(document) << QByteArray(code) << QByteArray(says);
        };
        row(R"({"command":"x"})", "job.invalid", "name is missing");
        row(R"({"name":"n"})", "job.invalid", "command is missing");
        row(R"({"name":"n","command":" "})", "job.invalid", "command is missing");
        row(R"({"name":"n","command":"x","schedules":["61 * * * *"]})", "cron.range", "minute");
        row(R"({"name":"n","command":"x","timezone":"Mars/Base"})", "cron.zone", "Mars/Base");
        row(R"({"name":"n","command":"x","timeout":"5 bananas"})", "duration.invalid", "timeout");
        row(R"({"name":"n","command":"x","timeout":-1})", "duration.invalid", "timeout");
        row(R"({"name":"n","command":"x","timeout":true})", "job.invalid", "timeout");
        row(R"({"name":"n","command":"x","run_at":"tomorrow"})", "time.invalid", "tomorrow");
        row(R"({"name":"n","command":"x","priority":"urgent"})", "job.invalid", "low normal high critical");
        row(R"({"name":"n","command":"x","retry_attempts":1.5})", "job.invalid", "retry_attempts");
        row(R"({"name":"n","command":"x","retry_backoff":0.5})", "job.invalid", "retry_backoff");
        row(R"({"name":"n","command":"x","depends_on":["n"]})", "job.cycle", "n -> n");
        row(R"({"name":"n","command":"x","depends_on":["a","a:failure"]})", "job.invalid", "twice");
        row(R"({"name":"n","command":"x","depends_on":["a:maybe"]})", "job.invalid", "maybe");
        row(R"({"name":"n","command":"x","env":{"1A":"x"}})", "job.invalid", "1A");
        row(R"({"name":"n","command":"x","env":{"INFERNO_TOKEN":"x"}})", "job.invalid", "INFERNO_TOKEN");
        row(R"({"name":"n","command":"x","workdir":"here"})", "job.invalid", "absolute");
        row(R"({"name":"n","command":"x","timout":5})", "job.invalid", "did you mean 'timeout'");
        row(R"({"name":"n","command":"x","cpu_limit":4.0})", "job.invalid", "'cpu_limit' stands in resources");
        row(R"({"name":"n","command":"x","resources":4})", "job.invalid", "resources must be an object");
        row(R"({"name":"n","command":"x","resources":{"cpus":1}})", "job.invalid", "no field 'cpus'");
        row(R"({"name":"n","command":"x","resources":{"cpu_limit":"2"}})", "job.invalid",
            "resources.cpu_limit must be a number");
        row(R"({"name":"n","command":"x","resources":{"cpu_limit":-1}})", "job.invalid", "between 0.01 and 4096");
        row(R"({"name":"n","command":"x","resources":{"cpu_limit":0.001}})", "job.invalid", "between 0.01 and 4096");
        row(R"({"name":"n","command":"x","resources":{"memory_limit_gb":1e-9}})", "job.invalid",
            "resources.memory_limit_gb must be between 0.001 and 1048576 GB");
        row(R"({"name":"n","command":"x","resources":{"gpu_required":1}})", "job.invalid", "true or false");
        row(R"({"name":"n","command":"x","retry_on":"0-3"})", "job.invalid", "'0-3' is no exit code from 1 to 255");
        row(R"({"name":"n","command":"x","retry_on":{"a":1}})", "job.invalid", "retry_on must be exit codes");
        row(R"({"name":"n","command":"x","condition":"disk_usage_percent >"})", "condition.invalid", "column 21");
        row(R"({"name":"n","command":"x","template":"t","params":{"a":1}})", "job.invalid", "params 'a'");
        row(R"({"name":"n","command":"x","template":"t","params":{"a":"1"},"env":{"a":"2"}})", "job.invalid",
            "a parameter of template t");
        row(R"({"name":"n","command":"x","executor":"slurm"})", "feature.absent", "local");
        row(R"([])", "job.invalid", "object");
    }
    void refusals() {
        QFETCH(QByteArray, document);
        QFETCH(QByteArray, code);
        QFETCH(QByteArray, says);
        const auto job = parse(json::parse(document.toStdString()));
        QVERIFY(!job);
        QCOMPARE(idOf(job.error().code), std::string_view(code.data()));
        QVERIFY2(job.error().message().find(says.data()) != std::string::npos, job.error().message().c_str());
    }

    void whatAsksForNothingIsTaken() {
        QVERIFY(parse({{"name", "n"},
                       {"command", "x"},
                       {"pool", ""},
                       {"condition", nullptr},
                       {"executor", "local"},
                       {"retry_on", ""},
                       {"resources", json::object()}}));
        QVERIFY(parse({{"name", "n"}, {"command", "echo 'a if b'; cleanup if x"}})); // a shell's own word
        QVERIFY(parse({{"name", "n"}, {"command", "validate 'a if b'"}}));
    }
};

QTEST_GUILESS_MAIN(TestJob)
#include "tst_job.moc"
